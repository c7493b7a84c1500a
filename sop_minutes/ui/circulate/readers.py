"""Who gets a note as what, who does not and why; who is left out, and who gets it besides."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.circulating import RecipientRow
from sop_minutes.queries.recipients import Extra
from sop_minutes.ui.circulate.beside import extra_asked
from sop_minutes.ui.circulate.links import wrapped
from sop_minutes.ui.circulate.page import CirculatePage
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pressing import Dialog
from sop_minutes.ui.whole import WholeList

_ADDRESS = Qt.ItemDataRole.UserRole


class ReadersDialog(Dialog):
    """Everybody who gets the note, ticked; it follows what the page shows. `said` follows what was done."""

    said = Signal(str)

    def __init__(self, parent: QWidget | None, page: CirculatePage) -> None:
        super().__init__(parent)
        heading = self.tr("Who gets it")
        named(self, "readers", heading)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page = page
        self._build()
        self._connect()
        self.refresh()
        self.people.setFocus()

    def refresh(self) -> None:
        """Show who gets it now."""
        ready = self._page.ready
        if ready is None or ready.prepared is None:
            return
        plan, at = ready.prepared.plan, self.people.currentRow()
        with QSignalBlocker(self.people):
            self.people.clear()
            for row in plan.recipients:
                item = QListWidgetItem(self._words(row), self.people)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                out = row.address in self._page.but_for
                item.setCheckState(Qt.CheckState.Unchecked if out else Qt.CheckState.Checked)
                item.setData(_ADDRESS, row.address)
            self.people.setCurrentRow(max(at, 0))
        self.not_sent.clear()
        for not_sent in (*ready.refused, *plan.not_sent):
            self.not_sent.addItem(": ".join(filter(None, (not_sent.name, not_sent.why))))
        self._count()

    def add(self) -> None:
        """Have who is typed get it besides, if they may."""
        words = self.line.text().strip()
        if words:
            page = self._page
            page.workspace.ask(self._on_asked, extra_asked, page.choice(), page.today, words)

    def _on_asked(self, found: Extra | str) -> None:
        if isinstance(found, str):
            self.outcome.setText(found)
            self.line.selectAll()
            return
        words = self.tr("{0} gets it besides.").format(self.line.text().strip())
        self.outcome.setText(words)
        self.line.clear()
        self._page.add(found)
        self.said.emit(words)

    def _on_ticked(self) -> None:
        items = [self.people.item(number) for number in range(self.people.count())]
        out = (item for item in items if item.checkState() is Qt.CheckState.Unchecked)
        self._page.leave_out(frozenset(str(item.data(_ADDRESS)) for item in out))
        self._count()

    def _words(self, row: RecipientRow) -> str:
        own = self.tr("; own actions: {0}").format(", ".join(row.refs)) if row.refs else ""
        return f"{row.name} <{row.address}>\n{row.standing}{own}"

    def _count(self) -> None:
        of = self.people.count()
        gets = of - len([1 for n in range(of) if self.people.item(n).data(_ADDRESS) in self._page.but_for])
        self._count_in.setText(self.tr("GETS IT: {0} OF {1}").format(gets, of))
        self._count_out.setText(self.tr("DOES NOT, AND WHY: {0}").format(self.not_sent.count()))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        self._count_in, self._count_out = wrapped("", "section"), wrapped("", "section")
        self.people = named(WholeList(), "readers-list", self.tr("Who gets it, and as what"))
        self.not_sent = named(WholeList(), "readers-not-sent", self.tr("Who does not get it, and why"))
        self.line = named(QLineEdit(), "readers-besides", self.tr("Besides: a name or an e-mail address"))
        self.line.setPlaceholderText(self.tr("a name, or an e-mail address"))
        label = QLabel(self.tr("&Besides"))
        label.setBuddy(self.line)
        self._add = named(QPushButton(self.tr("&Add")), "readers-add", self.tr("Add"))
        row = QHBoxLayout()
        for widget in (label, self.line, self._add):
            row.addWidget(widget)
        self.outcome = told(wrapped(), "readers-outcome", self.tr("What came of it"))
        column.addWidget(self._count_in)
        column.addWidget(self.people, 4)
        column.addLayout(row)
        column.addWidget(self.outcome)
        column.addWidget(self._count_out)
        column.addWidget(self.not_sent, 1)
        foot = QHBoxLayout()
        foot.addWidget(wrapped(self.tr("Space leaves somebody out · Esc closes"), "soft"), 1)
        self._close = named(QPushButton(self.tr("Close")), "readers-close", self.tr("Close"))
        for button in (self._add, self._close):
            button.setAutoDefault(False)
        foot.addWidget(self._close)
        column.addLayout(foot)
        self.resize(640, 720)

    def _connect(self) -> None:
        self.people.itemChanged.connect(self._on_ticked)
        self.line.returnPressed.connect(self.add)
        self._add.clicked.connect(self.add)
        self._close.clicked.connect(self.accept)
        refresh = self.refresh
        self._page.made.connect(refresh)
        self.finished.connect(partial(self._page.made.disconnect, refresh))
