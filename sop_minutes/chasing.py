"""A round of chasing, from the question who owes what to the drafts in a folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from sop_minutes.commands.chasing import record_chasers
from sop_minutes.domain.chasing import ChaserSheet, Sender, ToChase, new_code
from sop_minutes.domain.errors import UserError
from sop_minutes.export.chasers import write_chasers
from sop_minutes.export.files import remove_written
from sop_minutes.queries.chasing import sender_of, to_chase, withheld_from_owners


class Reads(Protocol):
    """What can be read from."""

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


class Data(Reads, Protocol):
    """What a database and a window's workspace both are."""

    def do(self, label: str, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Round:
    """Whom to chase: on which day, for what is due within how many working days (None: overdue only).

    `sender_id` is who chases, None where that is not known.
    """

    today: date
    within: int | None = None
    group_id: int | None = None
    sender_id: int | None = None


def plan_round(data: Data, wanted: Round) -> ToChase:
    """Return who is to be chased and who is left out, each draft with the code its form will bear."""
    found: ToChase = data.read(to_chase, wanted.today, within=wanted.within, group_id=wanted.group_id)
    sender = Sender() if wanted.sender_id is None else data.read(sender_of, wanted.sender_id)
    sheets = tuple(replace(sheet, code=new_code(), sender=sender) for sheet in found.sheets)
    return replace(found, sheets=sheets)


def draft_round(
    data: Data, wanted: Round, sheets: Sequence[ChaserSheet], folder: Path, *, label: str, now: datetime
) -> tuple[Path, ...]:
    """Write the drafts of `sheets`, which `plan_round` gave, note them on their actions, return the files.

    Raises UserError where somebody would be told what has changed since; then nothing is written or noted.
    """
    found: ToChase = data.read(to_chase, wanted.today, within=wanted.within, group_id=wanted.group_id)
    for sheet in sheets:
        if sheet.bare() not in found.sheets:
            raise UserError(f"What {sheet.name} owes has changed meanwhile; look at the drafts again.")
    written = write_chasers(
        sheets,
        folder,
        as_of=wanted.today,
        until=found.until,
        withheld=data.read(withheld_from_owners),
        now=now,
    )
    try:
        data.do(label, record_chasers, sheets, at=now)
    except BaseException:
        remove_written(written)
        raise
    return written
