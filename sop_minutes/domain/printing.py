"""How a note that goes out words a heading or a block: its label and its text, whatever the format."""

from sop_minutes.domain.actions import action_sentence
from sop_minutes.domain.decisions import says_decided
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, PointKind


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


def _kind_label(point: PointSheet, reader: Audience) -> str:
    ref = point.action.ref if point.action else None
    if ref and reader is not Audience.PUBLIC:
        return f"Action {ref}: "
    says_it = point.kind is PointKind.DECISION and says_decided(point.text)
    return "" if says_it else KIND_LABELS[point.kind]
