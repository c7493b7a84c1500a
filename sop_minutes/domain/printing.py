"""How a note that goes out words a heading or a block: its label and its text, whatever the format."""

from collections.abc import Sequence

from sop_minutes.domain.actions import action_sentence
from sop_minutes.domain.decisions import says_decided
from sop_minutes.domain.due import describe_due
from sop_minutes.domain.inline import Run, inline_runs, marked_up, plain_text
from sop_minutes.domain.sheets import ActionSheet, Due, ItemSheet, PointSheet
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, PointKind

NO_REF = "None yet"
NO_OWNER = "No owner"
NO_DATE = "No date"
NOT_SAID = "Not said"


def audience_label(row: Audience, reader: Audience) -> str:
    """Return what a row is marked with for a reader who must know whom it is for; "" for a public row."""
    return "" if reader is Audience.PUBLIC else AUDIENCE_LABELS[row]


def heading_text(item: ItemSheet, reader: Audience) -> str:
    """Return how an item's heading reads."""
    title = plain_text(item.title).strip()
    if reader is Audience.PUBLIC:
        return title
    presenter = f" ({item.presenter.strip()})" if item.presenter.strip() else ""
    return f"{audience_label(item.audience, reader)}{title}{presenter}"


def point_label(point: PointSheet, reader: Audience) -> str:
    """Return the label before a block's text: who may see it, and what it is if it does not say so itself."""
    return audience_label(point.audience, reader) + _kind_label(point, reader)


def point_text(point: PointSheet) -> str:
    """Return how a note words a point, in inline markup: owners written out, no signs of the grammar."""
    if point.kind is PointKind.ACTION:
        return action_sentence(point).strip()
    if point.kind is PointKind.REFERRAL:
        return point.text.strip().removeprefix(">").lstrip()
    return point.text.strip()


def entry_runs(text: str) -> tuple[Run, ...]:
    """Return how `text` shows as an entry of a list: with a capital first, unless that is an address."""
    runs = inline_runs(text.strip())
    if not runs or runs[0].link.endswith(runs[0].text):
        return runs
    first, *others = runs
    return (Run(capitalised(first.text), first.bold, first.italic, first.link), *others)


def due_text(due: Due) -> str:
    """Return a due date as a cell of a list, "No date" for none."""
    return capitalised(describe_due(due))


def owners_text(owners: Sequence[str]) -> str:
    return ", ".join(owner for owner in owners if owner.strip()) or NO_OWNER


def action_cells(point: PointSheet, reader: Audience) -> tuple[str, ...]:
    """Return how an action reads as a row of a table: reference, what is to be done, owners, due."""
    said = point.action or ActionSheet(point.text)
    text = marked_up(entry_runs(said.text)) or NOT_SAID
    label = audience_label(point.audience, reader)
    return said.ref or NO_REF, f"{label}{text}", owners_text(said.owners), due_text(said.due)


def _kind_label(point: PointSheet, reader: Audience) -> str:
    ref = point.action.ref if point.action else None
    if ref and reader is not Audience.PUBLIC:
        return f"Action {ref}: "
    says_it = point.kind is PointKind.DECISION and says_decided(point.text)
    return "" if says_it else KIND_LABELS[point.kind]
