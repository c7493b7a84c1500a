"""What a line is and who may see it, by its first words: with slips, dashes and brackets, and look-alikes."""

import pytest

from sop_minutes.domain.grammar import looks_like, read_line, read_note_text, write_note_text
from sop_minutes.domain.words import Audience, PointKind

_SLIPS = {
    PointKind.ACTION: (
        "Acion",
        "Actoin",
        "Acttion",
        "ACITON",
        "Actio",
        "Acitons",
        "Acion point 3",
    ),
    PointKind.DECISION: (
        "Agred",
        "Aggreed",
        "Argeed",
        "Decison",
        "Desicion",
        "Decission",
        "Resovled",
        "Desided",
    ),
}


@pytest.mark.parametrize(
    ("kind", "label"), [(kind, label) for kind, each in _SLIPS.items() for label in each]
)
@pytest.mark.parametrize(
    "form", ["{}: ring SODC", "**{}:** ring SODC", "Members: {}: ring SODC", "{} – ring SODC"]
)
def test_a_slip_of_the_finger_makes_no_difference(kind: PointKind, label: str, form: str) -> None:
    line = read_line(form.format(label))
    assert line is not None
    assert (line.kind, line.text) == (kind, "ring SODC")


@pytest.mark.parametrize(
    "text",
    [
        "Active: three cases",
        "Auction: of goods",
        "Section: five",
        "Acting: Jo",
        "Division: Oxford",
        "Member: Ann",
        "Agenda: as sent",
        "Members – Ann Lee",
        "Agreed to meet",
        "Decision – making was slow",
        "Action plan: as sent",
        "Action Fraud: a report",
        "The group needs to action: this",
    ],
)
def test_a_word_of_its_own_is_no_slip(text: str) -> None:
    line = read_line(text)
    assert line is not None
    assert (line.kind, line.audience, line.text) == (PointKind.POINT, Audience.PUBLIC, text)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Agreed - £15k for the project", PointKind.DECISION, "£15k for the project"),
        ("Agreed – £15k", PointKind.DECISION, "£15k"),
        ("Decision - the plan", PointKind.DECISION, "the plan"),
        ("RESOLVED – that it be sent", PointKind.DECISION, "that it be sent"),
        ("AL to action: ring", PointKind.ACTION, "AL to action: ring"),
        ("Ann Lee will action – ring", PointKind.ACTION, "Ann Lee will action – ring"),
        ("Action AL/BO to ring", PointKind.ACTION, "AL/BO to ring"),
        ("Action @AL ring", PointKind.ACTION, "@AL ring"),
        ("Acton: AL to ring", PointKind.ACTION, "AL to ring"),
    ],
)
def test_a_kind_is_said_in_many_ways(text: str, kind: PointKind, said: str) -> None:
    note = read_note_text(f"# Item\n{text}\n")
    (point,) = note.items[0].points
    assert (point.kind, point.text) == (kind, said)
    assert read_note_text(write_note_text(note)) == note


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acton: the ward is quieter", PointKind.ACTION),
        ("Actyonn: ring", PointKind.ACTION),
        ("Action Ann Lee to ring", PointKind.ACTION),
        ("Agree: the plan", PointKind.DECISION),
        ("Resolve – the plan", PointKind.DECISION),
        ("Active: three cases", None),
        ("Action Fraud Team to speak", None),
        ("Action: as typed after a backslash", None),
        ("Agreed", None),
    ],
)
def test_what_may_be_a_slip_is_asked_about(text: str, kind: PointKind | None) -> None:
    assert looks_like(text) is kind


@pytest.mark.parametrize(
    ("text", "kind", "audience"),
    [
        ("Agreed (members): Zebra", PointKind.DECISION, Audience.MEMBERS),
        ("Decision [restricted] Zebra", PointKind.DECISION, Audience.RESTRICTED),
        ("Action (restricted) Zebra", PointKind.ACTION, Audience.RESTRICTED),
        ("Refer (members only): Zebra", PointKind.REFERRAL, Audience.MEMBERS),
        ("For members only: Zebra", PointKind.POINT, Audience.MEMBERS),
        ("For members – Zebra", PointKind.POINT, Audience.MEMBERS),
        ("(for members only) Zebra", PointKind.POINT, Audience.MEMBERS),
        ("Memebrs: Zebra", PointKind.POINT, Audience.MEMBERS),
        ("Restrict: Zebra", PointKind.POINT, Audience.RESTRICTED),
        ("Restrcted – Zebra", PointKind.POINT, Audience.RESTRICTED),
        ("Not for minutes: Zebra", PointKind.POINT, Audience.RESTRICTED),
        ("Not for the minutes – Zebra", PointKind.POINT, Audience.RESTRICTED),
        ("Not to be minuted: Zebra", PointKind.POINT, Audience.RESTRICTED),
    ],
)
def test_who_may_see_a_line_is_said_in_many_ways(text: str, kind: PointKind, audience: Audience) -> None:
    note = read_note_text(f"# Item\n{text}\n")
    (point,) = note.items[0].points
    assert (point.kind, point.audience) == (kind, audience)
    assert point.text.endswith("Zebra")
    assert read_note_text(write_note_text(note)) == note
