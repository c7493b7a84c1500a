"""``colours``: when an action is red or amber."""

from typing import Annotated

import typer

from sop_minutes.cli.context import Context, Json, say, say_json


def colours(
    context: typer.Context,
    red: Annotated[int | None, typer.Option(help="Red from so many days late.", metavar="DAYS")] = None,
    amber: Annotated[
        int | None, typer.Option(help="Amber from so many days before it is due.", metavar="DAYS")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show, or set, from when on an action is shown red or amber."""
    from sop_minutes.commands.rag_rules import set_rag_rules
    from sop_minutes.domain.rag import RagRules
    from sop_minutes.queries.rag_rules import rag_rules

    given: Context = context.obj
    setting = red is not None or amber is not None
    with given.changing() if setting else given.reading() as database:
        kept: RagRules = database.read(rag_rules)
        rules = RagRules(kept.red if red is None else red, kept.amber if amber is None else amber)
        if setting:
            database.do("Set the colours", set_rag_rules, rules)
    if as_json:
        say_json(rules._asdict())
    else:
        say(f"Red: {rules.red} days late or more", f"Amber: {rules.amber} days before it is due, or later")
