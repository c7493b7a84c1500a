"""The change log, written to a file: what is asked of it, read and exported in one."""

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from sop_minutes.domain.words import Audience
from sop_minutes.export.change_log import write_change_log
from sop_minutes.queries.audit import told_entries
from sop_minutes.queries.log_narrowing import LogFilter, log_extent
from sop_minutes.queries.proof import log_seal


def write_log(session: Session, wanted: LogFilter, path: Path, reader: Audience, now: datetime) -> None:
    """Write the entries that are wanted as `reader` may see them. Raises UserError where that cannot be."""
    write_change_log(
        told_entries(session, wanted),
        path,
        extent=log_extent(wanted),
        seal=log_seal(session, now),
        reader=reader,
        now=now,
    )
