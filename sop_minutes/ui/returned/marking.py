"""Words side by side: what went is struck out, what came is underlined; colour only says it again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.page.blocks import Block
from sop_minutes.domain.returned.copy import Trace
from sop_minutes.domain.returned.words import WordSpan
from sop_minutes.ui.theme import Theme


def marked(spans: Iterable[WordSpan], theme: Theme) -> str:
    """Return words with what became of each, as rich text."""
    return "".join(_span(span, theme) for span in spans)


def spoken(spans: Iterable[WordSpan]) -> str:
    """Return words with what became of each, to be read out."""
    return " ".join(_SPOKEN[span.trace].format(span.text.strip()) for span in spans if span.text.strip())


def blocks_text(blocks: Sequence[Block]) -> str:
    """Return blocks as they read, a paragraph each."""
    return "".join(f"<p style='margin:0 0 4px 0'>{_form(block)}</p>" for block in blocks)


def blocks_spoken(blocks: Sequence[Block]) -> str:
    """Return blocks as they are read out."""
    return " / ".join(plain_text(block.text) for block in blocks)


def _form(block: Block) -> str:
    text = escape(plain_text(block.text))
    if block.heading:
        return f"<b>{text}</b>"
    return f"{'&nbsp;&nbsp;&nbsp;' * (block.level - 1)}• {text}" if block.level else text


def _span(span: WordSpan, theme: Theme) -> str:
    text = escape(span.text)
    if span.bold:
        text = f"<b>{text}</b>"
    if span.italic:
        text = f"<i>{text}</i>"
    if span.link and span.link not in span.text:
        text = f"{text} ({escape(span.link)})"
    if span.trace is Trace.DELETED:
        return f"<s style='{_colours('late', theme)}'>{text}</s>"
    if span.trace is Trace.INSERTED:
        return f"<u style='{_colours('good', theme)}'>{text}</u>"
    return text


_SPOKEN = defaultdict(lambda: "{0}", {Trace.DELETED: "(taken out: {0})", Trace.INSERTED: "(put in: {0})"})


def _colours(tone: str, theme: Theme) -> str:
    found = theme.tones[tone]
    return f"color:{found.ink.name()}; background-color:{found.back.name()}"
