"""What putting a backup back would come to, in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sop_minutes.domain.backups import Backup
from sop_minutes.domain.due import format_date
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.text import one_line

MOST_LINES = 6
"""Of one meeting or action so many lines are told."""

_MOST_WORK = 20
_WIDEST = 90


class Facts(NamedTuple):
    """What is in a backup: how many meetings, actions and changes; `trouble` is why it cannot be restored."""

    meetings: int = 0
    actions: int = 0
    changes: int = 0
    size: int = 0
    trouble: str = ""


class Work(NamedTuple):
    """An entry of the change log: when, in UTC, by whom, and what was done."""

    at: datetime
    who: str
    label: str


class Fate(StrEnum):
    """What becomes of something when a backup is put back."""

    GOES = "would be gone"
    COMES = "would come back"
    TURNS = "would be as it was"


class Subject(NamedTuple):
    """A meeting, an action, or what else there is: what becomes of it, and which of its lines differ."""

    name: str
    fate: Fate
    lines: tuple[str, ...] = ()


class Preview(NamedTuple):
    """A backup beside what is there now.

    `lost` is the work that only what is there holds, `found` what only the backup holds, both the newest
    first. `wider` says what more people would see than do now. `remark` is what else is the matter with what
    is there, which may not be compared then, "" for nothing; it `is_safe` where no work can be lost for all
    that.
    """

    facts: Facts
    lost: tuple[Work, ...] = ()
    found: tuple[Work, ...] = ()
    subjects: tuple[Subject, ...] = ()
    remark: str = ""
    is_safe: bool = False
    wider: tuple[str, ...] = ()

    @property
    def needs_yes(self) -> bool:
        """Say whether work would be gone, or nobody knows whether any would, or more people would see it."""
        return bool(self.lost or self.wider or (self.remark and not self.is_safe))

    @property
    def why_yes(self) -> str:
        """Say in a clause what is to be agreed to first, if it `needs_yes`."""
        gone = f"{counted(len(self.lost), 'change')} made since would be gone" if self.lost else ""
        many = counted(len(self.wider), "thing")
        seen = f"more people would see {many} than do now" if self.wider else ""
        return ", and ".join(filter(None, (gone, seen))) or "work that is there now may be gone"

    @property
    def is_the_same(self) -> bool:
        """Say whether all is as it is in the backup."""
        return not (self.remark or self.lost or self.found or self.subjects)


def backup_words(backup: Backup, facts: Facts) -> str:
    """Return what a backup is, in a line."""
    if facts.trouble:
        return f"Backup {backup.number}, {moment_words(backup.at)}: {facts.trouble}"
    counts = (facts.meetings, "meeting"), (facts.actions, "action"), (facts.changes, "change")
    held = ", ".join(counted(count, noun) for count, noun in counts)
    return f"Backup {backup.number}, {moment_words(backup.at)}: {held}"


def preview_lines(preview: Preview) -> Iterator[str]:
    """Yield what differs between a backup and what is there now."""
    if preview.remark:
        yield preview.remark
    if preview.is_the_same:
        yield "Nothing differs: all is as it is in this backup."
        return
    if preview.wider:
        yield f"What more people would see than do now ({len(preview.wider)}):"
        yield from (f"  {line}" for line in preview.wider)
        yield ""
    yield from _work_lines("Work done since, which would be gone", preview.lost)
    yield from _work_lines("Work that is only in this backup, and would come back", preview.found)
    for fate in Fate:
        held = [subject for subject in preview.subjects if subject.fate is fate]
        if held:
            yield ""
            yield f"What {fate} ({len(held)}):"
        for subject in held:
            yield f"  {subject.name}"
            yield from (f"    {line}" for line in subject.lines[:MOST_LINES])
            if len(subject.lines) > MOST_LINES:
                yield f"    and {counted(len(subject.lines) - MOST_LINES, 'more line')}"


def moment_words(at: datetime) -> str:
    """Return a moment as it was on the clock here."""
    local = at.astimezone()
    return f"{format_date(local.date())}, {local:%H:%M}"


def moments_words(moments: Sequence[datetime]) -> tuple[str, ...]:
    """Return moments as `moment_words` does, to the second where two are of one minute."""
    words = [moment_words(at) for at in moments]
    seconds = (f":{at.astimezone():%S}" for at in moments)
    return tuple(
        f"{said}{second}" if words.count(said) > 1 else said
        for said, second in zip(words, seconds, strict=True)
    )


def counted(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def short(text: str, widest: int = _WIDEST) -> str:
    """Return a text as one line that is not too wide, without its markup."""
    line = one_line(plain_text(text))
    return line if len(line) <= widest else f"{line[: widest - 1].rstrip()}…"


def _work_lines(heading: str, work: tuple[Work, ...]) -> Iterator[str]:
    if not work:
        return
    yield f"{heading} ({counted(len(work), 'change')}):"
    for each in work[:_MOST_WORK]:
        yield f"  {moment_words(each.at)}  {short(each.label)} ({each.who})"
    if len(work) > _MOST_WORK:
        yield f"  and {len(work) - _MOST_WORK:,} before that"
