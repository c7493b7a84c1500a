"""A document's blocks as WordprocessingML, written as one string."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from sop_minutes.domain.charts import Chart
from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Block, Cell, Document, Heading, Look, Paragraph, Pictures, Table
from sop_minutes.export.charts import HEIGHT, WIDTH, alt_text, chart_png
from sop_minutes.export.links import link_target
from sop_minutes.export.word.drawing import picture_run
from sop_minutes.export.word.ooxml import escape
from sop_minutes.export.word.template import Style, Template

_BREAKS = re.compile("[\t\n]")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b")
_HAS_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_RAISED = '<w:vertAlign w:val="superscript"/>'
_BREAK_TAGS = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_LOOK_STYLES = {
    Look.TEXT: "normal",
    Look.DETAILS: "meeting details",
    Look.TABLE_NOTE: "table note",
    Look.DECISION: "decision",
    Look.ACTION: "action",
    Look.MEMBERS: "members",
    Look.RESTRICTED: "restricted",
}
_LABEL_STYLES = {Look.MEMBERS: "members label", Look.RESTRICTED: "restricted label"}
_DEEPEST = 9
_MARKED_CELL = 1
"""The cell of a row that is most its own: what is to be done, not a reference or a name."""

_TABLE_LOOK = (
    '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
    'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
)
_AS_HIGH = '<w:keepNext/><w:spacing w:line="240" w:lineRule="auto"/>'
"""For a line of pictures: Word makes it higher than they are by what the lines of a text stand apart."""

_ROOM = '<w:spacing w:before="180"/>'
"""What stands right below a table would touch its last line: a table has no room of its own below it."""

_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="5B6B78"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
).join(("<w:tblBorders>", "</w:tblBorders>"))
_ROOM_TO_WRITE = '<w:trHeight w:val="567" w:hRule="atLeast"/>'
"""Rows of a centimetre, for boxes that are to be filled in."""

_EMPHASIS = {(True, False): "strong", (False, True): "emphasis", (True, True): "intense emphasis"}
_DIRECT = {(True, False): "<w:b/><w:bCs/>", (False, True): "<w:i/><w:iCs/>"}
_DIRECT[True, True] = _DIRECT[True, False] + _DIRECT[False, True]


class Body:
    """The XML of a document's body in the styles of `template`, and the links it came to hold.

    `links` are the relationships' ids by target; `pictures` are PNG, the first with the id "picture1".
    """

    def __init__(self, template: Template, width: int) -> None:
        self.links: dict[str, str] = {}
        self.pictures: list[bytes] = []
        self._bookmarks = 0
        self._template = template
        self._width = width
        self._starts = {look: self._paragraph_start(name) for look, name in _LOOK_STYLES.items()}
        self._bullets = [self._bullet_start(level) for level in range(1, _DEEPEST + 1)]
        self._headings = {level: self._paragraph_start(f"heading {level}") for level in range(1, 10)}
        self._new_page = {
            level: self._paragraph_start(f"heading {level}", "<w:pageBreakBefore/>") for level in range(1, 10)
        }
        self._cell = self._paragraph_start("table text")
        self._number = self._paragraph_start("table number")
        self._kept_number = self._paragraph_start("table number", "<w:keepNext/>")
        self._kept_cell = self._paragraph_start("table text", "<w:keepNext/>")
        self._head = self._paragraph_start("table heading")
        self._pictures = self._paragraph_start("normal", _AS_HIGH)
        self._hyperlink = self._run_style("hyperlink")
        self._looks = {key: self._run_style(name) or _DIRECT[key] for key, name in _EMPHASIS.items()}
        self._labels = {
            look: self._run_style(_LABEL_STYLES.get(look, "strong")) or _DIRECT[True, False] for look in Look
        }

    def xml(self, document: Document) -> str:
        return "".join(self._blocks(document.blocks))

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        is_below_table = False
        for block in blocks:
            if isinstance(block, Table):
                yield self._table(block)
            else:
                start, inside = self._start(block), self._inside(block)
                has_room = isinstance(block, Heading) or not is_below_table
                yield f"{start if has_room else _with_room(start)}{inside}</w:p>"
            is_below_table = isinstance(block, Table)

    def _style(self, kind: str, name: str) -> Style | None:
        return self._template.styles.get((kind, name))

    def _run_style(self, name: str) -> str:
        style = self._style("character", name)
        return f'<w:rStyle w:val="{escape(style.id)}"/>' if style else ""

    def _paragraph_start(self, name: str, more: str = "") -> str:
        style = self._style("paragraph", name)
        named = f'<w:pStyle w:val="{escape(style.id)}"/>' if style and name != "normal" else ""
        return f"<w:p><w:pPr>{named}{more}</w:pPr>" if named or more else "<w:p>"

    def _bullet_start(self, level: int) -> str:
        """Return the start of a bullet; one deeper than the template has styles for takes its last one."""
        names = {n: f"list bullet {n}" if n > 1 else "list bullet" for n in range(level, 0, -1)}
        found = ((n, style) for n, name in names.items() if (style := self._style("paragraph", name)))
        at, style = next(found, (0, None))
        if style is None:
            return "<w:p>"
        depth = style.level + level - at
        number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{style.numbering}"/></w:numPr>'
        listed = number if style.numbering else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{escape(style.id)}"/>{listed}</w:pPr>'

    def _start(self, block: Heading | Paragraph | Pictures) -> str:
        if isinstance(block, Heading):
            return (self._new_page if block.new_page else self._headings)[block.level]
        if isinstance(block, Pictures):
            return self._pictures
        return self._bullets[min(block.level, _DEEPEST) - 1] if block.level else self._starts[block.look]

    def _inside(self, block: Heading | Paragraph | Pictures) -> str:
        if isinstance(block, Heading):
            return self._marked(block.marks, _run(block.text))
        if isinstance(block, Pictures):
            return "".join(self._picture(chart) for chart in block.charts)
        label = _run(block.label.rstrip(), self._labels[block.look]) + _run(" ") if block.label else ""
        return self._marked(block.marks, label + self._runs(block.runs))

    def _picture(self, chart: Chart) -> str:
        self.pictures.append(chart_png(chart))
        return picture_run(len(self.pictures), alt_text(chart), WIDTH, HEIGHT)

    def _marked(self, marks: tuple[str, ...], inside: str) -> str:
        """Return a paragraph's runs within its bookmarks."""
        for mark in marks:
            self._bookmarks += 1
            inside = (
                f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{escape(mark)}"/>{inside}'
                f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
            )
        return inside

    def _runs(self, runs: Cell) -> str:
        if len(runs) == 1 and not (runs[0].bold or runs[0].italic or runs[0].link):
            return _run(runs[0].text)
        return "".join(self._styled(run) for run in runs)

    def _styled(self, run: Run) -> str:
        target = link_target(run.link) if run.link else ""
        emphasis = (run.bold, run.italic)
        if not target:
            return _run(run.text, self._looks.get(emphasis, ""))
        id_ = self.links.setdefault(target, f"link{len(self.links) + 1}")
        inside = _run(run.text, self._hyperlink + _DIRECT.get(emphasis, ""))
        return f'<w:hyperlink r:id="{id_}" w:history="1">{inside}</w:hyperlink>'

    def _table(self, table: Table) -> str:
        widths = _widths(table, self._width)
        style = self._style("table", "action table")
        named = f'<w:tblStyle w:val="{escape(style.id)}"/>' if style else ""
        lines = _LINES if table.boxed else ""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heads = zip(table.columns, widths, strict=True)
        head = "".join(_cell(self._head + _run(column.title), width) for column, width in heads)
        return (
            f'<w:tbl><w:tblPr>{named}<w:tblW w:w="{self._width}" w:type="dxa"/>{lines}{_TABLE_LOOK}'
            f'<w:tblCaption w:val="{escape(table.caption)}"/>'
            f'<w:tblDescription w:val="{escape(table.description)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
            f"{''.join(self._rows(table, widths))}</w:tbl>"
        )

    def _rows(self, table: Table, widths: list[int]) -> Iterator[str]:
        """Yield the rows; the last one never stands alone on a page."""
        high = _ROOM_TO_WRITE if table.boxed else ""
        cell, kept = (self._number, self._kept_number) if table.numbers else (self._cell, self._kept_cell)
        for left, row in enumerate(table.rows, start=1 - len(table.rows)):
            start = kept if left == -1 else cell
            inside = [self._runs(cell) for cell in row]
            if table.marks:
                inside[_MARKED_CELL] = self._marked(table.marks[left - 1], inside[_MARKED_CELL])
            cells = (_cell(start + runs, n) for runs, n in zip(inside, widths, strict=True))
            yield f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>{''.join(cells)}</w:tr>"


def _widths(table: Table, whole: int) -> list[int]:
    """Return the columns' widths, which add up to `whole`."""
    shares = list(accumulate((column.share for column in table.columns), initial=0))
    return [end - start for start, end in pairwise(share * whole // shares[-1] for share in shares)]


def _with_room(start: str) -> str:
    """Return the start of a paragraph that stands right below a table."""
    if "<w:spacing " in start:
        return start.replace("<w:spacing ", _ROOM.removesuffix("/>") + " ", 1)
    if "</w:pPr>" in start:
        return start.replace("</w:pPr>", f"{_ROOM}</w:pPr>", 1)
    return f"{start}<w:pPr>{_ROOM}</w:pPr>"


def _cell(paragraph: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:p></w:tc>'


def _run(text: str, properties: str = "") -> str:
    """Return the runs of a text in one style: ordinals are raised (1st), as Word itself does while typing."""
    if not _HAS_ORDINAL.search(text):
        return _plain_run(text, properties) if text else ""
    parts = _ORDINAL.split(text)
    raised = f"{properties}{_RAISED}"
    return "".join(_plain_run(part, raised if i % 2 else properties) for i, part in enumerate(parts) if part)


def _plain_run(text: str, properties: str) -> str:
    """Return one run; tabs and line breaks become Word's own."""
    shown = escape(text)
    if "\t" in shown or "\n" in shown:
        shown = _BREAKS.sub(lambda found: f'</w:t>{_BREAK_TAGS[found[0]]}<w:t xml:space="preserve">', shown)
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{shown}</w:t></w:r>'
