"""All changes of a copy made one after the other: each is held against what those before it made."""

from pathlib import Path

import pytest

from sop_minutes.commands.returned import accept_all
from tests.commands.office import NOTE, Office
from tests.conftest import Partnership
from tests.importing.returned.wordedits import WordEdit


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office(partnership, partnership.record(NOTE), tmp_path)


def _accept_all(office: Office) -> tuple[int, ...]:
    rows = office.waiting()
    ids = [row.id for row in rows]
    return office.do("Accept", accept_all, rows[0].copy_id, change_ids=ids)  # type: ignore[return-value]


def test_what_one_change_brings_in_restricted_no_other_repeats_publicly(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.saying("late").addnext(e.new("Restricted: the refuge is run by Marlowe Kent."))
        e.saying("Heads").addnext(e.new("Marlowe Kent came to the schools."))

    office.came_back(edit)
    assert _accept_all(office) == ()
    assert "Restricted: Marlowe Kent came to the schools." in office.typed
