"""The Actions page at its real widgets: switch views, type in the filter, scroll; the times as JSON."""

import json
import os
import resource
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from benchmarks.workload.rows import LAST_DAY
from sop_minutes.domain.due.preparing import prepare_dates
from sop_minutes.domain.register import Column, Facet, FacetKind, View
from sop_minutes.ui.actions.columns import said
from sop_minutes.ui.actions.page import ActionsPage
from sop_minutes.ui.theme import LIGHT
from sop_minutes.ui.workspace import Workspace

_LINES = (
    "school",
    "the report",
    "@sarah overdue plan",
    "s",
    "group:CG re",
    "#domestic a",
    "due:may",
    "@all late",
    "referral pathway",
    "xyz",
)
_STEPS, _ROWS_A_STEP, _FROM = 200, 3, 1000
_PAUSE = 0.16
"""Seconds after which what lies beside the rows has just begun to be looked up."""

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_TODAY = LAST_DAY - timedelta(30)


def main(database: Path) -> None:
    application = QApplication(["bench"])
    application.setStyle("Fusion")
    deque(prepare_dates(), 0)  # the window does it while nobody types
    workspace = Workspace.open(database)
    page = ActionsPage(workspace, LIGHT, _TODAY, me=5)
    page.resize(1380, 800)
    page.show()
    application.processEvents()
    page.settle()
    switches = _switches(page, application)
    counted = [_timed(partial(_count, page)) for view in View for _ in [page.choose(view)]]
    orders = {view.name: _orders(page, application, view) for view in (View.OUTSTANDING, View.ALL)}
    keys = _keys(page, application)
    meanwhile = _keys_meanwhile(page, application)
    page.filter.clear()
    page.choose(View.ALL)
    page.settle()
    scrolling = _scrolled(page.table)
    bare = _bare(page)
    plain = _scrolled(bare)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {
        "switch": switches,
        "count": counted,
        "orders": orders,
        "key": keys,
        "meanwhile": meanwhile,
        "scroll": scrolling,
        "bare": plain,
    }
    print(json.dumps(told | {"memory": peak, "rows": len(page.model.ids)}))
    workspace.close()


def _timed(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _switches(page: ActionsPage, application: QApplication) -> list[float]:
    """Time each view, and a facet of it, from chosen to painted."""
    taken = []
    for chosen in [*View, Facet(FacetKind.OWNER, "person 5"), Facet(FacetKind.GROUP, "2")] * 3:
        taken.append(_timed(lambda chosen=chosen: (page.choose(chosen), application.processEvents())))
        page.settle()
    return taken


def _orders(page: ActionsPage, application: QApplication, view: View) -> dict[str, list[float]]:
    """Time each column sorted and grouped by: how long no key is heard, and until rows are painted."""
    page.choose(view)
    page.settle()
    usual, taken = page.arranged, {"deaf": [], "painted": []}
    for column in Column:
        for layout in (replace(usual, sort=column), replace(usual, grouped=column)):
            began = time.perf_counter()
            page.rearrange(layout)
            application.processEvents()
            taken["deaf"].append(time.perf_counter() - began)
            while page.is_sorting:
                _wait_until(time.perf_counter() + 0.002)
            taken["painted"].append(time.perf_counter() - began)
            page.rearrange(usual)
            page.settle()
    return taken


def _keys(page: ActionsPage, application: QApplication) -> list[float]:
    """Time each key of the filter line, from pressed to painted, over what is open and over all."""
    taken = []
    for view in (View.OUTSTANDING, View.ALL):
        page.choose(view)
        page.settle()
        for line in _LINES:
            taken += [_timed(partial(_type, page, application, letter)) for letter in line]
            page.filter.clear()
            page.settle()
    return taken


def _count(page: ActionsPage) -> None:
    """Let the window work until everything beside the rows stands."""
    while page.is_counting:
        _wait_until(time.perf_counter() + 0.002)


def _keys_meanwhile(page: ActionsPage, application: QApplication) -> list[float]:
    """Time keys that come when the rest is being looked up: from when each was due until it is painted.

    Whatever the window's thread does in the pause counts, if it is not done by then.
    """
    taken = []
    for view in (View.OUTSTANDING, View.ALL):
        page.choose(view)
        for line in _LINES:
            page.refresh()
            for letter in line:
                due = time.perf_counter() + _PAUSE
                _wait_until(due)
                _type(page, application, letter)
                taken.append(time.perf_counter() - due)
            page.filter.clear()
    page.settle()
    return taken


def _wait_until(due: float) -> None:
    """Let the window, and its other threads, work until a moment."""
    loop = QEventLoop()
    timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(max(0, round((due - time.perf_counter()) * 1000)))
    loop.exec()


def _type(page: ActionsPage, application: QApplication, letter: str) -> None:
    QTest.keyClicks(page.filter, letter)
    application.processEvents()


def _scrolled(table: QTableView) -> list[float]:
    """Time steps of a wheel through rows not seen before, each painted."""
    bar, high = table.verticalScrollBar(), table.rowHeight(0)
    taken = []
    for step in range(_STEPS):
        at = (_FROM + step * _ROWS_A_STEP) * high
        taken.append(_timed(lambda at=at: (bar.setValue(at), table.viewport().repaint())))
    return taken


class _Plain(QAbstractTableModel):
    """The same words of the same rows, there in memory."""

    def __init__(self, page: ActionsPage, parent: QObject) -> None:
        super().__init__(parent)
        model = page.model
        self._count, self._wide = model.rowCount(), model.columnCount()
        self._words: dict[int, list[str]] = {}
        for row in range(_FROM, _FROM + _STEPS * _ROWS_A_STEP + 40):
            shown = model.action(row)
            if shown is not None:
                self._words[row] = [said(column, shown, model.day) for column in model.columns]

    def rowCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt calls it
        return self._count

    def columnCount(self, _parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt calls it
        return self._wide

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._words.get(index.row(), [""] * self._wide)[index.column()]


def _bare(page: ActionsPage) -> QTableView:
    """Return a table of Qt's own on the same rows, as high and wide as ours."""
    bare = QTableView()
    bare.setModel(_Plain(page, bare))
    bare.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bare.verticalHeader().hide()
    bare.verticalHeader().setDefaultSectionSize(page.table.rowHeight(0))
    bare.resize(page.table.size())
    for number in range(page.model.columnCount()):
        bare.setColumnWidth(number, page.table.columnWidth(number))
    bare.show()
    QApplication.processEvents()
    return bare


if __name__ == "__main__":
    main(Path(sys.argv[1]))
