"""What became of the example's notes: approved, corrected, sent, come back, restricted, published."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from sqlmodel import Session

from sop_minutes.chasing import Round, draft_round, plan_round
from sop_minutes.circulating import Wanted, as_sent, invite, prepare
from sop_minutes.commands.approving import approve_minutes, correct_minutes
from sop_minutes.commands.circulating import record_circulation, set_as_role
from sop_minutes.commands.meetings import reschedule_meeting
from sop_minutes.commands.partnership import Step
from sop_minutes.commands.points import add_point, edit_point
from sop_minutes.commands.releasing import restrict_records
from sop_minutes.commands.replies import import_reply
from sop_minutes.commands.returned.accepting import accept_change, reject_change
from sop_minutes.commands.returned.keeping import keep_returned_copy
from sop_minutes.commands.templates import choose_template
from sop_minutes.domain.templates import ACTION_TABLES
from sop_minutes.domain.words import Audience
from sop_minutes.example.edited_copy import Edit, edited_copy
from sop_minutes.importing.replies import read_replies
from sop_minutes.publishing import Site, publish_site
from sop_minutes.queries.blocks import PointRow, points_of
from sop_minutes.queries.circulating import circulations_of, frozen_content
from sop_minutes.queries.meetings import find_meeting
from sop_minutes.queries.names import group_called, person_called
from sop_minutes.queries.releasing import narrow_rows
from sop_minutes.queries.returned import list_returned
from sop_minutes.returning import read_returned

_LAST = "CG/2018-03-14"
"""The note that is going its way: sent twice, come back twice, to be approved next."""
_INVITED = (("CG/2018-05-16", False), ("CG/2018-07-18", True))
"""Meetings to come, and whether their days are to be confirmed."""
_CORRECTIONS = {
    "CG/2017-03-15": "Under Modern slavery, the points of contact have met twice, not three times.",
    "CG/2018-01-17": "Curtis Wedderburn left at 11:30; the note that was sent had him there to the end.",
}
_REVIEW, _CASES, _ENQUIRIES, _CHILD = (
    "The review is not published yet",
    "The people could be recognised",
    "Police enquiries continue",
    "A child could be recognised",
)
_RESTRICTED = (
    ("CG/2018-01-17", "changes to the first South and Vale review", _REVIEW, date(2018, 5, 14)),
    ("CG/2017-06-14", "considered three new cases", _CASES, date(2018, 4, 30)),
    ("CG/2016-09-14", "five people were open to", _CASES, date(2018, 4, 30)),
    ("CG/2018-03-14", "venue's licence is under review", _ENQUIRIES, date(2018, 7, 18)),
    ("CG/2017-11-15", "the date and the workers", _ENQUIRIES, date(2018, 7, 18)),
    ("CG/2016-05-11", "will hold a domestic homicide review", _CHILD, date(2031, 9, 1)),
    ("CSE/2016-10-12", "Premises of concern", _CHILD, date(2031, 9, 1)),
)
_SIOBHAN, _PRIYA, _ROSALIND = "Siobhan O'Neill-Hart", "Priya Raghunathan", "Rosalind Pettifer"


class _Copy(NamedTuple):
    """A copy that came back."""

    name: str
    sender: str
    on: date
    edits: tuple[Edit, ...]


_COPIES = (
    _Copy(
        "CG-2018-03-14 with comments SOH.docx",
        _SIOBHAN,
        date(2018, 3, 26),
        (
            Edit(_PRIYA, "once their councils have met", "by 30 April", "Ours meets on the 23rd."),
            Edit(_SIOBHAN, "members' induction", "councillors' induction", "Not that of our members."),
            Edit(_SIOBHAN, "July", "September", "The Home Office wrote to us on Friday."),
            Edit(_PRIYA, "fewer new patients", "fewer patients"),
        ),
    ),
    _Copy(
        "CG-2018-03-14-members Rosalind.docx",
        _ROSALIND,
        date(2018, 3, 28),
        (
            Edit(_ROSALIND, "once their councils have met", "after their cabinets meet in April"),
            Edit(_ROSALIND, "gone on rising", "continued to rise"),
            Edit(_ROSALIND, "Thirty-four", "Thirty-six", "Two came from the Vale on the second day."),
            Edit(_ROSALIND, "nobody was quite content with it", comment="Do we want this in the minutes?"),
        ),
    ),
)
_ACCEPTED, _REJECTED = ("councillors' induction", "continued to rise"), ("fewer patients",)
_ANSWERS = {
    "Helen Prothero": "CG 17/16: in progress, all but its last two questions. Extended to 29 June",
    "Ruth Asante": "CG 17/22: extended to 29 June, the Home Office has not replied\n"
    "CG 18/5: done, the paper is with you",
}


class _Within:
    """A session, to be read and changed like a database: what a step does is one entry of the change log."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return query(self._session, *args, **kwargs)

    def do(self, _label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        return command(self._session, *args, **kwargs)


def what_followed(keys: list[str]) -> Iterator[Step]:
    """Yield what was done with the notes of these keys, which are in the order of their days."""
    yield Step("Choose how the notes of OC look", _choose_template)
    yield Step("Publish Shazia Anwar by her role", _publish_by_role)
    for group in ("CG", "OC", "CSE"):
        for key, later in pairwise(key for key in keys if key.partition("/")[0] == group):
            yield Step(f"Approve {key}", partial(_approve, key=key, at=later))
    yield Step("Correct CG/2017-11-15", _correct)
    yield Step("Say why lines are restricted", _restrict)
    yield Step(f"Circulate {_LAST}", partial(_circulate, on=date(2018, 3, 16)))
    yield Step(f"Edit {_LAST}", _edit)
    yield Step(f"Circulate {_LAST}", partial(_circulate, on=date(2018, 3, 22)))
    for copy in _COPIES:
        yield Step(f"Import {copy.name}", partial(_import, copy=copy))
    yield Step(f"Go through what came back of {_LAST}", _go_through)
    for key, provisional in _INVITED:
        yield Step(f"Invite to {key}", partial(_invite, key=key, provisional=provisional))
    yield Step("Publish the notes of OC", _publish)
    yield Step("Chase owners of CG", _chase)


def _choose_template(session: Session) -> None:
    choose_template(session, group_called(session, "OC"), name=ACTION_TABLES)


def _publish_by_role(session: Session) -> None:
    set_as_role(session, person_called(session, "Shazia Anwar"), as_role=True)


def _approve(session: Session, *, key: str, at: str) -> None:
    meeting_id, at_id = find_meeting(session, key), find_meeting(session, at)
    on = date.fromisoformat(at.partition("/")[2])
    corrections = _CORRECTIONS.get(key, "")
    approve_minutes(session, meeting_id, on=on, today=on, at_meeting_id=at_id, corrections=corrections)


def _correct(session: Session) -> None:
    """Correct minutes that were approved, and have them approved as their second version."""
    meeting_id = find_meeting(session, "CG/2017-11-15")
    correct_minutes(session, meeting_id, reason="The number of organisations invited was wrong")
    point = _point(session, meeting_id, "Thirty organisations")
    edit_point(session, point.id, text=point.text.replace("Thirty", "Thirty-two"))
    on = date(2018, 3, 14)
    approve_minutes(session, meeting_id, on=on, today=on, at_meeting_id=find_meeting(session, _LAST))


def _restrict(session: Session) -> None:
    rows = narrow_rows(session)
    for key, words, reason, review_on in _RESTRICTED:
        records = [row.record for row in rows if row.meeting == key and words in row.text]
        restrict_records(session, records, reason=reason, review_on=review_on)


def _circulate(session: Session, *, on: date) -> None:
    wanted = Wanted(find_meeting(session, _LAST), Audience.MEMBERS, on, suffixes=(".docx",))
    prepared = prepare(_Within(session), wanted, now=_at(on))
    record_circulation(session, as_sent(prepared), at=_at(on))


def _edit(session: Session) -> None:
    meeting_id = find_meeting(session, _LAST)
    guidance = _point(session, meeting_id, "new guidance")
    edit_point(session, guidance.id, text=guidance.text.replace("the summer", "July"))
    schools = _point(session, meeting_id, "Schools will have")
    add_point(
        session,
        item_id=schools.item_id,
        after_id=schools.id,
        text="Easy-read leaflets follow in May",
        level=schools.level,
    )


def _import(session: Session, *, copy: _Copy) -> None:
    """Take in the copy that a colleague made of what went out last."""
    went = circulations_of(session, find_meeting(session, _LAST))[-1]
    content = frozen_content(session, went.files[0].frozen_file_id)
    with TemporaryDirectory() as folder:
        path = Path(folder) / copy.name
        path.write_bytes(edited_copy(content, copy.edits, at=_at(copy.on)))
        sheet = read_returned(_Within(session), path)
    keep_returned_copy(session, sheet, at=_at(copy.on), from_name=copy.sender)


def _go_through(session: Session) -> None:
    """Decide on some of the changes; and edit a line here that a copy changes too."""
    meeting_id = find_meeting(session, _LAST)
    for row in list_returned(session, meeting_id):
        said = " ".join(block.text for block in row.after)
        if any(words in said for words in _ACCEPTED):
            accept_change(session, row.id)
        elif any(words in said for words in _REJECTED):
            reject_change(session, row.id)
    guidance = _point(session, meeting_id, "new guidance")
    edit_point(session, guidance.id, text=guidance.text.replace("July", "August"))


def _invite(session: Session, *, key: str, provisional: bool) -> None:
    meeting_id, on = find_meeting(session, key), date.fromisoformat(key.partition("/")[2])
    reschedule_meeting(
        session,
        meeting_id,
        on=on,
        provisional=provisional,
        time="10:00 to 12:00",
        place="County Hall, Oxford",
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meeting.ics"
        invite(_Within(session), meeting_id, path, label="", now=_at(date(2018, 4, 20)))


def _publish(session: Session) -> None:
    with TemporaryDirectory() as folder:
        wanted = Site(group_called(session, "OC"))
        publish_site(_Within(session), wanted, Path(folder), label="", now=_at(date(2018, 2, 1)))


def _chase(session: Session) -> None:
    """Ask the owners of the group's actions how they stand; some answer."""
    within, asked, came = _Within(session), date(2018, 5, 9), date(2018, 5, 14)
    wanted = Round(asked, within=5, group_id=group_called(session, "CG"))
    sheets = plan_round(within, wanted).sheets
    with TemporaryDirectory() as folder:
        draft_round(within, wanted, sheets, Path(folder) / "drafts", label="", now=_at(asked))
        for sheet in sheets:
            if sheet.name in _ANSWERS:
                path = Path(folder) / f"{sheet.name}.txt"
                path.write_text(f"{_ANSWERS[sheet.name]}\n\nReply form {sheet.code}\n", "utf-8")
                for reply in read_replies(path, came):
                    import_reply(session, reply, received_on=came, name=sheet.name)


def _point(session: Session, meeting_id: int, words: str) -> PointRow:
    return next(row for row in points_of(session, meeting_id) if words in row.text)


def _at(on: date) -> datetime:
    return datetime.combine(on, time(9, 30), tzinfo=UTC)
