"""Attendance lists: names with what stands in brackets after them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sop_minutes.domain.grammar.owner_words import reads_as_owner_alone
from sop_minutes.domain.sheets import AttendanceSheet
from sop_minutes.domain.text import squash
from sop_minutes.domain.words import AttendanceStatus

STATUSES = {
    "Present": AttendanceStatus.PRESENT,
    "In attendance": AttendanceStatus.IN_ATTENDANCE,
    "Substitutes": AttendanceStatus.SUBSTITUTE,
    "Apologies": AttendanceStatus.APOLOGIES,
    "Absent": AttendanceStatus.ABSENT,
}
_POSTS = {
    "Chair": (AttendanceStatus.PRESENT, "chair"),
    "Note taker": (AttendanceStatus.IN_ATTENDANCE, "minutes"),
}
_POST_DETAILS = frozenset(post for _, post in _POSTS.values())
# What somebody at a meeting is called for what they do there, in a list of who was there and as an owner.
POSTS_AT_MEETING = (
    ("chair", "chairman", "chairwoman", "chairperson", "co-chair", "in the chair"),
    ("vice-chair", "vice chair", "deputy chair"),
    ("secretary", "clerk", "minute-taker", "minute taker", "note taker", "minutes", "notes"),
)
LISTS = frozenset((*STATUSES, *_POSTS))
_ENTRY = re.compile(r"(?P<name>(?:[^()]*[^()\s])?)\s*\((?P<detail>.*)\)")
_FOR = re.compile(r"(?<!\s)\s+for\s+", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s+(?:and|&)\s+|^and\s+")
_INSTEAD_OF = re.compile(
    r"(?:(?:as\s+)?(?:a\s+)?(?:substitut(?:e|ing)|sub|deputis(?:ing|ed)|deputy|standing\s+in|attending)\s+)?"
    r"(?:for|in\s+place\s+of|instead\s+of|on\s+behalf\s+of)\s+(?P<name>.+)",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"(?P<name>.+?)\s+(?:attend(?:ing|ed)|deputis(?:ing|ed)|substitut(?:ing|ed)|in\s+attendance|standing\s+in"
    r"|came|sub(?:stitute)?)(?:\s+(?:instead|on\s+(?:his|her|their)\s+behalf|in\s+(?:his|her|their)\s+place))?"
    r"|(?:represented\s+by|replaced\s+by|substitute(?:d\s+by)?|sub|deputy)\s*:?\s+(?P<by>.+)",
    re.IGNORECASE,
)
_TIME = r"(\d{1,2})[:.](\d{2})"
_ARRIVED = re.compile(rf"\b(?:from|arrived|joined)(?:\s+at)?\s+{_TIME}", re.IGNORECASE)
_LEFT = re.compile(rf"\b(?:until|to|left)(?:\s+at)?\s+{_TIME}", re.IGNORECASE)


def read_attendance(header: str, text: str) -> tuple[AttendanceSheet, ...]:
    """Return the names of a ``Present:`` line and its kin.

    Names are parted by semicolons if there is one outside brackets, else by commas, and by "and"
    between two people. ``Chair`` is someone present with the detail "chair", ``Note taker`` one in
    attendance with "minutes".
    """
    listed = _parted(text, ";") if ";" in _outside_brackets(text) else _parted(text, ",")
    entries = [entry for several in listed for entry in _each_person(several)]
    status, post = _POSTS[header] if header in _POSTS else (STATUSES[header], "")
    return tuple(_with_detail(sheet, post) for entry in entries for sheet in _entry(entry, status))


def each_once(attendance: Iterable[AttendanceSheet]) -> tuple[AttendanceSheet, ...]:
    """Return `attendance` with the chair and the note taker listed once, if they are listed with others."""
    listed: list[AttendanceSheet] = []
    of_name: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for entry in attendance:
        name, post = squash(entry.name), bool(_post(entry))
        others = (*of_name[name, True], *(of_name[name, False] if post else ()))
        place = next((place for place in sorted(others) if name and _are_there(listed[place], entry)), None)
        if place is None:
            of_name[name, post].append(len(listed))
            listed.append(entry)
        else:
            listed[place] = _together(listed[place], entry)
            if place in of_name[name, False]:
                of_name[name, False].remove(place)
                of_name[name, True].append(place)
    return tuple(listed)


def _are_there(one: AttendanceSheet, other: AttendanceSheet) -> bool:
    """Whether two entries of a name, one by a post, are one person's: "Chair: A Lee", "Present: A Lee"."""
    return {one.status, other.status} <= {AttendanceStatus.PRESENT, AttendanceStatus.IN_ATTENDANCE}


def _together(one: AttendanceSheet, other: AttendanceSheet) -> AttendanceSheet:
    """One entry of two: where they differ, present; posts before other details."""
    details = [part for entry in (one, other) for part in entry.detail.split(", ") if part]
    details.sort(key=lambda part: part not in _POST_DETAILS)
    status = one.status if one.status is other.status else AttendanceStatus.PRESENT
    return replace(one, status=status, detail=", ".join(dict.fromkeys(details)))


def _post(entry: AttendanceSheet) -> str:
    return next((part for part in entry.detail.split(", ") if part in _POST_DETAILS), "")


def _with_detail(entry: AttendanceSheet, post: str) -> AttendanceSheet:
    if not post or post in entry.detail.split(", "):
        return entry
    return replace(entry, detail=f"{post}, {entry.detail}" if entry.detail else post)


def write_attendance(attendance: Iterable[AttendanceSheet]) -> tuple[tuple[str, str], ...]:
    """Return (header, text) pairs in the order present … absent; headers without a name are left out."""
    listed = tuple(attendance)
    pairs = []
    for header, status in STATUSES.items():
        entries = [_written(entry) for entry in listed if entry.status is status]
        if not entries:
            continue
        if any("," in _outside_brackets(entry) for entry in entries):
            pairs.append((header, "; ".join(entries) + (";" if len(entries) == 1 else "")))
        else:
            pairs.append((header, ", ".join(entries)))
    return tuple(pairs)


def arrived_at(detail: str) -> str:
    """Return the time of arriving said in `detail` as ``HH:MM``, "" for none."""
    return _clock(_ARRIVED.search(detail))


def left_at(detail: str) -> str:
    """Return the time of leaving said in `detail` as ``HH:MM``, "" for none."""
    return _clock(_LEFT.search(detail))


def with_times(detail: str, *, arrived: str | None = None, left: str | None = None) -> str:
    """Return `detail` with other times of arriving and leaving, "" for none; None leaves what it says."""
    for time, pattern, word in ((arrived, _ARRIVED, "from"), (left, _LEFT, "until")):
        if time is None:
            continue
        said = f"{word} {time}" if time else ""
        if pattern.search(detail):
            detail = pattern.sub(said, detail, count=1)
        elif said:
            detail = f"{detail}, {said}"
    return ", ".join(part.strip() for part in detail.split(",") if part.strip())


def _clock(found: re.Match[str] | None) -> str:
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    return f"{int(found[1]):02d}:{found[2]}"


def _each_person(entry: str) -> list[str]:
    parts = [part for part in _AND.split(entry) if part]
    return (
        parts
        if all(_is_person(_outside_brackets(part).replace(")", "").strip()) for part in parts)
        else [entry]
    )


def _entry(text: str, status: AttendanceStatus) -> tuple[AttendanceSheet, ...]:
    """Return who an entry says was there or away: two where it names one away, and who came instead."""
    name, detail = text, ""
    bracketed = _ENTRY.fullmatch(text)
    if bracketed and bracketed["name"]:
        name, detail = bracketed["name"].strip(), bracketed["detail"].strip()
    came, *away = (part.strip() for part in _FOR.split(name, maxsplit=1))
    is_said = status is AttendanceStatus.SUBSTITUTE or (_is_person(came) and _is_person("".join(away)))
    if away and came and away[0] and is_said:
        return (AttendanceSheet(came, AttendanceStatus.SUBSTITUTE, detail, away[0]),)
    return _instead(name, detail, status) or (AttendanceSheet(name.strip(), status, detail),)


def _instead(name: str, detail: str, status: AttendanceStatus) -> tuple[AttendanceSheet, ...]:
    """Return who came instead of whom by the words in brackets after a name; () if they say nothing of it."""
    parts = [part.strip() for part in _parted(detail, ",") for part in _parted(part, ";")]
    for place, part in enumerate(parts):
        more = ", ".join(parts[:place] + parts[place + 1 :])
        away, came = _INSTEAD_OF.fullmatch(part), _CAME.fullmatch(part)
        if away and _is_person(away["name"]):
            return (AttendanceSheet(name, AttendanceStatus.SUBSTITUTE, more, away["name"]),)
        other = came and (came["name"] or came["by"])
        if other and _is_person(other):
            instead = AttendanceSheet(other, AttendanceStatus.SUBSTITUTE, "", name)
            is_away = status in {AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT}
            return (
                (AttendanceSheet(name, status, more), instead)
                if is_away
                else (replace(instead, detail=more),)
            )
    return ()


def _is_person(name: str) -> bool:
    return reads_as_owner_alone(name, "")


def _written(entry: AttendanceSheet) -> str:
    name = f"{entry.name} for {entry.substitute_for}" if entry.substitute_for else entry.name
    return f"{name} ({entry.detail})" if entry.detail else name


def _parted(text: str, separator: str) -> list[str]:
    parts, start, depth = [], 0, 0
    for i, c in enumerate(text):
        depth = max(0, depth + (c == "(") - (c == ")"))
        if c == separator and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _outside_brackets(text: str) -> str:
    if "(" not in text:
        return text
    kept, depth = [], 0
    for c in text:
        depth = max(0, depth + (c == "(") - (c == ")"))
        if depth == 0:
            kept.append(c)
    return "".join(kept)
