"""A note on its way to be approved, and a window on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sop_minutes.ui.shell import Shell
from tests.ui.approving.approver import make_file, window_on


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A note that was circulated to members, and the next meeting to come."""
    return make_file(tmp_path)


@pytest.fixture
def shell(app: QApplication, path: Path) -> Iterator[Shell]:
    """A window on it, on the day after the next meeting."""
    with window_on(path) as opened:
        yield opened
