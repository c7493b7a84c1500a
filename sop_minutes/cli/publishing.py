"""``publish``: a group's public notes as a folder to be uploaded."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, now, remark, required_group, say, say_json
from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from sop_minutes.domain.publishing import LeftOut
    from sop_minutes.export.folders import Moved
    from sop_minutes.publishing import Site, SiteJob
    from sop_minutes.storage.database import Database


def publish(
    context: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(metavar="GROUP|MEETING...", help="All that a group approved, or some of it."),
    ],
    to: Annotated[Path, typer.Option(help="The folder that is to be uploaded.", metavar="FOLDER")],
    draft: Annotated[
        bool, typer.Option("--draft", help="Also minutes that are not approved, marked as a draft.")
    ] = False,
    take_down: Annotated[
        bool,
        typer.Option("--take-down", help="Also remove what is being corrected, until it is approved again."),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Also where somebody is named who is to be published as their role.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Name each note that is left out.")] = False,
    as_json: Json = False,
) -> None:
    """Write public notes into a folder: web pages, PDF, Word, and an index; prints the files.

    Where somebody is named who is to be published as their role, that is listed, and published only with
    --yes.
    """
    from sop_minutes.domain.publishing import NAMED, stays_words
    from sop_minutes.publishing import SiteJob, plan_site
    from sop_minutes.queries.publishing import site_cautions

    given: Context = context.obj
    with given.changing() as database:
        wanted = replace(_site(database, names, drafts=draft), take_down=take_down)
        plan = plan_site(database, wanted)
        remark(*database.read(site_cautions, plan), *plan.named)
        if plan.named and not yes:
            raise UserError(f"{NAMED} Put their role into the note instead, or say --yes to publish it so.")
        job = SiteJob(wanted, plan, to, now=now())
        if (wrong := job.run()) is not None:
            raise wrong
        done = job.put_in(database, label=f"Publish {', '.join(names)}")
    staying = {note.sheet.key for note in job.stay}
    left_out = [row for row in plan.left_out if row.key not in staying]
    if as_json:
        say_json(_json(job, done, left_out) | {"folder": str(to)})
        return
    say(*map(str, done.files))
    remark(*(f"{name} is removed: it is not published any more." for name in done.removed))
    remark(*(f"{stays_words(note)} --take-down removes it." for note in job.stay))
    remark(*_left_out(left_out, name_each=verbose))


def _json(job: "SiteJob", done: "Moved", left_out: "Sequence[LeftOut]") -> dict[str, Any]:
    return {
        "files": [path.name for path in done.files],
        "removed": list(done.removed),
        "notes": [{"meeting": note.sheet.key, "draft": note.draft} for note in job.plan.notes],
        "staying": [note.sheet.key for note in job.stay],
        "left_out": [{"meeting": row.key, "why": row.why} for row in left_out],
    }


def _left_out(rows: "Sequence[LeftOut]", *, name_each: bool) -> list[str]:
    """Return what is not published: those being corrected each, several others in one line."""
    others = sum(not row.correcting for row in rows)
    in_one = others > 1 and not name_each
    said = [f"{row.key} is left out: {row.why}." for row in rows if row.correcting or not in_one]
    if in_one:
        said.append(f"{others} notes are left out: their minutes are not approved. --verbose names them.")
    return said


def _site(database: "Database", names: Sequence[str], *, drafts: bool) -> "Site":
    """Return what is named: one group, or meetings of one. Raises UserError for anything else."""
    from sop_minutes.domain.keys import read_key
    from sop_minutes.publishing import Site
    from sop_minutes.queries.meetings import find_meeting
    from sop_minutes.queries.names import group_called

    meetings = [name for name in names if _is_key(name)]
    if not meetings and len(names) == 1:
        return Site(required_group(database, names[0]), drafts=drafts)
    if len(meetings) != len(names):
        raise UserError("Name one group, or meetings of one group, as in CG/2017-11-15.")
    chosen = [database.read(find_meeting, key) for key in meetings]
    groups = {database.read(group_called, read_key(key)[0]) for key in meetings}
    if len(groups) > 1:
        raise UserError("Those meetings are of several groups; each has a folder of its own.")
    return Site(groups.pop(), chosen, drafts)


def _is_key(name: str) -> bool:
    from sop_minutes.domain.keys import read_key

    try:
        read_key(name)
    except UserError:
        return False
    return True
