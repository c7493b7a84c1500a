"""The members of a group that is set up."""

from dataclasses import dataclass

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.partnership import (
    GroupEntry,
    OrganisationEntry,
    PartnershipSheet,
    PersonEntry,
    SeatEntry,
)
from sop_minutes.domain.text import clean_line, squash
from sop_minutes.domain.words import GroupKind

_OF_A_SEAT = frozenset({"chair", "vice-chair", "secretary", "member"})
"""Roles that someone has in the group; any other is theirs at work."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list. `doubt` is a sentence on what is odd about them, "" for nothing.

    `role` is "chair" or another one in the group, or what they are at work.
    """

    name: str
    organisation: str = ""
    email: str = ""
    doubt: str = ""
    role: str = ""


def own_partnership(
    name: str, group: str, code: str, members: tuple[Member, ...], me: str = ""
) -> PartnershipSheet:
    """Return the sheet of a new partnership and its first group. Raises UserError where a name is missing.

    `me` is the name of who sets it up, "" if that is not said; they need not be a member.
    """
    partnership, first = clean_line(name), clean_line(group)
    if not partnership:
        raise UserError("What is the partnership called? It needs a name.")
    if not first:
        raise UserError("What is the first group called? It needs a name, such as Co-ordination Group.")
    if squash(partnership) == squash(first):
        raise UserError("The partnership and its first group need two names.")
    known = [member for member in members if member.name]
    besides = [clean_line(me)] if clean_line(me) else []
    besides = [one for one in besides if squash(one) not in {squash(member.name) for member in known}]
    organisations = {
        squash(member.organisation): member.organisation for member in known if member.organisation
    }
    people = [
        PersonEntry(
            one.name,
            organisation=organisations.get(squash(one.organisation), ""),
            role="" if one.role in _OF_A_SEAT else one.role,
            email=one.email,
        )
        for one in known
    ]
    return PartnershipSheet(
        groups=(
            GroupEntry("", partnership, GroupKind.PARTNERSHIP),
            GroupEntry(clean_line(code), first, parent=partnership),
        ),
        organisations=tuple(OrganisationEntry(each) for each in organisations.values()),
        people=(*people, *(PersonEntry(one) for one in besides)),
        seats=tuple(
            SeatEntry(
                first,
                organisation=person.organisation,
                person=person.name,
                role=one.role if one.role in _OF_A_SEAT else "member",
                holder=person,
            )
            for one, person in zip(known, people, strict=True)
        ),
    )
