"""A review of actions of every audience, and the notes that go out after it."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from sop_minutes.commands.actions import mark_action
from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.words import Audience
from sop_minutes.export.found_text import found_texts
from sop_minutes.export.note import write_note
from sop_minutes.queries.meetings import withheld_texts
from tests.conftest import Partnership

NOW = datetime(2017, 12, 1, tzinfo=UTC)
SECRET, INNER = "ZEBRA", "MAGPIE"
BEFORE = f"""Date: 13 September 2017
# Prevent
Action: @Sarah Carter to publish the statement by 1 October
Restricted: Action: @Bo Ray to see {SECRET} House
Members: Action: @Bo Ray to draft the {INNER} plan
Restricted: the family of {SECRET}:
- Action: @Bo Ray to ring {SECRET}'s school
Action: @Sarah Carter to write to all
# Restricted: {SECRET} case
Action: @Bo Ray to look after {SECRET}
"""
SAID = (
    (Verb.EXTEND, "31 Jan"),
    (Verb.EXTEND, f"28 Feb - {INNER} is ill"),
    (Verb.EXTEND, f"(when {INNER} is found)"),
    (Verb.NOTE, f"Restricted: {SECRET} moved"),
    (Verb.NOTE, f"{INNER} agreed"),
    (Verb.OWNER, "Ann Lee"),
    (Verb.ESCALATE, ""),
    (Verb.DONE, ""),
)


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_no_note_that_goes_out_after_a_review_says_what_its_reader_may_not_know(
    partnership: Partnership, tmp_path: Path, ending: str
) -> None:
    partnership.record(BEFORE)
    ids = [row.id for row in partnership.actions()]
    meeting_id = partnership.record("# Welcome\nAll were welcome.")
    read, do = partnership.database.read, partnership.database.do
    public = "CG 17/1 Publish the statement (Sarah Carter): extended to 31 January 2018"
    for (verb, text), action_id in product(SAID, ids):
        do("Review", review_action, action_id, meeting_id=meeting_id, verb=verb, text=text)
        for reader, hidden in ((Audience.PUBLIC, {SECRET, INNER}), (Audience.MEMBERS, {SECRET})):
            path = tmp_path / f"note{ending}"
            withheld = read(withheld_texts, meeting_id, reader)
            now = datetime(2017, 12, 1, tzinfo=UTC)
            write_note(
                partnership.sheet(meeting_id, reader), path, audience=reader, withheld=withheld, now=now
            )
            words = " ".join(found_texts(path.read_bytes(), ending))
            assert not [canary for canary in hidden if canary in words], (verb, action_id, reader)
            if (verb, text) == SAID[0]:
                assert public in words
    do("Mark", mark_action, ids[0], audience=Audience.RESTRICTED)
    assert "statement" not in str(partnership.sheet(meeting_id, Audience.MEMBERS))
