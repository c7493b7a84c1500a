"""Pictures of a template without what their files tell of camera, place, author or program."""

import struct
from collections.abc import Iterator
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset({b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"})
_JPEG: Final = b"\xff\xd8"
_SCAN: Final = 0xDA
_JPEG_TOLD: Final = frozenset({*range(0xE1, 0xF0), 0xFE}) - {0xE2, 0xEE}
"""Markers of what is told about a picture. Two of the kind stay: its colours (E2, EE) depend on them."""


def plain_picture(content: bytes) -> bytes:
    """Return a PNG or JPEG picture with nothing but the picture; others, and damaged ones, as they are."""
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_chunks(content))
        if content.startswith(_JPEG):
            return _JPEG + b"".join(_segments(content))
    except (struct.error, ValueError):
        pass
    return content


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the chunks of a PNG that show something: those in capitals, and a few others."""
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        if kind[:1].isupper() or kind in _PNG_KEPT:
            yield content[at : at + length + 12]
        at += length + 12


def _segments(content: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG up to its first scan, and all from there on."""
    at = len(_JPEG)
    while True:
        start, marker, length = struct.unpack_from(">BBH", content, at)
        if start != 0xFF or length < 2:
            raise ValueError
        if marker == _SCAN:
            yield content[at:]
            return
        if marker not in _JPEG_TOLD:
            yield content[at : at + length + 2]
        at += length + 2
