"""Finding words in the texts of a page as they are typed, and putting others in their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return what matches it, and nothing where nothing is looked for."""
        if not self.words:
            return re.compile(r"(?!)")
        before, after = (r"(?<!\w)", r"(?!\w)") if self.whole_words else ("", "")
        flags = re.NOFLAG if self.match_case else re.IGNORECASE
        return re.compile(f"{before}{re.escape(self.words)}{after}", flags)


class Hit(NamedTuple):
    """Where something was found: in the text of which number, from where to where."""

    number: int
    start: int
    end: int


def find_in(texts: Iterable[str], wanted: Wanted) -> list[Hit]:
    """Return all places where `wanted` stands, in order; they never overlap."""
    pattern = wanted.pattern()
    return [Hit(index, *match.span()) for index, text in enumerate(texts) for match in pattern.finditer(text)]


def replaced(text: str, wanted: Wanted, words: str) -> str:
    """Return `text` with `words` wherever `wanted` stands."""
    return wanted.pattern().sub(lambda _match: words, text)
