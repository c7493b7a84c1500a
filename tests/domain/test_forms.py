"""Making a block something else, and back."""

from collections.abc import Callable

import pytest

from sop_minutes.domain.page import Block, Form, has_form, with_form, without_form

POINT, DECISION, ACTION, RESTRICTED, MEMBERS, HEADING = Form


@pytest.mark.parametrize(
    ("text", "form", "made"),
    [
        ("ring Ann", ACTION, "Action: ring Ann"),
        ("Agreed: ring Ann", ACTION, "Action: ring Ann"),
        ("a: ring Ann", DECISION, "Agreed: ring Ann"),
        ("Action: ring Ann", POINT, "ring Ann"),
        ("a: ring Ann", RESTRICTED, "Restricted: Action: ring Ann"),
        ("Members: Action: ring", RESTRICTED, "Restricted: Action: ring"),
        ("Restricted: Action: ring", POINT, "Restricted: ring"),
        (r"Action: \Agreed: is a word", POINT, r"\Agreed: is a word"),
        ("", ACTION, "Action: "),
        ("", RESTRICTED, "Restricted: "),
    ],
)
def test_a_block_is_made_another_and_keeps_the_rest(text: str, form: Form, made: str) -> None:
    block = with_form(Block(text, 2), form)
    assert block == Block(made, 2)
    assert has_form(block, form)


@pytest.mark.parametrize("form", [DECISION, ACTION, RESTRICTED, MEMBERS])
@pytest.mark.parametrize("text", ["ring Ann by Friday", "the **bold** one", "# of calls", ""])
def test_making_it_and_taking_it_back_leaves_it_as_it_was(text: str, form: Form) -> None:
    assert without_form(with_form(Block(text, 1), form), form) == Block(text, 1)


@pytest.mark.parametrize("make", [with_form, without_form])
@pytest.mark.parametrize("heading", [False, True])
def test_making_what_is_restricted_for_members_or_not_opens_nothing(
    make: Callable[[Block, Form], Block], *, heading: bool
) -> None:
    assert make(Block("Restricted: ring Ann", heading=heading), MEMBERS).text == "Restricted: ring Ann"


def test_a_heading_becomes_a_point_and_a_point_a_heading() -> None:
    heading = with_form(Block("Restricted: Prevent (Ann Lee)", 1), HEADING)
    assert heading == Block("Restricted: Prevent (Ann Lee)", heading=True)
    assert has_form(heading, HEADING)
    assert not has_form(Block("Restricted: Prevent"), HEADING)
    assert without_form(heading, HEADING) == Block("Restricted: Prevent (Ann Lee)")
    assert with_form(heading, ACTION) == Block("Restricted: Action: Prevent (Ann Lee)")
    assert with_form(Block("Prevent", heading=True), MEMBERS) == Block("Members: Prevent", heading=True)
    assert with_form(Block(""), HEADING) == Block("", heading=True)
