"""Power cuts: what was written is recorded, and each disk that a cut may leave is opened by our own code."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.faults.figures import Figures
from tests.faults.jobs import Job
from tests.faults.recording import Replay, calls_in, record


def power_cuts(job: Job, folder: Path, cuts: int, seed: int = 0) -> Figures:
    """Record a job once, and look at so many disks that a cut at any moment of it may leave."""
    figures = Figures(f"power cuts: {job.name}")
    work, log = folder / "work", folder / "calls"
    work.mkdir(parents=True)
    job.prepare(work)
    before = {str(path): path.read_bytes() for path in work.rglob("*") if path.is_file()}
    record(job.words, work, log, seconds=job.seconds)
    for number, disk, told in _disks(log, Replay(work, before), cuts, random.Random(seed)):
        shutil.rmtree(work)
        work.mkdir()
        for name, content in disk.items():
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content)
        figures.tried += 1
        try:
            job.check(work, told)
        except Exception as error:  # whatever goes wrong with a disk is what is looked for
            figures.failures.append(f"{job.name}, seed {seed}, cut {number}: {error!r}")
    return figures


def _disks(
    log: Path, replay: Replay, cuts: int, chance: random.Random
) -> Iterator[tuple[int, dict[str, bytes], str]]:
    """Yield disks as cuts may leave them, each with its number and what was told before."""
    calls = list(calls_in(log))
    trial = Replay(replay.folder, replay.files)
    ours = [call for call in calls if trial.do(call)]
    assert ours, "nothing was recorded"
    at = 0
    for number in sorted(chance.randrange(len(ours)) for _ in range(cuts)):
        while at <= number:
            replay.do(ours[at])
            at += 1
        yield number, replay.disk.after_a_cut(chance), replay.told.decode()
