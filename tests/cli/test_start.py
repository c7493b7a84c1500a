"""Help and wrong usage are answered without loading what only the work itself needs."""

import subprocess
import sys

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
