"""Whatever is edited in whatever note: its changes, made in what went out, give what came back."""

import tempfile
from collections.abc import Callable, Sequence
from copy import deepcopy
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
from tests.importing.returned.notes import meeting_of, written
from tests.importing.returned.wordedits import W, WordEdit, node, run, traced

_WORDS = (
    "roads schools council plan salt river bridge Monday late early report letter ask ring Ann Ben more"
    " less time money parks lights safe new old first twice figures again nobody was is to the of and"
).split()
_MOVES = (ChangeKind.MOVED, ChangeKind.MOVED_REWORDED)

words = st.sampled_from(_WORDS)
phrases = st.lists(words, min_size=2, max_size=9).map(" ".join)
lines = st.tuples(st.sampled_from(("", "- ", "  - ", "Agreed: ", "Members: ")), phrases).map("".join)
items = st.tuples(phrases, st.lists(lines, max_size=5)).map(
    lambda item: "\n".join([f"# {item[0]}", *item[1]])
)
notes = st.tuples(st.lists(lines, max_size=2), st.lists(items, min_size=1, max_size=4)).map(
    lambda note: "\n".join(["Date: 15 November 2017", "Present: Ann Lee", *note[0], *note[1]])
)
verbs = st.sampled_from(("reword", "insert", "cut", "delete", "new", "split", "join", "move", "comment"))
edits = st.lists(st.tuples(verbs, st.integers(0, 99), st.integers(0, 99), phrases, st.booleans()), max_size=6)


def _reword(e: WordEdit, record: str, _other: str, said: str, tracked: bool) -> None:
    word = _word_of(e, record)
    (e.replace if tracked else e.retype)(e.p(record), word, said)


def _insert(e: WordEdit, record: str, _other: str, said: str, tracked: bool) -> None:
    more = run(f" {said} ")
    e.insert_after(e.p(record), _word_of(e, record), traced("ins", more) if tracked else more)


def _cut(e: WordEdit, record: str, _other: str, _said: str, tracked: bool) -> None:
    word = _word_of(e, record)
    if tracked:
        e.delete(e.p(record), word)
    else:
        e.retype(e.p(record), word, "")


def _delete(e: WordEdit, record: str, _other: str, _said: str, tracked: bool) -> None:
    if tracked:
        e.wrap(e.p(record), "del")
    else:
        e.remove(e.p(record))


def _new(e: WordEdit, record: str, _other: str, said: str, tracked: bool) -> None:
    e.p(record).addnext(e.new(said, tracked=tracked))


def _split(e: WordEdit, record: str, _other: str, _said: str, tracked: bool) -> None:
    e.split(e.p(record), _word_of(e, record), tracked=tracked)


def _join(e: WordEdit, record: str, _other: str, _said: str, tracked: bool) -> None:
    p = e.p(record)
    p.append(node(run(" ")))
    e.join(p, tracked=tracked)


def _move(e: WordEdit, record: str, other: str, _said: str, tracked: bool) -> None:
    p, place = e.p(record), e.p(other)
    if not tracked:
        place.addnext(p)
        return
    copy = deepcopy(p)
    e.wrap(p, "moveFrom")
    for mark in [*p.iter(W + "bookmarkStart"), *p.iter(W + "bookmarkEnd")]:
        e.remove(mark)
    e.wrap(copy, "moveTo")
    place.addnext(copy)


def _comment(e: WordEdit, record: str, _other: str, said: str, _tracked: bool) -> None:
    e.comment(e.p(record), _word_of(e, record), ("Dee Fox", said))


_DONE: dict[str, Callable[[WordEdit, str, str, str, bool], None]] = {
    "reword": _reword,
    "insert": _insert,
    "cut": _cut,
    "delete": _delete,
    "new": _new,
    "split": _split,
    "join": _join,
    "move": _move,
    "comment": _comment,
}


def _word_of(e: WordEdit, record: str) -> str:
    """Return the last word of a block: no label."""
    return "".join(t.text or "" for t in e.p(record).iter(W + "t")).split()[-1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes, edits)
def test_the_changes_of_any_edits_make_what_went_out_what_came_back(
    text: str, done: list[tuple[str, int, int, str, bool]]
) -> None:
    meeting = meeting_of(text, ())
    free = [point.record for item in meeting.note.items for point in item.points]
    with tempfile.TemporaryDirectory() as folder:
        path = written(meeting, Path(folder) / "base.docx")
        copy = WordEdit(path)
        for verb, one, other, said, tracked in done:
            if len(free) < 3:
                break
            at = one % (len(free) - 1)
            record, *others = free.pop(at), free.pop(at), free.pop(other % len(free))
            if verb != "join" or copy.p(record).getnext() is copy.p(others[0]):
                _DONE[verb](copy, record, others[1], said, tracked)
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


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes, st.sampled_from(Audience))
def test_a_note_reads_as_its_records_are_printed(text: str, reader: Audience) -> None:
    meeting = meeting_of(text.replace("late", "*late* [x](https://example.org) “x” 'y'"), ())
    with tempfile.TemporaryDirectory() as folder:
        seen = accepted(read_copy(written(meeting, Path(folder) / "note.docx", reader)).blocks)
    printed = {mark_of(record): block for record, block in prints_of(meeting, reader).items()}
    assert {own_mark(each): each.said for each in seen if own_mark(each)} == printed
