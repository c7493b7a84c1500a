"""Lines: what a paragraph holds, cleaned, with its bullet or number told from its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sop_minutes.domain.inline import Run, marked_up
from sop_minutes.domain.words import Audience
from sop_minutes.importing.minutes.runs import Runs, all_bold, at_breaks, cut, joined, runs_of, text_of
from sop_minutes.importing.minutes.vocabulary import find_label
from sop_minutes.importing.word.blocks import Block, Look, Paragraph

# What inline markup is made of: a text without it stands for itself.
_MARKS = re.compile(r"[*\[\\]|://|www\.", re.IGNORECASE)
_BULLET = re.compile(
    r"\s*(?:(?P<dot>[•●▪◦○‣⁃∙·■□◆❖➢➤►▶➔→⇒✦✧])\s*|(?P<dash>[-–—])(?:\s+|(?=[A-Z]))"
    r"|(?P<mark>[*>+])\s+|(?P<o>[o§])\s+)(?=\S)"
)
_NUMBER = re.compile(
    r"\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivx]{1,5})[.):](?:\s+|(?=[A-Z]))"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}\s+|[IVX]{1,5}[.)]\s+|\d{1,3}\t\s*)(?=\S)"
)
_REFERENCE = re.compile(
    r"\s*(?:\(?\d{1,3}(?:[./]\d{1,4}){0,3}[.):]?|(?:[A-Z]{1,4}[ /-]?)?\d{1,3}/\d{1,4})(?:\s+|$)"
)
_ENDED: Final = (".", "!", "?", "…", '."', ".”", ".’", ".)")
_SCRIPT = re.compile(r"</?su[bp]>", re.IGNORECASE)
_TYPED_BOLD = re.compile(r"\s*\*\*([^*]{1,200})\*\*:?\s*")
_TYPED_HEADING = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_TYPED_LINK = re.compile(r"<(https?://[^<>\s]{1,500})>")
_SHORT: Final = 60
_MOST_BREAKS: Final = 2000


class Line(NamedTuple):
    """One line of a note as it stands in the file.

    `text` is plain and single-spaced, without a bullet; its first `numbered` characters are a typed
    number. `bullet` tells one kind and depth of bullet from another; None is no bullet. `auto` is
    "number" or "outline" where Word numbers the line, in lists of `family`, `depth` deep, as `number`;
    `typed` says that this number was typed, and taken out of the text.
    `heading` is its style's level, `role` its style's. `audience` is what it stands in says of it.
    """

    runs: Runs
    text: str
    bullet: tuple[str, int] | None = None
    numbered: int = 0
    auto: str = ""
    depth: int = 0
    family: str = ""
    number: str = ""
    typed: bool = False
    heading: int = 0
    role: str = ""
    bold: bool = False
    underlined: bool = False
    caps: bool = False
    centred: bool = False
    gap: bool = False
    boxed: bool = False
    in_table: bool = False
    audience: Audience = Audience.PUBLIC
    notes: tuple[str, ...] = ()

    @property
    def raw(self) -> str:
        """The text with its tabs and line breaks."""
        return text_of(self.runs)

    @property
    def title(self) -> str:
        """The text without its number."""
        return self.text[self.numbered :]

    @property
    def marked(self) -> str:
        """The text with its inline markup."""
        raw = self.raw
        if _MARKS.search(raw) or any(run.bold or run.italic or run.link for run in self.runs):
            return spaced(marked_up(self.runs))
        return spaced(raw)


def number_length(raw: str) -> int:
    """Return how many characters of `raw` are a typed number before its text; 0 for none."""
    found = _NUMBER.match(raw)
    return found.end() if found else 0


def spaced(text: str) -> str:
    """Return `text` with every run of white space as one space."""
    return " ".join(text.split())


def plain_line(text: str) -> Line:
    """Return a line that says `text`."""
    return Line((Run(text),), spaced(text))


def lines_of(paragraph: Paragraph, *, in_table: bool = False) -> Iterator[Line]:
    """Yield the lines of `paragraph`; one without a letter or digit is left out."""
    first, look = True, paragraph.throughout()
    for segment in _segments(runs_of(paragraph), paragraph, look):
        line = _line(segment, paragraph, look, first=first)
        if line is not None:
            yield line._replace(in_table=in_table)
            first = False


def paragraph_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of all paragraphs in `blocks`, those in tables cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from lines_of(block)
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraph_lines(cell.blocks)


def without_start(line: Line, length: int) -> Line:
    """Return `line` without the first `length` characters of its raw text."""
    runs = cut(line.runs, length)
    return line._replace(runs=runs, text=spaced(text_of(runs)), numbered=0)


def _line(runs: Runs, paragraph: Paragraph, look: Look, *, first: bool) -> Line | None:
    runs, heading, bold = _typed_markup(runs)
    raw = text_of(runs)
    mark = paragraph.mark if first else None
    bullet: tuple[str, int] | None = (mark.family, mark.level) if mark and mark.kind != "outline" else None
    typed = None if paragraph.heading and not mark else _BULLET.match(raw)
    if typed:
        runs = cut(runs, typed.end())
        bullet = bullet or (typed[0].strip(), paragraph.indent + 20 * (len(raw) - len(raw.lstrip())))
        raw = raw[typed.end() :]
    text = spaced(raw)
    if not any(map(str.isalnum, text)):
        return None
    number = _NUMBER.match(raw)
    return Line(
        runs=runs,
        text=text,
        bullet=bullet,
        numbered=len(spaced(number[0])) + (number[0] != number[0].rstrip()) if number else 0,
        auto=mark.kind if mark and mark.kind != "bullet" else "",
        depth=mark.level if mark else 0,
        family=mark.family if mark else "",
        number=paragraph.number if first else "",
        heading=heading or (paragraph.heading if first else 0),
        role=paragraph.style.role,
        bold=bold or look.bold or all_bold(_without_reference(runs)),
        underlined=look.underlined,
        caps=look.caps or (text.isupper() and sum(map(str.isalpha, text)) > 3),
        centred=paragraph.centred,
        gap=paragraph.gap and first,
        boxed=paragraph.boxed,
        notes=paragraph.notes if first else (),
    )


def _without_reference(runs: Runs) -> Runs:
    """Return `runs` without a number before their words: "14/19", "2.1", "7."."""
    found = _REFERENCE.match(text_of(runs))
    return cut(runs, found.end()) if found else runs


def _typed_markup(runs: Runs) -> tuple[Runs, int, bool]:
    """Return `runs` without the marks of a text that was typed as Markdown: level of heading, and bold."""
    if len(runs) != 1 or runs[0].bold:
        return runs, 0, False
    text = runs[0].text
    if "<" in text:
        text = _TYPED_LINK.sub(r"\1", _SCRIPT.sub("", text))
    heading = _TYPED_HEADING.match(text) if "#" in text[:80] else None
    if heading:
        text = text[heading.end() :]
    bold = _TYPED_BOLD.fullmatch(text) if "**" in text[:200] and len(text) < 250 else None
    if bold:
        text = bold[1]
    if text == runs[0].text:
        return runs, 0, False
    return (Run(text, False, runs[0].italic, runs[0].link),), len(heading[1]) if heading else 0, bool(bold)


def _segments(runs: Runs, paragraph: Paragraph, look: Look) -> list[Runs]:
    """Return `runs` in parts where a line break evidently ends a paragraph; other breaks stay in."""
    if not any("\n" in run.text for run in runs):
        return [runs]
    parts = at_breaks(runs)
    if len(parts) > _MOST_BREAKS:
        return [runs]
    texts = [text_of(part).strip() for part in parts]
    if paragraph.heading or paragraph.style.role or look.bold:
        ends = [not text for text in texts]
        return _grouped(parts, ends)
    listed = sum(map(bool, texts)) > 2 and all(_heads_a_line(text) for text in texts if text)
    ends = [
        listed or not text or not after or _ends_here(text, after) or all_bold(part) != all_bold(following)
        for part, following, text, after in zip(parts, parts[1:], texts, texts[1:], strict=False)
    ]
    return _grouped(parts, [*ends, True])


def _grouped(parts: Sequence[Runs], ends: Sequence[bool]) -> list[Runs]:
    """Return `parts` joined again up to each one that ends a paragraph."""
    groups: list[list[Runs]] = [[]]
    for part, end in zip(parts, ends, strict=True):
        groups[-1].append(part)
        if end:
            groups.append([])
    return [joined(group, "\n") for group in groups if any(group)]


def _ends_here(text: str, after: str) -> bool:
    if _BULLET.match(after) or _NUMBER.match(after) or find_label(after) or find_label(text):
        return True
    return text.endswith(_ENDED) and not after[0].islower()


def _heads_a_line(text: str) -> bool:
    return len(text) <= _SHORT and not text[0].islower()
