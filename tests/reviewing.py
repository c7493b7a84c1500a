"""Reviews of actions at a meeting, for tests."""

from typing import Any

from sop_minutes.commands.reviewing import review_action
from sop_minutes.domain.reviewing import Verb
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import Audience, ItemKind
from sop_minutes.queries.meetings import meeting_sheet
from sop_minutes.queries.reviewing import Review, review_of
from tests.conftest import Partnership

BEFORE = """Date: 13 September 2017
# Prevent
Action: @Sarah Carter to publish the strategic statement by 1 October
Restricted: Action: @Bo Ray to see the family
Action: look at the plan.
Members: Action: @Bo Ray @Ann Lee to write by 1 December
"""
NOW = "# Welcome\nAll were welcome.\n# Prevent\nMore was said."
STATEMENT = "CG 17/1 Publish the strategic statement (Sarah Carter)"


class Chair:
    """Reviews at a meeting, and sees what the note then says."""

    def __init__(self, partnership: Partnership, now: str = NOW) -> None:
        self.partnership = partnership
        partnership.record(BEFORE)
        self.meeting_id = partnership.record(now)

    def say(self, number: int, verb: Verb, text: str = "", **how: Any) -> None:
        action_id = self.partnership.action(f"CG 17/{number}").id
        self.partnership.database.do(
            "Review", review_action, action_id, meeting_id=self.meeting_id, verb=verb, text=text, **how
        )

    def review(self) -> Review:
        return self.partnership.database.read(review_of, self.meeting_id)

    def items(self, audience: Audience = Audience.RESTRICTED) -> list[ItemSheet]:
        return list(self.partnership.database.read(meeting_sheet, self.meeting_id, audience).note.items)

    def lines(self, audience: Audience = Audience.RESTRICTED) -> list[str]:
        return [point.text for point in self.points(audience)]

    def points(self, audience: Audience = Audience.RESTRICTED) -> tuple[PointSheet, ...]:
        arising = [item for item in self.items(audience) if item.kind is ItemKind.MATTERS_ARISING]
        return arising[0].points if arising else ()
