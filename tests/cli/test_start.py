"""Help and wrong usage are answered without loading what only the work itself needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from sop_minutes.cli.demo import show_window
from sop_minutes.domain.errors import UserError

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "sqlcipher3",
    "alembic",
    "lxml",
    "typst",
    "xlsxwriter",
    "dateparser",
    "icalendar",
)


def test_the_command_line_is_put_together_without_database_or_file_formats() -> None:
    asked = f"import sys; import sop_minutes.cli.main; print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_window_that_does_not_come_up_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "nowhere:987")
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match=r"The window cannot be opened: .* libxcb-icccm4"):
        show_window(tmp_path / "x.sopm", tmp_path)
