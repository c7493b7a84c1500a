"""Owners are completed while they are typed, and the line is never left."""

import sys

import pytest
from PySide6.QtWidgets import QListWidget

from sop_minutes.commands.organisations import add_organisation
from sop_minutes.commands.people import add_person
from tests.ui.desk import Desk, Key, Mod

NOTE = "Present: Sally Carver, Ben Okafor\n# Prevent\nOne"


@pytest.fixture
def typing(desk: Desk) -> Desk:
    council = desk.workspace.do("Add", add_organisation, "South Vale Council", short_name="SVC")
    for name in ("Sally Carver", "Sam Ansell", "Ben Okafor"):
        desk.workspace.do("Add", add_person, name, organisation_id=council)
    desk.workspace.do("Add", add_organisation, "Care (Homes) Ltd")
    desk.open(NOTE)
    desk.press(Key.Key_Return)
    return desk


def _list(desk: Desk) -> QListWidget:
    found = desk.page.findChild(QListWidget, "owners")
    assert isinstance(found, QListWidget)
    return found


def _offered(desk: Desk) -> list[str]:
    shown = _list(desk)
    return [shown.item(row).text() for row in range(shown.count())] if shown.isVisible() else []


def test_an_at_sign_offers_those_who_are_there_first(typing: Desk) -> None:
    typing.type("Action: @")
    assert _offered(typing)[:2] == [
        "Ben Okafor    BO · South Vale Council",
        "Sally Carver    SC · South Vale Council",
    ]
    assert typing.editor.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_the_list_goes_when_one_goes_to_the_next_item(
    typing: Desk, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: raised.append(error))
    typing.type("Action: ring @s")
    assert _offered(typing)
    typing.press(key, Mod.ControlModifier)
    assert _offered(typing) == []
    typing.type("FGM")
    assert typing.texts()[-2:] == ["Action: ring @s", "FGM"]
    assert raised == []


def test_enter_takes_what_is_chosen_and_one_types_on(typing: Desk) -> None:
    typing.type("Action: @s")
    typing.press(Key.Key_Down)
    assert _list(typing).currentItem().text().startswith("Sam Ansell")
    typing.press(Key.Key_Return)
    typing.type("to ring by Friday")
    assert typing.line() == "Action: @Sam Ansell to ring by Friday"
    assert _offered(typing) == []
    assert typing.rows()[-1].action.owners == ("Sam Ansell",)


def test_tab_takes_too_and_brackets_come_where_they_are_needed(typing: Desk) -> None:
    typing.type("Action: @care")
    typing.press(Key.Key_Tab)
    typing.type("to ring")
    assert typing.line() == "Action: @[Care (Homes) Ltd] to ring"
    assert typing.page.note.pieces[typing.editor.current_index()].level == 0
    assert typing.rows()[-1].action.owners == ("Care (Homes) Ltd",)


def test_going_on_typing_filters_and_closes_when_nobody_fits(typing: Desk) -> None:
    typing.type("Action: ask @sally c")
    assert _offered(typing)[0].startswith("Sally Carver")
    typing.press(Key.Key_Backspace)
    typing.type("to")
    assert _offered(typing) == []
    assert typing.line() == "Action: ask @sally to"


def test_escape_closes_for_this_name_and_no_other(typing: Desk) -> None:
    typing.type("Action: @sa")
    typing.press(Key.Key_Escape)
    typing.type("l")
    assert _offered(typing) == []
    typing.type(" and @be")
    assert _offered(typing)[0].startswith("Ben Okafor")


def test_initials_are_left_as_typed_at_a_space_and_at_enter(typing: Desk) -> None:
    typing.type("Action: @SC ")
    assert _offered(typing) == []
    typing.type("to ring @BO")
    typing.press(Key.Key_Return)
    assert typing.texts()[-2:] == ["Action: @SC to ring @BO", ""]
    assert typing.rows()[-1].action.owners == ("Sally Carver", "Ben Okafor")


def test_an_address_is_no_owner(typing: Desk) -> None:
    typing.type("Write to office@sa")
    assert _offered(typing) == []


def test_a_new_person_is_added_without_leaving_the_line(typing: Desk) -> None:
    typing.type("Action: @Zed Blake")
    assert _offered(typing) == ["Add “Zed Blake” as a new person"]
    typing.press(Key.Key_Down)
    typing.press(Key.Key_Return)
    typing.type("to ring")
    assert typing.line() == "Action: @Zed Blake to ring"
    assert typing.rows()[-1].action.owners == ("Zed Blake",)
    typing.press(Key.Key_Return)
    typing.type("Action: @zb")
    assert _offered(typing)[0] == "Zed Blake    ZB"


def test_nobody_is_added_or_mistaken_by_enter_alone(typing: Desk) -> None:
    typing.type("Action: ask @Sallly")
    assert _offered(typing)[0].startswith("Sally Carver")
    typing.press(Key.Key_Return)
    assert typing.texts()[-2:] == ["Action: ask @Sallly", ""]


def test_who_owns_most_here_is_offered_first(typing: Desk) -> None:
    typing.type("Action: @SA to ring")
    typing.press(Key.Key_Return)
    typing.rows()
    typing.type("Action: @")
    assert _offered(typing)[0].startswith("Sam Ansell")


def test_arrows_into_an_old_name_offer_nothing(typing: Desk) -> None:
    typing.type("Action: ask @Sallly")
    typing.press(Key.Key_Return)
    typing.press(Key.Key_Up)
    typing.press(Key.Key_End)
    assert _offered(typing) == []
