"""The words in which people say how an action stands, clause by clause."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sop_minutes.domain.due import find_due, read_due
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import ActionStatus, DuePrecision

_CLOSED = (ActionStatus.DONE, ActionStatus.CANCELLED)
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "nil", "no change", "same", "as before", "?"})
_MARKS_ONLY = re.compile(r"[\s!-/:-@\[-`{-~–—…·•]+")
_POLITE = frozenset({"please", "thanks", "thank you", "many thanks", "ta"})
_POLITELY = re.compile(r"\W{0,5}\b(?:please|thanks|thank you)\W{0,5}$", re.IGNORECASE)
_YES = frozenset({"yes", "y", "yep", "yes it is"})
_NO = frozenset({"no", "n", "nope"})
_PARTS = re.compile(r"\s+[-–—]+>?\s+|\s*[;\n]\s*|[,.:!]\s+")
_CLAUSES = 12
"""Clauses looked at: what comes after them is a note."""
_LONGEST = 200
"""Letters of a clause looked at."""

_SO = (
    r"(?:(?:it|it's|this|that|action|all|now|is|are|i|i've|we|we've|has|have|was|were|been|already|fully|just)"
    r"\b\W*)*"
)
_YES_BUT = re.compile(r"(?:(?:yes|yep)\b\W*(?:but\b\W*)?|no\W+but\b\W*)")
_END = r"(?=$|[.,;:!–-])"
_NOT = r"(?:(?:is|has|have|was|are|were)n't|not|never|no)"
_FINISHED = r"(?:started|begun|done|completed?|progress\w*|finished|closed|actioned)"
_NOT_WANTED = re.compile(
    rf"{_SO}(?:cancel\w*|withdrawn|superseded"
    r"|(?:no longer|not) (?:needed|required|wanted|relevant|applicable))\b"
)
_NOT_ALL = re.compile(rf"{_SO}{_NOT} (?:(?:yet|been|quite) )*(?:fully|all|wholly|entirely|completely)\b")
_NOT_BEGUN = re.compile(
    rf"{_SO}(?:{_NOT} (?:(?:yet|been) )*{_FINISHED}(?: yet)?|not yet"
    r"|(?:still )?(?:outstanding|to do|pending|open)"
    rf"|nothing(?: done)?(?: yet)?{_END})(?!\w)"
)
_BEGUN = re.compile(
    rf"{_SO}(?:in[- ]progress|on-?going|under ?way|started|begun|in hand|on track|wip|work in progress"
    r"|progressing|continuing|working on|(?:part|partly|partially|nearly|almost|mostly|half)\b|being )"
)
_DONE = re.compile(
    rf"{_SO}(?:done|completed|complete(?! (?:the|a|an)\b)|closed|finished|actioned"
    r"|discharged|delivered|achieved|[✓✔☑√✅])(?!\w)"
)
_PERCENT = re.compile(rf"{_SO}(?:(?:about|around|roughly|some|done|completed?|finished)\b\W*)*(\d{{1,3}}) ?%")
_NOT_WHOLLY = re.compile(r"\b(?:except|apart from|in part|partly|but|still|outstanding|part)\b")
_PUT_OFF = frozenset(
    "extend extended extending extension move moved moving defer deferred postpone postponed delay "
    "delayed revise revised slip slips slipped push pushed carry carried new due expected expect aim "
    "aiming hope hoping need needs want target complete completed completion done finish finished ready "
    "close closed by until till".split()
)
_BESIDE = frozenset(
    "a an the to for on at is are be been has have will would should must can could may i we you it "
    "this that date please pls like now back over forward more time longer action ask asking request "
    "and in progress ongoing started underway".split()
)
_BEFORE_DATE = re.compile(r"(?:(?:by|until|till|to|for|on|at|due)\b[ :]*)+", re.IGNORECASE)
_BY = re.compile(r"\W*by\b")


class Words(NamedTuple):
    """What is understood of what somebody says, and the rest of it."""

    status: ActionStatus | None = None
    due: str | None = None
    note: str = ""


class _Clause(NamedTuple):
    """A part of what is said, with what parts it from the one before."""

    parting: str
    words: str


def says_nothing(said: str) -> bool:
    """Say whether these words leave everything as it is."""
    return fold(clean_line(said)) in _NOTHING or not _MARKS_ONLY.sub("", said)


def says_done(said: str) -> bool:
    """Say whether words say that something is done, and nothing else."""
    return _status(fold(clean_line(said)).strip(" .!")) == (ActionStatus.DONE, True)


def read_words(said: str, on: date) -> Words:
    """Return how an action stands by what somebody says of it on a day, the new date, and what to note."""
    clauses = _clauses_of(said)
    if len(clauses) == 1 and _plain(clauses[0]) in _YES | _NO:
        return Words(ActionStatus.DONE if _plain(clauses[0]) in _YES else ActionStatus.OPEN)
    return _Reading(clauses, on).words()


def status_at_end(said: str) -> Words:
    """Return how an action stands by the last words of a text, and the text before them."""
    clauses = _clauses_of(said)
    status, is_all = _status(_plain(clauses[-1])) if len(clauses) > 1 else (None, False)
    return Words(status, None, _joined(clauses[:-1])) if status and is_all else Words()


def date_put_off_to(clause: str, on: date) -> str | None:
    """Return the words of the date to come that a clause puts something off to; None if it does not."""
    found = _put_off(clause, on)
    return found[0] if found else None


class _Reading:
    """Reads clause after clause: the first says how it stands, any may say until when."""

    def __init__(self, clauses: Sequence[_Clause], on: date) -> None:
        self._clauses = clauses
        self._on = on
        self._status: ActionStatus | None = None
        self._due: str | None = None
        self._kept: list[_Clause] = []
        self._is_plain = True
        """Whether all that came before was understood, or a mere yes or no."""

    def words(self) -> Words:
        """Return what all of it says."""
        for place, clause in enumerate(self._clauses[:_CLAUSES]):
            self._read(clause, " ".join(_plain(each) for each in self._clauses[place + 1 : _CLAUSES]))
        self._kept += self._clauses[_CLAUSES:]
        if self._status is None and self._due is None:
            ends = _joined(self._kept)
            found = status_at_end(ends)
            return found if found.status else Words(note=ends)
        is_understood = self._is_plain and len(self._clauses) <= _CLAUSES
        return Words(self._status, self._due, "" if is_understood else _joined(self._kept))

    def _read(self, clause: _Clause, following: str) -> None:
        low = _plain(clause)
        if not self._kept and self._status is None and low in _YES | _NO:
            self._kept.append(clause)
            return
        put_off, stands = self._put_off(clause.words), self._stands(low, following)
        if not put_off and not stands:
            self._kept.append(clause)
            self._is_plain = False

    def _put_off(self, words: str) -> bool:
        """Take the new date of a clause. Say whether there is nothing else in it."""
        found = None if self._due or self._status in _CLOSED else _put_off(words[:_LONGEST], self._on)
        if found is None or (found.is_bare and not self._is_plain):
            return False
        self._due = found.words
        return found.is_all

    def _stands(self, low: str, following: str) -> bool:
        """Take how it stands by a clause. Say whether there is nothing else in it."""
        if self._status not in (None, ActionStatus.OPEN) or not self._is_plain:
            return False
        status, is_all = _status(low, following)
        if status is None or (self._status and not is_all) or (self._due and status in _CLOSED):
            return False
        self._status = status
        return is_all


def _clauses_of(said: str) -> list[_Clause]:
    found = [each for each in _clauses(said) if not says_nothing(each.words)]
    return [each for each in found if _plain(each) not in _POLITE]


def _clauses(said: str) -> Iterator[_Clause]:
    text = "\n".join(" ".join(line.split()) for line in said.splitlines()).strip()
    start, parting = 0, ""
    for match in _PARTS.finditer(text):
        if text[start : match.start()].strip():
            yield _Clause(parting, text[start : match.start()])
            parting = match[0]
        start = match.end()
    if text[start:].strip():
        yield _Clause(parting, text[start:])


def _joined(clauses: Sequence[_Clause]) -> str:
    said = "".join(f"{each.parting}{each.words}" for each in clauses)
    return clean_line(said.removeprefix(clauses[0].parting) if clauses else "")


def _plain(clause: _Clause) -> str:
    return fold(clause.words[:_LONGEST]).strip(" .!")


def _status(low: str, following: str = "") -> tuple[ActionStatus | None, bool]:
    """Return how an action stands by a clause, and whether that says nothing else."""
    if "?" in low:
        return None, False
    found = _PERCENT.match(low)
    if found:
        part = int(found[1])
        begun = ActionStatus.DONE if part >= 100 else ActionStatus.IN_PROGRESS
        return (begun if part else ActionStatus.OPEN), False
    but = _YES_BUT.match(low)
    low = low[but.end() :] if but else low
    for pattern, status in _STATUSES:
        found = pattern.match(low)
        if found is None:
            continue
        rest = low[found.end() :]
        if status is ActionStatus.DONE and _NOT_WHOLLY.search(f"{rest} {following}"[:60]):
            return ActionStatus.IN_PROGRESS, False
        return status, pattern is not _NOT_ALL and not re.search(r"\w", rest)
    return None, False


_STATUSES = (
    (_NOT_WANTED, ActionStatus.CANCELLED),
    (_NOT_ALL, ActionStatus.IN_PROGRESS),
    (_NOT_BEGUN, ActionStatus.OPEN),
    (_BEGUN, ActionStatus.IN_PROGRESS),
    (_DONE, ActionStatus.DONE),
)


class _PutOff(NamedTuple):
    """A new date. `is_all`: the clause says nothing else. `is_bare`: not even that it is until then."""

    words: str
    is_all: bool
    is_bare: bool


def _put_off(clause: str, on: date) -> _PutOff | None:
    done = _DONE.match(fold(clause))
    if done and not _BY.match(fold(clause)[done.end() :]):
        return None
    clause = _POLITELY.sub("", clause)
    found = find_due(clause, on, (on + timedelta(days=1),))
    start, end = (found.start, found.end) if found else _last_words(clause, on)
    due = found.due if found else read_due(clause[start:end], on)
    before = re.findall(r"\w[\w'’-]*", clause[:start].lower())
    asked = [*before, *re.findall(r"\w+", clause[start:end].lower())[:1]]
    if not _is_ahead(due, on) or not set(before) <= _PUT_OFF | _BESIDE:
        return None
    if before and not _PUT_OFF & set(asked):
        return None
    lead = _BEFORE_DATE.match(clause, start, end)
    words = clause[lead.end() if lead else start : end].strip(" .")
    is_all = not re.search(r"[\w?]", clause[end:])
    return _PutOff(words, is_all, not _PUT_OFF & set(asked)) if words else None


def _last_words(clause: str, on: date) -> tuple[int, int]:
    """Return where a date stands that is only one where it is expected, as in “moved to Tuesday”."""
    words = re.finditer(r"\w[\w'’-]*", clause)
    start = next((word.start() for word in words if word[0].lower() not in _PUT_OFF | _BESIDE), len(clause))
    is_date = read_due(clause[start:], on).precision is not DuePrecision.NONE
    return (start, len(clause)) if is_date else (0, 0)


def _is_ahead(due: Due, on: date) -> bool:
    return due.precision is DuePrecision.NEXT_MEETING or (due.on is not None and due.on >= on)
