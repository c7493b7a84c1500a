"""Answers typed into the reply form, whatever was done to the form meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sop_minutes.domain.actions import read_ref
from sop_minutes.domain.chasing import find_code
from sop_minutes.domain.replies import Answer, ReplySheet, read_answer
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.importing.reply_lines import answers_in_lines
from sop_minutes.importing.word.blocks import Block, Cell, Document, Paragraph, Table

_REF, _OURS, _HOW, _NEW, _NOTE = "ref", "ours", "how", "new", "note"
_HEADINGS: Final = {
    "ref": _REF,
    "reference": _REF,
    "action": _OURS,
    "due": _OURS,
    "howitstands": _HOW,
    "status": _HOW,
    "progress": _HOW,
    "newdate": _NEW,
    "newduedate": _NEW,
    "reviseddate": _NEW,
    "note": _NOTE,
    "notes": _NOTE,
    "comment": _NOTE,
    "comments": _NOTE,
}
_AS_SENT: Final = {0: _REF, 1: _OURS, 2: _OURS, 3: _HOW, 4: _NEW, 5: _NOTE}


def answers_in_form(document: Document, received_on: date) -> ReplySheet:
    """Return what a Word file says of actions: in its tables, and in lines beside them."""
    answers: list[Answer] = []
    left_out: list[str] = []
    for table in _tables(document.blocks):
        _read_table(table, received_on, answers, left_out)
    beside = "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    answers += answers_in_lines(beside, received_on)
    said = "\n".join((document.subject, beside, *(paragraph.text for paragraph in document.margins)))
    return ReplySheet(tuple(answers), find_code(said), left_out=tuple(left_out))


def _read_table(table: Table, received_on: date, answers: list[Answer], left_out: list[str]) -> None:
    layout: Mapping[int, str] = _AS_SENT
    for row in table.rows:
        cells = dict(_cells(row))
        headings = {column: _HEADINGS.get(squash(text), _NOTE) for column, text in cells.items()}
        if _REF in headings.values() and len(set(headings.values()) & {_HOW, _NEW, _NOTE}) > 1:
            layout = headings
            continue
        said = {key: _said(cells, layout, key) for key in (_REF, _HOW, _NEW, _NOTE)}
        if read_ref(said[_REF]) is not None:
            ref = clean_line(said[_REF])
            answers.append(read_answer(ref, said[_HOW], received_on, new_date=said[_NEW], note=said[_NOTE]))
        elif any(said[key] for key in (_HOW, _NEW, _NOTE)):
            words = ", ".join(clean_line(said[key]) for key in (_HOW, _NEW, _NOTE) if said[key])
            left_out.append(f"A row without a reference was left out: {words}.")


def _said(cells: Mapping[int, str], layout: Mapping[int, str], key: str) -> str:
    """Return what stands in the columns of one meaning; one without a known heading is a note."""
    held = (text for column, text in cells.items() if text and layout.get(column, _NOTE) == key)
    return "\n".join(held)


def _cells(row: Iterable[Cell]) -> Iterator[tuple[int, str]]:
    """Yield each cell's text with the number of the column it begins in."""
    column = 0
    for cell in row:
        texts = (paragraph.text.strip() for paragraph in _paragraphs(cell.blocks))
        yield column, "\n".join(filter(None, texts))
        column += cell.span


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (
                paragraph for row in block.rows for cell in row for paragraph in _paragraphs(cell.blocks)
            )


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    yield from (block for block in blocks if isinstance(block, Table))
