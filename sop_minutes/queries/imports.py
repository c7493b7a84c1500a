"""What has been brought in from files."""

from sqlmodel import Session, col, select

from sop_minutes.domain.keys import format_key
from sop_minutes.storage.tables import Group, ImportedFile, Meeting


def imported_before(session: Session, digest: str) -> tuple[str, ...]:
    """Return the keys of the meetings that a file with this SHA-256 became, none if it is new."""
    query = (
        select(Group.code, Meeting.on, Meeting.sequence)  # type: ignore[call-overload]
        .join(Meeting, col(Meeting.group_id) == col(Group.id))
        .join(ImportedFile, col(ImportedFile.id) == col(Meeting.imported_file_id))
        .where(ImportedFile.digest == digest)
        .order_by(col(Meeting.id))
    )
    return tuple(format_key(code, on, sequence) for code, on, sequence in session.exec(query))
