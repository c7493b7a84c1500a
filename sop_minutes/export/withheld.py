"""The last look: a finished file is searched for what its readers may not see, before it gets its name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.inline import inline_runs, plain_text
from sop_minutes.domain.sheets import ActionRow, MeetingSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import Audience, may_see
from sop_minutes.export.found_text import found_texts

_LONG = 8
_LOOSE = " .,;:!?'\"()[]*-"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


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


def refuse_withheld(
    content: bytes,
    suffix: str,
    withheld: Sequence[str],
    *,
    shown: Iterable[str],
    fixed: Callable[[], Iterable[str]],
    name: str,
) -> None:
    """Raise UserError if a text of `withheld` stands anywhere in the file `content`.

    Case, accents, punctuation, white space and markup make no difference; a text of a few letters
    must stand there as words of its own. What also stands in `shown`, the texts that were to go
    out, in their order, or in `fixed`, the wording and markup of all such files, is no leak.
    """
    wanted = {text for line in withheld for text in _readings(line)} - {""}
    if not wanted:
        return
    leaked = _standing(wanted, dict.fromkeys(found_texts(content, suffix)), between="\n")
    if leaked:
        leaked -= _standing(leaked, shown, between="")
    if leaked:
        leaked -= _standing(leaked, fixed(), between="\n")
    if leaked:
        raise UserError(_sentence(name))


def _sentence(name: str, where: str = "") -> str:
    return f"The {name} would have held a restricted line{where}; nothing was written."


def _readings(line: str) -> tuple[str, ...]:
    """Return what a reader would see of a line, and the addresses behind it."""
    return (plain_text(line).strip(), *(run.link for run in inline_runs(line)))


def _standing(wanted: set[str], texts: Iterable[str], *, between: str) -> set[str]:
    """Return those of `wanted` that stand in `texts`; `between` "" lets a long one run from text to text."""
    listed = list(texts)
    keys = {text: _key(text) for text in wanted}
    inside = _inside({key for key in keys.values() if len(key) >= _LONG}, between.join(map(_key, listed)))
    found = {text for text, key in keys.items() if key in inside}
    short = {text for text, key in keys.items() if len(key) < _LONG}
    if short:
        words = "\n".join(map(fold, listed))
        found |= {text for text in short if _as_words(text).search(words)}
    return found


def _inside(keys: set[str], letters: str) -> set[str]:
    """Return those of `keys` that stand in `letters`, which are gone through once however many there are."""
    heads = defaultdict(list)
    for key in keys:
        heads[key[:_LONG]].append(key)
    found = set()
    for start in range(len(letters) - _LONG + 1) if heads else ():
        ahead = letters[start : start + _LONG]
        if ahead in heads:
            found |= {key for key in heads[ahead] if letters.startswith(key, start)}
    return found


def _as_words(text: str) -> re.Pattern[str]:
    folded = fold(text)
    return re.compile(rf"(?<!\w){re.escape(folded.strip(_LOOSE) or folded)}(?!\w)")


def _key(text: str) -> str:
    """Return `squash(text)`, fast for the plain text that most is."""
    return _NOT_PLAIN.sub("", text.lower()) if text.isascii() else squash(text)
