"""``release`` and ``restrict`` at the terminal."""

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
    assert f"What was published of {KEY} does not say so yet" in released.err
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
