"""The sentences of the circulate page."""

from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sop_minutes.domain.circulating import Since, counted
from sop_minutes.domain.due import format_date
from sop_minutes.domain.words import NOTE_NAMES, Audience
from sop_minutes.queries.circulating import CirculationRow
from sop_minutes.queries.returned_copies import CopyRow

if TYPE_CHECKING:
    from sop_minutes.queries.releasing import NarrowRow

_SHORT = 70
"""So many characters of a line that is left out are enough to know it again."""


class Words:
    """Words what is known of a note, in the language of the window that `owner` is of."""

    def __init__(self, owner: QObject) -> None:
        self.tr = owner.tr

    def people_head(self, many: int, group: str) -> str:
        """Return to how many a note goes, as a heading."""
        said = self.tr("TO 1 PERSON · {1}") if many == 1 else self.tr("TO {0} PEOPLE · {1}")
        return said.format(many, group.upper())

    def who(self, left_out: int, not_sent: int) -> str:
        """Return what leads to who gets it, and how many do not."""
        chosen = self.tr("{0} left out by you").format(left_out) if left_out else ""
        others = self.tr("{0} do not get it").format(not_sent) if not_sent else ""
        if not_sent == 1:
            others = self.tr("1 does not get it")
        return " · ".join(filter(None, (self.tr("who gets it as what"), chosen, others)))

    def since_head(self, since: Since | None, audience: Audience) -> str:
        """Return what a note is compared with, as a heading."""
        if since is None:
            return self.tr("{0} NOT SENT YET").format(NOTE_NAMES[audience].upper())
        sent = format_date(since.at.astimezone().date()).upper()
        return self.tr("SINCE VERSION {0}, SENT {1}").format(since.number, sent)

    def first(self, audience: Audience, rows: Sequence[CirculationRow]) -> str:
        """Return what is said where there is nothing to compare with: what went out was for others."""
        said = self.tr("The {0} has not been sent to anybody yet.").format(NOTE_NAMES[audience])
        if not rows:
            return said
        last = rows[-1]
        when, to = format_date(last.at.astimezone().date()), counted(len(last.recipients), self.tr("reader"))
        went = self.tr("The {0} was, on {1} to {2}.").format(NOTE_NAMES[last.audience], when, to)
        return f"{said} {went}"

    def all_in_it(self) -> str:
        """Return what there is to know of the full record."""
        return self.tr("Nothing is left out: it holds all that is restricted.")

    def reasons(self, rows: "Sequence[NarrowRow]") -> tuple[str, ...]:
        """Return why things are left out: each that has a reason or a date to look at it again."""
        return tuple(self._reason(row) for row in rows if row.reason or row.review_on)

    def sent(self, rows: Sequence[CirculationRow]) -> str:
        """Return how often a note went out, and when it did last."""
        if not rows:
            return self.tr("It has not gone out yet.")
        last = rows[-1]
        when = format_date(last.at.astimezone().date())
        to = counted(len(last.recipients), self.tr("reader"))
        versions = counted(len(rows), self.tr("version"))
        return self.tr("What went out: {0}, the last {1} to {2}").format(versions, when, to)

    def copies(self, rows: Sequence[CopyRow]) -> str:
        """Return which copies have come back and wait."""
        waiting = [row for row in rows if row.waiting]
        if not waiting:
            return self.tr("Returned copies: none waiting") if rows else self.tr("Returned copies: none yet")
        names = ", ".join(dict.fromkeys(row.from_name or row.name for row in waiting))
        return self.tr("Returned copies: {0} waiting from {1}").format(len(waiting), names)

    def banner(self, audience: Audience, marking: str, group: str) -> str:
        """Return what must not be missed of a note before it goes out, "" for nothing."""
        what = NOTE_NAMES[audience].upper()
        if audience is Audience.PUBLIC:
            return self.tr("The public note carries {0}.").format(marking) if marking else ""
        if audience is Audience.MEMBERS:
            goes = self.tr("only to members, and who was there; not to be published.")
        else:
            goes = self.tr("with all that is restricted. Only to who fills a seat of {0}.").format(group)
        return " · ".join(filter(None, (what, marking, goes)))

    def version(self, row: CirculationRow) -> str:
        """Return which version went out when, for whom and to how many."""
        at = row.at.astimezone()
        approved = self.tr(", approved") if row.approved else ""
        to = counted(len(row.recipients), self.tr("reader"))
        return self.tr("Version {0}: {1}, {2}{3}, to {4}").format(
            row.number, f"{format_date(at.date())} {at:%H:%M}", NOTE_NAMES[row.audience], approved, to
        )

    def _reason(self, row: "NarrowRow") -> str:
        what = row.ref or shorten(row.text, _SHORT, placeholder="…")
        until = self.tr("looked at again on {0}").format(format_date(row.review_on)) if row.review_on else ""
        return self.tr("“{0}”: {1}").format(what, "; ".join(filter(None, (row.reason, until))))
