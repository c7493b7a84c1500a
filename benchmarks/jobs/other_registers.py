"""Other people's registers of actions, filled with ours: taskwarrior's files, an org file for Emacs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from benchmarks.peers import how_to_install, program
from benchmarks.timing import Contender, process
from sop_minutes.domain.actions import is_open
from sop_minutes.domain.sheets import ActionRow


def taskwarrior(rows: Sequence[ActionRow], folder: Path, missing: list[str]) -> Iterator[Contender]:
    peer = program("task")
    if peer is None:
        missing.append(how_to_install("task"))
        return
    home = folder / "task"
    home.mkdir()
    (home / "rc").write_text(f"data.location={home}\nconfirmation=off\n", encoding="utf-8")
    for name, wanted in (("pending.data", True), ("completed.data", False)):
        lines = (_task(row) for row in rows if is_open(row.status) is wanted)
        (home / name).write_text("".join(lines), encoding="utf-8")
    more = {"TASKRC": str(home / "rc"), "TASKDATA": str(home)}
    quiet = ("rc.verbose=nothing", "rc.gc=off")
    run = process(peer.command, *quiet, "status:pending", "export", more=more)
    yield Contender("taskwarrior, export", run, peer.version)
    page = process(peer.command, *quiet, "rc.defaultwidth=160", "next", "limit:50", more=more)
    yield Contender("taskwarrior, the first 50 by urgency", page, peer.version)


def _task(row: ActionRow) -> str:
    """Return a line of taskwarrior's own file format."""
    status = "pending" if is_open(row.status) else "completed"
    due = f' due:"{_seconds(row.due.on.isoformat())}"' if row.due.on else ""
    raised = _seconds(row.raised_on.isoformat()) if row.raised_on else 0
    text = row.text.replace('"', "&dquot;").replace("[", "&open;").replace("]", "&close;")
    end = f' end:"{_seconds(row.done_on.isoformat())}"' if row.done_on else ""
    id_ = uuid5(NAMESPACE_OID, row.ref)
    return f'[description:"{text}"{due}{end} entry:"{raised}" status:"{status}" uuid:"{id_}"]\n'


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())


def org_agenda(rows: Sequence[ActionRow], folder: Path, missing: list[str]) -> Iterator[Contender]:
    peer = program("emacs")
    if peer is None:
        missing.append(how_to_install("emacs"))
        return
    file = folder / "actions.org"
    file.write_text("".join(map(_heading, rows)), encoding="utf-8")
    code = (
        f'(progn (require (quote org)) (require (quote org-agenda)) (setq org-agenda-files (list "{file}")) '
        "(org-todo-list) (princ (buffer-string)))"
    )
    run = process(peer.command, "-Q", "--batch", "--eval", code)
    yield Contender("Emacs org-agenda, all to-dos", run, peer.version, at_most=4)


def _heading(row: ActionRow) -> str:
    word = "TODO" if is_open(row.status) else "DONE"
    due = f"DEADLINE: <{row.due.on.isoformat()}>\n" if row.due.on else ""
    return f"* {word} {row.text}\n{due}"
