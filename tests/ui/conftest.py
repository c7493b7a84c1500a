"""A window's tests run without a screen."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from sop_minutes.ui.backups import keeping
from sop_minutes.ui.shell import Shell
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.chair import Meet
from tests.ui.desk import Desk
from tests.ui.failing import Raised
from tests.ui.windows import make_file, open_shell


@pytest.fixture(scope="session")
def app() -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["sop-minutes"])


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Every test leaves the garbage collector on: widgets would outlive all tests after it, and be found."""
    yield
    assert gc.isenabled()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is backed up by itself: a slow test would find more than a quick one."""
    monkeypatch.setattr(keeping, "AFTER", 3_600_000)


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> Raised:
    """What reaches the hook that writes a report."""
    found: Raised = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: found.append(error))
    return found


@pytest.fixture
def workspace(app: QApplication, partnership: Partnership) -> Iterator[Workspace]:
    """The window's way to the partnership; closed after the test, or it goes on looking."""
    opened = Workspace(partnership.database)
    yield opened
    opened.close()


@pytest.fixture
def desk(app: QApplication, partnership: Partnership) -> Iterator[Desk]:
    """A record page to type at; no meeting is open on it yet."""
    at = Desk(partnership)
    yield at
    at.leave()


@pytest.fixture
def meet(app: QApplication, partnership: Partnership) -> Iterator[Meet]:
    """Begins reviews of actions."""
    meeting = Meet(partnership)
    yield meeting
    meeting.end()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a small partnership: a group, two notes and a meeting to come."""
    return make_file(tmp_path / "x.sopm")


@pytest.fixture
def shell(app: QApplication, path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A whole window on that file."""
    monkeypatch.setenv("XDG_DATA_HOME", str(path.parent / "data"))
    opened = open_shell(path)
    yield opened
    opened.close()
    opened.window.close()
