"""Names of files that are made of what people type stay in their folder, and are good on every system."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop_minutes.commands.groups import add_group
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.publishing import stem_of
from sop_minutes.export.naming import draft_names
from sop_minutes.storage.database import Database
from tests.faults.hostile import ANY, BAD_NAMES, ODD

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def check_name(name: str) -> None:
    """The name is one that a file can have in any folder, on any system, and in no other folder."""
    assert name not in {"", ".", ".."}
    assert not set('/\\:*?"<>|') & set(name)
    assert name.isprintable()
    assert name == name.strip()
    assert not name.endswith(".")
    assert not _RESERVED.fullmatch(name)
    assert len(name.encode()) <= 255


@pytest.mark.parametrize("typed", [*BAD_NAMES, *ODD.values(), "COM¹"])
def test_a_draft_to_somebody_of_any_name_is_a_file_of_its_own(typed: str) -> None:
    names = draft_names([typed, typed, typed.upper(), "Ann Lee"], "To")
    assert len({name.casefold() for name in names}) == 4
    for name in names:
        check_name(name)


@given(st.lists(ANY, max_size=4))
def test_drafts_to_anybody_are_files_of_their_own(people: list[str]) -> None:
    names = draft_names(people, "To")
    assert len({name.casefold() for name in names}) == len(people)
    for name in names:
        check_name(name)


@pytest.mark.parametrize("typed", [*BAD_NAMES, *ODD.values()])
def test_a_group_of_any_code_publishes_into_its_folder(database: Database, typed: str) -> None:
    try:
        group_id = database.do("Add", add_group, "Board", code=typed or "B")
    except UserError:
        return  # most are no code
    assert group_id
    check_name(f"{stem_of(f'{typed.upper()}/2017-11-15')}.html")


@given(ANY)
def test_what_is_published_of_any_group_has_a_plain_name(code: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", stem_of(f"{code[:12]}/2017-11-15"))
