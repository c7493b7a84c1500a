"""Write the newest notes of a database as one Word file, and print the most memory that took, in MB.

Arguments: the database, how many notes, the file.
"""

import re
import sys
from pathlib import Path

from benchmarks.setting import NOW, READER, newest_notes
from sop_minutes.export.note import write_compendium
from sop_minutes.storage.database import Database


def main() -> None:
    source, count, target = sys.argv[1:]
    with Database.open(Path(source)) as database:
        notes = newest_notes(database, int(count))
    sheets, withheld = [note.sheet for note in notes], [text for note in notes for text in note.withheld]
    write_compendium(sheets, Path(target), audience=READER, withheld=withheld, now=NOW)
    print(_most_memory())


def _most_memory() -> float:
    """Return the most memory this process took, in MB. `getrusage` would count its parent's too."""
    held = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(held[1]) / 1024 if held else float("nan")


if __name__ == "__main__":
    main()
