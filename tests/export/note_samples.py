"""Sheets to export, with something of everything in them."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sop_minutes.domain.sheets import (
    ActionRow,
    ActionSheet,
    AttendanceSheet,
    Due,
    ItemSheet,
    MeetingSheet,
    NoteSheet,
    PointSheet,
)
from sop_minutes.domain.words import (
    ActionStatus,
    AttendanceStatus,
    Audience,
    DuePrecision,
    ItemKind,
    MeetingState,
    PointKind,
    may_see,
    narrower,
)

NOW = datetime(2017, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2018, 1, 8)
HEADING = "Key points discussed at Safer Oxfordshire Partnership (SOP) Co-ordination Group – 15 November 2017"

_REPORT = PointSheet(
    "@Sally Carver and @CSPs to circulate the draft report by 31 Jan",
    PointKind.ACTION,
    action=ActionSheet(
        text="circulate the draft report",
        owners=("Sally Carver", "CSPs"),
        due=Due("31 Jan", date(2018, 1, 31), DuePrecision.DAY),
        ref="CG 17/31",
        sentence="Sally Carver and CSPs to circulate the draft report by 31 January 2018",
    ),
)
_REVIEW = PointSheet(
    "review the Information Sharing Protocol against the new regulations",
    PointKind.ACTION,
    action=ActionSheet(
        text="review the Information Sharing Protocol against the new regulations", ref="CG 17/32"
    ),
)
_CHASE = PointSheet(
    "@Pete Rowan to speak to South and Vale about the panel, by next meeting",
    PointKind.ACTION,
    audience=Audience.RESTRICTED,
    action=ActionSheet(
        text="speak to South and Vale about the panel",
        owners=("Pete Rowan",),
        due=Due("next meeting", date(2018, 2, 14), DuePrecision.NEXT_MEETING),
        ref="CG 17/33",
        sentence="Pete Rowan to speak to South and Vale about the panel by the next meeting",
    ),
)
ITEMS = (
    ItemSheet(
        "",
        points=(
            PointSheet("The chair welcomed everyone. The note of 13 September 2017 was agreed as correct."),
        ),
    ),
    ItemSheet(
        "Thames Valley Cybercrime Strategy",
        presenter="Chief Inspector Alison Pemberton",
        points=(
            PointSheet(
                "The partnership supports the strategy *in principle*. Who will co-ordinate the work on its "
                "behalf is still open, as it crosses over with work of other county-wide boards. The "
                "Partnership Working Group will discuss this towards the end of December."
            ),
            PointSheet(
                "The strategy is at https://www.thamesvalley-pcc.gov.uk/strategy?year=2017&part=2, with a "
                "[short guide for schools](https://example.org/guide_(schools)) beside it."
            ),
            PointSheet(
                ">Oxfordshire Safeguarding Children Board, exploitation strategy, for information",
                PointKind.REFERRAL,
            ),
        ),
    ),
    ItemSheet(
        "Domestic Abuse",
        presenter="Sally Carver",
        kind=ItemKind.DECISION,
        points=(
            PointSheet("Sally Carver briefed the group on the strategic review and the summit in June."),
            PointSheet(
                "A new strategic statement was agreed and is on the county council’s web page", level=1
            ),
            PointSheet("A new governance model has been agreed:", level=1),
            PointSheet("the Health Improvement Board is the **accountable** partnership", level=2),
            PointSheet("the Strategic Board for Domestic Abuse reports to it every quarter", level=2),
            PointSheet(
                "Figures from two districts are not yet published", level=1, audience=Audience.MEMBERS
            ),
            PointSheet(
                "Specialist services will be commissioned together with district and city councils and the "
                "Office of the Police and Crime Commissioner",
                level=1,
            ),
            PointSheet(
                "an annual report of Domestic Homicide Reviews, with what was learned from process and "
                "findings, will be developed by the Strategic Lead for Domestic Abuse",
                PointKind.DECISION,
            ),
            PointSheet("Detail of the review under way in South and Vale", audience=Audience.RESTRICTED),
            PointSheet("Budget lines are provisional until February", audience=Audience.MEMBERS),
            _REPORT,
            _CHASE,
        ),
    ),
    ItemSheet(
        "Learning from the Harcourt review",
        presenter="Dr Imogen Vale",
        audience=Audience.RESTRICTED,
        points=(
            PointSheet("The family has asked for time before publication."),
            PointSheet("The chair will write to the family", level=1),
        ),
    ),
    ItemSheet(
        "Information Sharing Protocol",
        kind=ItemKind.STANDING,
        points=(
            PointSheet("the protocol is kept until the new regulations are in force", PointKind.DECISION),
            _REVIEW,
        ),
    ),
    ItemSheet(
        "Any other business",
        kind=ItemKind.AOB,
        points=(PointSheet("None was raised. The next meeting is on 14 February 2018 at County Hall."),),
    ),
)
ATTENDANCE = (
    AttendanceSheet("Rosalyn Wade", detail="chair"),
    AttendanceSheet("Sally Carver"),
    AttendanceSheet("Alison Pemberton", detail="Thames Valley Police, from 10:40"),
    AttendanceSheet("Pete Rowan"),
    AttendanceSheet("Imogen Vale", AttendanceStatus.IN_ATTENDANCE, detail="for item 4"),
    AttendanceSheet(
        "Jo O’Neill-Hart", AttendanceStatus.SUBSTITUTE, "National Probation Service", "Tom Reade"
    ),
    AttendanceSheet("Tom Reade", AttendanceStatus.APOLOGIES),
    AttendanceSheet("Chloe Rosens", AttendanceStatus.APOLOGIES),
)
_FIELDS = {"meeting": "CG/2017-11-15", "group": "Co-ordination Group", "raised_on": date(2017, 11, 15)}
ROWS = (
    ActionRow(
        id=1,
        ref="CG 17/12",
        text="publish the strategic statement on the county council’s page",
        owners=("Sally Carver",),
        due=Due("end of December", date(2017, 12, 31), DuePrecision.MONTH),
        status=ActionStatus.IN_PROGRESS,
        audience=Audience.PUBLIC,
        item="Domestic Abuse",
        last_note="Text is with the web team.",
        **_FIELDS,
    ),
    ActionRow(
        id=2,
        ref="CG 17/31",
        text="circulate the draft report",
        owners=("Sally Carver", "CSPs"),
        due=Due("31 Jan", date(2018, 1, 31), DuePrecision.DAY),
        status=ActionStatus.OPEN,
        audience=Audience.PUBLIC,
        item="Domestic Abuse",
        **_FIELDS,
    ),
    ActionRow(
        id=3,
        ref="CG 17/32",
        text="review the Information Sharing Protocol against the new regulations",
        owners=(),
        due=Due(),
        status=ActionStatus.OPEN,
        audience=Audience.PUBLIC,
        item="Information Sharing Protocol",
        **_FIELDS,
    ),
    ActionRow(
        id=4,
        ref="CG 17/33",
        text="speak to South and Vale about the panel",
        owners=("Pete Rowan",),
        due=Due("next meeting", date(2018, 2, 14), DuePrecision.NEXT_MEETING),
        status=ActionStatus.OPEN,
        audience=Audience.RESTRICTED,
        item="Domestic Abuse",
        **_FIELDS,
    ),
)


def rows(audience: Audience) -> tuple[ActionRow, ...]:
    return tuple(row for row in ROWS if may_see(audience, row.audience))


def meeting(audience: Audience = Audience.PUBLIC, items: tuple[ItemSheet, ...] = ITEMS) -> MeetingSheet:
    """A meeting as the query gives it: built from the rows that `audience` may see."""
    note = NoteSheet(
        group="Co-ordination Group",
        on=date(2017, 11, 15),
        time="10:00",
        place="County Hall, Oxford",
        attendance=() if audience is Audience.PUBLIC else ATTENDANCE,
        items=tuple(permitted(items, audience)),
    )
    return MeetingSheet(
        key="CG/2017-11-15",
        group_code="CG",
        group_name="Co-ordination Group",
        partnership="Safer Oxfordshire Partnership",
        heading=HEADING,
        state=MeetingState.APPROVED,
        approved=True,
        note=note,
        actions=tuple(row for row in rows(audience) if row.ref != "CG 17/12"),
    )


def permitted(items, audience):
    for item in items:
        if may_see(audience, item.audience):
            points = (replace(p, audience=narrower(p.audience, item.audience)) for p in item.points)
            yield replace(item, points=tuple(p for p in points if may_see(audience, p.audience)))


def said(*texts: str, **fields) -> MeetingSheet:
    """A public meeting with one item, that says these points."""
    return meeting(items=(ItemSheet("Item", points=tuple(PointSheet(text, **fields) for text in texts)),))
