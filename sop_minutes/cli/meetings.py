"""``meetings``: the diary, and a meeting's way from planned to published."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from sop_minutes.cli.approving import approve, publish_elsewhere, reopen
from sop_minutes.cli.context import (
    AudienceOption,
    Context,
    Json,
    given_date,
    remark,
    required_group,
    say,
    say_json,
    say_table,
    today,
)
from sop_minutes.cli.jsons import meeting_json, meeting_row_json
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.words import MeetingState

meetings = typer.Typer(help="Meetings of every group.", no_args_is_help=True)

Tbc = Annotated[bool, typer.Option("--tbc", help="The date is to be confirmed.")]
Day = Annotated[str, typer.Argument(metavar="DATE")]


@meetings.command("add")
def meetings_add(
    context: typer.Context,
    group: str,
    on: Day,
    tbc: Tbc = False,
    time: Annotated[str, typer.Option(help="As in 10:00 to 12:00.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
) -> None:
    """Put a meeting in the diary; prints its key."""
    from sop_minutes.cli.remarks import new_dues, odd_day_lines, telling
    from sop_minutes.commands.meetings import arrange_meeting
    from sop_minutes.domain.due import format_date
    from sop_minutes.queries.meetings import meeting_key

    given: Context = context.obj
    day = given_date(on)
    with given.changing() as database, telling(database, new_dues):
        group_id = required_group(database, group)
        label = f"Add meeting of {format_date(day)}"
        planned: dict[str, Any] = {
            "group_id": group_id,
            "on": day,
            "provisional": tbc,
            "time": time,
            "place": place,
        }
        say(database.read(meeting_key, database.do(label, arrange_meeting, **planned)))
    remark(*odd_day_lines(day, today()))


@meetings.command("list")
def meetings_list(
    context: typer.Context, group: Annotated[str | None, typer.Argument()] = None, as_json: Json = False
) -> None:
    """List the meetings, of one group or of all."""
    from sop_minutes.domain.approving import standing_words
    from sop_minutes.domain.due import format_date
    from sop_minutes.queries.meetings import list_meetings
    from sop_minutes.queries.standings import standings

    given: Context = context.obj
    with given.reading() as database:
        group_id = required_group(database, group) if group is not None else None
        rows = database.read(list_meetings, group_id)
        standing = database.read(standings, group_id)
    if as_json:
        say_json([meeting_row_json(row) for row in rows])
        return
    say_table(
        ("Key", "Group", "Date", "State"),
        (
            (
                r.key,
                r.group,
                format_date(r.on) + (" (tbc)" if r.provisional else ""),
                standing_words(standing[r.id]),
            )
            for r in rows
        ),
        empty="There are no meetings yet.",
    )


@meetings.command("show")
def meetings_show(
    context: typer.Context,
    key: str,
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.RECORD,
    as_json: Json = False,
) -> None:
    """Show a meeting's note, as it would be typed."""
    from sop_minutes.domain.approving import standing_words
    from sop_minutes.domain.grammar import write_note_text
    from sop_minutes.queries.meetings import find_meeting, meeting_sheet, typed_note
    from sop_minutes.queries.standings import standing_of

    given: Context = context.obj
    with given.reading() as database:
        meeting_id = database.read(find_meeting, key)
        sheet = database.read(meeting_sheet, meeting_id, audience.audience)
        typed = database.read(typed_note, meeting_id)
        standing = database.read(standing_of, meeting_id)
    if as_json:
        say_json(meeting_json(sheet))
    else:
        whole = audience is AudienceOption.RECORD
        say(write_note_text(typed if whole else sheet.note).rstrip("\n"))
        if standing.version:
            remark(f"{sheet.key} is {standing_words(standing)}.")


@meetings.command("move")
def meetings_move(context: typer.Context, key: str, on: Day, tbc: Tbc = False) -> None:
    """Move a meeting to another day; prints its new key."""
    from sop_minutes.commands.meetings import reschedule_meeting

    _change(context, f"Move {key}", key, reschedule_meeting, on=given_date(on), provisional=tbc)


@meetings.command("confirm")
def meetings_confirm(context: typer.Context, key: str) -> None:
    """Say that a meeting's date stands: no longer to be confirmed."""
    from sop_minutes.commands.meetings import confirm_meeting

    _change(context, f"Confirm {key}", key, confirm_meeting)
    remark("Its date stands.")


@meetings.command("cancel")
def meetings_cancel(context: typer.Context, key: str) -> None:
    """Call a planned meeting off; it stays in the diary as cancelled."""
    from sop_minutes.commands.meetings import change_state

    _change(context, f"Cancel {key}", key, change_state, state=MeetingState.CANCELLED)
    remark("It is cancelled; meetings reopen puts it back in the diary.")


meetings.command("approve")(approve)
meetings.command("publish")(publish_elsewhere)
meetings.command("reopen")(reopen)


@meetings.command("delete")
def meetings_delete(
    context: typer.Context,
    key: str,
    with_note: Annotated[bool, typer.Option("--with-note", help="Even if it has a note.")] = False,
) -> None:
    """Delete a meeting that was put in the diary by mistake."""
    from sop_minutes.cli.remarks import new_dues, telling
    from sop_minutes.commands.deleting import HasNoteError, delete_meeting
    from sop_minutes.queries.meetings import find_meeting

    given: Context = context.obj
    with given.changing() as database, telling(database, new_dues):
        meeting_id = database.read(find_meeting, key)
        try:
            database.do(f"Delete {key}", delete_meeting, meeting_id, with_note=with_note)
        except HasNoteError as error:
            raise UserError(f"{error} If that is meant, say --with-note.") from error
    say(f"{key} is deleted. If that was not meant: sop-minutes undo")


def _change(context: typer.Context, label: str, key: str, command: "Callable[..., None]", **how: Any) -> None:
    """Do something to a meeting, print its key and state, and remark which dues followed."""
    from sop_minutes.cli.remarks import new_dues, telling
    from sop_minutes.queries.meetings import find_meeting, meeting_key

    given: Context = context.obj
    with given.changing() as database, telling(database, new_dues):
        meeting_id = database.read(find_meeting, key)
        database.do(label, command, meeting_id, **how)
        say(database.read(meeting_key, meeting_id))
