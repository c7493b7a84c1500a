"""Our documents as plain blocks, the same words for every peer: as lists, Markdown and HTML.

A block is ["h", level, text], ["p", label, text], ["b", level, label, text] or ["t", heads, rows].
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from sop_minutes.domain.inline import Run
from sop_minutes.export.blocks import Block, Document, Heading, Paragraph

Plain = list[Any]


def plain_blocks(document: Document) -> list[Plain]:
    """Return the blocks without links and emphasis: peers have less to do than we."""
    return [_plain(block) for block in document.blocks]


def _plain(block: Block) -> Plain:
    if isinstance(block, Heading):
        return ["h", block.level, block.text]
    if isinstance(block, Paragraph):
        text = _text(block.runs)
        return ["b", block.level, block.label, text] if block.level else ["p", block.label, text]
    return [
        "t",
        [column.title for column in block.columns],
        [[_text(cell) for cell in row] for row in block.rows],
    ]


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def as_markdown(blocks: Sequence[Plain]) -> str:
    return "\n".join(line for block in blocks for line in _markdown(block)) + "\n"


def _markdown(block: Plain) -> Iterator[str]:
    kind = block[0]
    if kind == "h":
        yield from (f"{'#' * block[1]} {block[2]}", "")
    elif kind == "t":
        yield from ("", f"| {' | '.join(block[1])} |", "|---" * len(block[1]) + "|")
        yield from (f"| {' | '.join(row)} |" for row in block[2])
        yield ""
    elif kind == "b":
        yield f"{'    ' * (block[1] - 1)}- {_bold(block[2])}{block[3]}"
    else:
        yield from ("", f"{_bold(block[1])}{block[2]}", "")


def _bold(label: str) -> str:
    return f"**{label.strip()}** " if label.strip() else ""


def as_html(blocks: Sequence[Plain]) -> str:
    body = "\n".join(_html(block) for block in blocks)
    return f"<!DOCTYPE html><html lang=en><meta charset=utf-8><body>\n{body}\n</body></html>\n"


def _html(block: Plain) -> str:
    kind = block[0]
    if kind == "h":
        return f"<h{block[1]}>{escape(block[2])}</h{block[1]}>"
    if kind == "b":
        return f"<ul><li><b>{escape(block[2])}</b>{escape(block[3])}</li></ul>"
    if kind == "p":
        return f"<p><b>{escape(block[1])}</b>{escape(block[2])}</p>"
    rows = (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in block[2])
    heads = "".join(f"<th>{escape(head)}</th>" for head in block[1])
    return f"<table border=1><tr>{heads}</tr>{''.join(rows)}</table>"
