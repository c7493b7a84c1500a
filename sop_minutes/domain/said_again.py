"""How wide a line may be that says again what is not for everybody, though who wrote it may not know that."""

from calendar import day_name, month_name
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.printing import point_text
from sop_minutes.domain.sheets import NoteSheet
from sop_minutes.domain.text import fold, squash
from sop_minutes.domain.words import Audience, may_see, narrower

_ALIKE: Final = 75
_RUN: Final = 5
_FEW: Final = 2
_TELLING: Final = 5
_SAY_NOTHING: Final = frozenset(
    """
    about above after again also another been before being below between could during every first group
    meeting members other others should since still their there these thing things those through today
    under until where which while would
    """.split()
) | {name.lower() for name in (*day_name, *month_name) if name}


class _Block(NamedTuple):
    """An old block: its words in order, and those of them that say something, names apart."""

    audience: Audience
    words: tuple[str, ...]
    telling: frozenset[str]
    names: frozenset[str]


def texts_of(held: NoteSheet) -> Iterator[tuple[str, Audience]]:
    """Yield what a note says, each with who may see it; who was there is no secret."""
    for entry in held.attendance:
        yield f"{entry.name} {entry.detail} {entry.substitute_for}", Audience.PUBLIC
    for item in held.items:
        yield item.title, item.audience
        yield item.presenter, Audience.PUBLIC
        for point in item.points:
            yield point_text(point), narrower(item.audience, point.audience)


class Withheld:
    """What only those blocks of a note say that are not for everybody."""

    def __init__(self, blocks: Iterable[tuple[str, Audience]]) -> None:
        """`blocks` are the texts of a kept note, each with who may see it."""
        self._narrow: list[_Block] = []
        self._wider: dict[Audience, str] = dict.fromkeys(Audience, "")
        self._known: dict[Audience, set[str]] = {audience: set() for audience in Audience}
        self._take([_block(text, audience) for text, audience in blocks])

    def add(self, text: str, audience: Audience) -> None:
        """Take a block more into account."""
        self._take([_block(text, audience)])

    def _take(self, blocks: Sequence[_Block]) -> None:
        self._narrow += [block for block in blocks if block.audience is not Audience.PUBLIC]
        for audience in Audience:
            wider = [block for block in blocks if _is_wider(block.audience, audience)]
            self._wider[audience] += "".join(_line(block.words) for block in wider)
            self._known[audience].update(*(block.words for block in wider))

    def audience_of(self, text: str) -> Audience:
        """Return the narrowest audience of the old blocks that `text`, which is new, says some of again."""
        return narrower(*(audience for audience, _ in self.said_again(text)))

    def said_again(self, text: str) -> Iterator[tuple[Audience, str]]:
        """Yield the audience of each old block that `text`, which is new, says some of again, and what.

        It does if it has a name or some telling words that no wider block has, one of them whole or a
        longer run of its words, or is one of them edited.
        """
        new = _block(text, Audience.PUBLIC)
        for old in self._narrow:
            if words := self._shared(new, old):
                yield old.audience, _as_said(text, words)

    def _shared(self, new: _Block, old: _Block) -> Collection[str]:
        """Return the words that a new block says again of an old one, () for none; a run if all are in it."""
        known = self._known[old.audience]
        unknown = set(new.words) & set(old.words) - known
        run = _longest_run(new.words, old.words)
        words = run if unknown.issubset(run) else unknown & (old.names | old.telling) or unknown
        telling = old.telling - known
        enough = min(_FEW, len(telling), len(new.telling - known))
        if unknown & old.names or (enough and len(telling & new.telling) >= enough):
            return words
        least = min(_RUN, max(_FEW, len(old.words)))
        if len(run) >= least and _line(run).strip("\n") not in self._wider[old.audience]:
            return run
        return words if unknown and _likeness(new, old) >= _ALIKE else ()


class _Lost(NamedTuple):
    """A narrow line as it was and as it is now, and the runs of words that it has no longer."""

    audience: Audience
    before: str
    after: str
    words: tuple[str, ...]
    runs: tuple[tuple[str, ...], ...]


class Moved:
    """The words that narrow lines have no longer in a copy, which may stand in another line of it now."""

    def __init__(self, changes: Iterable[tuple[str, str, Audience]]) -> None:
        """`changes` are the texts of narrow lines, what became of each ("": it is gone), who may see it."""
        self._lost = [_lost(*change) for change in changes]

    def audience_of(self, before: str, after: str) -> Audience:
        """Return the narrowest audience of the lines whose words a line has now; "" before: it is new."""
        return narrower(*(audience for audience, _ in self.said_again(before, after)))

    def said_again(self, before: str, after: str) -> Iterator[tuple[Audience, str]]:
        """Yield the audience of each line whose words a line has now, and what it has of them."""
        gained = _runs_lost(_plain_words(after), _plain_words(before))
        for lost in self._lost:
            if _is_part(lost, after):
                yield lost.audience, plain_text(after)
            elif run := _had(gained, lost):
                yield lost.audience, _as_said(after, run)


@lru_cache(maxsize=2048)
def _lost(before: str, after: str, audience: Audience) -> _Lost:
    words = _plain_words(before)
    return _Lost(audience, squash(before), squash(after), words, _runs_lost(words, _plain_words(after)))


def _is_part(lost: _Lost, text: str) -> bool:
    """Say whether all of `text` is a part that a line has less often now, such as an end that was cut off."""
    part = squash(text)
    return bool(part) and lost.before.count(part) > lost.after.count(part)


def _had(gained: Sequence[tuple[str, ...]], lost: _Lost) -> tuple[str, ...]:
    """Return the first run of words that a line gained and another lost, () for none."""
    for run in lost.runs:
        for more in gained:
            if shared := _from(run, more, is_line=run == lost.words):
                return shared
    return ()


def _from(lost: tuple[str, ...], gained: tuple[str, ...], *, is_line: bool) -> tuple[str, ...]:
    """Return the words that a line gained of those that another lost, if they are most of them, or many."""
    run = _longest_run(lost, gained)
    if len(run) == len(lost) and is_line:
        return run
    says_some = len(run) > _FEW or any(len(word) > _FEW + 1 or word.isdigit() for word in run)
    is_much = len(run) >= _FEW and says_some and (2 * len(run) >= len(lost) or len(run) >= _RUN)
    return run if is_much else ()


def _runs_lost(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the runs of words of `before` that are not in `after`."""
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(before[i:j] for tag, i, j, _, _ in changes if tag in {"delete", "replace"})


def _is_wider(one: Audience, other: Audience) -> bool:
    return one is not other and may_see(other, one)


@lru_cache(maxsize=2048)  # change after change of a copy is held against the same note
def _block(text: str, audience: Audience) -> _Block:
    plain = plain_text(text)
    words = _plain_words(text)
    telling = {word for word in words if len(word) >= _TELLING and word not in _SAY_NOTHING}
    return _Block(audience, words, frozenset(telling), frozenset(_names(plain)))


def _plain_words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_folded, _words(plain_text(text)))))


def _as_said(text: str, words: Collection[str]) -> str:
    """Return `words` as `text` says them: a run of them as it stands there, others each once."""
    spoken = [(folded, word) for word in _words(plain_text(text)) if (folded := _folded(word))]
    if isinstance(words, tuple):
        starts = (at for at in range(len(spoken)) if spoken[at][0] == words[0])
        runs = (spoken[at : at + len(words)] for at in starts)
        run = next((run for run in runs if tuple(folded for folded, _ in run) == words), [])
        if run:
            return " ".join(word for _, word in run)
    first = dict(reversed(spoken))
    return " ".join(dict.fromkeys(first[folded] for folded, _ in spoken if folded in words))


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() or char in "'’-" else " " for char in text).split()


def _names(text: str) -> Iterable[str]:
    """Yield the words of `text` that are names or figures: capitals within a sentence, numbers."""
    begins = True
    for part in text.split():
        for word in _words(part):
            folded = _folded(word)
            capital = word[0].isupper() and (not begins or (len(word) > _FEW and word.isupper()))
            figure = any(map(str.isdigit, word)) and len(word) > _FEW
            if (capital or figure) and len(folded) > _FEW and folded not in _SAY_NOTHING:
                yield folded
            begins = False
        begins = begins or part.endswith((".", "!", "?", ":"))


def _folded(word: str) -> str:
    return fold(word).strip("'-")


def _longest_run(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return tuple(one[found.a : found.a + found.size])


def _line(words: Sequence[str]) -> str:
    """Return words as a line in which a run of them is found: to search a text is faster than lists."""
    return f" {' '.join(words)} \n"


def _likeness(one: _Block, other: _Block) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one.words, other.words)
