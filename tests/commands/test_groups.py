"""Groups are found by one name each."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from sop_minutes.commands.groups import add_group, name_group, rename_group
from sop_minutes.domain.errors import UserError
from sop_minutes.queries.names import find_group
from sop_minutes.queries.partners import list_groups
from tests.conftest import Partnership


@pytest.mark.parametrize(
    "command",
    [
        lambda s: add_group(s, "Coordination group"),
        lambda s: add_group(s, "Business Group"),
        lambda s: add_group(s, "New Board", aliases=["Co-ordination Group"]),
        lambda s: add_group(s, "New Board", former_names=["CG"]),
        lambda s: add_group(s, "New Board", code="oxscp"),
        lambda s: name_group(s, 1, name="Business Group"),
        lambda s: rename_group(s, 1, name="Co-ordination Group"),
    ],
)
def test_a_name_that_another_group_has_is_refused(
    partnership: Partnership, command: Callable[[Session], Any]
) -> None:
    with pytest.raises(UserError, match=r"There already is a group called|is taken by another group"):
        partnership.database.do("Name", command)
    group = partnership.database.read(find_group, "Co-ordination Group")
    assert group is not None
    assert group.code == "CG"


def test_a_group_may_have_its_own_former_name_back(partnership: Partnership) -> None:
    partnership.database.do("Rename", rename_group, partnership.group_id, name="Business Group")
    group = partnership.database.read(find_group, "Coordination Group")
    assert group is not None
    assert group.name == "Business Group"


def test_a_made_code_is_no_other_groups_name(partnership: Partnership) -> None:
    partnership.database.do("Alias", name_group, 1, name="CGS")
    partnership.database.do("Add", add_group, "Community Grants Subgroup")
    assert {row.code for row in partnership.database.read(list_groups)} == {"SOP", "CG", "CGS2"}
