"""What a Word file is made of, once read: frozen blocks in document order."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from sop_minutes.domain.inline import Run
from sop_minutes.importing.word.names import TooLargeError
from sop_minutes.importing.word.numbering import ListMark
from sop_minutes.importing.word.styles import PLAIN, Style

# Three hundred meetings are 20,000 paragraphs and 2 million characters.
MAX_PARAGRAPHS: Final = 30_000
MAX_CHARACTERS: Final = 8_000_000


class Paragraph(NamedTuple):
    """One paragraph. In its runs a tab is ``\\t`` and a line break ``\\n``.

    `heading` is 1 to 9, or 0. `bold`, `underlined` and `caps` say it of every word, by whatever
    means (`styled_bold`: by the style alone); a run is bold only where its style is not. `gap` says that an empty paragraph stood before.
    `notes` are the ids of the foot- and endnotes it refers to. `indent` is in twentieths of a point.
    """

    runs: tuple[Run, ...]
    style: Style = PLAIN
    mark: ListMark | None = None
    heading: int = 0
    bold: bool = False
    underlined: bool = False
    caps: bool = False
    styled_bold: bool = False
    centred: bool = False
    indent: int = 0
    gap: bool = False
    boxed: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs])


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
    damaged: list[str] = field(default_factory=list)
    paragraphs: int = 0
    characters: int = 0

    def read(self, characters: int) -> None:
        """Count a paragraph. Raises TooLargeError when there are more than an import takes on."""
        self.paragraphs += 1
        self.characters += characters
        if self.paragraphs > MAX_PARAGRAPHS or self.characters > MAX_CHARACTERS:
            raise TooLargeError


@dataclass(frozen=True, slots=True)
class Document:
    """A Word file, read.

    `margins` is the text of headers and footers, each once, page numbers left out. `notes` are the
    foot- and endnotes by the ids that paragraphs refer to.
    """

    blocks: tuple[Block, ...]
    margins: tuple[Paragraph, ...]
    notes: dict[str, tuple[Block, ...]]
    tally: Tally
    saved_on: date | None
