"""Which words are checked, and what may have been meant."""

import pytest

from sop_minutes.domain.spelling import one_slip_away, parts_of, words_to_check


def _checked(text: str) -> list[str]:
    return [word.text for word in words_to_check(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Agreed: the council’s plan", ["Agreed", "the", "council's", "plan"]),
        ("a vice-chair (interim)", ["vice-chair", "interim"]),
        ("DHR 3rd A40 OxSCP V2 x", []),
        ("@Ann Lee to ring @SVC and @[Care (Homes)] today", ["to", "ring", "and", "today"]),
        ("see [the paper](https://example.org/teh) or www.teh.org", ["see", "the", "paper", "or"]),
        ("write to teh@teh.org about it", ["write", "to", "about", "it"]),
        ("**bold**, *italic*", ["bold", "italic"]),
        ("naïve café", ["naïve", "café"]),
        ("Anne-Marie O’Neill", ["Anne-Marie", "O'Neill"]),
    ],
)
def test_only_words_that_can_be_misspelt_are_checked(text: str, words: list[str]) -> None:
    assert _checked(text) == words


def test_each_word_says_where_it_stands() -> None:
    text = "the council’s plan"
    assert [text[word.start : word.end] for word in words_to_check(text)] == ["the", "council’s", "plan"]


def test_parts_lose_hyphen_and_possessive() -> None:
    assert parts_of("vice-chair's") == ("vice", "chair")
    assert parts_of("agencies'") == ("agencies",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teh", "the"),
        ("commitee", "committee"),
        ("untill", "until"),
        ("repord", "report"),
        ("Recieve", "Receive"),
    ],
)
def test_what_was_meant_is_one_slip_away(typed: str, meant: str) -> None:
    assert meant in one_slip_away(typed)


def test_letters_swapped_are_thought_of_first() -> None:
    slips = list(one_slip_away("form"))
    assert slips.index("from") < slips.index("forum") < slips.index("fork")
