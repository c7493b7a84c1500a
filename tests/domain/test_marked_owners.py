"""An owner after an @ at the end of a line: whatever words it stands behind, and with a date beside it."""

import pytest

from sop_minutes.domain.grammar import read_action
from tests.domain.test_action_owners import FRIDAY, KNOWN, NOVEMBER

_DOING = (
    "amend audit book brief cancel chart check close compile cost count deliver design edit end file "
    "fund host launch list log map mark meet move name note open order pay phone pilot plan post "
    "print publish rank rate ring scope send sort staff sum test trial type vote website data "
    "leaflets update budget "
).split()


@pytest.mark.parametrize("word", _DOING)
@pytest.mark.parametrize("rest", ["", " leaflets", " all services", " all partners", " Festival"])
def test_what_stands_before_a_marked_owner_is_nobody(word: str, rest: str) -> None:
    line = f"{word.capitalize()}{rest}"
    action = read_action(f"{line} @AL", NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text) == (["Ann Lee"], line)


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("invite all partners @AL/BO (due 17 November)", ["Ann Lee", "Ben Okafor"], "invite all partners"),
        (
            "invite partners @AL, BO and DO by Friday",
            ["Ann Lee", "Ben Okafor", "Dee Okafor"],
            "invite partners",
        ),
        ("invite partners by Friday @AL & BO", ["Ann Lee", "Ben Okafor"], "invite partners"),
        ("invite partners @AL by Friday @BO", ["Ann Lee", "Ben Okafor"], "invite partners"),
        ("plan launch with SODC @AL by Friday", ["Ann Lee"], "plan launch with SODC"),
        ("order leaflets, AL/BO by Friday", ["Ann Lee", "Ben Okafor"], "order leaflets"),
        ("order leaflets by Friday, AL", ["Ann Lee"], "order leaflets"),
    ],
)
def test_owners_are_listed_after_a_marked_one_or_a_comma(line: str, owners: list[str], text: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text, action.due.on) == (owners, text, FRIDAY)


@pytest.mark.parametrize("line", ["invite SODC, AL", "ask @AL, BO knows the venue", "invite Sam, BO"])
def test_a_list_of_those_it_is_about_has_no_owner_at_its_end(line: str) -> None:
    owners = [owner.name for owner in read_action(line, NOVEMBER, KNOWN).owners]
    assert "Ben Okafor" not in owners
    assert owners == (["Ann Lee"] if "@" in line else [])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Ring them by Friday @AL", "Ring them (Ann Lee, by 17 November 2017)"),
        ("Ring them @AL by Friday", "Ring them (Ann Lee, by 17 November 2017)"),
        ("Ring them, @AL, by Friday", "Ring them (Ann Lee, by 17 November 2017)"),
        ("Ring them @AL (by Friday).", "Ring them (Ann Lee, due 17 November 2017)."),
        ("Ring them in two weeks @Zed", "Ring them (Zed, by 29 November 2017)"),
        ("Ring them by Friday @AL/BO", "Ring them (Ann Lee and Ben Okafor, by 17 November 2017)"),
        ("Ring them @AL by Friday @BO", "Ring them (Ann Lee and Ben Okafor, by 17 November 2017)"),
    ],
)
def test_a_note_sets_a_date_beside_them_off_with_a_comma(line: str, sentence: str) -> None:
    assert read_action(line, NOVEMBER, KNOWN).sentence == sentence


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("AL and colleagues to ring", ["Ann Lee", "colleagues"]),
        ("ring them, AL and colleagues", ["Ann Lee", "colleagues"]),
        ("AL along with colleagues to ring", ["Ann Lee", "colleagues"]),
        ("AL with support from BO to ring", ["Ann Lee", "Ben Okafor"]),
        ("AL, supported by BO, to ring", ["Ann Lee", "Ben Okafor"]),
        ("AL, with BO, to ring", ["Ann Lee", "Ben Okafor"]),
        ("ring them (AL in consultation with BO)", ["Ann Lee", "Ben Okafor"]),
        ("AL to ring with BO", ["Ann Lee"]),
    ],
)
def test_who_leads_stands_before_those_who_help(line: str, owners: list[str]) -> None:
    assert [owner.name for owner in read_action(line, NOVEMBER, KNOWN).owners] == owners


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("ring them ACTION AL", ["Ann Lee"], "ring them"),
        ("ring them | AL | 17 November", ["Ann Lee"], "ring them"),
        ("ring them; owner AL; due 17/11", ["Ann Lee"], "ring them"),
        ("ring them. Lead: AL. Deadline: 17 November", ["Ann Lee"], "ring them"),
        ("ring them (target date 17 November) – AL", ["Ann Lee"], "ring them"),
        ("By Friday Ann Lee to ring them", ["Ann Lee"], "ring them"),
        ("Within two days AL and BO to ring them", ["Ann Lee", "Ben Okafor"], "ring them"),
        ("By Friday all to ring them", ["all"], "ring them"),
        ("It was agreed that AL would ring them by Friday", ["Ann Lee"], "ring them"),
        ("Agreed that the Chair will ring them", ["Chair"], "ring them"),
        ("ring them (Dr. Jo Newman)", ["Dr. Jo Newman"], "ring them"),
    ],
)
def test_owners_stand_where_minute_takers_put_them(line: str, owners: list[str], text: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text) == (owners, text)
    assert action.due.on in {None, FRIDAY}
    assert ("17" in line or "Friday" in line or "two days" in line) == (action.due.on is not None)
