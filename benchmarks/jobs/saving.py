"""One save: a point's new text, its search entry and its change log entry, safe on disk."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from benchmarks.jobs.raw import raw_connection
from benchmarks.jobs.syncs import syncs_per_save
from benchmarks.results import Result, Table, named, time_aim
from benchmarks.setting import Setting
from benchmarks.timing import Run, take_turns_on
from sop_minutes.commands.points import edit_point
from sop_minutes.domain.words import MeetingState, PointKind
from sop_minutes.storage.database import Database
from sop_minutes.storage.engine import sqlite_engine, writing
from sop_minutes.storage.tables import Item, Meeting, Point

_NEWEST_POINTS = select(Point).order_by(col(Point.id).desc()).limit(2_000)
_NOTE = 10_000
_ABOUT = (
    "{count} saves, each a new text for a point of the newest meetings of {size}; every contender has a copy "
    "of the database to itself. Raw updates the row alone; by hand adds the search index and the change log. "
    "The text file is a note of 10 kB, written beside, synced, renamed."
)
_ACTION_ABOUT = (
    "The same for points that are actions: owners and due date are read again against everybody's names "
    "({people:,} people on {size})."
)
_PEOPLE = "SELECT count(*) FROM people"
_CHANGE = """
INSERT INTO change (entry, kind, at, began, who, label, fold, table_name, row_id, before, after)
VALUES ((SELECT COALESCE(max(entry), 0) + 1 FROM change), 'do', '2018-01-08 09:30:00',
  '2018-01-08 09:30:00', 'bench', 'Edit', '', 'points', :id,
  json_object('text', :was), json_object('text', :text))
"""


def run(setting: Setting) -> Iterator[Result]:
    folder = setting.folder("saves")
    count = 150 if setting.quick else 600
    with Database.open(setting.large) as database:
        points = database.read(_newest, PointKind.POINT)
        actions = database.read(_newest, PointKind.ACTION)
        people = database.read(lambda session: session.connection().exec_driver_sql(_PEOPLE).scalar_one())
    inputs = [(points[at % len(points)], f"{_text(at)} and the plan") for at in range(count)]
    with ExitStack() as stack:
        mine = stack.enter_context(Database.open(_copy(setting.large, folder, "ours")))
        contenders = _contenders(setting, folder, stack, mine)
        series = take_turns_on(inputs, contenders)
        yield Table("One save", _ABOUT.format(count=count, size=setting.size), series, tail=True)
        job = "one save, p50"
        yield time_aim(job, series[0].median, 1.5, peer=named(series, "raw"), then_ms=0.27)
        asked = [
            (actions[at % len(actions)], f"@Priya Ashbury to {_text(at)} by Friday")
            for at in range(count // 6)
        ]
        of_actions = take_turns_on(asked, [("ours, an action's line", _saver(mine)), contenders[1]])
        about = _ACTION_ABOUT.format(people=people, size=setting.size)
        yield Table("One save of an action's line", about, of_actions, tail=True)
    copy = _copy(setting.small, folder, "syncs")
    with Database.open(copy) as database:
        points = database.read(_newest, PointKind.POINT)
    yield from syncs_per_save(copy, points)


def _contenders(
    setting: Setting, folder: Path, stack: ExitStack, mine: Database
) -> Sequence[tuple[str, Run]]:
    raw = stack.enter_context(raw_connection(_copy(setting.large, folder, "raw")))
    hand = stack.enter_context(raw_connection(_copy(setting.large, folder, "hand")))
    loaded = stack.enter_context(_Loaded(sqlite_engine(_copy(setting.large, folder, "loaded"))))
    synced = stack.enter_context((folder / "synced").open("wb"))
    return (
        ("ours", _saver(mine)),
        ("raw update, WAL and FULL (the limit)", lambda save: _raw(raw, *save)),
        ("by hand, with search index and change log", lambda save: _by_hand(hand, *save)),
        ("session with 2,000 objects loaded", loaded.save),
        ("write and fdatasync of 4 kB", lambda _: _synced(synced)),
        ("text file: write, fsync, rename", lambda _: _replaced(folder / "note.txt")),
    )


def _saver(database: Database) -> Callable[[tuple[int, str]], object]:
    return lambda save: database.do("Edit point", edit_point, save[0], text=save[1])


def _raw(connection: Any, id_: int, text: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE points SET text = ? WHERE id = ?", (text, id_))
    connection.execute("COMMIT")


def _by_hand(connection: Any, id_: int, text: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    was = connection.execute("SELECT text FROM points WHERE id = ?", (id_,)).fetchone()[0]
    connection.execute("UPDATE points SET text = ? WHERE id = ?", (text, id_))
    doc = connection.execute("SELECT doc FROM search_docs WHERE kind = 1 AND row_id = ?", (id_,)).fetchone()[
        0
    ]
    connection.execute("DELETE FROM search WHERE rowid = ?", (doc,))
    connection.execute("INSERT INTO search (rowid, body) VALUES (?, ?)", (doc, text))
    connection.execute(_CHANGE, {"id": id_, "was": was, "text": text})
    connection.execute("COMMIT")


class _Loaded:
    """A session that holds the 2,000 points a window shows, and saves through them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = writing(engine)
        self._session = Session(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._session.close()
        self._engine.dispose()

    def save(self, save: tuple[int, str]) -> float:
        """Save, and return the seconds that took; reading all points again before does not count."""
        points = {point.id: point for point in self._session.exec(_NEWEST_POINTS)}
        began = time.perf_counter()
        points[save[0]].text = save[1]
        self._session.commit()
        return time.perf_counter() - began


def _synced(file: Any) -> None:
    file.seek(0)
    file.write(b"x" * 4096)
    file.flush()
    os.fdatasync(file.fileno())


def _replaced(path: Path) -> None:
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        file.write(b"x" * _NOTE)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _newest(session: Session, kind: PointKind) -> Sequence[int]:
    """Return the newest points of meetings that are still drafts: approved ones take no edit."""
    query = select(Point.id).join(Item, col(Item.id) == col(Point.item_id)).where(Point.kind == kind)
    query = query.join(Meeting, col(Meeting.id) == col(Item.meeting_id))
    query = query.where(Meeting.state == MeetingState.DRAFT)
    return list(session.exec(query.order_by(col(Point.id).desc()).limit(60)).all())


def _copy(database: Path, folder: Path, name: str) -> Path:
    """Return a copy that is on the disk already, so that no save waits for it."""
    copy = folder / f"{name}.sopm"
    shutil.copy(database, copy)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    return copy


def _text(at: int) -> str:
    return f"draft {at} of the housing pathway review for the next quarter"
