"""The backups of a database: what is in each, what putting it back would change, and doing so."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.backups import SET_ASIDE, Why
from sop_minutes.domain.restoring import Preview, moments_words, preview_lines
from sop_minutes.domain.text import capitalised
from sop_minutes.safekeeping import (
    Listed,
    back_up,
    backups_folder,
    before_words,
    compare,
    list_backups,
    list_set_aside,
)
from sop_minutes.ui.aside import Aside, Errand
from sop_minutes.ui.naming import Words, named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.safe.reading import RestrictedText

_HELD = 3
"""The column in which a backup begins to say what is in it."""


class BackupsDialog(Dialog):
    """Every backup of the database at a path, and what was set aside of it when one was put back.

    `restore_wanted` gives the one to put back, once confirmed.

    At first the newest is chosen that can be put back; one that turns out to be damaged is passed over.
    """

    restore_wanted = Signal(object)

    def __init__(self, parent: QWidget | None, path: Path, why: str = "") -> None:
        """`why` says what is the matter with the database, "" for nothing."""
        super().__init__(parent)
        heading = self.tr("Backups of {0}").format(path.name)
        named(self, "backups", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path = path
        self._aside = Aside(self)
        self._listed: tuple[Listed, ...] = ()
        self._seeks = True
        self._build(why)
        self._connect()
        self.refresh()
        self.tree.setFocus()

    @property
    def is_idle(self) -> bool:
        """Say whether all is shown that was looked up."""
        return self._aside.is_idle

    def refresh(self) -> None:
        """Look up which backups there are."""
        self.tree.clear()
        self.text.setPlainText(self.tr("Reading…"))
        self._aside.ask(self._show_list, Errand(partial(_listed, self.path)))

    def done(self, result: int) -> None:
        self._aside.close()
        super().done(result)

    def _show_list(self, listed: tuple[Listed, ...]) -> None:
        self._listed = listed
        whens = moments_words([each.backup.at for each in listed])
        for each, when in zip(listed, whens, strict=True):
            facts = each.facts
            held = [facts.trouble] if facts.trouble else [f"{facts.meetings:,}", f"{facts.actions:,}"]
            size = self.tr("{0} MB").format(f"{facts.size / 1e6:.1f}")
            rest = ["", "", ""] if facts.trouble else [f"{facts.changes:,}", size]
            number = "–" if each.backup.number == SET_ASIDE else str(each.backup.number)
            QTreeWidgetItem(self.tree, [number, when, each.backup.why_words, *held, *rest])
        if not listed:
            self.text.setPlainText(self.tr("There is no backup yet: one is made when something has changed."))
            return
        self._choose(0)

    def _choose(self, start: int) -> None:
        """Choose the first backup from `start` on that may be put back, and say which are passed over."""
        rows = range(start, len(self._listed))
        row = next((row for row in rows if not self._listed[row].facts.trouble), None)
        self._seeks = row is not None
        for passed in self._listed[start : row or start]:
            self._say_passed(passed)
        self.tree.setCurrentIndex(self.tree.model().index(row or 0, 0))

    def _say_passed(self, listed: Listed) -> None:
        trouble = listed.facts.trouble.partition(";")[0] or self.tr("damaged")
        passed = self.tr("{0} is {1}, and was passed over.").format(capitalised(listed.name), trouble)
        self._say_why(f"{self.why.text()} {passed}".strip())

    def _say_why(self, words: str) -> None:
        self.why.setText(words)
        self.why.setVisible(True)

    def _back_up(self) -> None:
        """Make a backup now, if the newest is of another moment than this."""
        self.now.setEnabled(False)
        at = datetime.now().astimezone()
        self._aside.ask(self._on_backed_up, Errand(partial(back_up, self.path, now=at, why=Why.WANTED)))

    def _on_backed_up(self, trouble: str) -> None:
        self.now.setEnabled(True)
        self._say_why(trouble or self.tr("The newest backup is of what is there now."))
        self.refresh()

    def _compare(self) -> None:
        """Look up what the chosen backup would change."""
        self.sure.setChecked(False)
        self.sure.setEnabled(False)
        listed = self._chosen()
        if listed is None:
            return
        self.text.setPlainText(self.tr("Comparing it with what is there now…"))
        self._aside.ask(self._show_preview, Errand(partial(_compared, self.path, listed)))

    def _show_preview(self, found: tuple[Listed, Preview]) -> None:
        listed, preview = found
        if listed is not self._chosen():
            return
        if preview.facts.trouble:
            self._pass_over(listed, preview)
            return
        self._seeks = False
        self.text.setPlainText("\n".join(preview_lines(preview)))
        self.sure.setEnabled(True)
        if preview.lost and preview.wider:
            self.sure.setText(self.tr("&Yes, let the work done since be gone, and more people see more"))
        elif preview.wider:
            self.sure.setText(self.tr("&Yes, let more people see what is named first"))
        elif preview.lost:
            self.sure.setText(self.tr("&Yes, let the work done since be gone from here"))
        else:
            self.sure.setText(self.tr("&Yes, put it in the place of what is there now"))

    def _pass_over(self, listed: Listed, preview: Preview) -> None:
        """Say that a backup is damaged; at first, take the next one instead."""
        row = self._listed.index(listed)
        item = self.tree.topLevelItem(row)
        if item is not None:
            item.setText(_HELD, self.tr("damaged"))
        self.text.setPlainText(preview.remark)
        if self._seeks and row + 1 < len(self._listed):
            self._say_passed(listed)
            self._choose(row + 1)

    def _chosen(self) -> Listed | None:
        row = self.tree.currentIndex().row()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _restore(self) -> None:
        listed = self._chosen()
        if listed is not None and self.sure.isChecked():
            self.accept()
            self.restore_wanted.emit(listed)

    def _build(self, why: str) -> None:
        column = QVBoxLayout(self)
        self.why = told(Words(why), "backups-why", self.tr("What is the matter"))
        self.why.setWordWrap(True)
        self.why.setVisible(bool(why))
        words = self.tr(
            "One is made when something has changed: on opening, every half hour, and before anything that "
            "changes much. All of today, one a day for a month and one a month for a year are kept in {0}"
        )
        said = f"{words.format(backups_folder(self.path))}. {before_words(self.path)}".strip()
        where = told(Words(said), "backups-where", self.tr("Where they are"))
        where.setWordWrap(True)
        where.setProperty("role", "soft")
        column.addWidget(self.why)
        column.addWidget(where)
        column.addWidget(self._build_tree(), 2)
        self.text = RestrictedText("backups-text", self.tr("What putting it back would change"))
        column.addWidget(self.text, 3)
        column.addLayout(self._build_buttons())
        self.resize(900, 680)

    def _build_tree(self) -> QTreeWidget:
        self.tree = named(QTreeWidget(), "backups-list", self.tr("Backups"))
        self.tree.setProperty("role", "paper")
        headings = ("Number", "When", "Why", "Meetings", "Actions", "Changes", "Size")
        self.tree.setHeaderLabels([self.tr(heading) for heading in headings])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return self.tree

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.sure = named(
            QCheckBox(self.tr("&Yes, put it in the place of what is there now")), "backups-sure"
        )
        self.sure.setEnabled(False)
        self.restore = named(QPushButton(self.tr("&Put it back")), "backups-restore", self.tr("Put it back"))
        self.restore.setToolTip(self.tr("What is there now is set aside, and is a backup too"))
        self.restore.setEnabled(False)
        self.now = named(QPushButton(self.tr("&Back up now")), "backups-now", self.tr("Back up now"))
        self.now.clicked.connect(self._back_up)
        self.now.setEnabled(not self.why.text())  # of what cannot be opened no backup can be made
        close = named(QPushButton(self.tr("Close")), "backups-close", self.tr("Close"))
        for button in (self.restore, self.now, close):
            button.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row.addWidget(self.sure)
        row.addStretch(1)
        row.addWidget(self.restore)
        row.addWidget(self.now)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._compare)
        self.sure.toggled.connect(self.restore.setEnabled)
        self.restore.clicked.connect(self._restore)


def _listed(path: Path) -> tuple[Listed, ...]:
    return (*list_backups(path), *list_set_aside(path))


def _compared(path: Path, listed: Listed) -> tuple[Listed, Preview]:
    return listed, compare(path, listed)
