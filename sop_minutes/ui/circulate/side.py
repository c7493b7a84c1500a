"""What the column beside the pages shows: for whom, as what, to whom, and what to look at before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sop_minutes.domain.circulating import RecipientRow, changes_counted, omitted_sentences
from sop_minutes.domain.words import Audience
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.circulate.saying import Words
from sop_minutes.ui.circulate.side_frame import USUAL, SideFrame
from sop_minutes.ui.stops import stop_at_checked
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.circulating import Prepared
    from sop_minutes.readying import Found, Ready


class SideColumn(SideFrame):
    """What is chosen, and what comes of it. Each signal follows what the user wants; nothing is done here."""

    chosen = Signal()
    readers_wanted = Signal()
    changes_wanted = Signal()
    sent_wanted = Signal()
    returned_wanted = Signal()
    place_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._say = Words(self)
        self._connect()

    @property
    def audience(self) -> Audience | None:
        """Whom the note is for, None where it is the action log that is looked at."""
        at = self.audiences.checkedId()
        return _AUDIENCES[at] if at < len(_AUDIENCES) else None

    @property
    def first(self) -> QWidget:
        """What the focus comes to where there are no pages."""
        return self.audiences.checkedButton() or self

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The kinds of file that are ticked."""
        return tuple(suffix for suffix, box in self.kinds.items() if box.isChecked())

    @property
    def own_actions(self) -> bool:
        """Whether each e-mail begins with its owner's own actions."""
        return self.own.isChecked()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.people.set_theme(theme)

    def begin(self, heading: str, state: str, audience: Audience) -> None:
        """Be of another meeting: for this audience, until something else is chosen."""
        self.audiences.blockSignals(True)
        self.audiences.button(_AUDIENCES.index(audience)).setChecked(True)
        self.audiences.blockSignals(False)
        stop_at_checked(self.audiences, Qt.FocusPolicy.StrongFocus)
        self.show_heading(heading, state)
        for part in self.of_note:
            part.hide()
        self.held.hide()
        self.checks.show_found(())

    def show_heading(self, heading: str, state: str) -> None:
        """Say of which meeting this is, and how it stands with its note."""
        self.heading.setText(heading)
        self.state.setText(state)

    def show_ready(self, ready: "Ready", chosen: "Prepared | None") -> None:
        """Show what is known of a note; `chosen` is what goes out of it, None where it cannot."""
        for part in self.of_note:
            part.show()
        self._show_held(ready)
        plan = ready.prepared.plan if ready.prepared else None
        if plan is not None and chosen is not None:
            self.show_people(chosen.plan.recipients, len(plan.recipients), ready)
            self.since_head.setText(self._say.since_head(plan.since, plan.audience))
            self.since.setText(
                changes_counted(plan.since.changes)
                if plan.since
                else self._say.first(plan.audience, ready.sent)
            )
            self.changes.setVisible(plan.since is not None and bool(plan.since.changes))
            for part in (self.since_head, self.since):
                part.setVisible(bool(ready.sent))  # else it is said below that nothing went out
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
        for part in self.of_note:
            part.hide()
        self._show_sentences((words,), "members")

    def say(self, words: str) -> None:
        """Say why nothing can go out now, "" where it can: then by which keys it does."""
        self.why.setText(words or self.tr("Ctrl+Shift+Enter drafts · Ctrl+S saves"))

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

    def _connect(self) -> None:
        self.audiences.idToggled.connect(self._on_audience)
        for box in self.kinds.values():
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
            stop_at_checked(self.audiences, Qt.FocusPolicy.StrongFocus)
            self.chosen.emit()

    def _order_stops(self) -> None:
        """Have Tab stop at the links of the checks where they stand, whenever they were made."""
        before = self.audiences.checkedButton() or self.first
        for after in (*self.checks.links, self.kinds[USUAL[0]]):
            QWidget.setTabOrder(before, after)
            before = after


_AUDIENCES = (Audience.PUBLIC, Audience.MEMBERS, Audience.RESTRICTED)
