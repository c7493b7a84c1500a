"""The rules of an attendance list that is kept in the meeting."""

import pytest

from sop_minutes.domain.attendance import Said, missing_for_quorum, next_status, read_said
from sop_minutes.domain.grammar.attendance import with_times
from sop_minutes.domain.words import AttendanceStatus


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SC", Said("SC")),
        ("Ann Lee", Said("Ann Lee")),
        ("10:40", Said(arrived="10:40")),
        ("9.05", Said(arrived="09:05")),
        ("-11:15", Said(left="11:15")),
        ("10:40-11:15", Said(arrived="10:40", left="11:15")),
        ("SC 10:40 – 11:15", Said("SC", "10:40", "11:15")),
        ("SC-11:15", Said("SC", left="11:15")),
        ("(chair)", Said(detail="chair")),
        ("Ann Lee (by phone)", Said("Ann Lee", detail="by phone")),
        ("Siobhan O'Neill-Hart", Said("Siobhan O'Neill-Hart")),
        ("25:10", Said("25:10")),
        ("", Said()),
    ],
)
def test_a_line_on_the_list_says(text: str, said: Said) -> None:
    assert read_said(text) == said


def test_space_goes_round_and_a_deputy_begins_as_a_substitute() -> None:
    status = None
    seen = [status := next_status(status) for _ in range(5)]
    assert [str(each) for each in seen] == ["present", "apologies", "absent", "substitute", "present"]
    assert next_status(None, deputy=True) is AttendanceStatus.SUBSTITUTE
    assert next_status(AttendanceStatus.IN_ATTENDANCE) is AttendanceStatus.APOLOGIES


@pytest.mark.parametrize(
    ("detail", "times", "after"),
    [
        ("", {"arrived": "10:40"}, "from 10:40"),
        ("chair", {"left": "11:15"}, "chair, until 11:15"),
        ("chair, arrived at 10.30", {"arrived": "10:40"}, "chair, from 10:40"),
        ("from 10:40 until 11:15", {"arrived": "", "left": ""}, ""),
        ("chair, from 10:40", {"arrived": ""}, "chair"),
    ],
)
def test_times_are_put_in_the_detail(detail: str, times: dict[str, str], after: str) -> None:
    assert with_times(detail, **times) == after


def test_members_and_substitutes_make_a_quorum() -> None:
    there = [AttendanceStatus.PRESENT, AttendanceStatus.SUBSTITUTE, AttendanceStatus.IN_ATTENDANCE]
    assert missing_for_quorum(5, there) == 3
    assert missing_for_quorum(2, there) == 0
    assert missing_for_quorum(None, there) is None
