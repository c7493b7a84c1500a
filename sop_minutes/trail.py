"""The change log, written to a file: what is asked of it, read and exported in one."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from sop_minutes.domain.logged import entry_for_reader, says_words
from sop_minutes.domain.words import Audience
from sop_minutes.export.change_log import write_change_log
from sop_minutes.queries.audit import told_entries
from sop_minutes.queries.log_narrowing import LogFilter, log_extent
from sop_minutes.queries.proof import log_seal


def write_log(session: Session, wanted: LogFilter, path: Path, reader: Audience, now: datetime) -> None:
    """Write the entries that are wanted as `reader` may see them. Raises UserError where that cannot be.

    Of those that say certain words only such are written as say them to that reader: else it would be told
    that what is withheld says them.
    """
    entries = told_entries(session, wanted)
    if wanted.words:
        entries = tuple(e for e in entries if says_words(entry_for_reader(e, reader), wanted.words))
    write_change_log(
        entries,
        path,
        extent=log_extent(wanted),
        seal=log_seal(session, now),
        reader=reader,
        now=now,
    )
