"""The text of a PDF file, read back by PDFium."""

import re
import threading
from collections import Counter
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]

PDFIUM = threading.Lock()
"""PDFium serves one thread at a time: whoever calls it in this process holds this."""

_PAGE_NUMBER = re.compile(r"Page \d+ of \d+")
_XMP = re.compile(rb"<\?xpacket begin.*?<\?xpacket end", re.DOTALL)
_ADDRESS = re.compile(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_CHANCE = re.compile(r"<xmpMM:(\w+)>[^<]*</xmpMM:\1>")
_XML_TEXT = re.compile(r">([^<>]+)<")


def pdf_texts(content: bytes) -> Iterator[str]:
    """Yield the text of all pages as one, without what repeats on each; then that, properties and links.

    A sentence may run over the end of a page, so headers and footers must not stand in it.
    """
    with PDFIUM, pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
        around = [str(value) for value in document.get_metadata_dict().values()]
        around += [str(entry.get_title()) for entry in document.get_toc()]
    around += [_unescaped(address) for address in _ADDRESS.findall(content)]
    repeated = _repeated(pages)
    yield "\n".join(line for page in pages for line in page if line not in repeated)
    yield from sorted(line for line in repeated if not _PAGE_NUMBER.fullmatch(line.strip()))
    yield from around
    for packet in _XMP.findall(content):
        yield from _XML_TEXT.findall(_CHANCE.sub("", packet.decode("utf-8", "replace")))


def _repeated(pages: list[list[str]]) -> set[str]:
    """Return the lines that stand on every one of several pages, and the page numbers."""
    counts = Counter(line for page in pages for line in set(page))
    return {
        line
        for line, count in counts.items()
        if _PAGE_NUMBER.fullmatch(line.strip()) or (count == len(pages) > 1)
    }


def _unescaped(literal: bytes) -> str:
    return re.sub(rb"\\(.)", rb"\1", literal, flags=re.DOTALL).decode("utf-8", "replace")
