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
    def stem(self) -> str:
        """The name of its files, the same each time: CG/2017-11-15 is "cg-2017-11-15"."""
        code, _, day = self.sheet.key.rpartition("/")
        return f"{_NOT_IN_NAME.sub('-', fold(code)).strip('-') or 'note'}-{day}"

    @property
    def said(self) -> str:
        """How it stands with it, in words; "" where there is nothing to be said."""
        if self.draft:
            return DRAFT
        on, version = self.standing.approved_on, self.standing.version
        if on is None or self.standing.correcting:
            return ""
        return f"Approved {format_date(on)}{f' (version {version})' if version > 1 else ''}"

    def made(self, now: datetime) -> datetime:
        """Return when its files say they were made: those of an approved note do not change with the day."""
        if self.draft:
            return now
        return datetime.combine(self.standing.approved_on or self.on, time(12), UTC)


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
    role: that is published only when somebody who has seen it says so.
    """

    code: str
    group: str
    partnership: str
    notes: tuple[PublicNote, ...]
    left_out: Sequence[LeftOut] = ()
    style: NoteStyle = HOUSE_STYLE
    named: tuple[str, ...] = ()


class PublishedNote(NamedTuple):
    """A note that goes into a folder: the SHA-256 of its web page, and whether it is a draft."""

    meeting_id: int
    digest: str
    draft: bool


def nothing_to_publish(plan: Publishable, *, takes_down: bool) -> str:
    """Return what is said where no notes of a group are approved.

    `takes_down` says that the folder holds what was published before, which is then removed from it.
    """
    corrected = [row.key for row in plan.left_out if row.correcting]
    said = f"No minutes of {plan.group} are approved{'' if takes_down else '; there is nothing to publish'}."
    if corrected:
        said += f" Being corrected: {', '.join(corrected)}."
    if takes_down:
        return f"{said} Publishing removes what the folder holds of them."
    if corrected:
        said += " What was published before stays in its folder until that one is published to again."
    return said
