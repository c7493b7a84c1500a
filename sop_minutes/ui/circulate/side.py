"""The column beside the pages: for whom, as what, to whom, and what there is to look at before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sop_minutes.domain.circulating import RecipientRow, changes_counted, omitted_sentences
from sop_minutes.domain.words import Audience
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.circulate.checks import CheckList
from sop_minutes.ui.circulate.links import LinkButton, wrapped
from sop_minutes.ui.circulate.saying import Words
from sop_minutes.ui.flow import FlowRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.stops import stop_at_checked
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.circulating import Prepared
    from sop_minutes.readying import Found, Ready

WIDEST, NARROWEST = 396, 300
"""How wide the column is, where there is room and where there is little."""

USUAL = (".docx", ".pdf")


class SideColumn(QFrame):
    """What is chosen, and what comes of it. Each signal follows what the user wants; nothing is done here."""

    chosen = Signal()
    readers_wanted = Signal()
    changes_wanted = Signal()
    sent_wanted = Signal()
    returned_wanted = Signal()
    place_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "circulate-side", self.tr("What goes out"))
        self._say = Words(self)
        self._kinds: dict[str, QCheckBox] = {}
        self._build(theme)
        self._connect()

    @property
    def audience(self) -> Audience | None:
        """Whom the note is for, None where it is the action log that is looked at."""
        at = self._audiences.checkedId()
        return _AUDIENCES[at] if at < len(_AUDIENCES) else None

    @property
    def first(self) -> QWidget:
        """What the focus comes to where there are no pages."""
        return self._audiences.checkedButton() or self

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The kinds of file that are ticked."""
        return tuple(suffix for suffix, box in self._kinds.items() if box.isChecked())

    @property
    def own_actions(self) -> bool:
        """Whether each e-mail begins with its owner's own actions."""
        return self.own.isChecked()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.people.set_theme(theme)

    def begin(self, heading: str, state: str) -> None:
        """Be of another meeting: for the public again, until something else is chosen."""
        self._audiences.blockSignals(True)
        self._audiences.button(0).setChecked(True)
        self._audiences.blockSignals(False)
        stop_at_checked(self._audiences, Qt.FocusPolicy.StrongFocus)
        self.show_heading(heading, state)
        for part in self._of_note:
            part.hide()
        self.held.hide()
        self.checks.show_found(())

    def show_heading(self, heading: str, state: str) -> None:
        """Say of which meeting this is, and how it stands with its note."""
        self.heading.setText(heading)
        self.state.setText(state)

    def show_ready(self, ready: "Ready", chosen: "Prepared | None") -> None:
        """Show what is known of a note; `chosen` is what goes out of it, None where it cannot."""
        for part in self._of_note:
            part.show()
        self._show_held(ready)
        plan = ready.prepared.plan if ready.prepared else None
        if plan is not None and chosen is not None:
            self.show_people(chosen.plan.recipients, len(plan.recipients), ready)
            self.since_head.setText(self._say.since_head(plan.since))
            self.since.setText(changes_counted(plan.since.changes) if plan.since else self._say.first())
            self.changes.setVisible(plan.since is not None and bool(plan.since.changes))
        self.sent.say(self._say.sent(ready.sent))
        self.sent.setEnabled(bool(ready.sent))
        self.copies.say(self._say.copies(ready.copies))

    def show_people(self, rows: Sequence[RecipientRow], of: int, ready: "Ready") -> None:
        """Show who gets the note."""
        prepared = ready.prepared
        if prepared is None:
            return
        self.people_head.setText(self._say.people_head(len(rows), prepared.plan.group))
        names = [row.name for row in rows]
        self.people.show_chips([Chip(name, "plain") for name in names], ", ".join(names))
        self.people.setVisible(bool(names))
        self.who.say(self._say.who(of - len(rows), len(prepared.plan.not_sent) + len(ready.refused)))

    def show_checks(self, found: "tuple[Found, ...]") -> None:
        """Show what there is to look at."""
        self.checks.show_found(found)

    def show_log(self, words: str) -> None:
        """Show nothing but what can be done with an action log."""
        for part in self._of_note:
            part.hide()
        self._show_sentences((words,), "members")

    def say(self, words: str) -> None:
        """Say why nothing can go out now, "" where it can: then by which keys it does."""
        self.why.setText(words or self.tr("Ctrl+Shift+Enter drafts · Ctrl+S saves"))

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, 400)

    def _show_held(self, ready: "Ready") -> None:
        """Show what is left out, and why; of the full record, that nothing is."""
        prepared = ready.prepared
        if prepared is None:
            self.held.hide()
            return
        omitted = prepared.plan.omitted
        sentences = (*omitted_sentences(omitted), *self._say.reasons(ready.held))
        narrow = any(row.audience is Audience.RESTRICTED for row in omitted)
        if prepared.plan.audience is Audience.RESTRICTED:
            self._show_sentences((self._say.all_in_it(),), "restricted")
        else:
            self._show_sentences(sentences, "restricted" if narrow else "members")

    def _show_sentences(self, sentences: Sequence[str], role: str) -> None:
        self.held.setVisible(bool(sentences))
        self.held.setText("\n".join(sentences))
        if self.held.property("role") != role:
            self.held.setProperty("role", role)
            self.held.style().polish(self.held)

    def _build(self, theme: Theme) -> None:
        inside = named(QWidget(), "circulate-inside")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(18, 16, 16, 12)
        self._column.setSpacing(6)
        self._build_audience()
        self._build_checks()
        self._build_kinds()
        self._build_people(theme)
        self._build_before()
        self._column.addStretch(1)
        scroll = named(QScrollArea(), "circulate-scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._build_foot())

    def _build_audience(self) -> None:
        self.heading = wrapped("", "head", "circulate-heading")
        self.state = wrapped("", "soft", "circulate-state")
        self._column.addWidget(self.heading)
        self._column.addWidget(self.state)
        self._section(self.tr("AUDIENCE"))
        row = FlowRow()
        self._audiences = QButtonGroup(self)
        labels = (self.tr("&Public note"), self.tr("&Members' note"), self.tr("Full &record"))
        for number, label in enumerate((*labels, self.tr("Action lo&g"))):
            button = named(QRadioButton(label), f"audience-{number}", label.replace("&", ""))
            self._audiences.addButton(button, number)
            row.add(button)
        self._audiences.button(0).setChecked(True)
        stop_at_checked(self._audiences, Qt.FocusPolicy.StrongFocus)
        self._column.addWidget(row)
        self.held = wrapped("", "members", "circulate-held")
        self._column.addWidget(self.held)

    def _build_checks(self) -> None:
        head = self._section(self.tr("CHECKS"))
        self.checks = CheckList()
        self._column.addWidget(self.checks)
        self._of_note: list[QWidget] = [head, self.checks]

    def _build_kinds(self) -> None:
        head = self._section(self.tr("SEND AS"))
        kinds = FlowRow()
        for suffix, label in (
            (".docx", self.tr("&Word")),
            (".pdf", self.tr("P&DF (tagged)")),
            (".html", self.tr("We&b page")),
            (".md", self.tr("Mar&kdown")),
            (".txt", self.tr("&Text")),
        ):
            box = named(QCheckBox(label), f"send-as{suffix.replace('.', '-')}", label.replace("&", ""))
            box.setChecked(suffix in USUAL)
            kinds.add(box)
            self._kinds[suffix] = box
        self._column.addWidget(kinds)
        self.template = named(QComboBox(), "circulate-template", self.tr("Template"))
        asked = QLabel(self.tr("Temp&late"))
        asked.setBuddy(self.template)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(asked)
        row.addWidget(self.template)
        row.addStretch(1)
        self._column.addWidget(line)
        self._of_note += [head, kinds, line]

    def _build_people(self, theme: Theme) -> None:
        self.people_head = self._section("")
        self.people = named(Pills(theme, one_row=True), "circulate-people", self.tr("Who gets it"))
        self.who = LinkButton("circulate-who")
        words = self.tr("each &owner's own actions at the top")
        self.own = named(QCheckBox(words), "own-actions", words.replace("&", ""))
        self.own.setToolTip(self.tr("At the top of each owner's e-mail; without, it is one e-mail to all"))
        self.own.setChecked(True)
        for widget in (self.people, self.who, self.own):
            self._column.addWidget(widget)
        self._of_note += [self.people_head, self.people, self.who, self.own]

    def _build_before(self) -> None:
        self.since_head = self._section("")
        self.since = wrapped("", "", "circulate-since")
        self.changes = LinkButton("see-changes", self.tr("see changes"))
        out_head = self._section(self.tr("WENT OUT, AND CAME BACK"))
        self.sent = LinkButton("went-out")
        self.copies = LinkButton("returned-copies")
        for widget in (self.since, self.changes):
            self._column.insertWidget(self._column.indexOf(out_head), widget)
        self._column.addWidget(self.sent)
        self._column.addWidget(self.copies)
        self._of_note += [self.since_head, self.since, self.changes, out_head, self.sent, self.copies]

    def _build_foot(self) -> QWidget:
        foot = named(QFrame(), "circulate-foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(18, 10, 16, 12)
        self.why = told(wrapped("", "soft"), "circulate-why", self.tr("Whether anything can go out now"))
        self.create_drafts = named(
            QPushButton(self.tr("Create e-mail drafts")), "create-drafts", self.tr("Create e-mail drafts")
        )
        self.create_drafts.setProperty("kind", "main")
        self.save = named(QPushButton(self.tr("&Save files")), "save-files", self.tr("Save files"))
        row = QHBoxLayout()
        row.addWidget(self.create_drafts, 1)
        row.addWidget(self.save)
        column.addLayout(row)
        column.addWidget(self.why)
        return foot

    def _connect(self) -> None:
        self._audiences.idToggled.connect(self._on_audience)
        for box in self._kinds.values():
            box.toggled.connect(self.chosen)
        self.template.activated.connect(self.chosen)
        self.checks.laid_out.connect(self._order_stops)
        self.checks.place_wanted.connect(self.place_wanted)
        for link, wanted in (
            (self.who, self.readers_wanted),
            (self.changes, self.changes_wanted),
            (self.sent, self.sent_wanted),
            (self.copies, self.returned_wanted),
        ):
            link.clicked.connect(wanted)

    def _on_audience(self, _number: int, on: bool) -> None:
        if on:
            stop_at_checked(self._audiences, Qt.FocusPolicy.StrongFocus)
            self.chosen.emit()

    def _order_stops(self) -> None:
        """Have Tab stop at the links of the checks where they stand, whenever they were made."""
        before = self._audiences.checkedButton() or self.first
        for after in (*self.checks.links, self._kinds[USUAL[0]]):
            QWidget.setTabOrder(before, after)
            before = after

    def _section(self, words: str) -> QLabel:
        label = wrapped(words, "section")
        label.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(label)
        return label


_AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS, Audience.RESTRICTED)
