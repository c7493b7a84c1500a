"""The structure tree of a PDF, and what a machine can decide of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf.generic import IndirectObject

_STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
_UNDER = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
}
_OVER = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TR": set(_UNDER) - {"L", "LI"},
}


@dataclass(slots=True)
class Node:
    """An element: its object's number, its standard type, what is under it and what it holds.

    `marks` are (page, number) of content, `objects` the numbers of annotations.
    """

    id: int
    kind: str
    raw: Any
    above: "Node | None"
    under: list["Node"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)

    def contents(self, page: IndirectObject) -> list[int]:
        """Return the numbers of its content on a page."""
        return [mcid for on, mcid in self.marks if on == page.idnum]

    def attribute(self, name: str) -> Any:
        held = self.raw.get("/A", [])
        for each in held if isinstance(held, list) else [held]:
            if name in each.get_object():
                return each.get_object()[name]
        return None


def nodes_of(tree: Any) -> Iterator[Node]:
    """Yield the elements of a tree in reading order."""
    roles = {str(name): str(kind) for name, kind in tree.get("/RoleMap", {}).items()}
    for kid in _kids(tree):
        yield from _walk(kid, None, roles)


def _kids(raw: Any) -> list[Any]:
    held = raw.raw_get("/K") if "/K" in raw else []
    solved = held.get_object() if isinstance(held, IndirectObject) else held
    return list(solved) if isinstance(solved, list) else [held]


def _walk(reference: IndirectObject, above: Node | None, roles: Mapping[str, str]) -> Iterator[Node]:
    raw = reference.get_object()
    kind = str(raw["/S"])
    node = Node(reference.idnum, roles.get(kind, kind).removeprefix("/"), raw, above)
    yield node
    page = raw.raw_get("/Pg").idnum if "/Pg" in raw else 0
    for kid in _kids(raw):
        held = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(held, int):
            node.marks.append((page, int(held)))
        elif held.get("/Type") == "/MCR":
            node.marks.append((held.raw_get("/Pg").idnum if "/Pg" in held else page, int(held["/MCID"])))
        elif held.get("/Type") == "/OBJR":
            node.objects.append(held.raw_get("/Obj").idnum)
        else:
            inside = list(_walk(kid, node, roles))
            node.under.append(inside[0])
            yield from inside


def numbers_of(tree: Any) -> dict[int, Any]:
    """Return a number tree as a dictionary; its references are not followed, but lists are."""
    held = tree.get("/Nums", [])
    pairs = dict(zip(map(int, held[::2]), list(held)[1::2], strict=True))
    found = {number: _listed(value) for number, value in pairs.items()}
    for kid in tree.get("/Kids", []):
        found |= numbers_of(kid.get_object())
    return found


def _listed(value: Any) -> Any:
    solved = value.get_object() if isinstance(value, IndirectObject) else value
    return list(solved) if isinstance(solved, list) else value


def structure_faults(nodes: Sequence[Node], tree: Any) -> Iterator[str]:
    """Yield what is amiss with a tree's elements and how they stand in one another."""
    if [node.kind for node in nodes if node.above is None] != ["Document"]:
        yield "the tree is not of one document"
    for node in nodes:
        over = node.raw.raw_get("/P")
        if over.idnum != (node.above.id if node.above else tree.indirect_reference.idnum):
            yield "01-005: an element stands elsewhere than it says"
        yield from _element_faults(node)
    yield from _heading_faults([int(n.kind[1]) for n in nodes if re.fullmatch("H[1-6]", n.kind)])


def _element_faults(node: Node) -> Iterator[str]:
    if node.kind not in _STANDARD:
        yield f"02-001: {node.kind} is no type of element"
    if not {each.kind for each in node.under} <= _UNDER.get(node.kind, _STANDARD):
        yield f"09-004: a {node.kind} holds what it may not"
    if node.kind in _OVER and (node.above is None or node.above.kind not in _OVER[node.kind]):
        yield f"09-004: a {node.kind} stands where it may not"
    if node.kind == "LI" and [each.kind for each in node.under] not in (["Lbl", "LBody"], ["LBody"]):
        yield "16-003: a bullet lacks its text"
    if node.kind == "Figure" and not str(node.raw.get("/Alt", node.raw.get("/ActualText", ""))).strip():
        yield "13-004: a figure has no words"
    if node.kind == "TH" and node.attribute("/Scope") not in ("/Column", "/Row", "/Both"):
        yield "15-003: a heading of a table does not say of what"
    if node.kind == "Table":
        yield from _table_faults(node)
    if node.kind == "Link" and not node.objects:
        yield "28-011: a link leads nowhere"


def _table_faults(table: Node) -> Iterator[str]:
    rows = [row for each in table.under for row in (each.under if each.kind != "TR" else [each])]
    if len({sum(int(cell.attribute("/ColSpan") or 1) for cell in row.under) for row in rows}) != 1:
        yield "15-004: rows of a table are not as long as one another"
    if not any(cell.kind == "TH" for row in rows for cell in row.under):
        yield "15-002: a table has no heading"


def _heading_faults(levels: Sequence[int]) -> Iterator[str]:
    if levels[:1] != [1]:
        yield "14-002: the first heading is not of the first level"
    if any(level > above + 1 for above, level in pairwise(levels)):
        yield "14-003: a heading skips a level"
