"""Chasing owners for what they owe: what they may be told of, and how the answer to it is known again."""

import re
import secrets
from dataclasses import dataclass
from datetime import date
from email.errors import MessageError
from email.headerregistry import Address
from typing import NamedTuple

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import Audience

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""None of them is taken for another when it is read from paper."""

_LONGEST_ADDRESS = 254

_CODE = re.compile(rf"(?<!\w)R[-‐‑–]([{_LETTERS}]{{4}})[-‐‑–]([{_LETTERS}]{{4}})(?!\w)", re.IGNORECASE)


class Owed(NamedTuple):
    """An action that its owner is asked after. `due_changes` is how often its due date was changed.

    `sits` and `was_there` are of the owner, as in `may_be_told`.
    `owner_ids` are the parts of it that are theirs: one may own an action and sit for another owner.
    """

    row: ActionRow
    due_changes: int = 0
    sits: bool = False
    was_there: bool = False
    owner_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChaserSheet:
    """What one owner is written: all that goes into the draft. `code` is "" until one is to be made.

    `database` is the one whose actions they are, by which calendars know the due dates again.
    """

    person_id: int
    name: str
    address: str
    owed: tuple[Owed, ...]
    code: str = ""
    database: str = ""


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """An owner who is not written to of some actions, and the sentence that says why."""

    owner: str
    refs: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ToChase:
    """Who is to be chased, by name, and who is left out. `until` is the last due day that is asked after."""

    sheets: tuple[ChaserSheet, ...]
    left_out: tuple[LeftOutRow, ...]
    until: date


def may_be_told(audience: Audience, *, sits: bool, was_there: bool) -> bool:
    """Say whether an owner may be written to of an action (ADR 10).

    `sits`: they fill a seat of its group. `was_there`: they are on the list of the meeting it was raised in.
    """
    if audience is Audience.RESTRICTED:
        return sits
    return audience is Audience.PUBLIC or sits or was_there


def is_address(text: str) -> bool:
    """Say whether `text` is an e-mail address that any program can write to."""
    try:
        whole = text.isascii() and text.isprintable() and len(text) <= _LONGEST_ADDRESS
        return whole and Address(addr_spec=text).addr_spec == text and not text.endswith("@")
    except (MessageError, ValueError, IndexError):
        return False


def new_code(kind: str = "R") -> str:
    """Return a code that nobody can guess, as in R-K7QM-3XWP; `kind` R is a chaser, C a circulation."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{kind}-{letters[:4]}-{letters[4:]}"


def find_code(text: str) -> str:
    """Return the first code in a text as `new_code` writes it, "" if there is none."""
    found = _CODE.search(text)
    return f"R-{found[1]}-{found[2]}".upper() if found else ""
