"""What is tracked in Word is found block by block, with whose it is."""

from copy import deepcopy
from pathlib import Path

import pytest

from tests.importing.returned.notes import meeting_of, told, written
from tests.importing.returned.wordedits import ANN, BEN, Edit, W, WordEdit, node, run, traced

NOTHING: list[str] = []
LATE = "The *plan* is late. It is to be ready in spring."


def _insertion(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "is", traced("ins", run(" very")))


def _deletion(e: WordEdit) -> None:
    e.delete(e.p("p2"), " in spring")


def _replacement(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")


def _by_two(e: WordEdit) -> None:
    e.replace(e.p("p2"), "late", "early")
    e.replace(e.p("p2"), "spring", "summer", BEN)


def _taken_back(e: WordEdit) -> None:
    e.insert_after(e.p("p2"), "is", traced("ins", traced("del", run(" very"), BEN)))


def _first_word(e: WordEdit) -> None:
    p = e.p("p3")
    p.find(W + "bookmarkStart").addprevious(node(traced("ins", run("At least "))))
    e.replace(p, "One", "one")


def _last_word(e: WordEdit) -> None:
    e.p("p3").append(node(traced("ins", run(", twice"))))


def _new_paragraph(e: WordEdit) -> None:
    e.p("p2").addnext(e.new("Roads are closed.", tracked=True))


def _new_as_word_tracks_it(e: WordEdit) -> None:
    p = e.p("p2")
    e.end(p, "ins")
    p.addnext(node(f"<w:p>{traced('ins', run('Roads are closed.'))}</w:p>"))


def _two_new(e: WordEdit) -> None:
    e.p("p2").addnext(e.new("The second.", tracked=True, who=BEN))
    e.p("p2").addnext(e.new("The first.", tracked=True))


def _new_bullet(e: WordEdit) -> None:
    new = deepcopy(e.p("p5"))
    for mark in [*new.iter(W + "bookmarkStart"), *new.iter(W + "bookmarkEnd")]:
        e.remove(mark)
    e.retype(new, "Another thing", "A third")
    e.wrap(new, "ins")
    e.p("p5").addnext(new)


def _new_item(e: WordEdit) -> None:
    e.p("i3").addprevious(e.new("Parks", style="Heading2", tracked=True))
    e.p("i3").addprevious(e.new("They are open.", tracked=True))


def _deleted_paragraph(e: WordEdit) -> None:
    e.wrap(e.p("p9"), "del")


def _deleted_words_only(e: WordEdit) -> None:
    e.delete(e.p("p9"), "Nothing new was said. See ")
    e.delete(e.p("p9"), "the report")
    e.delete(e.p("p9"), ".")


def _deleted_item(e: WordEdit) -> None:
    for record in ("i3", "p9", "p10", "p11"):
        e.wrap(e.p(record), "del")


def _split(e: WordEdit) -> None:
    e.split(e.p("p2"), "It is", tracked=True)


def _split_and_reworded(e: WordEdit) -> None:
    second = e.split(e.p("p2"), "It is", tracked=True)
    e.replace(second, "spring", "summer", BEN)


def _split_in_three(e: WordEdit) -> None:
    e.split(e.split(e.p("p2"), "It is", tracked=True), "in spring", tracked=True)


def _joined(e: WordEdit) -> None:
    e.join(e.p("p9"), tracked=True)


def _joined_with_a_word(e: WordEdit) -> None:
    e.p("p9").append(node(traced("ins", run(" But "))))
    e.replace(e.p("p10"), "Heads", "heads")
    e.join(e.p("p9"), tracked=True)


def _three_joined(e: WordEdit) -> None:
    for record in ("p2", "p3"):
        e.join(e.p(record), tracked=True)
    for record in ("p2", "p3"):
        e.p(record).append(node(traced("ins", run(" "))))


def _moved(e: WordEdit) -> None:
    copy = deepcopy(e.p("p10"))
    e.wrap(e.p("p10"), "moveFrom")
    for mark in [*copy.iter(W + "bookmarkStart"), *copy.iter(W + "bookmarkEnd")]:
        e.remove(mark)
    e.wrap(copy, "moveTo")
    e.p("p2").addnext(copy)


def _moved_with_its_mark(e: WordEdit) -> None:
    copy = deepcopy(e.p("p10"))
    gone = e.p("p10")
    e.wrap(gone, "moveFrom")
    for mark in [*gone.iter(W + "bookmarkStart"), *gone.iter(W + "bookmarkEnd")]:
        e.remove(mark)
    e.wrap(copy, "moveTo")
    e.p("p2").addnext(copy)


def _moved_and_reworded(e: WordEdit) -> None:
    _moved(e)
    moved = e.saying("Heads want more time")
    e.replace(moved, "Heads", "Schools", BEN)


def _item_moved(e: WordEdit) -> None:
    place = e.p("i2")
    for record in ("i3", "p9", "p10", "p11"):
        p = e.p(record)
        copy = deepcopy(p)
        e.wrap(p, "moveFrom")
        for mark in [*p.iter(W + "bookmarkStart"), *p.iter(W + "bookmarkEnd")]:
            e.remove(mark)
        e.wrap(copy, "moveTo")
        place.addprevious(copy)


def _table_cell(e: WordEdit) -> None:
    e.replace(e.saying("Ben Okafor", 2), "Ben Okafor", "Dee Fox")


def _table_due(e: WordEdit) -> None:
    e.replace(e.saying("31 January", 1), "31 January", "28 February")


def _table_status(e: WordEdit) -> None:
    e.replace(list(e.row(1).iter(W + "p"))[4], "Open", "Done")


def _table_row_deleted(e: WordEdit) -> None:
    row = e.row(1)
    row.insert(0, node(f"<w:trPr>{traced('del')}</w:trPr>"))
    for p in row.iter(W + "p"):
        e.wrap(p, "del")


def _row_and_action_deleted(e: WordEdit) -> None:
    _table_row_deleted(e)
    e.wrap(e.p("p7"), "del")


def _table_row_added(e: WordEdit) -> None:
    row = deepcopy(e.row(2))
    row.insert(0, node(f"<w:trPr>{traced('ins')}</w:trPr>"))
    for p, text in zip(
        row.iter(W + "p"), ("None yet", "Buy salt", "Dee Fox", "No date", "Open"), strict=True
    ):
        for r in list(p.iter(W + "r")):
            e.remove(r)
        p.append(node(traced("ins", run(text))))
    e.row(2).addnext(row)


def _decision_in_list(e: WordEdit) -> None:
    e.replace(e.saying("The plan will be read again in March (Roads)"), "March", "April")


def _decision_in_both(e: WordEdit) -> None:
    _decision_in_list(e)
    e.replace(e.p("p6"), "March", "April")


def _heading(e: WordEdit) -> None:
    e.replace(e.p("i2"), "Roads", "Streets")


def _presenter(e: WordEdit) -> None:
    e.replace(e.p("i2"), "Ann Lee", "Dee Fox")


def _attendance(e: WordEdit) -> None:
    e.insert_after(e.saying("Present:"), "Ben Okafor", traced("ins", run(", Cy Dunn")))


def _place(e: WordEdit) -> None:
    e.replace(e.saying("Place:"), "County", "Town")


def _details_line_deleted(e: WordEdit) -> None:
    e.wrap(e.saying("Apologies:"), "del")


def _details_line_added(e: WordEdit) -> None:
    e.saying("Place:").addprevious(e.new("Time: 10:00", tracked=True))


def _title(e: WordEdit) -> None:
    e.replace(e.p("m1"), "Key points", "Main points")


def _label(e: WordEdit) -> None:
    e.replace(e.p("p6"), "Agreed", "Noted")


def _reformatted(e: WordEdit) -> None:
    for r in e.find(e.p("p2"), "ready"):
        change = traced("rPrChange", "<w:rPr/>")
        r.insert(0, node(f'<w:rPr><w:sz w:val="40"/><w:color w:val="FF0000"/>{change}</w:rPr>'))


def _made_bold(e: WordEdit) -> None:
    for r in e.find(e.p("p2"), "ready"):
        r.insert(0, node(f"<w:rPr><w:b/>{traced('rPrChange', '<w:rPr/>')}</w:rPr>"))


def _paragraph_reformatted(e: WordEdit) -> None:
    change = traced("pPrChange", "<w:pPr/>", BEN)
    e.p("p2").insert(0, node(f'<w:pPr><w:spacing w:after="400"/><w:jc w:val="right"/>{change}</w:pPr>'))


def _made_a_bullet(e: WordEdit) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    change = traced("pPrChange", "<w:pPr/>", BEN)
    e.p("p2").insert(0, node(f'<w:pPr><w:pStyle w:val="ListBullet"/>{number}{change}</w:pPr>'))


def _everything_twice(e: WordEdit) -> None:
    """Two people work on one paragraph: one rewords it, the other splits it and takes a word back."""
    _split_and_reworded(e)
    e.delete(e.p("p2"), "late", BEN)


def _link_text(e: WordEdit) -> None:
    e.replace(e.p("p9"), "the report", "the long report")


def _comment_on_unchanged(e: WordEdit) -> None:
    e.comment(e.p("p3"), "One thing", (BEN, "Which one?"))


def _comment_with_answers(e: WordEdit) -> None:
    e.comment(e.p("p3"), "One thing", (BEN, "Which one?"), (ANN, "The first."), (BEN, "Thanks."), done=True)


def _comments_of_google(e: WordEdit) -> None:
    e.comment(e.p("p3"), "One thing", (BEN, "Which one?"), (ANN, "The first."), extended=False)


def _comment_on_changed(e: WordEdit) -> None:
    e.comment(e.p("p2"), "spring", (BEN, "Is that so?"))
    e.replace(e.p("p2"), "late", "early")


def _comment_on_deleted(e: WordEdit) -> None:
    e.comment(e.p("p10"), "Heads", (BEN, "They did not say so."))
    e.wrap(e.p("p10"), "del")


def _comment_on_deleted_words(e: WordEdit) -> None:
    e.comment(e.p("p2"), "spring", (BEN, "Wrong."))
    e.delete(e.p("p2"), " in spring")


def _comment_on_replaced_words(e: WordEdit) -> None:
    p = e.p("p2")
    e.comment(p, "late", (BEN, "It came in May."))
    e.replace(p, "late", "early")


def _comment_across_two(e: WordEdit) -> None:
    e.comment(e.p("p3"), "said", (BEN, "All of this?"))
    end = next(e.p("p3").iter(W + "commentRangeEnd"))
    e.find(e.p("p4"), "deeper")[-1].addnext(end)


def _comment_on_title(e: WordEdit) -> None:
    e.comment(e.p("m1"), "Key points", (BEN, "Minutes?"))


def _comment_in_table(e: WordEdit) -> None:
    e.comment(e.saying("Ring the council"), "Ring", (BEN, "I did."))


def _comment_in_details(e: WordEdit) -> None:
    e.comment(e.saying("Apologies:"), "Dee Fox", (BEN, "She was there."))


def _empty_comment(e: WordEdit) -> None:
    e.comment(e.p("p3"), "One", (BEN, ""))


def _footnote(e: WordEdit) -> None:
    e.footnote(e.p("p2"), "plan", "The plan of 2016.")


KINDS: dict[str, tuple[Edit, list[str]]] = {
    "a word inserted": (
        _insertion,
        [f"reworded p2: {LATE} → The *plan* is very late. It is to be ready in spring. (Ann Lee)"],
    ),
    "words deleted": (_deletion, [f"reworded p2: {LATE} → The *plan* is late. It is to be ready. (Ann Lee)"]),
    "a word replaced": (
        _replacement,
        [f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring. (Ann Lee)"],
    ),
    "two authors in one block": (
        _by_two,
        [f"reworded p2: {LATE} → The *plan* is early. It is to be ready in summer. (Ann Lee, Ben Okafor)"],
    ),
    "an insertion that another took back": (_taken_back, NOTHING),
    "a word before the first": (
        _first_word,
        ["reworded p3: - One thing that was said → - At least one thing that was said (Ann Lee)"],
    ),
    "a word after the last": (
        _last_word,
        ["reworded p3: - One thing that was said → - One thing that was said, twice (Ann Lee)"],
    ),
    "a new paragraph": (_new_paragraph, ["new after p2: Roads are closed. (Ann Lee)"]),
    "a new paragraph as Word tracks Enter": (
        _new_as_word_tracks_it,
        ["new after p2: Roads are closed. (Ann Lee)"],
    ),
    "two new paragraphs by two": (
        _two_new,
        ["new after p2: The first. (Ann Lee)", "new after p2: The second. (Ben Okafor)"],
    ),
    "a new bullet": (_new_bullet, ["new after p5: - A third (Ann Lee)"]),
    "a new item": (
        _new_item,
        ["new after p8: # Parks (Ann Lee)", "new after p8: They are open. (Ann Lee)"],
    ),
    "a paragraph deleted": (
        _deleted_paragraph,
        ["deleted p9: Nothing new was said. See [the report](https://example.org/report). (Ann Lee)"],
    ),
    "all words of a paragraph deleted": (
        _deleted_words_only,
        ["deleted p9: Nothing new was said. See [the report](https://example.org/report). (Ann Lee)"],
    ),
    "a whole item deleted": (
        _deleted_item,
        [
            "deleted i3: # Schools (Ann Lee)",
            "deleted p9: Nothing new was said. See [the report](https://example.org/report). (Ann Lee)",
            "deleted p10: Heads want more time for it. (Ann Lee)",
            "deleted p11: Action CG 17/2: Ann Lee to write to all heads (Ann Lee)",
        ],
    ),
    "a paragraph split": (
        _split,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready in spring. (Ann Lee)"],
    ),
    "a paragraph split, one half reworded": (
        _split_and_reworded,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready in summer. (Ann Lee, Ben Okafor)"],
    ),
    "a paragraph split in three": (
        _split_in_three,
        [f"split p2: {LATE} → The *plan* is late. / It is to be ready / in spring. (Ann Lee)"],
    ),
    "two paragraphs joined": (
        _joined,
        [
            "joined p9+p10: Nothing new was said. See [the report](https://example.org/report). / Heads want "
            "more time for it. → Nothing new was said. See [the report](https://example.org/report).Heads "
            "want more time for it. (Ann Lee)"
        ],
    ),
    "two paragraphs joined by a word": (
        _joined_with_a_word,
        [
            "joined p9+p10: Nothing new was said. See [the report](https://example.org/report). / Heads want "
            "more time for it. → Nothing new was said. See [the report](https://example.org/report). But "
            "heads want more time for it. (Ann Lee)"
        ],
    ),
    "three paragraphs joined": (
        _three_joined,
        [
            f"joined p2+p3+p4: {LATE} / - One thing that was said /   - A deeper thing on the 1st of May → "
            f"{LATE} One thing that was said A deeper thing on the 1st of May (Ann Lee)"
        ],
    ),
    "a paragraph moved": (_moved, ["moved p10: Heads want more time for it. [after p2] (Ann Lee)"]),
    "a paragraph moved with its mark": (
        _moved_with_its_mark,
        ["moved p10: Heads want more time for it. [after p2] (Ann Lee)"],
    ),
    "a paragraph moved and reworded": (
        _moved_and_reworded,
        [
            "moved and reworded p10: Heads want more time for it. → Schools want more time for it. "
            "[after p2] (Ben Okafor, Ann Lee)"
        ],
    ),
    "an item moved with all under it": (_item_moved, ["moved i3: # Schools [after the title] (Ann Lee)"]),
    "an owner in the table": (
        _table_cell,
        [
            "in a list p7: CG 17/1 | Ring the council | Ben Okafor | 31 January | Open → "
            "CG 17/1 | Ring the council | Dee Fox | 31 January | Open (Ann Lee)"
        ],
    ),
    "a due date in the table": (
        _table_due,
        [
            "in a list p7: CG 17/1 | Ring the council | Ben Okafor | 31 January | Open → "
            "CG 17/1 | Ring the council | Ben Okafor | 28 February | Open (Ann Lee)"
        ],
    ),
    "a status in the table": (
        _table_status,
        [
            "not taken p7: CG 17/1 | Ring the council | Ben Okafor | 31 January | Open → "
            "CG 17/1 | Ring the council | Ben Okafor | 31 January | Done (Ann Lee)"
        ],
    ),
    "a row of the table deleted": (
        _table_row_deleted,
        ["not taken #: CG 17/1 | Ring the council | Ben Okafor | 31 January | Open (Ann Lee)"],
    ),
    "an action deleted in the note and in the table": (
        _row_and_action_deleted,
        ["deleted p7: Action CG 17/1: Ben Okafor to ring the council by 31 January (Ann Lee)"],
    ),
    "a row added to the table": (
        _table_row_added,
        ["not taken after p11: None yet | Buy salt | Dee Fox | No date | Open (Ann Lee)"],
    ),
    "a decision in the list": (
        _decision_in_list,
        [
            "in a list p6: - The plan will be read again in March (Roads) → "
            "- The plan will be read again in April (Roads) (Ann Lee)"
        ],
    ),
    "a decision in the note and in the list": (
        _decision_in_both,
        [
            "reworded p6: Agreed: the plan will be read again in March → "
            "Agreed: the plan will be read again in April (Ann Lee)"
        ],
    ),
    "a heading": (_heading, ["reworded i2: # Roads (Ann Lee) → # Streets (Ann Lee) (Ann Lee)"]),
    "a presenter": (_presenter, ["reworded i2: # Roads (Ann Lee) → # Roads (Dee Fox) (Ann Lee)"]),
    "a name more among those present": (
        _attendance,
        [
            "details #: Present: Ann Lee (chair), Ben Okafor → "
            "Present: Ann Lee (chair), Ben Okafor, Cy Dunn (Ann Lee)"
        ],
    ),
    "another place": (_place, ["details #: Place: County Hall → Place: Town Hall (Ann Lee)"]),
    "a line of the details deleted": (_details_line_deleted, ["details #: Apologies: Dee Fox (Ann Lee)"]),
    "a line of the details added": (
        _details_line_added,
        ["details after the title: Time: 10:00 (Ann Lee)"],
    ),
    "the title": (
        _title,
        [
            "details m1: # Key points discussed at Co-ordination Group – 15 November 2017 → "
            "# Main points discussed at Co-ordination Group – 15 November 2017 (Ann Lee)"
        ],
    ),
    "a label": (
        _label,
        [
            "reworded p6: Agreed: the plan will be read again in March → "
            "Noted: the plan will be read again in March (Ann Lee)"
        ],
    ),
    "a size and a colour": (_reformatted, NOTHING),
    "a word made bold": (
        _made_bold,
        [f"reworded p2: {LATE} → The *plan* is late. It is to be **ready** in spring."],
    ),
    "a paragraph's spacing": (_paragraph_reformatted, NOTHING),
    "a paragraph made a bullet": (_made_a_bullet, [f"form changed p2: {LATE} → - {LATE} (Ben Okafor)"]),
    "a split, a rewording and a deletion by two": (
        _everything_twice,
        [f"split p2: {LATE} → The *plan* is . / It is to be ready in summer. (Ben Okafor, Ann Lee)"],
    ),
    "the text of a link": (
        _link_text,
        [
            "reworded p9: Nothing new was said. See [the report](https://example.org/report). → Nothing new "
            "was said. See [the long report](https://example.org/report). (Ann Lee)"
        ],
    ),
    "a comment": (
        _comment_on_unchanged,
        ["comment p3: - One thing that was said (Ben Okafor) | Ben Okafor on “One thing”: Which one?"],
    ),
    "a comment that was answered and settled": (
        _comment_with_answers,
        [
            "comment p3: - One thing that was said (Ben Okafor) | Ben Okafor on “One thing”: Which one? "
            "(settled) > Ann Lee: The first. > Ben Okafor: Thanks."
        ],
    ),
    "a comment answered in Google Docs": (
        _comments_of_google,
        [
            "comment p3: - One thing that was said (Ben Okafor, Ann Lee) | Ben Okafor on “One thing”: Which "
            "one? | Ann Lee on “One thing”: The first."
        ],
    ),
    "a comment on a block that was changed": (
        _comment_on_changed,
        [
            f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring. (Ann Lee) "
            "| Ben Okafor on “spring”: Is that so?"
        ],
    ),
    "a comment on a block that was deleted": (
        _comment_on_deleted,
        ["deleted p10: Heads want more time for it. (Ann Lee) | Ben Okafor on “Heads”: They did not say so."],
    ),
    "a comment on words that were deleted": (
        _comment_on_deleted_words,
        [
            f"reworded p2: {LATE} → The *plan* is late. It is to be ready. (Ann Lee) "
            "| Ben Okafor on “spring”: Wrong."
        ],
    ),
    "a comment on words that were replaced is on those that took their place": (
        _comment_on_replaced_words,
        [
            f"reworded p2: {LATE} → The *plan* is early. It is to be ready in spring. (Ann Lee) "
            "| Ben Okafor on “early”: It came in May."
        ],
    ),
    "a comment across two blocks": (
        _comment_across_two,
        ["comment p3: - One thing that was said (Ben Okafor) | Ben Okafor on “said”: All of this?"],
    ),
    "a comment on the title": (
        _comment_on_title,
        [
            "comment m1: # Key points discussed at Co-ordination Group – 15 November 2017 (Ben Okafor) "
            "| Ben Okafor on “Key points”: Minutes?"
        ],
    ),
    "a comment in the table": (
        _comment_in_table,
        [
            "comment p7: CG 17/1 | Ring the council | Ben Okafor | 31 January | Open (Ben Okafor) "
            "| Ben Okafor on “Ring”: I did."
        ],
    ),
    "a comment in the details": (
        _comment_in_details,
        ["comment #: Apologies: Dee Fox (Ben Okafor) | Ben Okafor on “Dee Fox”: She was there."],
    ),
    "an empty comment": (_empty_comment, NOTHING),
    "a footnote": (
        _footnote,
        [f"comment p2: {LATE} (Ann Lee) | Ann Lee: Footnote: The plan of 2016."],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_edit_gives_exactly_its_changes(tmp_path: Path, kind: str) -> None:
    edit, expected = KINDS[kind]
    base = written(meeting_of(), tmp_path / "base.docx")
    copy = WordEdit(base)
    edit(copy)
    assert told(base, copy.save(tmp_path / "copy.docx")) == expected
