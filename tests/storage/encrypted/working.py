"""What can be read in the files of a folder, and what is in a database."""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sop_minutes.queries.meetings import list_meetings
from sop_minutes.storage import mending
from sop_minutes.storage.connecting import connect
from sop_minutes.storage.database import Database

NOW = datetime(2017, 11, 20, 12, tzinfo=UTC)
CANARIES = [f"kanarie{number:03d}vogel" for number in range(200)]
PLAIN = b"SQLite format 3\x00"


def told(folder: Path) -> list[str]:
    """Return the files under a folder in which a canary can be read."""
    words = [re.escape(word.encode(code)) for word in CANARIES for code in ("utf-8", "utf-16-le")]
    canary = re.compile(b"|".join(words))
    return [
        file.name for file in sorted(folder.rglob("*")) if file.is_file() and canary.search(file.read_bytes())
    ]


def meetings(path: Path) -> int:
    with Database.open(path) as database:
        assert database.read(lambda session: mending.problems(session.connection())) == ()
        return len(database.read(list_meetings))


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(connect(path)) as reader:
        return [tuple(row) for row in reader.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")]  # noqa: S608
