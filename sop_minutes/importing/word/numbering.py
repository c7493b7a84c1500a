"""Word's lists: what stands before a paragraph that is numbered or has a bullet."""

from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word.names import VAL, W


class ListMark(NamedTuple):
    """A place in a list: `level` from 0; `kind` is "bullet", "number" or "outline" (as in 4.1)."""

    list_id: str
    level: int
    kind: str


_NO_LIST: Final = ("none", "")
_DEEPEST: Final = 8


class Numbering:
    """The lists of a file. Without a numbering part, whatever claims to be in a list is a bullet."""

    def __init__(self, root: etree._Element | None) -> None:
        self._known = root is not None
        self._abstract: dict[str, dict[int, tuple[str, str]]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, tuple[str, str]]] = {}
        self._linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for node in root if root is not None else ():
            if node.tag == W + "abstractNum":
                self._add_abstract(node, styled)
            elif node.tag == W + "num":
                number = node.get(W + "numId") or ""
                self._abstract_of[number] = _value(node, "abstractNumId")
                self._overrides[number] = {
                    k: v for o in node.iterchildren(W + "lvlOverride") for k, v in _levels(o).items()
                }
        self._linked = {number: styled[link] for number, link in self._linked.items() if link in styled}
        self._marks: dict[tuple[str, int], ListMark | None] = {}

    def mark(self, list_id: str, level: int) -> ListMark | None:
        """Return the mark of a paragraph in list `list_id`; None where nothing is shown before it."""
        key = (list_id, level)
        if key not in self._marks:
            self._marks[key] = self._made(list_id, max(0, min(level, _DEEPEST)))
        return self._marks[key]

    def _made(self, list_id: str, level: int) -> ListMark | None:
        if list_id in ("", "0"):
            return None
        abstract = self._abstract_of.get(list_id)
        if abstract is None:
            return None if self._known and self._abstract_of else ListMark(list_id, level, "bullet")
        levels = self._abstract.get(self._linked.get(abstract, abstract), {})
        form, text = self._overrides[list_id].get(level) or levels.get(level) or ("bullet", "•")
        if form in _NO_LIST or (form != "bullet" and not text.strip()):
            return None
        kind = (
            "bullet"
            if form == "bullet" or "%" not in text
            else "outline"
            if text.count("%") > 1
            else "number"
        )
        return ListMark(list_id, level, kind)

    def _add_abstract(self, node: etree._Element, styled: dict[str, str]) -> None:
        abstract = node.get(W + "abstractNumId") or ""
        self._abstract[abstract] = _levels(node)
        if link := _value(node, "styleLink"):
            styled[link] = abstract
        if link := _value(node, "numStyleLink"):
            self._linked[abstract] = link


def _levels(node: etree._Element) -> dict[int, tuple[str, str]]:
    """Return number format and text of each level that `node` describes."""
    found: dict[int, tuple[str, str]] = {}
    for level in node.iterchildren(W + "lvl"):
        number = level.get(W + "ilvl") or "0"
        if number.isdecimal():
            found[int(number)] = (_value(level, "numFmt") or "decimal", _value(level, "lvlText"))
    return found


def _value(node: etree._Element, tag: str) -> str:
    found = node.find(W + tag)
    return (found.get(VAL) or "") if found is not None else ""
