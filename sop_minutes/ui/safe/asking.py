"""A line for a passphrase or a recovery key, and what was wrong with the last one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sop_minutes.domain.errors import UserError
from sop_minutes.keyholding import check_passphrase
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Line


def closed_words(where: QObject) -> str:
    """Return what is to be said of a keyring that was not opened."""
    return where.tr("This machine's keyring was not opened, and may have its key: ask it again.")


def again_button(where: QObject, name: str) -> QPushButton:
    """Return what asks the keyring again, to be shown where it was not opened."""
    button = named(QPushButton(where.tr("Ask the &keyring again")), name, where.tr("Ask the keyring again"))
    button.setAutoDefault(False)
    button.setVisible(False)
    return button


class SecretLine(QWidget):
    """What is typed is not shown, unless that is wished. `entered` follows Enter."""

    entered = Signal()

    def __init__(self, name: str, spoken: str, show: str = "") -> None:
        """`show` is the label of the box that shows what is typed, "" for the usual one."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.line = named(Line(), name, spoken)
        self.line.setPlaceholderText(spoken)
        self.line.setEchoMode(Line.EchoMode.Password)
        self.line.setMinimumWidth(420)
        self.shown = named(
            QCheckBox(show or self.tr("&Show")), f"{name}-shown", self.tr("Show what is typed")
        )
        row.addWidget(self.line, 1)
        row.addWidget(self.shown)
        column.addLayout(row)
        self.wrong = told(wrapped("", "late"), f"{name}-wrong", self.tr("What is wrong"))
        self.wrong.setVisible(False)
        column.addWidget(self.wrong)
        self.setFocusProxy(self.line)
        self.shown.toggled.connect(self._show)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(lambda: self.complain(""))

    def show_line(self, shown: bool) -> None:
        """Show the line to type in, or only what is told."""
        self.line.setVisible(shown)
        self.shown.setVisible(shown)

    def text(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with it, "" for nothing; it can be typed over then."""
        self.tell(sentence)
        if sentence:
            self.line.setAccessibleDescription(sentence)
            self.line.selectAll()
            self.line.setFocus()

    def tell(self, sentence: str) -> None:
        """Say something of what goes on."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()
        self.tell("")
        self.shown.setChecked(False)

    def _show(self, shown: bool) -> None:
        modes = Line.EchoMode
        self.line.setEchoMode(modes.Normal if shown else modes.Password)


class NewPassphrase(QWidget):
    """A passphrase, typed twice."""

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.first = SecretLine(name, spoken)
        self.again = SecretLine(f"{name}-again", self.tr("The same again"), self.tr("S&how"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.first)
        column.addWidget(self.again)
        self.setFocusProxy(self.first)

    def typed(self) -> str:
        """Return it, "" for none that will do, which is said."""
        try:
            check_passphrase(self.first.text())
            if self.first.text() != self.again.text():
                raise UserError(self.tr("The two are not the same."))
        except UserError as error:
            self.first.complain(str(error))
            return ""
        return self.first.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
