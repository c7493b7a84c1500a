"""What the window remembers."""

from pathlib import Path

import pytest

from sop_minutes.settings import MOST_RECENT, Settings, load_settings, save_settings


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    kept = Settings("/a.sopm", meeting=7, block=3, offset=12, geometry="AAA=", recent=("/a.sopm", "/b.sopm"))
    save_settings(tmp_path / "new" / "settings.json", kept)
    assert load_settings(tmp_path / "new" / "settings.json") == kept


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"meeting": "7", "block": true, "recent": 5, "geometry": null}']
)
def test_what_cannot_be_read_is_as_at_first(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    assert load_settings(tmp_path / "settings.json") == Settings()


def test_another_database_forgets_where_one_was_and_comes_first_of_the_recent() -> None:
    on_a = Settings().on("/a")._replace(meeting=7, block=3)
    assert on_a.on("/a").meeting == 7
    assert on_a.on("/b") == Settings("/b", recent=("/b", "/a"))
    many = on_a
    for number in range(20):
        many = many.on(f"/{number}")
    assert len(many.recent) == MOST_RECENT
    assert many.recent[0] == "/19"
