"""Who a note goes to, what it leaves out, and what changed since it last went."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sop_minutes.commands.actions import close_action
from sop_minutes.commands.circulating import record_circulation
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.organisations import add_organisation, add_seat, fill_seat
from sop_minutes.commands.people import add_person
from sop_minutes.commands.points import delete_point, edit_point
from sop_minutes.domain.circulating import (
    ChangeKind,
    CirculationPlan,
    LineKind,
    Sent,
    SentFile,
    changes_counted,
    note_lines,
    omitted_sentences,
    read_lines,
    write_lines,
)
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.table_lines import sent_lines
from sop_minutes.domain.templates import HOUSE_STYLE
from sop_minutes.domain.words import Audience
from sop_minutes.queries.actions import find_action
from sop_minutes.queries.circulating import circulation_plan, circulations_of, frozen_content
from sop_minutes.queries.recipients import Extra, extra_called
from tests.conftest import Partnership

MEETING = date(2017, 11, 15)
TODAY = date(2017, 11, 20)
NOTE = """Present: Ann Lee (chair), Bo Ray for Cy Dunn, Zed Unknown
Apologies: Di Fox
# Prevent
Public point
Restricted: the family in Didcot
Members: figures not yet published
Action: @Ann Lee @TVP to ring the school by 1 December
Restricted: Action: @Ann Lee to ring the family
# Cuckooing
Another point
Restricted: # Exempt matters
never to be seen
"""


def person(p: Partnership, name: str, **how: Any) -> int:
    how.setdefault("email", f"{name.split()[0].lower()}@example.org")
    return p.database.do("Add", add_person, name, **how)


def seat(p: Partnership, organisation: str, *fillings: dict[str, Any], role: str = "member") -> int:
    organisation_id = p.database.do("Add", add_organisation, organisation) if organisation else None
    seat_id = p.database.do("Seat", add_seat, group_id=p.group_id, organisation_id=organisation_id, role=role)
    for how in fillings:
        p.database.do("Fill", fill_seat, seat_id, **how)
    return seat_id


def plan(
    p: Partnership, meeting_id: int, audience: Audience = Audience.MEMBERS, **how: Any
) -> CirculationPlan:
    return p.database.read(circulation_plan, meeting_id, audience, on=how.pop("on", TODAY), **how)


def reached(found: CirculationPlan) -> list[tuple[str, str]]:
    return [(row.name, row.standing) for row in found.recipients]


def why(found: CirculationPlan) -> dict[str, str]:
    return {row.name: row.why for row in found.not_sent}


def test_it_goes_to_who_held_a_seat_and_still_does_and_to_who_was_there(partnership: Partnership) -> None:
    ann, cy = person(partnership, "Ann Lee"), person(partnership, "Cy Dunn")
    person(partnership, "Bo Ray")
    person(partnership, "Di Fox")
    seat(partnership, "Thames Valley Police", {"person_id": ann}, role="chair")
    seat(partnership, "Cherwell District Council", {"person_id": cy})
    found = plan(partnership, partnership.record(NOTE))
    assert reached(found) == [
        ("Ann Lee", "Thames Valley Police (chair)"),
        ("Cy Dunn", "Cherwell District Council"),
        ("Bo Ray", "was there for Cy Dunn"),
        ("Di Fox", "sent apologies"),
    ]
    assert why(found) == {"Zed Unknown": "Zed Unknown has no e-mail address."}


def test_a_deputy_gets_it_only_while_nobody_holds_the_seat(partnership: Partnership) -> None:
    ann, bo, cy = (person(partnership, name) for name in ("Ann Lee", "Bo Ray", "Cy Dunn"))
    seat(partnership, "Thames Valley Police", {"person_id": ann}, {"person_id": bo, "deputy": True})
    seat(partnership, "Cherwell District Council", {"person_id": cy, "deputy": True})
    assert reached(plan(partnership, partnership.record("# Prevent\nx"))) == [
        ("Cy Dunn", "deputy for Cherwell District Council"),
        ("Ann Lee", "Thames Valley Police"),
    ]


def test_who_left_a_seat_or_came_to_it_since_the_meeting_is_named_and_left_out(
    partnership: Partnership,
) -> None:
    gone, new = person(partnership, "Ann Lee"), person(partnership, "Bo Ray")
    seat(
        partnership,
        "Thames Valley Police",
        {"person_id": gone, "until_on": date(2017, 11, 17)},
        {"person_id": new, "from_on": date(2017, 11, 18)},
    )
    meeting_id = partnership.record("# Prevent\nx")
    found = plan(partnership, meeting_id)
    assert reached(found) == []
    assert why(found) == {
        "Ann Lee": "Ann Lee no longer fills the seat of Thames Valley Police.",
        "Bo Ray": "Bo Ray came to the seat of Thames Valley Police only after the meeting.",
    }
    with_new = plan(partnership, meeting_id, extras=[Extra(new)])
    assert reached(with_new) == [("Bo Ray", "in copy")]
    assert list(why(with_new)) == ["Ann Lee"]
    with pytest.raises(UserError, match="no longer there"):
        plan(partnership, meeting_id, extras=[Extra(99)])
    with pytest.raises(UserError, match="Ann Lee neither fills one nor is on it"):
        plan(partnership, meeting_id, extras=[Extra(gone)])
    seat(partnership, "Fire and Rescue")
    assert why(plan(partnership, meeting_id))["Fire and Rescue"] == "Nobody fills the seat."


def test_the_full_record_goes_only_to_who_fills_a_seat(partnership: Partnership) -> None:
    ann, bo = person(partnership, "Ann Lee"), person(partnership, "Bo Ray")
    seat(partnership, "Thames Valley Police", {"person_id": ann})
    meeting_id = partnership.record(NOTE)
    found = plan(partnership, meeting_id, Audience.RESTRICTED)
    assert reached(found) == [("Ann Lee", "Thames Valley Police")]
    assert why(found)["Bo Ray"] == (
        "The full record goes only to who fills a seat of Co-ordination Group; Bo Ray fills none."
    )
    with pytest.raises(UserError, match="Bo Ray fills none"):
        plan(partnership, meeting_id, Audience.RESTRICTED, extras=[Extra(bo)])


def test_an_address_alone_gets_the_public_note_and_no_other(partnership: Partnership) -> None:
    meeting_id = partnership.record("# Prevent\nx")
    person(partnership, "Ann Lee")
    extras = [
        partnership.database.read(extra_called, words)
        for words in ("press@example.org", "Ann Lee", "ANN@example.org")
    ]
    found = plan(partnership, meeting_id, Audience.PUBLIC, extras=extras)
    assert [(row.name, row.address, row.standing) for row in found.recipients] == [
        ("press@example.org", "press@example.org", "in copy"),
        ("Ann Lee", "ann@example.org", "in copy"),
    ]
    for audience in (Audience.MEMBERS, Audience.RESTRICTED):
        with pytest.raises(UserError, match=r"press@example\.org"):
            plan(partnership, meeting_id, audience, extras=extras[:1])
    with pytest.raises(UserError, match="“a@b@c” is not an e-mail address"):
        plan(partnership, meeting_id, Audience.PUBLIC, extras=[Extra(address="a@b@c")])
    with pytest.raises(UserError, match=r"“jane\.clerk@” is not an e-mail address"):
        partnership.database.read(extra_called, "jane.clerk@")


def test_a_mailbox_that_somebody_else_reads_gets_nothing_that_they_may_not_have(
    partnership: Partnership,
) -> None:
    ann, bo = (
        person(partnership, "Ann Lee", email="TEAM@example.org"),
        person(partnership, "Bo Ray", email="team@example.org"),
    )
    seat(partnership, "Thames Valley Police", {"person_id": ann})
    meeting_id = partnership.record("# Prevent\nx")
    found = plan(partnership, meeting_id)
    assert reached(found) == []
    assert why(found) == {"Ann Lee": "Bo Ray, who may not have it, has the address TEAM@example.org too."}
    assert reached(plan(partnership, meeting_id, Audience.PUBLIC)) == [("Ann Lee", "Thames Valley Police")]
    seat(partnership, "Cherwell District Council", {"person_id": bo})
    assert len(plan(partnership, meeting_id).recipients) == 2


def test_everybody_has_the_refs_of_their_own_actions_that_the_note_holds(partnership: Partnership) -> None:
    ann, bo = person(partnership, "Ann Lee"), person(partnership, "Bo Ray")
    police = partnership.database.do("Add", add_organisation, "Thames Valley Police", short_name="TVP")
    seat_id = partnership.database.do("Seat", add_seat, group_id=partnership.group_id, organisation_id=police)
    partnership.database.do("Fill", fill_seat, seat_id, person_id=bo)
    seat(partnership, "", {"person_id": ann}, role="chair")
    found = {row.name: row.refs for row in plan(partnership, partnership.record(NOTE)).recipients}
    assert found == {"Ann Lee": ("CG 17/1",), "Bo Ray": ("CG 17/1",)}
    full = plan(partnership, partnership.record(NOTE), Audience.RESTRICTED)
    assert {row.name: row.refs for row in full.recipients} == {
        "Ann Lee": ("CG 17/1", "CG 17/2"),
        "Bo Ray": ("CG 17/1",),
    }


def test_what_is_left_out_is_counted_by_item(partnership: Partnership) -> None:
    meeting_id = partnership.record(f"Restricted: opening words\n{NOTE}".replace("Present", "Present", 1))
    public = omitted_sentences(plan(partnership, meeting_id, Audience.PUBLIC).omitted)
    assert public == (
        "3 restricted points left out: before the first item and item 1.",
        "1 point for members only left out: item 1.",
        "1 restricted item left out: item 3.",
    )
    assert len(plan(partnership, meeting_id, Audience.MEMBERS).omitted) == 3
    assert plan(partnership, meeting_id, Audience.RESTRICTED).omitted == ()


def send(p: Partnership, meeting_id: int, audience: Audience = Audience.PUBLIC, code: str = "C-1") -> int:
    sheet = p.sheet(meeting_id, audience)
    ann = p.database.read(extra_called, "Ann Lee")
    (row,) = plan(p, meeting_id, Audience.PUBLIC, extras=[ann]).recipients
    lines = sent_lines(sheet, audience, HOUSE_STYLE)
    sent = Sent(meeting_id, audience, code, lines, (SentFile("n.docx", b"PK"),), (row,))
    return p.database.do("Circulate", record_circulation, sent, at=datetime(2017, 11, 17, 9, tzinfo=UTC))


def test_what_changed_since_the_last_version_of_that_audience(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    meeting_id = partnership.record("# Prevent\nOne\nTwo\nThree\nFour")
    assert plan(partnership, meeting_id, Audience.PUBLIC).since is None
    send(partnership, meeting_id)
    unchanged = plan(partnership, meeting_id, Audience.PUBLIC).since
    assert unchanged is not None
    assert (unchanged.number, unchanged.at, unchanged.changes) == (
        1,
        datetime(2017, 11, 17, 9, tzinfo=UTC),
        (),
    )
    ids = [int(point.record[1:]) for point in partnership.sheet(meeting_id).note.items[0].points]
    partnership.database.do("Edit", edit_point, ids[0], text="One **more**")
    partnership.database.do("Delete", delete_point, ids[3])
    partnership.record(
        "# Prevent\nOne **more**\nThree\nTwo\nAction: Ann Lee to ring\nRestricted: hidden",
        meeting_id=meeting_id,
    )
    since = plan(partnership, meeting_id, Audience.PUBLIC).since
    assert since is not None
    said = [(change.kind, change.change, change.before, change.after) for change in since.changes]
    assert said[0] == (LineKind.POINT, ChangeKind.REWORDED, "One", "One more")
    assert said[1][1] is ChangeKind.MOVED
    assert said[2][:3] == (LineKind.ACTION, ChangeKind.ADDED, "")
    assert said[3] == (LineKind.POINT, ChangeKind.REMOVED, "Four", "")
    assert since.changes[0].record == f"p{ids[0]}"
    assert changes_counted(since.changes) == (
        "1 point reworded · 1 point moved · 1 action added · 1 point removed"
    )
    assert changes_counted(()) == "Nothing has changed"
    assert plan(partnership, meeting_id, Audience.MEMBERS).since is None


def test_what_became_of_an_action_is_a_change_of_the_table_that_tells_it(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    meeting_id = partnership.record("# Prevent\nAction: Ann Lee to ring by 1 December 2017\nAction: to write")
    for number, audience in enumerate((Audience.PUBLIC, Audience.MEMBERS)):
        send(partnership, meeting_id, audience, code=f"C-{number}")
    action = partnership.database.read(find_action, "CG 17/1")
    partnership.database.do("Close", close_action, action, on=date(2017, 11, 18))
    public, members = (
        plan(partnership, meeting_id, audience).since for audience in (Audience.PUBLIC, Audience.MEMBERS)
    )
    assert public is not None
    assert members is not None
    assert public.changes == ()
    (change,) = members.changes
    assert change.record.startswith("p")
    assert change.before == "CG 17/1: Ann Lee; 1 December 2017; open"
    assert change.after == "CG 17/1: Ann Lee; 1 December 2017; done, to confirm"
    assert changes_counted(members.changes) == "1 action-table row reworded"


def test_lines_are_read_as_they_were_written(partnership: Partnership) -> None:
    meeting_id = partnership.record(NOTE)
    for audience in Audience:
        lines = note_lines(partnership.sheet(meeting_id, audience), audience)
        assert read_lines(write_lines(lines)) == lines
    assert "Apologies: Di Fox" in [line.text for line in lines]
    public = note_lines(partnership.sheet(meeting_id, Audience.PUBLIC), Audience.PUBLIC)
    assert not [line for line in public if "Di Fox" in line.text]


def test_what_went_out_is_listed_with_what_was_in_it(partnership: Partnership) -> None:
    person(partnership, "Ann Lee")
    meeting_id = partnership.record("# Prevent\nx")
    send(partnership, meeting_id)
    (row,) = partnership.database.read(circulations_of, meeting_id)
    assert (row.number, row.audience, row.approved, row.code) == (1, Audience.PUBLIC, False, "C-1")
    assert [(each.name, each.address) for each in row.recipients] == [("Ann Lee", "ann@example.org")]
    assert partnership.database.read(frozen_content, row.files[0].frozen_file_id) == b"PK"


def test_a_meeting_without_a_note_is_not_circulated(partnership: Partnership) -> None:
    planned = partnership.database.do("Add", add_meeting, group_id=partnership.group_id, on=date(2018, 1, 1))
    with pytest.raises(UserError, match="no note yet"):
        plan(partnership, planned)
