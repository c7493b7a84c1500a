"""A quick look into XML: whether withheld texts can stand in a part of a package at all."""

import re
from collections.abc import Iterable
from typing import Final

from sop_minutes.domain.text import squash

_DECLARATION: Final = re.compile(
    rb'<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>\s*'
)
_ENTITIES: Final = re.compile(b"&(?:amp|lt|gt|quot|apos);")
_TEXT_ENDS: Final = (b"</w:t>", b"</t>")
_ASCII: Final = bytes(range(128))
_MARKS: Final = bytes(code for code in _ASCII if not chr(code).isalnum())
_SMALL: Final = bytes.maketrans(bytes(range(65, 91)), bytes(range(97, 123)))
_MOST_LETTERS: Final = 100
_START: Final = 32


class QuickLook:
    """Looks for `keys`, which are texts as `squash` makes them, in parts of packages.

    It looks at a part as one string of letters, without knowing what they are part of, and may so be
    mistaken in one way only: by seeing a key where no reader would.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        self._keys = [key.encode() for key in keys]
        # The starts of the keys make a table so small that it is gone through three times as fast.
        self._starts = BytesAhoCorasick(
            [key[:_START] for key in self._keys if key], implementation=Implementation.DFA
        )

    def clears(self, part: bytes) -> bool:
        """Say whether no key can stand in `part`; False where that cannot be told without a parser."""
        cut = _cut(part) if all(self._keys) else None
        return cut is not None and not any(map(self._may_stand, cut))

    def _may_stand(self, found: bytes) -> bool:
        """Say whether a key stands in the letters of `found`; True where these are of too many kinds."""
        letters = found.translate(_SMALL, _MARKS)
        others = set(letters.translate(None, _ASCII).decode())
        plain = {letter: said for letter in others if (said := squash(letter)) != letter}
        if len(others) > _MOST_LETTERS or plain.keys() & set("".join(plain.values())):
            return True  # what one letter becomes would be taken for another that was there
        for letter, said in plain.items():
            letters = letters.replace(letter.encode(), said.encode())
        return any(
            letters.startswith(self._keys[number], start)
            for number, start, _ in self._starts.find_matches_as_indexes(letters, overlapping=True)
        )


def _cut(part: bytes) -> tuple[bytes, bytes] | None:
    """Return the texts of `part`, joined, and its tags; None if only a parser can tell them apart.

    Most of a long file is texts that end with the same tag, so it is cut there. What follows the last
    ">" of a piece is its text; that there is no other shows in how many ">" no "<" follows.
    """
    declared = _DECLARATION.match(part)
    if declared is None or not part.endswith(b">"):
        return None
    plain = _ENTITIES.sub(b"", part[declared.end() :])
    if b"&" in plain or (b"!" in plain and b"<!" in plain):  # to look for one letter is far quicker
        return None
    texts_in_all = plain.count(b">") - plain.count(b"><") - 1
    for end in _TEXT_ENDS:
        pieces = [piece.rpartition(b">") for piece in plain.split(end)]
        texts = [text for _, _, text in pieces if text]
        if len(texts) == texts_in_all:
            return b"".join(texts), b"".join([tags for tags, _, _ in pieces])
    return None
