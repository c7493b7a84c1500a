"""Inline markup: bold, italic, links."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sop_minutes.domain.inline import Run, inline_runs, marked_up, plain_text, read_address
from tests.thorough import cases


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("a **b** c", [Run("a "), Run("b", bold=True), Run(" c")]),
        ("*i*", [Run("i", italic=True)]),
        ("***both***", [Run("both", bold=True, italic=True)]),
        ("**a *b* c**", [Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True)]),
        ("[page](https://x.org/a_(b))", [Run("page", link="https://x.org/a_(b)")]),
        (
            "see https://x.org/a?b=1.",
            [Run("see "), Run("https://x.org/a?b=1", link="https://x.org/a?b=1"), Run(".")],
        ),
        ("(www.x.gov.uk)", [Run("("), Run("www.x.gov.uk", link="https://www.x.gov.uk"), Run(")")]),
        ("WWW.x.gov.uk", [Run("WWW.x.gov.uk", link="https://WWW.x.gov.uk")]),
        ("HTTPS://x.org", [Run("HTTPS://x.org", link="HTTPS://x.org")]),
        (r"C:\Users", [Run(r"C:\Users")]),
        ("5 * 3 * 2", [Run("5 * 3 * 2")]),
        ("**open", [Run("**open")]),
        (r"\*kept\*", [Run("*kept*")]),
        ("[x](javascript:alert(1))", [Run("[x](javascript:alert(1))")]),
        ("[x](file:///etc/passwd)", [Run("[x](file:///etc/passwd)")]),
        ("snake_case and a_b", [Run("snake_case and a_b")]),
        ("", []),
    ],
)
def test_typed_text_shows_as(typed: str, runs: list[Run]) -> None:
    assert list(inline_runs(typed)) == runs


_TEXTS = st.text(st.sampled_from("ab *[]()\\.:/w"), max_size=12)


@settings(max_examples=cases(600))
@example([Run("www.a.[ "), Run("*", italic=True), Run(":*")])
@given(st.lists(st.builds(Run, text=_TEXTS, bold=st.booleans(), italic=st.booleans()), max_size=5))
def test_another_programs_formatting_keeps_its_text(runs: list[Run]) -> None:
    assert plain_text(marked_up(runs)) == "".join(run.text for run in runs)


@given(st.text())
def test_any_text_shows_without_an_error(text: str) -> None:
    assert len(plain_text(text)) <= len(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" example.org/a?b=c ", "https://example.org/a?b=c"),
        ("www.example.org:8080", "https://www.example.org:8080"),
        ("ann.lee@example.org", "mailto:ann.lee@example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("javascript:alert(1)", ""),
        ("file:///C:/x", ""),
        ("C:/x.y", ""),
        ("two words", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_an_address_is_what_a_link_can_lead_to(typed: str, meant: str) -> None:
    assert read_address(typed) == meant
