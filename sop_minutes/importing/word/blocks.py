"""What a Word file is made of, once read: frozen blocks in document order."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from sop_minutes.domain.inline import is_address
from sop_minutes.importing.word.names import TooLargeError
from sop_minutes.importing.word.numbering import ListMark
from sop_minutes.importing.word.styles import PLAIN, Style

_WORD = re.compile(r"\w")
# Three hundred meetings are 20,000 paragraphs and 2 million characters.
MAX_PARAGRAPHS: Final = 30_000
MAX_CHARACTERS: Final = 8_000_000


class Look(NamedTuple):
    """How a piece of text shows. The order is that of the styles' toggles."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    caps: bool = False
    hidden: bool = False


# A stretch of text in one look, and the address it leads to ("" for none).
Piece: TypeAlias = tuple[str, Look, str]
NO_LOOK: Final = Look()


class Paragraph(NamedTuple):
    """One paragraph. In its pieces a tab is ``\\t`` and a line break ``\\n``.

    `base` is the look its style gives. `heading` is 1 to 9, or 0. `gap` says that an empty paragraph
    stood before, `boxed` that it is in a text box. `notes` are the ids of the foot- and endnotes it
    refers to. `indent` is in twentieths of a point. `number` is what Word shows before it, as "2.1".
    """

    pieces: tuple[Piece, ...]
    style: Style = PLAIN
    base: Look = NO_LOOK
    mark: ListMark | None = None
    heading: int = 0
    indent: int = 0
    centred: bool = False
    gap: bool = False
    boxed: bool = False
    notes: tuple[str, ...] = ()
    number: str = ""

    @property
    def text(self) -> str:
        return "".join([text for text, _, _ in self.pieces])

    def throughout(self) -> Look:
        """Return the look of every word; pieces without words have no say."""
        looks = {look for text, look, _ in self.pieces if _WORD.search(text)}
        if not looks:
            return NO_LOOK
        return Look(*[all(toggles) for toggles in zip(*looks, strict=True)])


class Cell(NamedTuple):
    """A cell of a table. `continued` says it is the lower part of the merged cell above it."""

    blocks: "tuple[Block, ...]"
    span: int = 1
    continued: bool = False


class Table(NamedTuple):
    """A table's rows as they stand: they need not be of one length."""

    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Paragraph | Table


@dataclass(slots=True)
class Tally:
    """How much was left out on purpose, and how much cannot be shown."""

    deleted: int = 0
    hidden: int = 0
    comments: int = 0
    pictures: int = 0
    inserted_files: int = 0
    links: int = 0
    damaged: list[str] = field(default_factory=list)
    paragraphs: int = 0
    characters: int = 0

    def read(self, pieces: "list[Piece]") -> None:
        """Count a paragraph. Raises TooLargeError when there are more than an import takes on."""
        self.paragraphs += 1
        for piece in pieces:
            self.characters += len(piece[0])
            if piece[2] and not is_address(piece[2]):
                self.links += 1
        if self.paragraphs > MAX_PARAGRAPHS or self.characters > MAX_CHARACTERS:
            raise TooLargeError


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file, read.

    `margins` is the text of headers and footers, each once, page numbers left out. `notes` are the
    foot- and endnotes by the ids that paragraphs refer to. `subject` is what the file says it is about.
    """

    blocks: tuple[Block, ...]
    margins: tuple[Paragraph, ...]
    notes: dict[str, tuple[Block, ...]]
    tally: Tally
    saved_on: date | None
    subject: str
