"""Putting right what is known of a person."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from sop_minutes.domain.sheets import PersonRow
from sop_minutes.ui.naming import named
from sop_minutes.ui.pressing import Dialog


class PersonSaid(NamedTuple):
    """What is said of a person, as it was typed."""

    name: str
    initials: str
    organisation: str
    role: str
    email: str
    other_names: tuple[str, ...]


class PersonDialog(Dialog):
    """One line for each thing that is known of a person. `answered` gives what is typed."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, row: PersonRow, organisations: list[str]) -> None:
        super().__init__(parent)
        heading = self.tr("Correct {0}").format(row.name)
        named(self, "person", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout(self)
        self._name = self._line(form, self.tr("&Name"), "name", row.name)
        self._initials = self._line(form, self.tr("&Initials"), "initials", row.initials)
        self._initials.setPlaceholderText(self.tr("made of the name, if left empty"))
        self._organisation = self._line(form, self.tr("&Organisation"), "organisation", row.organisation)
        known = QCompleter(organisations, self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self._organisation.setCompleter(known)
        self._role = self._line(form, self.tr("&Role"), "role", row.role)
        self._email = self._line(form, self.tr("&E-mail"), "email", row.email)
        self._others = self._line(form, self.tr("O&ther names"), "other-names", ", ".join(row.aliases))
        self._others.setPlaceholderText(self.tr("parted by commas"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form.addRow(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.answered.emit(self._said()))

    def _said(self) -> PersonSaid:
        others = (other.strip() for other in self._others.text().split(","))
        return PersonSaid(
            self._name.text(),
            self._initials.text(),
            self._organisation.text(),
            self._role.text(),
            self._email.text(),
            tuple(other for other in others if other),
        )

    def _line(self, form: QFormLayout, label: str, name: str, text: str) -> QLineEdit:
        line = named(QLineEdit(text), name, label.replace("&", ""))
        line.setMinimumWidth(380)
        form.addRow(label, line)
        return line
