"""``release`` and ``restrict`` at the terminal."""

from pathlib import Path
from typing import Any

from tests.cli.conftest import Terminal

KEY = "CG/2017-11-15"


def _all(run: Terminal) -> list[dict[str, Any]]:
    return list(run("release", "--all", "--json").json)


def test_a_restricted_line_is_given_a_reason_comes_due_and_is_released(recorded: Terminal) -> None:
    (row,) = _all(recorded)
    assert (row["text"], row["audience"], row["meeting"], row["item"], row["kind"]) == (
        "detail of the review under way",
        "restricted",
        KEY,
        "Domestic Abuse",
        "point",
    )
    unexplained = recorded("release", "--json").json
    assert (unexplained["due"], [each["id"] for each in unexplained["unexplained"]]) == ([], [row["id"]])
    said = recorded("restrict", row["id"], "--reason", "a review runs", "--review", "1 May 2018")
    assert said.out == f"{row['id']}: a review runs, to be looked at again on 2018-05-01\n"
    assert recorded("release", "--as-of", "2018-04-30").out == "Nothing is due for release.\n"
    (due,) = recorded("release", "--as-of", "2018-05-01", "--json").json["due"]
    assert (due["id"], due["reason"], due["review"]) == (row["id"], "a review runs", "2018-05-01")
    assert "a review runs" in recorded("release", "--as-of", "2018-05-01").out
    recorded("approve", KEY, "--on", "2018-01-17")
    released = recorded("release", row["id"], "--to", "public")
    assert released.out == f"{row['id']} is public now: detail of the review under way\n"
    assert "What was published" not in released.err, "nothing was"
    recorded("undo")
    recorded("publish", KEY, "--to", "web")
    again = recorded("release", row["id"], "--to", "public").err
    assert again == f"What was published of {KEY} does not say so yet: publish it again.\n"
    assert "detail of the review" in recorded("meetings", "show", KEY, "--audience", "public").out
    assert recorded("release", "--all").out == "All is public.\n"
    assert recorded("versions", KEY, "--json").json["text"] == "as approved, with lines released since"


def test_what_cannot_be_released_is_said_plainly(recorded: Terminal) -> None:
    (row,) = _all(recorded)
    for words, why in (
        (("release", row["id"]), "to whom"),
        (("release", "--to", "public"), "what is released"),
        (("release", "p1", "--to", "public"), "There is nothing called p1"),
        (("release", "everything", "--to", "public"), "“everything” is not an id"),
        (("restrict", row["id"], "--reason", " "), "Say why"),
    ):
        said = recorded(*words)
        assert (said.code, said.out) == (1, "")
        assert why in said.err
    assert recorded("release", row["id"], "--to", "restricted").code == 2
    assert recorded("release", row["id"], "--to", "members").code == 0
    assert "for members only already" in recorded("release", row["id"], "--to", "members").err


def test_an_action_is_called_by_its_reference(recorded: Terminal) -> None:
    recorded("action", "CG 17/1", "--audience", "restricted")
    refs = [row["ref"] for row in _all(recorded)]
    if "CG 17/1" in refs:
        assert recorded("release", "cg 17/1", "--to", "public").code == 0


UNDER = """Group: Coordination Group
Date: 17 January 2018
# Safe house
Ann Lee dissents.
Restricted: # The post
The post of manager falls vacant.
Restricted: the first line
  Restricted: the line under it
Restricted: Action: @Ann Lee to ring the family
"""


def _ids(run: Terminal) -> dict[str, str]:
    return {row["text"]: row["id"] for row in _all(run)}


def test_what_is_not_marked_under_an_item_is_not_let_out_unseen(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "under.txt").write_text(UNDER, "utf-8")
    recorded("record", "under.txt")
    post = _ids(recorded)["The post"]
    said = recorded("release", post, "--to", "public")
    assert (said.code, said.out) == (1, "")
    assert "- The post of manager falls vacant. (CG/2018-01-17)" in said.err
    assert "--yes" in said.err
    assert "dissents" not in said.err
    assert post in _ids(recorded).values()
    said = recorded("release", post, "--to", "public", "--yes")
    assert said.out.splitlines()[0] == f"{post} is public now: The post"
    assert "- The post of manager falls vacant. (CG/2018-01-17)" in said.out
    action = _ids(recorded)["@Ann Lee to ring the family"]
    assert recorded("release", action, "--to", "public").code == 0


def test_many_are_released_and_restricted_all_or_none(recorded: Terminal, tmp_path: Path) -> None:
    (tmp_path / "under.txt").write_text(UNDER, "utf-8")
    recorded("record", "under.txt")
    ids = _ids(recorded)
    other, first, below = (
        ids[text] for text in ("detail of the review under way", "the first line", "the line under it")
    )
    said = recorded("release", other, first, "--to", "public")
    assert (said.code, said.out) == (1, "")
    assert "release that first" in said.err
    assert _ids(recorded) == ids
    recorded("release", below, first, ids["The post"], other, "--to", "public", "--yes")
    assert set(_ids(recorded)) == {"@Ann Lee to ring the family"}
    recorded("undo")
    assert _ids(recorded) == ids
    assert recorded("restrict", other, "p999", "--reason", "safety").code == 1
    assert [row["reason"] for row in _all(recorded)] == [None] * len(ids)
    recorded("restrict", other, first, "--reason", "safety")
    assert [row["reason"] for row in _all(recorded)].count("safety") == 2
    recorded("undo")
    assert [row["reason"] for row in _all(recorded)] == [None] * len(ids)
