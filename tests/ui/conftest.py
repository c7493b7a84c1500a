"""A window's tests run without a screen."""

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.desk import Desk


@pytest.fixture(scope="session")
def app() -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["sop-minutes"])


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
