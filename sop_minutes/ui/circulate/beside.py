"""What the circulate page has made beside the window.

All that makes files is slow to import: that is done beside the window, too.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sop_minutes.domain.words import Audience
from sop_minutes.queries.recipients import Extra

if TYPE_CHECKING:
    from sop_minutes.circulating import Prepared, Wanted
    from sop_minutes.readying import Found, LogReady, Ready

Session = Any
"""What a query is given; the window knows nothing of it."""


class Choice(NamedTuple):
    """What is to go out of a meeting: for whom, as what, who has it besides, and how it looks.

    `template` is a template's name, "" for the usual one of the group.
    """

    meeting_id: int
    audience: Audience
    suffixes: tuple[str, ...]
    extras: tuple[Extra, ...] = ()
    template: str = ""

    def wanted(self, today: date) -> "Wanted":
        from sop_minutes.circulating import Wanted

        return Wanted(
            self.meeting_id,
            self.audience,
            today,
            self.suffixes,
            extras=self.extras,
            template=self.template,
        )


def readied(session: Session, choice: Choice, today: date) -> "Ready":
    """Return a note as it would go out now."""
    from sop_minutes.readying import readied as made

    return made(session, choice.wanted(today), _now())


def looked_over(session: Session, prepared: "Prepared", own_words: Path | None) -> "tuple[Found, ...]":
    """Return what there is to look at in a note that is ready."""
    from sop_minutes.readying import looked_over as found

    return found(session, prepared, own_words)


def drafted(session: Session, prepared: "Prepared") -> "Mapping[str, bytes] | str":
    """Return the e-mails of a note that is ready, or why there are none."""
    from sop_minutes.readying import drafted as made

    return made(session, prepared)


def extra_asked(session: Session, choice: Choice, today: date, words: str) -> Extra | str:
    """Return who is to have a note besides, or why they may not."""
    from sop_minutes.readying import extra_asked as asked

    return asked(session, choice.wanted(today), words)


def log_readied(session: Session, group_id: int, today: date) -> "LogReady":
    """Return the action log of a group, as pages."""
    from sop_minutes.readying import log_readied as made

    return made(session, group_id, today, _now())


def log_written(session: Session, group_id: int, path: Path, today: date) -> str:
    """Write the action log of a group; return why that cannot be, "" where it was done."""
    from sop_minutes.readying import log_written as written

    return written(session, group_id, path, today, _now())


def agenda_written(session: Session, meeting_id: int, path: Path) -> str:
    """Write the agenda pack of a meeting; return why that cannot be, "" where it was done."""
    from sop_minutes.readying import agenda_written as written

    return written(session, meeting_id, path, _now())


def _now() -> datetime:
    return datetime.now().astimezone()
