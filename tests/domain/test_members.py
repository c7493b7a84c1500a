"""Members of a group, pasted as a list."""

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.member_list import read_members
from sop_minutes.domain.members import Member, own_partnership
from sop_minutes.domain.words import GroupKind


def _read(text: str) -> list[tuple[str, str, str]]:
    return [(m.name, m.organisation, m.email) for m in read_members(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Lee, Thames Valley Police, ann@x.org", [("Ann Lee", "Thames Valley Police", "ann@x.org")]),
        ("Ann Lee\tThames Valley Police\tann@x.org", [("Ann Lee", "Thames Valley Police", "ann@x.org")]),
        ("Ann Lee; Police\r\n\r\nBo Ray", [("Ann Lee", "Police", ""), ("Bo Ray", "", "")]),
        ("- Ann Lee, ann@x.org\n2) Bo Ray", [("Ann Lee", "", "ann@x.org"), ("Bo Ray", "", "")]),
        ("Ann Lee <ann@x.org>, Police", [("Ann Lee", "Police", "ann@x.org")]),
        ("Name, Organisation, Email\nAnn Lee, Police, ", [("Ann Lee", "Police", "")]),
        ("Ann Lee; Bo Ray; Cy Poe", [("Ann Lee", "", ""), ("Bo Ray", "", ""), ("Cy Poe", "", "")]),
        (
            "Ann Lee, Bo Ray, Cy Poe, Di Ash",
            [(name, "", "") for name in ("Ann Lee", "Bo Ray", "Cy Poe", "Di Ash")],
        ),
        ("", []),
        (" \n,\n", []),
    ],
)
def test_each_line_is_a_member(text: str, found: list[tuple[str, str, str]]) -> None:
    assert _read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        ", Police",
        "Ann Lee, Police, Sergeant, Day shift",
        "12345, Police",
        "Ann Lee\nAnn Lee, Police",
        "Ann Lee, Police, a@b@c",
    ],
)
def test_what_is_odd_is_said(text: str) -> None:
    assert read_members(text)[-1].doubt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sam Patel, Police\nSam Patel, Housing Trust", 2),
        ("Sam Patel, Police, sam@x.org\nSam Patel, Police, s.patel@x.org", 2),
        ("Sam Patel, Police, Sergeant\nSam Patel, Police, Analyst", 2),
        ("Sam Patel <sam@x.org>\nSam Patel, Police, SAM@x.org", 1),
        ("Sam Patel, Police, sam@x.org\nSam Patel, Housing Trust, sam@x.org", 1),
        ("Sam Patel, Police\nsam patel, police", 1),
        ("Sam Patel, Police\nSam Patel, Fire\nSam Patel, Police", 2),
    ],
)
def test_two_people_of_one_name_are_two_members(text: str, found: int) -> None:
    members = read_members(text)
    assert len([member for member in members if member.name]) == found
    assert len([member for member in members if "twice" in member.doubt]) == len(members) - found


def test_a_partnership_has_its_first_group_under_it_and_a_seat_for_each_member() -> None:
    members = (Member("Ann Lee", "Police", "a@x.org"), Member("Bo Ray", "police"), Member("", doubt="odd"))
    sheet = own_partnership(" Safer Town ", "Board", "SB", members)
    assert [(g.name, g.kind, g.parent, g.code) for g in sheet.groups] == [
        ("Safer Town", GroupKind.PARTNERSHIP, "", ""),
        ("Board", GroupKind.GROUP, "Safer Town", "SB"),
    ]
    assert [each.name for each in sheet.organisations] == ["police"]
    assert [(seat.group, seat.person, seat.organisation) for seat in sheet.seats] == [
        ("Board", "Ann Lee", "police"),
        ("Board", "Bo Ray", "police"),
    ]


@pytest.mark.parametrize(("name", "group"), [("", "Board"), ("Safer", " "), ("Safer Town", "safer town")])
def test_a_partnership_needs_two_names(name: str, group: str) -> None:
    with pytest.raises(UserError):
        own_partnership(name, group, "", ())


def _who(text: str) -> list[tuple[str, str, str, str]]:
    return [(m.name, m.organisation, m.role, m.email) for m in read_members(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Richard Webb (chair), OCC, rw@x.org", ("Richard Webb", "OCC", "chair", "rw@x.org")),
        ("Richard Webb, OCC, Vice Chair", ("Richard Webb", "OCC", "vice-chair", "")),
        ("Richard Webb (Deputy Chair) – OCC", ("Richard Webb", "OCC", "vice-chair", "")),
        ("Richard Webb, OCC, Head of Safety", ("Richard Webb", "OCC", "Head of Safety", "")),
        ("Paul Riley (OPCC)", ("Paul Riley", "OPCC", "", "")),
        ("Paul Riley [OPCC] <p@x.org>", ("Paul Riley", "OPCC", "", "p@x.org")),
        ("2. Jody Kerman – Trading Standards", ("Jody Kerman", "Trading Standards", "", "")),
        ("Jody Kerman - Trading Standards - chair", ("Jody Kerman", "Trading Standards", "chair", "")),
        ("Jean-Luc O'Neill-Hart, Youth-Work", ("Jean-Luc O'Neill-Hart", "Youth-Work", "", "")),
        ('"Fitzpatrick, Eddie" <e@x.org>', ("Eddie Fitzpatrick", "", "", "e@x.org")),
        ('"Lee, Ann","Police, Thames","e@x.org"', ("Ann Lee", "Police, Thames", "", "e@x.org")),
        ("Fitzpatrick, Eddie\tPolice\te@x.org", ("Eddie Fitzpatrick", "Police", "", "e@x.org")),
        ("ann.lee@x.org", ("Ann Lee", "", "", "ann.lee@x.org")),
        ("Ann Lee, OCC – Chair", ("Ann Lee", "OCC", "chair", "")),
        ("Chair: Ann Lee, OCC", ("Ann Lee", "OCC", "chair", "")),
        ("Ann Lee     Police", ("Ann Lee", "Police", "", "")),
        ("Name, Organisation, Email\nLee, Ann", ("Ann Lee", "", "", "")),
        ("Paul Riley (OPCC", ("Paul Riley", "OPCC", "", "")),
        ("Ann Lee; Police, Thames; Chair", ("Ann Lee", "Police, Thames", "chair", "")),
    ],
)  # fmt: skip
def test_a_role_an_organisation_and_an_address_are_told_from_the_name(
    text: str, found: tuple[str, str, str, str]
) -> None:
    assert _who(text) == [found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith, John\nvan der Berg, Ann Mia\nO'Ney, S.", ["John Smith", "Ann Mia van der Berg", "S. O'Ney"]),
        ("Smith, John (chair)\nRay, Bo <b@x.org>", ["John Smith", "Bo Ray"]),
        ("Smith, John, OCC\nRay, Bo, Police", ["John Smith", "Bo Ray"]),
        ("Smith, OCC\nRay, Police", ["Smith", "Ray"]),
        ("Smith, John\nAnn Lee, Police", ["John Smith", "Ann Lee"]),
        ("Ann Lee <a@x.org>; Ray, Bo <b@x.org>; Cy Poe <c@x.org>", ["Ann Lee", "Bo Ray", "Cy Poe"]),
        ("Ann Lee <a@x.org>, Bo Ray <b@x.org>\nCy Poe <c@x.org>", ["Ann Lee", "Bo Ray", "Cy Poe"]),
    ],
)  # fmt: skip
def test_names_are_read_whichever_part_comes_first(text: str, names: list[str]) -> None:
    assert [member.name for member in read_members(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Surname\tFirst name\tOrganisation\tJob title\tEmail address\nLee\tAnn\tPolice\tChair\ta@x.org",
        "Email;Full name;Role;Agency\na@x.org;Ann Lee;Chairman;Police",
        "Name,Organisation,Role,E-mail\nAnn Lee (Police),,chair,a@x.org",
        'Name,Organisation,Role,Phone,E-mail\n"Lee, Ann",Police,chair,01865 1,a@x.org',
    ],
)
def test_a_header_says_which_column_is_which(text: str) -> None:
    assert _who(text) == [("Ann Lee", "Police", "chair", "a@x.org")]


@pytest.mark.parametrize(
    "text", ["Ann (Annie) Lee; (x", "A (b [c] d), e", "((", '<>;"', "Ann Lee (", "]Ann[ Lee;"]
)
def test_no_name_holds_what_a_list_of_names_is_parted_by(text: str) -> None:
    assert not any(set("()[];<>") & set(member.name) for member in read_members(text))


def test_the_chair_gets_the_chair_s_seat_and_a_job_stays_with_the_person() -> None:
    members = (Member("Ann Lee", "Police", role="chair"), Member("Bo Ray", role="Head of Safety"))
    sheet = own_partnership("Safer Town", "Board", "", members)
    assert [(seat.person, seat.role) for seat in sheet.seats] == [("Ann Lee", "chair"), ("Bo Ray", "member")]
    assert [(person.name, person.role) for person in sheet.people] == [
        ("Ann Lee", ""),
        ("Bo Ray", "Head of Safety"),
    ]
