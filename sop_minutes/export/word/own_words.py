"""What notes say because a user's own template does: words of its headers, names of its looks."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final, cast

from lxml import etree

from sop_minutes.export.word.ooxml import NS, w

_LONGEST_NAME: Final = 30
_BANDS: Final = (w("hdr"), w("ftr"))
_SEEN: Final = etree.XPath(
    ".//w:t[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::w:r/w:rPr/w:vanish)]/text()",
    namespaces=NS,
)


def own_words(content: bytes) -> Iterator[str]:
    """Yield what a Word file shows in headers and footers, by paragraph, and how styles and fonts are called.

    Nothing that is hidden there, and no name as long as a sentence: such a text is no fixed wording.
    """
    with zipfile.ZipFile(BytesIO(content)) as package:
        roots = [etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    for root in roots:
        if root.tag in _BANDS:
            yield from ("".join(_texts(paragraph)) for paragraph in root.iter(w("p")))
        elif root.tag != w("document"):
            values = (str(value) for node in root.iter(etree.Element) for value in node.attrib.values())
            yield from (value for value in values if len(value) <= _LONGEST_NAME)


def _texts(paragraph: etree._Element) -> list[str]:
    return cast("list[str]", _SEEN(paragraph))
