"""Whether two typed notes are versions of one, or of different meetings."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sop_minutes.domain.approving import is_unsaid
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import Audience, may_see, narrower

_EDITED = 75
"""How like each other, of 100, two texts are at least of which one is the other edited."""
LONGEST_COMPARED = 5_000
"""So many characters at the beginning of two texts tell whether one is the other edited."""

_HARDLY_ANY = 0.15
_FEW_BLOCKS = 2
_MOST_PAIRS = 10_000_000
"""How many pairs of texts are compared, which takes a second."""


def share_kept(held: NoteSheet, new: NoteSheet, *, enough: float = 1.0) -> float:
    """Return how much of the blocks of `held`, by length, is found again in `new`: 0 to 1.

    1 where `held` has no blocks. An edited block counts as found. Once it is `enough`, no more is looked for.
    """
    return _share(_blocks(held), _blocks(new), enough)


def is_another_note(held: NoteSheet, new: NoteSheet, written: Collection[str]) -> bool:
    """Say whether hardly anything of `held` would be left if `new` took its place.

    Headings alone do not make two notes one, for agendas recur; but a block or two under a heading
    that stays may be written anew. That the last minutes are to be approved is no note yet, nor is that
    they were, where only the lines `written` by that say so.
    """
    held = replace(held, items=tuple(item for item in held.items if not is_unsaid(item, written)))
    titles, blocks = _titles(held), _blocks(held)
    if not titles and not blocks:
        return False
    same_headings = bool(titles) and _share(titles, _titles(new), 1.0) > _HARDLY_ANY
    if same_headings and len(blocks) <= _FEW_BLOCKS:
        return False
    return not blocks or _share(blocks, _blocks(new), _HARDLY_ANY) < _HARDLY_ANY


def reads_as_public_copy(held: NoteSheet, new: NoteSheet) -> bool:
    """Say whether `new` lacks all that a public copy of `held` leaves out: narrow lines, who was there."""
    narrow = set(_hidden(held, Audience.PUBLIC))
    lines_gone = bool(narrow) and not narrow.intersection(_hidden(new, Audience.PUBLIC))
    return lines_gone and _tells_of_meeting(held) and not _tells_of_meeting(new)


def would_be_lost(note: NoteSheet, kept: NoteSheet, audience: Audience) -> bool:
    """Say whether `note` holds what neither a note for `audience` does, nor `kept`, the record."""
    holds_more = any(_hidden(note, audience)) or (audience is Audience.PUBLIC and _tells_of_meeting(note))
    names, kept_names = ([squash(entry.name) for entry in of.attendance] for of in (note, kept))
    return holds_more and not (set(_blocks(note)) <= set(_blocks(kept)) and set(names) <= set(kept_names))


def _hidden(note: NoteSheet, audience: Audience) -> Iterator[str]:
    """Yield the texts that `audience` may not see, those under a hidden heading too."""
    for item in note.items:
        for text, own in ((item.title, item.audience), *((p.text, p.audience) for p in item.points)):
            if text and not may_see(audience, narrower(item.audience, own)):
                yield text


def _tells_of_meeting(note: NoteSheet) -> bool:
    """Whether a note says what is not for the public: who was there, who presented, when and where."""
    return bool(note.attendance or note.time or note.place or any(item.presenter for item in note.items))


def _titles(note: NoteSheet) -> list[str]:
    return _comparable(item.title for item in note.items)


def _blocks(note: NoteSheet) -> list[str]:
    return _comparable(point.text for item in note.items for point in item.points)


def _comparable(texts: Iterable[str]) -> list[str]:
    return [squash(text) or text for text in texts if text.strip()]


def _share(held: list[str], new: list[str], enough: float) -> float:
    """Return how much of `held`, by length, is in `new`: what is there word for word, then what was edited.

    Of very many that are not there word for word, only one in so many is looked for, and stands for the rest.
    """
    exact, whole = set(new), sum(map(len, held))
    heads = [text[:LONGEST_COMPARED] for text in new]
    others = [text for text in held if text not in exact]
    kept = whole - sum(map(len, others))
    step = 1 + len(others) * len(new) // _MOST_PAIRS
    for text in others[::step]:
        if kept >= enough * whole:
            break
        if _is_edited(text[:LONGEST_COMPARED], heads):
            kept += len(text) * step
    return min(1.0, kept / whole) if held else 1.0


def _is_edited(text: str, new: list[str]) -> bool:
    from rapidfuzz import fuzz, process

    return process.extractOne(text, new, scorer=fuzz.ratio, score_cutoff=_EDITED) is not None
