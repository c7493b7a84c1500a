"""Search takes whatever a person types."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_minutes.queries.search import search
from sop_minutes.storage.engine import writing
from tests.conftest import Partnership
from tests.thorough import cases

NOTE = """
# Domestic-abuse review (Siobhan O'Neill-Hart)
Mary O’Brien reported on the **Écoles** project; see CG 17/12.
- 80% of cybercrime is preventable
Action: @Sally Carver to circulate the framework by 31 January
"""


def _found(partnership: Partnership, words: str) -> list[str]:
    return [row.text for row in partnership.database.read(search, words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("O'Brien", "Mary O’Brien"),
        ("o’brien", "Mary O’Brien"),
        ("domestic-abuse", "Domestic-abuse review"),
        ("domestic abuse", "Domestic-abuse review"),
        ("DOM rev", "Domestic-abuse review"),
        ("ecoles", "Mary O’Brien"),
        ("É", "Mary O’Brien"),
        ("80%", "80% of cybercrime"),
        ("cyberc", "80% of cybercrime"),
        ("17/12", "Mary O’Brien"),
        ("CG 17/1", "circulate the framework"),
        ("carver framework", "circulate the framework"),
        ("neill", "Domestic-abuse review"),
    ],
)
def test_what_is_typed_finds_it(partnership: Partnership, words: str, expected: str) -> None:
    partnership.record(NOTE)
    assert any(text.startswith(expected) for text in _found(partnership, words))


@pytest.mark.parametrize(
    "words", ['"', "*", "", " ", "AND", "NOT x", "a OR", "(", "^", "x:y", "{", "\x00", "🙂"]
)
def test_no_character_is_an_operator(partnership: Partnership, words: str) -> None:
    partnership.record(NOTE)
    assert isinstance(_found(partnership, words), list)


@settings(max_examples=cases(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
def test_any_text_at_all_is_a_query(partnership: Partnership, words: str) -> None:
    partnership.database.read(search, words)


def test_the_newest_meeting_comes_first(partnership: Partnership) -> None:
    partnership.record("Date: 15 November 2017\n# Prevent\nchannel panel, late")
    partnership.record("Date: 13 September 2017\n# Prevent\nchannel panel, early")
    assert _found(partnership, "channel") == ["channel panel, late", "channel panel, early"]


def test_what_is_edited_away_or_undone_is_no_longer_found(partnership: Partnership) -> None:
    partnership.record("# Prevent\nthe zeppelin arrived")
    partnership.record("# Prevent\nthe aeroplane arrived")
    assert _found(partnership, "zeppelin") == []
    assert _found(partnership, "aeroplane") == ["the aeroplane arrived"]
    partnership.database.undo()
    assert _found(partnership, "zeppelin") == ["the zeppelin arrived"]
    assert _found(partnership, "aeroplane") == []


def test_a_rebuilt_index_finds_the_same(partnership: Partnership) -> None:
    partnership.record(NOTE)
    before = [_found(partnership, words) for words in ("o", "c", "framework", "domestic")]
    with writing(partnership.database._engine).begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_docs")
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('delete-all')")
    assert _found(partnership, "framework") == []
    partnership.database.mend()
    assert [_found(partnership, words) for words in ("o", "c", "framework", "domestic")] == before
