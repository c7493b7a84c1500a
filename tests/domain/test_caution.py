"""What a text says of who may see it, and the ordinary words that only look like it."""

import pytest

from sop_minutes.domain.caution import closes_part, is_closed_label, opens_part, says_closed, says_nothing

LABELS = (
    "NOT FOR PUBLICATION",
    "CONFIDENTIAL",
    "Exempt",
    "[Restricted]",
    "Confidential items",
    "Private and confidential",
    "EXEMPT – NOT FOR PUBLICATION",
    "OFFICIAL-SENSITIVE",
    "Strictly confidential.",
    "Not for publication by virtue of paragraph 3 of Schedule 12A",
    "Exempt information",
)
CLOSED = (
    *LABELS,
    "CONFIDENTIAL – the licence holder is being looked into.",
    "Confidential: the licence holder is being looked into.",
    "Exempt: named premises (not for publication)",
    "[CONFIDENTIAL] A visit is planned.",
    "(Exempt) A visit is planned.",
    "RESTRICTED A visit is planned.",
    "Youth A – restricted",
    "Premises review (confidential)",
    "Premises review [exempt, paragraph 2]",
    "The address is not to be published.",
    "This item is confidential.",
    "The report is exempt by paragraph 3 of Schedule 12A.",
)
OPEN = (
    "",
    "The confidential helpline took forty calls.",
    "Confidential helpline: calls rose by a tenth.",
    "CONFIDENTIAL HELPLINE",
    "Restricted access to alcohol was tried on match days.",
    "Carers are exempt from charges.",
    "Exempt accommodation",
    "Exempt accommodation: a survey is under way.",
    "Access to the car park is restricted at night.",
    "The service is free and confidential.",
    "Residents can report in confidence.",
    "The confidentiality statement was read out.",
    "There were no confidential items.",
    "Road access: restricted",
    "A secret shopper visited the shops.",
    "Non-exempt items were carried over.",
    "Members asked whether any exempt items were expected.",
    "All calls are confidential.",
)


@pytest.mark.parametrize("text", CLOSED)
def test_says_that_it_is_closed(text: str) -> None:
    assert says_closed(text)


@pytest.mark.parametrize("text", OPEN)
def test_ordinary_words_close_nothing(text: str) -> None:
    assert not says_closed(text)
    assert not closes_part(text)


@pytest.mark.parametrize("text", LABELS)
def test_is_only_a_label(text: str) -> None:
    assert is_closed_label(text)


def test_a_sentence_is_no_label() -> None:
    assert not is_closed_label("CONFIDENTIAL – the licence holder is being looked into.")


@pytest.mark.parametrize(
    "text",
    [
        "Part two (exempt)",
        "PART II",
        "Part 2 – Confidential",
        "Part B: private business",
        "Exclusion of press and public",
        "EXCLUSION OF THE PUBLIC",
        "Resolved that the press and public be excluded for the following items of business.",
        "Closed session",
        "The board went into private session.",
    ],
)
def test_closes_what_follows(text: str) -> None:
    assert closes_part(text)


@pytest.mark.parametrize(
    "text",
    [
        "Part 2: performance",
        "Part two of the strategy was agreed.",
        "There were no items that required the exclusion of the press and public.",
        "School exclusions rose.",
        "Social exclusion and public transport",
        "The public were told of the new line.",
        "Publicity",
    ],
)
def test_closes_nothing_that_follows(text: str) -> None:
    assert not closes_part(text)


@pytest.mark.parametrize(
    "text", ["Part one", "Part I – open items", "Open session", "The public were readmitted.", "Public items"]
)
def test_opens_what_follows(text: str) -> None:
    assert opens_part(text)


@pytest.mark.parametrize(
    "text", ["Part of the town", "Opening hours", "The public took part.", "Part two", "Open spaces"]
)
def test_opens_nothing(text: str) -> None:
    assert not opens_part(text)


@pytest.mark.parametrize("text", ["None.", "Nil", "There were no exempt items.", "Not required."])
def test_says_that_there_was_nothing(text: str) -> None:
    assert says_nothing(text)


def test_a_matter_is_not_nothing() -> None:
    assert not says_nothing("The licence holder is being looked into.")
    assert not says_nothing("There were no members of the public present.")
