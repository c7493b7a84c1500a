"""What was typed on the record page, kept as rows."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.meetings import add_meeting
from sop_minutes.commands.page import keep_page
from sop_minutes.commands.points import delete_point, edit_point
from sop_minutes.domain.grammar import with_inherited_audiences
from sop_minutes.domain.page import Block, Sheet, changes_between, read_block
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import ActionStatus, Audience, MeetingState, PointKind, narrower
from sop_minutes.queries.page import page_rows
from tests.conftest import Partnership
from tests.thorough import cases


class Typed:
    """A page that is typed, and saved after each change, as the window does it."""

    def __init__(self, partnership: Partnership, meeting_id: int) -> None:
        self._partnership = partnership
        self.meeting_id = meeting_id
        self.rows: dict[int, int] = {}
        self.saved: dict[int, Sheet] = {}

    def load(self) -> None:
        shown = self._partnership.database.read(page_rows, self.meeting_id)
        self.saved = {number: row.sheet for number, row in enumerate(shown, start=1)}
        self.rows = {number: row.id for number, row in enumerate(shown, start=1)}

    def save(self, page: dict[int, Sheet]) -> None:
        changes = changes_between(self.saved, page)
        made = self._partnership.database.do(
            "Type", keep_page, self.meeting_id, changes=changes, rows=self.rows, page=page
        )
        self.rows |= made
        self.saved = page

    def shown(self) -> list[Sheet]:
        return [row.sheet for row in self._partnership.database.read(page_rows, self.meeting_id)]


def _said(text: str) -> Sheet:
    sheet = read_block(Block(text))
    assert sheet is not None
    return sheet


def _page(partnership: Partnership, text: str) -> Typed:
    page = Typed(partnership, partnership.record(text))
    page.load()
    return page


def test_a_planned_meeting_is_begun_by_what_is_typed_not_by_its_agenda(partnership: Partnership) -> None:
    do, on = partnership.database.do, date(2018, 1, 10)
    page = Typed(partnership, do("Plan", add_meeting, group_id=partnership.group_id, on=on))
    page.save({1: _said("# Prevent")})
    assert partnership.sheet(page.meeting_id).state is MeetingState.PLANNED
    page.save({1: _said("# Prevent"), 2: _said("One point")})
    assert partnership.sheet(page.meeting_id).state is MeetingState.RECORDING


def test_typed_blocks_become_rows(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nOne point")
    page.save({**page.saved, 3: _said("Action: @Ann Lee to ring by 31 Jan"), 4: _said("# FGM")})
    assert page.shown() == [
        ItemSheet("Prevent"),
        *(_said(t) for t in ("One point", "Action: @Ann Lee to ring by 31 Jan", "# FGM")),
    ]
    assert [(row.ref, row.due.on) for row in partnership.actions()] == [("CG 17/1", date(2018, 1, 31))]


def test_what_stands_before_the_first_heading_is_kept_as_the_opening(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nOne point")
    page.save({9: _said("Welcome."), **page.saved})
    assert page.shown() == [_said("Welcome."), ItemSheet("Prevent"), _said("One point")]


def test_an_action_keeps_its_reference_while_it_is_another_kind(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nAction: ring the school")
    page.save({**page.saved, 2: _said("ring the school")})
    assert partnership.action("CG 17/1").status is ActionStatus.CANCELLED
    page.save({**page.saved, 2: _said("a: ring the schools")})
    assert [(row.ref, row.text) for row in partnership.actions()] == [("CG 17/1", "ring the schools")]


def test_a_moved_action_keeps_its_reference(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nAction: ring\n# FGM\nOne")
    prevent, ring, fgm, one = page.saved.values()
    page.save({1: prevent, 3: fgm, 4: one, 2: ring})
    assert [(row.ref, row.item) for row in partnership.actions()] == [("CG 17/1", "FGM")]


def test_the_same_block_edited_by_two_keeps_both_texts(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nr: One point")
    partnership.database.do("Edit", edit_point, page.rows[2], text="One point, said a colleague")
    page.save({**page.saved, 2: _said("r: One point, and more")})
    assert page.shown()[1:] == [_said("r: One point, said a colleague"), _said("r: One point, and more")]


def test_a_block_that_a_colleague_deleted_stays_if_it_was_typed_in(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nOne\nTwo")
    partnership.database.do("Delete", delete_point, page.rows[2])
    page.save({**page.saved, 2: _said("One more")})
    assert page.shown()[1:] == [_said("One more"), _said("Two")]


def test_a_deleted_heading_leaves_what_a_colleague_wrote_under_it(partnership: Partnership) -> None:
    page = _page(partnership, "# Prevent\nOne\n# FGM")
    other = _page(partnership, "# Prevent\nOne\n# FGM")
    other.save({**other.saved, 9: _said("Written elsewhere")})
    page.save({1: page.saved[1], 2: page.saved[2]})
    assert page.shown() == [ItemSheet("Prevent"), _said("One"), _said("Written elsewhere")]


def test_what_leaves_a_restricted_item_stays_restricted(partnership: Partnership) -> None:
    page = _page(partnership, "Restricted: # Cases\nThe first case\n# Budget\nAgreed as tabled")
    cases, first, budget, tabled = page.saved.values()
    page.save({1: cases, 3: budget, 4: tabled, 2: first})
    assert page.shown()[-1] == _said("Restricted: The first case")


_sheets = st.builds(
    PointSheet,
    st.sampled_from(["one", "two:", "to ring @Ann Lee by Friday", "O'Neill", "\\x"]),
    st.sampled_from(PointKind),
    st.integers(0, 3),
    st.sampled_from(Audience),
) | st.builds(ItemSheet, st.sampled_from(["Prevent", "FGM", "Budget"]), audience=st.sampled_from(Audience))
_pages = st.lists(
    st.lists(st.tuples(st.integers(1, 15), _sheets), max_size=12, unique_by=lambda e: e[0]).map(dict),
    min_size=1,
    max_size=5,
)


def _but_audience(sheet: Sheet) -> Sheet:
    return replace(sheet, audience=Audience.PUBLIC)


def _settled(page: dict[int, Sheet]) -> list[Sheet]:
    shown: list[Sheet] = []
    points: list[PointSheet] = []
    for sheet in (*page.values(), ItemSheet("end")):
        if isinstance(sheet, PointSheet):
            points.append(sheet)
        else:
            shown += [*with_inherited_audiences(points), sheet]
            points = []
    return shown[:-1]


@given(_pages)
@settings(max_examples=cases(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_page_is_kept_as_it_stands(partnership: Partnership, pages: list[dict[int, Sheet]]) -> None:
    typed = _page(partnership, "Date: 13 September 2017")
    typed.save({})
    partnership.database.do("Begin", add_group, next(_names))
    for page in pages:
        narrow = dict(zip(page, _settled(page), strict=True))
        typed.save(narrow)
        shown = typed.shown()
        assert [_but_audience(s) for s in shown] == [_but_audience(s) for s in narrow.values()]
        assert all(
            narrower(s.audience, w.audience) is s.audience
            for s, w in zip(shown, narrow.values(), strict=True)
        )
        typed.saved = dict(zip(narrow, shown, strict=True))
    while partnership.database.undo() != ("Begin", ""):
        pass
    assert typed.shown() == []


_names = (f"Group {number}" for number in count(1))


def test_the_minutes_an_item_is_planned_for_are_typed_in_its_heading(partnership: Partnership) -> None:
    page = Typed(partnership, partnership.record("# Prevent"))
    page.load()
    page.save({1: _said("# Prevent (Ann Lee) [10 min]")})
    assert "# Prevent (Ann Lee) [10 min]" in partnership.typed(page.meeting_id)
    page.save({1: _said("# Prevent (Ann Lee)")})
    assert "# Prevent (Ann Lee)\n" in partnership.typed(page.meeting_id)
