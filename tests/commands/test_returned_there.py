"""What two copies bring is written once where it is one thing, and twice where it is two."""

from pathlib import Path

import pytest

from tests.commands.office import Office
from tests.commands.test_returned_since import again
from tests.conftest import Partnership
from tests.importing.returned.wordedits import ANN, Edit


@pytest.fixture
def office(partnership: Partnership, tmp_path: Path) -> Office:
    return Office.begun(partnership, tmp_path)


def _noted(after: str) -> Edit:
    return lambda e: e.saying(after).addnext(e.new("This was noted."))


def test_the_same_words_at_another_place_are_not_there_already(office: Office) -> None:
    base = office.went_out()
    (anns,) = office.came_back(_noted("read again"), ANN, base=base)
    (dees,) = office.came_back(_noted("late"), "Dee Fox", base=base)
    office.accept(anns)
    assert not office.waiting()[0].is_there
    office.accept(dees)
    assert "It is to be ready in spring.\nThis was noted.\n- One thing" in office.typed
    assert office.typed.count("This was noted.") == 2


def test_the_same_words_at_one_place_are_there_among_what_others_brought(office: Office) -> None:
    base = office.went_out()
    (anns,) = office.came_back(_noted("late"), ANN, base=base)
    (bens,) = office.came_back(lambda e: e.saying("late").addnext(e.new("Roads are shut.")), base=base)
    (dees,) = office.came_back(again(_noted("late")), "Dee Fox", base=base)
    office.accept(anns, bens)
    assert office.waiting()[0].is_there
    office.accept(dees)
    assert office.typed.count("This was noted.") == 1
