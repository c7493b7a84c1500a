"""What was sent is told from what its owner adds."""

from datetime import date

import pytest

from sop_minutes.domain.own_words import OwnWords, rest_after
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

LONG = OwnWords(
    "circulate the draft report to all schools",
    Due("30 November", date(2017, 11, 30), DuePrecision.DAY),
    asked_on=date(2017, 11, 15),
)
SHORT = OwnWords("ring", Due("end of May", date(2018, 5, 31), DuePrecision.MONTH))


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Circulate the draft report to all schools: DONE on 5 December", "DONE on 5 December"),
        ("(circulate the  Draft-report to all schools) – sent", "sent"),
        ("Circulate the draft report to all schools", ""),
        ("Circulate the draft report to all schools\n30 November 2017\nDone\nsent", "Done\nsent"),
        ("Circulate the draft report to all schools (due 30 November 2017) done", "done"),
        ("Circulate the draft report to all schools 15 November 2017 (3 days late): done", "done"),
        ("Restricted: circulate the draft report to all schools – no", "no"),
        ("Circulate the draft report to all schoolsand more", None),
        ("Circulate the draft", None),
        ("done", None),
        ("", None),
    ],
)
def test_the_actions_own_words_are_taken_off_the_front(said: str, rest: str | None) -> None:
    assert LONG.rest_of(said) == rest


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("Ring", ""),
        ("Ring: done", "done"),
        ("ring\ndone", "done"),
        ("Ring them on Monday", None),
        ("Rings", None),
    ],
)
def test_a_short_text_is_quoted_only_if_something_parts_it_from_the_rest(said: str, rest: str | None) -> None:
    assert SHORT.rest_of(said) == rest


@pytest.mark.parametrize(
    ("own", "cell", "rest"),
    [
        (LONG, "30 November 2017", ""),
        (LONG, "15 November 2017", ""),
        (LONG, "30 November 2017 (4 days late)", ""),
        (LONG, "30 November 2017 (8 years late)", ""),
        (LONG, "30 November 2017\n3 days late - done", "done"),
        (LONG, "31 March 2018", "31 March 2018"),
        (LONG, "30 November 2017 31 March 2018", "31 March 2018"),
        (SHORT, "End of May 2018, which is 31 May 2018", ""),
        (SHORT, "End of May 2018", ""),
        (SHORT, "", ""),
    ],
)
def test_a_due_date_that_was_sent_is_told_from_one_that_was_typed(
    own: OwnWords, cell: str, rest: str
) -> None:
    assert own.rest_of_due(cell) == rest


def test_an_action_without_words_has_none_to_take_off() -> None:
    assert OwnWords().rest_of("Members: done") is None
    assert rest_after("done", "…") is None
