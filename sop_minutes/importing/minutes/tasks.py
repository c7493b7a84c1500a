"""What a cell of actions says: one task to a paragraph or line, with its owner or date below it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from sop_minutes.domain.due.reading import read_strictly
from sop_minutes.importing.minutes.lines import Line, spaced
from sop_minutes.importing.minutes.people import is_full_name, is_nobody, owners
from sop_minutes.importing.minutes.runs import Runs, at_breaks, joined, text_of
from sop_minutes.importing.minutes.vocabulary import label_form

_LONGEST: Final = 80
_DAY: Final = date(2000, 1, 1)
_LABEL = re.compile(
    r"\s*(?:(?:action(?:ed)?|owned|led) by|owner|lead|who|by whom|responsible|(?:by )?when|due(?: date)?"
    r"|deadline|target(?: date)?|date)\s*:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[–—,;:(/-]+\s*|\s+(?=(?:by|before|due)\b)|\s+(?=\d)", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]{1,3}['’]?[A-Z][a-z]?")
_SOON: Final = frozenset(
    "asap|ongoing|immediately|immediate|on-going|tbc|as soon as possible|continuous".split("|")
)
_EVERYONE: Final = frozenset(
    "all|chair|secretary|clerk|the chair|the clerk|everyone|secretariat|the secretariat|all members"
    "|all partners|all agencies|vice chair|vice-chair|chairman|members|partners".split("|")
)
_TASKS: Final = frozenset(
    """
    add agree amend arrange ask attend book bring call chair chase check circulate clean close
    collate complete confirm consider contact continue create develop discuss distribute draft email
    ensure explore find fix follow forward fund get give host identify include install investigate
    invite issue keep launch liaise look make meet mend monitor move note obtain open order organise
    pass pay plan prepare present produce promote provide publish purchase pursue raise read refer
    remind repair replace report request research respond review ring schedule seek send set share
    sign speak submit support take talk thank undertake update visit work write
    """.split()
)


class Task(NamedTuple):
    """A task, who is to do it and by when, as far as that stands apart from its words."""

    line: Line
    owner: str = ""
    due: str = ""


class Beside(NamedTuple):
    """Owners and a due date as written, "" for none."""

    owner: str = ""
    due: str = ""


def broken(lines: Iterable[Line]) -> list[Line]:
    """Return `lines` with each line break that does not go on with a sentence as the end of a line."""
    return [part for line in lines for part in _broken(line)]


def tasks_of(lines: Sequence[Line]) -> list[Task]:
    """Return the tasks of a cell; a line that is an owner or a date belongs to the task above it.

    Where the cell begins with an owner, owners stand above their tasks.
    """
    tasks: list[Task] = []
    waiting, leading = Beside(), False
    for line in broken(lines):
        said = owner_and_due(line.text)
        if said is None or (not tasks and waiting.owner):
            tasks.append(Task(line, *waiting))
            waiting = Beside()
        elif tasks and not (leading and said.owner):
            last = tasks[-1]
            both = "/".join(filter(None, (last.owner, said.owner)))
            tasks[-1] = last._replace(owner=both, due=last.due or said.due)
        else:
            waiting, leading = said, True
    return tasks or [Task(line) for line in lines]


def owner_and_due(text: str) -> Beside | None:
    """Return whom and when `text` names, if it says nothing else: "JP – 14 Nov", "by end of May"."""
    text = spaced(_LABEL.sub("", text)).strip(" .()[]")
    if not text or len(text) > _LONGEST or is_nobody(text):
        return None
    if is_owner_only(text):
        return Beside(owner=text)
    if is_due_only(text):
        return Beside(due=_without_by(text))
    for found in _BETWEEN.finditer(text):
        first, rest = text[: found.start()], _LABEL.sub("", text[found.end() :]).strip(" ()[]")
        if first and is_owner_only(first) and is_due_only(rest):
            return Beside(first, _without_by(rest))
    return None


def is_owner_only(text: str) -> bool:
    """Say whether `text` surely names owners and nothing else."""
    found = owners(text)
    return bool(found) and all(
        bool(_INITIALS.fullmatch(owner))
        or label_form(owner) in _EVERYONE
        or (is_full_name(owner) and label_form(owner.split()[0]) not in _TASKS)
        for owner in found
    )


def is_due_only(text: str) -> bool:
    """Say whether `text` says when something is due and nothing else."""
    return text.casefold() in _SOON or (len(text) <= _LONGEST and read_strictly(text, _DAY) is not None)


def _without_by(text: str) -> str:
    return re.sub(r"^(?:by|due)\s+", "", text, flags=re.IGNORECASE)


def _broken(line: Line) -> Iterator[Line]:
    if "\n" not in line.raw:
        yield line
        return
    held = [at_breaks(line.runs)[0]]
    for part in at_breaks(line.runs)[1:]:
        text = text_of(part).strip()
        goes_on = text[:1].islower() and owner_and_due(text) is None
        if goes_on or not any(map(str.isalnum, text)):
            held.append(part)
            continue
        yield _line(line, held)
        held = [part]
    yield _line(line, held)


def _line(line: Line, parts: Sequence[Runs]) -> Line:
    runs = joined(parts, "\n")
    return line._replace(runs=runs, text=spaced(text_of(runs)))
