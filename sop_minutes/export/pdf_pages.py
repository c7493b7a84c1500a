"""A finished PDF as pictures of its pages, to be looked at before it goes out."""

from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]

from sop_minutes.export.pdf_text import PDFIUM


class PageSize(NamedTuple):
    """How wide and high a page is, in points."""

    width: float
    height: float


class PagePicture(NamedTuple):
    """A page as pixels: four bytes each, blue, green, red and one of no meaning; `stride` bytes a line."""

    pixels: bytes
    width: int
    height: int
    stride: int


class PdfPages:
    """The pages of a PDF, which is kept in memory. They count from 0."""

    def __init__(self, content: bytes) -> None:
        with PDFIUM:
            self._document = pypdfium2.PdfDocument(content)
            self.sizes = tuple(PageSize(*page.get_size()) for page in self._document)

    def picture(self, number: int, width: int) -> PagePicture:
        """Return a page drawn `width` pixels wide."""
        with PDFIUM:
            page = self._document[number]
            scale = width / page.get_width()
            drawn = page.render(scale=scale, prefer_bgrx=True)
            return PagePicture(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)

    def text(self, number: int) -> str:
        """Return the text of a page, line by line."""
        with PDFIUM:
            return "\n".join(self._document[number].get_textpage().get_text_bounded().splitlines())

    def close(self) -> None:
        """Let the PDF go. Nothing else may be asked for afterwards."""
        with PDFIUM:
            self._document.close()
