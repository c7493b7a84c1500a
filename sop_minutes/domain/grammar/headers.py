"""The lines at the top of a note: what it says of the meeting, and who was there."""

import re
from typing import NamedTuple

from sop_minutes.domain.names import INITIALS, looks_like_people
from sop_minutes.domain.text import fold

# Each header with the other words for it. Those of the second table count only before people's names.
_HEADERS = {
    "Group": ("group",),
    "Date": ("date", "date of meeting", "meeting date"),
    "Title": ("title",),
    "Time": ("time",),
    "Place": ("place", "venue", "location"),
    "Marking": ("marking", "protective marking"),
    "Chair": ("chair", "chaired by", "chairman", "chairwoman", "chairperson", "in the chair"),
    "Present": ("present", "attendees", "members present", "those present", "attended by", "also present"),
    "In attendance": ("in attendance", "also in attendance"),
    "Substitutes": ("substitutes", "substitute"),
    "Apologies": (
        *("apologies", "apology", "apols", "apologies for absence", "apologies from", "apologies received"),
        *("apologies received from", "sent apologies"),
    ),
    "Absent": ("absent", "not present", "did not attend"),
}
_BEFORE_NAMES = {
    "Note taker": (
        *("minutes", "notes", "minutes by", "notes by", "minutes taken by", "notes taken by", "minuted by"),
        *("note taker", "note-taker", "notetaker", "minute taker", "minute-taker", "secretary", "clerk"),
    ),
    "Present": (
        "attendance",
        "attended",
        "attending",
        "in the room",
        "online",
        "members",
        "officers present",
    ),
    "In attendance": ("guests", "observers", "visitors", "officers in attendance", "also attending"),
}
_LISTS = ("Chair", "Present", "In attendance", "Substitutes", "Apologies", "Absent")
_ANYWAY = {other: header for header, others in _HEADERS.items() for other in others}
_WITH_NAMES = {other: header for header, others in _BEFORE_NAMES.items() for other in others}
_MISSPELT_AS = {other: header for other, header in _ANYWAY.items() if header in _LISTS and len(other) > 4}
_NOT_MISSPELT = frozenset({"prevent", "presents", "presented", "chairs", "chain", "absence"})
_BETWEEN = re.compile(r"[,;&]|\sand\s")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AFTER_NAME = re.compile(r"(?<!\s)(?:\s*[,;\t]\s*|\s+[–—-]\s+)")
_POST = re.compile(
    r"(?:[A-Z][\w&'’.-]*|chair|vice-chair|deputy|minutes|observer|secretary)"
    r"(?:\s+(?:of|for|the|and|&|[A-Z][\w&'’.-]*))*(?<!\.)"
)
_LABEL = re.compile(
    r"(?P<bold>\*{1,3})?(?P<name>[^\W\d_][^\W\d_-]*(?:[ -][^\W\d_]+){0,3})\s*"
    r"(?:(?(bold)(?:[:：]\s*(?P=bold)|(?P=bold)\s*(?P<after>[:：]))|(?P<colon>[:：]))|(?P<dash>[–—-]\s)|(?(bold)(?P=bold))$)\s*"
)
_INITIALS = re.compile(INITIALS)
_SHORT, _LONG = 5, 8


class Header(NamedTuple):
    """A header line: its name in canonical form, and what follows it ("" where it stands alone)."""

    name: str
    text: str


def read_header(line: str) -> Header | None:
    """Return what a line before the first heading says of the meeting or of who was there; None if nothing.

    A word one slip away from a header of attendance is taken for it, and the colon may be missing
    or a dash, so that who was there does not become the text of the note.
    """
    label = _LABEL.match(line)
    if label is None:
        return None
    word, text = fold(label["name"]), line[label.end() :]
    known = _ANYWAY.get(word)
    if known and _has_colon(label):
        return Header(known, text)
    header = known if known in _LISTS else _WITH_NAMES.get(word) or _misspelt(word)
    is_alone = not text and (_has_colon(label) or (known is not None and known != "Chair"))
    return (
        Header(header, text)
        if header and (lists_people(text) or (is_alone and word not in _WITH_NAMES))
        else None
    )


def names_people(line: str) -> bool:
    """Say whether a line that is no header still is a label before people's names: "Officers: Ann Lee"."""
    label = _LABEL.match(line)
    return label is not None and _has_colon(label) and lists_people(line[label.end() :], some=True)


def lists_people(text: str, *, some: bool = False) -> bool:
    """Say whether `text` is a list of people, by full name or initials; with `some`, whether one is."""
    entries = [entry.strip(" .") for entry in _BETWEEN.split(_IN_BRACKETS.sub("", text))]
    people = [_is_name(entry) for entry in entries if entry]
    return any(people) if some else bool(people) and all(people)


def one_name(line: str) -> str | None:
    """Return the entry of an attendance list that a line by itself is, None if it does not read as one.

    What stands after the name, "– Thames Valley Police" or ", Head of Housing", goes in brackets.
    """
    bracketed = " ".join(_IN_BRACKETS.findall(line))
    name, *others = [part for part in _AFTER_NAME.split(_IN_BRACKETS.sub("", line).strip()) if part] or [""]
    if not _is_name(name) or not all(_is_name(other) or _POST.fullmatch(other) for other in others):
        return None
    if not others or any(_is_name(other) for other in others):
        return line
    details = [*others, *(inner for inner in (bracketed.strip("() "),) if inner)]
    return f"{name} ({', '.join(details)})"


def _is_name(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text)) or looks_like_people(text)


def _has_colon(label: re.Match[str]) -> bool:
    return not label["dash"] and label[0].rstrip("* \t").endswith((":", "："))


def _misspelt(word: str) -> str | None:
    """Return the header of attendance that `word` is a slip away from, two slips if it is long."""
    if len(word) < _SHORT or word in _NOT_MISSPELT or word in _ANYWAY:
        return None
    from rapidfuzz.distance import OSA

    for right, header in _MISSPELT_AS.items():
        if OSA.distance(word, right) <= (2 if len(right) > _LONG else 1):
            return header
    return None
