"""What is to be said of a new meeting, and which groups may have one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from sop_minutes.commands.agenda import STANDING_KINDS
from sop_minutes.domain.sheets import GroupRow, MeetingSheet
from sop_minutes.domain.words import GroupKind


def meeting_groups(groups: Sequence[GroupRow]) -> list[GroupRow]:
    """Return the groups that meet: not the partnership that is above them, unless it is alone."""
    return [group for group in groups if group.kind is not GroupKind.PARTNERSHIP] or list(groups)


def made_words(speaker: QObject, sheet: MeetingSheet, *, copied: bool) -> str:
    """Say which meeting is new, and what is on its agenda already and why.

    It is either `copied` as a whole, or has what stands on every agenda and what left actions open.
    """
    items = len(sheet.note.items)
    standing = 0 if copied else sum(item.kind in STANDING_KINDS for item in sheet.note.items)
    tr = speaker.tr
    counted = (
        (standing, tr("standing item"), tr("standing items")),
        (0 if copied else items - standing, tr("with open actions"), tr("with open actions")),
        (items if copied else 0, tr("agenda item"), tr("agenda items")),
    )
    carried = ", ".join(f"{many} {one if many == 1 else more}" for many, one, more in counted if many)
    words = tr("{0} is in the diary.").format(sheet.key)
    return f"{words} {tr('Carried forward: {0}.').format(carried)}" if carried else words
