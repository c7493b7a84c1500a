"""Markdown files (CommonMark): text is escaped so that it shows as it was typed."""

import re
from itertools import pairwise

from sop_minutes.domain.inline import Run
from sop_minutes.domain.text import clean_text
from sop_minutes.export.blocks import (
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Paragraph,
    Pictures,
    Table,
    gathered,
)
from sop_minutes.export.charts import alt_text
from sop_minutes.export.links import link_target

_SPECIAL = re.compile(r"[\\`*_\[\]<>#&~|!]")
_AT_START = re.compile(r"([+=-]|\d{1,9}(?=[.)]))")
_LINE_BREAKS = re.compile("[\n\t]+")


def render_markdown(document: Document) -> bytes:
    """Return `document` as CommonMark. A table becomes a list, as CommonMark has none."""
    blocks: list[str] = []
    for block in gathered(document.blocks):
        above = blocks[-1] if blocks else ""
        if isinstance(block, Table) and block.numbers and above != f"{_escaped(block.caption)}:":
            blocks.append(f"{_escaped(block.caption)}:")
        blocks.append(_block(block))
    if document.margin:
        marking = f"**{_escaped(document.margin)}**"
        blocks = [marking, *blocks, marking]
    return clean_text("\n\n".join(blocks) + "\n").encode()


def _block(block: Block | tuple[Bullet, ...]) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_escaped(block.text)}"
    if isinstance(block, Paragraph):
        return _labelled(block)
    if isinstance(block, Pictures):
        return "\n\n".join(_escaped(alt_text(chart)) for chart in block.charts)
    if isinstance(block, Table):
        return _numbers(block) if block.numbers else _rows(block)
    return _bullets(block)


def _bullets(bullets: tuple[Bullet, ...], indent: str = "") -> str:
    lines = []
    for bullet in bullets:
        lines.append(f"{indent}- {_labelled(bullet.paragraph)}")
        if bullet.under:
            lines.append(_bullets(bullet.under, f"{indent}  "))
    return "\n".join(lines)


def _rows(table: Table) -> str:
    """Return one bullet a row: the first two cells, then the others with their columns' names."""
    lines = []
    for row in table.rows:
        ref, text, *others = row
        named = zip(table.columns[2:], others, strict=True)
        facts = "".join(f"\n  - {_escaped(column.title)}: {_shown(cell)}" for column, cell in named)
        lines.append(f"- {_shown(ref)}: {_shown(text)}{facts}")
    return "\n".join(lines)


def _numbers(table: Table) -> str:
    """Return one line a row: what it is of, and its numbers, each with its column's name."""
    lines = []
    for first, *numbers in table.rows:
        named = zip(table.columns[1:], numbers, strict=True)
        said = "; ".join(f"{_escaped(column.title)} {_shown(cell)}" for column, cell in named)
        lines.append(f"- {_shown(first)}: {said}")
    return "\n".join(lines)


def _labelled(paragraph: Paragraph) -> str:
    label = paragraph.label.strip()
    said = _shown(paragraph.runs)
    return f"**{_escaped(label)}** {said}".rstrip() if label else said


def _shown(runs: Cell) -> str:
    """Return the runs as one line that no block's mark begins."""
    around = (Run(""), *runs, Run(""))
    parts = []
    for (before, run), (_, after) in pairwise(pairwise(around)):
        parts.append(_run(run, standing_free=_apart(before, -1) and _apart(after, 0)))
    line = "".join(parts).strip()
    return _AT_START.sub(_escaped_mark, line, count=1) if _AT_START.match(line) else line


def _escaped_mark(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", _LINE_BREAKS.sub(" ", text))


def _apart(neighbour: Run, end: int) -> bool:
    """Say whether asterisks can stand beside this end of a neighbour without being taken for its own."""
    beside = neighbour.text[end:][:1]
    return not (neighbour.bold or neighbour.italic or beside.isalnum())


def _run(run: Run, *, standing_free: bool) -> str:
    target = link_target(run.link) if run.link else ""
    if target == run.text and not (run.bold or run.italic):
        return f"<{target}>"
    shown = _emphasised(run, standing_free=standing_free or bool(target))
    return f"[{shown}](<{target}>)" if target else shown


def _emphasised(run: Run, *, standing_free: bool) -> str:
    """Return the run in asterisks where CommonMark is sure to read those, else in tags."""
    text = _escaped(run.text)
    if not (run.bold or run.italic) or not run.text.strip():
        return text
    if standing_free and run.text[0].isalnum() and run.text[-1].isalnum():
        mark = "*" * (run.italic + 2 * run.bold)
        return f"{mark}{text}{mark}"
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text
