"""What was typed and is no record yet, said for whoever checks the database: its log does not know it."""

from contextlib import suppress
from typing import NamedTuple

from sqlmodel import Session

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.restoring import short
from sop_minutes.queries.logged_rows import Words
from sop_minutes.queries.typed import left_behind


class Waiting(NamedTuple):
    """What is no record yet, in sentences; `spoilt` is what another program wrote, and nobody can read."""

    sentences: tuple[str, ...]
    spoilt: tuple[str, ...]


def waiting(session: Session) -> Waiting:
    """Say what was typed, in which minutes, where and when, and what becomes of it."""
    words = Words(session)
    sentences, spoilt = [], []
    for left in left_behind(session):
        said = f"What was typed in {_meeting(words, left.meeting_id)}, and left {left.whence},"
        try:
            typed = f" (“{short(left.words[0])}”)" if left.words else ""
        except UserError:
            spoilt.append(
                f"{said} cannot be read: another program wrote it. The window shows it, and lets it go."
            )
            continue
        after = (
            "Whoever opens the file next has it made a record of."
            if left.is_open
            else "They are approved, or gone: a window on that machine shows it, to be copied."
        )
        sentences.append(f"{said} is not in the change log yet{typed}. {after}")
    return Waiting(tuple(sentences), tuple(spoilt))


def _meeting(words: Words, meeting_id: int) -> str:
    with suppress(ValueError, TypeError):  # another program may write anything
        state = words.state("meetings", meeting_id)
        return (
            f"the minutes {words.called('meetings', meeting_id, state)}" if state else "minutes that are gone"
        )
    return f"minutes {meeting_id}"
