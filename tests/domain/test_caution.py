"""What a text says of who may see it, and the ordinary words that only look like it."""

import pytest

from sop_minutes.domain.caution import is_closed_label, says_closed, says_nothing

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
    "1.3 [Confidential] X",
    "Confidential (members only)",
    "Reserved business",
    "CONFIDENTIAL – the licence",
    "8. Case review – not for publication by virtue of paragraph 3",
    "Case review (contains exempt information)",
    "Case review (private item)",
    "PRIVATE ITEM: case review",
    "EXEMPT ITEM – Case review",
    "Exempt report: the Anchor",
    "Confidential report – The Anchor",
    "Closed item: the Anchor",
    "Private business – the Anchor",
    "Strictly private and confidential",
    "Private & confidential",
    "Not for onward circulation",
    "NOT FOR WIDER SHARING – the lad is named",
    "This must not be published: x.",
    "Do not minute: the lad",
    "DO NOT CIRCULATE",
    "Appendix A – exempt",
    "FOI exempt",
    "Exempt under FOIA: section 31",
    "For members only: the venue",
    "Restrict: the venue",
    "Not for minutes: the venue",
    "Reasons for confidentiality: paragraph 3",
    "Confidential appendix",
    "(Exempt item)",
    "Confidential minutes",
    "Private and confidential – staffing",
    "Item 7 – exempt",
    "Agenda item 9: Confidential – case",
    "7a. EXEMPT: case",
    "CONFIDENTIAL ITEM 9",
    "In confidence: the address",
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


@pytest.mark.parametrize("text", LABELS)
def test_is_only_a_label(text: str) -> None:
    assert is_closed_label(text)


def test_a_sentence_is_no_label() -> None:
    assert not is_closed_label("CONFIDENTIAL – the licence holder is being looked into.")


@pytest.mark.parametrize("text", ["None.", "Nil", "There were no exempt items.", "Not required."])
def test_says_that_there_was_nothing(text: str) -> None:
    assert says_nothing(text)


def test_a_matter_is_not_nothing() -> None:
    assert not says_nothing("The licence holder is being looked into.")
    assert not says_nothing("There were no members of the public present.")
