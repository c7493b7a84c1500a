"""The two seed notes, read from beside the repository, and the Word files people might have made of them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.importing.wordfile import bold, bullet, para, run

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


class Seed(NamedTuple):
    """A note as it should come in: lines of the title with the date last, items of (level, text)."""

    name: str
    lines: tuple[str, ...]
    title: str
    day: str
    items: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


def seed(number: str) -> Seed:
    """Return seed 000 or 001."""
    text = next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    return _plain(text) if number == "000" else _markdown(text)


def _plain(text: str) -> Seed:
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip()]
    head, day = blocks[0].rsplit(" - ", 1)
    items: list[tuple[str, list[tuple[int, str]]]] = []
    for block in blocks[1:]:
        if block.startswith("•"):
            items[-1][1].append((1, block[1:].strip()))
        elif len(block) < 60 and not block.endswith("."):
            items.append((block, []))
        else:
            items[-1][1].append((0, block))
    return Seed("000", (f"{head} - {day}",), head, day, tuple((t, tuple(p)) for t, p in items))


def _markdown(text: str) -> Seed:
    text = re.sub(r"</?sup>", "", text)
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
    lines = tuple(line.strip(" *") for line in blocks[0].splitlines())
    items: list[tuple[str, list[tuple[int, str]]]] = []
    for block in blocks[1:]:
        heading = re.fullmatch(r"(?:## )?\*\*(.+)\*\*", block)
        if heading:
            items.append((heading[1], []))
        else:
            items[-1][1].append((0, " ".join(re.sub(r"[<>]", "", block).split())))
    return Seed("001", lines, f"{lines[0]} at {lines[1]}", lines[2], tuple((t, tuple(p)) for t, p in items))


def _ordinals(text: str) -> str:
    """Return runs in which the endings of ordinals are raised, as Word makes them."""
    parts = re.split(r"(?<=\d)(st|nd|rd|th)\b", text)
    return "".join(
        run(part, '<w:vertAlign w:val="superscript"/>' if at % 2 else "")
        for at, part in enumerate(parts)
        if part
    )


Heading = Callable[[str, int], str]


def body(
    note: Seed, title: Heading, heading: Heading, *, typed_bullet: str = "", gaps: bool = False
) -> Iterator[str]:
    """Yield the paragraphs of `note`; `title` and `heading` make one from a text and its number."""
    gap = para() if gaps else ""
    for at, line in enumerate(note.lines):
        yield title(line, at)
    yield gap
    for at, (name, points) in enumerate(note.items):
        yield heading(name, at) + gap
        for level, text in points:
            if level and typed_bullet:
                yield para(f"{typed_bullet}{text}") + gap
            else:
                yield (bullet(text) if level else para(_ordinals(text))) + gap


def plain(text: str, _at: int) -> str:
    return para(text)


def in_bold(text: str, _at: int) -> str:
    return para(bold(text))


def styled(style: str) -> Heading:
    return lambda text, _at: para(text, style=style)


def mixed(text: str, at: int) -> str:
    """Headings as seed 001 has them: bold ones first, styled ones after."""
    return para(bold(text)) if at < 3 else para(bold(text), style="Heading2")
