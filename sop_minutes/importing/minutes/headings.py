"""Which lines are headings, and of what: by style, look, number, bold label or, failing all, by shape."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import Final

from sop_minutes.domain.grammar.prefixes import split_audience
from sop_minutes.domain.words import Audience
from sop_minutes.importing.minutes.entries import ITEM
from sop_minutes.importing.minutes.labels import kind_label, lists_actions
from sop_minutes.importing.minutes.lines import Line
from sop_minutes.importing.minutes.vocabulary import fact_key, find_label

_MOST_WORDS: Final = 16
_LONGEST: Final = 130
_ENDS: Final = (";", ",")
_STOPS: Final = (".", "!", "?")
_VERBS: Final = frozenset(
    """
    was were is are has have had will would should agreed noted reported asked said advised updated
    informed introduced thanked welcomed that gave confirmed explained stated discussed presented
    requested suggested can could
    """.split()
)
_GENERIC_LABELS: Final = frozenset(
    """
    note notes update updates background summary outcome outcomes recommendation recommendations
    comment comments response question answer nb key points next steps purpose context deadline
    owner status example warning tip
    """.split()
)
_RUN_IN = re.compile(r"[:.–—-]\s*$|^\s*[:–—]|^\s+-\s")
# "1.", "2)", "3.1", "Item 4:" before a bold label; a bare number is told from a date and from a count.
_LABEL_NUMBER = re.compile(
    r"\s*(?:(?:agenda )?item\s*(?:no\.?\s*)?\d{1,3}(?:\.\d{1,3})*\s*[:.)–—-]*|\d{1,3}(?:\.\d{1,3})*[.):]"
    r"|\d{1,3}(?:\.\d{1,3})+)\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"\s*\d{1,3}\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)(?=[^\W\d])", re.IGNORECASE
)


class Heading(Enum):
    """What a line is: the heading of an item, one inside an item, a bold label, or no heading."""

    NONE = 0
    ITEM = 1
    INNER = 2
    LABEL = 3


def headings(lines: Sequence[Line]) -> list[Heading]:
    """Return what each of `lines` is."""
    kinds = _kinds(lines)
    if sum(kind in _MARKED for kind in kinds) < 2:
        kinds = _with_shapes(lines, kinds)
    inner = _inner_kinds(lines, kinds)
    level = _item_level(lines, kinds)
    return [_verdict(line, kind, inner, level) for line, kind in zip(lines, kinds, strict=True)]


def label_length(line: Line) -> int:
    """Return how many characters of the raw text of `line` are a bold label before its text; 0 for none."""
    at, bold = 0, 0
    for run in line.runs:
        if run.text.strip() and not run.bold:
            break
        at += len(run.text)
        bold = at if run.text.strip() else bold
    label, rest = line.raw[:bold], line.raw[bold:]
    if not 0 < bold < len(line.raw) or not rest.strip() or not 1 < len(label.strip()) <= 80:
        return 0
    if not (_RUN_IN.search(label) or _RUN_IN.match(rest) or _is_numbered_title(label)):
        return 0
    mark = re.match(r"\s*[:–—]?\s*|\s+-\s+", rest)
    return bold + (mark.end() if mark else 0)


def label_title(line: Line) -> str:
    """Return the bold label of `line` as the title of an item, without its number."""
    label = line.raw[: label_length(line)]
    return label[_number_before(label) :].strip(" \t:.–—-")


def _number_before(label: str) -> int:
    found = _LABEL_NUMBER.match(label) or _BARE_NUMBER.match(label)
    return found.end() if found else 0


def _is_numbered_title(label: str) -> bool:
    """Say whether a label without a mark after it reads as a title, by its number and its words."""
    found = _LABEL_NUMBER.match(label)
    words = label[found.end() :].split() if found else []
    return 0 < len(words) <= 8 and not _VERBS.intersection(word.casefold() for word in words)


_STYLED: Final = "style"
_MARKED: Final = (_STYLED, "bold", "underlined", "caps", "number", "label", ITEM)


def _kinds(lines: Sequence[Line]) -> list[str]:
    loud = _loud_looks(lines)
    kinds = [_kind(line, loud) for line in lines]
    if any(kind in (_STYLED, "bold") for kind in kinds):
        # Word's numbers before bold labels are then those of a list under a heading.
        pairs = zip(lines, kinds, strict=True)
        kinds = ["" if kind == "label" and line.bullet else kind for line, kind in pairs]
    numbered = [at for at, kind in enumerate(kinds) if kind == "number"]
    alone = [at for at in numbered if at + 1 < len(lines) and kinds[at + 1] != "number"]
    if len(alone) * 2 < len(numbered) or len(numbered) < 2:
        kinds = ["" if kind == "number" else kind for kind in kinds]
    lists = Counter(line.title.casefold() for line in lines if lists_actions(line.title))
    kinds = [
        "" if lists[line.title.casefold()] > 1 and kind_label(line.raw) and kind != _STYLED else kind
        for line, kind in zip(lines, kinds, strict=True)
    ]
    said = Counter(
        _label(line).casefold() for line, kind in zip(lines, kinds, strict=True) if kind == "label"
    )
    repeated = {label for label, count in said.items() if count > 1}
    return [
        "" if kind == "label" and _label(line).casefold() in repeated else kind
        for line, kind in zip(lines, kinds, strict=True)
    ]


def _loud_looks(lines: Sequence[Line]) -> set[str]:
    """Return the looks that most of the text has, and so say nothing."""
    total = sum(len(line.text) for line in lines) or 1
    return {
        look
        for look in ("bold", "underlined", "caps")
        if sum(len(line.text) for line in lines if getattr(line, look)) > 0.6 * total
    }


def _kind(line: Line, loud: set[str]) -> str:
    if line.role in (ITEM, "contents"):
        return line.role
    if line.heading:
        return _STYLED if len(line.text) <= 200 and len(line.text.split()) <= 25 else ""
    if line.in_table or line.boxed or (line.bullet and line.auto != "number"):
        return ""
    if _may_head(line):
        for look in ("bold", "underlined", "caps"):
            if getattr(line, look) and look not in loud:
                return look
        if (line.numbered or (line.auto == "number" and line.depth == 0)) and _is_bare(line):
            return "number"
    listed = line.bullet and not (line.auto == "number" and line.depth == 0)
    return "label" if not listed and label_length(line) and _is_topic(line) else ""


def _may_head(line: Line) -> bool:
    text = line.title
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or text.endswith(_ENDS):
        return False
    if text.endswith(_STOPS) and len(text.split()) > 8:
        return False
    label = find_label(line.raw)
    if label and label.end < len(line.raw.rstrip()):
        return False
    if "://" in text or (kind_label(line.raw) and not lists_actions(text)):
        return False
    return any(map(str.isalpha, text))


def _is_bare(line: Line) -> bool:
    """Say whether a line with nothing but its number to mark it reads as a heading."""
    words = line.title.rstrip(":").split()
    return (
        1 <= len(words) <= 10
        and not line.title.endswith(_STOPS)
        and line.title[0].isupper()
        and not _VERBS.intersection(word.casefold() for word in words)
    )


def _label(line: Line) -> str:
    return line.raw[: label_length(line)].strip(" \t:.–—-")


def _is_topic(line: Line) -> bool:
    """Say whether the bold label of `line` names what the text is about, not what sort of text it is."""
    title = label_title(line)
    numbered = bool(line.bullet) or title != _label(line)
    topical = numbered or not (title.casefold() in _GENERIC_LABELS or fact_key(title))
    secret = split_audience(line.raw)[0] is not Audience.PUBLIC
    is_title = len(title.split()) <= 8 and title[:1].isupper()
    return is_title and topical and not secret and not kind_label(line.raw)


def _with_shapes(lines: Sequence[Line], kinds: list[str]) -> list[str]:
    """Return `kinds` with short title-like lines before longer prose, in a text with no other headings."""
    found = [not kind and _is_shaped(lines, at) for at, kind in enumerate(kinds)]
    if sum(found) < 1:
        return kinds
    return ["shape" if shaped else kind for shaped, kind in zip(found, kinds, strict=True)]


def _is_shaped(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.bullet or line.in_table or line.boxed or line.role or at + 1 >= len(lines):
        return False
    if not (_may_head(line) and _is_bare(line)) or line.text.endswith(":") or len(line.text) > 90:
        return False
    after = lines[at + 1]
    prose = len(after.text) > max(50, 1.2 * len(line.text)) or (
        after.text.endswith(_STOPS) and " " in after.text
    )
    return (prose or bool(after.bullet)) and (at == 0 or line.gap or _is_ended(lines[at - 1]))


def _is_ended(line: Line) -> bool:
    """Say whether a new thing may begin after `line`: it is long, a bullet, or a sentence."""
    return bool(line.bullet) or len(line.text) > 60 or line.text.endswith((*_STOPS, ":", ";"))


def _inner_kinds(lines: Sequence[Line], kinds: Sequence[str]) -> set[str]:
    """Return the kinds of heading that stand directly under headings of a stronger kind, as inner ones do."""
    inner: set[str] = set()
    strength = {
        kind: at for at, kind in enumerate((ITEM, _STYLED, "bold", "underlined", "caps", "number", "label"))
    }
    present = Counter(kind for kind in kinds if kind in strength)
    under: Counter[tuple[str, str]] = Counter()
    for at, (before, kind) in enumerate(pairwise(kinds)):
        if kind not in strength or before not in strength or strength[before] >= strength[kind]:
            continue
        if not fact_key(lines[at].title) and not fact_key(lines[at + 1].title):
            under[(before, kind)] += 1
    for (before, kind), count in under.items():
        if count * 5 >= present[before] or count * 4 >= present[kind]:
            inner.add(kind)
    if ITEM in present:
        inner.update({"bold", "underlined", "caps", "number", "label"} & set(present))
    return inner


def _item_level(lines: Sequence[Line], kinds: Sequence[str]) -> int:
    """Return the heading level that items have: the highest there is more than once, else the highest."""
    levels = Counter(line.heading for line, kind in zip(lines, kinds, strict=True) if kind == _STYLED)
    if not levels:
        return 0
    return min((level for level, count in levels.items() if count > 1), default=min(levels))


def _verdict(line: Line, kind: str, inner: set[str], level: int) -> Heading:
    if kind == ITEM:
        return Heading.ITEM
    if kind == _STYLED:
        return Heading.ITEM if line.heading <= level else Heading.INNER
    if not kind or kind == "contents":
        return Heading.NONE
    if kind == "label":
        return Heading.NONE if kind in inner else Heading.LABEL
    return Heading.INNER if kind in inner else Heading.ITEM
