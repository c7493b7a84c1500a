"""Comments of a Word file: who says what, the answers to it, and whether it is settled."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from sop_minutes.domain.returned.copy import CopyComment
from sop_minutes.domain.text import clean_line
from sop_minutes.importing.returned.traces import hand_of
from sop_minutes.importing.word.names import W, is_on

_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SILENT: Final = frozenset({W + "pPr", W + "rPr", W + "annotationRef", W + "delText"})


class Comments:
    """All comments of a file by id."""

    def __init__(self, root: etree._Element | None, more: etree._Element | None) -> None:
        """`root` is the part that holds them, `more` the one that says which are answers, which settled."""
        self._said: dict[str, CopyComment] = {}
        self._answers: dict[str, list[str]] = {}
        self._answered: set[str] = set()
        by_paragraph: dict[str, str] = {}
        for node in root.iterchildren(W + "comment") if root is not None else ():
            id_ = node.get(W + "id") or ""
            self._said[id_] = CopyComment(hand_of(node), said_in(node))
            by_paragraph |= dict.fromkeys(_paragraphs(node), id_)
        for node in more.iterchildren(_W15 + "commentEx") if more is not None else ():
            self._extend(node, by_paragraph)

    def of(self, id_: str, on: str) -> CopyComment | None:
        """Return the comment on the text `on` with its answers; None for an answer, and for an empty one."""
        said = self._said.get(id_)
        if said is None or id_ in self._answered or not (said.text or self._answers.get(id_)):
            return None
        return replace(said, on=clean_line(on), replies=tuple(self._replies(id_)))

    def _replies(self, id_: str) -> Iterator[CopyComment]:
        for answer in self._answers.get(id_, ()):
            yield self._said[answer]
            yield from self._replies(answer)

    def _extend(self, node: etree._Element, by_paragraph: dict[str, str]) -> None:
        id_ = by_paragraph.get(node.get(_W15 + "paraId") or "")
        parent = by_paragraph.get(node.get(_W15 + "paraIdParent") or "")
        if id_ is None or id_ in self._answered:
            return
        if node.get(_W15 + "done") in ("1", "true"):
            self._said[id_] = replace(self._said[id_], done=True)
        if parent is not None and parent != id_ and not self._is_under(parent, id_):
            self._answers.setdefault(parent, []).append(id_)
            self._answered.add(id_)

    def _is_under(self, id_: str, other: str) -> bool:
        return any(answer == id_ or self._is_under(id_, answer) for answer in self._answers.get(other, ()))


def said_in(node: etree._Element) -> str:
    """Return the text of a comment or a note in a line, all changes in it accepted."""
    return " ".join(filter(None, (clean_line(_text(part)) for part in node.iter(W + "p"))))


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(node: etree._Element) -> Iterator[str]:
    for child in node:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in (W + "tab", W + "br", W + "cr"):
            yield " "
        elif child.tag not in _SILENT and not (child.tag == W + "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and is_on(hidden)


def _paragraphs(node: etree._Element) -> Iterator[str]:
    for paragraph in node.iter(W + "p"):
        if id_ := paragraph.get(_W14 + "paraId"):
            yield id_
