"""The owners an action's line ends with: in brackets, after a label, a dash, a comma or a full stop."""

import re
from collections.abc import Iterator

from sop_minutes.domain.grammar.owner_names import AT_END, Names, Owner
from sop_minutes.domain.grammar.owner_words import reads_as_role
from sop_minutes.domain.names import TITLES

_LABELS = (
    r"(?:action(?:ed)?(?:\s+(?:by|for|owner))?|owners?|leads?|lead\s+(?:officer|agency|person)|(?:person\s+)?responsible"
    r"|responsibility|assigned\s+to|by\s+whom|who)"
)
_LABEL = re.compile(
    rf"(?<![\w-]){_LABELS}\s*:\s*|(?:^|(?<=[.;,(\[–—]\s)|(?<=[(\[]|[.;,–—])){_LABELS}\s+[–—-]\s+",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[](?P<names>[^()\[\]]{2,80})[)\]]")
# What parts names from the words before them: a dash, a column, or a label without a colon.
_DASH = re.compile(
    r"\s+(?:[–—-]{1,2}|\|+)\s+|\s*\t\s*|\s{3,}"
    r"|[.;,]\s+(?i:owner|lead|action(?:ed)?(?: by)?)\s+(?=[A-Z@])|\s+ACTION\s+(?=[A-Z@])"
)
# What may be set off from the words before it, which are no list of names: "order leaflets, AL".
_COMMA = re.compile(
    r"(?<![\w'’-])(?:(?![A-Z])|(?=(?:Mon|Tue|Wed|Thu|Fri|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
    r"[\w'’-]+[)\]*]*(?P<mark>,\s+)(?!@)"
)
_SENTENCE = re.compile(r"(?P<word>\w+|[)\]])[.;!?](?P<gap>\s+)(?=\w)")
_SHORTENED = frozenset((*TITLES, "st", "no", "vs"))
_TAIL = 160
_Ending = tuple[tuple[Owner, ...], tuple[int, int]]


def find_at_end(names: Names) -> _Ending:
    """Return the owners a line ends with, a due date aside, and their span with what marks them."""
    for form in (_bracketed, _labelled, _after_dash, _after_comma, _after_sentence):
        for owners, span in form(names, max(0, len(names.text) - _TAIL), len(names.text.rstrip())):
            if owners:
                return owners, span
    return (), (0, 0)


def first_word(text: str) -> int:
    """Return where the first word of a line begins."""
    return len(text) - len(text.lstrip())


def _bracketed(names: Names, tail: int, stop: int) -> Iterator[_Ending]:
    for bracket in reversed(list(_BRACKET.finditer(names.text, tail))):
        start, end = bracket.span("names")
        label = _LABEL.match(names.text, start, end)
        if AT_END.match(names.text, bracket.end(), stop):
            yield names.filling(label.end() if label else start, end, labelled=bool(label)), bracket.span()


def _labelled(names: Names, tail: int, stop: int) -> Iterator[_Ending]:
    for label in reversed(list(_LABEL.finditer(names.text, tail))):
        owners = names.filling(label.end(), stop, labelled=True)
        yield owners, (label.start(), owners[-1].end if owners else stop)


def _after_dash(names: Names, tail: int, stop: int) -> Iterator[_Ending]:
    """Yield what follows a dash or its like; or the whole line, where it is nothing but names."""
    for dash in reversed(list(_DASH.finditer(names.text, tail))):
        yield _listed(names, dash.start(), names.filling(dash.end(), stop, labelled=False))
    whole = names.filling(first_word(names.text), stop, labelled=False, guessing=False)
    yield _listed(names, 0, whole)


def _after_comma(names: Names, tail: int, stop: int) -> Iterator[_Ending]:
    for comma in _COMMA.finditer(names.text, tail):
        owners = names.filling(comma.end(), stop, labelled=False)
        if owners and owners[0].matches and all(o.matches or reads_as_role(o.as_written) for o in owners):
            yield _listed(names, comma.start("mark"), owners)


def _after_sentence(names: Names, tail: int, stop: int) -> Iterator[_Ending]:
    for sentence in reversed(list(_SENTENCE.finditer(names.text, tail))):
        owners = names.filling(sentence.end(), stop, labelled=False)
        is_shortened = sentence["word"].casefold() in _SHORTENED
        if any(owner.says_who for owner in owners) and not is_shortened:
            yield _listed(names, sentence.start("gap"), owners)


def _listed(names: Names, start: int, owners: tuple[Owner, ...]) -> _Ending:
    return owners, (start, names.aside_end(owners[-1].end) if owners else start)
