"""Text at the boundary: what may be stored, and how it is compared."""

import re
import unicodedata

_NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
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
    """Return `text` without what XML 1.0 and PostgreSQL cannot hold.

    Removed: control characters but tab and newline, lone surrogates, U+FFFE and U+FFFF.
    Line ends and page breaks of every kind become ``\\n``. Nothing else changes.
    """
    return _NOT_STORABLE.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return `text` as one storable line: `clean_text`, newlines to spaces, trimmed at both ends."""
    return clean_text(text).replace("\n", " ").strip()


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


def _plain(text: str) -> str:
    """Return `text` without accents, in small letters. Most text is ASCII, or is so but for its quotes."""
    plain = text if text.isascii() else text.translate(_FOLDS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.casefold()
