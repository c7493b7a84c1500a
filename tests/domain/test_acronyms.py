"""Acronyms are spelled out before they are used."""

import pytest

from sop_minutes.domain.acronyms import unexplained
from sop_minutes.domain.checking import Said

KNOWN = {"TVP": ["Thames Valley Police", "TVP"], "CSP": ["CSPs"], "AL": []}


def found(*texts: str) -> list[tuple[str, str]]:
    said = [Said(f"p{number}", text) for number, text in enumerate(texts, start=1)]
    return [(row.sentence.split("”")[0][1:], row.record) for row in unexplained(said, KNOWN)]


def test_an_acronym_is_named_once_where_it_first_stands() -> None:
    assert found("The report", "DHRs were read", "the DHR again") == [("DHR", "p2")]


@pytest.mark.parametrize(
    "texts",
    [
        ("Domestic Homicide Reviews (DHRs) were read", "the DHR"),
        ("a DHR (Domestic Homicide Review) was read",),
        ("the Multi-Agency Risk Assessment Conference (MARAC)",),
        ("the Safer Oxfordshire Partnership (SOP) met", "SOP agreed"),
        ("Thames Valley Police reported", "TVP will ring"),
        ("CSPs will ring",),
        ("AL to ring",),
        ("UK, NHS and GDPR (General Data Protection Regulation)",),
        ("Action CG 17/31: done",),
        ("MINUTES OF THE LAST MEETING",),
        ("World War II, Part IV",),
        ("at https://example.org/ABC and a.b@XYZ.org",),
        ("the eXtensible Markup Language (XML)",),
    ],
)
def test_what_is_explained_or_needs_no_explaining(texts: tuple[str, ...]) -> None:
    assert found(*texts) == []


@pytest.mark.parametrize(
    ("texts", "acronym"),
    [
        (("TVP will ring", "Thames Valley Police reported"), "TVP"),
        (("the DHR", "Domestic Homicide Review (DHR)"), "DHR"),
        (("the note (DHR) was read",), "DHR"),
        (("DHR (see the note) was read",), "DHR"),
        (("OSCB & HIB",), "OSCB"),
    ],
)
def test_what_is_not_yet_explained(texts: tuple[str, ...], acronym: str) -> None:
    assert (acronym, "p1") in found(*texts)
