"""What would come back, before it does: a moment of the change log, and the button that brings it back."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from sop_minutes.commands.bringing_back import bring_back_moment
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.logged import LoggedEntry, MomentPreview
from sop_minutes.queries.audit import moment_preview
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.log.telling import moment_words, told_html
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.reading import RestrictedText
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace


def _preview(session: Any, entry: int) -> MomentPreview | str:
    """Return what would be otherwise, or why it cannot be brought back."""
    try:
        return moment_preview(session, entry)
    except UserError as error:
        return str(error)


class MomentDialog(Dialog):
    """Shows what differs between now and right after an entry. `brought` says what was brought back."""

    brought = Signal(str)

    def __init__(self, parent: QWidget | None, workspace: Workspace, theme: Theme, head: LoggedEntry) -> None:
        super().__init__(parent)
        heading = self.tr("Bring back {0}").format(moment_words(head))
        named(self, "moment", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self._theme = theme
        self._head = head
        self._is_working = False
        self._build()
        self._workspace.ask_or(self._fail, self._show, _preview, head.entry)

    def bring_back(self) -> None:
        """Make all as it was then, beside what goes on."""
        if self._is_working or not self.button.isEnabled():
            return
        self._is_working = True
        self.button.setEnabled(False)
        self._say(self.tr("It is being brought back…"))
        label = self.tr("Bring back {0}").format(moment_words(self._head))
        self._workspace.do_aside(self._done, label, bring_back_moment, entry=self._head.entry)

    def reject(self) -> None:
        """Close, but not while all is being brought back."""
        if not self._is_working:
            self._workspace.aside.forget(self._show)
            super().reject()

    def _show(self, preview: MomentPreview | str) -> None:
        if isinstance(preview, str):
            self._say(preview)
            return
        counted = ", ".join(f"{noun}: {many}" for noun, many in preview.counts)
        notes = [
            *([self.tr("What would be otherwise: {0}.").format(counted)] if counted else []),
            self.tr("As right after entry {0}, “{1}”, by {2}.").format(
                self._head.entry, self._head.label, self._head.who
            ),
            *([self._taken_back(preview.entries_since)] if counted else []),
            *preview.remarks,
        ]
        title = self.tr("All as it was on {0}").format(moment_words(self._head))
        if not counted:
            title = self.tr("All is as it was then; there is nothing to bring back.")
        self.text.setHtml(told_html(title, notes, preview.rows, self._theme))
        if preview.left_out:
            self._say(self.tr("And {0} more changes of that sort.").format(preview.left_out))
        else:
            self._say("")
        self.button.setEnabled(bool(preview.counts))
        (self.button if preview.counts else self.text).setFocus()

    def _taken_back(self, since: int) -> str:
        if since == 1:
            return self.tr("The entry since is taken back, as a new one that can be undone.")
        said = self.tr("The {0} entries since are taken back together, as a new one that can be undone.")
        return said.format(since)

    def _fail(self) -> None:
        self._say(self.tr("What would come back could not be looked up."))

    def _done(self, done: int | UserError) -> None:
        self._is_working = False
        if isinstance(done, UserError):
            self._say(str(done))
            return
        self.accept()
        said = self.tr("All is as it was on {0}. Ctrl+Z takes that back.")
        self.brought.emit(said.format(moment_words(self._head)))

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        announce(self.outcome, words)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self.text = RestrictedText("moment-text", self.tr("What would come back"))
        self.outcome = told(QLabel(self.tr("It is being looked up…")), "moment-outcome", self.tr("Message"))
        self.outcome.setWordWrap(True)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.button = named(
            box.addButton(self.tr("&Bring it back"), QDialogButtonBox.ButtonRole.AcceptRole), "moment-bring"
        )
        self.button.setEnabled(False)
        self.button.clicked.connect(self.bring_back)
        box.rejected.connect(self.reject)
        for widget in (self.text, self.outcome, box):
            column.addWidget(widget)
        self.resize(860, 620)
