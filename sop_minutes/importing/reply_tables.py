"""Answers typed into a table: the reply form, whatever was done to it, or one pasted into a message."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sop_minutes.domain.replies import Told
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.importing.reply_blocks import Grid, Line
from sop_minutes.importing.reply_refs import begins_with

_REF, _ACTION, _DUE, _HOW, _NEW, _NOTE, _OURS = "ref", "action", "due", "how", "new", "note", "ours"
_HEADINGS: Final = {
    "ref": _REF,
    "action": _ACTION,
    "due": _DUE,
    "howlate": _DUE,
    "from": _OURS,
    "how": _HOW,
    "status": _HOW,
    "progress": _HOW,
    "update": _HOW,
    "new": _NEW,
    "revised": _NEW,
    "note": _NOTE,
    "comment": _NOTE,
}
"""What a column holds whose heading begins so."""

_AS_SENT: Final = {0: _REF, 1: _ACTION, 2: _DUE, 3: _HOW, 4: _NEW, 5: _NOTE}
_SENT: Final = frozenset({"ref", "action", "due", "howitstands", "newdate", "note"})
_LEAST: Final = 5
"""Cells of a row that is read by the order in which they were sent."""

_LONGEST_HEADING: Final = 40


def read_grid(grid: Grid) -> Iterator[Told | Line | str]:
    """Yield what the rows of a table say: an answer, else a line to be read as one, else a sentence."""
    layout: Mapping[int, str] | None = None
    for cells in grid.rows:
        headings = _headings(cells)
        if headings:
            layout = headings
        elif layout is None and len(cells) < _LEAST:
            yield from _lines(cells)
        else:
            yield from _row(cells, layout or _AS_SENT)


def _headings(cells: Sequence[str]) -> dict[int, str]:
    """Return what the columns hold by a row of headings, {} for any other row."""
    found = {column: _heading(text) for column, text in enumerate(cells) if text.strip()}
    known = [kind for kind in found.values() if kind]
    return (
        {column: kind or _NOTE for column, kind in found.items()} if _REF in known and len(known) > 1 else {}
    )


def is_heading(text: str) -> bool:
    """Say whether a text is all that stands in a heading of the form."""
    return squash(text) in _SENT


def _heading(text: str) -> str:
    plain = squash(text) if len(text) <= _LONGEST_HEADING and not begins_with(text) else ""
    begins = (start for start in _HEADINGS if plain.startswith(start))
    return _HEADINGS.get(max(begins, key=len, default=""), "")


def _row(cells: Sequence[str], layout: Mapping[int, str]) -> Iterator[Told | Line | str]:
    said = {kind: _said(cells, layout, kind) for kind in (_REF, _ACTION, _DUE, _HOW, _NEW, _NOTE)}
    typed = [said[kind] for kind in (_HOW, _NEW, _NOTE) if said[kind]]
    named = begins_with(clean_line(said[_REF]))
    if named:
        action = said[_ACTION] or named.rest
        how = said[_HOW] if action == named.rest else "\n".join(filter(None, (named.rest, said[_HOW])))
        for ref in named.refs:
            yield Told(ref, how, said[_NEW], said[_NOTE], action, said[_DUE], in_table=True)
    elif said[_REF] or typed:
        words = ", ".join(clean_line(each) for each in (said[_REF], *typed) if each)
        yield f"A row without a reference was left out: {words}."


def _said(cells: Sequence[str], layout: Mapping[int, str], kind: str) -> str:
    """Return what stands in the columns of one kind; one without a heading is a note."""
    return "\n".join(
        text.strip()
        for column, text in enumerate(cells)
        if text.strip() and layout.get(column, _NOTE) == kind
    )


def _lines(cells: Sequence[str]) -> Iterator[Line]:
    """Yield a row as a line if it is one of an answer, else each cell: a table may only arrange things."""
    joined = " – ".join(clean_line(cell) for cell in cells if cell.strip())
    if begins_with(joined):
        yield Line(joined)
    else:
        yield from (Line(line.strip()) for cell in cells for line in cell.split("\n"))
    yield Line("")
