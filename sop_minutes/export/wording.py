"""How dates, statuses and audiences are worded in what goes out."""

from sop_minutes.domain.actions import status_words
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import Run, plain_text
from sop_minutes.domain.printing import NO_OWNER as NO_OWNER
from sop_minutes.domain.printing import audience_label as audience_label
from sop_minutes.domain.printing import due_text as due_text
from sop_minutes.domain.printing import entry_runs as entry_runs
from sop_minutes.domain.printing import owners_text as owners_text
from sop_minutes.domain.printing import point_text as point_text
from sop_minutes.domain.sheets import ActionRow
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import NOTE_NAMES, ActionStatus, Audience
from sop_minutes.export.blocks import Cell


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


def entry_text(text: str) -> str:
    """Return `entry_runs` without its looks."""
    return "".join(run.text for run in entry_runs(text))


def marked_cell(label: str, text: str) -> Cell:
    """Return the cell that shows `text` as an entry, after a label in bold."""
    runs = entry_runs(text) or (Run("Not said"),)
    return (Run(label, bold=True), *runs) if label else runs


def status_text(status: ActionStatus) -> str:
    return capitalised(status_words(status))


def origin_text(row: ActionRow) -> str:
    """Return where an action comes from: its item and the day, or the group where it has neither."""
    said = [plain_text(row.item).strip(), format_date(row.raised_on) if row.raised_on else ""]
    return ", ".join(part for part in said if part) or row.group.strip() or "Not said"
