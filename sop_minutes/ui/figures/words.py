"""The words under a number, the same on every page."""

from datetime import date

from PySide6.QtCore import QObject

from sop_minutes.domain.due import format_date
from sop_minutes.domain.figures import RECENT, Recent, Step


def due_words(speaker: QObject, next_on: date | None) -> str:
    """Say until when it is counted what is due next; None is each group's own next meeting."""
    tr = speaker.tr
    return tr("due by {0}").format(format_date(next_on)) if next_on else tr("due by the next meeting")


def recent_words(speaker: QObject, recent: Recent) -> tuple[str, str]:
    """Say how much was closed on time of late, and what late is."""
    tr, percent = speaker.tr, recent.on_time.percent
    months, meetings = tr("closed on time, last {0} months"), tr("closed on time, last {0} meetings")
    words = (months if recent.step is Step.MONTH else meetings).format(RECENT)
    return "–" if percent is None else tr("{0}%").format(percent), words
