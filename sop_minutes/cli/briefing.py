"""``briefing``: what a chair is told before a meeting."""

from pathlib import Path
from typing import Annotated

import typer

from sop_minutes.cli.context import AudienceOption, Context, given_day, now, required_group, say


def briefing(
    context: typer.Context,
    group: Annotated[str, typer.Argument(metavar="GROUP")],
    to: Annotated[Path, typer.Option(help="A .docx, .pdf, .html or .md file.")],
    as_of: Annotated[str | None, typer.Option(help="The day that counts as today.", metavar="DATE")] = None,
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.RECORD,
) -> None:
    """Write a group's briefing for its chair: how its actions stand before the next meeting."""
    from sop_minutes.export.briefing import write_briefing
    from sop_minutes.queries.briefing import chair_briefing, withheld_from_briefing

    given: Context = context.obj
    day, reader = given_day(as_of), audience.audience
    with given.reading() as database:
        group_id = required_group(database, group)
        sheet = database.read(chair_briefing, group_id, reader, day)
        withheld = database.read(withheld_from_briefing, group_id, reader)
    write_briefing(sheet, to, audience=reader, withheld=withheld, now=now())
    say(str(to))
