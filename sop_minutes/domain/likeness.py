"""Whether two typed notes are versions of one, or of different meetings."""

from collections.abc import Iterable

from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import squash

_EDITED = 75
"""How like each other, of 100, two texts are at least of which one is the other edited."""
_HARDLY_ANY = 0.15
_FEW_BLOCKS = 2


def share_kept(held: NoteSheet, new: NoteSheet) -> float:
    """Return how much of the blocks of `held`, by length, is found again in `new`: 0 to 1.

    1 where `held` has no blocks. An edited block counts as found.
    """
    return _share(_blocks(held), _blocks(new))


def is_another_note(held: NoteSheet, new: NoteSheet) -> bool:
    """Say whether hardly anything of `held` would be left if `new` took its place.

    Headings alone do not make two notes one, for agendas recur; but a block or two under a heading
    that stays may be written anew.
    """
    titles, blocks = _titles(held), _blocks(held)
    if not titles and not blocks:
        return False
    same_headings = bool(titles) and _share(titles, _titles(new)) > _HARDLY_ANY
    if same_headings and len(blocks) <= _FEW_BLOCKS:
        return False
    return not blocks or _share(blocks, _blocks(new)) < _HARDLY_ANY


def _titles(note: NoteSheet) -> list[str]:
    return _comparable(item.title for item in note.items)


def _blocks(note: NoteSheet) -> list[str]:
    return _comparable(point.text for item in note.items for point in item.points)


def _comparable(texts: Iterable[str]) -> list[str]:
    return [squash(text) or text for text in texts if text.strip()]


def _share(held: list[str], new: list[str]) -> float:
    exact = set(new)
    kept = sum(len(text) for text in held if text in exact or _is_edited(text, new))
    return kept / sum(map(len, held)) if held else 1.0


def _is_edited(text: str, new: list[str]) -> bool:
    from rapidfuzz import fuzz, process

    return process.extractOne(text, new, scorer=fuzz.ratio, score_cutoff=_EDITED) is not None
