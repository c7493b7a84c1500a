"""Styles by id, resolved once: what a paragraph or a run looks like, whoever's Word made the file."""

import re
from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word.names import VAL, W, is_on

_HEADING_WORDS: Final = (
    "heading|überschrift|ueberschrift|titre|título|titulo|titolo|rubrik|overskrift|kop|otsikko|nagłówek"
    "|nagwek|заголовок|nadpis|címsor|cmsor|başlık|balk|naslov|pealkiri|virsraksts|antraštė|encabezado"
    "|intestazione|überschr|见出し|見出し|标题|標題|제목|επικεφαλίδα"
)
_NUMBERED_HEADING = re.compile(rf"^(?:{_HEADING_WORDS})\s*([1-9])(?:\s*(?:char|zchn))?$", re.IGNORECASE)
_LOOSE_HEADING = re.compile(r"\b(?:sub-?)?(?:heading|headline|hdg)s?\b\s*([1-9])?", re.IGNORECASE)
_NO_HEADING = re.compile(r"table|toc|contents|header|index|char$|running", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:document |doc |main |report )?title$|^titel$|^titre$|^título$|^titolo$", re.IGNORECASE
)
_SUBTITLE = re.compile(r"^(?:sub-?title|untertitel|sous-titre|subtítulo|sottotitolo)$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^(?:toc|contents|table of contents|tm|verzeichnis|inhopg)\s*(?:heading|[1-9])$", re.IGNORECASE
)
_BULLET = re.compile(
    r"^(?:list[\s_]*bullet|aufzählungszeichen|bullet(?:ed)?(?:\s*list)?|list\s*item)s?[\s_]*([1-9])?$",
    re.IGNORECASE,
)


class Style(NamedTuple):
    """How a style shows. A toggle is None where the style and what it is based on do not say.

    `heading` is 1 to 9, or 0. `role` is "title", "subtitle", "contents" or "". `list_id` is "" where
    the style is no list; `bullet` is the level, from 1, of a style that is named as a bullet.
    """

    name: str = ""
    heading: int = 0
    role: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    list_id: str = ""
    list_level: int = 0
    bullet: int = 0


PLAIN: Final = Style()


class Styles:
    """All styles of a file. `paragraph(None)` is the default paragraph style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._raw: dict[str, etree._Element] = {}
        self._done: dict[str, Style] = {}
        default = ""
        for node in root.iterchildren(W + "style") if root is not None else ():
            style_id = node.get(W + "styleId") or ""
            self._raw.setdefault(style_id, node)
            if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
                default = default or style_id
        self.default = self._resolved(default) or PLAIN

    def paragraph(self, style_id: str | None) -> Style:
        """Return the style; one that is not in the file is known by its id alone."""
        if style_id is None:
            return self.default
        style = self._resolved(style_id)
        if style is None:
            style = self._done[style_id] = _named(style_id, PLAIN)
        return style

    def run(self, style_id: str) -> Style:
        """Return the character style; plain where it is not in the file."""
        return self._resolved(style_id) or PLAIN

    def _resolved(self, style_id: str) -> Style | None:
        """Return the style, None if it is not in the file.

        It is read when it is first asked for, after all it is based on, however long the chain, be it a ring.
        """
        if style_id in self._done or style_id not in self._raw:
            return self._done.get(style_id)
        wanted = style_id
        chain: dict[str, None] = {}
        while style_id in self._raw and style_id not in self._done and style_id not in chain:
            chain[style_id] = None
            style_id = _value(self._raw[style_id], "basedOn")
        base = self._done.get(style_id, PLAIN)
        for each in reversed(chain):
            base = self._done[each] = _style(self._raw[each], each, base)
        return self._done[wanted]


def _style(node: etree._Element, style_id: str, base: Style) -> Style:
    name = _value(node, "name") or style_id
    style = _named(name, base)
    if style.heading == 0 and style.role == "":
        style = _named(style_id, style)._replace(name=name)
    style = _looks(node.find(W + "rPr"), style)
    ppr = node.find(W + "pPr")
    if ppr is None:
        return style
    outline = _value(ppr, "outlineLvl")
    if outline.isdecimal() and style.role != "contents":
        style = style._replace(heading=int(outline) + 1 if int(outline) < 9 else 0)
    numbering = ppr.find(W + "numPr")
    if numbering is not None:
        level = _value(numbering, "ilvl")
        depth = int(level) if level.isdecimal() else style.list_level
        style = style._replace(list_id=_value(numbering, "numId") or style.list_id, list_level=depth)
    return style


def _looks(rpr: etree._Element | None, style: Style) -> Style:
    if rpr is None:
        return style
    said: dict[str, bool] = {}
    for node in rpr:
        toggle = TOGGLES.get(node.tag)
        if toggle:
            said[toggle] = is_on(node)
    return style._replace(**said) if said else style  # type: ignore[arg-type]


def _named(name: str, base: Style) -> Style:
    """Return `base` as far as `name` says nothing else: headings, titles, contents and bullets by name."""
    name = name.split(",")[0].strip()
    spaced = name.replace("_20_", " ").replace("_", " ").replace("-", " ").strip()
    style = base._replace(name=name)
    if _CONTENTS.match(spaced):
        return style._replace(role="contents", heading=0)
    if found := _NUMBERED_HEADING.match(spaced):
        return style._replace(heading=int(found[1]), role="")
    if _SUBTITLE.match(spaced):
        return style._replace(role="subtitle", heading=0)
    if _TITLE.match(spaced):
        return style._replace(role="title", heading=0)
    if found := _BULLET.match(re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", spaced)):
        return style._replace(bullet=int(found[1] or 1), heading=0, role="")
    found = _LOOSE_HEADING.search(re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", spaced))
    if found and not _NO_HEADING.search(spaced):
        return style._replace(heading=int(found[1] or base.heading or 1), role="")
    return style


def _value(node: etree._Element, tag: str) -> str:
    found = node.find(W + tag)
    return (found.get(VAL) or "") if found is not None else ""


TOGGLES: Final = {
    W + "b": "bold",
    W + "i": "italic",
    W + "u": "underlined",
    W + "caps": "caps",
    W + "vanish": "hidden",
}
