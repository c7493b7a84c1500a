"""What was drafted is on each action, and can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sop_minutes.commands.chasing import record_chasers
from sop_minutes.commands.people import add_person
from sop_minutes.domain.chasing import ChaserSheet
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.chasing import to_chase
from tests.chasers import chasers_of
from tests.conftest import Partnership

AT = datetime(2017, 12, 4, 9, 30, tzinfo=UTC)
NOTE = "# Prevent\nAction: @Ann Lee to ring by 1 December\nAction: @Ann Lee @Bo Ray to write by 2 December"


@pytest.fixture
def sheets(partnership: Partnership) -> tuple[ChaserSheet, ...]:
    for name in ("Ann Lee", "Bo Ray"):
        partnership.database.do("Add", add_person, name, email=f"{name[0]}@example.org")
    partnership.record(NOTE)
    found = partnership.database.read(to_chase, date(2017, 12, 4))
    return tuple(replace(sheet, code=f"R-AAAA-AAA{sheet.name[0]}") for sheet in found.sheets)


def told(partnership: Partnership, ref: str) -> list[tuple[str, str, str, date | None]]:
    sent = partnership.database.read(chasers_of, partnership.action(ref).id)
    return [(row.to_name, row.to_address, row.code, row.due_on) for row in sent]


def test_what_was_drafted_to_whom_is_on_each_action_and_is_taken_back_at_once(
    partnership: Partnership, sheets: tuple[ChaserSheet, ...]
) -> None:
    partnership.database.do("Chase", record_chasers, sheets, at=AT)
    to_ann = ("Ann Lee", "A@example.org", "R-AAAA-AAAA")
    assert told(partnership, "CG 17/1") == [(*to_ann, date(2017, 12, 1))]
    assert told(partnership, "CG 17/2") == [
        ("Bo Ray", "B@example.org", "R-AAAA-AAAB", date(2017, 12, 2)),
        (*to_ann, date(2017, 12, 2)),
    ]
    sent = partnership.database.read(chasers_of, partnership.action("CG 17/1").id)
    assert sent[0].at == AT
    assert partnership.database.undo() == ("Chase", "")
    assert told(partnership, "CG 17/1") == told(partnership, "CG 17/2") == []


def test_a_code_is_given_once(partnership: Partnership, sheets: tuple[ChaserSheet, ...]) -> None:
    partnership.database.do("Chase", record_chasers, sheets, at=AT)
    with pytest.raises(UserError, match="draft to Ann Lee was written already"):
        partnership.database.do("Chase", record_chasers, sheets, at=AT)


def test_a_chaser_without_actions_is_none(partnership: Partnership, sheets: tuple[ChaserSheet, ...]) -> None:
    with pytest.raises(UserError, match="nothing to ask Ann Lee after"):
        partnership.database.do("Chase", record_chasers, [replace(sheets[0], owed=())], at=AT)
