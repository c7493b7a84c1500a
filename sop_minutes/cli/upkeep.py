"""``check``, ``backup`` and ``restore``."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sop_minutes.cli.context import Context, Json, alone, given_text, now, remark, say, say_json
from sop_minutes.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sop_minutes.queries.consequences import LastChange
    from sop_minutes.storage.database import Database, Replayed


def check(
    context: typer.Context,
    mend: Annotated[
        bool, typer.Option("--mend", help="Mend first what can be: the search index, counters, indexes.")
    ] = False,
    seal: Annotated[
        str | None,
        typer.Option(help="A seal of the change log that was kept elsewhere: is all up to it as it was?"),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check that the database is whole, and that no other program altered it or its change log.

    It tells the newest seal of the log. A log that somebody sealed anew as a whole, and an older file in the
    place of this one, are found only with --seal, and by the backups beside it.
    """
    from sop_minutes.queries.proof import NO_PROOF, check_log
    from sop_minutes.queries.waiting import waiting
    from sop_minutes.storage.mending import find_problems

    given: Context = context.obj
    told = given_text(seal, "Say which: --seal needs the digits of a seal.")
    with given.looking() as database:
        mended = database.mend().done if mend else ()
        problems = database.read(lambda session: find_problems(session.connection()))
        log = database.read(check_log, given.path, now(), told)
        typed = database.read(waiting)
    found = [*(problem.sentence for problem in problems), *log.problems, *typed.spoilt]
    remarks = [*log.remarks, *typed.sentences]
    if as_json:
        said = {"ok": not found, "problems": found, "mended": list(mended), "remarks": remarks}
        say_json({**said, "entry": log.newest.entry, "seal": log.newest.digits, "kept": log.kept})
        mended = ()
    else:
        if not found:
            say(f"{given.path} is whole.")
        is_told = log.newest.entry and not log.problems  # of an altered log no seal is worth keeping
        say(*filter(None, (log.kept, f"Newest seal: {log.newest.words}" if is_told else "")))
        remark(*remarks, *([NO_PROOF] if is_told and not told else []))
    if mended:
        say(f"Mended: {'; '.join(mended)}.")
    if any(problem.remedy.value for problem in problems) and not mend:
        found.append("What can be mended of it is mended by: sop-minutes check --mend")
    if log.problems:
        found.append(_BY_OTHERS)
    if found:
        raise UserError("\n".join(found))


_BY_OTHERS = (
    "What another program did is not mended. See what a backup holds with: sop-minutes backups show; and put "
    "one back with: sop-minutes backups restore"
)


def undo(context: typer.Context) -> None:
    """Take back the last thing that was done."""
    given: Context = context.obj
    with given.changing() as database:
        done = database.undo()
        outside = _outside(database) if done else ()
    say(f"Taken back: {_words(done)}" if done else "There is nothing to take back.")
    remark(*outside)


def redo(context: typer.Context) -> None:
    """Do again what was taken back."""
    given: Context = context.obj
    with given.changing() as database:
        done = database.redo()
        outside = _outside(database) if done else ()
    say(f"Done again: {_words(done)}" if done else "There is nothing to do again.")
    remark(*outside)


def _outside(database: "Database") -> tuple[str, ...]:
    """Return what has left the house and does not follow the last entry."""
    from sop_minutes.queries.changes import last_entry
    from sop_minutes.queries.consequences import left_outside

    return database.read(lambda session: left_outside(session, last_entry(session)))


def _words(done: "Replayed") -> str:
    """Return what was undone or redone in words, and whose it was unless it was one's own."""
    return f"{done.label} (by {done.by})" if done.by else done.label


def backup(context: typer.Context, file: Path) -> None:
    """Write a checked copy of the database; an older backup of that name is replaced."""
    from sop_minutes.storage import schema, upkeep

    given: Context = context.obj
    given.reading().close()
    replaced = file.is_file()
    if replaced:
        _check_is_backup(file, schema.check_file)
    upkeep.back_up(given.path, file)
    say(str(file))
    if replaced:
        remark(f"The backup that was in {file} before is replaced.")


def _check_is_backup(file: Path, check: "Callable[[Path], object]") -> None:
    """Raise UserError if a backup would replace a file that is something else."""
    try:
        check(file)
    except UserError as error:
        raise UserError(f"{file} is there already and is no backup; give the backup another name.") from error


def restore(
    context: typer.Context,
    file: Path,
    yes: Annotated[bool, typer.Option("--yes", help="Put it back though more people see more.")] = False,
) -> None:
    """Put a backup in the database's place; what was there is set aside."""
    from sop_minutes.storage import upkeep
    from sop_minutes.storage.comparing import preview
    from sop_minutes.storage.database import user_name

    given: Context = context.obj
    if not yes and (wider := preview(given.path, file).wider):
        remark("More people would see than do now:", *(f"  {line}" for line in wider))
        raise UserError("Nothing was changed. If that is meant, say so with --yes.")
    before = _last_change(given) if given.path.exists() else None
    with alone(given.path):
        told = upkeep.Told(user_name(), f"Put back {file.name}")
        set_aside = upkeep.restore(file, given.path, now=now(), told=told)
    say(f"{given.path} is as it was in {file}.")
    if set_aside is None:
        return
    say(f"What was there before is in {set_aside}.")
    after = _last_change(given)
    if before and (after is None or before.at > after.at):
        remark(f"That holds work which the backup does not, the last of it “{before.label}”.")


def _last_change(given: Context) -> "LastChange | None":
    """Return the newest entry of the database's change log, None if it has none or cannot be read."""
    from sop_minutes.queries.consequences import last_change

    with suppress(UserError), given.reading() as database:
        return database.read(last_change)
    return None
