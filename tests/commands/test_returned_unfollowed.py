"""Labels and numbers of lines that a copy has otherwise: the record keeps who may see a line, and numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sop_minutes.commands.points import mark_point
from sop_minutes.commands.returned import accept_all
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import Audience, ChangeState
from sop_minutes.queries.returned import returned_change
from tests.commands.office import Office, reworded
from tests.conftest import Partnership
from tests.importing.returned.wordedits import WordEdit

Edit = Callable[[WordEdit], object]
WIDER = "a copy makes no line wider; its label is changed in the note."


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


LABELS: dict[str, tuple[Edit, str]] = {
    "restricted": (lambda e: e.delete(e.saying("Zebulon"), "Restricted:"), f"It stays restricted: {WIDER}"),
    "members": (
        lambda e: e.delete(e.saying("Members: draft"), "Members:"),
        f"It stays for members only: {WIDER}",
    ),
    "restricted to members": (
        lambda e: e.replace(e.saying("Zebulon"), "Restricted", "Members"),
        f"It stays restricted: {WIDER}",
    ),
    "number": (
        lambda e: e.replace(e.saying("to ring"), "17/1", "17/7"),
        "It stays action CG 17/1: an action keeps its number.",
    ),
    "no number": (
        lambda e: e.delete(e.saying("to ring"), " CG 17/1"),
        "It stays action CG 17/1: an action keeps its number.",
    ),
}


@pytest.mark.parametrize("what", LABELS)
def test_a_label_or_number_alone_is_noted_and_nothing_is_done(office: Office, what: str) -> None:
    edit, said = LABELS[what]
    before = office.typed
    (row,) = office.came_back(edit, reader=Audience.RESTRICTED)
    assert (row.kind, row.unfollowed, row.is_clear) == (ChangeKind.NOT_FOLLOWED, (said,), False)
    assert office.do("All", accept_all, row.copy_id, change_ids=[row.id]) == (row.id,)
    office.accept(row)
    now = office.partnership.database.read(returned_change, row.id)
    assert (now.kind, now.state) == (ChangeKind.NOT_FOLLOWED, ChangeState.ACCEPTED)
    assert office.typed == before


def test_words_beside_such_a_label_are_taken_and_the_label_is_not(office: Office) -> None:
    def edit(e: WordEdit) -> None:
        e.delete(e.saying("Members: draft"), "Members:")
        e.replace(e.saying("draft figures"), "low", "lower")

    (row,) = office.came_back(edit)
    assert (row.kind, row.unfollowed) == (ChangeKind.REWORDED, (f"It stays for members only: {WIDER}",))
    office.accept(row)
    assert "Members: draft figures are lower in Barton" in office.typed


def test_such_a_change_may_be_taken_in_other_words(office: Office) -> None:
    (row,) = office.came_back(LABELS["members"][0])
    office.accept(row, text="Draft figures are low")
    assert "Members: Draft figures are low" in office.typed


def test_a_label_that_was_taken_off_here_too_is_in_the_note_already(office: Office) -> None:
    (row,) = office.came_back(LABELS["members"][0])
    office.do("Open", mark_point, int(office.record("draft figures")[1:]), audience=Audience.PUBLIC)
    (row,) = office.waiting()
    assert (row.kind, row.is_there, row.unfollowed) == (ChangeKind.REWORDED, True, ())


def test_a_label_that_makes_a_line_narrower_is_taken(office: Office) -> None:
    (row,) = office.came_back(lambda e: e.replace(e.saying("Nothing new"), "Nothing", "Restricted: Nothing"))
    assert row.unfollowed == ()
    office.accept(row)
    assert "Restricted: Nothing new was said." in office.typed


@pytest.mark.parametrize("line", ["Agreed: the plan stands", "Action: @BO to ask about the plan"])
def test_a_narrow_line_of_a_kind_with_two_labels_is_not_taken_for_changed_here_since(
    partnership: Partnership, tmp_path: Path, line: str
) -> None:
    office = Office(partnership, partnership.record(f"# Roads\nRestricted: {line}\n"), tmp_path)
    (row,) = office.came_back(reworded("plan", "map"), reader=Audience.RESTRICTED)
    assert (row.conflict, row.before) == ("", row.now)
