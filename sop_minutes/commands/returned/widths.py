"""How wide what a returned copy says may be: never wider than what it repeats or stands in place of."""

from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, select

from sop_minutes.domain.returned.lines import read_said
from sop_minutes.domain.said_again import Moved, Withheld
from sop_minutes.domain.sheets import MeetingSheet
from sop_minutes.domain.words import Audience, narrower
from sop_minutes.queries.blocks import items_of
from sop_minutes.queries.note_texts import note_texts
from sop_minutes.queries.returned_rows import Narrowed
from sop_minutes.queries.said_before import narrow_before
from sop_minutes.storage.tables import Item, Point, ReturnedChange, ReturnedCopy


class Widths:
    """Knows what a meeting's note withholds, and the words that narrow blocks of a copy have no longer."""

    def __init__(self, session: Session, copy: ReturnedCopy, whole: MeetingSheet) -> None:
        """`whole` is all of the meeting, as it is now."""
        audiences = dict(_audiences(session, copy.meeting_id, whole))
        before = narrow_before(session, copy, audiences)
        self._withheld = Withheld((*note_texts(session, copy.meeting_id, whole), *before))
        self._moved = Moved(_narrow_changes(session, copy, audiences))

    def learn(self, text: str, audience: Audience) -> None:
        """Take note of what the note says by now."""
        self._withheld.add(text, audience)

    def of(self, before: str, text: str) -> Audience:
        """Return the narrowest audience of what `text` says again that `before`, "" for nothing, did not."""
        return self.why(before, text).audience

    def why(self, before: str, text: str) -> Narrowed:
        """Return as `of` does who may see `text`, with the words that it says again."""
        if not text or text == before:
            return Narrowed(Audience.PUBLIC)
        again = [*self._withheld.said_again(text), *self._moved.said_again(before, text)]
        audience = narrower(*(one for one, _ in again))
        return Narrowed(audience, next((words for one, words in again if one is audience), ""))


def effective(session: Session, record: str) -> Audience:
    """Return who may see a block or an item, its item's audience counted in; public for one that is gone."""
    if record.startswith("i"):
        item = session.get(Item, int(record[1:]))
        return Audience(item.audience) if item else Audience.PUBLIC
    point = session.get(Point, int(record[1:])) if record.startswith("p") else None
    if point is None:
        return Audience.PUBLIC
    return narrower(Audience(point.audience), Audience(session.get_one(Item, point.item_id).audience))


def _audiences(session: Session, meeting_id: int, whole: MeetingSheet) -> Iterator[tuple[str, Audience]]:
    """Yield who may see each item and block of a meeting; items, too, of which nothing is left to print."""
    yield from ((f"i{item.id}", item.audience) for item in items_of(session, meeting_id))
    yield from ((point.record, point.audience) for item in whole.note.items for point in item.points)


def _narrow_changes(
    session: Session, copy: ReturnedCopy, audiences: Mapping[str, Audience]
) -> Iterator[tuple[str, str, Audience]]:
    """Yield what each narrow block of the note that the copy changes said and says, and who may see it."""
    narrow = {record for record, audience in audiences.items() if audience is not Audience.PUBLIC}
    columns = (col(ReturnedChange.mark), col(ReturnedChange.before), col(ReturnedChange.after))
    for mark, *said in session.exec(select(*columns).where(ReturnedChange.copy_id == copy.id)):
        held = narrow.intersection(mark.split())
        if said[0] and held:
            before, after = (" ".join(read_said(line).text for line in lines.split("\n")) for lines in said)
            yield before, after, narrower(*map(audiences.__getitem__, held))
