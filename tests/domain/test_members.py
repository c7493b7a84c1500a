"""Members of a group, pasted as a list."""

import pytest

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.members import Member, own_partnership, read_members
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
    "text", [", Police", "12345, Police", "Ann Lee\nAnn Lee, Police", "Ann Lee, Police, a@b@c"]
)
def test_what_is_odd_is_said(text: str) -> None:
    assert read_members(text)[-1].doubt


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
