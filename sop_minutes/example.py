"""The example partnership: what to do, one after the other, to have it in an empty database."""

from sop_minutes.commands.partnership import Step, add_partnership, life_of_partnership
from sop_minutes.importing.partnership import read_partnership
from sop_minutes.importing.text import read_text_note
from sop_minutes.paths import resource


def example_steps() -> list[Step]:
    """Return the steps: partners and plan, then two years of typed notes and what became of the actions."""
    folder = resource("example")
    sheet = read_partnership(*(folder / f"{name}.toml" for name in ("partnership", "meetings", "updates")))
    notes = [read_text_note(file) for file in (folder / "notes").glob("*.txt")]
    first = Step("Set up the example partnership", lambda session: add_partnership(session, sheet))
    return [first, *life_of_partnership(sheet, notes)]
