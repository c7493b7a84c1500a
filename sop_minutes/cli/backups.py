"""``backups``: the copies that are kept beside the database, and putting one back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sop_minutes.cli.context import Context, Json, alone, now, remark, say, say_json, say_table
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.restoring import moments_words, preview_lines
from sop_minutes.domain.text import capitalised

if TYPE_CHECKING:
    from sop_minutes.domain.restoring import Preview, Work
    from sop_minutes.safekeeping import Listed

backups = typer.Typer(help="The backups that are kept beside the database.", no_args_is_help=True)
_RESTORE = "sop-minutes restore FILE"
Number = Annotated[
    int | None, typer.Argument(metavar="[NUMBER]", help="As the list shows it; the newest whole one if none.")
]


@backups.command("list")
def backups_list(context: typer.Context, as_json: Json = False) -> None:
    """List the backups, the newest first."""
    from sop_minutes.safekeeping import before_words, list_backups, list_set_aside

    given: Context = context.obj
    found = list_backups(given.path)
    if as_json:
        say_json([_json(listed) for listed in found])
        return
    whens = moments_words([listed.backup.at for listed in found])
    say_table(
        ("Number", "When", "Why", "Meetings", "Actions", "Changes", "File"),
        (_cells(listed, when) for listed, when in zip(found, whens, strict=True)),
        empty=f"There are no backups of {given.path} yet.",
    )
    aside = list_set_aside(given.path)
    if aside:
        say(f"Set aside when a backup was put back, beside {given.path.name}; put one back with: {_RESTORE}")
        for listed in aside:
            say(f"  {listed.path.name}" + (f": {listed.facts.trouble}" if listed.facts.trouble else ""))
    remark(*filter(None, [before_words(given.path)]))


@backups.command("show")
def backups_show(context: typer.Context, number: Number = None, as_json: Json = False) -> None:
    """Show what putting a backup back would change; change nothing."""
    _show(context.obj, number, as_json=as_json)


@backups.command("restore")
def backups_restore(
    context: typer.Context,
    number: Number = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Put it back, whatever would be gone, or seen.")] = False,
    as_json: Json = False,
) -> None:
    """Put a backup in the database's place; what was there is set aside.

    Where work was done since, more people would see something, or something else is there that cannot be
    compared, that is said, and the backup is put back only with --yes.
    """
    from sop_minutes.safekeeping import put_back

    given: Context = context.obj
    listed, preview = _show(given, number, as_json=as_json)
    if dry_run:
        return
    if not yes and preview.needs_yes:
        raise UserError(f"Nothing was changed. {capitalised(preview.why_yes)}; {_if_meant(listed)}")
    if not yes and preview.is_the_same:
        remark(f"Nothing was put back; {_if_meant(listed)}")
        return
    with alone(given.path):
        set_aside = put_back(given.path, listed, now=now())
    remark(f"{given.path} is as it was in backup {listed.backup.number}.")
    if set_aside is not None:
        remark(f"What was there before is in {set_aside}.")


def _if_meant(listed: "Listed") -> str:
    return f"if that is meant, say: sop-minutes backups restore {listed.backup.number} --yes"


def _show(given: Context, number: int | None, *, as_json: bool) -> "tuple[Listed, Preview]":
    """Print what would change if a backup were put back, and return both."""
    from sop_minutes.safekeeping import backup_numbered, compare, newest_whole

    if number is None:
        listed, passed_over = newest_whole(given.path)
        remark(*(f"{other.words} – passed over." for other in passed_over))
    else:
        listed = backup_numbered(given.path, number)
    preview = compare(given.path, listed)
    if preview.facts.trouble:
        raise UserError(f"{listed.words}: {preview.remark} Take another one: sop-minutes backups list")
    if as_json:
        say_json({"backup": _json(listed), **_preview_json(preview)})
    else:
        say(listed.words, *preview_lines(preview))
    return listed, preview


def _cells(listed: "Listed", when: str) -> tuple[str, ...]:
    facts = listed.facts
    counts = facts.meetings, facts.actions, facts.changes
    held = (facts.trouble, "", "") if facts.trouble else tuple(f"{count:,}" for count in counts)
    return str(listed.backup.number), when, listed.backup.why_words, *held, listed.path.name


def _json(listed: "Listed") -> dict[str, Any]:
    facts = listed.facts
    return {
        "number": listed.backup.number,
        "at": listed.backup.at.isoformat(),
        "why": listed.backup.why_words or None,
        "meetings": facts.meetings,
        "actions": facts.actions,
        "changes": facts.changes,
        "bytes": facts.size,
        "file": str(listed.path),
        "trouble": facts.trouble or None,
    }


def _preview_json(preview: "Preview") -> dict[str, Any]:
    return {
        "same": preview.is_the_same,
        "remark": preview.remark or None,
        "lost": list(_work(preview.lost)),
        "back": list(_work(preview.found)),
        "wider": list(preview.wider),
        "differs": [
            {"what": each.name, "fate": str(each.fate), "lines": list(each.lines)}
            for each in preview.subjects
        ],
    }


def _work(work: "tuple[Work, ...]") -> Iterator[dict[str, str]]:
    for each in work:
        yield {"at": each.at.isoformat(), "who": each.who, "label": each.label}
