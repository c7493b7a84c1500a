"""Tracked changes: what an element of Word's says became of what is in it, by whom and when."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.domain.returned.copy import Hand, Trace
from sop_minutes.domain.text import clean_line
from sop_minutes.importing.word.names import W

TRACES: Final = {
    W + "ins": Trace.INSERTED,
    W + "del": Trace.DELETED,
    W + "moveTo": Trace.MOVED_HERE,
    W + "moveFrom": Trace.MOVED_AWAY,
    W + "cellIns": Trace.INSERTED,
    W + "cellDel": Trace.DELETED,
}
_RPR: Final = W + "rPr"
_NOBODY: Final = ("Unknown Author", "Unknown", "Author")


class Traced(NamedTuple):
    """What became of a stretch of text. `never` says that it was put in and taken out again."""

    trace: Trace = Trace.KEPT
    hand: Hand | None = None
    never: bool = False

    def within(self, node: etree._Element) -> "Traced":
        """Return what became of what stands in `node`, a tracked change within this one."""
        trace, hand = TRACES[node.tag], hand_of(node)
        # What was put in and taken out again was never sent out, and is not there.
        undone = self.trace is not Trace.KEPT and trace.is_there is not self.trace.is_there
        return self._replace(never=True) if undone else Traced(trace, hand, self.never)


UNTOUCHED: Final = Traced()


def hand_of(node: etree._Element) -> Hand:
    """Return who made the change `node` and when; "" where a program says that it does not know."""
    who = clean_line(node.get(W + "author") or "")
    return Hand("" if who in _NOBODY else who, moment(node.get(W + "date") or ""))


def moment(text: str) -> datetime | None:
    """Return the moment that a file words as `text`, None where it is none. One without a zone is UTC."""
    try:
        found = datetime.fromisoformat(text.strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # in UTC it may be before the year 1
        return None


def of_end(properties: etree._Element | None) -> Traced:
    """Return what became of a paragraph's end, or of a row, by its properties."""
    if properties is None:
        return UNTOUCHED
    rpr = properties.find(_RPR)
    held = properties if rpr is None else rpr
    traced = UNTOUCHED
    for node in held:
        if node.tag in TRACES:
            traced = traced.within(node)
    return traced


def reformatted_by(properties: etree._Element | None) -> tuple[Hand, ...]:
    """Return who changed the form of a paragraph."""
    change = properties.find(W + "pPrChange") if properties is not None else None
    return (hand_of(change),) if change is not None else ()
