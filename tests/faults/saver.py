"""Run as a program: begins a database, and adds people to it, saying of each when it is kept."""

import os
import sys
from pathlib import Path

from sop_minutes.commands.people import add_person
from sop_minutes.storage.database import Database


def main(path: Path, number: int) -> None:
    """Add so many people, some with long names, so that the log is folded into the file meanwhile."""
    with Database.open(path, who="saver") as database:
        for count in range(number):
            database.do("Add", add_person, f"Person {count} {'x' * (20_000 if count % 5 == 0 else 0)}")
            os.write(1, f"kept {count}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
