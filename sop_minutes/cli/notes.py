"""``note`` and ``search``: notes out, and anything found."""

from pathlib import Path
from typing import Annotated

import typer

from sop_minutes.cli.context import AudienceOption, Context, Json, now, remark, say, say_json, say_table
from sop_minutes.cli.jsons import search_json
from sop_minutes.domain.words import Audience


def note(
    context: typer.Context,
    meeting: str,
    to: Annotated[Path, typer.Option(help="A .docx, .pdf, .html, .md or .txt file.")],
    audience: Annotated[AudienceOption, typer.Option(help="Who it is for.")] = AudienceOption.PUBLIC,
) -> None:
    """Write a meeting's note for an audience; prints where it is."""
    from sop_minutes.export.note import write_note
    from sop_minutes.queries.meetings import doubtful_texts, find_meeting, meeting_sheet, withheld_texts

    given: Context = context.obj
    reader = audience.audience
    with given.reading() as database:
        meeting_id = database.read(find_meeting, meeting)
        sheet = database.read(meeting_sheet, meeting_id, reader)
        withheld = database.read(withheld_texts, meeting_id, reader)
        doubtful = database.read(doubtful_texts, meeting_id) if reader is Audience.PUBLIC else ()
    write_note(sheet, to, audience=reader, withheld=withheld, now=now())
    say(str(to))
    remark(*(f"This line is in it: {text}" for text in doubtful))


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 20,
    as_json: Json = False,
) -> None:
    """Find notes, actions and updates that hold all the words, newest first."""
    from sop_minutes.queries.search import search as search_for

    given: Context = context.obj
    wanted = " ".join(words)
    with given.reading() as database:
        rows = database.read(search_for, wanted, limit=limit)
    if as_json:
        say_json([search_json(row) for row in rows])
        return
    say_table(
        ("Meeting", "Item", "Found"),
        ((r.meeting, r.item, f"{r.ref} {r.text}".strip()) for r in rows),
        empty=f"Nothing was found for “{wanted.strip()}”."
        if wanted.strip()
        else "There is nothing to look for.",
    )
