"""How often one save asks the disk to keep it: counted by strace in a process of its own."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.peers import how_to_install, program
from benchmarks.results import Aim, Remark, Result

_SAVES = 150
_MARK = "/sop-minutes-bench-next-save"
_CALLS = "trace=fsync,fdatasync,access,faccessat,faccessat2"


def syncs_per_save(database: Path, points: Sequence[int]) -> Iterator[Result]:
    """Yield how many syncs each of many saves of those points made on `database`, which is written to."""
    peer = program("strace")
    if peer is None:
        yield Remark(f"Syncs per save were not counted: {how_to_install('strace')}.")
        return
    log = database.with_suffix(".strace")
    command = [peer.command, "-f", "-qq", "-e", _CALLS, "-o", str(log), sys.executable, "-m", __name__]
    ids = [str(points[at % len(points)]) for at in range(_SAVES + 2)]
    subprocess.run([*command, str(database), *ids], check=True, stdout=subprocess.DEVNULL)
    counted = list(_syncs(log.read_text(encoding="utf-8", errors="replace")))[1:]
    usual, times = Counter(counted).most_common(1)[0]
    more = [syncs for syncs in counted if syncs != usual]
    shown = f"{usual} in {times} of {len(counted)} saves"
    if more:
        shown += f", {min(more)} to {max(more)} in those that checkpoint"
    yield Aim("syncs per save", shown, "exactly 1", usual == 1 and max(more, default=1) <= 4)


def _syncs(log: str) -> Iterator[int]:
    """Yield the number of syncs after each mark but the last, which is before the database is closed."""
    for part in log.split(f'"{_MARK}"')[1:-1]:
        yield part.count("fsync(") + part.count("fdatasync(")


def main(path: Path, points: Sequence[int]) -> None:
    """Save the points one after another, each with the mark before it: what strace looks at."""
    from sop_minutes.commands.points import edit_point
    from sop_minutes.storage.database import Database

    with Database.open(path) as database:
        for number, point in enumerate(points):
            os.access(_MARK, os.F_OK)
            database.do("Edit point", edit_point, point, text=f"Draft {number} of the plan")
        os.access(_MARK, os.F_OK)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(id_) for id_ in sys.argv[2:]])
