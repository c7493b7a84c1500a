"""What is tracked in part, accepted in part, or done together, as colleagues really send it back."""

from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from tests.importing.returned.notes import meeting_of, told, written
from tests.importing.returned.wordedits import ANN, BEN, Edit, W, WordEdit, node, run, traced

NOTHING: list[str] = []
LATE = "The *plan* is late. It is to be ready in spring."
REPORT = "Nothing new was said. See [the report](https://example.org/report)."
HEADS = "Heads want more time for it."
WRITE = "Action CG 17/2: Ann Lee to write to all heads"
THING = "One thing that was said"
DEEPER = "A deeper thing on the 1st of May"


def accept(e: WordEdit, p: etree._Element) -> None:
    """Accept all that is tracked within a paragraph."""
    for gone in [*p.iter(W + "del"), *p.iter(W + "moveFrom")]:
        e.remove(gone)
    for change in [*p.iter(W + "ins"), *p.iter(W + "moveTo")]:
        for part in list(change):
            change.addprevious(part)
        e.remove(change)


def reject(e: WordEdit, p: etree._Element) -> None:
    """Reject all that is tracked within a paragraph."""
    for come in list(p.iter(W + "ins")):
        e.remove(come)
    for change in list(p.iter(W + "del")):
        for part in list(change):
            for text in part.iter(W + "delText"):
                text.tag = W + "t"
            change.addprevious(part)
        e.remove(change)


def move(e: WordEdit, record: str, after: str) -> etree._Element:
    """Move a paragraph, tracked; return it where it is now."""
    gone = e.p(record)
    copy = deepcopy(gone)
    e.wrap(gone, "moveFrom")
    e.remove(*gone.iter(W + "bookmarkStart"), *gone.iter(W + "bookmarkEnd"))
    e.p(after).addnext(copy)
    e.wrap(copy, "moveTo")
    return copy


def _one_accepted(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")
    accept(e, e.p("p2"))
    e.replace(e.p("p2"), "spring", "summer", BEN)


def _all_accepted(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")
    accept(e, e.p("p2"))


def _rejected(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")
    reject(e, e.p("p2"))


def _tracked_late(e: WordEdit) -> None:
    e.retype(e.p("p2"), "late", "early")
    e.retype(e.p("p10"), "more", "less")
    e.replace(e.p("p3"), "One", "Some", BEN)


def _move_accepted(e: WordEdit) -> None:
    moved = move(e, "p10", "p2")
    accept(e, moved)
    e.remove(e.saying("Heads", 1))
    for mark in list(moved.iter(W + "rPr")):
        mark[:] = [part for part in mark if part.tag != W + "moveTo"]


def _two_changed_places(e: WordEdit) -> None:
    move(e, "p10", "i3")


def _moved_and_split(e: WordEdit) -> None:
    e.split(move(e, "p2", "p9"), "It is", tracked=True)


def _moved_and_joined(e: WordEdit) -> None:
    e.p("p2").addnext(e.p("p10"))
    e.p("p2").addnext(e.p("p9"))
    e.p("p9").append(node(run(" ")))
    e.join(e.p("p9"), tracked=False)


def _new_and_reworded_next(e: WordEdit) -> None:
    e.p("p2").addprevious(e.new("Roads are closed.", tracked=True))
    e.replace(e.p("p2"), "late", "early")


def _deleted_and_reworded_next(e: WordEdit) -> None:
    e.wrap(e.p("p9"), "del")
    e.replace(e.p("p10"), "more", "less")


def _joined_and_reworded(e: WordEdit) -> None:
    e.p("p9").append(node(traced("ins", run(" "))))
    e.join(e.p("p9"), tracked=True)
    e.replace(e.p("p10"), "more", "less")


def _joined_to_a_heading(e: WordEdit) -> None:
    e.end(e.p("i3"), "del")
    e.p("i3").append(node(traced("ins", run(": "))))


def _split_and_joined_again(e: WordEdit) -> None:
    e.split(e.p("p2"), "It is", tracked=False)
    e.join(e.p("p2"), tracked=False)


def _three_parts_untracked(e: WordEdit) -> None:
    second = e.split(e.p("p10"), "more", tracked=False)
    e.split(second, "for it", tracked=False)


def _three_joined_untracked(e: WordEdit) -> None:
    for _ in range(2):
        e.p("p9").append(node(run(" ")))
        e.join(e.p("p9"), tracked=False)


def _action_joined(e: WordEdit) -> None:
    e.p("p10").append(node(run(" ")))
    e.join(e.p("p10"), tracked=False)


def _bullet_shallower(e: WordEdit) -> None:
    next(e.p("p4").iter(W + "ilvl")).set(W + "val", "0")


def _bullet_moved_and_deeper(e: WordEdit) -> None:
    moved = e.p("p3")
    e.p("p5").addnext(moved)
    next(moved.iter(W + "ilvl")).set(W + "val", "1")


def _heading_lowered(e: WordEdit) -> None:
    heading = e.p("i3")
    change = traced("pPrChange", '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>', BEN)
    heading.remove(heading.find(W + "pPr"))
    heading.insert(0, node(f"<w:pPr>{change}</w:pPr>"))


def _item_deleted_untracked(e: WordEdit) -> None:
    e.remove(*map(e.p, ("i3", "p9", "p10", "p11")))


def _new_item_untracked(e: WordEdit) -> None:
    e.p("i3").addprevious(e.new("Bridges", style="Heading2"))
    e.p("i3").addprevious(e.new("They are old."))


def _same_words_by_two(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")
    e.delete(e.p("p2"), "in spring", BEN)


def _comments_by_two(e: WordEdit) -> None:
    e.comment(e.p("p2"), "plan", (ANN, "Which?"))
    e.comment(e.p("p2"), "spring", (BEN, "Of 2018?"))


def _comment_and_deleted_untracked(e: WordEdit) -> None:
    e.comment(e.p("p2"), "plan", (ANN, "Which?"))
    e.remove(e.p("p10"))


def _comment_on_new(e: WordEdit) -> None:
    new = e.new("Roads are closed.", tracked=True)
    e.p("p2").addnext(new)
    e.comment(new, "closed", (BEN, "All of them?"))


def _case_alone(e: WordEdit) -> None:
    e.replace(e.p("p10"), "Heads", "HEADS")


def _stop_alone(e: WordEdit) -> None:
    e.delete(e.p("p10"), ".")


def _replaced_by_the_same(e: WordEdit) -> None:
    e.replace(e.p("p10"), "Heads", "Heads")


def _deleted_and_typed_again(e: WordEdit) -> None:
    e.wrap(e.p("p10"), "del")
    e.p("p10").addnext(e.new("Heads want more time for it.", tracked=True))


def _made_an_action(e: WordEdit) -> None:
    e.p("p10").insert(1, node(traced("ins", run("Action: "))))


def _members_made_public(e: WordEdit) -> None:
    e.remove(*e.find(e.saying("draft figures"), "Members: "))


KINDS: dict[str, tuple[Edit, list[str]]] = {
    "one word accepted, another still tracked": (
        _one_accepted,
        [f"reworded p2: {LATE} → The *plan* is early. It is to be ready in summer. (Ben Okafor)"],
    ),
    "all that was tracked accepted": (
        _all_accepted,
        [f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring."],
    ),
    "all that was tracked rejected": (_rejected, NOTHING),
    "tracking switched on late": (
        _tracked_late,
        [
            f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring.",
            f"reworded p3: - {THING} → - Some thing that was said (Ben Okafor)",
            f"reworded p10: {HEADS} → Heads want less time for it.",
        ],
    ),
    "a tracked move accepted": (_move_accepted, [f"moved p10: {HEADS} [after p2]"]),
    "two that changed places": (
        _two_changed_places,
        [f"moved p10: {HEADS} [after i3] (Ann Lee)"],
    ),
    "a paragraph moved and split": (
        _moved_and_split,
        [
            f"moved p2: {LATE} [after p9] (Ann Lee)",
            f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring. (Ann Lee)",
        ],
    ),
    "two joined elsewhere": (
        _moved_and_joined,
        [
            f"moved p9: {REPORT} [after p2]",
            f"joined p9+p10: {REPORT} / {HEADS} → {REPORT} {HEADS}",
        ],
    ),
    "a new paragraph before a reworded one": (
        _new_and_reworded_next,
        [
            "new after i2: Roads are closed. (Ann Lee)",
            f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring. (Ann Lee)",
        ],
    ),
    "a deleted paragraph before a reworded one": (
        _deleted_and_reworded_next,
        [
            f"deleted p9: {REPORT} (Ann Lee)",
            f"reworded p10: {HEADS} → Heads want less time for it. (Ann Lee)",
        ],
    ),
    "two joined, one reworded": (
        _joined_and_reworded,
        [f"joined p9+p10: {REPORT} / {HEADS} → {REPORT} Heads want less time for it. (Ann Lee)"],
    ),
    "a paragraph joined to its heading": (
        _joined_to_a_heading,
        [
            "deleted i3: # Schools (Ann Lee)",
            f"reworded p9: {REPORT} → # Schools: Nothing new was said. See the report. (Ann Lee)",
        ],
    ),
    "a split taken back by hand": (_split_and_joined_again, NOTHING),
    "a split in three, untracked": (
        _three_parts_untracked,
        [f"split p10: {HEADS} → Heads want / more time / for it."],
    ),
    "three joined, untracked": (
        _three_joined_untracked,
        [
            f"joined p9+p10+p11: {REPORT} / {HEADS} / {WRITE} → "
            f"{REPORT} {HEADS} **Action CG 17/2:** Ann Lee to write to all heads"
        ],
    ),
    "an action joined to the paragraph before": (
        _action_joined,
        [f"joined p10+p11: {HEADS} / {WRITE} → {HEADS} **Action CG 17/2:** Ann Lee to write to all heads"],
    ),
    "a bullet made shallower": (
        _bullet_shallower,
        [f"form changed p4:   - {DEEPER} → - {DEEPER}"],
    ),
    "a bullet moved and made deeper": (
        _bullet_moved_and_deeper,
        [f"moved and reworded p3: - {THING} →   - {THING} [after p5]"],
    ),
    "a heading made a paragraph": (_heading_lowered, ["form changed i3: # Schools → Schools (Ben Okafor)"]),
    "a whole item deleted, untracked": (
        _item_deleted_untracked,
        [
            "deleted i3: # Schools",
            f"deleted p9: {REPORT}",
            f"deleted p10: {HEADS}",
            f"deleted p11: {WRITE}",
        ],
    ),
    "a new item, untracked": (
        _new_item_untracked,
        ["new after p8: # Bridges", "new after p8: They are old."],
    ),
    "a word replaced by one, others deleted by another": (
        _same_words_by_two,
        [f"reworded p2: {LATE} → The *plan* is early. It is to be ready . (Ann Lee, Ben Okafor)"],
    ),
    "comments of two on a block": (
        _comments_by_two,
        [
            f"comment p2: {LATE} (Ann Lee, Ben Okafor) | Ann Lee on “plan”: Which? "
            "| Ben Okafor on “spring”: Of 2018?"
        ],
    ),
    "a comment, and a block deleted untracked": (
        _comment_and_deleted_untracked,
        [
            f"comment p2: {LATE} (Ann Lee) | Ann Lee on “plan”: Which?",
            f"deleted p10: {HEADS}",
        ],
    ),
    "a comment on a new paragraph": (
        _comment_on_new,
        ["new after p2: Roads are closed. (Ann Lee) | Ben Okafor on “closed”: All of them?"],
    ),
    "capitals": (
        _case_alone,
        [f"reworded p10: {HEADS} → HEADS want more time for it. (Ann Lee)"],
    ),
    "a full stop deleted": (
        _stop_alone,
        [f"reworded p10: {HEADS} → Heads want more time for it (Ann Lee)"],
    ),
    "a word replaced by itself": (_replaced_by_the_same, NOTHING),
    "a paragraph deleted and typed again": (_deleted_and_typed_again, NOTHING),
    "a paragraph made an action": (
        _made_an_action,
        [f"reworded p10: {HEADS} → Action: {HEADS} (Ann Lee)"],
    ),
    "a label for members taken off": (
        _members_made_public,
        ["reworded p8: Members: draft figures are low → draft figures are low"],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_edit_gives_exactly_its_changes(tmp_path: Path, kind: str) -> None:
    edit, changes = KINDS[kind]
    base = written(meeting_of(), tmp_path / "base.docx")
    copy = WordEdit(base)
    edit(copy)
    assert told(base, copy.save(tmp_path / "copy.docx")) == changes
