"""A register to work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sop_minutes.storage.database import Database
from sop_minutes.ui.workspace import Workspace
from tests.conftest import Partnership
from tests.ui.register.working import NOTE, Register


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file, not one in memory: what is counted is read by a connection of its own."""
    with Database.open(tmp_path / "register.sopm", who="tester") as opened:
        yield opened


@pytest.fixture
def register(partnership: Partnership, workspace: Workspace) -> Iterator[Register]:
    partnership.record(NOTE)
    register = Register(partnership, workspace)
    yield register
    register.leave()
