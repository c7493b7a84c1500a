"""How a block of the note looks: its margins, and the style of each stretch of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextLayout

from sop_minutes.domain.inline import inline_spans
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, PointKind
from sop_minutes.ui.record.offsets import to_qt
from sop_minutes.ui.record.piece import Piece
from sop_minutes.ui.theme import Theme

if TYPE_CHECKING:
    from sop_minutes.domain.grammar import ParsedAction

STEP = 22.0
"""Pixels of indent for one level."""

BAND = (4.0, 1.0)
"""Pixels that a band reaches above its text, and below: a line has room at its bottom of its own."""

_APART, _BANDS_APART, _HEADING_APART = 4, 10, 20
"""Pixels between two blocks, around a band, and above a heading."""


class Style(Enum):
    """A way of setting a stretch of text."""

    HIDDEN = "hidden"
    MARK = "mark"
    PREFIX = "prefix"
    TITLE = "title"
    PRESENTER = "presenter"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"
    LINK = "link"
    OWNER = "owner"
    DUE = "due"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Room:
    """The space that is kept free around a block for what is drawn there, in pixels.

    `ends_item` is whether a heading follows, which keeps its distance from what is drawn `below` too.
    """

    before: float = 0.0
    below: float = 0.0
    ends_item: bool = False


class Look:
    """The styles of one theme and font."""

    def __init__(self, font: QFont, theme: Theme) -> None:
        self.font = font
        self.theme = theme
        self.title_font = QFont(font)
        self.title_font.setBold(True)
        self.title_font.setPointSizeF(font.pointSizeF() * 1.14)
        self.number_width = QFontMetricsF(self.title_font).horizontalAdvance("00 ")
        self.middle = QFontMetricsF(font).capHeight() / 2
        self._formats = {style: self._format(style) for style in Style}

    def block_format(self, piece: Piece, room: Room) -> QTextBlockFormat:
        """Return the margins of a block."""
        margins = QTextBlockFormat()
        margins.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        apart = _BANDS_APART if is_banded(piece) else _APART
        margins.setBottomMargin(room.below + (_HEADING_APART if room.below and room.ends_item else apart))
        margins.setTextIndent(room.before)
        margins.setTopMargin(_HEADING_APART if piece.heading else apart)
        if not piece.heading:
            margins.setLeftMargin(14 + STEP * piece.level)
        margins.setRightMargin(8)
        return margins

    def ranges(
        self, piece: Piece, said: "ParsedAction | None", *, current: bool
    ) -> list[QTextLayout.FormatRange]:
        """Return the styles of a block's text; the one that is typed in shows all that was typed."""
        sheet = piece.sheet
        if isinstance(sheet, ItemSheet):
            return self._heading_ranges(piece, sheet, current=current)
        if not isinstance(sheet, PointSheet):
            return []
        start = prefix_length(piece)
        found: list[tuple[int, int, Style]] = []
        if start:
            found.append((0, start, Style.PREFIX if current else Style.HIDDEN))
        for span in inline_spans(piece.text[start:]):
            if span.mark:
                style = Style.MARK if current else Style.HIDDEN
            elif span.style.link:
                style = Style.LINK
            else:
                style = _weight(bold=span.style.bold, italic=span.style.italic)
            found.append((start + span.start, start + span.end, style))
        if not current:
            found += self._told_by_chips(piece, start)
        if said is not None and current:
            spans = [(owner.start, owner.end, Style.OWNER) for owner in said.owners]
            spans += [(*said.due_span, Style.DUE)] if said.due_span else []
            found += [(start + first, start + end, style) for first, end, style in spans]
        return [self._range(piece.text, *one) for one in found]

    def _told_by_chips(self, piece: Piece, start: int) -> list[tuple[int, int, Style]]:
        """Return the styles of an action's line that leave to its chips whose it is and when it is due."""
        text = piece.action.text if piece.action is not None else ""
        at = piece.text.find(text, start) if text else -1
        if at < 0:
            return []
        end = at + len(text)
        ends = [(start, at), (end, len(piece.text))]
        return [(first, last, Style.HIDDEN) for first, last in ends if first < last]

    def waves(self, text: str, wrong: Sequence[tuple[int, int]]) -> list[QTextLayout.FormatRange]:
        """Return the underlines of misspelt words that stand from one place of a text to another."""
        return [self._range(text, start, end, Style.WRONG) for start, end in wrong]

    def _heading_ranges(
        self, piece: Piece, sheet: ItemSheet, *, current: bool
    ) -> list[QTextLayout.FormatRange]:
        text = piece.text
        found = [self._range(text, 0, len(text), Style.TITLE)]
        at = text.find(sheet.title)
        if at > 0:
            found.append(self._range(text, 0, at, Style.PREFIX if current else Style.HIDDEN))
        end = at + len(sheet.title)
        if at >= 0 and end < len(text):
            found.append(self._range(text, end, len(text), Style.PRESENTER))
        return found

    def _range(self, text: str, start: int, end: int, style: Style) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        first = to_qt(text, start)
        found.start, found.length, found.format = first, to_qt(text, end) - first, self._formats[style]
        return found

    def _format(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        tones = self.theme.tones
        match style:
            case Style.HIDDEN:
                tiny = QFont(self.font)
                tiny.setPixelSize(1)
                tiny.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.6)
                made.setFont(tiny)
                made.setForeground(QColor(0, 0, 0, 0))
            case Style.TITLE:
                made.setFont(self.title_font)
                made.setForeground(self.theme.title)
            case Style.PRESENTER:
                made.setFont(self.font)
                made.setForeground(self.theme.soft)
            case Style.MARK:
                made.setForeground(self.theme.soft)
            case Style.PREFIX:
                made.setFontWeight(QFont.Weight.DemiBold)
                made.setForeground(tones["action"].ink)
            case Style.LINK | Style.DUE | Style.OWNER:
                ink = {
                    Style.LINK: self.theme.title,
                    Style.DUE: tones["good"].ink,
                    Style.OWNER: tones["plain"].ink,
                }
                made.setForeground(ink[style])
                made.setFontUnderline(style is Style.LINK)
            case Style.WRONG:
                made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                made.setUnderlineColor(tones["late"].edge)
            case _:
                made.setFontWeight(QFont.Weight.Normal if style is Style.ITALIC else QFont.Weight.Bold)
                made.setFontItalic(style is not Style.BOLD)
        return made


def is_banded(piece: Piece) -> bool:
    """Say whether a block stands on a band: it is more than a point, or not for everybody."""
    sheet = piece.sheet
    if not isinstance(sheet, PointSheet):
        return False
    return sheet.kind is not PointKind.POINT or sheet.audience is not Audience.PUBLIC


def prefix_length(piece: Piece) -> int:
    """Return how many characters of a block's text are its prefixes."""
    sheet = piece.sheet
    if isinstance(sheet, ItemSheet):
        return max(piece.text.find(sheet.title), 0)
    if not isinstance(sheet, PointSheet) or not piece.text.endswith(sheet.text):
        return 0
    return len(piece.text) - len(sheet.text)


def _weight(*, bold: bool, italic: bool) -> Style:
    if bold and italic:
        return Style.BOLD_ITALIC
    return Style.ITALIC if italic else Style.BOLD
