"""The last look: a finished file is searched for what its readers may not see, before it gets its name."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from sop_minutes.domain.chasing import Owed, may_be_told
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import inline_runs, plain_text
from sop_minutes.domain.sheets import ActionRow, MeetingSheet
from sop_minutes.domain.text import fold, squash, squash_all
from sop_minutes.domain.words import Audience, may_see
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.quick_look import QuickLook

_LONG = 8
_NO_REFS: Mapping[str, str] = MappingProxyType({})
_LOOSE = " .,;:!?'\"()[]*-"


def refuse_narrower_rows(meeting: MeetingSheet, audience: Audience, name: str) -> None:
    """Raise UserError if the sheet holds a row that `audience` may not see."""
    number = 0
    for item in meeting.note.items:
        number += bool(item.title)
        if not all(may_see(audience, row) for row in (item.audience, *(p.audience for p in item.points))):
            raise UserError(_sentence(name, f" (item {number})" if item.title else ""))
    refuse_narrower_actions(meeting.actions, audience, name)


def refuse_narrower_actions(rows: Iterable[ActionRow], audience: Audience, name: str) -> None:
    """Raise UserError if there is an action among `rows` that `audience` may not see."""
    for row in rows:
        if not may_see(audience, row.audience):
            raise UserError(_sentence(name, f" (action {row.ref})" if row.ref else ""))


def refuse_untold(owed: Iterable[Owed], name: str) -> None:
    """Raise UserError if there is an action that its owner may not be told of, whoever chose it."""
    for each in owed:
        if not may_be_told(each.row.audience, sits=each.sits, was_there=each.was_there):
            raise UserError(_sentence(name, f" (action {each.row.ref})"))


def refuse_withheld(
    content: bytes,
    suffix: str,
    withheld: Sequence[str],
    *,
    shown: Iterable[str],
    fixed: Callable[[], Iterable[str]],
    name: str,
    refs: Mapping[str, str] = _NO_REFS,
) -> None:
    """Raise UserError if a text of `withheld` stands anywhere in the file `content`.

    Case, accents, punctuation, white space and markup make no difference; a text of a few letters
    must stand there as words of its own. What also stands in `shown`, the texts that were to go
    out, in their order, or in `fixed`, the wording and markup of all such files, is no leak. `refs`
    are the actions that texts of `withheld` are of, where that is to be said.
    """
    wanted = {text: line for line in withheld for text in _readings(line) if text}
    if not wanted:
        return
    look = QuickLook(map(squash, wanted))
    leaked = _standing(set(wanted), found_texts(content, suffix, look.clears), between="\n")
    if leaked:
        leaked -= _standing(leaked, shown, between="")
    if leaked:
        leaked -= _standing(leaked, fixed(), between="\n")
    if leaked:
        ref = refs.get(wanted[min(leaked)])
        raise UserError(_sentence(name, f" (action {ref})" if ref else ""))


def _sentence(name: str, where: str = "") -> str:
    return f"The {name} would have held a restricted line{where}; nothing was written."


def _readings(line: str) -> tuple[str, ...]:
    """Return what a reader would see of a line, and the addresses behind it."""
    return (plain_text(line).strip(), *(run.link for run in inline_runs(line)))


def _standing(wanted: set[str], texts: Iterable[str], *, between: str) -> set[str]:
    """Return those of `wanted` that stand in `texts`; `between` "" lets a long one run from text to text."""
    listed = list(texts)
    keys = {text: squash(text) for text in wanted}
    letters = between.join(squash_all(listed))
    inside = keys_inside({key for key in keys.values() if len(key) >= _LONG}, letters)
    found = {text for text, key in keys.items() if key in inside}
    short = {text for text, key in keys.items() if len(key) < _LONG}
    if short:
        words = "\n".join(map(fold, listed))
        found |= {text for text in short if _as_words(text).search(words)}
    return found


def keys_inside(keys: set[str], letters: str) -> set[str]:
    """Return those of `keys` that stand in `letters`, which are gone through once for all of them."""
    from ahocorasick_rs import AhoCorasick

    found = AhoCorasick(keys, store_patterns=True).find_matches_as_strings(letters, overlapping=True)
    return set(found)


def _as_words(text: str) -> re.Pattern[str]:
    folded = fold(text)
    return re.compile(rf"(?<!\w){re.escape(folded.strip(_LOOSE) or folded)}(?!\w)")
