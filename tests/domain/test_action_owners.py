"""Where minute-takers put an action's owners, and what only stands there."""

from datetime import date

import pytest

from sop_minutes.domain.grammar import Standing, read_action
from sop_minutes.domain.names import Directory, KnownName, NameKind, short_forms_of

NOVEMBER = date(2017, 11, 15)
FRIDAY = date(2017, 11, 17)


def person(id_: int, name: str, initials: str) -> KnownName:
    return KnownName(NameKind.PERSON, id_, name, (initials,), short_forms_of(name))


KNOWN = Directory(
    [
        person(1, "Ann Lee", "AL"),
        person(2, "Ben Okafor", "BO"),
        person(3, "Cy Dunn", "CD"),
        person(4, "Siobhan O'Neill-Hart", "SO"),
        person(5, "Amy Lowe", "ALO"),
        person(6, "Carl Dyer", "CD"),
        person(7, "Dee Okafor", "DO"),
        KnownName(NameKind.ORGANISATION, 1, "South Oxfordshire District Council", ("SODC",)),
        KnownName(NameKind.GROUP, 1, "Oxford Community Safety Partnership", ("Oxford CSP",)),
    ]
)


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("**AL to ring**", ["Ann Lee"], "ring"),
        ("**AL** to ring", ["Ann Lee"], "ring"),
        ("**AL:** ring **now**", ["Ann Lee"], "ring **now**"),
        ("**Ann Lee** and *BO* to ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("ring the council **(AL)**", ["Ann Lee"], "ring the council"),
        ("report back – Ben Okafor", ["Ben Okafor"], "report back"),
        ("report back - BO", ["Ben Okafor"], "report back"),
        ("report back — AL/BO", ["Ann Lee", "Ben Okafor"], "report back"),
        ("report back – AL by Friday", ["Ann Lee"], "report back"),
        ("report back by Friday – AL", ["Ann Lee"], "report back"),
        ("report back – AL – by Friday", ["Ann Lee"], "report back"),
        ("report back – all", ["all"], "report back"),
        ("report back – all partners", ["all partners"], "report back"),
        ("report back – Jane Smith", ["Jane Smith"], "report back"),
        ("Ben Okafor", ["Ben Okafor"], "Ben Okafor"),
        ("All", ["All"], "All"),
        ("AL/BO", ["Ann Lee", "Ben Okafor"], "AL/BO"),
        ("All to note", ["All"], "note"),
        ("All: note the date", ["All"], "note the date"),
        ("everyone to note the date", ["everyone"], "note the date"),
        ("ring the council (AL)", ["Ann Lee"], "ring the council"),
        ("ring the council [AL/BO]", ["Ann Lee", "Ben Okafor"], "ring the council"),
        ("ring the council [AL/BO].", ["Ann Lee", "Ben Okafor"], "ring the council"),
        ("ring the council (Ann Lee and Ben Okafor)", ["Ann Lee", "Ben Okafor"], "ring the council"),
        ("ring the council (AL) by Friday", ["Ann Lee"], "ring the council"),
        ("ring the council (AL, by Friday)", ["Ann Lee"], "ring the council"),
        ("ring the council (the Chair)", ["Chair"], "ring the council"),
        ("ring the council (Action: AL)", ["Ann Lee"], "ring the council"),
        ("ring the council (AL to action)", ["Ann Lee"], "ring the council"),
        ("ring the council. Owner: AL", ["Ann Lee"], "ring the council"),
        ("ring the council. Owner: AL. Due: Friday", ["Ann Lee"], "ring the council"),
        ("ring the council, lead: AL", ["Ann Lee"], "ring the council"),
        ("ring the council; Lead – AL & BO", ["Ann Lee", "Ben Okafor"], "ring the council"),
        ("ring the council. Owners: AL, BO and CD", ["Ann Lee", "Ben Okafor", "CD"], "ring the council"),
        ("ring the council. Owner: housing team", ["housing team"], "ring the council"),
        ("ring the council. Responsible: @Ann Lee", ["Ann Lee"], "ring the council"),
        ("AL & BO to ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("AL+BO to ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("AL with BO to ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("Cllr O'Neill-Hart to ring", ["Siobhan O'Neill-Hart"], "ring"),
        ("Cllr O’Neill-Hart to ring", ["Siobhan O'Neill-Hart"], "ring"),
        ("O‘Neill‑Hart to ring", ["Siobhan O'Neill-Hart"], "ring"),
        ("ring the council – Siobhan O’Neill-Hart", ["Siobhan O'Neill-Hart"], "ring the council"),
        ("ring the council (Cllr O’Neill-Hart)", ["Siobhan O'Neill-Hart"], "ring the council"),
        ("@Cllr O’Neill-Hart to ring", ["Siobhan O'Neill-Hart"], "ring"),
        ("Insp. Ann Lee to ring", ["Ann Lee"], "ring"),
        ("Det. Insp. Ann Lee to ring", ["Ann Lee"], "ring"),
        ("Insp. Una Marsh to ring", ["Insp. Una Marsh"], "ring"),
        ("Cllr D'Arcy-Flint to ring", ["Cllr D'Arcy-Flint"], "ring"),
        ("Cllr D’Arcy‑Flint to ring", ["Cllr D’Arcy‑Flint"], "ring"),
        ("Ann Lee (SODC) to ring", ["Ann Lee"], "ring"),
        ("Ann Lee (SODC), Ben Okafor (TVP) to ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("Una Marsh (SODC) to ring", ["Una Marsh"], "ring"),
        ("Ann Lee from SODC to ring", ["Ann Lee"], "ring"),
        (
            "Ann Lee, Ben Okafor and Siobhan O'Neill-Hart to ring",
            ["Ann Lee", "Ben Okafor", "Siobhan O'Neill-Hart"],
            "ring",
        ),
        ("Una Marsh, Ian Pell and Zoe Quick to ring", ["Una Marsh", "Ian Pell", "Zoe Quick"], "ring"),
        ("the Chair to ring", ["Chair"], "ring"),
        ("The Chair will ring", ["Chair"], "ring"),
        ("chair/secretariat will ring", ["chair", "secretariat"], "ring"),
        ("All partners to ring", ["All partners"], "ring"),
        ("CSP chairs to ring", ["CSP chairs"], "ring"),
        ("Community safety managers to ring", ["Community safety managers"], "ring"),
        ("Chair of the Housing Board to ring", ["Chair of the Housing Board"], "ring"),
        ("the group to agree the plan", ["group"], "agree the plan"),
        ("Oxford CSP to ring", ["Oxford Community Safety Partnership"], "ring"),
        ("(AL) ring the council", ["Ann Lee"], "ring the council"),
        ("(AL): ring the council", ["Ann Lee"], "ring the council"),
        ("1. AL to ring", ["Ann Lee"], "1. ring"),
        ("3: AL to ring", ["Ann Lee"], "3: ring"),
        ("AL/BO: ring", ["Ann Lee", "Ben Okafor"], "ring"),
        ("By Friday, AL to ring", ["Ann Lee"], "ring"),
        (
            "AL to ring the council and BO to write",
            ["Ann Lee", "Ben Okafor"],
            "ring the council and BO to write",
        ),
        ("AL to ring. BO to write", ["Ann Lee", "Ben Okafor"], "ring. BO to write"),
        ("AL was asked to ring", ["Ann Lee"], "ring"),
        ("AL should ring", ["Ann Lee"], "ring"),
        (
            "minutes to be circulated by the secretariat",
            ["secretariat"],
            "minutes to be circulated by the secretariat",
        ),
        ("XY to ring", ["XY"], "ring"),
        ("ring the council (XY)", ["XY"], "ring the council"),
    ],
)
def test_owners_are_found_where_minutes_put_them(line: str, owners: list[str], text: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text) == (owners, text)


@pytest.mark.parametrize(
    "line",
    [
        "Report on female genital mutilation (FGM)",
        "Write the safety plan for Rose Hill (SPRH)",
        "Map the community trigger (CT)",
        "Arrange a visit – South Oxfordshire",
        "Share the slides with the districts (West Oxfordshire)",
        "Circulate the paper – Knife Crime",
        "Circulate the paper – Annual Report",
        "Circulate the paper – Domestic Abuse",
        "Urge partners to reply",
        "Remind all members to reply",
        "Ask the Chair to write",
        "Invite AL and BO to attend",
        "Partners to be invited",
        "Take the lead – the bid",
        "Owner: TBC",
        "ring the council. Owner: tbc",
        "Publish it (draft)",
        "The report to be circulated",
        "Ann Lee's report to be circulated",
        "Domestic Abuse: report to come",
    ],
)
def test_what_stands_where_owners_stand_is_not_always_one(line: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert (action.owners, action.text) == ((), line)


@pytest.mark.parametrize(
    ("line", "owners", "text"),
    [
        ("AL and TO'D to map the work by Friday", ["Ann Lee", "TO'D"], "map the work"),
        ("AL & Mary to call", ["Ann Lee", "Mary"], "call"),
        ("Mary & AL to call", ["Mary", "Ann Lee"], "call"),
        ("TO'D/AL to call", ["TO'D", "Ann Lee"], "call"),
        ("AL, Mary and BO to call", ["Ann Lee", "Mary", "Ben Okafor"], "call"),
        (
            "AL, housing and SODC to call",
            ["Ann Lee", "housing", "South Oxfordshire District Council"],
            "call",
        ),
        ("AL/TBC to call", ["Ann Lee"], "call"),
        ("AL and others to call", ["Ann Lee", "others"], "call"),
        ("AL and the trading standards team to visit", ["Ann Lee", "trading standards team"], "visit"),
        ("the trading standards team and AL to visit", ["trading standards team", "Ann Lee"], "visit"),
        ("AL and a colleague from Fire to visit", ["Ann Lee", "a colleague from Fire"], "visit"),
        ("AL and BO's band to play", ["Ann Lee", "BO's band"], "play"),
        ("@AL and Mary to call", ["Ann Lee", "Mary"], "call"),
        ("AL and Mary: call them", ["Ann Lee", "Mary"], "call them"),
        ("Call them (AL and Mary)", ["Ann Lee", "Mary"], "Call them"),
        ("Call them (TO'D)", ["TO'D"], "Call them"),
        ("Call them – AL/TO'D", ["Ann Lee", "TO'D"], "Call them"),
        ("Call them. AL by Friday", ["Ann Lee"], "Call them"),
        ("Call them. AL and Mary", ["Ann Lee", "Mary"], "Call them"),
        ("Call them. All by Friday", ["All"], "Call them"),
        ("the Chair and Mary to call", ["Chair", "Mary"], "call"),
        ("TO'D to call", ["TO'D"], "call"),
    ],
)
def test_one_who_is_not_known_does_not_lose_the_line_those_who_are(
    line: str, owners: list[str], text: str
) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert ([owner.name for owner in action.owners], action.text) == (owners, text)


@pytest.mark.parametrize(
    "line",
    [
        "Ring AL and BO to confirm",
        "Meet AL and BO to talk",
        "Phone Mary and AL to confirm",
        "AL, please email to confirm",
        "chase the council and AL to report back",
        "Arrange a meeting between AL and Housing",
        "Meet Cllr. Lee",
        "Check with AL. Report back",
    ],
)
def test_what_is_asked_of_somebody_is_not_theirs(line: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert (action.owners, action.text) == ((), line)


def test_those_who_are_invited_do_not_own_the_invitation() -> None:
    action = read_action("AL to invite Cy Dunn and Ben Okafor to attend", NOVEMBER, KNOWN)
    assert [owner.name for owner in action.owners] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        ("AL to ring", Standing.KNOWN),
        ("Oxford CSP to ring", Standing.KNOWN),
        ("CD to ring", Standing.AMBIGUOUS),
        ("Okafor to ring", Standing.AMBIGUOUS),
        ("Mr Okafor to ring", Standing.AMBIGUOUS),
        ("ring – CD", Standing.AMBIGUOUS),
        ("Jane Smith to ring", Standing.UNKNOWN),
        ("XY to ring", Standing.UNKNOWN),
        ("@Nobody to ring", Standing.UNKNOWN),
        ("Thames Valley Police to ring", Standing.UNKNOWN),
        ("Owner: housing people", Standing.UNKNOWN),
        ("All to ring", Standing.ROLE),
        ("the Chair to ring", Standing.ROLE),
        ("@CSPs to ring", Standing.ROLE),
        ("CSP chairs to ring", Standing.ROLE),
    ],
)
def test_an_owner_says_whether_it_is_known_who_is_meant(line: str, standing: Standing) -> None:
    (owner,) = read_action(line, NOVEMBER, KNOWN).owners
    assert owner.standing is standing


def test_of_two_people_with_one_surname_the_one_who_is_there_is_meant() -> None:
    (owner,) = read_action("Mr Okafor to ring", NOVEMBER, KNOWN, here=frozenset({7})).owners
    assert (owner.name, owner.standing) == ("Dee Okafor", Standing.KNOWN)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("**AL to ring**", "**Ann Lee to ring**"),
        ("SC/AL to ring", "SC/Ann Lee to ring"),
        ("Ann Lee (SODC) to ring", "Ann Lee (SODC) to ring"),
        ("report back – BO", "report back – Ben Okafor"),
        ("ring [AL/BO] by Friday", "ring [Ann Lee/Ben Okafor] by 17 November 2017"),
        ("the Chair to ring", "the Chair to ring"),
        ("@AL @BO @All to ring", "Ann Lee, Ben Okafor and All to ring"),
        ("ring. Owner: @AL", "ring. Owner: Ann Lee"),
    ],
)
def test_a_note_words_them_where_they_stood(line: str, sentence: str) -> None:
    assert read_action(line, NOVEMBER, KNOWN).sentence == sentence


@pytest.mark.parametrize(
    "line", ["ring – AL by Friday", "(AL, by Friday) ring", "ring. Owner: AL. Due: Friday"]
)
def test_a_due_date_beside_an_owner_is_read(line: str) -> None:
    assert read_action(line, NOVEMBER, KNOWN).due.on == FRIDAY


@pytest.mark.parametrize(
    ("line", "written"),
    [("ring by return [AL/BO]", "by return"), ("ring asap – AL", "asap"), ("ring, Friday (AL)", "Friday")],
)
def test_what_is_said_of_time_before_the_owners_at_the_end_is_kept(line: str, written: str) -> None:
    action = read_action(line, NOVEMBER, KNOWN)
    assert (action.due.as_written, action.text) == (written, "ring")
