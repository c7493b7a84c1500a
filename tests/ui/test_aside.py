"""What is looked up beside what goes on in the window."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from sqlmodel import Session

from sop_minutes.domain.errors import UserError
from sop_minutes.queries.partners import list_groups
from sop_minutes.ui.aside import Aside
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.workspace import Workspace
from tests.ui.gate import Gate
from tests.ui.windows import make_file, pages_of, wait_until


class Deaf(Gate):
    """A job that cannot be broken off."""

    def run(self) -> None:
        self.reached.set()
        self.opened.wait(60)

    def break_off(self) -> None:
        pass


@pytest.fixture
def filed(app: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(make_file(tmp_path / "x.sopm"))
    yield opened
    opened.close()


def _asides() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "aside"]


@pytest.fixture
def theirs() -> list[threading.Thread]:
    """What other tests have left, and is still at something that cannot be broken off."""
    return _asides()


def test_an_answer_is_looked_up_on_another_thread_and_given_on_this_one(filed: Workspace) -> None:
    gate = Gate()
    answers: list[tuple[threading.Thread, threading.Thread]] = []

    def take(ran_on: threading.Thread) -> None:
        answers.append((ran_on, threading.current_thread()))

    filed.ask(take, gate.query)
    assert gate.reached.wait(60)
    QCoreApplication.processEvents()
    assert answers == []
    gate.opened.set()
    wait_until(lambda: answers)
    ((ran_on, given_on),) = answers
    assert ran_on is not given_on is threading.current_thread()


def test_only_the_newest_question_is_answered(filed: Workspace) -> None:
    first, answers = Gate(), []
    filed.ask(answers.append, first.query)
    assert first.reached.wait(60)
    filed.ask(answers.append, list_groups)
    first.opened.set()
    wait_until(lambda: answers)
    assert [row.name for row in answers[0]] == ["Co-ordination Group"]
    assert not filed.aside.is_asked(answers.append)


def test_what_is_forgotten_is_never_answered_and_others_are(filed: Workspace) -> None:
    gate, answers, others = Gate(), [], []
    filed.ask(answers.append, gate.query)
    filed.ask(others.append, list_groups)
    assert gate.reached.wait(60)
    filed.aside.forget(answers.append)
    gate.opened.set()
    wait_until(lambda: others)
    assert answers == []


def _refuse(_session: Session) -> None:
    raise UserError("The file is busy.")


def test_what_goes_wrong_is_raised_where_the_window_says_it(
    filed: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        said.append(str(error))

    monkeypatch.setattr(sys, "excepthook", hook)
    filed.ask(lambda _found: None, _refuse)
    wait_until(lambda: said)
    assert said == ["The file is busy."]


def test_closing_ends_the_thread_while_it_looks_up(
    app: QApplication, tmp_path: Path, theirs: list[threading.Thread]
) -> None:
    workspace = Workspace.open(make_file(tmp_path / "x.sopm"))
    begun, answers = threading.Event(), []

    def endless(session: Session) -> None:
        begun.set()
        while True:
            list_groups(session)

    workspace.ask(answers.append, endless)
    assert begun.wait(60)
    workspace.close()
    assert _asides() == theirs
    QCoreApplication.processEvents()
    assert answers == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["x.sopm"]


def test_closing_does_not_wait_for_ever_for_what_cannot_be_broken_off(
    app: QApplication, theirs: list[threading.Thread]
) -> None:
    aside, job, answers = Aside(), Deaf(), []
    aside.ask(answers.append, job)
    assert job.reached.wait(60)
    aside.close()
    (thread,) = (thread for thread in _asides() if thread not in theirs)
    assert thread.daemon
    job.opened.set()
    thread.join()
    QCoreApplication.processEvents()
    assert answers == []


class Waiting:
    """A job that waits for its turn; it knows whether it was broken off."""

    is_broken_off = False

    def run(self) -> None:
        raise AssertionError("its turn never comes")

    def break_off(self) -> None:
        self.is_broken_off = True


def test_closing_breaks_off_what_waits_for_its_turn_too(
    app: QApplication, theirs: list[threading.Thread]
) -> None:
    """What it has prepared or written is taken away: nobody will be told of it."""
    aside, busy, waiting = Aside(), Deaf(), Waiting()
    aside.ask(print, busy)
    assert busy.reached.wait(60)
    aside.ask(repr, waiting)
    aside.close()
    busy.opened.set()
    for thread in _asides():
        if thread not in theirs:
            thread.join()
    assert waiting.is_broken_off


def test_garbage_is_not_collected_on_the_thread(filed: Workspace) -> None:
    """Widgets among it would be deleted there."""
    gate, answers = Gate(), []
    assert gc.isenabled()
    filed.ask(answers.append, gate.query)
    filed.ask(answers.append, list_groups)
    assert gate.reached.wait(60)
    assert not gc.isenabled()
    gate.opened.set()
    wait_until(lambda: answers and gc.isenabled())


def test_what_is_asked_once_it_is_closed_is_not_looked_up(
    app: QApplication, theirs: list[threading.Thread]
) -> None:
    aside, job = Aside(), Deaf()
    aside.close()
    aside.ask(print, job)
    assert gc.isenabled(), "nothing would let it collect again"
    assert aside.is_idle
    assert _asides() == theirs


def test_another_file_is_opened_while_the_first_is_counted(
    shell: Shell, path: Path, theirs: list[threading.Thread]
) -> None:
    gate = Gate()
    pages = pages_of(shell)
    pages.show_actions()
    pages.workspace.ask(lambda _found: None, gate.query)
    assert gate.reached.wait(60)
    other = make_file(path.with_name("y.sopm"))
    threading.Timer(0.2, gate.opened.set).start()
    shell.open(other)
    assert _asides() == theirs
    assert not path.with_name("x.sopm-wal").exists(), "nothing holds the file any more"
    pages_of(shell).show_actions()
    assert pages_of(shell).actions.model.rowCount() == 2
