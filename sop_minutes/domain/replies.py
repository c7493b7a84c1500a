"""What an owner answers of an action, in the words people use."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sop_minutes.domain.due import format_date, read_due, weekday_of
from sop_minutes.domain.grammar.prefixes import find_prefix, split_audience
from sop_minutes.domain.own_words import OwnWords
from sop_minutes.domain.reply_words import date_put_off_to, read_words, says_nothing, status_at_end
from sop_minutes.domain.text import clean_line, fold
from sop_minutes.domain.words import ActionStatus, Audience


class Told(NamedTuple):
    """What stands beside a reference in an answer that came back, as typed.

    `how`, `new_date` and `note` are the cells of the form; a line of text is all in `how`. `action` and
    `due` are what stands where the action's own words were sent. `as_sent` says that `how` may be
    those words, typed over; `in_table` that it is not.
    """

    ref: str
    how: str = ""
    new_date: str = ""
    note: str = ""
    action: str = ""
    due: str = ""
    as_sent: bool = False
    in_table: bool = False


class Answer(NamedTuple):
    """What is said of an action. `status` and `due` (in words) are None where they are left as they are.

    `unplaced` is what stands where something else was sent, and says nothing that is understood.
    `audience` is for whom it is: members, unless a mark anywhere in it says that it is restricted.
    """

    status: ActionStatus | None = None
    due: str | None = None
    note: str = ""
    unplaced: str = ""
    audience: Audience = Audience.MEMBERS

    @property
    def says_anything(self) -> bool:
        """Say whether it says more than the reference."""
        return self.status is not None or self.due is not None or bool(self.note)


@dataclass(frozen=True, slots=True)
class ReplySheet:
    """An answer that came back.

    `code` and `sender` are "" where it bears none, `on` is None where it has no date; `via` is who sent
    it on, "" for nobody. `left_out` are sentences on what could not be placed.
    """

    answers: tuple[Told, ...]
    code: str = ""
    sender: str = ""
    address: str = ""
    on: date | None = None
    left_out: tuple[str, ...] = ()
    via: str = ""


_CLOSED = (ActionStatus.DONE, ActionStatus.CANCELLED)
_WORD_OR_BRACKET = re.compile(r"[(\[*_]+|(?<!\w)[rn]", re.IGNORECASE)
"""Where a mark of restriction can begin."""

_SENDER = re.compile(r" ?\(reply from [^()]+(?:\([^()]*\)[^()]*)?\)$")


def read_answer(told: Told, received_on: date, own: OwnWords) -> Answer:
    """Return what is said of an action whose own words are `own`.

    What is not understood is the note; nothing is lost. What is marked as restricted makes all of it so.
    """
    typed = own.rest_of(told.how)
    how = told.how if typed is None else typed
    answer = _read(told, received_on, own)
    cells = (how, told.new_date, told.note, own.rest_of(told.action) or "", own.rest_of_due(told.due))
    if not answer.says_anything or not any(map(_is_restricted, cells)):
        return answer
    # With no note there would be nothing to keep it with.
    note = answer.note or clean_line(" ".join(map(_unmarked, cells[:3])))
    return answer._replace(note=note, audience=Audience.RESTRICTED)


def _read(told: Told, received_on: date, own: OwnWords) -> Answer:
    typed = own.rest_of(told.how)
    if told.as_sent and typed is None and own.is_like(told.how):
        end = status_at_end(told.how)
        return Answer(*end) if end.status else Answer(unplaced=clean_line(told.how))
    cells = [_unmarked(told.how if told.in_table or typed is None else typed)]
    over = own.rest_of(told.action)
    cells += [_unmarked(over or ""), _unmarked(own.rest_of_due(told.due))]
    note = _unmarked(told.note)
    asked = clean_line(_unmarked(told.new_date))
    if says_nothing(" ".join(cells)) and not asked:
        cells, note = [*cells, note], ""
    status, due, kept = read_words("\n".join(filter(str.strip, cells)), received_on)
    notes = [kept]
    if not says_nothing(asked):
        if status in _CLOSED:
            notes.append(f"new date: {asked}")
        else:
            notes += [due] if due and fold(due) != fold(asked) else []
            due = date_put_off_to(asked, received_on) or asked
    notes += [] if says_nothing(note) else [clean_line(note)]
    said = " – ".join(filter(None, notes))
    return Answer(status, due, said, clean_line(told.action) if over is None and told.action else "")


def _is_restricted(said: str) -> bool:
    """Say whether a mark of restriction stands before any of these words, in any form a note knows."""
    found = (find_prefix(said[match.start() :]) for match in _WORD_OR_BRACKET.finditer(said))
    return any(prefix and prefix.audience is Audience.RESTRICTED for prefix in found)


def _unmarked(said: str) -> str:
    """Return words without the marks of an audience that they begin with."""
    return split_audience(said.lstrip())[1]


def not_known(code: str) -> str:
    """Return that an answer is on no form that we know."""
    if code:
        return f"The form {code} is not known here; what it says is kept as from somebody who was not asked."
    return "It bears no code of a form; what it says is kept as from somebody who was not asked."


def with_sender(note: str, name: str) -> str:
    """Return a note that was taken from an answer, with whose it was."""
    return f"{note} (reply from {name})".strip()


def part_sender(note: str) -> tuple[str, str]:
    """Return what a note says, and whose answer it was as `with_sender` wrote it, "" if it is of none."""
    found = _SENDER.search(note)
    return (note[: found.start()], f" {found[0].strip()}") if found else (note, "")


def new_date(due: str, on: date | None) -> str:
    """Return a new date in words as the day that it is: "Friday 20 July 2018 (“next Friday”)"."""
    if on is None:
        return f"“{due}”, which is no date that can be read"
    day = f"{weekday_of(on)} {format_date(on)}"
    return day if fold(due) in fold(day) else f"{day} (“{due}”)"


def is_past(due: str, on: date) -> bool:
    """Say whether a new date, in words, is one that was over by then."""
    read = read_due(due, on).on
    return read is not None and read < on
