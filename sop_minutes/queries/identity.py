"""Which database this is."""

from sqlmodel import Session, select

from sop_minutes.storage.tables import Identity


def database_uid(session: Session) -> str:
    """Return what no other database is called, so that what goes out of this one is known again."""
    return session.exec(select(Identity.uid)).one()
