"""Attendance lists: names with what stands in brackets after them."""

import re
from collections.abc import Iterable
from dataclasses import replace

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
LISTS = frozenset((*STATUSES, *_POSTS))
_ENTRY = re.compile(r"(?P<name>[^()]*?)\s*\((?P<detail>.*)\)")
_FOR = re.compile(r"\s+for\s+", re.IGNORECASE)
_TIME = r"(\d{1,2})[:.](\d{2})"
_ARRIVED = re.compile(rf"\b(?:from|arrived|joined)(?:\s+at)?\s+{_TIME}", re.IGNORECASE)
_LEFT = re.compile(rf"\b(?:until|to|left)(?:\s+at)?\s+{_TIME}", re.IGNORECASE)


def read_attendance(header: str, text: str) -> tuple[AttendanceSheet, ...]:
    """Return the names of a ``Present:`` line and its kin.

    Names are parted by semicolons if there is one outside brackets, else by commas. ``Chair``
    is someone present with the detail "chair", ``Note taker`` one in attendance with "minutes".
    """
    entries = _parted(text, ";") if ";" in _outside_brackets(text) else _parted(text, ",")
    status, post = _POSTS[header] if header in _POSTS else (STATUSES[header], "")
    return tuple(_with_detail(_entry(entry, status), post) for entry in entries)


def each_once(attendance: Iterable[AttendanceSheet]) -> tuple[AttendanceSheet, ...]:
    """Return `attendance` with the chair and the note taker listed once, if they are listed with others."""
    listed: list[AttendanceSheet] = []
    for entry in attendance:
        same = (place for place, held in enumerate(listed) if _is_one(held, entry))
        place = next(same, None)
        if place is None:
            listed.append(entry)
        else:
            listed[place] = _together(listed[place], entry)
    return tuple(listed)


def _is_one(one: AttendanceSheet, other: AttendanceSheet) -> bool:
    """Whether two entries are one person, once by a post: "Chair: Ann Lee", "Present: Ann Lee"."""
    posts = [_post(entry) for entry in (one, other)]
    there = {AttendanceStatus.PRESENT, AttendanceStatus.IN_ATTENDANCE}
    return (
        any(posts)
        and bool(squash(one.name))
        and squash(one.name) == squash(other.name)
        and {one.status, other.status} <= there
    )


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


def _entry(text: str, status: AttendanceStatus) -> AttendanceSheet:
    name, detail = text, ""
    bracketed = _ENTRY.fullmatch(text)
    if bracketed and bracketed["name"]:
        name, detail = bracketed["name"], bracketed["detail"].strip()
    if status is AttendanceStatus.SUBSTITUTE:
        substitute, *absent = _FOR.split(name, maxsplit=1)
        if absent and substitute.strip() and absent[0].strip():
            return AttendanceSheet(substitute.strip(), status, detail, absent[0].strip())
    return AttendanceSheet(name.strip(), status, detail)


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
    kept, depth = [], 0
    for c in text:
        depth = max(0, depth + (c == "(") - (c == ")"))
        if depth == 0:
            kept.append(c)
    return "".join(kept)
