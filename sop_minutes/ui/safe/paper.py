"""The recovery key as it goes on paper, and whether it has got there."""

import secrets
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Line

_IN_A_ROW = 4


class PaperPage(QWidget):
    """Shows a key in groups; of a new one, one group is asked back. `confirmed` follows when it was typed."""

    confirmed = Signal()

    def __init__(self, printed: str, is_group: Callable[[str, int], bool] | None) -> None:
        """`is_group` says whether what is typed is the group of that number; None for a key in use."""
        super().__init__()
        named(self, "recovery-paper", self.tr("Recovery key"))
        self.printed = printed
        self._is_group = is_group
        self._said = ""
        self.wanted = secrets.randbelow(len(printed.split())) + 1
        self._build()
        self.line.textEdited.connect(self._compare)
        self.go.clicked.connect(self.confirmed)
        self.line.returnPressed.connect(self.go.click)  # which does nothing while it is not enabled
        self.setFocusProxy(self.save)

    def say(self, sentence: str) -> None:
        """Say what came of saving it."""
        self._said = sentence
        self.outcome.setText(sentence)

    def _compare(self, typed: str) -> None:
        fits = self._is_group is not None and self._is_group(typed, self.wanted)
        self.go.setEnabled(fits)
        wrong = self.tr("That is not group {0}.").format(self.wanted)
        self.outcome.setText(wrong if len(typed.strip()) >= 6 and not fits else self._said)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            wrapped(
                self.tr(
                    "Write this down, or save it as a page and print that; keep it locked up, away from "
                    "this machine. It opens the database and all its backups, anywhere. Without it nobody "
                    "can open them if the keyring, or the passphrase, is lost."
                )
            )
        )
        column.addLayout(self._build_groups())
        row = QHBoxLayout()
        self.save = _button(self.tr("&Save as a page…"), "save-key")
        self.back = _button(self.tr("&Back"), "paper-back")
        for button in (self.save, self.back):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._build_question())
        self.outcome = told(wrapped(), "paper-outcome", self.tr("What came of it"))
        column.addWidget(self.outcome)
        column.addStretch(1)

    def _build_groups(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.4)
        for number, group in enumerate(self.printed.split()):
            label = QLabel(f"{number + 1:>2}  {group}")
            told(label, f"group-{number + 1}", self.tr("Group {0}").format(number + 1))
            label.setFont(font)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.NoTextInteraction
            )  # paper, not the clipboard
            grid.addWidget(label, number // _IN_A_ROW, number % _IN_A_ROW)
        grid.setColumnStretch(_IN_A_ROW, 1)
        return grid

    def _build_question(self) -> QWidget:
        asked = QWidget()
        row = QHBoxLayout(asked)
        row.setContentsMargins(0, 0, 0, 0)
        words = self.tr("From the paper, &type group {0}").format(self.wanted)
        label = QLabel(words)
        self.line = named(Line(), "typed-group", words.replace("&", ""))
        self.line.setMaximumWidth(140)
        label.setBuddy(self.line)
        self.go = _button(self.tr("&Encrypt"), "encrypt")
        self.go.setEnabled(False)
        for widget in (label, self.line, self.go):
            row.addWidget(widget)
        row.addStretch(1)
        if self._is_group is None:
            asked.hide()
        return asked


def _button(words: str, name: str) -> QPushButton:
    button = named(QPushButton(words), name, words.replace("&", ""))
    button.setAutoDefault(False)
    return button
