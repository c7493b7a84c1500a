"""The parts of the column beside the pages, and where each stands."""

from PySide6.QtCore import QSize, Qt
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

from sop_minutes.ui.circulate.checks import CheckList
from sop_minutes.ui.circulate.links import LinkButton, wrapped
from sop_minutes.ui.flow import FlowRow
from sop_minutes.ui.naming import named, told
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.stops import stop_at_checked
from sop_minutes.ui.theme import Theme

WIDEST, NARROWEST = 396, 300
"""How wide the column is, where there is room and where there is little."""

USUAL = (".docx", ".pdf")


class SideFrame(QFrame):
    """What can be chosen of a note on its way out, from top to bottom; below it the buttons, always in sight.

    `of_note` are the parts that there is nothing to say in where no note is shown.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "circulate-side", self.tr("What goes out"))
        self.kinds: dict[str, QCheckBox] = {}
        self._build(theme)

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, 400)

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
        self.audiences = QButtonGroup(self)
        labels = (self.tr("&Public note"), self.tr("&Members' note"), self.tr("Full &record"))
        for number, label in enumerate((*labels, self.tr("Action lo&g"))):
            button = named(QRadioButton(label), f"audience-{number}", label.replace("&", ""))
            self.audiences.addButton(button, number)
            row.add(button)
        self.audiences.button(0).setChecked(True)
        stop_at_checked(self.audiences, Qt.FocusPolicy.StrongFocus)
        self._column.addWidget(row)
        self.held = wrapped("", "members", "circulate-held")
        self._column.addWidget(self.held)

    def _build_checks(self) -> None:
        head = self._section(self.tr("CHECKS"))
        self.checks = CheckList()
        self._column.addWidget(self.checks)
        self.of_note: list[QWidget] = [head, self.checks]

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
            self.kinds[suffix] = box
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
        self.of_note += [head, kinds, line]

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
        self.of_note += [self.people_head, self.people, self.who, self.own]

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
        self.of_note += [self.since_head, self.since, self.changes, out_head, self.sent, self.copies]

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

    def _section(self, words: str) -> QLabel:
        label = wrapped(words, "section")
        label.setContentsMargins(0, 8, 0, 0)
        self._column.addWidget(label)
        return label
