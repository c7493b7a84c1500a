"""``invite`` and ``agenda``: what goes out before a meeting."""

from pathlib import Path
from typing import Annotated

import typer

from sop_minutes.cli.context import Context, Template, now, remark, say
from sop_minutes.domain.errors import UserError


def invite(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING")],
    to: Annotated[Path, typer.Option(help="The calendar file, .ics.", metavar="FILE")],
    cancel: Annotated[bool, typer.Option("--cancel", help="Say that the meeting is called off.")] = False,
) -> None:
    """Write the calendar file of a meeting, or an update of the one before; prints where it is.

    It names nobody who is invited; who is to get it is said beside it.
    """
    from sop_minutes.circulating import invite as make_invitation
    from sop_minutes.domain.inviting import unread_time, whom_to_send_it
    from sop_minutes.queries.invitations import invitation_sheet, people_to_invite
    from sop_minutes.queries.meetings import find_meeting

    if to.suffix.lower() != ".ics":
        raise UserError(f"“{to.name}” cannot be an invitation: a calendar file ends in .ics.")
    given: Context = context.obj
    with given.changing() as database:
        meeting_id = database.read(find_meeting, meeting)
        time = database.read(invitation_sheet, meeting_id).time
        people = database.read(people_to_invite, meeting_id)
        make_invitation(database, meeting_id, to, label=f"Invite to {meeting}", now=now(), cancel=cancel)
    say(str(to))
    remark(whom_to_send_it(people), *filter(None, [unread_time(time)]))


def agenda(
    context: typer.Context,
    meeting: Annotated[str, typer.Argument(metavar="MEETING")],
    to: Annotated[Path, typer.Option(help="A .docx or .pdf file.", metavar="FILE")],
    template: Template = "",
) -> None:
    """Write the agenda pack of a meeting, for its members; prints where it is."""
    from sop_minutes.export.agenda import write_agenda
    from sop_minutes.queries.agendas import agenda_sheet, withheld_from_agenda
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.templates import note_style

    given: Context = context.obj
    with given.reading() as database:
        meeting_id = database.read(find_meeting, meeting)
        sheet = database.read(agenda_sheet, meeting_id)
        withheld = database.read(withheld_from_agenda, meeting_id)
        style = database.read(note_style, meeting_id, template)
    write_agenda(sheet, to, withheld=withheld, now=now(), style=style)
    say(str(to))
