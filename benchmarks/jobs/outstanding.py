"""Outstanding actions: the first page, the whole list, and whole processes."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.jobs import entities
from benchmarks.jobs.other_registers import org_agenda, taskwarrior
from benchmarks.jobs.raw import first_page, raw_connection, whole_list
from benchmarks.results import Result, Table, named, ratio, ratio_aim, time_aim
from benchmarks.setting import Setting
from benchmarks.timing import Contender, our_command, process, take_turns
from sop_minutes.domain.words import ActionStatus
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine

_PAGE = 50
_PAGE_ABOUT = (
    "The 50 that are due first of {count:,} outstanding actions on {size}, as rows ready to show: group, "
    "item, meeting, owners, last note. The raw page walks the index of open actions and brings the same "
    "columns."
)
_LIST_ABOUT = (
    "All {count:,} outstanding actions of {size} with the same columns. Raw: three statements by hand "
    "through the driver, tuples out. The ORM maps the same tables; it loads entities and looks at what a row "
    "shows."
)
_PROCESS_ABOUT = (
    "From the shell to the last byte, on {size} ({actions:,} actions, {count:,} outstanding). Taskwarrior's "
    "and org-agenda's hold text and dates alone. Org-agenda took more than eight minutes on W2, so it runs "
    "on W1."
)


def run(setting: Setting) -> Iterator[Result]:
    with Database.open(setting.large) as database, raw_connection(setting.large) as raw:
        count = len(database.read(list_actions, ActionFilter()))
        page = take_turns(
            [
                Contender("ours", lambda: _none(database.read(list_actions, ActionFilter(), limit=_PAGE))),
                Contender("raw indexed SQL (the limit)", lambda: _none(first_page(raw))),
            ],
            setting.rounds(100),
        )
        yield Table(
            "Outstanding actions, first page", _PAGE_ABOUT.format(count=count, size=setting.size), page
        )
        yield time_aim("outstanding actions, first page", page[0].median, 2)
        engine = sqlite_engine(setting.large)
        whole = take_turns(
            [
                Contender("ours", lambda: _none(database.read(list_actions, ActionFilter()))),
                Contender("raw indexed SQL (the limit)", lambda: _none(whole_list(raw))),
                Contender(
                    "ORM, the actions' entities alone", lambda: _none(entities.entities(engine)), at_most=5
                ),
                Contender("ORM, selectin", lambda: _none(entities.selectin(engine)), at_most=3),
                Contender("ORM, lazy", lambda: _none(entities.lazy(engine)), at_most=1),
            ],
            setting.rounds(12),
        )
        engine.dispose()
        yield Table("Outstanding actions, all", _LIST_ABOUT.format(count=count, size=setting.size), whole)
        yield ratio_aim("outstanding actions, all", ratio(whole[0], named(whole, "raw")), 1.6, "raw")
        yield _one_meeting(setting, database)
    yield _processes(setting, setting.small, "W1")
    if not setting.quick:
        yield _processes(setting, setting.large, "W2")


def _one_meeting(setting: Setting, database: Database) -> Table:
    newest = 15_000 if not setting.quick else 600
    ids = iter(range(newest, 0, -1))
    with Database.open(setting.small) as small:
        series = take_turns(
            [
                Contender(f"ours, on {setting.size}", lambda: _none(database.read(meeting_sheet, next(ids)))),
                Contender("ours, on W1", lambda: _none(small.read(meeting_sheet, next(ids) % 600 + 1))),
            ],
            setting.rounds(30),
        )
    about = "What opening a meeting or writing its note reads first; it should not grow with the register."
    return Table("One meeting's sheet out of the database", about, series)


def _processes(setting: Setting, path: Path, size: str) -> Table:
    folder = setting.folder(f"registers-{size}")
    with Database.open(path) as database:
        rows = database.read(list_actions, ActionFilter(statuses=tuple(ActionStatus)))
        count = len(database.read(list_actions, ActionFilter()))
    missing: list[str] = []
    contenders = [Contender("ours, actions --json", _ours(path)), *taskwarrior(rows, folder, missing)]
    if size == "W1":
        contenders += org_agenda(rows, folder, missing)
    series = take_turns(contenders, setting.rounds(8))
    about = _PROCESS_ABOUT.format(size=size, actions=len(rows), count=count)
    return Table(f"Outstanding actions of {size}, whole process", about, series, missing)


def _ours(database: Path) -> Callable[[], None]:
    return process(*our_command(), "--database", database, "actions", "--json")


def _none(_value: object) -> None:
    """Drop a result, so that the clock around the run counts."""
