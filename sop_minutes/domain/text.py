"""Text at the boundary: what may be stored, and how it is compared."""

import re
import unicodedata
from collections.abc import Sequence

_LAST_OF_PLANES = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
_NOT_STORABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_APART = "\0"
_ASCII_MARKS_INSIDE = _ASCII_MARKS.replace(_APART.encode(), b"")
_FOLDS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
    }
)


def clean_text(text: str) -> str:
    """Return `text` without what XML 1.0, PostgreSQL and Qt cannot hold.

    Removed: control characters but tab and newline, lone surrogates, and noncharacters, some of
    which begin a block in Qt. Line ends and page breaks of every kind become ``\\n``. Nothing else
    changes.
    """
    if text.isprintable() or text.replace("\n", "").replace("\xa0", "").isprintable():
        return text  # most texts are, and to look for each character takes far longer
    return _NOT_STORABLE.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return `text` as one storable line that may still be typed on: `clean_text`, newlines to spaces."""
    return clean_text(text).replace("\n", " ")


def clean_line(text: str) -> str:
    """Return `text` as one storable line: `one_line`, trimmed at both ends."""
    return one_line(text).strip()


def set_apart(text: str) -> str:
    """Return `text` so that, if it runs from right to left, what stands beside it still does not."""
    runs_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if runs_left else text


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def fold(text: str) -> str:
    """Return the form in which names and titles are compared.

    Case, accents, kinds of quote and dash, and runs of white space make no difference.
    """
    return _SPACES.sub(" ", _plain(text)).strip()


def squash(text: str) -> str:
    """Return `fold(text)` with letters and digits only, so that Co-ordination equals Coordination."""
    plain = _plain(text)
    if plain.isascii():
        return plain.encode().translate(None, _ASCII_MARKS).decode()
    return "".join(c for c in plain if c.isalnum())


def squash_all(texts: Sequence[str]) -> list[str]:
    """Return `squash` of each text, those in ASCII all at once, which is far quicker for many thousand."""
    plain = (text if text.isascii() and _APART not in text else "" for text in texts)
    squashed = _APART.join(plain).lower().encode().translate(None, _ASCII_MARKS_INSIDE).decode().split(_APART)
    return [quick or squash(text) for quick, text in zip(squashed, texts, strict=False)]


def _plain(text: str) -> str:
    """Return `text` without accents, in small letters. Most text is ASCII, or is so but for its quotes."""
    plain = text if text.isascii() else text.translate(_FOLDS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.casefold()
