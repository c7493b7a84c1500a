"""Work on an encrypted database leaves no word of the notes anywhere but in it."""

import os
import re
import subprocess
import sys
from pathlib import Path

CANARIES = [f"kanarie{number:03d}vogel" for number in range(200)]
WORDS = "five ducks on a wall"
PLACES = "HOME TMPDIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR".split()


class Machine:
    """A user's folders, all of them under one, and the terminal in one of them."""

    def __init__(self, folder: Path) -> None:
        self.work = folder / "work"
        for place in (self.work, *(folder / name for name in PLACES)):
            place.mkdir(parents=True)
        self.environment = os.environ | {name: str(folder / name) for name in PLACES}

    def run(self, *words: str) -> str:
        called = [sys.executable, "-m", "sop_minutes", "--database", "p.sopm", *words]
        done = subprocess.run(
            called, cwd=self.work, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def test_no_word_of_the_notes_is_anywhere_but_in_what_is_encrypted(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    run = machine.run
    run("groups", "add", "Co-ordination Group", "--code", "CG")
    machine.environment["SOP_MINUTES_NEW_PASSPHRASE"] = WORDS
    printed = run("encrypt").splitlines()[1:5]
    machine.environment["SOP_MINUTES_PASSPHRASE"] = " ".join(printed)
    said = (" ".join(CANARIES[start : start + 10]) for start in range(0, len(CANARIES), 10))
    lines = "\n".join(f"Restricted: Action: @Ann Lee to {words} by Friday" for words in said)
    note = machine.work / "note.txt"
    note.write_text(f"Group: CG\nDate: 15 November 2017\nPresent: Ann Lee\n# {CANARIES[0]}\n{lines}\n")
    run("record", str(note))
    note.unlink()
    assert CANARIES[7] in run("search", CANARIES[7])
    run("action", "CG 17/3", "--note", CANARIES[8])
    run("undo")
    run("backup", "b.sopm")
    run("restore", "b.sopm")
    canary = re.compile(b"|".join(word.encode(code) for word in CANARIES for code in ("utf-8", "utf-16-le")))
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {"p.sopm", "b.sopm", "p.sopm.key"} < {file.name for file in files}
    assert [file.name for file in files if canary.search(file.read_bytes())] == []
    assert all(file.read_bytes().startswith(b"SOPM") for file in files if file.suffix == ".sopm")
