"""Every command, called with arguments drawn at random from what is in the database."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel, select

from sop_minutes.commands import (
    action_links,
    action_updates,
    actions,
    agenda,
    approving,
    attendance,
    bringing_back,
    chasing,
    circulating,
    correcting,
    deleting,
    groups,
    imports,
    items,
    last_minutes,
    many_actions,
    meetings,
    notes,
    organisations,
    page,
    partnership,
    people,
    plan,
    points,
    rag_rules,
    releasing,
    replies,
    returned,
    reviewing,
    templates,
    typed,
)
from sop_minutes.domain.approving import Correction
from sop_minutes.domain.asked import Asked
from sop_minutes.domain.chasing import ChaserSheet, Owed
from sop_minutes.domain.circulating import RecipientRow, Sent, SentFile, note_lines
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.page import Block, TypedPage, changes_between, read_block, write_block, write_page
from sop_minutes.domain.partnership import (
    GroupEntry,
    OrganisationEntry,
    PartnershipSheet,
    PersonEntry,
    PlannedMeeting,
    PriorityEntry,
    SeatEntry,
    TimetableCell,
    UpdateEntry,
)
from sop_minutes.domain.publishing import PublishedNote
from sop_minutes.domain.rag import RagRules
from sop_minutes.domain.replies import ReplySheet, Told
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.sheets import ReturnedSheet
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.sheets import ImportedFile
from sop_minutes.domain.text import clean_text
from sop_minutes.domain.words import (
    SETTLED_STATES,
    ActionStatus,
    AttendanceStatus,
    Audience,
    GroupKind,
    ItemKind,
    MeetingState,
    NoteLayout,
    PointKind,
    ReportRole,
    Season,
)
from sop_minutes.queries.actions import action_row
from sop_minutes.queries.invitations import next_sequence
from sop_minutes.queries.meetings import list_meetings, meeting_sheet
from sop_minutes.queries.page import page_rows
from sop_minutes.queries.returned import list_returned
from sop_minutes.queries.templates import list_templates
from sop_minutes.storage.tables import (
    Action,
    ActionLink,
    ActionOwner,
    Attendance,
    Change,
    Chaser,
    Group,
    Item,
    Meeting,
    NoteTemplate,
    Objective,
    Organisation,
    Person,
    Point,
    Priority,
    Proposal,
    Report,
    ReturnedChange,
    ReturnedCopy,
    Seat,
    Topic,
    Typed,
)

_LINES = (
    "A new governance model has been agreed",
    "@Ann Lee @CSPs to circulate the draft by 31 Jan",
    "AL to report to the next meeting",
    ">CG the exploitation strategy, for information",
    "Figures are **awaited** from 24/7 services",
    "É\u202e🙂 odd ones",
)
_TITLES = ("Domestic Abuse", "Prevent", "FGM update", "Any other business", "Cybercrime")
_SAID_IN_REVIEW = {
    Verb.DONE: ("", "r: the family was told"),
    Verb.NOTE: ("figures are awaited", "public: all is well"),
    Verb.EXTEND: ("31 Jan", "next meeting - figures are awaited", "(one day)"),
    Verb.OWNER: ("Ann Lee", "Bo Ray, CSPs"),
    Verb.ESCALATE: ("", "CG"),
    Verb.CANCEL: ("", "no money"),
    Verb.REOPEN: ("", "half of it is done"),
}
_ANSWERS = {
    Asked.DONE: ("", "r: the family was told"),
    Asked.NOTE: ("figures are awaited", "public: all is well"),
    Asked.EXTEND: ("31 Jan", "next meeting - figures are awaited", "(one day)"),
    Asked.OWNER: ("Ann Lee", "Bo Ray, CSPs"),
    Asked.ESCALATE: ("CG",),
    Asked.PRIORITY: ("",),
    Asked.AUDIENCE: ("public", "m", "restricted"),
    Asked.LINK: ("https://example.org/x", "[Plan](/srv/plan.docx)", "javascript:x"),
}
_NAMES = ("Ann Lee", "Ben Okafor", "Siobhan O'Neill-Hart", "Zoë Brackenbury")


class Caller:
    """Calls commands by name. An argument that does not fit raises UserError, as it would for a user."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def entry(self, session: Session) -> int:
        """Return the number of an entry of the change log."""
        return self._chance.choice(session.exec(select(Change.entry).distinct()).all())

    def call(self, session: Session, name: str) -> None:
        """Run the command called `name`; what it refuses is rolled back to where it began."""
        CALLS[name](self, session)

    def one(self, session: Session, table: type[SQLModel]) -> int:
        ids = session.exec(select(table.id)).all()  # type: ignore[attr-defined]
        if not ids:
            raise UserError("There is nothing to do that to.")
        return int(self._chance.choice(ids))

    def some(self, session: Session, table: type[SQLModel]) -> list[int]:
        return [self.one(session, table) for _ in range(self._chance.randrange(1, 4))]

    def pick(self, choices: Any) -> Any:
        return self._chance.choice(tuple(choices))

    def line(self) -> str:
        return f"{self.pick(_LINES)} {self._chance.randrange(100)}"

    def title(self) -> str:
        return str(self.pick(_TITLES))

    def name(self) -> str:
        return f"{self.pick(_NAMES)} {'ABCDEFGH'[self._chance.randrange(8)]}."

    def code(self) -> str:
        return f"G{self._chance.randrange(10_000)}"

    def day(self) -> date:
        return date(2017, 1, 1) + timedelta(days=self._chance.randrange(500))

    def note(self) -> Any:
        lines = [f"Date: {self.day():%d/%m/%Y}", f"Present: {self.name()}, {self.name()}", "an opening"]
        for _ in range(self._chance.randrange(1, 4)):
            lines.append(f"{self.pick(['', 'Restricted: '])}# {self.title()}")
            prefixes = ("", "- ", "Action: ", "Agreed: ", "Refer: ", "Members: ")
            lines += [f"{self.pick(prefixes)}{self.line()}" for _ in range(self._chance.randrange(4))]
        return read_note_text("\n".join(lines))

    def partnership(self) -> PartnershipSheet:
        code, name = self.code(), self.name()
        return PartnershipSheet(
            groups=(GroupEntry(code, f"Group {code}", former_names=(f"Old {code}",)),),
            organisations=(
                OrganisationEntry(f"Org {code}", "O"),
                OrganisationEntry(f"Unit {code}", "", f"Org {code}"),
            ),
            people=(PersonEntry(name, organisation=f"Org {code}"),),
            seats=(SeatEntry(code, f"Org {code}", name, role="chair"),),
            reports=(f"Report {code}",),
            timetable=(TimetableCell(f"Report {code}", code, ReportRole.AGREE, Season.SPRING),),
            objectives=((1, "Vulnerability"),),
            priorities=(PriorityEntry("Reduce harm", 1, (f"Org {code}",), ("Less harm",)),),
        )


CALLS: dict[str, Callable[[Caller, Session], Any]] = {
    "add_group": lambda c, s: groups.add_group(
        s, f"Board {c.code()}", kind=c.pick(GroupKind), aliases=[f"{c.title()} {c.code()}"]
    ),
    "name_group": lambda c, s: groups.name_group(
        s, c.one(s, Group), name=f"{c.title()} {c.code()}", former=c.pick((True, False))
    ),
    "rename_group": lambda c, s: groups.rename_group(s, c.one(s, Group), name=f"Board {c.code()}"),
    "add_person": lambda c, s: people.add_person(s, c.name(), email="a@example.org", aliases=["Annie"]),
    "name_person": lambda c, s: people.name_person(s, c.one(s, Person), name=c.name()),
    "unname_person": lambda c, s: people.unname_person(s, c.one(s, Person), name="Annie"),
    "rename_person": lambda c, s: people.rename_person(s, c.one(s, Person), name=c.name()),
    "edit_person": lambda c, s: people.edit_person(
        s, c.one(s, Person), organisation_id=c.one(s, Organisation), initials=c.code(), role=c.title()
    ),
    "correct_person": lambda c, s: correcting.correct_person(
        s,
        c.one(s, Person),
        name=c.name(),
        initials=c.code(),
        organisation=c.pick(("", f"Org {c.code()}")),
        role=c.title(),
        email="b@example.org",
        other_names=c.pick(((), ("Bobbie",))),
    ),
    "merge_people": lambda c, s: people.merge_people(s, c.one(s, Person), into_id=c.one(s, Person)),
    "delete_person": lambda c, s: people.delete_person(s, c.one(s, Person)),
    "add_organisation": lambda c, s: organisations.add_organisation(
        s, f"Org {c.code()}", aliases=["The Org"]
    ),
    "name_organisation": lambda c, s: organisations.name_organisation(
        s, c.one(s, Organisation), name=c.title()
    ),
    "seat_person": lambda c, s: organisations.seat_person(
        s, c.one(s, Person), group_id=c.one(s, Group), deputy=c.pick((True, False)), from_on=c.day()
    ),
    "add_seat": lambda c, s: organisations.add_seat(
        s, group_id=c.one(s, Group), organisation_id=c.one(s, Organisation)
    ),
    "fill_seat": lambda c, s: organisations.fill_seat(
        s, c.one(s, Seat), person_id=c.one(s, Person), from_on=c.day()
    ),
    "leave_group": lambda c, s: organisations.leave_group(
        s, c.one(s, Person), group_id=c.one(s, Group), on=c.day()
    ),
    "add_meeting": lambda c, s: meetings.add_meeting(s, group_id=c.one(s, Group), on=c.day(), another=True),
    "edit_meeting": lambda c, s: meetings.edit_meeting(
        s, c.one(s, Meeting), title=c.line(), time=c.line(), place=c.line(), marking=c.line()
    ),
    "plan_next_meeting": lambda c, s: meetings.plan_next_meeting(
        s, c.one(s, Group), on=c.day(), instead_of=s.get_one(Meeting, c.one(s, Meeting)).on
    ),
    "plan_from_line": lambda c, s: meetings.plan_from_line(
        s, c.one(s, Meeting), title="", text=f"Next meeting: {c.day():%d/%m/%Y}", instead_of=None
    ),
    "reschedule_meeting": lambda c, s: meetings.reschedule_meeting(s, c.one(s, Meeting), on=c.day()),
    "confirm_meeting": lambda c, s: meetings.confirm_meeting(s, c.one(s, Meeting)),
    "change_state": lambda c, s: meetings.change_state(
        s, c.one(s, Meeting), state=c.pick(set(MeetingState) - SETTLED_STATES)
    ),
    "reinstate_meeting": lambda c, s: meetings.reinstate_meeting(s, c.one(s, Meeting)),
    "arrange_meeting": lambda c, s: meetings.arrange_meeting(s, group_id=c.one(s, Group), on=c.day()),
    "put_last_minutes_on_agenda": lambda c, s: last_minutes.put_last_minutes_on_agenda(s, c.one(s, Group)),
    "last_minutes_item": lambda c, s: last_minutes.last_minutes_item(s, c.one(s, Meeting)),
    "write_of_approvals": lambda c, s: last_minutes.write_of_approvals(
        s, c.one(s, Meeting), [Correction(c.line(), Audience.MEMBERS)]
    ),
    "approve_minutes": lambda c, s: approving.approve_minutes(
        s,
        c.one(s, Meeting),
        **c.pick(({"on": date(2018, 6, 1)}, _at_its_day(s, c.one(s, Meeting)))),
        today=date(2030, 1, 1),
        corrections=c.pick(("", c.line(), f"Members: {c.line()}")),
    ),
    "correct_minutes": lambda c, s: approving.correct_minutes(s, c.one(s, Meeting), reason=c.line()),
    "record_publications": lambda c, s: approving.record_publications(
        s,
        [PublishedNote(c.one(s, Meeting), c.code(), c.pick((True, False)))],
        at=datetime(2018, 1, 1, tzinfo=UTC),
    ),
    "set_restriction": lambda c, s: releasing.set_restriction(
        s, **c.pick(_narrow(c, s)), reason=c.line(), review_on=c.pick((None, c.day()))
    ),
    "release_restricted": lambda c, s: releasing.release_restricted(
        s, **c.pick(_narrow(c, s)), to=c.pick((Audience.PUBLIC, Audience.MEMBERS))
    ),
    "restrict_records": lambda c, s: releasing.restrict_records(
        s, _records(c, s), reason=c.line(), review_on=c.pick((None, c.day()))
    ),
    "put_off_review": lambda c, s: releasing.put_off_review(s, _records(c, s), review_on=c.day()),
    "release_records": lambda c, s: releasing.release_records(
        s, _records(c, s), to=c.pick((Audience.PUBLIC, Audience.MEMBERS))
    ),
    "record_publication": lambda c, s: approving.record_publication(
        s,
        c.one(s, Meeting),
        at=datetime(2018, 1, 1, tzinfo=UTC),
        digest=c.code(),
        draft=c.pick((True, False)),
    ),
    "delete_meeting": lambda c, s: deleting.delete_meeting(
        s, c.one(s, Meeting), with_note=c.pick((True, False))
    ),
    "convene_meeting": lambda c, s: agenda.convene_meeting(
        s, group_id=c.one(s, Group), on=c.day(), like=c.pick([None, c.one(s, Meeting)])
    ),
    "put_report_on_agenda": lambda c, s: agenda.put_report_on_agenda(
        s, c.one(s, Meeting), report_id=c.one(s, Report)
    ),
    "set_attendance": lambda c, s: attendance.set_attendance(
        s,
        c.one(s, Meeting),
        name=c.name(),
        status=c.pick(AttendanceStatus),
        detail=c.pick([None, "chair", "from 10:40"]),
    ),
    "send_substitute": lambda c, s: attendance.send_substitute(
        s, c.one(s, Meeting), name=c.name(), substitute_for=c.name()
    ),
    "remove_attendance": lambda c, s: _remove_attendance(c, s),
    "keep_page": lambda c, s: _keep_page(c, s),
    "keep_typed": lambda c, s: _keep_typed(c, s),
    "drop_typed": lambda c, s: _drop_typed(c, s),
    "add_item": lambda c, s: items.add_item(s, meeting_id=c.one(s, Meeting), title=c.title(), after_id=None),
    "change_item": lambda c, s: items.change_item(
        s,
        c.one(s, Item),
        title=c.title(),
        presenter=c.name(),
        kind=c.pick(ItemKind),
        audience=c.pick(Audience),
    ),
    "move_item": lambda c, s: items.move_item(s, c.one(s, Item), after_id=c.one(s, Item)),
    "delete_item": lambda c, s: items.delete_item(s, c.one(s, Item)),
    "topic_for": lambda c, s: items.topic_for(s, c.title(), ItemKind.ITEM),
    "add_point": lambda c, s: points.add_point(
        s, item_id=c.one(s, Item), text=c.line(), kind=c.pick(PointKind)
    ),
    "edit_point": lambda c, s: points.edit_point(s, c.one(s, Point), text=c.line()),
    "convert_point": lambda c, s: points.convert_point(s, c.one(s, Point), kind=c.pick(PointKind)),
    "mark_point": lambda c, s: points.mark_point(s, c.one(s, Point), audience=c.pick(Audience)),
    "indent_point": lambda c, s: points.indent_point(s, c.one(s, Point), level=c.pick(range(9))),
    "move_point": lambda c, s: points.move_point(
        s, c.one(s, Point), item_id=c.one(s, Item), after_id=c.one(s, Point)
    ),
    "delete_point": lambda c, s: points.delete_point(s, c.one(s, Point)),
    "raise_action": lambda c, s: actions.raise_action(s, group_id=c.one(s, Group), text=c.line(), on=c.day()),
    "close_action": lambda c, s: actions.close_action(s, c.one(s, Action), on=c.day(), note=c.line()),
    "settle_action": lambda c, s: actions.settle_action(s, c.one(s, Action), on=c.day()),
    "extend_action": lambda c, s: actions.extend_action(s, c.one(s, Action), on=c.day(), due="next meeting"),
    "cancel_action": lambda c, s: actions.cancel_action(s, c.one(s, Action), on=c.day()),
    "reopen_action": lambda c, s: actions.reopen_action(s, c.one(s, Action), on=c.day(), due=""),
    "start_action": lambda c, s: actions.start_action(s, c.one(s, Action), on=c.day(), note=c.line()),
    "confirm_action": lambda c, s: actions.confirm_action(s, c.one(s, Action), on=c.day()),
    "mark_action": lambda c, s: actions.mark_action(s, c.one(s, Action), audience=c.pick(Audience)),
    "hand_on_action": lambda c, s: actions.hand_on_action(
        s, c.one(s, Action), owners=[c.title()], on=c.day()
    ),
    "assign_action": lambda c, s: actions.assign_action(s, c.one(s, Action), owners=["Ann Lee", c.title()]),
    "update_action": lambda c, s: actions.update_action(
        s,
        c.one(s, Action),
        on=c.day(),
        note=c.line(),
        status=c.pick(ActionStatus),
        meeting_id=c.one(s, Meeting),
    ),
    "record_chaser": lambda c, s: chasing.record_chaser(
        s, _chaser(c, s), at=datetime(2018, 1, 1, tzinfo=UTC)
    ),
    "record_chasers": lambda c, s: chasing.record_chasers(
        s, [_chaser(c, s), _chaser(c, s)], at=datetime(2018, 1, 1, tzinfo=UTC)
    ),
    "freeze_file": lambda c, s: circulating.freeze_file(s, c.line().encode(errors="surrogatepass")),
    "record_circulation": lambda c, s: _record_circulation(c, s),
    "record_invitation": lambda c, s: _record_invitation(c, s),
    "set_as_role": lambda c, s: circulating.set_as_role(s, c.one(s, Person), as_role=c.pick((True, False))),
    "set_handling": lambda c, s: circulating.set_handling(s, c.one(s, Group), handling=c.line()),
    "add_template": lambda c, s: templates.add_template(
        s, f"Template {c.code()}", c.pick((b"one", b"two")), layout=c.pick(NoteLayout)
    ),
    "rename_template": lambda c, s: templates.rename_template(
        s, c.one(s, NoteTemplate), name=f"Template {c.code()}"
    ),
    "remove_template": lambda c, s: templates.remove_template(s, c.one(s, NoteTemplate)),
    "choose_template": lambda c, s: templates.choose_template(
        s, c.pick([None, c.one(s, Group)]), name=c.pick([row.name for row in list_templates(s)])
    ),
    "import_reply": lambda c, s: _import_reply(c, s),
    "accept_proposal": lambda c, s: replies.accept_proposal(s, c.one(s, Proposal)),
    "accept_as": lambda c, s: replies.accept_as(
        s,
        c.one(s, Proposal),
        status=c.pick([None, *ActionStatus]),
        due=c.pick([None, "31 Jan"]),
        note=c.line(),
        audience=c.pick(list(Audience)),
        done_on=c.pick([None, c.day()]),
    ),
    "reject_proposal": lambda c, s: replies.reject_proposal(s, c.one(s, Proposal)),
    "edit_proposal": lambda c, s: replies.edit_proposal(
        s,
        c.one(s, Proposal),
        status=c.pick([None, *ActionStatus]),
        due=c.pick([None, "31 Jan"]),
        note=c.line(),
    ),
    "keep_returned_copy": lambda c, s: _keep_returned_copy(c, s),
    "accept_change": lambda c, s: returned.accept_change(
        s, c.one(s, ReturnedChange), text=c.pick([None, None, c.line()]), over=c.pick((True, False))
    ),
    "reject_change": lambda c, s: returned.reject_change(s, c.one(s, ReturnedChange)),
    "accept_all": lambda c, s: _accept_all(c, s),
    "take_back_entry": lambda c, s: bringing_back.take_back_entry(s, entry=c.entry(s)),
    "bring_back_moment": lambda c, s: bringing_back.bring_back_moment(s, entry=c.entry(s)),
    "close_part": lambda c, s: _close_part(c, s),
    "link_action": lambda c, s: action_links.link_action(
        s, c.one(s, Action), address=c.pick(("https://example.org/x", "/srv/plan.docx", "javascript:x"))
    ),
    "unlink_action": lambda c, s: action_links.unlink_action(s, c.one(s, ActionLink)),
    "merge_action": lambda c, s: action_links.merge_action(
        s, c.one(s, Action), into_id=c.one(s, Action), on=c.day(), note=c.line()
    ),
    "prioritise_action": lambda c, s: action_links.prioritise_action(
        s, c.one(s, Action), priority_id=c.pick([None, c.one(s, Priority)])
    ),
    "prioritise_topic": lambda c, s: action_links.prioritise_topic(
        s, c.one(s, Topic), priority_id=c.pick([None, c.one(s, Priority)])
    ),
    "set_rag_rules": lambda c, s: rag_rules.set_rag_rules(s, RagRules(c.pick(range(30)), c.pick(range(30)))),
    "say_of_actions": lambda c, s: many_actions.say_of_actions(
        s, c.some(s, Action), asked=(asked := c.pick(Asked)), text=_answer(c, s, asked), on=c.day()
    ),
    "review_action": lambda c, s: reviewing.review_action(
        s,
        c.one(s, Action),
        meeting_id=c.one(s, Meeting),
        verb=(verb := c.pick(Verb)),
        text=c.pick(_SAID_IN_REVIEW[verb]),
    ),
    "escalate_action": lambda c, s: reviewing.escalate_action(
        s, c.one(s, Action), to_id=c.one(s, Group), on=c.day()
    ),
    "add_report": lambda c, s: plan.add_report(s, f"Report {c.code()}"),
    "schedule_report": lambda c, s: plan.schedule_report(
        s, c.one(s, Report), group_id=c.one(s, Group), role=c.pick(ReportRole), season=c.pick(Season)
    ),
    "add_objective": lambda c, s: plan.add_objective(s, c.title(), number=1),
    "add_priority": lambda c, s: plan.add_priority(
        s, c.title(), objective_id=c.one(s, Objective), leads=["CG"], outcomes=[c.line()]
    ),
    "record_note": lambda c, s: _record_note(c, s),
    "add_imported_file": lambda c, s: notes.add_imported_file(
        s, digest=c.code(), name="old.docx", at=datetime(2018, 1, 1, tzinfo=UTC)
    ),
    "import_note": lambda c, s: notes.import_note(
        s,
        c.note(),
        group_id=c.one(s, Group),
        file_id=notes.add_imported_file(s, digest=c.code(), name="x", at=datetime(2018, 1, 1, tzinfo=UTC)),
    ),
    "update_note": lambda c, s: notes.update_note(
        s,
        c.one(s, Meeting),
        c.note(),
        file_id=notes.add_imported_file(s, digest=c.code(), name="x", at=datetime(2018, 1, 1, tzinfo=UTC)),
    ),
    "import_file": lambda c, s: _import_file(c, s),
    "add_partnership": lambda c, s: partnership.add_partnership(s, c.partnership()),
    "plan_meeting": lambda c, s: partnership.plan_meeting(s, PlannedMeeting("CG", c.day(), True)),
    "apply_update": lambda c, s: partnership.apply_update(
        s,
        UpdateEntry(
            c.pick([row.key for row in list_meetings(s)] or ["CG/2017-01-01"]), "draft", c.day(), note="x"
        ),
    ),
}


def _narrow(caller: Caller, session: Session) -> list[dict[str, int]]:
    """Return what may be restricted: an item, a point or an action."""
    tables = {"item_id": Item, "point_id": Point, "action_id": Action}
    return [{name: caller.one(session, table)} for name, table in tables.items()]


def _at_its_day(session: Session, meeting_id: int) -> dict[str, Any]:
    return {"on": session.get_one(Meeting, meeting_id).on, "at_meeting_id": meeting_id}


def _records(caller: Caller, session: Session) -> list[str]:
    """Return what may be restricted, by what it is called."""
    chosen = caller.pick(_narrow(caller, session)).items()
    return [f"{name[0]}{id_}" for name, id_ in chosen]


def _record_note(caller: Caller, session: Session) -> None:
    if caller.pick((True, False)):
        notes.record_note(session, caller.note(), group_id=caller.one(session, Group))
        return
    meeting = session.get_one(Meeting, caller.one(session, Meeting))
    notes.record_note(session, caller.note(), group_id=meeting.group_id, meeting_id=meeting.id, replace=True)


def _import_file(caller: Caller, session: Session) -> None:
    """Bring in a file of one note, as a meeting of its own or as a corrected copy of any."""
    note = caller.note()
    file = ImportedFile((note,), (), caller.code(), (note,), next_meetings=(caller.day(),))
    copies = [imports.CopyOf(caller.one(session, Meeting))] if caller.pick((True, False)) else None
    group_id, at = caller.one(session, Group), datetime(2018, 1, 1, tzinfo=UTC)
    imports.import_file(session, file, group_id=group_id, name="x.docx", at=at, copies=copies)


def _keep_page(caller: Caller, session: Session) -> None:
    """Shuffle a page, drop some of its blocks, type others."""
    meeting_id = caller.one(session, Meeting)
    rows = page_rows(session, meeting_id)
    old = {key: row.sheet for key, row in enumerate(rows, start=1)}
    new = {key: sheet for key, sheet in old.items() if caller.pick((True, True, False))}
    for key in range(100, 100 + caller.pick(range(4))):
        marks = ("# ", "a: ", "r: ", "- ", "")
        sheet = read_block(Block(f"{caller.pick(marks)}{caller.line()}"))
        assert sheet is not None
        new[key if caller.pick((True, False)) or not old else caller.pick(old)] = sheet
    keys = sorted(new, key=lambda _key: caller.pick(range(100)))
    shuffled = {key: new[key] for key in keys}
    page.keep_page(
        session,
        meeting_id,
        changes=changes_between(old, shuffled),
        rows={key: row.id for key, row in enumerate(rows, start=1)},
        page=shuffled,
    )


def _keep_typed(caller: Caller, session: Session) -> None:
    """Change the first block of a page, as a window does that is just opening, and add one."""
    typed.keep_typed(session, _typed(caller, session))


def _drop_typed(caller: Caller, session: Session) -> None:
    typed.drop_typed(session, _typed(caller, session))


def _typed(caller: Caller, session: Session) -> int:
    meeting_id = caller.one(session, Meeting)
    rows = dict(enumerate(page_rows(session, meeting_id), start=1))
    was = {key: write_block(row.sheet) for key, row in rows.items()}
    now = {**was, 1: Block(caller.line()), 99: Block(f"a: {caller.line()}")}
    text = write_page(TypedPage({key: row.id for key, row in rows.items()}, was, now))
    left = Typed(
        meeting_id=meeting_id, host="here", process=1, at=datetime(2017, 11, 15, tzinfo=UTC), page=text
    )
    session.add(left)
    session.flush()
    return left.id


def _remove_attendance(caller: Caller, session: Session) -> None:
    row = session.get_one(Attendance, caller.one(session, Attendance))
    attendance.remove_attendance(session, row.meeting_id, name=row.name)


def _chaser(caller: Caller, session: Session) -> ChaserSheet:
    """Return a chaser to anybody about some action, as it is drafted for whoever is to be chased."""
    person = session.get_one(Person, caller.one(session, Person))
    owed = Owed(action_row(session, caller.one(session, Action)))
    return ChaserSheet(
        person.id,
        person.name,
        "a@example.org",
        (owed,),
        date(2018, 6, 1),
        f"R-{caller.code()}-{caller.code()}",
    )


def _record_circulation(caller: Caller, session: Session) -> None:
    """Circulate a meeting's note, as it stands, to somebody."""
    meeting_id, audience = caller.one(session, Meeting), caller.pick(Audience)
    person = session.get_one(Person, caller.one(session, Person))
    sent = Sent(
        meeting_id,
        audience,
        f"C-{caller.code()}-{caller.code()}",
        note_lines(meeting_sheet(session, meeting_id, audience), audience),
        (SentFile("note.docx", caller.line().encode(errors="surrogatepass")),),
        (RecipientRow(person.name, "a@example.org", "was there", person_id=person.id),),
    )
    circulating.record_circulation(session, sent, at=datetime(2018, 1, 1, tzinfo=UTC))


def _record_invitation(caller: Caller, session: Session) -> None:
    meeting_id = caller.one(session, Meeting)
    sequence, at = next_sequence(session, meeting_id), datetime(2018, 1, 1, tzinfo=UTC)
    cancelled = caller.pick((True, False))
    circulating.record_invitation(session, meeting_id, sequence=sequence, at=at, cancelled=cancelled)


def _import_reply(caller: Caller, session: Session) -> None:
    """Bring in an answer on some action, on a form that is known, or on none."""
    ref = action_row(session, caller.one(session, Action)).ref
    how = caller.pick(["", "done", "in progress", "not started", "cancelled"])
    answer = Told(ref, how, caller.pick(["", "31 Jan"]), caller.line())
    code = session.get_one(Chaser, caller.one(session, Chaser)).code if caller.pick((True, False)) else ""
    replies.import_reply(session, ReplySheet((answer,), code, caller.name()), received_on=caller.day())


def _answer(caller: Caller, session: Session, asked: Asked) -> str:
    """Return an answer to what is asked of an action, that some action can take."""
    if asked is Asked.MERGE:
        return action_row(session, caller.one(session, Action)).ref
    if asked is Asked.UNLINK:
        return session.get_one(ActionLink, caller.one(session, ActionLink)).title
    if asked is Asked.PART:
        return str(caller.pick(action_row(session, caller.one(session, Action)).owners or ("Nobody",)))
    return str(caller.pick(_ANSWERS.get(asked, ("", "no money"))))


def _keep_returned_copy(caller: Caller, session: Session) -> None:
    """Keep a copy of a note in which anything was done to any of its blocks."""
    meeting_id = caller.one(session, Meeting)
    prints = prints_of(meeting_sheet(session, meeting_id), Audience.RESTRICTED)
    records = list(prints)[1:]
    changes = []
    for _ in range(caller.pick(range(4)) if records else 0):
        kind, record = (
            caller.pick(set(ChangeKind) - {ChangeKind.DETAILS, ChangeKind.LISTED}),
            caller.pick(records),
        )
        many = 2 if kind is ChangeKind.SPLIT else 0 if kind is ChangeKind.DELETED else 1
        after = tuple(
            Block(clean_text(caller.line()), caller.pick((0, 1)), caller.pick((False, True)))
            for _ in range(many)  # a Word file holds no text that may not be stored
        )
        keys = () if kind is ChangeKind.NEW else (mark_of(record),)
        before = (prints[record],) if keys else ()
        changes.append(CopyChange(kind, keys, (mark_of(caller.pick(records)),), before, after))
    code = caller.code()
    sheet = ReturnedSheet(
        meeting_id, None, caller.pick(Audience), "x.docx", code, code.encode(), tuple(changes)
    )
    returned.keep_returned_copy(session, sheet, at=datetime(2018, 1, 1, tzinfo=UTC))


def _accept_all(caller: Caller, session: Session) -> None:
    copy_id = caller.one(session, ReturnedCopy)
    rows = [row for row in list_returned(session) if row.copy_id == copy_id]
    returned.accept_all(session, copy_id, change_ids=[row.id for row in rows])


def _close_part(caller: Caller, session: Session) -> None:
    owner = session.get(ActionOwner, caller.one(session, ActionOwner))
    assert owner is not None
    action_updates.close_part(session, owner.action_id, owner_id=owner.id, on=caller.day())
