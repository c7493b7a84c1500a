"""All changes of a copy made one after the other: each is held against what those before it made."""

from pathlib import Path

import pytest

from sop_minutes.commands.returned import accept_all
from sop_minutes.domain.returned.change import ChangeKind
from tests.commands.office import Office
from tests.conftest import Partnership
from tests.importing.returned.wordedits import W, WordEdit


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


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


def test_what_another_change_made_a_conflict_on_the_way_is_left(office: Office) -> None:
    """The second is held against the line as the first made it, not as it was before."""

    def edit(e: WordEdit) -> None:
        e.replace(e.saying("to ring"), "31 January", "28 February")
        due = list(e.row(1).iter(W + "tc"))[3]
        e.retype(next(due.iter(W + "p")), "31 January", "14 March")

    body, listed = office.came_back(edit, base=office.circulated())
    assert (body.kind, listed.kind) == (ChangeKind.REWORDED, ChangeKind.LISTED)
    assert body.is_clear
    assert listed.is_clear
    assert _accept_all(office) == (listed.id,)
    assert "Action: @BO to ring the council by 28 February" in office.typed
