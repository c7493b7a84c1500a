"""Where a paragraph stands: what its style and its own properties say of heading, list and indent."""

from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word.blocks import Look
from sop_minutes.importing.word.names import VAL, W
from sop_minutes.importing.word.numbering import ListMark, Numbering
from sop_minutes.importing.word.styles import Style, Styles

_PSTYLE: Final = W + "pStyle"
_NUMPR: Final = W + "numPr"
_OUTLINE: Final = W + "outlineLvl"
_INDENT: Final = W + "ind"
_JUSTIFIED: Final = W + "jc"
_PLACING: Final = frozenset({_NUMPR, _OUTLINE, _INDENT, _JUSTIFIED})
_NUM_ID: Final = W + "numId"
_LEVEL: Final = W + "ilvl"


class Placed(NamedTuple):
    """Where a paragraph stands, by its style and its own properties."""

    style: Style
    base: Look
    mark: ListMark | None = None
    heading: int = 0
    indent: int = 0
    centred: bool = False


class Places:
    """Reads the properties of paragraphs. `plain` is where one without any stands."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._placed_by: dict[str | None, Placed] = {}
        self.plain = self._by_style(None)

    def of(self, properties: etree._Element) -> Placed:
        """Return a paragraph's style, and what the style or its own properties say of its place."""
        placed, own = self.plain, {}
        for node in properties:
            tag = node.tag
            if tag == _PSTYLE:
                placed = self._by_style(node.get(VAL))
            elif tag in _PLACING:
                own[tag] = node
        if not own:
            return placed
        if _NUMPR in own:
            placed = placed._replace(mark=self._own_mark(own[_NUMPR], placed.style))
        if _OUTLINE in own:
            level = own[_OUTLINE].get(VAL) or ""
            placed = placed._replace(heading=int(level) + 1 if level.isdecimal() and int(level) < 9 else 0)
        if _INDENT in own:
            placed = placed._replace(indent=_twips(own[_INDENT]))
        if _JUSTIFIED in own:
            placed = placed._replace(centred=own[_JUSTIFIED].get(VAL) == "center")
        return placed

    def _by_style(self, style_id: str | None) -> Placed:
        placed = self._placed_by.get(style_id)
        if placed is None:
            style, mark = self._styles.paragraph(style_id), None
            if style.list_id:
                mark = self._numbering.mark(style.list_id, style.list_level)
            elif style.bullet:
                mark = ListMark(style.name, style.bullet - 1, "bullet", style.name)
            placed = self._placed_by[style_id] = Placed(
                style, Look(*map(bool, style[3:8])), mark, style.heading
            )
        return placed

    def _own_mark(self, numbering: etree._Element, style: Style) -> ListMark | None:
        list_id, depth = style.list_id, style.list_level
        for node in numbering:
            said = node.get(VAL) or ""
            if node.tag == _NUM_ID:
                list_id = said
            elif node.tag == _LEVEL and said.isdecimal():
                depth = int(said)
        return self._numbering.mark(list_id, depth)


def _twips(indent: etree._Element) -> int:
    try:
        return int(float(indent.get(W + "left") or indent.get(W + "start") or 0))
    except (ValueError, OverflowError):
        return 0
