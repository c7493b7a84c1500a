"""The chips on the page: what a block is, and what was understood of it."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sop_minutes.domain.actions import is_open
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.page import Sheet
from sop_minutes.domain.sheets import ActionRow, Due, PointSheet
from sop_minutes.domain.words import Audience, DuePrecision, PointKind
from sop_minutes.ui.chips import Chip

if TYPE_CHECKING:
    from sop_minutes.domain.grammar import ParsedAction

_LABELS = {
    PointKind.ACTION: "Action",
    PointKind.DECISION: "Agreed",
    PointKind.REFERRAL: "Refer",
    Audience.RESTRICTED: "Restricted",
    Audience.MEMBERS: "Members",
}


def pills_of(sheet: Sheet, action: ActionRow | None) -> list[Chip]:
    """Return what stands before a block's text: who may see it, and what it is."""
    pills = []
    if sheet.audience is not Audience.PUBLIC:
        locked = sheet.audience is Audience.RESTRICTED
        pills.append(Chip(_LABELS[sheet.audience], str(sheet.audience), lock=locked))
    if not isinstance(sheet, PointSheet):
        return pills
    if sheet.kind is PointKind.ACTION:
        ref = f" {action.ref.partition(' ')[2]}" if action else ""
        pills.append(Chip(f"{_LABELS[PointKind.ACTION]}{ref}", "action"))
    elif sheet.kind is not PointKind.POINT:
        pills.append(Chip(_LABELS[sheet.kind], str(sheet.kind)))
    return pills


def chips_of(action: ActionRow, today: date, *, moved: bool = False) -> list[Chip]:
    """Return what the register says of an action: its owners, its due date (moved or not), its status."""
    owners = [Chip(name, "plain") for name in action.owners] or [Chip("no owner", "doubt")]
    if not is_open(action.status):
        done = f" {format_date(action.done_on)}" if action.done_on else ""
        return [*owners, Chip(f"{action.status}{done}", "good")]
    due = _due_chip(action.due, today)
    return [*owners, replace(due, text=f"{due.text} · moved") if moved else due]


def chips_of_typed(said: "ParsedAction", before: str) -> list[Chip]:
    """Return what was understood of an action's line while it is typed. `before` is said after its date."""
    chips = []
    for owner in said.owners:
        doubt = "" if owner.meant else " ?"
        chips.append(Chip(f"{owner.name}{doubt}", "plain" if owner.meant else "doubt"))
    due = said.due
    if due.on:
        chips.append(Chip(f"{due.on:%A} {format_date(due.on)}", "good"))
        if before:
            chips.append(Chip(before, "plain", bare=True))
    elif due.as_written:
        chips.append(Chip(f"due {due.as_written}", "doubt"))
    return chips


def chips_of_moved(said: "ParsedAction", action: ActionRow, today: date) -> list[Chip]:
    """Return what was understood of the line of an action that has another due date by now, and that."""
    typed = chips_of_typed(said, "")
    if said.due.on:
        typed[-1] = Chip(f"at first {format_date(said.due.on)}", "plain")
    due = _due_chip(action.due, today)
    return [*typed, replace(due, text=f"now: {due.text}")] if is_open(action.status) else typed


def _due_chip(due: Due, today: date) -> Chip:
    if due.on is None:
        written = describe_due(due) if due.as_written or due.precision is DuePrecision.NEXT_MEETING else ""
        return Chip(f"due {written}" if written else "no date", "doubt")
    tone = "late" if due.on < today else "soon" if (due.on - today).days <= 14 else "good"
    late = "was due" if due.on < today else "due"
    return Chip(f"{late} {format_date(due.on)}", tone)
