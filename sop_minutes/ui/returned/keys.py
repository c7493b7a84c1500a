"""The keys at the desk for returned copies: what each does, and what is said of them below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_rows import ReturnedRow
from sop_minutes.ui.commands import Command

if TYPE_CHECKING:
    from sop_minutes.ui.returned.window import ReturnedWindow

Hints = tuple[tuple[str, str], ...]
_SAME = {"Right": "N", "Left": "P", "F1": "?", "Ctrl+Shift+Z": "Ctrl+Y"}


def desk_commands(desk: "ReturnedWindow") -> list[Command]:
    """Return what can be done at the desk, each with its key."""
    menu = _tr("Returned copies")
    verbs = (
        (_tr("Accept the change; of a conflict, what they want"), desk.accept_change, "A"),
        (_tr("Reject the change, or set a comment aside"), desk.reject_change, "R"),
        (_tr("Accept with other words"), desk.edit_change, "E"),
        (_tr("Next change that waits (→)"), desk.next_change, "N"),
        (_tr("Change before that waits (←)"), desk.previous_change, "P"),
        (_tr("Jump to the place in the note"), desk.jump, "J"),
        (_tr("Accept all that are left of this copy"), desk.accept_rest, "Shift+A"),
        (_tr("Take back what was decided last"), desk.undo, "Ctrl+Z"),
        (_tr("Decide again what was taken back"), desk.redo, "Ctrl+Y"),
        (_tr("Go to the end, and from there out"), desk.leave, "Esc"),
        (_tr("The keys (F1)"), desk.show_keys, "?"),
    )
    return [Command(menu, label, run, keys, typed=True) for label, run, keys in verbs]


def key_of(event: QKeyEvent) -> str:
    """Return the key that was pressed as the commands have it."""
    if event.text() == "?":
        return "?"
    mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = QKeySequence(int(mods.value) | event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    return _SAME.get(key, key)


def hints_for(row: ReturnedRow | None) -> Hints:
    """Return what the keys do to the change that is up, None for none."""
    moves = (("N →", _tr("next")), ("P ←", _tr("previous")), ("J", _tr("jump to the note")))
    last = (("Ctrl+Z", _tr("take back")), ("?", _tr("keys")), ("Esc", _tr("end")))
    if row is None or row.state is not ChangeState.WAITING:
        return (*moves, *last)
    return (*_verbs(row), *moves, ("Shift+A", _tr("accept all left of this copy")), *last)


def edit_hints() -> Hints:
    """Return what the keys do while words are typed."""
    return (("Ctrl+Enter", _tr("accept with these words")), ("Esc", _tr("leave the change as it was")))


def end_hints() -> Hints:
    """Return what the keys do at the end."""
    return (
        ("P ←", _tr("back to what waits")),
        ("Enter", _tr("go to it")),
        ("Ctrl+Z", _tr("take back")),
        ("Esc", _tr("close")),
    )


def _verbs(row: ReturnedRow) -> Hints:
    edit = ("E", _tr("edit"))
    if row.kind is ChangeKind.COMMENT:
        return (("A", _tr("noted")), ("R", _tr("set aside")), ("E", _tr("reword the block")))
    if row.kind is ChangeKind.NOT_FOLLOWED:
        return (("A", _tr("noted")), ("R", _tr("set aside")), edit)
    if row.kind is ChangeKind.NOT_TAKEN:
        return (("R", _tr("set aside")),)
    if row.is_conflict:
        return (("A", _tr("accept theirs")), ("R", _tr("keep ours")), edit)
    return (("A", _tr("accept")), ("R", _tr("reject")), edit)


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReturnedKeys", words)
