"""Random notes, and random edits of them as Word makes them."""

from collections.abc import Callable
from copy import deepcopy

from hypothesis import strategies as st

from sop_minutes.domain.sheets import MeetingSheet
from tests.importing.returned.wordedits import W, WordEdit, node, run, traced

_WORDS = (
    "roads schools council plan salt river bridge Monday late early report letter ask ring Ann Ben more"
    " less time money parks lights safe new old first twice figures again nobody was is to the of and"
).split()
words = st.sampled_from(_WORDS)
phrases = st.lists(words, min_size=2, max_size=9).map(" ".join)


def notes_of(*prefixes: str) -> st.SearchStrategy[str]:
    """Return notes whose lines begin with some of `prefixes`."""
    lines = st.tuples(st.sampled_from(prefixes), phrases).map("".join)
    items = st.tuples(phrases, st.lists(lines, max_size=5)).map(
        lambda item: "\n".join([f"# {item[0]}", *item[1]])
    )
    return st.tuples(st.lists(lines, max_size=2), st.lists(items, min_size=1, max_size=4)).map(
        lambda note: "\n".join(["Date: 15 November 2017", "Present: Ann Lee", *note[0], *note[1]])
    )


Edits = list[tuple[str, int, int, str, bool]]
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


def make(copy: WordEdit, meeting: MeetingSheet, done: Edits) -> None:
    """Make edits in the Word file of a note, each of blocks that no other touches."""
    free = [point.record for item in meeting.note.items for point in item.points]
    for verb, one, other, said, tracked in done:
        if len(free) < 3:
            break
        at = one % (len(free) - 1)
        record, *others = free.pop(at), free.pop(at), free.pop(other % len(free))
        if verb != "join" or copy.p(record).getnext() is copy.p(others[0]):
            _DONE[verb](copy, record, others[1], said, tracked)
