"""What every job is given: the databases, a folder to write in, and how much to run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience
from sop_minutes.queries.meetings import meeting_sheet, withheld_texts
from sop_minutes.storage.database import Database

NOW = datetime(2018, 1, 8, 9, 30, tzinfo=UTC)
READER = Audience.MEMBERS


@dataclass(frozen=True, slots=True)
class Setting:
    """`small` is the file of W1; `large` that of W2, or of W1 too in a quick run.

    `scratch` is a folder that goes when the run ends.
    """

    quick: bool
    small: Path
    large: Path
    scratch: Path

    @property
    def size(self) -> str:
        """What the large database is called."""
        return "W1" if self.quick else "W2"

    def rounds(self, count: int) -> int:
        return max(3, count // 4) if self.quick else count

    def folder(self, name: str) -> Path:
        """Return a folder of its own for a job."""
        folder = self.scratch / name
        folder.mkdir()
        return folder


@dataclass(frozen=True, slots=True)
class Note:
    """A meeting as its members may see it, and the texts they may not see."""

    sheet: MeetingSheet
    withheld: tuple[str, ...]


def note_of_sixty(database: Database) -> Note:
    """Return a note with exactly 60 points before any is withheld."""
    counted = (
        "SELECT meeting_id FROM points JOIN items ON items.id = points.item_id "
        "GROUP BY meeting_id HAVING count(*) = 60 ORDER BY meeting_id"
    )
    return notes_of(database, database.read(_ids, counted)[:1])[0]


def newest_notes(database: Database, count: int) -> Sequence[Note]:
    return notes_of(
        database, database.read(_ids, f'SELECT id FROM meetings ORDER BY "on" DESC, id DESC LIMIT {count}')
    )


def notes_of(database: Database, ids: Sequence[int]) -> list[Note]:
    return [
        Note(database.read(meeting_sheet, id_, READER), database.read(withheld_texts, id_, READER))
        for id_ in ids
    ]


def _ids(session: Session, sql: str) -> Sequence[int]:
    return list(session.connection().exec_driver_sql(sql).scalars())
