"""Finding words as typed."""

from sop_minutes.domain.finding import Hit, Wanted, find_in, replaced

TEXTS = ["Action: ring the Board", "the board’s boards", ""]


def test_case_makes_no_difference_unless_it_is_asked_for() -> None:
    assert find_in(TEXTS, Wanted("board")) == [Hit(0, 17, 22), Hit(1, 4, 9), Hit(1, 12, 17)]
    assert find_in(TEXTS, Wanted("Board", match_case=True)) == [Hit(0, 17, 22)]


def test_whole_words_are_not_parts_of_longer_ones() -> None:
    assert find_in(TEXTS, Wanted("board", whole_words=True)) == [Hit(0, 17, 22), Hit(1, 4, 9)]
    assert find_in(["(a)", "aa"], Wanted("(a)", whole_words=True)) == [Hit(0, 0, 3)]


def test_nothing_is_found_for_nothing() -> None:
    assert find_in(TEXTS, Wanted("")) == find_in(TEXTS, Wanted("", whole_words=True)) == []


def test_marks_stand_for_themselves_on_both_sides() -> None:
    assert replaced("a.b axb", Wanted("a.b"), r"\1") == r"\1 axb"
    assert replaced("aaa", Wanted("aa"), "aaaa") == "aaaaa"
