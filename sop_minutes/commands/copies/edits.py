"""A printed line that was corrected by hand, as it would be typed."""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from sop_minutes.commands.copies.prints import same_words
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.words import PointKind

_PARTS = re.compile(r"\s+|[^\s]+")


def edited(held: PointSheet, shown: PointSheet, new: PointSheet) -> PointSheet:
    """Return `held`, which reads as `shown` in a copy, with what `new` says otherwise.

    A correction is made in the words that were typed, if those it changes stand in them as printed.
    """
    level = new.level if new.level != shown.level else held.level
    kind = new.kind if new.kind is not shown.kind else held.kind
    sheet = replace(held, kind=kind, level=level, became=new.became)
    read, wanted = same_words(shown.text), same_words(new.text)
    if wanted == read:
        return sheet
    typed = with_words(held.text, read, wanted)
    return replace(sheet, text=_as_typed(held, new) if typed is None else typed)


def with_words(typed: str, read: str, wanted: str) -> str | None:
    """Return `typed`, which reads as `read`, with the words that `wanted` has instead.

    None where it cannot be told which of its words those are.
    """
    for old, put in _changes(read, wanted):
        if typed.count(old) != 1 or read.count(old) != 1:
            return None
        typed = typed.replace(old, put)
    return typed


def _as_typed(held: PointSheet, new: PointSheet) -> str:
    opened = held.kind is new.kind is PointKind.REFERRAL and held.text.startswith(">")
    return f">{new.text}" if opened and not new.text.startswith(">") else new.text


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return what of `before` is to be put otherwise, word for word, each so that it can be found."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    changes = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            # A word more is found by the word before it, or else the one after.
            back, on = (0, 0) if i < j else (2, 0) if i >= 2 else (0, 2)
            changes.append(("".join(old[i - back : j + on]), "".join(new[k - back : m + on])))
    return changes
