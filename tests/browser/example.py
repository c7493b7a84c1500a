"""A folder of published pages with all that a note can hold."""

from datetime import UTC, date, datetime
from pathlib import Path

from sop_minutes.commands.approving import approve_minutes
from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.domain.words import GroupKind
from sop_minutes.publishing import Site, publish_site
from sop_minutes.storage.database import Database

_NOTES = (
    """Date: 13 September 2017
Marking: OFFICIAL
Present: Ann Lee (chair), Bo Ray
# Prevent (Ann Lee)
The *figures* rose; see [the plan](https://example.org/a/very/long/address/of/a/plan/that-does-not-break).
- One
  - Two, with **bold** words
    - Three
Agreed: to go on & to report < 5 days later
Action: @Ann Lee to ring the schools by 1 December
Members: the figures are not published yet
# Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch
Action: @Bo Ray and @Cy Dunn to write to everybody who was at the meeting by 8 January 2018""",
    "Date: 15 November 2017\nTitle: Extraordinary meeting\n# Cyber & <b>more</b>\nIt was agreed.",
    "Date: 17 January 2018\n# Prevent\nThis is a draft.\nAction: ring",
)


def publish_example(folder: Path) -> Path:
    """Publish an invented group's notes into a folder, one of them as a draft; return it."""
    with Database.in_memory() as database:
        partnership_id = database.do(
            "Add", add_group, "Safer Oxfordshire Partnership", code="SOP", kind=GroupKind.PARTNERSHIP
        )
        group_id = database.do("Add", add_group, "Co-ordination Group", code="CG", parent_id=partnership_id)
        for text in _NOTES:
            note = read_note_text(text)
            meeting_id = database.do("Record", record_note, note, group_id=group_id)
            if note.on is not None and note.on.year == 2017:
                database.do(
                    "Approve", approve_minutes, meeting_id, on=date(2018, 1, 17), today=date(2018, 1, 17)
                )
        now = datetime(2018, 1, 18, 9, tzinfo=UTC)
        publish_site(database, Site(group_id, drafts=True), folder, label="Publish", now=now)
    return folder
