"""What was typed and cannot be saved, for whoever typed it to take elsewhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from sop_minutes.commands.typed import drop_typed
from sop_minutes.queries.typed import stranded
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.record.page import RecordPage


class UnkeptDialog(Dialog):
    """The words, to be read and copied. They are nowhere else: it stays until it is closed."""

    def __init__(self, parent: QWidget, words: Sequence[str]) -> None:
        super().__init__(parent)
        heading = self.tr("Not saved")
        named(self, "unkept", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        why = QLabel(
            self.tr(
                "This was typed in minutes that were approved meanwhile, or that are gone. "
                "It cannot be saved there any more, but it can be copied."
            )
        )
        why.setWordWrap(True)
        self.words = named(QPlainTextEdit("\n".join(words)), "unkept-words", self.tr("What was typed"))
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumSize(460, 160)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        named(copy, "unkept-copy", self.tr("Copy what was typed"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.words.toPlainText()))
        buttons.rejected.connect(self.reject)
        for part in (why, self.words, buttons):
            column.addWidget(part)


def offer_unkept(record: RecordPage, words: Sequence[str]) -> None:
    """Show what cannot be saved any more: `words`, and what was left behind before. Then it is dropped."""
    workspace = record.workspace
    left = workspace.read(stranded)

    def drop() -> None:
        for typed_id, _ in left:
            workspace.do(record.tr("Typing"), drop_typed, typed_id)

    every = [*(word for _, typed in left for word in typed), *words]
    if not every:
        drop()
        return
    dialog = UnkeptDialog(record, every)
    dialog.finished.connect(lambda _result: drop())
    dialog.open()
