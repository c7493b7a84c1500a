"""A key on paper: what is printed is read back, and what is mistyped is told, and where."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sop_minutes.domain.errors import UserError
from sop_minutes.domain.recovery import (
    is_like_recovery_key,
    possible_keys,
    read_recovery_key,
    recovery_key,
    same_group,
)
from tests.thorough import cases

KEY = bytes(range(100, 132))
KEYS = st.binary(min_size=32, max_size=32)


@given(key=KEYS, between=st.sampled_from([" ", "-", "  \n", " – ", ", "]))
@settings(max_examples=cases(40))
def test_what_is_printed_is_read_back_however_it_is_spaced(key: bytes, between: str) -> None:
    groups = recovery_key(key).split()
    assert [len(group) for group in groups] == [6] * 16
    assert read_recovery_key(between.join(groups)) == key
    assert read_recovery_key("".join(groups)) == key


@given(key=KEYS, group=st.integers(0, 15), at=st.integers(0, 5), digit=st.integers(1, 9))
@settings(max_examples=cases(100))
def test_a_wrong_digit_is_told_by_its_group(key: bytes, group: int, at: int, digit: int) -> None:
    groups = recovery_key(key).split()
    was = groups[group]
    groups[group] = was[:at] + str((int(was[at]) + digit) % 10) + was[at + 1 :]
    with pytest.raises(UserError, match=rf"^Group {group + 1} of the recovery key \({groups[group]}\)"):
        read_recovery_key(" ".join(groups))


@given(key=KEYS, group=st.integers(0, 15), at=st.integers(0, 4))
@settings(max_examples=cases(60))
def test_two_digits_that_changed_places_are_told(key: bytes, group: int, at: int) -> None:
    groups = recovery_key(key).split()
    was = groups[group]
    groups[group] = was[:at] + was[at + 1] + was[at] + was[at + 2 :]
    if groups[group] == was:
        assert read_recovery_key(" ".join(groups)) == key
        return
    with pytest.raises(UserError, match=f"Group {group + 1} "):
        read_recovery_key(" ".join(groups))


def test_groups_that_changed_places_are_told() -> None:
    groups = recovery_key(KEY).split()
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(UserError, match="Group 3 "):
        read_recovery_key(" ".join(groups))


@pytest.mark.parametrize(
    ("cut", "sentence"),
    [
        (slice(0, 15), "has 16 groups of 6 digits; these are 15"),
        (slice(1, 16), "Group 1 "),
        (slice(0, 0), "these are"),
    ],
)
def test_a_key_that_is_not_whole_is_told(cut: slice, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_recovery_key(" ".join(recovery_key(KEY).split()[cut]) or "000000")


def test_a_group_that_lacks_a_digit_is_told() -> None:
    groups = recovery_key(KEY).split()
    groups[4] = groups[4][:5]
    with pytest.raises(UserError, match=r"Group 5 .* is not 6 digits"):
        read_recovery_key(" ".join(groups))


def test_a_passphrase_is_not_taken_for_a_recovery_key() -> None:
    assert is_like_recovery_key(recovery_key(KEY))
    assert is_like_recovery_key(recovery_key(KEY)[:-9])
    assert not is_like_recovery_key("correct horse battery staple")
    assert not is_like_recovery_key("20171115201711")


def test_one_group_typed_back_is_compared() -> None:
    groups = recovery_key(KEY).split()
    assert same_group(f" {groups[6]} ", KEY, 7)
    assert not same_group(groups[5], KEY, 7)


@pytest.mark.parametrize(
    "how",
    [
        lambda printed: f"Recovery key: {printed}",
        lambda printed: printed.replace("0", "O", 3).replace("1", "l", 2),
        lambda printed: f"\u200b{printed}\ufeff",
        lambda printed: " ".join(f"{n}. {group}" for n, group in enumerate(printed.split(), start=1)),
        lambda printed: "".join(chr(ord(c) + 0xFEE0) if c.isdecimal() else c for c in printed),
    ],
    ids=["with its heading", "letters for digits", "unseen letters", "numbered as on the page", "full width"],
)
def test_what_is_copied_or_typed_from_the_page_is_read(how: Callable[[str], str]) -> None:
    typed = how(recovery_key(KEY))
    assert is_like_recovery_key(typed)
    assert read_recovery_key(typed) == KEY


@given(key=KEYS, pairs=st.sets(st.sampled_from([0, 1, 2])))
@settings(max_examples=cases(20))
def test_groups_that_changed_places_and_look_right_there_are_found_out(key: bytes, pairs: set[int]) -> None:
    groups = recovery_key(key).split()
    for first in pairs:
        groups[first], groups[first + 13] = groups[first + 13], groups[first]
    assert key in possible_keys(" ".join(groups))


def test_a_letter_in_a_group_is_told_by_its_group() -> None:
    groups = recovery_key(KEY).split()
    groups[7] = f"{groups[7][:3]}x{groups[7][4:]}"
    assert is_like_recovery_key(" ".join(groups))
    with pytest.raises(UserError, match="Group 8 "):
        read_recovery_key(" ".join(groups))
