"""A window's tests run without a screen."""

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.conftest import Partnership
from tests.ui.record_pages import Shown


@pytest.fixture(scope="session")
def app() -> QApplication:
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["sop-minutes"])


@pytest.fixture
def show_note(app: QApplication, partnership: Partnership) -> Iterator[Callable[[int], Shown]]:
    """Show meetings on record pages that are gone when the test is over."""
    shown: list[Shown] = []

    def show(meeting_id: int) -> Shown:
        shown.append(Shown(partnership, meeting_id))
        return shown[-1]

    yield show
    for page in shown:
        page.close()
