"""Public notes that go into a folder to be uploaded: what they are called there, and what is said of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from sop_minutes.domain.approving import Standing
from sop_minutes.domain.due import format_date
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.templates import HOUSE_STYLE, NoteStyle
from sop_minutes.domain.text import fold

DRAFT = "Draft: not approved yet"
DRAFT_MARKING = DRAFT.upper()
WATERMARK = "DRAFT"
NAMED = "Nothing was published: what is on a web site cannot be called back."
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")


def stem_of(key: str) -> str:
    """Return the name of a note's files, the same each time: CG/2017-11-15 is "cg-2017-11-15"."""
    code, _, day = key.rpartition("/")
    return f"{_NOT_IN_NAME.sub('-', fold(code)).strip('-') or 'note'}-{day}"


def approved_words(standing: Standing) -> str:
    """Return when minutes were approved last, in words; "" if never."""
    if standing.approved_on is None:
        return ""
    version = f" (version {standing.version})" if standing.version > 1 else ""
    return f"Approved {format_date(standing.approved_on)}{version}"


def entry_words(on: date, key: str, title: str) -> str:
    """Return what an index calls a note: its day, which one of that day it is, its own title."""
    _, _, _, *further = key.rpartition("/")[2].split("-")
    own = f": {title.strip()}" if title.strip() else ""
    return f"{format_date(on)}{f' ({further[0]})' if further else ''}{own}"


@dataclass(frozen=True, slots=True)
class PublicNote:
    """A meeting as the public may see it, and the texts that they may not. `draft`: it is not approved."""

    meeting_id: int
    sheet: MeetingSheet
    withheld: tuple[str, ...]
    standing: Standing
    draft: bool = False

    @property
    def on(self) -> date:
        return self.sheet.note.on or date.min

    @property
    def words(self) -> str:
        """What an index calls it."""
        return entry_words(self.on, self.sheet.key, self.sheet.note.title)

    @property
    def stem(self) -> str:
        """The name of its files, the same each time: CG/2017-11-15 is "cg-2017-11-15"."""
        return stem_of(self.sheet.key)

    @property
    def said(self) -> str:
        """How it stands with it, in words; "" where there is nothing to be said."""
        if self.draft:
            return DRAFT
        return approved_words(self.standing)

    def made(self, now: datetime) -> datetime:
        """Return when its files say they were made: those of an approved note do not change with the day."""
        if self.draft:
            return now
        return datetime.combine(self.standing.approved_on or self.on, time(12), UTC)


@dataclass(frozen=True, slots=True)
class Reopened:
    """A note that is being corrected, as the public may read it now; `digest` is of its page published last.

    `names_role` says that it names somebody who is to be published by their role.
    """

    note: PublicNote
    digest: str
    names_role: bool


class LeftOut(NamedTuple):
    """A note that is not published: it is not approved, or was and is being corrected."""

    key: str
    correcting: bool = False

    @property
    def why(self) -> str:
        return "its minutes are being corrected" if self.correcting else "its minutes are not approved"


@dataclass(frozen=True, slots=True)
class Publishable:
    """What is published of a group, the newest first, and what is not. `code` is the group's.

    `style` is how the notes look. `named` says where somebody is named who is to be published by their
    role: that is published only when somebody who has seen it says so. Of those `reopened`, what was
    published stays where it is until they are approved again.
    """

    code: str
    group: str
    partnership: str
    notes: tuple[PublicNote, ...]
    left_out: Sequence[LeftOut] = ()
    style: NoteStyle = HOUSE_STYLE
    named: tuple[str, ...] = ()
    reopened: tuple[Reopened, ...] = ()


class PublishedNote(NamedTuple):
    """A note that goes into a folder: the SHA-256 of its web page, and whether it is a draft."""

    meeting_id: int
    digest: str
    draft: bool


def nothing_to_publish(plan: Publishable, *, takes_down: bool) -> str:
    """Return what is said where no notes of a group are approved, and none of those published stays.

    `takes_down` says that the folder holds what was published before, which is then removed from it.
    """
    corrected = [row.key for row in plan.left_out if row.correcting]
    said = f"No minutes of {plan.group} are approved{'' if takes_down else '; there is nothing to publish'}."
    if corrected:
        said += f" Being corrected: {', '.join(corrected)}."
    return f"{said} Publishing removes what the folder holds of them." if takes_down else said


def stays_words(note: PublicNote) -> str:
    """Return what is said of a note that stays published while it is corrected."""
    said = f"{note.said[:1].lower()}{note.said[1:]}"
    return f"{note.sheet.key} stays as it was {said}, until it is approved again."
