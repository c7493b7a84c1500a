"""Which sentences are decisions by their own words."""

import pytest

from sop_minutes.domain.decisions import later_decision, says_decided


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed that a task group be set up.",
        "It was AGREED that a task group be set up.",
        "It was **AGREED** that a task group be set up.",
        "It was agreed at the meeting that an annual report will be developed.",
        "It was unanimously resolved to write to the minister.",
        "RESOLVED that the plan be approved.",
        "**RESOLVED** that the plan be approved.",
        "RESOLVED: (a) that the plan be approved",
        "Resolution: the plan is approved",
        "2.1 The Executive agreed to carry forward £15,000.",
        "Agreed to fund mentoring",
        "AGREED that the plan be approved.",
        "The Group agreed that the framework can be used.",
        "The Safer Streets Board agreed to fund a post.",
        "Members agreed to receive the report.",
        "It has been decided that the hub will move.",
    ],
)
def test_says_that_it_was_decided(text: str) -> None:
    assert says_decided(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It was not agreed that the plan be approved.",
        "It was said that all agreed: nobody objected.",
        "A new model has been agreed, with the Board accountable.",
        "The agreed plan is to be sent.",
        "Police agreed to send figures.",
        "It was noted that the plan was agreed.",
        "The group resolved forty cases.",
        "Resolved cases rose.",
        "Agreed actions were reviewed.",
    ],
)
def test_says_nothing_of_a_decision(text: str) -> None:
    assert not says_decided(text)


def test_finds_a_decision_after_a_sentence() -> None:
    text = "Robbery rose. It was AGREED that a task group be set up."
    assert text[later_decision(text) :] == "It was AGREED that a task group be set up."
    assert later_decision("It was AGREED that a task group be set up.") == 0
    assert later_decision("Robbery rose. It was agreed that this is bad.") == 0
