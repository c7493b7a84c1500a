"""A key on paper: sixteen groups of six digits, to be read over the telephone and typed.

Digits alone: no letter can be taken for another, by eye or by ear. Each group carries sixteen bits of the key
and what remains when it is divided by 13, which is the group's place: a wrong digit, two that changed places,
and a group in another's place are told, and in which group.
"""

import re

from sop_minutes.domain.errors import UserError

KEY_BYTES = 32
_GROUPS, _DIGITS, _PRIME = 16, 6, 13
_IN_A_LINE = 4
_BETWEEN = re.compile(r"[\s\-‐-―_.,;:/]+")


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


def is_like_recovery_key(text: str) -> bool:
    """Say whether somebody who typed this means a recovery key, not a passphrase."""
    digits = _BETWEEN.sub("", text)
    return digits.isdecimal() and len(digits) > _GROUPS * _DIGITS // 2


def same_group(typed: str, key: bytes, number: int) -> bool:
    """Say whether what was typed is group `number` of a key, counted from 1."""
    return _BETWEEN.sub("", typed) == recovery_key(key).split()[number - 1]


def _written(place: int, part: bytes) -> str:
    return f"{int.from_bytes(part, 'big') * _PRIME + place % _PRIME:0{_DIGITS}d}"


def _groups(text: str) -> list[str]:
    """Return what was typed in groups; digits that run on are parted."""
    groups = []
    for word in _BETWEEN.split(text.strip()):
        run_on = len(word) > _DIGITS and len(word) % _DIGITS == 0
        step = _DIGITS if run_on else max(len(word), 1)
        groups += [word[start : start + step] for start in range(0, len(word), step)]
    return groups


def _read(place: int, group: str) -> bytes:
    if not group.isdecimal() or len(group) != _DIGITS:
        raise UserError(f"Group {place + 1} of the recovery key ({group}) is not {_DIGITS} digits.")
    value, remainder = divmod(int(group), _PRIME)
    if remainder != place % _PRIME or value > 0xFFFF:
        raise UserError(f"Group {place + 1} of the recovery key ({group}) is mistyped.")
    return value.to_bytes(2, "big")
