"""How dates, statuses and audiences are worded in what goes out."""

from collections.abc import Sequence

from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ActionStatus, Audience

NO_OWNER = "No owner"
_MARKINGS = {Audience.PUBLIC: "", Audience.MEMBERS: "OFFICIAL", Audience.RESTRICTED: "OFFICIAL-SENSITIVE"}
_NAMES = {
    Audience.PUBLIC: "public note",
    Audience.MEMBERS: "members’ note",
    Audience.RESTRICTED: "full record",
}


def note_name(audience: Audience) -> str:
    """Return what a note for `audience` is called in a sentence."""
    return _NAMES[audience]


def log_name(audience: Audience) -> str:
    """Return what an action log for `audience` is called in a sentence."""
    return {Audience.PUBLIC: "public action log", Audience.MEMBERS: "members’ action log"}.get(
        audience, "full action log"
    )


def marking_of(said: str, audience: Audience) -> str:
    """Return the marking in capitals: the one `said`, else the audience's own; "" for none."""
    return (said.strip() or _MARKINGS[audience]).upper()


def due_text(due: Due) -> str:
    """Return a due date as a cell of a list, "No date" for none."""
    return capitalised(describe_due(due))


def status_text(status: ActionStatus) -> str:
    return status.value.capitalize()


def owners_text(owners: Sequence[str]) -> str:
    return ", ".join(owner for owner in owners if owner.strip()) or NO_OWNER


def origin_text(row: ActionRow) -> str:
    """Return where an action comes from: its item and the day, or the group where it has neither."""
    said = [row.item.strip(), format_date(row.raised_on) if row.raised_on else ""]
    return ", ".join(part for part in said if part) or row.group.strip() or "Not said"
