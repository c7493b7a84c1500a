"""A key on paper: sixteen groups of six digits, to be read over the telephone and typed.

Digits alone: no letter can be taken for another, by eye or by ear. Each group carries sixteen bits of the key
and what remains when it is divided by 13, which is the group's place: a wrong digit, two that changed places,
and a group in another's place are told, and in which group. The last three groups have the remainders of the
first three again: where those changed places, `possible_keys` finds out.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from sop_minutes.domain.errors import UserError

KEY_BYTES = 32
_GROUPS, _DIGITS, _PRIME = 16, 6, 13
_IN_A_LINE = 4
_BETWEEN = re.compile(r"[\s\-‐-―_.,;:/]+")
_HEADING = re.compile(r"\A[^\d:]*:")
_AS_DIGITS = str.maketrans("OoIl|", "00111")
_MOSTLY = 0.8
"""So much of a recovery key is digits, however it was mistyped."""


def recovery_key(key: bytes) -> str:
    """Return a key as it is printed: four lines of four groups."""
    groups = [_written(place, key[2 * place : 2 * place + 2]) for place in range(_GROUPS)]
    lines = (groups[start : start + _IN_A_LINE] for start in range(0, _GROUPS, _IN_A_LINE))
    return "\n".join(" ".join(line) for line in lines)


def read_recovery_key(text: str) -> bytes:
    """Return the key that was typed. Raises UserError, which names the group, for one that is mistyped."""
    groups = _groups(text)
    values = [_read(place, group) for place, group in enumerate(groups[:_GROUPS])]
    if len(groups) != _GROUPS:
        raise UserError(f"A recovery key has {_GROUPS} groups of {_DIGITS} digits; these are {len(groups)}.")
    return b"".join(values)


def possible_keys(text: str) -> Iterator[bytes]:
    """Yield the key that was typed, and those it may be if groups changed places that cannot be told apart.

    Raises UserError as `read_recovery_key` does.
    """
    key = read_recovery_key(text)
    parts = [key[start : start + 2] for start in range(0, KEY_BYTES, 2)]
    alike = [(place - _PRIME, place) for place in range(_PRIME, _GROUPS)]
    for exchanged in product((False, True), repeat=len(alike)):
        other = [*parts]
        for (first, second), is_exchanged in zip(alike, exchanged, strict=True):
            if is_exchanged:
                other[first], other[second] = parts[second], parts[first]
        yield b"".join(other)


def is_like_recovery_key(text: str) -> bool:
    """Say whether somebody who typed this means a recovery key, not a passphrase, mistyped or not."""
    said = _BETWEEN.sub("", _plain(text))
    digits = sum(letter.isdecimal() for letter in said)
    return digits > _GROUPS * _DIGITS // 2 and digits >= _MOSTLY * len(said)


def same_group(typed: str, key: bytes, number: int) -> bool:
    """Say whether what was typed is group `number` of a key, counted from 1."""
    return _BETWEEN.sub("", typed) == recovery_key(key).split()[number - 1]


def _written(place: int, part: bytes) -> str:
    return f"{int.from_bytes(part, 'big') * _PRIME + place % _PRIME:0{_DIGITS}d}"


def _groups(text: str) -> list[str]:
    """Return what was typed in groups; digits that run on are parted, the numbers beside them left out."""
    words = [word for word in _BETWEEN.split(_plain(text)) if word]
    if words[::2] == [str(number + 1) for number in range(_GROUPS)]:
        words = words[1::2]
    groups = []
    for word in words:
        run_on = len(word) > _DIGITS and len(word) % _DIGITS == 0
        step = _DIGITS if run_on else len(word)
        groups += [word[start : start + step] for start in range(0, len(word), step)]
    return groups


def _plain(text: str) -> str:
    """Return what was typed without its heading, and letters as the digits they look like."""
    said = _HEADING.sub("", unicodedata.normalize("NFKC", text)).translate(_AS_DIGITS)
    return "".join(letter for letter in said if unicodedata.category(letter) != "Cf").strip()


def _read(place: int, group: str) -> bytes:
    if not group.isdecimal() or len(group) != _DIGITS:
        raise UserError(f"Group {place + 1} of the recovery key ({group}) is not {_DIGITS} digits.")
    value, remainder = divmod(int(group), _PRIME)
    if remainder != place % _PRIME or value > 0xFFFF:
        raise UserError(f"Group {place + 1} of the recovery key ({group}) is mistyped.")
    return value.to_bytes(2, "big")
