"""Pictures of the window, for whom has no screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.queries.meetings import list_meetings
from sop_minutes.storage.database import Database
from sop_minutes.ui.pictures import all_themes, save_pictures
from tests.ui.windows import TODAY, make_file, put_copy

PAGES = """welcome note diary actions figures circulate attendance action review review-end palette keys
circulate-members readers sent templates returned-copies returned-import returned returned-next returned-end
before approve approved versions reopen publish due release restrict chase replies
log moment backups encryption recovery-key ways-in key-wanted swapped locked unlock losing"""


def test_every_page_and_dialog_is_pictured(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = make_file(tmp_path / "x.sopm")
    with Database.open(path) as database:
        put_copy(database)
        first = database.read(list_meetings)[0]
        database.do("Approve", approve_minutes, first.id, on=first.on, today=TODAY)
    saved = save_pictures(path, tmp_path, TODAY, {"light": all_themes()["light"]})
    assert {file.name for file in saved} == {f"window-{page}-light.png" for page in PAGES.split()}
    assert len({file.read_bytes() for file in saved}) == len(saved)


def test_a_window_has_three_looks(app: QApplication) -> None:
    themes = all_themes()
    assert set(themes) == {"light", "dark", "contrast"}
    assert len({(theme.page.name(), theme.ink.name()) for theme in themes.values()}) == 3
