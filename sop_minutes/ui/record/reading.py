"""How the lines of a note are read in the meeting that is shown."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from sop_minutes.domain.due import format_date
from sop_minutes.domain.grammar import ParsedAction, read_action
from sop_minutes.queries.page import PageFacts


def read_line_of(facts: PageFacts, text: str) -> ParsedAction:
    """Return what an action's line says, with the names and the diary of its meeting."""
    return read_action(text, facts.on, facts.names, here=facts.here, diary=facts.diary)


def beside_date(facts: PageFacts, on: date) -> str:
    """Return where a due date lies in the group's diary, "" if that says nothing."""
    later = [day for day in facts.diary if day > facts.on]
    if not later:
        return ""
    after = next((day for day in later if day >= on), None)
    if after is None:
        return _tr("after the last meeting in the diary")
    if after == on:
        return _tr("the day of a meeting")
    day = format_date(after) if after.year != on.year else f"{after.day} {after:%B}"
    return _tr("before the meeting on {0}").format(day)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Reading", words)
