"""The blocks of a note, one by one."""

from sqlmodel import Session, select

from sop_minutes.commands.points import move_point
from sop_minutes.domain.words import Audience
from sop_minutes.storage.tables import Item, Point
from tests.conftest import Partnership


def test_a_block_moved_out_of_a_restricted_item_stays_restricted(partnership: Partnership) -> None:
    partnership.record("Restricted: # Cases\nThe first case\n# Budget\nAgreed as tabled")

    def ids(session: Session) -> tuple[int, int]:
        point = session.exec(select(Point.id).where(Point.text == "The first case")).one()
        return point, session.exec(select(Item.id).where(Item.title == "Budget")).one()

    point_id, item_id = partnership.database.read(ids)
    partnership.database.do("Move", move_point, point_id, item_id=item_id, after_id=None)
    moved = partnership.database.read(lambda session: session.get_one(Point, point_id).audience)
    assert moved == Audience.RESTRICTED
