"""Work on an encrypted database leaves no word of the notes anywhere but in it."""

from pathlib import Path

from tests.faults.canaries import Machine, canaries, told_in
from tests.faults.worker import WORDS

CANARIES = canaries(200)


def test_no_word_of_the_notes_is_anywhere_but_in_what_is_encrypted(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "machine")
    run = machine.terminal
    run("groups", "add", "Co-ordination Group", "--code", "CG")
    machine.environment["SOP_MINUTES_NEW_PASSPHRASE"] = WORDS
    printed = run("encrypt").splitlines()[1:5]
    machine.environment["SOP_MINUTES_PASSPHRASE"] = " ".join(printed)
    said = (" ".join(CANARIES[start : start + 10]) for start in range(0, len(CANARIES), 10))
    lines = "\n".join(f"Restricted: Action: @Ann Lee to {words} by Friday" for words in said)
    note = machine.work / "note.txt"
    note.write_text(f"Group: CG\nDate: 15 November 2017\nPresent: Ann Lee\n# {CANARIES[0]}\n{lines}\n")
    run("record", str(note))
    assert told_in(machine.folder, CANARIES) == {"note.txt": 200}
    note.unlink()
    assert CANARIES[7] in run("search", CANARIES[7])
    run("action", "CG 17/3", "--note", CANARIES[8])
    run("undo")
    run("backup", "b.sopm")
    run("restore", "b.sopm")
    files = [file for file in machine.folder.rglob("*") if file.is_file()]
    assert {"p.sopm", "b.sopm", "p.sopm.key"} < {file.name for file in files}
    assert told_in(machine.folder, CANARIES) == {}
    assert all(file.read_bytes().startswith(b"SOPM") for file in files if file.suffix == ".sopm")
