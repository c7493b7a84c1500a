"""What owners answer, in the words they use."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.replies import Answer, day_done, read_answer
from sop_minutes.domain.words import ActionStatus

ON = date(2017, 12, 4)
DONE, BEGUN, NOT, OFF = (
    ActionStatus.DONE,
    ActionStatus.IN_PROGRESS,
    ActionStatus.OPEN,
    ActionStatus.CANCELLED,
)


@pytest.mark.parametrize(
    ("said", "status", "due", "note"),
    [
        ("done", DONE, None, ""),
        ("Done.", DONE, None, ""),
        ("YES", DONE, None, ""),
        ("Complete", DONE, None, ""),
        ("It has been completed", DONE, None, ""),
        ("✓", DONE, None, ""),
        ("Done 3/5", DONE, None, "Done 3/5"),
        ("done – sent to all on Monday", DONE, None, "sent to all on Monday"),
        ("Done, sent to all", DONE, None, "sent to all"),
        ("Completed by Ann in November", DONE, None, "Completed by Ann in November"),
        ("Done but not yet circulated", BEGUN, None, "Done but not yet circulated"),
        ("in progress", BEGUN, None, ""),
        ("In  Progress; figures awaited", BEGUN, None, "figures awaited"),
        ("Ongoing", BEGUN, None, ""),
        ("50%", BEGUN, None, "50%"),
        ("partly done", BEGUN, None, "partly done"),
        ("nearly there", BEGUN, None, "nearly there"),
        ("not started", NOT, None, ""),
        ("Not yet", NOT, None, ""),
        ("no", NOT, None, ""),
        ("Not done", NOT, None, ""),
        ("No longer needed", OFF, None, ""),
        ("cancelled – merged with Prevent", OFF, None, "merged with Prevent"),
        ("extended to 31 January – waiting for figures", None, "31 January", "waiting for figures"),
        ("Extend to end of February, please.", None, "end of February", ""),
        ("extend to end of February", None, "end of February", ""),
        ("moved to next meeting", None, "next meeting", ""),
        ("will be done by Friday", None, "Friday", ""),
        ("done by 31 January", None, "by 31 January", ""),
        ("31 January", None, "31 January", ""),
        ("", None, None, ""),
        (" – ", None, None, ""),
        ("n/a", None, None, ""),
        ("Ask Bo", None, None, "Ask Bo"),
        ("No problem with this one", None, None, "No problem with this one"),
        ("Yesterday I rang them", None, None, "Yesterday I rang them"),
        ("opening soon", None, None, "opening soon"),
    ],
)
def test_what_is_said_is_understood_and_what_is_not_is_kept(
    said: str, status: ActionStatus | None, due: str | None, note: str
) -> None:
    assert read_answer("CG 17/1", said, ON) == Answer("CG 17/1", status, due, note)


@pytest.mark.parametrize(
    ("said", "new_date", "note", "answer"),
    [
        ("", "31/1/18", "", Answer("x", None, "31/1/18", "")),
        ("in progress", "end of March", "slow", Answer("x", BEGUN, "end of March", "slow")),
        ("", "extended to 3 May", "", Answer("x", None, "3 May", "")),
        ("extended to 31 January", "28 February", "", Answer("x", None, "28 February", "31 January")),
        ("done", "3/12", "", Answer("x", DONE, None, "new date: 3/12")),
        ("", "n/a", "-", Answer("x")),
        ("", "soon", "", Answer("x", None, "soon", "")),
    ],
)
def test_a_new_date_and_a_note_may_stand_apart(said: str, new_date: str, note: str, answer: Answer) -> None:
    assert read_answer("x", said, ON, new_date=new_date, note=note) == answer


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Done 3/5", date(2017, 5, 3)),
        ("Done 1 December – sent", date(2017, 12, 1)),
        ("Completed on 3rd Dec", date(2017, 12, 3)),
        ("done 24/12", date(2016, 12, 24)),
        ("done 1.12.2017", date(2017, 12, 1)),
        ("done 31/2", ON),
        ("sent 3/5", ON),
        ("", ON),
    ],
)
def test_the_day_it_was_done_is_the_last_such_day(note: str, day: date) -> None:
    assert day_done(note, ON) == day


@given(st.text(), st.text(max_size=40))
def test_what_is_not_understood_is_all_in_the_note(said: str, note: str) -> None:
    answer = read_answer("CG 17/1", said, ON, note=note)
    assert day_done(answer.note, ON) <= ON
    if answer.status is None and answer.due is None:
        words = re.findall(r"[^\W\d_]{7,}", f"{said} {note}")
        assert [word for word in words if word not in answer.note] == []


PHRASES = (
    "done",
    "in progress",
    "extended to 31 January",
    "no",
    "3/5",
    "by Friday",
    "–",
    ", ",
    "sent",
    "not yet",
)


@given(st.lists(st.sampled_from(PHRASES), max_size=5))
def test_any_mixture_of_phrases_says_something(phrases: list[str]) -> None:
    said = " ".join(phrases)
    assert read_answer("CG 17/1", said, ON).says_anything or not re.search(r"\w", said)
