"""Due dates that say they are: "(due …)", "(by …)", "due: …", "deadline: …"."""

import re
from re import Match

from sop_minutes.domain.due.context import FoundDue, Line
from sop_minutes.domain.due.lexicon import pattern
from sop_minutes.domain.due.reading import read_strictly
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

_LABELS = r"(?:due|deadline|by|target(?:_date)?|completion_date|to_be_completed)(?!\w)"
_BRACKET = rf"\({_LABELS}(?:[^()]|\([^()]{{0,100}}\)){{1,400}}\)|\[{_LABELS}[^\[\]]{{1,400}}\](?!\()"
_LABEL = r"(?<![\w-])(?:due(?:_date)?|deadline|target(?:_date)?|completion_date|by_when|timescale)~:~(?=[^ ])"
_IN_BRACKETS = r"(?:(?:due|deadline|target|completion)(?:_date)?(?:_is)?|to_be_completed(?=_))~:?~"
_SENTENCE = r"[^.;]{1,80}(?=[.;] )"
_OTHER = (
    r"due_to_(?!be_)|by_(?:an?_)?(?:e-?mail|phone|telephone|post|letter|hand|text|teams|zoom|skype)(?!\w)"
)
_NAME = re.compile(r"by(?: [A-Z][a-z'’]+){1,3}")


def is_read(due: Due) -> bool:
    """Whether more of a due date is known than how it was written."""
    return due.precision is not DuePrecision.NONE


def find_labelled(line: Line) -> FoundDue | None:
    """Return a due date that says it is one, readable or not; None without one."""
    return _in_brackets(line) or _after_label(line)


def _in_brackets(line: Line) -> FoundDue | None:
    """The last bracket that can be read, else the last one."""
    found = None
    for match in pattern(_BRACKET).finditer(line.low):
        due = _said_in(line, match)
        if due and (is_read(due) or not (found and is_read(found.due))):
            found = FoundDue(*match.span(), due)
    return found


def _said_in(line: Line, match: Match[str]) -> Due | None:
    """What is due, said in brackets; None for "(by email)", "(by Sally Carver)" and "(due to illness)"."""
    start, end = match.start() + 1, match.end() - 1
    label = pattern(_IN_BRACKETS).match(line.low, start, end)
    written = line.text[label.end() if label else start : end].strip()
    due = read_strictly(written, line.said_on, line.diary)
    if due or not written:
        return due
    is_other = pattern(_OTHER).match(line.low, start) or _NAME.fullmatch(written)
    return None if is_other else Due(written)


def _after_label(line: Line) -> FoundDue | None:
    """What follows the label: to the end of the line, or of its first sentence if only that can be read."""
    label = pattern(_LABEL).search(line.low)
    if not label:
        return None
    start, end = label.end(), len(line.text.rstrip())
    sentence = pattern(_SENTENCE).match(line.low, start)
    for stop in (end, sentence.end() if sentence else end):
        due = read_strictly(line.text[start:stop], line.said_on, line.diary)
        if due:
            return FoundDue(label.start(), stop, due)
    return FoundDue(label.start(), end, Due(line.text[start:end]))
