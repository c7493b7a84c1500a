"""A sheet, written as the text of a note: what `read_note_text` reads back as the same sheet."""

from collections.abc import Iterator

from sop_minutes.domain.due import format_date
from sop_minutes.domain.grammar.attendance import write_attendance
from sop_minutes.domain.grammar.headings import heading_of, write_heading
from sop_minutes.domain.grammar.lines import Line, write_line
from sop_minutes.domain.sheets import ItemSheet, NoteSheet


def write_note_text(note: NoteSheet) -> str:
    """Return `note` in the grammar, with a final newline; "" for an empty note."""
    blocks = [list(_headers(note))]
    blocks += [list(_item(item)) for item in note.items]
    return "\n".join("\n".join(lines) + "\n" for lines in blocks if lines)


def _headers(note: NoteSheet) -> Iterator[str]:
    said = format_date(note.on) if note.on else note.date_as_written
    facts = (
        ("Group", note.group),
        ("Date", f"{said} (tbc)" if note.provisional and said else said),
        ("Title", note.title),
        ("Time", note.time),
        ("Place", note.place),
        ("Marking", note.marking),
        *write_attendance(note.attendance),
    )
    for header, text in facts:
        if text:
            yield write_line(Line(text, header=header))


def _item(item: ItemSheet) -> Iterator[str]:
    if item.title:
        heading = write_heading(heading_of(item))
        yield write_line(Line(heading, depth=1, audience=item.audience))
    for point in item.points:
        line = Line(point.text, point.kind, point.level, point.audience, ref=point.ref)
        yield write_line(line, opening=not item.title)
