"""A note as it goes out, and what is said of a copy of it that came back."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.marks import mark_of
from sop_minutes.domain.returned.change import CopyChange
from sop_minutes.domain.returned.changes import changes_between
from sop_minutes.domain.returned.lines import with_bars, write_said
from sop_minutes.domain.sheets import ActionSheet, Due, MeetingSheet
from sop_minutes.domain.words import Audience, MeetingState, PointKind
from sop_minutes.export.note_layout import note_document
from sop_minutes.export.word import render_word
from sop_minutes.importing.returned import read_copy

TEXT = """\
Date: 15 November 2017
Place: County Hall
Present: Ann Lee (chair), Ben Okafor
Apologies: Dee Fox
An opening line.
# Roads (Ann Lee)
The *plan* is late. It is to be ready in spring.
- One thing that was said
  - A deeper thing on the 1st of May
- Another thing
Agreed: the plan will be read again in March
Action: Ben Okafor to ring the council by 31 January
Members: draft figures are low
# Schools
Nothing new was said. See [the report](https://example.org/report).
Heads want more time for it.
Action: Ann Lee to write to all heads
"""
_NOW = datetime(2017, 11, 16, tzinfo=UTC)
_ACTIONS = (
    ActionSheet("ring the council", ("Ben Okafor",), Due("31 January", date(2018, 1, 31)), "CG 17/1"),
    ActionSheet("write to all heads", ("Ann Lee",), Due(), "CG 17/2"),
)


def meeting_of(text: str = TEXT, actions: tuple[ActionSheet, ...] = _ACTIONS) -> MeetingSheet:
    """Return a typed note as a meeting: items i1, i2 …, their blocks p1, p2 …"""
    note = read_note_text(text)
    items, points, left = [], 0, list(actions)
    for number, item in enumerate(note.items, start=1):
        blocks = []
        for point in item.points:
            points += 1
            action = left.pop(0) if left and point.kind is PointKind.ACTION else None
            blocks.append(replace(point, record=f"p{points}", action=action))
        items.append(replace(item, record=f"i{number}", points=tuple(blocks)))
    return MeetingSheet(
        key="CG/2017-11-15",
        group_code="CG",
        group_name="Co-ordination Group",
        partnership="",
        heading="Key points discussed at Co-ordination Group – 15 November 2017",
        state=MeetingState.DRAFT,
        note=replace(note, items=tuple(items)),
        actions=(),
        record="m1",
    )


def written(meeting: MeetingSheet, path: Path, audience: Audience = Audience.MEMBERS) -> Path:
    """Write a meeting's note as a Word file, and return its path."""
    path.write_bytes(render_word(note_document(meeting, audience, _NOW)))
    return path


def told(base: Path, copy: Path) -> list[str]:
    """Return what a copy changes, a line each: what was done to which block, from what to what, by whom."""
    return [with_bars(_told(change)) for change in changes_between(read_copy(base), read_copy(copy))]


_NAMES = {mark_of(f"{letter}{number}"): f"{letter}{number}" for letter in "mip" for number in range(1, 400)}


def named(keys: tuple[str, ...]) -> str:
    """Return the records that are meant by marks; # for a block without one."""
    return "+".join(_NAMES.get(key, re.sub(r"\d+", "", key)) for key in keys)


def _told(change: CopyChange) -> str:
    where = named(change.keys) or f"after {named(change.under[:1]) or 'the title'}"
    before, after = (" / ".join(map(write_said, blocks)) for blocks in (change.before, change.after))
    said = f"{change.kind} {where}: {before} → {after}"
    if before == after:
        said = f"{change.kind} {where}: {after}"
    elif not before or not after:
        said = f"{change.kind} {where}: {before or after}"
    if change.kind.startswith("moved"):
        said = f"{said} [after {named(change.under[:1]) or 'the title'}]"
    if hands := dict.fromkeys(hand.who for hand in change.hands if hand.who):
        said = f"{said} ({', '.join(hands)})"
    for comment in change.comments:
        replies = "".join(f" > {reply.hand.who}: {reply.text}" for reply in comment.replies)
        done = " (settled)" if comment.done else ""
        on = f" on “{comment.on}”" if comment.on else ""
        said = f"{said} | {comment.hand.who}{on}: {comment.text}{done}{replies}"
    return said
