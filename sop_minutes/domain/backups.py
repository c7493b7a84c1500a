"""Backups of a database: what their names say, and which of them are kept."""

import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

DAYS = 32
"""Of so many days of use one backup each is kept: a month, and one more, for a day that the clock made up."""

MONTHS = 13
"""Of so many months one backup each is kept: a year, and one more, for the same reason."""

WHOLE_DAYS = 2
"""Of so many days every backup is kept: of today, and, lest the clock jumped, of the day before it."""

MOST = 200
"""But no more than so many: where the clock is reset at each start, it is the same day for ever."""

LONGEST = 240
"""Bytes of a file's name: disks take 255, and SQLite adds to it."""

_LONGEST_BACKUP = 140
"""Bytes of a backup's name, which lies in a folder named like it: SQLite opens no path of over 512."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r".+?(?:\+(?P<why>[a-z]+))?-(?P<at>\d{8}T\d{6}Z)-(?P<number>\d{4,9})-e(?P<entry>\d{1,18})-(?P<mark>[0-9a-f]{8})"
    r"-v(?P<version>\d{1,6})-(?P<origin>[0-9a-f]{8})(?P<suffix>\.[^.]*)?",
    re.DOTALL,
)


ASIDE_STAMP = "%Y%m%d-%H%M%S"
"""When a restore set a file aside, as its name says it: by the clock on the wall there."""

_ASIDE = re.compile(r"-(?P<why>version|before-restore|before)-(?=\d)(?:(?P<at>\d{8}-\d{6})(?!\d))?[\d-]*\Z")
"""What the name of a file ends in that a restore set aside, or that an older version of the program did."""

SET_ASIDE = 0
"""The number of what a restore set aside, which is kept apart from the backups."""


class Why(StrEnum):
    """What a backup was made for, as its name says it."""

    UNTOLD = ""
    OPENED = "opened"
    TIME = "time"
    CHANGE = "change"
    MANY = "many"
    UPDATE = "update"
    RESTORE = "restore"
    WANTED = "wanted"
    ASIDE = "aside"


_WHY_WORDS = {
    Why.UNTOLD: "",
    Why.OPENED: "on opening",
    Why.TIME: "every half hour",
    Why.CHANGE: "before a change",
    Why.MANY: "before many changes",
    Why.UPDATE: "before an update of the file",
    Why.RESTORE: "before a backup was put back",
    Why.WANTED: "asked for",
    Why.ASIDE: "set aside when a backup was put back",
}


class Backup(NamedTuple):
    """A backup, by what its name says.

    `number` is one more than the newest had when it was made, whatever the clock said: `at`, in UTC.
    `entry` is the last entry of its change log, `mark` tells that from any other entry of the same number.
    `version` is of its tables, `origin` says which database it is of; `why` it was made, an older name does
    not say.
    """

    number: int
    at: datetime
    entry: int
    mark: str
    version: int
    origin: str
    name: str = ""
    why: Why = Why.UNTOLD

    @property
    def why_words(self) -> str:
        """What it was made for, in words."""
        return _WHY_WORDS[self.why]

    @property
    def state(self) -> tuple[int, str, int, str]:
        """What is the same in two backups only if they hold the same."""
        return self.entry, self.mark, self.version, self.origin

    def named(self, stem: str, suffix: str) -> "Backup":
        """Return it with the name that it has as a file."""
        at = self.at.astimezone(UTC).strftime(_STAMP)
        facts = f"{self.number:04d}-e{self.entry}-{self.mark}-v{self.version}-{self.origin}"
        why = f"+{self.why}" if self.why else ""
        return self._replace(name=fitting(stem, f"{why}-{at}-{facts}{suffix}", _LONGEST_BACKUP))


def fitting(stem: str, ending: str, most: int = LONGEST) -> str:
    """Return a file's name that is no longer than a disk takes: what is too much of its stem is left out."""
    room = most - len(os.fsencode(ending))
    while stem and len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem + ending


def read_aside_name(name: str, stem: str, suffix: str) -> str:
    """Return why a file of this name was set aside of the database called `stem`, "" for another's name."""
    found = _ASIDE.search(name.removesuffix(suffix)) if name.endswith(suffix) else None
    return found["why"] if found and fitting(stem, name[found.start() :]) == name else ""


def aside_moment(name: str, suffix: str) -> datetime | None:
    """Return when the file of this name was set aside, None where the name does not say."""
    found = _ASIDE.search(name.removesuffix(suffix))
    with suppress(ValueError):
        if found is not None and found["at"]:
            return datetime.strptime(found["at"], ASIDE_STAMP).astimezone()
    return None


def read_backup_name(name: str, suffix: str) -> Backup | None:
    """Return what a file's name says of the backup in it, None for the name of something else."""
    found = _NAME.fullmatch(name)
    if found is None or (found["suffix"] or "") != suffix:
        return None
    try:
        at = datetime.strptime(found["at"], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    number, entry, version = (int(found[part]) for part in ("number", "entry", "version"))
    why = Why(found["why"]) if found["why"] in set(Why) else Why.UNTOLD
    return Backup(number, at, entry, found["mark"], version, found["origin"], name, why)


def in_order(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return backups in the order in which they were made, whatever the clock said then."""
    return tuple(sorted(backups, key=lambda each: (each.number, each.at, each.name)))


def superfluous(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Return the backups that may go: all of today are kept, one a day for a month, one a month for a year.

    Days are days of use, and counted: time that passes without a new backup lets nothing go. Where the
    clock went back, what was made before and after is thinned each as if the other were not there, so
    that a backup from the future never takes the place of another. What another database, an older
    version of the tables, or work that was given up by restoring left last counts for itself.
    """
    left = in_order(backups)
    strands = _strands(left)
    fresh = {each.number for each in left[-MOST:]}
    gone: list[Backup] = []
    while left:
        line = _longest_line(left)
        kept = _kept(line, strands, fresh)
        gone += [each for each in line if each not in kept]
        left = tuple(each for each in left if each not in set(line))
    return in_order(gone)


def _kept(line: Sequence[Backup], strands: dict[Backup, int], fresh: set[int]) -> set[Backup]:
    """Return those to keep of backups that follow one another in time."""
    days, months = _newest(line, _day, DAYS), _newest(line, _month, MONTHS)
    whole = set(days[:WHOLE_DAYS])
    last_of_day = {(strands[each], _day(each)): each for each in line}
    last_of_month = {(strands[each], _month(each)): each for each in line}
    return (
        {each for each in line if _day(each) in whole and each.number in fresh}
        | {each for each in last_of_day.values() if _day(each) in days}
        | {each for each in last_of_month.values() if _month(each) in months}
    )


def _newest(line: Sequence[Backup], of: Callable[[Backup], date], count: int) -> list[date]:
    """Return the newest `count` days, or months, of which there are backups, the newest first."""
    return sorted({of(each) for each in line}, reverse=True)[:count]


def _day(backup: Backup) -> date:
    return backup.at.date()  # in UTC, which has no nights of 23 or 25 hours


def _month(backup: Backup) -> date:
    return backup.at.date().replace(day=1)


def _strands(backups: Sequence[Backup]) -> dict[Backup, int]:
    """Number each backup by the run of work it belongs to: within one, entries only become more."""
    strands: dict[Backup, int] = {}
    strand, before = 0, None
    for each in backups:
        if before is not None:
            is_other = (each.origin, each.version) != (before.origin, before.version)
            strand += is_other or each.entry < before.entry
        strands[each] = strand
        before = each
    return strands


def _longest_line(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the most of the backups, in order, among which the clock never went back."""
    ends: list[datetime] = []  # the earliest time at which a line of each length ends
    last: list[int] = []
    before: list[int | None] = []
    for index, each in enumerate(backups):
        length = bisect_right(ends, each.at)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [each.at]
        last[length : length + 1] = [index]
    line: list[Backup] = []
    at = last[-1] if last else None
    while at is not None:
        line.append(backups[at])
        at = before[at]
    return tuple(reversed(line))
