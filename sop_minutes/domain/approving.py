"""Approved minutes: which item approves them, what is written there, and how they are spoken of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import NamedTuple

from sop_minutes.domain.due import format_date
from sop_minutes.domain.grammar import read_note_text, split_audience, write_note_text
from sop_minutes.domain.inline import plain_text
from sop_minutes.domain.said_again import Withheld
from sop_minutes.domain.sheets import ItemSheet, NoteSheet
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.domain.words import (
    AUDIENCE_LABELS,
    SETTLED_STATES,
    Audience,
    ItemKind,
    MeetingState,
    may_see,
    narrower,
)

LAST_MINUTES_TITLE = "Minutes of the last meeting"

_LOOSE = " .;-•"
_LONG = 12
_NARROWER = {Audience.MEMBERS: Audience.RESTRICTED, Audience.PUBLIC: Audience.MEMBERS}
"""Who may see what an audience may not, the narrowest first."""
_AGREED = "were agreed as a true record"


class Correction(NamedTuple):
    """A correction that minutes were approved with, and who may read of it."""

    text: str
    audience: Audience


class Shared(NamedTuple):
    """Words that a correction has in common with a withheld line, and who may see such a line."""

    words: str
    audience: Audience

    @property
    def sentence(self) -> str:
        label = AUDIENCE_LABELS[self.audience].strip()
        return (
            f"A correction says “{self.words}”, as a line for fewer readers does: "
            f"begin it with “{label}” unless all may read that."
        )


class TextState(StrEnum):
    """How what a note says now compares with the text that was approved."""

    AS_APPROVED = "as approved"
    RELEASED = "as approved, with lines released since"
    CHANGED = "not as approved"


class Difference(NamedTuple):
    """A line that differs between two versions of a note: "" where there is none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a meeting's minutes.

    `version` is the number of the last approval and `approved_on` its day, 0 and None where there is
    none; `has_corrections` says whether it lists any. `correcting` is why approved minutes were reopened,
    while they are; else "".
    """

    state: MeetingState
    version: int = 0
    approved_on: date | None = None
    correcting: str = ""
    has_corrections: bool = False

    @property
    def is_approved(self) -> bool:
        """Say whether they stand approved, which minutes published by other means need not be."""
        return self.version > 0 and self.state in SETTLED_STATES and not self.correcting


def standing_words(standing: Standing) -> str:
    """Return how a list tells of a meeting's state: "approved 17 January 2018 (version 2)"."""
    if standing.correcting:
        return f"{standing.state} (being corrected: {standing.correcting})"
    if standing.state not in SETTLED_STATES or standing.approved_on is None:
        return str(standing.state)
    version = f" (version {standing.version})" if standing.version > 1 else ""
    published = "published, " if standing.state is MeetingState.PUBLISHED else ""
    return f"{published}approved {format_date(standing.approved_on)}{version}"


def read_corrections(text: str) -> tuple[Correction, ...]:
    """Return the corrections of a text, one a line; a line may begin with who may see it, as in a note."""
    found = []
    for line in text.splitlines():
        audience, said = split_audience(clean_line(line))
        if said.strip(_LOOSE):
            found.append(Correction(said.strip(_LOOSE), audience))
    return tuple(found)


def approval_lines(
    on: date, corrections: Sequence[Correction], *, version: int = 1
) -> tuple[Correction, ...]:
    """Return what is written of the approval of the minutes of a day, and who may see it.

    A `version` after the first is named, since what was written of the first may stand above it.
    One line, unless some corrections are for fewer readers than the others: those stand in another.
    """
    day = format_date(on) if version == 1 else f"{format_date(on)}, corrected (version {version}),"
    public = [each.text for each in corrections if each.audience is Audience.PUBLIC]
    kept = [each for each in corrections if each.audience is not Audience.PUBLIC]
    listed = f" with these corrections: {'; '.join(public)}" if public else ""
    lines = [Correction(f"The minutes of {day} {_AGREED}{listed}.", Audience.PUBLIC)]
    if kept:
        said = "; ".join(each.text for each in kept)
        audience = narrower(*(each.audience for each in kept))
        lines.append(Correction(f"The minutes of {day} were also corrected: {said}.", audience))
    return tuple(lines)


def is_unsaid(item: ItemSheet, written: Collection[str]) -> bool:
    """Say whether an item only waits for the last minutes to be approved, or says no more than that.

    `written` are the lines that approving minutes wrote there.
    """
    return item.kind is ItemKind.LAST_MINUTES and all(point.text in written for point in item.points)


def has_no_note(note: NoteSheet, written: Collection[str]) -> bool:
    """Say whether a meeting's note is none yet: nothing is in it but what approving puts there."""
    return all(is_unsaid(item, written) for item in note.items)


def told_too_widely(
    corrections: Sequence[Correction], withheld: Mapping[Audience, Sequence[str]]
) -> Audience | None:
    """Return for whom a correction must be that says word for word what is withheld from its readers.

    `withheld` is what each audience may not see. None where there is none; short texts are not looked for.
    """
    for reader, narrow_enough in _NARROWER.items():
        said = squash(" ".join(each.text for each in corrections if may_see(reader, each.audience)))
        texts = (squash(plain_text(text)) for text in withheld[reader])
        if any(len(text) >= _LONG and text in said for text in texts):
            return narrow_enough
    return None


def shared_words(corrections: Sequence[Correction], note: Withheld) -> tuple[Shared, ...]:
    """Return where corrections say again what lines of the corrected `note` say that are for fewer readers.

    Only the narrowest of these lines count. That may be chance: somebody has to look.
    """
    found: dict[Shared, None] = {}
    for each in corrections:
        again = [one for one in note.said_again(each.text) if not may_see(each.audience, one[0])]
        narrowest = narrower(*(audience for audience, _ in again))
        found |= dict.fromkeys(Shared(words, audience) for audience, words in again if audience is narrowest)
    return tuple(found)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a note's text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def text_state(approved: str, now: NoteSheet) -> TextState:
    """Compare what a note says now with its text as it was approved; the group's name today is no matter.

    Where nothing differs but that some lines are for more readers than then, they were released.
    """
    then = read_note_text(approved)
    text = write_note_text(replace(now, group=then.group))
    if digest_of(text) == digest_of(approved):
        return TextState.AS_APPROVED
    read = read_note_text(text)
    before, after = _audiences(then), _audiences(read)
    if _for_all(read) == _for_all(then) and all(
        may_see(was, is_) for was, is_ in zip(before, after, strict=True)
    ):
        return TextState.RELEASED
    return TextState.CHANGED


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Return the lines that differ between two texts, in order."""
    old, new = before.splitlines(), after.splitlines()
    found = []
    for kind, start, end, at, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(old[start:end], new[at:until], fillvalue="")
            found += [Difference(was, is_) for was, is_ in pairs if was or is_]
    return tuple(found)


def _for_all(note: NoteSheet) -> str:
    items = tuple(
        replace(
            item,
            audience=Audience.PUBLIC,
            points=tuple(replace(point, audience=Audience.PUBLIC) for point in item.points),
        )
        for item in note.items
    )
    return write_note_text(replace(note, items=items))


def _audiences(note: NoteSheet) -> list[Audience]:
    return [
        audience
        for item in note.items
        for audience in (item.audience, *(point.audience for point in item.points))
    ]
