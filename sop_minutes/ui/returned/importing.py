"""Bringing in copies that came back: what each file is a copy of, and from whom."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.commands.returned import keep_returned_copy
from sop_minutes.domain.errors import UserError
from sop_minutes.ui.announcing import announce
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.workspace import Workspace

if TYPE_CHECKING:
    from sop_minutes.returning import Looked


class ImportDialog(Dialog):
    """The files that were chosen, each read beside what goes on. `kept` gives the meetings of those that
    were kept, once it is closed; before it `left_out` says which were not though others were, and why, and
    why no backup could be made before.

    `key` is of the meeting one is at, "" for none: a file that does not say what it is of can be taken
    for a copy of that note.
    """

    kept = Signal(object)
    left_out = Signal(str)

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, paths: Sequence[Path], key: str = ""
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Import returned copies")
        named(self, "returned-import", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self.files = [FileRow(path, key) for path in paths]
        self._to_read = list(self.files)
        self._to_keep: list[FileRow] = []
        self._stays = False
        self._meetings: list[int] = []
        self._trouble = ""
        self._keeping = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self._read_next()

    def done(self, result: int) -> None:
        """Look at no more files, and say what was kept."""
        for then in (self._take, self._keep_on):
            self._workspace.aside.forget(then)
        self._keeping.stop()
        super().done(result)
        if self._meetings:
            left_out = (file.why_left_out() for file in self.files)
            self.left_out.emit(" ".join(filter(None, (*left_out, self._trouble))))
            self.kept.emit(tuple(dict.fromkeys(self._meetings)))

    def keep(self) -> None:
        """Keep all copies; what they change waits then. Before several a backup is made."""
        self._to_keep, self._stays = [file for file in self.files if file.is_ready], False
        self.import_.setEnabled(False)
        if len(self._to_keep) > 1:
            self._workspace.back_up(self._keep_on)
        else:
            self._keeping.start()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        words = self.tr("Nothing of a copy is taken yet: its changes wait until you accept or reject each.")
        note = QLabel(words)
        note.setWordWrap(True)
        note.setProperty("role", "soft")
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        for file in self.files:
            rows.addWidget(file)
        rows.addStretch(1)
        scroll = named(QScrollArea(), "returned-files", self.tr("Files"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.import_ = named(QPushButton(), "returned-keep", self.tr("Import"))
        self.import_.setDefault(True)
        self._cancel = named(QPushButton(self.tr("Close")), "returned-close", self.tr("Close"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.import_)
        buttons.addWidget(self._cancel)
        column.addWidget(note)
        column.addWidget(scroll, 1)
        column.addLayout(buttons)
        self.resize(760, min(150 + 110 * len(self.files), 640))

    def _connect(self) -> None:
        self.import_.clicked.connect(self.keep)
        self._keeping.timeout.connect(self._keep_next)
        for file in self.files:
            file.whose.textChanged.connect(self._show_state)
            file.again.connect(self._read_again)

    def _read_again(self, file: "FileRow") -> None:
        self._to_read.append(file)
        if len(self._to_read) == 1:
            self._read_next()

    def _read_next(self) -> None:
        """Look at the next file, on another thread."""
        self._show_state()
        if self._to_read:
            file = self._to_read[0]
            self._workspace.ask(self._take, _look_at, file.path, file.key)

    def _take(self, looked: "Looked") -> None:
        file = self._to_read.pop(0)
        file.show_looked(looked)
        self._read_next()
        if not self._to_read:
            self._go_to_first()

    def _keep_on(self, trouble: str) -> None:
        self._trouble = trouble
        self._keeping.start()

    def _keep_next(self) -> None:
        """Keep the next copy, one at a time: the window hears keys in between."""
        if not self._to_keep:
            self._end()
            return
        file = self._to_keep.pop(0)
        if file.looked is not None and file.looked.sheet is not None:
            label, sheet = self.tr("Import {0}").format(file.path.name), file.looked.sheet
            at, sender = datetime.now().astimezone(), file.whose.text()
            try:
                self._workspace.do(label, keep_returned_copy, sheet, at=at, from_name=sender)
            except UserError as error:
                self._stays = True
                file.show_wrong(str(error))
            else:
                self._meetings.append(sheet.meeting_id)
                file.show_kept()
        self._keeping.start()

    def _end(self) -> None:
        """Close, unless it is said only now why a file was not kept, or one waits for its sender."""
        unsaid = [file for file in self.files if file.wants_sender]
        for file in unsaid:
            file.show_wanting()
        if unsaid or self._stays:
            self._show_state()
            self._go_to_first()
        else:
            self.accept()

    def _show_state(self) -> None:
        """Let be imported what can be, and of which it is said from whom, once all is read."""
        many = sum(file.is_ready for file in self.files)
        several = self.tr("Import {0} copies").format(many) if many else self.tr("Import")
        self.import_.setText(self.tr("Import 1 copy") if many == 1 else several)
        self.import_.setEnabled(many > 0 and not self._to_read)

    def _go_to_first(self) -> None:
        """Go to the first thing that is to be said, else to the button that can be pressed."""
        empty = [file.whose for file in self.files if file.wants_sender]
        button = self.import_ if self.import_.isEnabled() else self._cancel
        (empty[0] if empty else button).setFocus()


def _look_at(session: Any, path: Path, key: str) -> "Looked":
    """Say what a file is; what reads it is imported on the other thread, too."""
    from sop_minutes.returning import Looked, look_at

    try:
        return look_at(session, path, key)
    except Exception as error:
        # Whatever is odd in one file, the others are still to be read.
        return Looked(path, None, wrong=f"{path.name} cannot be read: {error or type(error).__name__}.")


class FileRow(QFrame):
    """A file: what it is a copy of, or why it is none; and from whom. `again` asks for it to be read anew."""

    again = Signal(object)

    def __init__(self, path: Path, key: str) -> None:
        super().__init__()
        named(self, "returned-file", path.name)
        self.setProperty("role", "card")
        self.path = path
        self.key = ""
        self.looked: Looked | None = None
        self._at, self._wrong = key, ""
        self._build()

    @property
    def is_ready(self) -> bool:
        """Say whether it is a copy that can be kept, and it is said whose."""
        return self.looked is not None and bool(self.whose.text().strip())

    @property
    def wants_sender(self) -> bool:
        """Say whether it is a copy that could be kept if it were said whose."""
        return self.looked is not None and not self.whose.text().strip()

    def why_left_out(self) -> str:
        """Return why it was not kept, and how it can be, "" if it was."""
        if self.looked is None:
            return self._wrong
        said = self.tr("{0} was not imported, for it does not say whose it is: import it again, and say so.")
        return said.format(self.path.name)

    def show_looked(self, looked: "Looked") -> None:
        """Show what the file is."""
        sheet = looked.sheet
        if sheet is None:
            self.show_wrong(looked.wrong)
            self._take.setVisible(looked.is_untold and bool(self._at))
            return
        self.looked, many = looked, len(sheet.changes)
        changes = self.tr("1 change") if many == 1 else self.tr("{0} changes").format(many or self.tr("no"))
        self._say(" ".join((f"{looked.of}: {changes}.", *sheet.sentences)), "")
        self.whose.setText(sheet.sender)
        self._from.show()
        self.whose.show()

    def show_wrong(self, words: str) -> None:
        """Say why the file is not taken."""
        self.looked, self._wrong = None, words
        self._say(words, "complaint")
        self._from.hide()
        self.whose.hide()

    def show_wanting(self) -> None:
        """Say that it was left out, and what is to be said of it."""
        self._say(self.tr("Not imported yet: say from whom it is, and import it then."), "complaint")

    def show_kept(self) -> None:
        """Say that the copy is kept."""
        self.looked, self._wrong = None, ""
        self._say(self.tr("Imported."), "good")
        self.whose.setEnabled(False)

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setProperty("role", role)
        self._words.style().polish(self._words)
        announce(self._words, words)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        name = QLabel(self.path.name)
        name.setProperty("role", "day")
        self._words = told(QLabel(self.tr("Reading…")), "returned-file-words", self.tr("What it is"))
        self._words.setWordWrap(True)
        self._from = QLabel(self.tr("&From"))
        self.whose = named(QLineEdit(), "returned-from", self.tr("From whom {0} is").format(self.path.name))
        self.whose.setPlaceholderText(self.tr("The file does not say whose it is: say it, or it is left out"))
        self._from.setBuddy(self.whose)
        words = self.tr("Compare it with {0}").format(self._at)
        self._take = named(QPushButton(words), "returned-compare", words)
        self._take.setAutoDefault(False)
        self._take.clicked.connect(self._read_as)
        row = QHBoxLayout()
        row.addWidget(self._from)
        row.addWidget(self.whose, 1)
        row.addWidget(self._take)
        column.addWidget(name)
        column.addWidget(self._words)
        column.addLayout(row)
        for part in (self._from, self.whose, self._take):
            part.hide()

    def _read_as(self) -> None:
        self.key, self.looked, self._wrong = self._at, None, ""
        self._words.setText(self.tr("Reading…"))
        self._take.hide()
        self.again.emit(self)
