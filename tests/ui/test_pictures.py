"""Pictures of the window, for whom has no screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sop_minutes.storage.database import Database
from sop_minutes.ui.pictures import save_pictures
from tests.ui.windows import TODAY, make_file, put_copy


def test_every_page_is_pictured_in_every_colour(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = make_file(tmp_path / "x.sopm")
    with Database.open(path) as database:
        put_copy(database)
    saved = save_pictures(path, tmp_path, TODAY)
    pages = ("welcome", "note", "diary", "actions", "figures", "attendance", "palette", "keys", "action")
    pages += ("review", "review-end", "circulate", "approve", "versions", "publish", "due")
    pages += ("returned", "returned-end")
    assert {file.name for file in saved} == {
        f"window-{page}-{colours}.png" for page in pages for colours in ("light", "dark", "contrast")
    }
    assert len({file.read_bytes() for file in saved}) == len(saved)
