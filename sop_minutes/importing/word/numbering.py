"""Word's lists: what stands before a paragraph that is numbered or has a bullet."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word.names import VAL, W


class ListMark(NamedTuple):
    """A place in a list: `level` from 0; `kind` is "bullet", "number" or "outline" (as in 4.1).

    Lists of one `family` look alike and go on from each other, unless one begins again.
    """

    list_id: str
    level: int
    kind: str
    family: str


class _Level(NamedTuple):
    """How a level of a list is numbered: in which form, in which text ("%1.%2"), from which number on."""

    form: str = "bullet"
    text: str = "•"
    start: int = 1


_NO_LIST: Final = ("none", "")
_DEEPEST: Final = 8
_BULLETS: Final = _Level()
_PLACE = re.compile(r"%([1-9])")
_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)


class Numbering:
    """The lists of a file. Without a numbering part, whatever claims to be in a list is a bullet."""

    def __init__(self, root: etree._Element | None) -> None:
        self._known = root is not None
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
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
                self._restarts[number] = dict(_restarts(node))
        self._linked = {number: styled[link] for number, link in self._linked.items() if link in styled}
        self._marks: dict[tuple[str, int], ListMark | None] = {}

    def mark(self, list_id: str, level: int) -> ListMark | None:
        """Return the mark of a paragraph in list `list_id`; None where nothing is shown before it."""
        key = (list_id, level)
        if key not in self._marks:
            self._marks[key] = self._made(list_id, max(0, min(level, _DEEPEST)))
        return self._marks[key]

    def next_number(self, mark: ListMark) -> str:
        """Return the number that the next paragraph with this mark has, as "3." or "2.1"; count it."""
        abstract = self._abstract_of.get(mark.list_id, "")
        levels = self._levels_of(mark.list_id)
        counts = self._counts.setdefault(self._linked.get(abstract, abstract), {})
        restart = self._restarts.get(mark.list_id, {}).pop(mark.level, None)
        if restart is not None:
            counts[mark.level] = restart
        elif mark.level in counts:
            counts[mark.level] += 1
        else:
            counts[mark.level] = levels.get(mark.level, _BULLETS).start
        for deeper in [level for level in counts if level > mark.level]:
            del counts[deeper]

        def shown(place: re.Match[str]) -> str:
            level = levels.get(int(place[1]) - 1, _BULLETS)
            return _written(counts.get(int(place[1]) - 1, level.start), level.form)

        return _PLACE.sub(shown, levels.get(mark.level, _BULLETS).text).strip()

    def _levels_of(self, list_id: str) -> dict[int, _Level]:
        abstract = self._abstract_of.get(list_id, "")
        return self._abstract.get(self._linked.get(abstract, abstract), {}) | self._overrides.get(list_id, {})

    def _made(self, list_id: str, level: int) -> ListMark | None:
        if list_id in ("", "0"):
            return None
        abstract = self._abstract_of.get(list_id)
        if abstract is None:
            return None if self._known and self._abstract_of else ListMark(list_id, level, "bullet", list_id)
        form, text, _ = self._levels_of(list_id).get(level, _BULLETS)
        if form in _NO_LIST or (form != "bullet" and not text.strip()):
            return None
        kind = (
            "bullet"
            if form == "bullet" or "%" not in text
            else "outline"
            if text.count("%") > 1
            else "number"
        )
        return ListMark(list_id, level, kind, f"list {self._linked.get(abstract, abstract)}")

    def _add_abstract(self, node: etree._Element, styled: dict[str, str]) -> None:
        abstract = node.get(W + "abstractNumId") or ""
        self._abstract[abstract] = _levels(node)
        if link := _value(node, "styleLink"):
            styled[link] = abstract
        if link := _value(node, "numStyleLink"):
            self._linked[abstract] = link


def _levels(node: etree._Element) -> dict[int, _Level]:
    """Return each level that `node` describes."""
    found: dict[int, _Level] = {}
    for level in node.iterchildren(W + "lvl"):
        number, start = level.get(W + "ilvl") or "0", _value(level, "start")
        if number.isdecimal():
            form = _value(level, "numFmt") or "decimal"
            found[int(number)] = _Level(form, _value(level, "lvlText"), _count(start, 1))
    return found


def _restarts(node: etree._Element) -> Iterator[tuple[int, int]]:
    """Yield the levels that a list begins again, each with its first number."""
    for override in node.iterchildren(W + "lvlOverride"):
        start, level = _value(override, "startOverride"), override.get(W + "ilvl") or "0"
        if start and level.isdecimal():
            yield int(level), _count(start, 1)


def _count(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else otherwise


def _written(count: int, form: str) -> str:
    if form.endswith("Letter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < count < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (count // value)
            count %= value
        return roman.upper() if form.startswith("upper") else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _value(node: etree._Element, tag: str) -> str:
    found = node.find(W + tag)
    return (found.get(VAL) or "") if found is not None else ""
