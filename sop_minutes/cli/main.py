"""The command line, put together."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from sop_minutes.cli import encrypting, notes, recording, upkeep
from sop_minutes.cli.action import action
from sop_minutes.cli.actions import actions
from sop_minutes.cli.approving import approve, versions
from sop_minutes.cli.backups import backups
from sop_minutes.cli.briefing import briefing
from sop_minutes.cli.chase import chase
from sop_minutes.cli.circulate import check_note, circulate, circulations
from sop_minutes.cli.colours import colours
from sop_minutes.cli.context import Context
from sop_minutes.cli.groups import groups
from sop_minutes.cli.inviting import agenda, invite
from sop_minutes.cli.log import bring_back, log, take_back
from sop_minutes.cli.meetings import meetings
from sop_minutes.cli.organisations import organisations
from sop_minutes.cli.people import people
from sop_minutes.cli.publishing import publish
from sop_minutes.cli.releasing import release, restrict
from sop_minutes.cli.replies import replies
from sop_minutes.cli.returned import returned
from sop_minutes.cli.seats import seats
from sop_minutes.cli.templates import templates
from sop_minutes.domain.errors import UserError

_DATABASE = "--database"

app = typer.Typer(
    name="sop-minutes",
    help="Minutes and action tracking for multi-agency partnerships.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(groups, name="groups")
app.add_typer(people, name="people")
app.add_typer(organisations, name="organisations")
app.add_typer(seats, name="seats")
app.add_typer(meetings, name="meetings")
app.command()(recording.record)
app.command("import")(recording.import_files)
app.command()(notes.note)
app.command()(notes.search)
app.command()(approve)
app.command()(versions)
app.command()(publish)
app.command()(release)
app.command()(restrict)
app.command()(actions)
app.command()(action)
app.command()(colours)
app.command()(chase)
app.add_typer(replies, name="replies")
app.command()(circulate)
app.command("check-note")(check_note)
app.command()(circulations)
app.command()(invite)
app.command()(agenda)
app.add_typer(returned, name="returned")
app.add_typer(templates, name="templates")
app.command()(briefing)
app.command()(log)
app.command("take-back")(take_back)
app.command("bring-back")(bring_back)
app.command()(upkeep.undo)
app.command()(upkeep.redo)
app.command()(upkeep.check)
app.command()(upkeep.backup)
app.command()(upkeep.restore)
app.add_typer(backups, name="backups")
app.command()(encrypting.encrypt)
app.command()(encrypting.decrypt)
app.command("recovery-key")(encrypting.recovery_key)
app.command()(encrypting.passphrase)
app.command("keep-key")(encrypting.keep_key)


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where to build it.")] = Path("sop-minutes-example"),
) -> None:
    """Build the example partnership and run the main job on it."""
    from sop_minutes.cli.demo import run_demo

    run_demo(folder)


@app.callback()
def options(
    context: typer.Context,
    database: Annotated[
        str, typer.Option(help="The database file; your own one if none is named.", metavar="FILE|URL")
    ] = "",
    passphrase_file: Annotated[
        Path | None,
        typer.Option(help="A file that holds the passphrase, or the recovery key, of an encrypted database."),
    ] = None,
) -> None:
    """Minutes and action tracking for multi-agency partnerships."""
    context.obj = Context(database, passphrase_file)
    context.obj.secrets.listen()


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        get_command(app)(_database_first(sys.argv[1:]))  # not `app` itself: it puts its own hook over ours
    except UserError as error:
        print(f"{error} {error.at_terminal}".strip(), file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror}.", file=sys.stderr)  # noqa: T201
        sys.exit(1)


def _database_first(words: list[str]) -> list[str]:
    """Return words with each database that they name before all others: it may be named after a command."""
    named, others = [], []
    left = iter(words)
    for word in left:
        if word == "--":
            others.append(word)
            break
        value = next(left, None) if word == _DATABASE else None
        if value is not None:
            named += [word, value]
        elif word.startswith(f"{_DATABASE}="):
            named.append(word)
        else:
            others.append(word)
    return [*named, *others, *left]
