"""The inline markup of a point: bold, italic and links, stored as typed and shown formatted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

_TARGET = r"(?:https?://|mailto:)[^\s<>()\"]*(?:\([^\s<>()\"]*\)[^\s<>()\"]*)*"
_BARE = r"(?P<bare>\b(?:https?://|www\.[a-z0-9-]+\.)[^\s<>\"]+)"
_MARK = re.compile(
    r"\\(?P<escaped>[*\[])"
    rf"|\[(?P<label>[^\[\]]{{1,2000}})\]\((?P<target>{_TARGET})\)"
    rf"|{_BARE}"
    r"|\*\*(?=\S)(?P<bold>(?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+?)(?<=\S)\*\*(?!\*)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]{1,5000}?)(?<=\S)\*(?![\w*])",
    re.IGNORECASE,
)
_TO_ESCAPE = re.compile(rf"{_BARE}|[*\[]", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?=[:/?#]|$)")
_MAILBOX = re.compile(r"[^\s@:/]+@[\w-]+(?:\.[\w-]+)+")
_TRAILING = ".,;:!?'’”"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `link` is "" or an http, https or mailto address."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


def inline_runs(text: str) -> tuple[Run, ...]:
    """Return the runs that `text` shows as; their texts joined are what a reader reads.

    Markup that is not closed is text. Only http, https and mailto become links.
    """
    if not _may_be_marked(text):
        return (Run(text),) if text else ()
    return tuple(_merged(_styled(text, Run(""))))


def _may_be_marked(text: str) -> bool:
    """Say whether `text` holds what every mark and link holds. Most texts hold none of it."""
    return "*" in text or "[" in text or "\\" in text or "://" in text or "www." in text.lower()


def plain_text(text: str) -> str:
    """Return what a reader reads: `text` without its markup, link targets dropped."""
    return "".join(run.text for run in inline_runs(text))


def marked_up(runs: Iterable[Run]) -> str:
    """Return the text that shows as `runs`: what another program's formatting is stored as.

    Its reader reads every character of the runs; formatting that cannot be typed is dropped.
    """
    merged = tuple(_merged(iter(runs)))
    text = "".join(run.text for run in merged)
    if merged == (Run(text),) and not _may_be_marked(text):
        return text
    candidates = ("".join(_typed(run) for run in merged), text, _escaped(text))
    return next((typed for typed in candidates if plain_text(typed) == text), text)


def read_address(typed: str) -> str:
    """Return the http, https or mailto address that is meant by what a person types, "" for none."""
    typed = typed.strip()
    if _HOST.match(typed):
        typed = f"https://{typed}"
    elif _MAILBOX.fullmatch(typed):
        typed = f"mailto:{typed}"
    found = re.fullmatch(_TARGET, typed, re.IGNORECASE)
    return typed if found and not typed.endswith((":", "//")) else ""


def is_address(link: str) -> bool:
    """Say whether `link` is an http, https or mailto address, the only ones that a note leads to."""
    return re.fullmatch(_TARGET, link, re.IGNORECASE) is not None


def _escaped(text: str) -> str:
    """Return `text` with a backslash before what could be a mark; in a bare link nothing is one."""
    return _TO_ESCAPE.sub(lambda found: found[0] if found["bare"] else f"\\{found[0]}", text)


def _typed(run: Run) -> str:
    body = run.text.strip()
    if not body:
        return run.text
    before, after = (
        run.text[: run.text.index(body)],
        run.text[run.text.index(body) + len(body) :],
    )
    linked = is_address(run.link)
    if linked and run.link != body:
        # A label holds no brackets: the longest part without them leads there.
        label = max(re.split(r"[\[\]]", body), key=len)
        first, _, rest = body.partition(label)
        return f"{before}{_escaped(first)}[{label}]({run.link}){_escaped(rest)}{after}"
    if linked:
        return run.text
    shown = _escaped(body)
    if run.italic:
        shown = f"*{shown}*"
    if run.bold:
        shown = f"**{shown}**"
    return f"{before}{shown}{after}"


def _styled(text: str, style: Run) -> Iterator[Run]:
    """Yield the runs of `text`, whose surroundings have `style`: the first mark wins, then inside it."""
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            yield _like(style, text[end : match.start()])
        yield from _inside(match, style)
        end = match.end()
    if end < len(text):
        yield _like(style, text[end:])


def _like(style: Run, text: str) -> Run:
    return Run(text, style.bold, style.italic, style.link)


def _inside(match: re.Match[str], style: Run) -> Iterator[Run]:
    kind = match.lastgroup
    if kind == "escaped":
        yield _like(style, match["escaped"])
    elif kind == "target":
        yield Run(match["label"], style.bold, style.italic, match["target"])
    elif kind == "bare":
        yield from _bare_link(match["bare"], style)
    elif kind == "bold":
        yield from _styled(match["bold"], Run("", True, style.italic, style.link))
    else:
        yield from _styled(match["italic"], Run("", style.bold, True, style.link))


def _bare_link(found: str, style: Run) -> Iterator[Run]:
    address = found.rstrip(_TRAILING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TRAILING)
    target = address if "://" in address else f"https://{address}"
    yield Run(address, style.bold, style.italic, target)
    if len(address) < len(found):
        yield _like(style, found[len(address) :])


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    for style, alike in groupby(runs, key=lambda run: _like(run, "")):
        yield _like(style, "".join(run.text for run in alike))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of typed text, from `start` up to `end`: how it shows, or that it is only a mark."""

    start: int
    end: int
    style: Run
    mark: bool = False


def inline_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches of `text` that do not show plainly: styled text, and the marks around it."""
    return tuple(_spans(text, 0, len(text), Run("")))


def _spans(text: str, start: int, end: int, style: Run) -> Iterator[Span]:
    for match in _MARK.finditer(text, start, end):
        kind = "label" if match.lastgroup == "target" else str(match.lastgroup)
        inner, after = match.span(kind)
        inside = _style_inside(match, style)
        if match.start() < inner:
            yield Span(match.start(), inner, style, mark=True)
        yield Span(inner, after, inside)
        if kind in {"bold", "italic"}:
            yield from _spans(text, inner, after, inside)
        if after < match.end():
            yield Span(after, match.end(), style, mark=True)


def _style_inside(match: re.Match[str], style: Run) -> Run:
    kind = match.lastgroup
    link = match["target"] if kind == "target" else match["bare"] if kind == "bare" else style.link
    return Run("", style.bold or kind == "bold", style.italic or kind == "italic", link)
