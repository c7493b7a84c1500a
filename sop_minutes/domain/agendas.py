"""What is sent out before a meeting."""

from dataclasses import dataclass

from sop_minutes.domain.sheets import ActionRow, MeetingSheet


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """A meeting to come, the one before it (None for the first), and the actions that are carried to it.

    Each is as its members may see it.
    """

    meeting: MeetingSheet
    last: MeetingSheet | None
    actions: tuple[ActionRow, ...]
