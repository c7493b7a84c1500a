"""One change of a copy: whose, what was done, the words before and after, and their comment."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.change import ChangeKind
from sop_minutes.domain.returned.copy import Trace
from sop_minutes.domain.returned.words import word_spans
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import ChangeState
from sop_minutes.queries.returned_rows import Narrowed, ReturnedRow
from sop_minutes.queries.returned_story import (
    change_sentence,
    done_words,
    is_put_together,
    narrowing_words,
    now_words,
    standing_words,
    unfollowed_words,
    when_words,
    whose_words,
)
from sop_minutes.ui.chips import Chip
from sop_minutes.ui.naming import named
from sop_minutes.ui.pills import Pills
from sop_minutes.ui.returned.marking import blocks_spoken, blocks_text, marked, spoken
from sop_minutes.ui.theme import Theme

NARROWEST = 190
_IN_PARTS = frozenset({ChangeKind.SPLIT, ChangeKind.JOINED})
_TONES = {ChangeState.WAITING: "action", ChangeState.ACCEPTED: "good", ChangeState.REJECTED: "doubt"}


class ChangeCard(QFrame):
    """Shows one change. `chosen` gives its id when one goes to it."""

    chosen = Signal(int)

    def __init__(
        self, row: ReturnedRow, note: Mapping[str, Block], theme: Theme, narrowed: Narrowed | None = None
    ) -> None:
        """`narrowed` is who alone could see what the change makes, None where it makes nothing narrower."""
        super().__init__()
        self.change_id = row.id
        self._theme = theme
        named(self, "change-card", change_sentence(row, note, narrowed))
        self.setProperty("role", "card")
        self.setMinimumWidth(NARROWEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(6)
        self._build(row, note)
        if narrowed is not None:
            self._part(self.tr("WHO COULD SEE IT"), narrowing_words(narrowed))
        if words := unfollowed_words(row):
            self._part(self.tr("NOT TAKEN"), words)
        self._column.addStretch(1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.change_id)

    def _build(self, row: ReturnedRow, note: Mapping[str, Block]) -> None:
        self._label(whose_words(row), "head")
        if when := when_words(row):
            self._label(when, "soft")
        chips = named(Pills(self._theme), "change-standing", self.tr("How it stands"))
        standing = standing_words(row)
        tone = "late" if row.is_conflict else _TONES[row.state]
        chips.show_chips([Chip(standing, tone)], standing)
        self._column.addWidget(chips)
        self._label(done_words(row, note), "day")
        if row.is_conflict and row.now and not row.is_hidden:
            self._build_conflict(row)
        else:
            self._build_change(row)
            if row.is_conflict:
                self._part(self.tr("CHANGED HERE SINCE"), row.conflict)
        for line in row.comment.splitlines():
            self._part(self.tr("COMMENT"), line)
        if row.instead:
            self._part(self.tr("ACCEPTED AS"), row.instead)

    def _build_conflict(self, row: ReturnedRow) -> None:
        """Show all three: as they had it, as they want it, as it is here now."""
        self._blocks(self.tr("AS THEY HAD IT"), row.before)
        self._beside_before(self.tr("AS THEY WANT IT"), row, row.after)
        there = [block for block in row.now if block is not None]
        if len(there) == len(row.now):
            self._beside_before(self.tr("AS IT IS NOW"), row, there)
        else:
            self._part(self.tr("AS IT IS NOW"), capitalised(now_words(row)))

    def _beside_before(self, heading: str, row: ReturnedRow, blocks: Sequence[Block]) -> None:
        """Show what became of what they had: word by word where it is one block still."""
        if not blocks:
            self._part(heading, self.tr("Nothing: it is deleted there"))
        elif len(row.before) == len(blocks) == 1:
            spans = word_spans(row.before[0].text, blocks[0].text)
            self._rich(heading, marked(spans, self._theme), spoken(spans))
        else:
            self._blocks(heading, blocks)

    def _build_change(self, row: ReturnedRow) -> None:
        if row.kind in _IN_PARTS:
            self._blocks(self.tr("BEFORE"), row.before)
            self._blocks(self.tr("AFTER"), row.after)
        for pair in row.spans:
            if row.kind not in _IN_PARTS or any(span.trace is not Trace.KEPT for span in pair):
                heading = self.tr("WORD BY WORD") if row.kind in _IN_PARTS else ""
                self._rich(heading, marked(pair, self._theme), spoken(pair))
        if row.state is ChangeState.WAITING and is_put_together(row) and row.result:
            now = " ".join(block.text for block in row.now if block is not None)
            spans = word_spans(now, " ".join(block.text for block in row.result))
            self._rich(
                self.tr("CHANGED HERE TOO; ACCEPTED, IT READS"), marked(spans, self._theme), spoken(spans)
            )

    def _blocks(self, heading: str, blocks: Sequence[Block]) -> None:
        self._rich(heading, blocks_text(blocks), blocks_spoken(blocks))

    def _rich(self, heading: str, text: str, said: str) -> None:
        """Show words in their looks; what a screen reader says has words for these."""
        if heading:
            self._label(heading, "section")
        label = named(QLabel(text), "change-words", said)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        self._column.addWidget(label)

    def _part(self, heading: str, text: str) -> None:
        self._label(heading, "section")
        self._label(text)

    def _label(self, words: str, role: str = "") -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self._column.addWidget(label)
