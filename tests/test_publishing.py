"""Between the making of a site's pages and the folder: what has changed meanwhile is not published."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sop_minutes.commands.approving import approve_minutes, correct_minutes
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import nothing_to_publish
from sop_minutes.domain.words import MeetingState
from sop_minutes.publishing import Site, SiteJob, plan_site, publish_site
from sop_minutes.queries.publishing import site_plan
from sop_minutes.queries.standings import standing_of
from tests.conftest import Partnership

NOW = datetime(2018, 4, 1, tzinfo=UTC)
DAY = date(2018, 1, 17)
NOTE = "Date: 15 November 2017\n# Prevent\n{0}The service is funded until March."


def _made(partnership: Partnership, folder: Path, *, drafts: bool = False) -> SiteJob:
    wanted = Site(partnership.group_id, drafts=drafts)
    job = SiteJob(wanted, plan_site(partnership.database, wanted), folder, now=NOW)
    assert job.run() is None
    return job


def _refused(partnership: Partnership, job: SiteJob, folder: Path) -> None:
    with pytest.raises(UserError, match="has changed meanwhile"):
        job.put_in(partnership.database, label="Publish")
    assert not folder.exists()


def test_a_draft_line_that_was_restricted_meanwhile_is_not_published(
    partnership: Partnership, tmp_path: Path
) -> None:
    partnership.record(NOTE.format(""))
    job = _made(partnership, tmp_path / "web", drafts=True)
    partnership.record(NOTE.format("Restricted: "))
    _refused(partnership, job, tmp_path / "web")


def test_a_line_that_was_restricted_and_approved_anew_meanwhile_is_not_published(
    partnership: Partnership, tmp_path: Path
) -> None:
    database, meeting_id = partnership.database, partnership.record(NOTE.format(""))
    database.do("Approve", approve_minutes, meeting_id, on=DAY, today=DAY)
    job = _made(partnership, tmp_path / "web")
    database.do("Reopen", correct_minutes, meeting_id, reason="a name was told")
    partnership.record(NOTE.format("Restricted: "))
    database.do("Approve", approve_minutes, meeting_id, on=DAY, today=DAY)
    _refused(partnership, job, tmp_path / "web")
    assert database.read(standing_of, meeting_id).state is MeetingState.APPROVED


def test_what_cannot_be_put_into_the_folder_is_not_published(
    partnership: Partnership, tmp_path: Path
) -> None:
    database = partnership.database
    first = partnership.record(NOTE.format(""))
    second = partnership.record("Date: 17 January 2018\n# Cyber\nAll is well.")
    wanted = Site(partnership.group_id)
    database.do("Approve", approve_minutes, first, on=DAY, today=DAY)
    publish_site(database, wanted, tmp_path, label="Publish", now=NOW)
    database.do("Reopen", correct_minutes, first, reason="a name was told")
    database.do("Approve", approve_minutes, second, on=DAY, today=DAY)
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html" / "theirs").mkdir(parents=True)
    wanted = Site(partnership.group_id, take_down=True)
    with pytest.raises(UserError, match="publish again"):
        publish_site(database, wanted, tmp_path, label="Publish", now=NOW)
    assert database.read(standing_of, second).state is MeetingState.APPROVED
    assert not (tmp_path / "cg-2017-11-15.html").exists()


def test_that_corrections_are_listed_and_not_made_is_said_before_publishing(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record(NOTE.format(""))
    database.do("Approve", approve_minutes, meeting_id, on=DAY, today=DAY, corrections="for March read May")
    cautions = database.read(site_plan, partnership.group_id).cautions
    assert [text for text in cautions if "listed but not made" in text] == [
        "CG/2017-11-15 was approved with corrections, which are listed but not made: "
        "see whether its text says what it should."
    ]
    database.do("Correct", correct_minutes, meeting_id, reason="March was wrong")
    database.do("Approve", approve_minutes, meeting_id, on=DAY, today=DAY)
    assert database.read(site_plan, partnership.group_id).cautions == ()


def test_a_public_line_that_sounds_as_if_it_were_not_is_named_with_its_meeting(
    partnership: Partnership,
) -> None:
    line = "Confidential sessions have begun."
    partnership.record(NOTE.format(f"{line}\n"))
    cautions = partnership.database.read(site_plan, partnership.group_id, drafts=True).cautions
    assert cautions == (f"CG/2017-11-15, this line is published: {line}",)


def test_that_publishing_only_removes_is_said_before(partnership: Partnership) -> None:
    database, meeting_id = partnership.database, partnership.record(NOTE.format(""))
    database.do("Approve", approve_minutes, meeting_id, on=DAY, today=DAY)
    database.do("Reopen", correct_minutes, meeting_id, reason="a slip")
    plan = database.read(site_plan, partnership.group_id).plan
    assert nothing_to_publish(plan, takes_down=True) == (
        f"No minutes of {plan.group} are approved. Being corrected: CG/2017-11-15. "
        "Publishing removes what the folder holds of them."
    )
