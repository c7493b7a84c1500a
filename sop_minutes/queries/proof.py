"""What can be proven of the database: that nothing was altered, and that its log is the one once told of."""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session

from sop_minutes.domain.logged import LoggedSeal
from sop_minutes.domain.restoring import moment_words
from sop_minutes.queries.audit import told_entry
from sop_minutes.queries.logged_rows import Words
from sop_minutes.storage.chain import RESTORED
from sop_minutes.storage.proving import prove
from sop_minutes.storage.seals import find_seal, newest_seal, unlike_backups

NO_PROOF = (
    "Keep that seal elsewhere, on paper or in an e-mail: sop-minutes check --seal SEAL then says whether all "
    "up to it is still as it was. Without a seal that was kept, check cannot tell that somebody sealed the "
    "whole log anew, took its last entries away, or put an older file in the place of this one."
)


_SINCE = "SELECT count(DISTINCT entry) FROM change WHERE id > ?"
_RESTORED = "SELECT entry, label FROM change WHERE kind = ? AND id <= ? ORDER BY id DESC LIMIT 1"


class LogChecked(NamedTuple):
    """What is wrong with the log or with what it tells of, and what the backups know otherwise.

    `kept` is what a seal that was kept elsewhere shows, "" where none was given, or it is not in the log.
    """

    problems: tuple[str, ...]
    remarks: tuple[str, ...]
    newest: LoggedSeal
    kept: str


def check_log(session: Session, path: Path, now: datetime, told: str = "") -> LogChecked:
    """Compare the log with its seals, with all that it tells of, with the backups, and with a seal once told.

    Raises UserError for what is no seal.
    """
    raw = _raw(session)
    found = find_seal(raw, told) if told else None
    problems, whole_to = prove(session.connection(), Words(session))
    kept = ""
    if found is not None and found.id <= whole_to:
        head = told_entry(session, found.entry, 1).head
        since = raw.execute(_SINCE, (found.id,)).fetchone()[0]
        kept = (
            f"That is the seal of entry {found.entry} (“{head.label}”, made by {head.who} on "
            f"{moment_words(head.at)}). The log up to it is as it was when that seal was told; "
            f"{f'{since} more' if since else 'none'} came since."
        )
    elif found is not None:
        problems += (f"That is the seal of entry {found.entry}, but entries up to it were altered since.",)
    elif told:
        said = (
            "That seal is not in the change log: an entry up to it was altered or removed since, or an older "
            "file, or another, is in the place of the one that it was told of."
        )
        if restored := raw.execute(_RESTORED, (RESTORED, whole_to)).fetchone():
            said += (
                f" Entry {restored[0]} tells that a backup was put back: “{restored[1]}”. A seal that was "
                "told before that may be of what was there then: check that file with it."
            )
        problems += (said,)
    return LogChecked(problems, tuple(unlike_backups(raw, path)), log_seal(session, now), kept)


def log_seal(session: Session, now: datetime) -> LoggedSeal:
    """Return the newest seal that stays in the log, by which it can be known again."""
    _, entry, digits = newest_seal(_raw(session), now)
    return LoggedSeal(entry, digits)


def _raw(session: Session) -> Any:
    return session.connection().connection.dbapi_connection
