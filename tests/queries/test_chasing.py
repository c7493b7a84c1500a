"""Who is chased: each owner once, for what they owe, and only for what they may be told of."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from sop_minutes.commands.action_updates import close_part, update_action
from sop_minutes.commands.actions import raise_action
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.domain.chasing import ToChase, find_code, new_code
from sop_minutes.domain.words import Audience
from sop_minutes.queries.chasing import to_chase, withheld_from_owners
from sop_minutes.storage.tables import ActionOwner, Person
from tests.conftest import Partnership

TODAY = date(2017, 12, 4)


def chased(partnership: Partnership, within: int | None = 5, **how: int) -> ToChase:
    return partnership.database.read(to_chase, TODAY, within=within, **how)


def refs(found: ToChase) -> dict[str, list[str]]:
    return {sheet.name: [owed.row.ref for owed in sheet.owed] for sheet in found.sheets}


def left_out(found: ToChase) -> dict[str, str]:
    return {f"{row.owner}: {', '.join(row.refs)}": row.why for row in found.left_out}


def person(partnership: Partnership, name: str) -> int:
    address = f"{name.split()[0].lower()}@example.org"
    return partnership.database.do("Add", add_person, name, email=address)


def seat(partnership: Partnership, person_id: int | None = None, **how: object) -> int:
    database = partnership.database
    group_id = how.pop("group_id", partnership.group_id)
    seat_id: int = database.do("Seat", add_seat, group_id=group_id, **how)  # type: ignore[arg-type]
    if person_id is not None:
        database.do("Fill", fill_seat, seat_id, person_id=person_id)
    return seat_id


def test_an_owner_is_asked_after_what_is_overdue_or_due_soon(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    partnership.record(
        "# Prevent\nAction: @Ann Lee to be late by 1 December\nAction: @Ann Lee to be today by 4 December\n"
        "Action: @Ann Lee to be soon by 11 December\nAction: @Ann Lee to be later by 12 December\n"
        "Action: @Ann Lee to be some day"
    )
    assert refs(chased(partnership, within=None)) == {"Ann Lee": ["CG 17/1"]}
    assert refs(chased(partnership, within=0)) == {"Ann Lee": ["CG 17/1", "CG 17/2"]}
    assert refs(chased(partnership, within=5)) == {"Ann Lee": ["CG 17/1", "CG 17/2", "CG 17/3"]}
    assert chased(partnership, within=5).until == date(2017, 12, 11)


def test_each_owner_is_written_to_once_by_name(partnership: Partnership) -> None:
    for name in ("Bo Ray", "Ann Lee"):
        person(partnership, name)
    partnership.record(
        "# Prevent\nAction: @Bo Ray @Ann Lee to share by 1 December\nAction: @Ann Lee to end by 30 November"
    )
    found = chased(partnership)
    assert refs(found) == {"Ann Lee": ["CG 17/2", "CG 17/1"], "Bo Ray": ["CG 17/1"]}
    assert [(sheet.address, sheet.code) for sheet in found.sheets] == [
        ("ann@example.org", ""),
        ("bo@example.org", ""),
    ]


def test_who_has_done_their_part_is_not_asked_again(partnership: Partnership) -> None:
    ann = person(partnership, "Ann Lee")
    person(partnership, "Bo Ray")
    partnership.record("# Prevent\nAction: @Bo Ray @Ann Lee to share by 1 December")
    owner = partnership.database.read(
        lambda s: s.exec(select(ActionOwner).where(ActionOwner.person_id == ann)).one()
    )
    on = date(2017, 11, 30)
    partnership.database.do("Part", close_part, owner.action_id, owner_id=owner.id, on=on)
    assert refs(chased(partnership)) == {"Bo Ray": ["CG 17/1"]}


def test_who_has_no_address_is_left_out_with_a_sentence(partnership: Partnership) -> None:
    partnership.database.do("Add", add_person, "Ann Lee")
    partnership.record("# Prevent\nAction: @Ann Lee to end by 30 November")
    found = chased(partnership)
    assert found.sheets == ()
    assert left_out(found) == {"Ann Lee: CG 17/1": "Ann Lee has no e-mail address."}


@pytest.mark.parametrize("address", ["@", "ann@", "ann@exa,mple.org", "zoë@example.org", '"ann@example.org'])
def test_who_has_an_address_that_is_none_is_left_out_too(partnership: Partnership, address: str) -> None:
    partnership.database.do("Add", add_person, "Ann Lee", email=address)
    partnership.record("# Prevent\nAction: @Ann Lee to end by 30 November")
    assert left_out(chased(partnership)) == {"Ann Lee: CG 17/1": f"“{address}” is not an e-mail address."}


def test_nobody_is_written_to_for_an_action_that_nobody_known_owns(partnership: Partnership) -> None:
    partnership.record("# Prevent\nAction: the list by 30 November\nAction: @CSPs to end by 30 November")
    assert left_out(chased(partnership)) == {
        "CSPs: CG 17/2": "Nobody is known as CSPs.",
        "No owner: CG 17/1": "Nobody owns it.",
    }


def test_an_organisation_is_asked_through_its_seat_on_the_group(partnership: Partnership) -> None:
    police = partnership.database.do("Add", add_organisation, "Thames Valley Police", short_name="TVP")
    partnership.record("# Prevent\nAction: @TVP to report by 30 November")
    assert left_out(chased(partnership)) == {
        "Thames Valley Police: CG 17/1": (
            "Thames Valley Police is an organisation, and nobody fills a seat of its on Co-ordination Group."
        )
    }
    seat_id = seat(partnership, organisation_id=police)
    deputy, holder = person(partnership, "Di Deputy"), person(partnership, "Ann Lee")
    partnership.database.do("Fill", fill_seat, seat_id, person_id=deputy, deputy=True)
    assert refs(chased(partnership)) == {"Di Deputy": ["CG 17/1"]}
    partnership.database.do("Fill", fill_seat, seat_id, person_id=holder, until_on=TODAY)
    assert refs(chased(partnership)) == {"Ann Lee": ["CG 17/1"]}


def test_a_post_is_whoever_held_it_at_the_meeting_else_whoever_has_that_seat(
    partnership: Partnership,
) -> None:
    person(partnership, "Ann Lee")
    seat(partnership, person(partnership, "Bo Ray"), role="chair")
    partnership.record("Present: Ann Lee (chair)\n# Prevent\nAction: @Chair to write by 30 November")
    partnership.record("Date: 16 November 2017\n# Prevent\nAction: @Chair to ring by 30 November")
    assert refs(chased(partnership)) == {"Ann Lee": ["CG 17/1"], "Bo Ray": ["CG 17/2"]}


def test_only_who_sits_on_the_group_is_told_of_a_restricted_action(partnership: Partnership) -> None:
    ann = person(partnership, "Ann Lee")
    partnership.record("Present: Ann Lee\n# Prevent\nRestricted: Action: @Ann Lee to ring by 30 November")
    other = partnership.database.do("Add", add_group, "Other Group", code="OG")
    seat(partnership, ann, group_id=other)
    assert left_out(chased(partnership)) == {
        "Ann Lee: CG 17/1": "It is restricted, and Ann Lee fills no seat of Co-ordination Group."
    }
    seats = [seat(partnership) for _ in range(3)]
    tomorrow, yesterday = TODAY + timedelta(1), TODAY - timedelta(1)
    partnership.database.do("Fill", fill_seat, seats[0], person_id=ann, from_on=tomorrow)
    partnership.database.do("Fill", fill_seat, seats[1], person_id=ann, until_on=yesterday)
    assert refs(chased(partnership)) == {}
    partnership.database.do("Fill", fill_seat, seats[2], person_id=ann, from_on=TODAY, until_on=TODAY)
    assert refs(chased(partnership)) == {"Ann Lee": ["CG 17/1"]}


@pytest.mark.parametrize("note", ["Members: # Prevent\n", "# Prevent\nMembers: "])
def test_who_neither_sits_on_the_group_nor_was_listed_is_not_told_of_what_is_for_members(
    partnership: Partnership, note: str
) -> None:
    for name in ("Ann Lee", "Bo Ray"):
        person(partnership, name)
    partnership.record(f"Apologies: Ann Lee\n{note}Action: @Ann Lee @Bo Ray to ring by 30 November")
    found = chased(partnership)
    assert refs(found) == {"Ann Lee": ["CG 17/1"]}
    assert left_out(found) == {
        "Bo Ray: CG 17/1": "It is for members only, and Bo Ray neither fills a seat of Co-ordination Group "
        "nor is on the list of the meeting it was raised in."
    }


@pytest.mark.parametrize("mark", ["", "Members: ", "Restricted: "])
def test_a_mailbox_that_somebody_else_reads_gets_nothing_that_they_may_not_see(
    partnership: Partnership, mark: str
) -> None:
    for name, address in (("Ann Lee", "team@example.org"), ("Bo Ray", "Team@Example.org")):
        partnership.database.do("Add", add_person, name, email=address)
    ann, bo = partnership.database.read(lambda s: s.exec(select(Person.id)).all())
    seat(partnership, ann)
    partnership.record(f"# Prevent\n{mark}Action: @Ann Lee to ring by 30 November")
    found = chased(partnership)
    audience = {"": "", "Members: ": "for members only", "Restricted: ": "restricted"}[mark]
    assert refs(found) == ({} if mark else {"Ann Lee": ["CG 17/1"]})
    why = f"It is {audience}, and Bo Ray, who may not see it, has the address team@example.org too."
    assert left_out(found) == ({"Ann Lee: CG 17/1": why} if mark else {})
    seat(partnership, bo)
    assert refs(chased(partnership)) == {"Ann Lee": ["CG 17/1"]}


def test_what_is_withheld_is_all_that_not_everybody_may_see_and_of_which_action(
    partnership: Partnership,
) -> None:
    partnership.record(
        "# Prevent\nAction: to tell by 30 November\nMembers: Action: to ask [him](https://example.org/x)\n"
        "Restricted: # The Didcot family\nAction: to ring them"
    )
    told = partnership.action("CG 17/1").id
    for audience in Audience:
        due = {Audience.RESTRICTED: "(once they have moved)"}.get(audience)
        partnership.database.do(
            "Note", update_action, told, on=TODAY, note=f"said to {audience}", due=due, audience=audience
        )
    assert partnership.database.read(withheld_from_owners) == {
        "to ask [him](https://example.org/x)": "CG 17/2",
        "to ring them": "CG 17/3",
        "The Didcot family": "CG 17/3",
        "said to members": "CG 17/1",
        "said to restricted": "CG 17/1",
        "once they have moved": "CG 17/1",
    }


def test_a_date_in_words_that_not_everybody_may_see_is_sent_as_a_date_alone(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    partnership.record("# Prevent\nAction: @Ann Lee to tell by 30 November")
    told = partnership.action("CG 17/1").id
    due = "1 Dec 2017"
    partnership.database.do("Note", update_action, told, on=TODAY, due=due, audience=Audience.RESTRICTED)
    assert partnership.action("CG 17/1").due.as_written == due
    (sheet,) = chased(partnership).sheets
    assert (sheet.owed[0].row.due.as_written, sheet.owed[0].row.due.on) == ("", date(2017, 12, 1))


def test_the_group_narrows(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    other = partnership.database.do("Add", add_group, "Other Group", code="OG")
    for group_id in (partnership.group_id, other):
        partnership.database.do(
            "Raise",
            raise_action,
            group_id=group_id,
            text="@Ann Lee to end by 30 November",
            on=date(2017, 11, 1),
            audience=Audience.PUBLIC,
        )
    assert refs(chased(partnership, group_id=other)) == {"Ann Lee": ["OG 17/1"]}


def test_a_code_is_found_again_however_it_is_printed() -> None:
    code = new_code()
    assert find_code(f"RE: Actions [{code.lower()}] and more") == code
    assert find_code(code.replace("-", "‑")) == code
    assert find_code("ref R-1234 and CAR-ABCD-EFGH") == ""
