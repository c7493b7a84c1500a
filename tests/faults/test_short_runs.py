"""A few of each kind of fault, and that the harness itself sees a loss."""

import random
import sys
from pathlib import Path

from tests.faults.days import live_a_day
from tests.faults.disk import Disk
from tests.faults.figures import Figures
from tests.faults.injecting import refuse_each
from tests.faults.jobs import VERBS, saving_job
from tests.faults.mutating import bring_in_mutants
from tests.faults.power import power_cuts
from tests.faults.recording import has_strace
from tests.faults.refused_typing import refuse_while_typing


def test_what_was_synced_is_there_and_what_was_not_may_be_lost_or_torn() -> None:
    disk = Disk({"/x/file": b"a" * 1024})
    disk.names["/x/file"].write(0, b"b" * 1024)
    chance = random.Random(1)
    found = {disk.after_a_cut(chance)["/x/file"] for _ in range(200)}
    assert {b"a" * 1024, b"b" * 1024, b"a" * 512 + b"b" * 512, b"b" * 512 + b"a" * 512} < found
    disk.names["/x/file"].sync()
    assert {disk.after_a_cut(chance)["/x/file"] for _ in range(50)} == {b"b" * 1024}


def test_a_name_is_sure_once_its_folder_is_synced() -> None:
    disk = Disk({"/x/old": b"old"})
    disk.create("/x/new").write(0, b"new")
    disk.names["/x/new"].sync()
    disk.rename("/x/new", "/x/old")
    chance = random.Random(1)
    found = {disk.after_a_cut(chance)["/x/old"] for _ in range(50)}
    assert found == {b"old", b"new"}
    disk.sync_folder("/x")
    assert {tuple(disk.after_a_cut(chance).items()) for _ in range(50)} == {(("/x/old", b"new"),)}


def test_damaged_files_are_taken_or_refused_in_a_sentence(tmp_path: Path) -> None:
    figures = bring_in_mutants(tmp_path, range(12), seed=3)
    assert figures.failures == []
    assert figures.tried == 12


def test_every_backup_of_a_day_restores_to_exactly_its_moment(tmp_path: Path) -> None:
    figures = Figures("a day")
    live_a_day(tmp_path / "day", 0, 4, figures)
    assert figures.failures == []
    assert figures.tried == 4


_CARELESS = """
import os, sys
for number in range(40):
    with open("partnership.sopm", "ab") as file:
        file.write(b"x" * 600)
    os.write(1, b"kept\\n")
"""

if has_strace():

    def test_a_program_that_does_not_sync_is_found_to_lose(tmp_path: Path) -> None:
        def check(folder: Path, told: str) -> None:
            path = folder / "partnership.sopm"
            there = path.stat().st_size if path.exists() else 0
            assert there >= 600 * told.count("kept")

        careless = saving_job(0)._replace(words=[sys.executable, "-c", _CARELESS], check=check)
        assert power_cuts(careless, tmp_path / "cuts", 20).failures

    def test_no_power_cut_loses_what_was_kept(tmp_path: Path) -> None:
        figures = power_cuts(saving_job(12), tmp_path / "cuts", 12)
        assert figures.failures == []
        assert figures.tried == 12

    def test_a_refused_write_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
        figures = refuse_each(VERBS["begin"], tmp_path / "begin", "ENOSPC", 320)
        assert figures.failures == []
        assert figures.tried > 2

    def test_a_window_whose_disk_is_full_and_then_fails_says_so_and_saves_all_afterwards(
        tmp_path: Path,
    ) -> None:
        figures = Figures("typing")
        refuse_while_typing(tmp_path / "window", ("ENOSPC", "EIO"), 0, figures)
        assert figures.failures == []
        assert figures.counts["all saved afterwards"] == 2
