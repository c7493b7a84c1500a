"""The protective marking at the top and bottom of whatever goes out: one rule for notes and logs."""

from collections.abc import Iterable
from enum import IntEnum

from sop_minutes.domain.caution import sounds_closed
from sop_minutes.domain.words import Audience, narrower

_OPEN = frozenset({"", "PUBLIC", "UNCLASSIFIED", "NOT PROTECTIVELY MARKED"})


class _Strictness(IntEnum):
    OPEN = 0
    OFFICIAL = 1
    SENSITIVE = 2


_OWN = {_Strictness.OPEN: "", _Strictness.OFFICIAL: "OFFICIAL", _Strictness.SENSITIVE: "OFFICIAL-SENSITIVE"}


def marking_of(said: Iterable[str], reader: Audience, rows: Iterable[Audience]) -> str:
    """Return the marking, in capitals, of a document for `reader` that holds `rows`; "" for none.

    It is the strictest of what was `said` of its meetings and of what the document calls for: nothing
    if it is for the public, OFFICIAL-SENSITIVE if a row is restricted, else OFFICIAL. What was said in
    words of its own is not lost to a stricter marking; it stands after it.
    """
    typed = max((text.strip().upper() for text in said), key=_strictness, default="")
    own = _called_for(reader, rows)
    if typed and _strictness(typed) >= own:
        return typed
    if typed in _OPEN or typed == _OWN[_Strictness.OFFICIAL]:
        return _OWN[own]
    return f"{_OWN[own]} – {typed}"


def _called_for(reader: Audience, rows: Iterable[Audience]) -> _Strictness:
    if reader is Audience.PUBLIC:
        return _Strictness.OPEN
    return _Strictness.SENSITIVE if narrower(*rows) is Audience.RESTRICTED else _Strictness.OFFICIAL


def _strictness(typed: str) -> _Strictness:
    if typed in _OPEN:
        return _Strictness.OPEN
    return _Strictness.SENSITIVE if sounds_closed(typed) else _Strictness.OFFICIAL
