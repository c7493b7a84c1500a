"""What the circulate page shows when: the finished note as pages, and beside it all that goes out of it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sop_minutes.domain.circulating import counted
from sop_minutes.domain.due import format_date
from sop_minutes.domain.words import NOT_HELD_STATES, Audience
from sop_minutes.queries.circulating import usual_audience
from sop_minutes.queries.invitations import invitations_to
from sop_minutes.queries.page import PageFacts
from sop_minutes.queries.recipients import Extra
from sop_minutes.ui.circulate.beside import Choice, log_readied, looked_over, readied
from sop_minutes.ui.circulate.frame import CirculateFrame
from sop_minutes.ui.circulate.saying import Words
from sop_minutes.ui.circulate.templates import fill_templates
from sop_minutes.ui.lookup import Lookup
from sop_minutes.ui.theme import Theme
from sop_minutes.ui.workspace import Workspace

if TYPE_CHECKING:
    from sop_minutes.circulating import Prepared
    from sop_minutes.readying import Found, LogReady, Ready

_PEACE = 60
"""Milliseconds in which the pages are painted before the checks are begun: both need PDFium."""


class CirculatePage(CirculateFrame):
    """The note of one meeting on its way out. `made` follows when what is shown is made anew.

    `refreshed` follows what the status bar says, `place_wanted` gives a meeting and a record to go to.
    """

    made = Signal()
    refreshed = Signal()
    place_wanted = Signal(int, str)

    def __init__(
        self, workspace: Workspace, theme: Theme, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.workspace = workspace
        self.today = today
        self.own_words: Path | None = None
        self.meeting_id = 0
        self.facts: PageFacts | None = None
        self.ready: Ready | None = None
        self.found: tuple[Found, ...] | None = None
        self.extras: tuple[Extra, ...] = ()
        self.but_for: frozenset[str] = frozenset()
        self._say = Words(self)
        self._is_stale = False
        self.sending = ""  # how far the drafts are, while they are written
        self._note = Lookup(workspace, readied, self._show_ready, self, otherwise=self._show_unmade)
        self._log = Lookup(workspace, log_readied, self._show_log, self, otherwise=self._show_unmade)
        self._checks = Lookup(workspace, looked_over, self._show_found, self, _PEACE, self._show_unchecked)
        self._connect()

    def show_meeting(self, meeting_id: int, facts: PageFacts | None) -> None:
        """Be of a meeting from now on; its note is made when it is seen."""
        if meeting_id != self.meeting_id:
            self.ready, self.found, self.extras, self.but_for = None, None, (), frozenset()
            self.show_pages(self.meeting_id, b"")
            self.side.begin("", "", self.workspace.read(usual_audience, meeting_id))
            self.side.template.clear()
        elif facts == self.facts:
            return
        self.meeting_id, self.facts = meeting_id, facts
        self._is_stale = True
        self.arrive()

    def arrive(self) -> None:
        """Show the note as it is now, if that is not shown already."""
        if self._is_stale and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Have the note made anew; what was made before is shown meanwhile."""
        self._is_stale = False
        for lookup in (self._note, self._log, self._checks):
            lookup.drop()
        if self.facts is not None:
            on = format_date(self.facts.on)
            self.side.show_heading(f"{self.facts.group}, {on}", str(self.facts.state).capitalize())
        if self.facts is None or self.facts.state in NOT_HELD_STATES:
            self._show_no_note()
            self._show_state()
            return
        fill_templates(self.side.template, self.workspace, self.meeting_id)
        if self.side.audience is None:
            self._log.want(self.facts.group_id, self.today)
        else:
            self._note.want(self.choice(), self.today)
        self._show_state()

    def choice(self) -> Choice:
        """Return what is chosen to go out."""
        audience = self.side.audience or Audience.PUBLIC
        template = self.side.template.currentData() or ""
        return Choice(self.meeting_id, audience, self.side.suffixes, self.extras, template)

    def outgoing(self) -> "Prepared | None":
        """Return what goes out, as it was looked at; None where nothing can."""
        if self.ready is None or self.ready.prepared is None or self.side.audience is None:
            return None
        from sop_minutes.circulating import chosen

        return chosen(self.ready.prepared, but_for=self.but_for, own_actions=self.side.own_actions)

    def why_not(self) -> str:
        """Return why nothing can go out now, "" where it can."""
        if self.side.audience is None:
            return self.tr("The action log is saved as a file; those who owe something are chased by e-mail.")
        if self.sending or self.is_making:
            return self.sending or self.tr("The note is being made …")
        outgoing = self.outgoing()
        if outgoing is None:
            return self.ready.wrong if self.ready else ""
        if not outgoing.files:
            return self.tr("Choose at least one kind of file to send.")
        if not outgoing.plan.recipients:
            return self.tr("Nobody gets this note: add people with an e-mail address, or an address.")
        return ""

    @property
    def is_making(self) -> bool:
        """Say whether the note or its checks are being made."""
        return any(lookup.is_waiting for lookup in (self._note, self._log, self._checks))

    def leave_out(self, addresses: frozenset[str]) -> None:
        """Have these get nothing, though they could."""
        self.but_for = addresses
        if self.ready is not None and (outgoing := self.outgoing()) is not None:
            prepared = self.ready.prepared
            of = len(prepared.plan.recipients) if prepared else 0
            self.side.show_people(outgoing.plan.recipients, of, self.ready)
        self._show_state()

    def add(self, extra: Extra) -> None:
        """Have somebody get it besides."""
        self.extras = tuple(dict.fromkeys((*self.extras, extra)))
        self.refresh()

    def settle(self) -> None:
        """Show at once what is still being made."""
        for lookup in (self._note, self._log, self._checks):
            lookup.settle()

    def leave(self) -> None:
        """Make nothing any more: the database is about to be closed."""
        self._is_stale = False
        for lookup in (self._note, self._log, self._checks):
            lookup.drop()
        for changed in (self.workspace.changed, self.workspace.elsewhere):
            changed.disconnect(self._on_changed)
        self.paper.clear()

    def status(self) -> tuple[str, str, str]:
        """Return what the status bar says: which page is in view, the marking, the state of the note."""
        if self.facts is None or not self.shows_pages:
            return "", "", ""
        pages = self.tr("Page {0} of {1}").format(self.paper.current_page() + 1, self.paper.page_count())
        marking = self.ready.marking if self.ready and self.side.audience else ""
        return pages, marking, str(self.facts.state).capitalize()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrive()

    def _show_ready(self, ready: "Ready") -> None:
        self.ready, self.found = ready, None
        if ready.prepared is None:
            self.show_pages(self.meeting_id, b"")
            self.show_wrong(ready.wrong)
        else:
            self.show_pages(self.meeting_id, ready.pages)
            self._checks.want(ready.prepared, self.own_words)
        self._say_banner()
        self.side.show_ready(ready, self.outgoing())
        self.side.setVisible(True)
        self._show_state()
        self.made.emit()

    def _show_log(self, log: "LogReady") -> None:
        self.ready, self.found = None, None
        if log.wrong:
            self.show_wrong(log.wrong)
        else:
            self.show_pages(self.meeting_id, log.pages)
        words = self.tr("{0} not closed, as members may see them.")
        self.side.show_log(words.format(counted(log.actions, self.tr("action"))))
        self.show_banner("", None)
        self._show_state()
        self.made.emit()

    def _show_found(self, found: "tuple[Found, ...]") -> None:
        self.found = found
        self.side.show_checks(found)
        self._show_state()

    def _show_unmade(self) -> None:
        """Show that what is chosen could not be made: what was made before is something else."""
        from sop_minutes.readying import LogReady, Ready

        wrong = self.tr("It could not be made: nothing can go out.")
        if self.side.audience is None:
            self._show_log(LogReady(wrong=wrong))
        else:
            self._show_ready(Ready(self.meeting_id, self.choice().wanted(self.today), wrong=wrong))

    def _show_unchecked(self) -> None:
        self.side.checks.show_failed()
        self._show_state()

    def _show_no_note(self) -> None:
        self.ready, self.found = None, None
        self.show_pages(self.meeting_id, b"")
        made = self.workspace.read(invitations_to, self.meeting_id) if self.facts else ()
        self.show_unheld(self.facts, made)

    def _say_banner(self) -> None:
        ready, words, audience = self.ready, "", None
        if ready is not None and ready.prepared is not None:
            plan = ready.prepared.plan
            audience = plan.audience
            words = self._say.banner(audience, ready.marking, plan.group)
        self.show_banner(words, audience)

    def _show_state(self) -> None:
        """Say whether something is being made, and let only go out what can."""
        why, side = self.why_not(), self.side
        side.say(why)
        side.create_drafts.setEnabled(not why)
        outgoing = self.outgoing()
        is_log = side.audience is None and not self.is_making
        side.save.setEnabled(is_log or bool(outgoing and outgoing.files and not self.is_making))
        self.refreshed.emit()

    def _want_place(self, record: str) -> None:
        self.place_wanted.emit(self.meeting_id, record)

    def _on_changed(self) -> None:
        self._is_stale = True
        self.arrive()

    def _connect(self) -> None:
        for changed in (self.workspace.changed, self.workspace.elsewhere):
            changed.connect(self._on_changed)
        self.side.chosen.connect(self._on_changed)
        self.side.own.toggled.connect(self._show_state)
        self.side.place_wanted.connect(self._want_place)
        self.paper.turned.connect(self.refreshed)
