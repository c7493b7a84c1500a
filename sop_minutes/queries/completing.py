"""Who and what may be chosen as an owner, with what tells one from another."""

from sqlmodel import Session, col, select

from sop_minutes.domain.completing import Candidate, Completions
from sop_minutes.domain.names import KnownName, NameKind
from sop_minutes.queries.names import NAME_TABLES, directory
from sop_minutes.storage.kept import kept
from sop_minutes.storage.tables import Group, Organisation, Person, Seat


def completions(session: Session) -> Completions:
    """Return all that can own an action, to be completed while its name is typed."""
    return kept(session, _completions, NAME_TABLES)


def _completions(session: Session) -> Completions:
    people = select(Person.id, Organisation.name).join(
        Organisation, col(Organisation.id) == col(Person.organisation_id)
    )
    seats = select(Seat.id, Group.name).join(Group, col(Group.id) == col(Seat.group_id))
    details = {(NameKind.PERSON, id_): name for id_, name in session.exec(people)}
    details |= {(NameKind.SEAT, id_): name for id_, name in session.exec(seats)}
    return Completions(Candidate(known.name, known, _detail(known, details)) for known in directory(session))


def _detail(known: KnownName, details: dict[tuple[NameKind, int], str]) -> str:
    if known.kind in (NameKind.PERSON, NameKind.SEAT):
        return details.get((known.kind, known.id), "")
    return known.kind.value
