"""Chasing owners for what they owe: what they may be told of, and how the answer to it is known again."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from email.errors import MessageError
from email.headerregistry import Address
from typing import NamedTuple

from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.words import Audience
from sop_minutes.domain.working_days import working_day_after, working_day_before

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""None of them is taken for another when it is read from paper."""

_LONGEST_ADDRESS = 254
_TO_ANSWER = 5
_BEFORE_MEETING = 3
"""Working days: to answer in, and for the secretary to write up what came."""

_CODE = re.compile(rf"(?<!\w)R[-‐‑–]([{_LETTERS}]{{4}})[-‐‑–]([{_LETTERS}]{{4}})(?!\w)", re.IGNORECASE)


class Owed(NamedTuple):
    """An action that its owner is asked after.

    `sits` and `was_there` are of the owner, as in `may_be_told`. `owner_ids` and `names` are the parts of it
    that are theirs: one may own an action and sit for another owner. Those of `names` that are an
    organisation or a group are in `bodies`.
    """

    row: ActionRow
    sits: bool = False
    was_there: bool = False
    owner_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()

    def with_part(self, owner_id: int, name: str, *, is_body: bool) -> "Owed":
        """Return the same with one more part that is theirs."""
        bodies = (*self.bodies, name) if is_body else self.bodies
        return self._replace(owner_ids=(*self.owner_ids, owner_id), names=(*self.names, name), bodies=bodies)


class Sender(NamedTuple):
    """Who chases. Both are "" where that is not known."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ChaserSheet:
    """What one owner is written: all that goes into the draft. `code` is "" until one is to be made.

    An answer is asked for by `answer_by`. `database` is the one whose actions they are, by which calendars
    know the due dates again.
    """

    person_id: int
    name: str
    address: str
    owed: tuple[Owed, ...]
    answer_by: date
    code: str = ""
    database: str = ""
    sender: Sender = Sender()  # noqa: RUF009 - frozen

    def bare(self) -> "ChaserSheet":
        """Return it as it is before it is known who sends it under which code."""
        return replace(self, code="", sender=Sender())


class Reminded(NamedTuple):
    """The last day on which somebody was reminded of what they owe; `of_all`: that day of all of it."""

    on: date
    of_all: bool


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """An owner who is not written to of some actions, and the sentence that says why."""

    owner: str
    refs: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ToChase:
    """Who is to be chased, by name, and who is left out. `until` is the last due day that is asked after.

    `reminded` says of a person when they last were.
    """

    sheets: tuple[ChaserSheet, ...]
    left_out: tuple[LeftOutRow, ...]
    until: date
    reminded: Mapping[int, Reminded] = field(default_factory=dict)

    def is_reminded(self, person_id: int, today: date) -> bool:
        """Say whether somebody was reminded of all that they owe on that day already."""
        last = self.reminded.get(person_id)
        return last is not None and last.of_all and last.on >= today


def answer_by(today: date, next_meeting: date | None) -> date:
    """Return the day by which an answer to a chaser is asked for.

    That is in five working days, or three working days before the group meets if that is sooner, yet
    never before the next working day.
    """
    latest = working_day_after(today, _TO_ANSWER)
    if next_meeting is not None:
        latest = min(latest, working_day_before(next_meeting, _BEFORE_MEETING))
    return max(latest, working_day_after(today, 1))


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
