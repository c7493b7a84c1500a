"""``approve``, ``meetings reopen`` and ``versions``: minutes settled, corrected, and read as they were."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import (
    Context,
    Json,
    given_date,
    given_text,
    now,
    remark,
    say,
    say_json,
    say_table,
    today,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import SETTLED_STATES, MeetingState

if TYPE_CHECKING:
    from sop_minutes.domain.approving import Difference, Standing
    from sop_minutes.queries.approving import ApprovedVersion
    from sop_minutes.storage.database import Database


def approve(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="MEETING")],
    at: Annotated[
        str,
        typer.Option(
            help="The meeting that approved them; the group's of that day, if there is one.",
            metavar="MEETING",
        ),
    ] = "",
    on: Annotated[
        str | None, typer.Option(help="The day; that of the meeting, or today.", metavar="DATE")
    ] = None,
    corrections: Annotated[
        list[str] | None,
        typer.Option(
            "--correction",
            "--corrections",
            help="With this correction; give it as often as there are some.",
            metavar="TEXT",
        ),
    ] = None,
) -> None:
    """Approve a meeting's minutes; from then on they are not changed unless reopened."""
    from sop_minutes.cli.remarks import new_dues, telling
    from sop_minutes.commands.approving import approve_minutes
    from sop_minutes.queries.meetings import find_meeting, meeting_key

    given: Context = context.obj
    said = "\n".join(corrections or ())
    with given.changing() as database, telling(database, new_dues):
        meeting_id = database.read(find_meeting, key)
        day, at_id = _approved_when(database, meeting_id, at, on)
        remark(*_shared(database, meeting_id, said))
        database.do(
            f"Approve {key}",
            approve_minutes,
            meeting_id,
            on=day,
            today=today(),
            at_meeting_id=at_id,
            corrections=said,
        )
        say(database.read(meeting_key, meeting_id))
        remark(*_what_follows(database, meeting_id, at_id), *_cautions(database, meeting_id))


def _approved_when(database: "Database", meeting_id: int, at: str, on: str | None) -> tuple[date, int | None]:
    """Return the day minutes were approved, and at which meeting: `at` and `on` as far as they are given."""
    from sop_minutes.queries.approving import meeting_that_approves
    from sop_minutes.queries.meetings import find_meeting, meeting_sheet

    at_id = database.read(find_meeting, at) if at else None
    if on is not None:
        day = given_date(on)
    else:
        held_at = database.read(meeting_sheet, at_id).note.on if at_id is not None else None
        held_on = database.read(meeting_sheet, meeting_id).note.on or today()
        day = held_at or max(today(), held_on)
    return day, at_id if at_id is not None else database.read(meeting_that_approves, meeting_id, day)


def _shared(database: "Database", meeting_id: int, corrections: str) -> list[str]:
    """Return what of the corrections is said in a withheld line, too."""
    from sop_minutes.domain.approving import read_corrections, shared_words
    from sop_minutes.domain.said_again import Withheld
    from sop_minutes.queries.meetings import meeting_sheet
    from sop_minutes.queries.note_texts import note_texts

    texts = database.read(
        lambda session: tuple(note_texts(session, meeting_id, meeting_sheet(session, meeting_id)))
    )
    return [each.sentence for each in shared_words(read_corrections(corrections), Withheld(texts))]


def _what_follows(database: "Database", meeting_id: int, at_id: int | None) -> Iterator[str]:
    """Yield what is so from now on, and what was left aside."""
    from sop_minutes.queries.meetings import meeting_key
    from sop_minutes.queries.returned_copies import list_copies
    from sop_minutes.queries.returned_story import still_waiting

    yield f"It is {_said(database, meeting_id)}: from now on its note is changed only if it is reopened."
    if at_id is not None:
        yield f"The note of {database.read(meeting_key, at_id)} says so."
    if wait := still_waiting(database.read(list_copies, meeting_id)):
        yield f"{wait}: none of that is in what was approved."


def publish_elsewhere(context: typer.Context, key: str) -> None:
    """Say that a meeting's minutes are published; they are kept from changes like approved ones."""
    from sop_minutes.commands.approving import record_publication
    from sop_minutes.queries.meetings import find_meeting, meeting_key

    given: Context = context.obj
    with given.changing() as database:
        meeting_id = database.read(find_meeting, key)
        was = _standing(database, meeting_id).state
        database.do(f"Publish {key}", record_publication, meeting_id, at=now())
        say(database.read(meeting_key, meeting_id))
        remark("It is published: from now on its note is changed only if it is reopened.")
        if was not in SETTLED_STATES:
            remark("Its minutes were not approved before.")
        remark(*_cautions(database, meeting_id))


def reopen(
    context: typer.Context,
    key: str,
    reason: Annotated[
        str | None, typer.Option(help="Why approved minutes are corrected: it is kept with the new version.")
    ] = None,
) -> None:
    """Correct approved minutes as a new version, with a reason; or put a cancelled meeting back."""
    from sop_minutes.cli.remarks import new_dues, telling
    from sop_minutes.commands.approving import correct_minutes
    from sop_minutes.commands.meetings import reinstate_meeting
    from sop_minutes.queries.meetings import find_meeting, meeting_key

    given: Context = context.obj
    why = given_text(reason, _WHY)
    with given.changing() as database, telling(database, new_dues):
        meeting_id = database.read(find_meeting, key)
        state = _standing(database, meeting_id).state
        if state is MeetingState.CANCELLED:
            database.do(f"Reopen {key}", reinstate_meeting, meeting_id)
        elif state in SETTLED_STATES:
            if not why:
                raise UserError(_WHY)
            database.do(f"Reopen {key}", correct_minutes, meeting_id, reason=why)
        else:
            raise UserError("That meeting is neither approved nor cancelled; there is nothing to reopen.")
        say(database.read(meeting_key, meeting_id))
    remark(f"It is {'in the diary' if state is MeetingState.CANCELLED else 'a draft'} again.")


_WHY = (
    'Say why the minutes are corrected, as in --reason "a name was wrong": it is kept with the new version.'
)


def versions(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="MEETING")],
    show: Annotated[
        int | None, typer.Option(help="Print the text of this version.", metavar="NUMBER")
    ] = None,
    compare: Annotated[
        int | None, typer.Option(help="Print what differs from this version.", metavar="NUMBER")
    ] = None,
    with_: Annotated[
        int | None, typer.Option("--with", help="… in this one; what stands now, if none.", metavar="NUMBER")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the approved versions of a meeting's minutes, and whether what stands now still is the last."""
    from sop_minutes.queries.approving import approved_version, version_differences
    from sop_minutes.queries.meetings import find_meeting

    given: Context = context.obj
    with given.reading() as database:
        meeting_id = database.read(find_meeting, key)
        if show is not None:
            _show(database.read(approved_version, meeting_id, show), as_json=as_json)
        elif compare is not None:
            _compare(database.read(version_differences, meeting_id, compare, with_), as_json=as_json)
        else:
            _list(database, meeting_id, as_json=as_json)


def _show(version: "ApprovedVersion", *, as_json: bool) -> None:
    if as_json:
        say_json(_json(version) | {"note": version.note})
    else:
        say(version.note.rstrip("\n"))


def _compare(found: "Sequence[Difference]", *, as_json: bool) -> None:
    if as_json:
        say_json([{"before": each.before, "after": each.after} for each in found])
        return
    for each in found:
        say(
            *(f"- {each.before}" for _ in (1,) if each.before),
            *(f"+ {each.after}" for _ in (1,) if each.after),
        )
    if not found:
        say("Nothing differs.")


def _list(database: "Database", meeting_id: int, *, as_json: bool) -> None:
    from sop_minutes.domain.due import format_date
    from sop_minutes.queries.approving import approved_versions, text_standing

    found = database.read(approved_versions, meeting_id)
    text = database.read(text_standing, meeting_id)
    standing = _standing(database, meeting_id)
    if as_json:
        say_json(
            {
                "state": standing.state.value,
                "correcting": standing.correcting or None,
                "text": text.value if text else None,
                "versions": [_json(version) for version in found],
            }
        )
        return
    say_table(
        ("Version", "Approved", "At", "Corrections", "Why", "SHA-256"),
        (
            (
                str(row.number),
                format_date(row.on),
                row.at,
                "; ".join(each.text for each in row.corrections),
                row.reason,
                row.digest[:12],
            )
            for row in found
        ),
        empty="Those minutes were never approved.",
    )
    if text:
        remark(f"It is {_said(database, meeting_id)}; what it says now is {text}.")


def _json(version: "ApprovedVersion") -> dict[str, Any]:
    return {
        "number": version.number,
        "on": version.on.isoformat(),
        "at": version.at or None,
        "corrections": [{"text": each.text, "audience": each.audience.value} for each in version.corrections],
        "reason": version.reason or None,
        "sha256": version.digest,
    }


def _standing(database: "Database", meeting_id: int) -> "Standing":
    from sop_minutes.queries.standings import standing_of

    return database.read(standing_of, meeting_id)


def _said(database: "Database", meeting_id: int) -> str:
    from sop_minutes.domain.approving import standing_words

    return standing_words(_standing(database, meeting_id))


def _cautions(database: "Database", meeting_id: int) -> list[str]:
    """Return what to look at in minutes that are settled."""
    from sop_minutes.cli.remarks import public_lines, unconfirmed_lines
    from sop_minutes.queries.meetings import meeting_sheet

    sheet = database.read(meeting_sheet, meeting_id)
    return [*public_lines(database, meeting_id), *unconfirmed_lines(sheet)]
