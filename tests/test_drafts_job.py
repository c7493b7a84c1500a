"""Drafts written beside the window: all or none, whenever that is broken off."""

from pathlib import Path

from sop_minutes.circulating import DraftsJob
from sop_minutes.domain.errors import UserError

DRAFTS = {"Ann Lee.eml": b"1", "Bo Ray.eml": b"2"}


def test_drafts_are_written_and_counted(tmp_path: Path) -> None:
    job = DraftsJob(tmp_path / "out", DRAFTS)
    assert job.run() == (tmp_path / "out" / "Ann Lee.eml", tmp_path / "out" / "Bo Ray.eml")
    assert job.done == 2


def test_what_is_broken_off_before_it_is_taken_leaves_nothing(tmp_path: Path) -> None:
    written, never = DraftsJob(tmp_path / "a", DRAFTS), DraftsJob(tmp_path / "b", DRAFTS)
    written.run()
    written.break_off()
    never.break_off()
    assert isinstance(never.run(), UserError)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_takes_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "Bo Ray.eml").write_text("mine")
    said = DraftsJob(tmp_path, DRAFTS).run()
    assert "“Bo Ray.eml” is in that folder already" in str(said)
    assert [path.name for path in tmp_path.iterdir()] == ["Bo Ray.eml"]
