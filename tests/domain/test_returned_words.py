"""Two lines side by side, word by word."""

from sop_minutes.domain.returned.copy import Trace
from sop_minutes.domain.returned.words import word_spans


def told(before: str, after: str) -> str:
    """Return what both say, what went as [-so-] and what came as {+so+}."""
    said = {Trace.KEPT: "{}", Trace.DELETED: "[-{}-]", Trace.INSERTED: "{{+{}+}}"}
    return "".join(said[span.trace].format(span.text) for span in word_spans(before, after))


def test_words_that_stand_together_go_and_come_together() -> None:
    before, after = "send theirs once their councils have met.", "send theirs by 30 April."
    assert told(before, after) == "send theirs [-once their councils have met.-]{+by 30 April.+}"


def test_a_word_that_stays_parts_two_changes() -> None:
    assert told("the old red door", "a old blue door") == "[-the-]{+a+} old [-red-]{+blue+} door"


def test_a_word_that_only_came_leaves_the_space_before_it() -> None:
    assert told("the door", "the red door") == "the {+red +}door"
