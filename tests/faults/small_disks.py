"""A disk that really is full: a memory disk of a few kilobytes where it may be mounted, else a limit."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.faults.exports import left_over
from tests.faults.figures import Figures
from tests.faults.job import Job
from tests.faults.jobs import VERBS


def fill_up(folder: Path, kilobytes: Sequence[int]) -> Iterator[Figures]:
    """Do each job on disks of all these sizes; yield what came of it, a job at a time."""
    place = folder / "disk"
    place.mkdir(parents=True)
    for name in VERBS:
        figures = Figures(f"small disks: {name}")
        for size in kilobytes:
            if not _on_disk(place, size, VERBS[name], figures):
                _under_limit(folder / f"{name}-{size}", size, VERBS[name], figures)
            if figures.counts.get("done", 0) > 2:  # there was room enough
                break
        yield figures


def _on_disk(place: Path, size: int, job: Job, figures: Figures) -> bool:
    """Do a job on a memory disk with so much room left; say whether one could be had."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        return False
    try:
        job.prepare(place)
        held = sum(path.stat().st_blocks for path in place.rglob("*")) // 2
        smaller = f"remount,size={held + size}k"
        subprocess.run(["mount", "-o", smaller, str(place)], check=True, capture_output=True)
        _look(job, place, figures, f"{size} kB left", after=lambda: _more_room(place))
    finally:
        subprocess.run(["umount", str(place)], check=False)
    return True


def _more_room(place: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True, capture_output=True)


def _under_limit(place: Path, size: int, job: Job, figures: Figures) -> None:
    place.mkdir()
    job.prepare(place)
    limit = (size * 1024, size * 1024)
    _look(
        job,
        place,
        figures,
        f"{size} kB a file",
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )


def _look(
    job: Job,
    place: Path,
    figures: Figures,
    how: str,
    *,
    before: Callable[[], object] | None = None,
    after: Callable[[], object] = tuple,
) -> None:
    done = subprocess.run(
        job.words, cwd=place, capture_output=True, text=True, check=False, timeout=120, preexec_fn=before
    )
    after()
    figures.tried += 1
    figures.count("refused, and told" if done.returncode else "done")
    try:
        assert done.returncode in (0, 1), f"left with {done.returncode}: {done.stderr[-300:]}"
        assert "Traceback" not in done.stderr, done.stderr[-300:]
        assert not done.returncode or done.stderr.strip(), "nothing was said"
        job.check(place, done.stdout if done.returncode == 0 else "")
        assert not left_over(place), left_over(place)
    except Exception as wrong:  # whatever goes wrong with what is left is what is looked for
        figures.failures.append(f"{job.name}, {how}: {wrong!r}")
