"""The example partnership: what to do, one after the other, to have it in an empty database."""

from datetime import UTC, datetime
from functools import partial

from sqlmodel import Session

from sop_minutes.commands.notes import add_imported_file, import_note
from sop_minutes.commands.partnership import Step, add_partnership, life_of_partnership
from sop_minutes.domain.sheets import ImportedFile
from sop_minutes.example.afterwards import what_followed
from sop_minutes.importing import read_note_file
from sop_minutes.importing.partnership import read_partnership
from sop_minutes.importing.text import read_text_note
from sop_minutes.paths import resource
from sop_minutes.queries.names import group_called

OLD_NOTE = "old-note.docx"


def example_steps() -> list[Step]:
    """Return the steps: partners and plan, an old Word note, typed notes, what became of them."""
    folder = resource("example")
    sheet = read_partnership(*(folder / f"{name}.toml" for name in ("partnership", "meetings", "updates")))
    files = sorted((folder / "notes").glob("*.txt"))
    notes = [read_text_note(file) for file in files]
    old = read_note_file(folder / OLD_NOTE)
    return [
        Step("Set up the example partnership", partial(add_partnership, sheet=sheet)),
        Step(f"Import {OLD_NOTE}", partial(_import, file=old)),
        *life_of_partnership(sheet, notes),
        *what_followed([file.stem.replace("-", "/", 1) for file in files]),
    ]


def _import(session: Session, file: ImportedFile) -> None:
    file_id = add_imported_file(session, digest=file.digest, name=OLD_NOTE, at=datetime.now(UTC))
    for note in file.notes:
        import_note(session, note, group_id=group_called(session, "CG"), file_id=file_id)
