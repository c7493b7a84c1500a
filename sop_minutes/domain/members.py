"""Members of a group, pasted as a list: ``Name, Organisation, email``, one a line."""

import re
from dataclasses import dataclass

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.partnership import (
    GroupEntry,
    OrganisationEntry,
    PartnershipSheet,
    PersonEntry,
    SeatEntry,
)
from sop_minutes.domain.text import clean_line, clean_text, squash
from sop_minutes.domain.words import GroupKind

_EMAIL = re.compile(r"<?(?:mailto:)?(?P<address>[^\s<>,;@]+@[^\s<>,;@]+)>?", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•·–]|\d{1,3}[.)])\s+")
_PARTS = re.compile(r"\t|;|,|\|")
_HEADER = frozenset({"name", "names", "member", "members", "fullname"})


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list. `doubt` is a sentence on what is odd about it, "" for nothing."""

    name: str
    organisation: str = ""
    email: str = ""
    doubt: str = ""


def read_members(text: str) -> tuple[Member, ...]:
    """Return who stands on a list, each name once; what cannot be a member has a `doubt` and no name.

    Commas, semicolons, tabs (from a spreadsheet) and bars part the columns; a header line is none.
    A single line of names with no other column is a list of names.
    """
    lines = [_BULLET.sub("", clean_line(line.replace("\t", " ; "))) for line in clean_text(text).split("\n")]
    lines = [line for line in lines if line.strip(" ,;|")]
    if len(lines) == 1:
        lines = _names_in(lines[0])
    members: list[Member] = []
    seen: set[str] = set()
    for line in lines:
        member = _member(line)
        if squash(member.name) in _HEADER and not members:
            continue
        if member.name and squash(member.name) in seen:
            member = Member("", doubt=f"{member.name} is on the list twice.")
        seen.add(squash(member.name))
        members.append(member)
    return tuple(members)


def own_partnership(name: str, group: str, code: str, members: tuple[Member, ...]) -> PartnershipSheet:
    """Return the sheet of a new partnership and its first group. Raises UserError where a name is missing."""
    partnership, first = clean_line(name), clean_line(group)
    if not partnership:
        raise UserError("What is the partnership called? It needs a name.")
    if not first:
        raise UserError("What is the first group called? It needs a name, such as Co-ordination Group.")
    if squash(partnership) == squash(first):
        raise UserError("The partnership and its first group need two names.")
    known = [member for member in members if member.name]
    organisations = {
        squash(member.organisation): member.organisation for member in known if member.organisation
    }
    return PartnershipSheet(
        groups=(
            GroupEntry("", partnership, GroupKind.PARTNERSHIP),
            GroupEntry(clean_line(code), first, parent=partnership),
        ),
        organisations=tuple(OrganisationEntry(each) for each in organisations.values()),
        people=tuple(
            PersonEntry(
                one.name, organisation=organisations.get(squash(one.organisation), ""), email=one.email
            )
            for one in known
        ),
        seats=tuple(
            SeatEntry(first, organisation=organisations.get(squash(one.organisation), ""), person=one.name)
            for one in known
        ),
    )


def _names_in(line: str) -> list[str]:
    """Return a line as one member, or, where its parts are all names, as one each."""
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    all_names = len(parts) > 3 or (len(parts) > 1 and ";" in line and "," not in line)
    return parts if all_names and not _EMAIL.search(line) else [line]


def _member(line: str) -> Member:
    email = _EMAIL.search(line)
    rest = line[: email.start()] + line[email.end() :] if email else line
    parts = [part.strip(" <>") for part in _PARTS.split(rest)]
    name, *others = parts
    organisation = next((part for part in others if part), "")
    address = email["address"] if email else ""
    if not name:
        return Member("", doubt=f"“{line}” begins with no name.")
    if not any(character.isalpha() for character in name):
        return Member("", doubt=f"“{name}” is not a name.")
    doubt = (
        f"{name}: only the first two columns and the address are read."
        if len(list(filter(None, others))) > 1
        else ""
    )
    if "@" in rest:
        doubt = f"{name}: “{rest.strip(' ,;')}” holds an address that cannot be read."
    return Member(name, organisation, address, doubt)
