"""A pasted list of members, read: one a line, columns of a spreadsheet, or a line of addresses."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sop_minutes.domain.members import Member
from sop_minutes.domain.text import clean_line, clean_text, squash

_PART = r"[^\s<>,;|()\"@]"
_EMAIL = re.compile(rf"(?:<|(?<!{_PART}))(?:mailto:)?(?P<address>{_PART}+@{_PART}+)>?", re.IGNORECASE)
_AT_SIGN = re.compile(r"(?<!\S)\S*@\S*")
_BULLET = re.compile(r"^(?:[-*•·–]|\(?\d{1,3}[.)])\s+")
_SEPARATORS = ("\t", ";", "|", ",")
_QUOTED = re.compile(r'"([^"]*)"')
_DASH = re.compile(r"(?<!\s)\s+[-–—]\s+")
_BRACKETS = re.compile(r"(?<!\s)\s*[(\[]([^()\[\]]*)[)\]]?")
_LOST_BRACKETS = re.compile(r"[()\[\];\"<>]")
_WIDE_GAP = re.compile(r" {3,}")
_ONE_NAME = re.compile(
    r"(?:(?:van|von|de|der|den|du|la|le|di|da|al|el|bin|ter|st\.?)\s+)*[^\W\d_][\w'’.-]*", re.I
)
_FIRST_NAMES = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,2}")

_HEADINGS: Final = {
    "name": "name names member members fullname representative attendee contact",
    "first": "firstname forename forenames givenname first",
    "last": "lastname surname familyname last",
    "organisation": "organisation organization agency company employer org body department service",
    "role": "role position title jobtitle job post seat",
    "email": "email emailaddress mail address emails",
    "": "initials phone telephone tel mobile notes no number",
}
_COLUMNS: Final = {word: column for column, words in _HEADINGS.items() for word in words.split()}
_ROLES: Final = {
    "chair": "chair chairman chairwoman chairperson",
    "vice-chair": "vicechair vicechairman vicechairwoman deputychair vicechairperson",
    "secretary": "secretary clerk minutes minutetaker notetaker",
    "member": "member",
}
_ROLE_OF: Final = {word: role for role, words in _ROLES.items() for word in words.split()}
_OF_BODIES: Final = frozenset(
    "police council housing health probation fire nhs trust service services authority association office "
    "school schools university charity team department board commission partnership care courts prison "
    "rescue ambulance education adults children youth community voluntary safety county city town".split()
)


def read_members(text: str) -> tuple[Member, ...]:
    """Return who stands on a list, each once; what cannot be a member has a `doubt` and no name.

    Two of one name are two members if their addresses, organisations or roles are not the same.

    Tabs, semicolons, bars or commas part the columns; a header line says which is which. What stands in
    brackets or after a dash is an organisation or a role. Several addresses in a line are as many members,
    and a single line of names with no other column is a list of names.
    """
    rows = [_cells(line) for line in _lines(text)]
    columns = _header(rows[0]) if rows else {}
    width = len(rows[0]) if columns else 0
    if columns:
        rows = rows[1:]
    all_surnames_first = all(map(_is_surname_first, rows))
    members: list[Member] = []
    for row in rows:
        of_table = columns and len(row) == width
        member = _by_header(row, columns) if of_table else _member(row, all_surnames_first)
        if member.name and any(_is_same(member, other) for other in members):
            member = Member("", doubt=f"{member.name} is on the list twice.")
        members.append(member)
    return tuple(members)


def _is_same(one: Member, other: Member) -> bool:
    """Say whether two members of a list are one person: nothing that is said of both differs."""
    if squash(one.name) != squash(other.name):
        return False
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    said = ((one.organisation, other.organisation), (one.role, other.role))
    return all(not here or not there or squash(here) == squash(there) for here, there in said)


def _lines(text: str) -> Iterator[str]:
    """Yield a line for each member."""
    lines = [_WIDE_GAP.sub("\t", line.strip(" ")) for line in clean_text(text).split("\n")]
    lines = [line for line in lines if line.strip(" ,;|\t")]
    if len(lines) == 1:
        lines = _names_in(lines[0])
    for line in lines:
        yield from _by_address(_BULLET.sub("", line))


def _names_in(line: str) -> list[str]:
    """Return a line as one member, or, where its parts are all names, as one each."""
    parts = [part for part in _cells(line) if part]
    may_be_names = len(parts) > 3 or (len(parts) > 1 and ";" in line and "," not in line)
    others = any(_is_body(part) or squash(part) in _ROLE_OF or "@" in part for part in parts)
    return parts if may_be_names and not others else [line]


def _by_address(line: str) -> Iterator[str]:
    """Yield each address of a line with the name before it; the line as it is if it has one at most."""
    found = list(_EMAIL.finditer(line))
    if len(found) < 2:
        yield line
        return
    start = 0
    for match in found:
        yield line[start : match.end()].strip(" ,;\t")
        start = match.end()
    rest = line[start:].strip(" ,;\t")
    if rest:
        yield rest


def _cells(line: str) -> list[str]:
    """Return the columns of a line; what stands in quotes is one, whatever it holds."""
    quoted: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        quoted.append(match[1])
        return f"\x00{len(quoted) - 1}\x00"

    plain = _QUOTED.sub(put_away, line)
    separator = next((each for each in _SEPARATORS if each in plain), None)
    cells = plain.split(separator) if separator else [plain]
    return [clean_line(re.sub("\x00(\\d+)\x00", lambda m: quoted[int(m[1])], cell)) for cell in cells]


def _header(row: Sequence[str]) -> dict[int, str]:
    """Return which column says what, none if the row is no header: every cell of one is a heading."""
    said = {number: _COLUMNS.get(squash(cell)) for number, cell in enumerate(row) if cell}
    if not said or None in said.values() or not {"name", "first", "last"}.intersection(said.values()):
        return {}
    return {number: column or "" for number, column in said.items()}


def _by_header(row: Sequence[str], columns: dict[int, str]) -> Member:
    """Return the member of a row whose columns are known."""
    cells: dict[str, str] = {}
    for number, cell in enumerate(row):
        column = columns.get(number, "")
        cells[column] = cells.get(column) or cell
    first, last = cells.get("first", ""), cells.get("last", "")
    name = cells.get("name", "") or f"{first} {last}".strip()
    member = _member([name, cells.get("email", "")], False)
    if not member.name:
        return member
    role = cells.get("role", "")
    return Member(
        member.name,
        cells.get("organisation", "") or member.organisation,
        member.email,
        member.doubt,
        _ROLE_OF.get(squash(role), role) or member.role,
    )


def _is_surname_first(row: Sequence[str]) -> bool:
    """Say whether a row begins "Surname, First" without being a name and where they are from."""
    cells = [_BRACKETS.sub("", _EMAIL.sub("", cell)).strip() for cell in row]
    if len(cells) < 2 or not _ONE_NAME.fullmatch(cells[0]) or not _FIRST_NAMES.fullmatch(cells[1]):
        return False
    return not _is_body(cells[1])


def _is_body(words: str) -> bool:
    """Say whether words are a body, not first names: in capitals, or with a word that bodies alone have."""
    initials = all(len(word) == 1 for word in re.split(r"[\s.]+", words) if word)
    return (words.isupper() and not initials) or not _OF_BODIES.isdisjoint(words.casefold().split())


def _member(row: Sequence[str], surname_first: bool) -> Member:
    """Return who a row is about; one that is but "Surname, First" is so whatever the other rows are."""
    line = ", ".join(cell for cell in row if cell)
    cells, address = _without_address(row)
    if not any(cells):
        cells = [_name_in_address(address)]
    if surname_first or (len([*filter(None, cells)]) == 2 and _is_surname_first(cells)):
        cells = [f"{cells[1]} {cells[0]}", *cells[2:]]
    name, others = _name_and_more(cells[0])
    others += cells[1:]
    if not name:
        return Member("", doubt=f"“{line}” begins with no name.")
    if not any(character.isalpha() for character in name):
        return Member("", doubt=f"“{name}” is not a name.")
    others = [part for other in others for part in _apart_from_role(other)]
    role = next((_ROLE_OF[squash(each)] for each in others if squash(each) in _ROLE_OF), "")
    said = [each for each in others if each and squash(each) not in _ROLE_OF]
    organisation = said[0] if said else ""
    role = role or (said[1] if len(said) > 1 else "")
    doubt = f"{name}: “{said[2]}” is not read." if len(said) > 2 else ""
    if any("@" in cell for cell in cells):
        stray = next(match[0] for cell in cells if (match := _AT_SIGN.search(cell)))
        doubt = f"{name}: “{stray}” is an address that cannot be read."
    return Member(name, organisation, address, doubt, role)


def _apart_from_role(words: str) -> list[str]:
    """Return words as they are, or, where a role stands after a dash, before it and the role."""
    parts = _DASH.split(words)
    return parts if any(squash(part) in _ROLE_OF for part in parts) else [words]


def _without_address(row: Sequence[str]) -> tuple[list[str], str]:
    """Return the cells without the first address in them, and the address."""
    cells, address = [], ""
    for cell in row:
        found = _EMAIL.search(cell) if not address else None
        if found and "@" not in cell[found.end() :]:
            address = found["address"]
            cell = f"{cell[: found.start()]} {cell[found.end() :]}".strip()
        cells.append(cell.strip(" <>"))
    return cells, address


def _name_in_address(address: str) -> str:
    """Return the name in an address such as ann.lee@example.org, "" if there is none."""
    parts = re.split(r"[._]", address.partition("@")[0])
    return " ".join(part.title() for part in parts) if len(parts) > 1 and all(map(str.isalpha, parts)) else ""


def _name_and_more(cell: str) -> tuple[str, list[str]]:
    """Return the name in a cell, and what stands in brackets, after a dash or after a comma there."""
    more = [found.strip() for found in _BRACKETS.findall(cell)]
    name, *after = _DASH.split(_BRACKETS.sub("", cell).strip())
    more += after
    role, colon, rest = name.partition(":")
    if colon and squash(role) in _ROLE_OF:
        name, more = rest.strip(), [role, *more]
    if "," in name:
        first, *rest = (part.strip() for part in name.split(","))
        if len(rest) == 1 and _is_surname_first([first, rest[0]]):
            name = f"{rest[0]} {first}"
        else:
            name, more = first, more + rest
    return _LOST_BRACKETS.sub("", name).strip(), more
