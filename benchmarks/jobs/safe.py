"""What safety costs: an encrypted save, a verified backup, the log's page, and proving the log."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.jobs.raw import raw_connection
from benchmarks.results import Result, Table
from benchmarks.setting import Setting
from benchmarks.timing import Contender, take_turns
from sop_minutes.commands.points import edit_point
from sop_minutes.queries.audit import list_entries, told_entry
from sop_minutes.queries.log_narrowing import LogFilter
from sop_minutes.queries.proof import check_log
from sop_minutes.storage import upkeep
from sop_minutes.storage.database import Database, utc_now
from sop_minutes.storage.encrypting import encrypt
from sop_minutes.storage.keys import new_key

_SAVES = 60
_SAVE_ABOUT = (
    "{saves} saves, each a new text for a point, on {size} as a plain file and as an encrypted one; opening "
    "is with the key held, as it is once the window has it."
)
_COPY_ABOUT = (
    "{size} copied: ours is reopened, its integrity checked, its rows counted and compared with what was "
    "copied, and synced, before it counts. SQLite's own copies alone; so does the system's."
)
_LOG_ABOUT = (
    "The change log of {size} after the saves above, {entries:,} entries: the newest page of it as the "
    "window lists it, the page that says some words, one entry in words; and every seal and row proved, as "
    "`check` does it."
)
_POINT = (
    "SELECT max(points.id) FROM points JOIN items ON items.id = item_id "
    "JOIN meetings ON meetings.id = meeting_id WHERE meetings.state = 'draft'"
)


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("safe")
    yield from _encrypted(setting, folder)
    yield _copies(setting, folder)
    yield _log(setting, folder / "plain.sopm")


def _encrypted(setting: Setting, folder: Path) -> Iterator[Table]:
    plain, secret = folder / "plain.sopm", folder / "secret.sopm"
    for path in (plain, secret):
        shutil.copy(setting.large, path)
    encrypt(secret, new_key())
    opened = [Contender(path.stem, lambda path=path: _opened(path)) for path in (secret, plain)]
    series = take_turns(opened, setting.rounds(20))
    about = _SAVE_ABOUT.format(saves=_SAVES, size=setting.size)
    yield Table("Opening an encrypted database", about, series)
    with Database.open(secret) as one, Database.open(plain) as other:
        saves = [
            Contender(name, lambda database=database: _saved(database))
            for name, database in (("encrypted", one), ("plain", other))
        ]
        series = take_turns(saves, setting.rounds(12))
    yield Table("One save, encrypted", about, [each.per(_SAVES) for each in series])


def _copies(setting: Setting, folder: Path) -> Table:
    target = folder / "backup.sopm"

    def by_sqlite() -> None:
        with raw_connection(setting.large) as source, raw_connection(folder / "raw.sopm") as copy:
            source.backup(copy)

    series = take_turns(
        [
            Contender("ours, verified", lambda: upkeep.back_up(setting.large, target)),
            Contender("SQLite's backup API alone", by_sqlite),
            Contender("copied by the system", lambda: _none(shutil.copy(setting.large, folder / "cp.sopm"))),
        ],
        setting.rounds(8),
    )
    return Table("A backup", _COPY_ABOUT.format(size=setting.size), series)


def _log(setting: Setting, path: Path) -> Table:
    with Database.open(path) as database:
        entries = list(database.read(list_entries, LogFilter()))
        some, newest = LogFilter(words="housing pathway"), entries[0].entry
        series = take_turns(
            [
                Contender("the newest page", lambda: _none(database.read(list_entries, LogFilter()))),
                Contender("the page that says two words", lambda: _none(database.read(list_entries, some))),
                Contender("one entry in words", lambda: _none(database.read(told_entry, newest))),
                Contender(
                    "all of it proved",
                    lambda: _none(database.read(check_log, path, utc_now())),
                    at_most=3,
                ),
            ],
            setting.rounds(20),
        )
    return Table("The change log", _LOG_ABOUT.format(size=setting.size, entries=newest), series)


def _opened(path: Path) -> None:
    Database.open(path).close()


def _saved(database: Database) -> None:
    id_ = database.read(lambda session: session.connection().exec_driver_sql(_POINT).scalar_one())
    for number in range(_SAVES):
        database.do("Edit point", edit_point, id_, text=f"draft {number} of the housing pathway review")


def _none(_value: object) -> None:
    """Drop a result, so that the clock around the run counts."""
