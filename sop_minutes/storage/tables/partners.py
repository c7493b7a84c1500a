"""Groups, organisations, people, seats."""

from datetime import date

from sqlmodel import Field

from sop_minutes.domain.words import GroupKind
from sop_minutes.storage.tables.columns import Row, added_flag, added_text, own_id, ref_to, word


class Group(Row, table=True):
    """A group. `handling` is the sentence under the marking of what it circulates, "" for none.

    `template` names the template that its notes take unasked, "" for the house's.
    """

    __tablename__ = "groups"

    id: int = own_id()
    code: str = Field(unique=True)
    name: str
    kind: str = word(GroupKind.GROUP)
    parent_id: int | None = ref_to("groups.id", nullable=True)
    quorum: int | None = None
    handling: str = added_text()
    template: str = added_text()


class GroupName(Row, table=True):
    """Another name of a group: an alias, or a former name."""

    __tablename__ = "group_names"

    id: int = own_id()
    group_id: int = ref_to("groups.id")
    name: str
    former: bool = False


class Organisation(Row, table=True):
    """An organisation, or a unit of one."""

    __tablename__ = "organisations"

    id: int = own_id()
    name: str
    short_name: str = ""
    parent_id: int | None = ref_to("organisations.id", nullable=True)


class OrganisationName(Row, table=True):
    __tablename__ = "organisation_names"

    id: int = own_id()
    organisation_id: int = ref_to("organisations.id")
    name: str


class Person(Row, table=True):
    """A person. One who is to be published `as_role` is not to be named in a public note."""

    __tablename__ = "people"

    id: int = own_id()
    name: str
    initials: str = ""
    email: str = ""
    role: str = ""
    organisation_id: int | None = ref_to("organisations.id", nullable=True)
    as_role: bool = added_flag()


class PersonName(Row, table=True):
    __tablename__ = "person_names"

    id: int = own_id()
    person_id: int = ref_to("people.id")
    name: str


class Seat(Row, table=True):
    """An organisation's place on a group. `role` is member, chair, vice-chair, secretary, or as written."""

    __tablename__ = "seats"

    id: int = own_id()
    group_id: int = ref_to("groups.id")
    organisation_id: int | None = ref_to("organisations.id", nullable=True)
    role: str = "member"


class SeatHolder(Row, table=True):
    """Who fills a seat, or deputises in it, from one day to another (None: open)."""

    __tablename__ = "seat_holders"

    id: int = own_id()
    seat_id: int = ref_to("seats.id")
    person_id: int = ref_to("people.id")
    deputy: bool = False
    from_on: date | None = None
    until_on: date | None = None
