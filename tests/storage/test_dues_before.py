"""What an action was due before: kept with each new due date, and found again for older files."""

from contextlib import closing
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2
from sqlmodel import Session, col, select

from sop_minutes.commands.action_updates import update_action
from sop_minutes.commands.actions import extend_action, raise_action
from sop_minutes.commands.groups import add_group
from sop_minutes.storage.database import Database
from sop_minutes.storage.tables import ActionUpdate

_OF_VERSION_3 = """
DROP INDEX ix_change_gone;
ALTER TABLE change DROP COLUMN seal;
DROP TABLE publications;
DROP TABLE approvals;
DROP TABLE returned_changes;
DROP TABLE returned_copies;
DROP TABLE invitations;
DROP TABLE recipients;
DROP TABLE circulated_files;
DROP TABLE circulations;
DROP TABLE note_templates;
DROP TABLE frozen_files;
ALTER TABLE items DROP COLUMN restricted_reason;
ALTER TABLE items DROP COLUMN review_on;
ALTER TABLE points DROP COLUMN restricted_reason;
ALTER TABLE points DROP COLUMN review_on;
ALTER TABLE actions DROP COLUMN restricted_reason;
ALTER TABLE actions DROP COLUMN review_on;
ALTER TABLE groups DROP COLUMN handling;
ALTER TABLE groups DROP COLUMN template;
ALTER TABLE people DROP COLUMN as_role;
ALTER TABLE meetings DROP COLUMN correcting;
"""
_OF_VERSION_2 = """
DROP TABLE identity;
DROP INDEX ix_action_updates_slipped;
ALTER TABLE action_updates DROP COLUMN due_was_on;
DROP INDEX ix_actions_due;
DROP INDEX ix_actions_done;
DROP INDEX ix_actions_to_confirm;
DROP TABLE proposals;
DROP TABLE chaser_actions;
DROP TABLE chasers;
DROP TABLE rag_rules;
DROP TABLE action_links;
UPDATE alembic_version SET version_num = '0002';
PRAGMA user_version = 2;
"""


def _dues(session: Session) -> list[tuple[date | None, date | None]]:
    query = select(ActionUpdate.due_was_on, ActionUpdate.due_on).order_by(col(ActionUpdate.id))
    return [(was, now) for was, now in session.exec(query)]


def test_a_file_of_the_version_before_learns_what_was_due_when(tmp_path: Path) -> None:
    path = tmp_path / "p.sopm"
    with Database.open(path) as database:
        group_id = database.do("Add", add_group, "Board", code="BO")
        raised = date(2018, 1, 10)
        id_ = database.do("Raise", raise_action, group_id=group_id, text="report by 1 February", on=raised)
        database.do("Extend", extend_action, id_, on=date(2018, 2, 1), due="1 March")
        database.do("Note", update_action, id_, on=date(2018, 2, 5), note="begun")
        database.do("Extend", extend_action, id_, on=date(2018, 3, 1), due="1 April")
        undated = database.do("Raise", raise_action, group_id=group_id, text="write", on=raised)
        database.do("Extend", extend_action, undated, on=date(2018, 2, 1), due="1 May")
        database.undo()
        database.redo()
        expected = database.read(_dues)
    assert expected == [
        (date(2018, 2, 1), date(2018, 3, 1)),
        (None, None),
        (date(2018, 3, 1), date(2018, 4, 1)),
        (None, date(2018, 5, 1)),
    ]
    with closing(dbapi2.connect(str(path))) as connection:
        connection.executescript(_OF_VERSION_3 + _OF_VERSION_2)
    with Database.open(path) as database:
        assert database.read(_dues) == expected
