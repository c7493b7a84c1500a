"""Databases that are yet to be encrypted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.storage import upkeep
from sop_minutes.storage.database import Database
from sop_minutes.storage.keys import Key, forget_keys, new_key
from tests.storage.encrypted.working import CANARIES


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    forget_keys()


@pytest.fixture
def key() -> Key:
    return new_key()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A plain database that holds every canary."""
    path = tmp_path_factory.mktemp("filled") / "p.sopm"
    lines = "\n".join(
        f"- {'Restricted: ' if n % 3 else ''}{word} was seen" for n, word in enumerate(CANARIES)
    )
    with Database.open(path) as database:
        group = database.do("Add", add_group, "Co-ordination Group", code="CG")
        note = read_note_text(f"Date: 15 November 2017\n# Prevent\n{lines}")
        database.do(f"Record {CANARIES[0]}", record_note, note, group_id=group)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, filled: bytes) -> Path:
    """A plain database that holds every canary, with backups of it."""
    folder = tmp_path / "work"
    (folder / "p-backups").mkdir(parents=True)
    path = folder / "p.sopm"
    path.write_bytes(filled)
    upkeep.back_up(path, folder / "p-backups" / "20171115T100000Z.sopm")
    upkeep.back_up(path, folder / "p-version-4.sopm")
    upkeep.back_up(path, tmp_path / "elsewhere.sopm")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A plain database with one canary, and no backups."""
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        database.do("Add", add_group, CANARIES[0], code="CG")
    return path
