"""``demo``: the example partnership, and the main job run on it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep

from rich.console import Console
from rich.progress import track

from sop_minutes.cli.context import now, remark, say, say_table
from sop_minutes.commands.actions import close_action
from sop_minutes.commands.notes import record_note
from sop_minutes.domain.due import describe_due, format_date
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.text import capitalised
from sop_minutes.domain.words import Audience
from sop_minutes.example import example_steps
from sop_minutes.export.action_log import write_action_log
from sop_minutes.export.note import write_note
from sop_minutes.importing.text import read_text_note
from sop_minutes.paths import resource
from sop_minutes.queries.actions import (
    ActionFilter,
    action_row,
    list_actions,
    log_scope,
    withheld_action_texts,
)
from sop_minutes.queries.meetings import meeting_key, meeting_sheet, withheld_texts
from sop_minutes.queries.names import group_called
from sop_minutes.screens import is_seen, missing_library
from sop_minutes.storage.database import Database

DATABASE = "example.sopm"
_PATIENCE = 15
"""Seconds that a window is waited for before it is taken to come up."""

AS_OF = date(2018, 5, 16)
"""The day of the example's newest note, from which “late” is reckoned."""


def run_demo(folder: Path) -> None:
    """Build the example partnership in `folder` and run the main job on it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / DATABASE
    for stale in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        stale.unlink(missing_ok=True)
    with Database.open(path, who="Example", anew=True) as database:
        build_example(database)
        meeting_id = _record_new_note(database)
        _close_one(database)
        _show_overdue(database)
        written = _write_files(database, meeting_id, folder)
    say("", "Written:", *(f"  {file}" for file in (path, *written)))
    show_window(path, folder)


def show_window(path: Path, folder: Path) -> None:
    """Open the window on the example; where nobody would see it, save a picture of each page.

    Raises UserError where the window does not come up.
    """
    if is_seen():
        _open_window(path)
        say("", "The window opens on it.")
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from sop_minutes.app import picture_pages
    except ImportError as error:
        remark(missing_library(error))
        return
    say(
        "",
        "There is no screen; pictures of the window:",
        *(f"  {file}" for file in picture_pages(path, folder, AS_OF)),
    )


def _open_window(path: Path) -> None:
    """Open the window on a database. Raises UserError, with what it says, where it does not come up."""
    from sop_minutes.holding import lock_file  # not before it is needed

    with TemporaryFile() as said:
        window = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", "sop_minutes", "--database", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        until = monotonic() + _PATIENCE
        while window.poll() is None and not lock_file(path).exists() and monotonic() < until:
            sleep(0.05)
        if window.poll():
            said.seek(0)
            raise UserError(said.read().decode(errors="replace").strip() or "The window cannot be opened.")


def build_example(database: Database) -> None:
    """Fill an empty database with the example.

    Partners and plan, an old Word note, two years of typed notes, what became of the actions.
    """
    steps = track(example_steps(), "Two years go by", console=Console(stderr=True), transient=True)
    for step in steps:
        database.do(step.label, step.command)
    say("Imported an old Word note, and two years of typed ones.")


def _record_new_note(database: Database) -> int:
    note = read_text_note(resource("example/new-note.txt"))
    meeting_id = database.do(
        "Record new-note.txt", record_note, note, group_id=database.read(group_called, "CG")
    )
    say(f"Recorded a typed note: {database.read(meeting_key, meeting_id)}")
    return meeting_id


def _close_one(database: Database) -> None:
    late = database.read(list_actions, ActionFilter(overdue_on=AS_OF), limit=1)
    for row in late:
        database.do(f"Close {row.ref}", close_action, row.id, on=AS_OF, note="Reported done at the meeting.")
        closed = database.read(action_row, row.id)
        say(f"Closed {closed.ref}: {capitalised(closed.text)}")


def _show_overdue(database: Database) -> None:
    rows = database.read(list_actions, ActionFilter(overdue_on=AS_OF))
    open_rows = database.read(list_actions, ActionFilter())
    say("", f"Overdue on {format_date(AS_OF)}: {len(rows)} of {len(open_rows)} open actions")
    say_table(
        ("Ref", "Action", "Owner", "Due"),
        ((r.ref, capitalised(r.text), ", ".join(r.owners) or "no owner", describe_due(r.due)) for r in rows),
        empty="Nothing is overdue.",
    )


def _write_files(database: Database, meeting_id: int, folder: Path) -> list[Path]:
    key = database.read(meeting_key, meeting_id).replace("/", "-")
    written = []
    for name, audience in (
        (f"{key}-public.docx", Audience.PUBLIC),
        (f"{key}-public.pdf", Audience.PUBLIC),
        (f"{key}-members.docx", Audience.MEMBERS),
    ):
        sheet = database.read(meeting_sheet, meeting_id, audience)
        withheld = database.read(withheld_texts, meeting_id, audience)
        write_note(sheet, folder / name, audience=audience, withheld=withheld, now=now())
        written.append(folder / name)
    wanted = ActionFilter(audience=Audience.MEMBERS)
    rows = database.read(list_actions, wanted)
    for name in ("action-log.docx", "action-log.xlsx"):
        write_action_log(
            rows,
            folder / name,
            scope=database.read(log_scope, wanted),
            as_of=AS_OF,
            audience=Audience.MEMBERS,
            withheld=database.read(withheld_action_texts, wanted),
            now=now(),
        )
        written.append(folder / name)
    return written
