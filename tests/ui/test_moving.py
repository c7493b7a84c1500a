"""Blocks and items moved with Alt and the arrows keep what they are."""

from tests.ui.desk import Desk, Key, Mod

NOTE = "# One\nAction: @AL to ring\n- a bullet\n# Two\nAction: @BO to write\n# Three"


def _order(desk: Desk) -> list[str]:
    rows = desk.rows()
    return [row.action.ref if row.action else getattr(row.sheet, "title", "") or "text" for row in rows]


def test_an_item_that_is_moved_takes_all_under_it_along_and_actions_keep_their_references(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(0)
    desk.press(Key.Key_Down, Mod.AltModifier)
    assert _order(desk) == ["Two", "CG 17/2", "One", "CG 17/1", "text", "Three"]
    desk.press(Key.Key_Up, Mod.AltModifier)
    assert _order(desk) == ["One", "CG 17/1", "text", "Two", "CG 17/2", "Three"]


def test_a_block_that_is_moved_keeps_its_reference(desk: Desk) -> None:
    desk.open(NOTE)
    desk.editor.place(2)
    desk.press(Key.Key_Up, Mod.AltModifier)
    assert _order(desk) == ["One", "text", "CG 17/1", "Two", "CG 17/2", "Three"]
