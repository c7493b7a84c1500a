"""A day's use with backups at odd moments, each of which must restore to exactly what there was then."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sop_minutes.safekeeping import list_backups, put_back
from sop_minutes.storage.backups import back_up_if_changed
from sop_minutes.storage.database import Database
from sop_minutes.storage.mending import problems
from tests.faults.figures import Figures
from tests.faults.office import DATABASE
from tests.storage.any_run import run_any
from tests.storage.every_command import CALLS, Caller
from tests.storage.rows import Rows, but_for_restores, rows_in

_STEPS = [*sorted(CALLS), *["typing", "undo", "redo"] * 4]
_MORNING = datetime(2018, 6, 4, 8, tzinfo=UTC)
_LONGEST = 12
"""Commands between two backups, at most."""


class _Clock:
    """A clock that somebody at work looks at: each time it is later."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.now = _MORNING

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=self._chance.uniform(0, 40))
        return self.now


def live_a_day(folder: Path, seed: int, backups: int, figures: Figures) -> None:
    """Do random commands, with so many backups meanwhile, then restore each of those; add to `figures`."""
    folder.mkdir(parents=True)
    path, chance = folder / DATABASE, random.Random(seed)
    clock = _Clock(chance)
    moments = _use(path, clock, chance, backups)
    listed = {each.backup.name: each for each in list_backups(path)}
    names = chance.sample(sorted(moments), len(moments))
    for name in names:
        figures.tried += 1
        try:
            put_back(path, listed[name], now=clock())
            rows = but_for_restores(rows_in(path))
            assert rows == but_for_restores(moments[name]), "it holds something else than there was then"
            with Database.open(path) as database:
                assert database.read(lambda session: problems(session.connection())) == ()
            figures.count("rows compared", len(rows))
        except Exception as wrong:  # whatever is wrong with one is what is looked for
            figures.failures.append(f"day {seed}, {name}: {wrong!r}")


def _use(path: Path, clock: _Clock, chance: random.Random, backups: int) -> dict[str, Rows]:
    """Work for a day; return what there was at the moment of each backup, by its name."""
    moments: dict[str, Rows] = {}
    with Database.open(path, clock=clock) as database:
        steps = (chance.choice(_STEPS) for _ in range(100 * backups))
        until = 1
        for _ in run_any(database, Caller(chance), steps):
            until -= 1
            if until:
                continue
            until = chance.randrange(1, _LONGEST)
            rows = rows_in(path)
            made = back_up_if_changed(path, clock())
            if made is not None:
                moments[made.name] = rows
            if len(moments) == backups:
                return moments
    raise AssertionError(f"only {len(moments)} backups could be made")
