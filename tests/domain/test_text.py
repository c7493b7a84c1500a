"""Texts as they are compared."""

from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import squash, squash_all


@given(st.lists(st.text(st.sampled_from("aB1 -\0\n’éİß"), max_size=6), max_size=6))
def test_many_texts_are_squashed_as_each_is(texts: list[str]) -> None:
    assert squash_all(texts) == [squash(text) for text in texts]


def test_what_a_sentence_repeats_can_be_written_anywhere() -> None:
    assert str(UserError("There is no “a\ud800b\x00c”.")) == "There is no “abc”."
