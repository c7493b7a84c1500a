"""Text in drawings: boxes, shapes, charts and diagrams; each once, whichever way it is offered twice."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from lxml import etree

from sop_minutes.importing.word.names import MC, A, DamagedError, R, TooLargeError, V, W
from sop_minutes.importing.word.package import Package, Relationship

_BOX: Final = W + "txbxContent"
_CHOICE: Final = MC + "Choice"
_FALLBACK: Final = MC + "Fallback"
_ALTERNATE: Final = MC + "AlternateContent"
_PICTURES: Final = frozenset({A + "blip", V + "imagedata"})
_TEXTS: Final = (W + "t", A + "t")
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


class Drawn(NamedTuple):
    """What a drawing holds. `boxes` are elements with paragraphs in them."""

    boxes: list[etree._Element]
    texts: list[str]
    pictures: int


def choice(alternate: etree._Element) -> Sequence[etree._Element]:
    """Return the children of the one branch to read: the first that holds text, else the first."""
    branches = [node for node in alternate if node.tag in (_CHOICE, _FALLBACK)]
    for branch in branches:
        if next(branch.iter(*_TEXTS), None) is not None:
            return list(branch)
    return list(branches[0]) if branches else ()


def read(drawing: etree._Element, package: Package, links: dict[str, Relationship]) -> Drawn:
    """Return the text boxes in `drawing`, and the text of its shapes, charts and diagrams."""
    found = Drawn([], [], 0)
    pictures = 0
    waiting = [drawing]
    while waiting:
        node = waiting.pop()
        tag = node.tag
        if tag == _BOX:
            found.boxes.append(node)
            continue
        if tag == A + "p":
            found.texts.extend(_joined(node))
            continue
        if tag in _PICTURES:
            pictures = 1
        elif tag in (_CHART + "chart", _DIAGRAM):
            found.texts.extend(_of_part(node, package, links))
        elif tag == V + "textpath" and (node.get("string") or "").strip():
            found.texts.append(node.get("string") or "")
        children = choice(node) if tag == _ALTERNATE else list(node)
        waiting.extend(reversed(children))
    return Drawn(found.boxes, found.texts, pictures or (1 if drawing.tag == W + "object" else 0))


def _of_part(node: etree._Element, package: Package, links: dict[str, Relationship]) -> list[str]:
    """Return the paragraphs and names in the part a chart or a diagram is kept in."""
    related = links.get(node.get(R + "dm") or node.get(R + "id") or "")
    if related is None or related.external or related.target not in package:
        return []
    try:
        root = package.root(related.target)
    except (DamagedError, TooLargeError):
        return []
    texts = [text for part in root.iter(A + "p") for text in _joined(part)]
    names = [v.text or "" for cache in root.iter(_CHART + "strCache") for v in cache.iter(_CHART + "v")]
    return list(dict.fromkeys(text for text in texts + names if text.strip()))


def _joined(paragraph: etree._Element) -> list[str]:
    text = "".join(t.text or "" for t in paragraph.iter(A + "t"))
    return [text] if text.strip() else []
