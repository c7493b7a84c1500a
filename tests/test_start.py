"""Which words open the window, and which are for the terminal."""

import pytest

from sop_minutes.start import window_on


@pytest.mark.parametrize(
    ("words", "database"),
    [
        ([], ""),
        (["--database", "my.sopm"], "my.sopm"),
        (["--database=my.sopm"], "my.sopm"),
        (["my.sopm"], "my.sopm"),
        (["--help"], None),
        (["groups", "list"], None),
        (["--database", "my.sopm", "check"], None),
        (["--database", "postgresql://x/y"], None),
    ],
)
def test_the_window_opens_when_no_verb_is_given(words: list[str], database: str | None) -> None:
    assert window_on(words) == database
