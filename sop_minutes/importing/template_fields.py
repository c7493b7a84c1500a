"""The fields of a template's headers: page numbers and days stay, others tell of another file."""

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from sop_minutes.importing.word.names import W

_LIVE: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME"})
_SHOWN: Final = frozenset({"HYPERLINK", "INCLUDEPICTURE"})
"""Fields whose result is kept as it stands: a link's words, and a logo that is in the file."""


@dataclass
class _Field:
    """A field of several runs: its `code` with the marks around it, and the `result` last shown."""

    code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)
    instruction: str = ""
    is_shown: bool = False


def settle_fields(root: etree._Element) -> None:
    """Take the fields out of a part, with what they showed, but for those that are true of any file."""
    for simple in list(root.iter(f"{W}fldSimple")):
        kind = _kind(simple.get(f"{W}instr", ""))
        if kind in _SHOWN:
            for child in list(simple):
                simple.addprevious(child)
        if kind not in _LIVE:
            _drop(simple)
    for each in _fields(root):
        kind = _kind(each.instruction)
        if kind not in _LIVE:
            for node in (*each.code, *(() if kind in _SHOWN else each.result)):
                _drop(node)
    for stored in list(root.iter(f"{W}fldData", f"{W}ffData")):
        _drop(stored)


def _fields(root: etree._Element) -> list[_Field]:
    """Return the fields of several runs, the outer ones too of those that stand in one another."""
    found: list[_Field] = []
    within: list[_Field] = []
    for run in root.iter(f"{W}r"):
        for node in [child for child in run if child.tag != f"{W}rPr"]:
            mark = node.get(f"{W}fldCharType", "") if node.tag == f"{W}fldChar" else ""
            if mark == "begin":
                found.append(_Field())
                within.append(found[-1])
            for each in within:
                is_code = not each.is_shown or (each is within[-1] and bool(mark))
                (each.code if is_code else each.result).append(node)
            if within and node.tag == f"{W}instrText" and not within[-1].is_shown:
                within[-1].instruction += node.text or ""
            if within and mark == "separate":
                within[-1].is_shown = True
            elif within and mark == "end":
                within.pop()
    return found


def _kind(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
