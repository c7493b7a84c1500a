"""Whatever is edited in whatever note: its changes, made in what went out, give what came back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind, CopyChange
from sop_minutes.domain.returned.changes import changes_between
from sop_minutes.domain.returned.matching import own_mark
from sop_minutes.domain.returned.prints import prints_of
from sop_minutes.domain.returned.views import Seen, accepted
from sop_minutes.domain.words import Audience
from sop_minutes.importing.returned import read_copy
from tests.importing.returned.anyedits import Edits, edits, make, notes_of
from tests.importing.returned.notes import meeting_of, written
from tests.importing.returned.wordedits import WordEdit
from tests.thorough import cases

_MOVES = (ChangeKind.MOVED, ChangeKind.MOVED_REWORDED)
_NOTES = notes_of("", "- ", "  - ", "Agreed: ", "Members: ")


@settings(max_examples=cases(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_NOTES, edits)
def test_the_changes_of_any_edits_make_what_went_out_what_came_back(text: str, done: Edits) -> None:
    meeting = meeting_of(text, ())
    with tempfile.TemporaryDirectory() as folder:
        path = written(meeting, Path(folder) / "base.docx")
        copy = WordEdit(path)
        make(copy, meeting, done)
        base, came = read_copy(path), read_copy(copy.save(Path(folder) / "copy.docx"))
    was, now = accepted(base.blocks), accepted(came.blocks)
    changes = changes_between(base, came)
    assert _made(was, changes) == [seen.said for seen in now]
    assert changes_between(base, base) == ()
    assert sum(len(change.comments) for change in changes) == sum(len(b.comments) for b in came.blocks)


def _made(was: Sequence[Seen], changes: Sequence[CopyChange]) -> list[Block]:
    """Return what the blocks that went out become by changes, each made where it says."""
    order = [own_mark(seen) or f"#{seen.number}" for seen in was]
    said = {key: [seen.said] for key, seen in zip(order, was, strict=True)}
    headings = {key for key, seen in zip(order, was, strict=True) if seen.said.heading and seen.number}
    for change in changes:
        said |= {key: [] for key in change.keys[1:]} | {key: list(change.after) for key in change.keys[:1]}
    order = [key for key in order if said[key]]
    headings = {key for key in headings if said[key] and said[key][0].heading and not key.startswith("#")}
    first = next((at for at, seen in enumerate(was) if own_mark(seen) and seen.number), len(was))
    moved = [change for change in changes if change.kind in _MOVES]
    for change in moved:
        if change.keys[0] in headings:
            start = order.index(change.keys[0])
            end = _end_of(order, start, headings)
            section, order[start:end] = order[start:end], []
            place = _end_of(order, order.index(change.under[0]), headings) if change.under else None
            place = _end_of(order, first - 1, headings) if place is None else place
            order[place:place] = section
    blocks = [change.keys[0] for change in moved if change.keys[0] not in headings]
    order = [key for key in order if key not in blocks]
    last: dict[str, str] = {}
    for number, change in enumerate(changes):
        key = f"new {number}" if change.kind is ChangeKind.NEW else change.keys[0] if change.keys else ""
        if key in blocks or key.startswith("new"):
            said.setdefault(key, list(change.after))
            anchor = change.under[0] if change.under else ""
            after = last.get(anchor, anchor)
            order.insert(order.index(after) + 1 if after else first, key)
            last[anchor] = key
    return [block for key in order for block in said[key]]


def _end_of(order: Sequence[str], start: int, headings: set[str]) -> int:
    """Return where the section ends in which a place is: at the next heading, or at the lists."""
    for at in range(start + 1, len(order)):
        if order[at] in headings or order[at].startswith("#"):
            return at
    return len(order)


@settings(max_examples=cases(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_NOTES, st.sampled_from(Audience))
def test_a_note_reads_as_its_records_are_printed(text: str, reader: Audience) -> None:
    meeting = meeting_of(text.replace("late", "*late* [x](https://example.org) “x” 'y'"), ())
    with tempfile.TemporaryDirectory() as folder:
        seen = accepted(read_copy(written(meeting, Path(folder) / "note.docx", reader)).blocks)
    printed = {mark_of(record): block for record, block in prints_of(meeting, reader).items()}
    assert {own_mark(each): each.said for each in seen if own_mark(each)} == printed
