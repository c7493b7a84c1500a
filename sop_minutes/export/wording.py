"""How dates, statuses and audiences are worded in what goes out."""

from collections.abc import Sequence
from dataclasses import replace

from sop_minutes.domain.actions import status_words
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.inline import Run, inline_runs, plain_text
from sop_minutes.domain.printing import audience_label as audience_label
from sop_minutes.domain.printing import point_text as point_text
from sop_minutes.domain.sheets import ActionRow, Due
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import NOTE_NAMES, ActionStatus, Audience
from sop_minutes.export.blocks import Cell

NO_OWNER = "No owner"


def note_name(audience: Audience) -> str:
    """Return what a note for `audience` is called in a sentence."""
    return NOTE_NAMES[audience]


def log_name(audience: Audience) -> str:
    """Return what an action log for `audience` is called in a sentence."""
    return {Audience.PUBLIC: "public action log", Audience.MEMBERS: "members’ action log"}.get(
        audience, "full action log"
    )


def briefing_name(audience: Audience) -> str:
    """Return what a briefing for `audience` is called in a sentence."""
    return {Audience.PUBLIC: "public briefing", Audience.MEMBERS: "members’ briefing"}.get(
        audience, "full briefing"
    )


def entry_runs(text: str) -> tuple[Run, ...]:
    """Return how `text` shows as an entry of a list: with a capital first, unless that is an address."""
    runs = inline_runs(text.strip())
    if not runs or runs[0].link.endswith(runs[0].text):
        return runs
    first, *others = runs
    return (replace(first, text=capitalised(first.text)), *others)


def entry_text(text: str) -> str:
    """Return `entry_runs` without its looks."""
    return "".join(run.text for run in entry_runs(text))


def marked_cell(label: str, text: str) -> Cell:
    """Return the cell that shows `text` as an entry, after a label in bold."""
    runs = entry_runs(text) or (Run("Not said"),)
    return (Run(label, bold=True), *runs) if label else runs


def due_text(due: Due) -> str:
    """Return a due date as a cell of a list, "No date" for none."""
    return capitalised(describe_due(due))


def status_text(status: ActionStatus) -> str:
    return capitalised(status_words(status))


def owners_text(owners: Sequence[str]) -> str:
    return ", ".join(owner for owner in owners if owner.strip()) or NO_OWNER


def origin_text(row: ActionRow) -> str:
    """Return where an action comes from: its item and the day, or the group where it has neither."""
    said = [plain_text(row.item).strip(), format_date(row.raised_on) if row.raised_on else ""]
    return ", ".join(part for part in said if part) or row.group.strip() or "Not said"
