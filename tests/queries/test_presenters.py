"""Who presents an item, and whose name stands in a heading that the public sees."""

import pytest

from sop_minutes.domain.words import Audience
from sop_minutes.queries.presenters import named_headings
from tests.conftest import Partnership

THERE = "Present: Ann Lee, Ben Okafor\n"


@pytest.mark.parametrize(
    ("heading", "presenter"),
    [
        ("Budget – Ann Lee", "Ann Lee"),
        ("Budget - AL and Ben Okafor", "AL and Ben Okafor"),
        ("Budget – Ann Lee, SOP", "Ann Lee, SOP"),
        ("Budget (Ann Lee) (verbal)", "Ann Lee"),
    ],
)
def test_who_is_there_and_named_last_presents_and_is_not_named_in_public(
    partnership: Partnership, heading: str, presenter: str
) -> None:
    meeting_id = partnership.record(f"{THERE}# {heading}\nx")
    (item,) = partnership.sheet(meeting_id).note.items
    assert item.presenter == presenter
    (shown,) = partnership.sheet(meeting_id, Audience.PUBLIC).note.items
    assert "Lee" not in shown.title
    assert partnership.database.read(named_headings, meeting_id) == ()
    typed = partnership.typed(meeting_id)
    assert partnership.typed(partnership.record(typed)) == typed


def test_a_place_after_a_dash_is_no_presenter(partnership: Partnership) -> None:
    meeting_id = partnership.record(f"{THERE}# Update – Okafor\nx\n# Wards – North Oxford\ny")
    assert [item.presenter for item in partnership.sheet(meeting_id).note.items] == ["", ""]


def test_other_names_in_public_headings_are_found(partnership: Partnership) -> None:
    titles = ["Ann Lee's report", "Budget: Jo Newman", "Budget – Jo Newman", "Lee Road", "Serious violence"]
    text = "".join(f"# {title}\nx\n" for title in titles)
    meeting_id = partnership.record(f"{THERE}{text}Restricted: # Jo Newman\nx")
    assert partnership.database.read(named_headings, meeting_id) == tuple(titles[:3])
