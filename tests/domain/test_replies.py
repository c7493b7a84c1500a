"""What owners answer, in the words they use."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.done_days import day_done
from sop_minutes.domain.own_words import OwnWords
from sop_minutes.domain.replies import Answer, Told, is_past, read_answer
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import ActionStatus, DuePrecision

ON = date(2017, 12, 4)
DONE, BEGUN, NOT, OFF = (
    ActionStatus.DONE,
    ActionStatus.IN_PROGRESS,
    ActionStatus.OPEN,
    ActionStatus.CANCELLED,
)


OWN = OwnWords(
    "circulate the draft report to all schools", Due("3 December", date(2017, 12, 3), DuePrecision.DAY)
)


def read(said: str, new_date: str = "", note: str = "") -> Answer:
    return read_answer(Told("CG 17/1", said, new_date, note), ON, OwnWords())


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
        ("done by 31 January", None, "31 January", ""),
        ("Yes, in progress", BEGUN, None, ""),
        ("Yes, on track", BEGUN, None, ""),
        ("Yes, not done yet", NOT, None, ""),
        ("Yes but not yet", NOT, None, ""),
        ("Yes - will do next week", None, None, "Yes - will do next week"),
        ("Yes, sent to all", None, None, "Yes, sent to all"),
        ("Yes, no", None, None, "Yes, no"),
        ("No, this is done", DONE, None, ""),
        ("No - done last week", DONE, None, "No - done last week"),
        ("Done?", None, None, "Done?"),
        ("closed?", None, None, "closed?"),
        ("done 50%", BEGUN, None, "done 50%"),
        ("0% done", NOT, None, "0% done"),
        ("100 %", DONE, None, "100 %"),
        ("Not fully done", BEGUN, None, "Not fully done"),
        ("hasn’t been done", NOT, None, ""),
        ("Open - in progress", BEGUN, None, ""),
        ("Done: 1 December", DONE, None, "1 December"),
        ("✅", DONE, None, ""),
        ("👍", None, None, "👍"),
        ("the draft report: done", DONE, None, "the draft report"),
        ("In progress – extend to 31 March", BEGUN, "31 March", ""),
        ("Ongoing, to be completed by 31 March", BEGUN, "31 March", ""),
        ("In progress until 31 March", BEGUN, "31 March", ""),
        ("Not started – extend to 31 March", NOT, "31 March", ""),
        ("in progress, 31 January", BEGUN, "31 January", ""),
        ("in progress – met on 31 January", BEGUN, None, "met on 31 January"),
        ("can we extend to 31 Jan?", None, "31 Jan", "can we extend to 31 Jan?"),
        ("Need until 31 January", None, "31 January", ""),
        ("Would like an extension to 28 Feb please", None, "28 Feb", ""),
        ("expected to be done by 31 Jan", None, "31 Jan", ""),
        ("moved to Tuesday", None, "Tuesday", ""),
        ("extended to 1 December 2016", None, None, "extended to 1 December 2016"),
        ("Extend the contract to 31 March", None, None, "Extend the contract to 31 March"),
        ("will not be done by 31 January", None, None, "will not be done by 31 January"),
        ("superseded by CG 17/9", OFF, None, "superseded by CG 17/9"),
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
    assert read(said) == Answer(status, due, note)


@pytest.mark.parametrize(
    ("said", "new_date", "note", "answer"),
    [
        ("", "31/1/18", "", Answer(None, "31/1/18", "")),
        ("in progress", "end of March", "slow", Answer(BEGUN, "end of March", "slow")),
        ("", "extended to 3 May", "", Answer(None, "3 May", "")),
        ("extended to 31 January", "28 February", "", Answer(None, "28 February", "31 January")),
        ("done", "3/12", "", Answer(DONE, None, "new date: 3/12")),
        ("", "n/a", "-", Answer()),
        ("", "soon", "", Answer(None, "soon", "")),
        ("", "", "done", Answer(DONE, None, "")),
        ("in progress", "", "done", Answer(BEGUN, None, "done")),
    ],
)
def test_a_new_date_and_a_note_may_stand_apart(said: str, new_date: str, note: str, answer: Answer) -> None:
    assert read(said, new_date, note) == answer


@settings(deadline=None)
@given(st.text(), st.text(max_size=40))
def test_what_is_not_understood_is_all_in_the_note(said: str, note: str) -> None:
    answer = read(said, note=note)
    assert day_done(answer.note, ON).on <= ON
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


@settings(deadline=None)
@given(st.lists(st.sampled_from(PHRASES), max_size=5))
def test_any_mixture_of_phrases_says_something(phrases: list[str]) -> None:
    said = " ".join(phrases)
    assert read(said).says_anything or not re.search(r"\w", said)


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (Told("x", "Circulate the draft report to all schools: DONE on 5/11"),
         Answer(DONE, None, "DONE on 5/11")),
        (Told("x", "Circulate the draft report to all schools\n3 December 2017\nDone\nsent"),
         Answer(DONE, None, "sent")),
        (Told("x", note="Circulate the draft report to all schools: sent to 40", in_table=True),
         Answer(None, None, "Circulate the draft report to all schools: sent to 40")),
        (Told("x", action="Circulate the draft report to all schools – DONE 1/12", due="3 December 2017"),
         Answer(DONE, None, "DONE 1/12")),
        (Told("x", action="Circulate the draft report to all schools", due="31 March 2018"),
         Answer(None, "31 March 2018", "")),
        (Told("x", action="Something else", in_table=True), Answer(unplaced="Something else")),
        (Told("x", "Circulate the draft reports to most schools", as_sent=True),
         Answer(unplaced="Circulate the draft reports to most schools")),
        (Told("x", "Circulate the draft reports to most schools – DONE", as_sent=True),
         Answer(DONE, None, "Circulate the draft reports to most schools")),
        (Told("x", "done", as_sent=True), Answer(DONE)),
        (Told("x", "waiting for the county", as_sent=True), Answer(None, None, "waiting for the county")),
    ],
)  # fmt: skip
def test_what_was_sent_is_no_answer_and_what_was_typed_beside_it_is(told: Told, answer: Answer) -> None:
    assert read_answer(told, ON, OWN) == answer


@pytest.mark.parametrize(
    ("due", "past"), [("1 December 2016", True), ("4 December 2017", False), ("soon", False), ("", False)]
)
def test_a_new_date_that_is_over_is_known(due: str, past: bool) -> None:
    assert is_past(due, ON) is past


@pytest.mark.parametrize(
    "said", ["done" + " ," * 20_000 + "x", "it is " * 20_000, "a." * 20_000, "9 " * 20_000]
)
def test_a_very_long_text_is_read_to_its_end(said: str) -> None:
    assert read(said).note.endswith(said.split()[-1])
