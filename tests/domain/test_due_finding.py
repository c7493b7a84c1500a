"""`find_due`: the due date inside an action's running text."""

from datetime import date

import pytest

from sop_minutes.domain.due import FoundDue, find_due, read_due
from sop_minutes.domain.sheets import Due
from sop_minutes.domain.words import DuePrecision

DAY, MONTH, SEASON = DuePrecision.DAY, DuePrecision.MONTH, DuePrecision.SEASON
NEXT_MEETING, NONE = DuePrecision.NEXT_MEETING, DuePrecision.NONE

SAID_ON = date(2017, 11, 15)
MEETINGS = (date(2017, 9, 13), date(2017, 11, 15), date(2018, 2, 14), date(2018, 5, 9))


def the(text: str, phrase: str, on: str, precision: DuePrecision = DAY) -> object:
    """One row: an action, the phrase to find in it, the day it means, how exactly."""
    return pytest.param(text, phrase, date.fromisoformat(on), precision, id=text)


AT_THE_END = [
    the("to circulate the draft report by 31 Jan", "by 31 Jan", "2018-01-31"),
    the("to circulate the draft report by 31 Jan.", "by 31 Jan", "2018-01-31"),
    the("Circulate the draft **by 31 Jan**.", "by 31 Jan", "2018-01-31"),
    the("Circulate it by Friday", "by Friday", "2017-11-17"),
    the("Circulate it by 5pm on Friday", "by 5pm on Friday", "2017-11-17"),
    the("Circulate it in two weeks.", "in two weeks", "2017-11-29"),
    the("Respond within 10 working days.", "within 10 working days", "2017-11-29"),
    the("Report in 6 months' time", "in 6 months' time", "2018-05-15"),
    the("Share the slides over the next fortnight", "over the next fortnight", "2017-11-29"),
    the("To be discussed towards the end of December.", "towards the end of December", "2017-12-31", MONTH),
    the("Write up first thing Monday", "first thing Monday", "2017-11-20"),
    the("Send it noon Friday", "noon Friday", "2017-11-17"),
    the("Write up the plan EOM", "EOM", "2017-11-30", MONTH),
    the("Write up the plan Q4", "Q4", "2018-03-31", MONTH),
    the("Write up the plan Q4 2018/19", "Q4 2018/19", "2019-03-31", MONTH),
    the("Write up the plan end of term", "end of term", "2017-12-31", MONTH),
    the("Chase ASAP, and by 20 March at the latest", "ASAP, and by 20 March at the latest", "2018-03-20"),
    the("Chase, asap and no later than 20 March", "asap and no later than 20 March", "2018-03-20"),
    the(
        "Chase immediately, but in any case by Friday", "immediately, but in any case by Friday", "2017-11-17"
    ),
    the("Complete the plan in early March", "in early March", "2018-03-10", MONTH),
    the("Draft the strategy over the Summer", "over the Summer", "2018-08-31", SEASON),
    the("Have it ready in the autumn", "in the autumn", "2017-11-30", SEASON),
    the("Do this by May", "by May", "2018-05-31", MONTH),
    the("Do this in may", "in may", "2018-05-31", MONTH),
    the("All to respond by the 31st.", "by the 31st", "2017-12-31"),
    the("Submit the bid by 31/1", "by 31/1", "2018-01-31"),
    the("Close the year by end of Q4", "by end of Q4", "2018-03-31", MONTH),
    the("Visit between 3 and 7 May", "between 3 and 7 May", "2018-05-07"),
    the("Deliver the training in 2019", "in 2019", "2019-12-31"),
    the("By 6 December at the very latest.", "By 6 December at the very latest", "2017-12-06"),
    the("Review progress at the next meeting", "at the next meeting", "2018-02-14", NEXT_MEETING),
    the("Report back to next CG", "to next CG", "2018-02-14", NEXT_MEETING),
    the("To be picked up in the February meeting", "in the February meeting", "2018-02-14", NEXT_MEETING),
    the("Chase by tomorrow lunchtime", "by tomorrow lunchtime", "2017-11-16"),
    the("Feed back next meeting", "next meeting", "2018-02-14", NEXT_MEETING),
    the("Papers out before Friday's meeting", "before Friday's meeting", "2017-11-17"),
    the("Draft for the March Board", "for the March Board", "2018-03-31", MONTH),
    the("Papers out two weeks before the next meeting", "two weeks before the next meeting", "2018-01-31"),
]

BARE = [
    the("Circulate the note to Jo 31 Jan", "31 Jan", "2018-01-31"),
    the("Circulate the note – 31 Jan 2018", "31 Jan 2018", "2018-01-31"),
    the("Circulate the note 31/01/2018", "31/01/2018", "2018-01-31"),
    the("Circulate the note - 31/1", "31/1", "2018-01-31"),
    the("Circulate the note, Friday", "Friday", "2017-11-17"),
    the("Circulate the note next Friday", "next Friday", "2017-11-24"),
    the("Circulate the note tomorrow", "tomorrow", "2017-11-16"),
    the("Circulate the note 31 Jan @Sally Carver", "31 Jan", "2018-01-31"),
    the("Complete the plan mid-March", "mid-March", "2018-03-15", MONTH),
    the("Complete the plan end of March", "end of March", "2018-03-31", MONTH),
    the("Publish it December 2017", "December 2017", "2017-12-31", MONTH),
    the("Publish it Spring 2018", "Spring 2018", "2018-05-31", SEASON),
    the("Publish it – Spring", "Spring", "2018-05-31", SEASON),
    the("Hold the week of action w/c 20 November", "w/c 20 November", "2017-11-24"),
    the("Deadline extended to 28 February", "28 February", "2018-02-28"),
]

IN_THE_MIDDLE = [
    the("By Friday, Jo to confirm numbers", "By Friday", "2017-11-17"),
    the("By June the group will have a plan", "By June", "2018-06-30", MONTH),
    the("Send it by 31 January 2018 to all for comment", "by 31 January 2018", "2018-01-31"),
    the("Circulate in January and chase replies", "in January", "2018-01-31", MONTH),
    the("Report back in March (subject to funding)", "in March", "2018-03-31", MONTH),
    the("Top slice is due on 15th October 2018 from Paul", "due on 15th October 2018", "2018-10-15"),
    the("Ahead of the next meeting, share it", "Ahead of the next meeting", "2018-02-14", NEXT_MEETING),
    the("Owner: SC. Due 31/01/2018. Open.", "Due 31/01/2018", "2018-01-31"),
    the("All by 30th Nov please", "by 30th Nov", "2017-11-30"),
]

ONE_OF_SEVERAL = [
    the("Draft by Friday for discussion at the next meeting", "by Friday", "2017-11-17"),
    the("In January, revise the plan due in June by 31 Jan", "by 31 Jan", "2018-01-31"),
    the("Reply to the letter of 3 October by 20 November", "by 20 November", "2017-11-20"),
    the("Launch in March, for the next meeting", "for the next meeting", "2018-02-14", NEXT_MEETING),
    the("By the end of March and April Jones to lead", "By the end of March", "2018-03-31", MONTH),
]


@pytest.mark.parametrize(
    ("text", "phrase", "on", "precision"), AT_THE_END + BARE + IN_THE_MIDDLE + ONE_OF_SEVERAL
)
def test_the_phrase_is_found_with_its_preposition(
    text: str, phrase: str, on: date, precision: DuePrecision
) -> None:
    found = find_due(text, SAID_ON, MEETINGS)

    assert found is not None
    assert text[found.start : found.end] == phrase
    assert found.due == Due(phrase, on, precision)
    assert read_due(phrase, SAID_ON, MEETINGS) == found.due


@pytest.mark.parametrize(
    ("text", "inside", "on"),
    [
        pytest.param(
            "Send it (due 31 January) to all", "31 January", date(2018, 1, 31), id="due in brackets"
        ),
        pytest.param(
            "Send it (by 31 January) to all", "by 31 January", date(2018, 1, 31), id="by in brackets"
        ),
        pytest.param("Send it (due: Friday)", "Friday", date(2017, 11, 17), id="due and a colon"),
        pytest.param("Send it [due by Friday]", "by Friday", date(2017, 11, 17), id="square brackets"),
        pytest.param("Send it (31 January)", "31 January", date(2018, 1, 31), id="a date at the end"),
        pytest.param("Send it (Spring)", "Spring", date(2018, 5, 31), id="a season at the end"),
        pytest.param(
            "Send it (due 3 May (tbc)).", "3 May (tbc)", date(2018, 5, 3), id="brackets in brackets"
        ),
        pytest.param(
            "(due when funded) or (due Friday)", "Friday", date(2017, 11, 17), id="what can be read"
        ),
        pytest.param(
            "Send it (due when funding is known)", "when funding is known", None, id="unreadable due"
        ),
        pytest.param(
            "Send it (by the time it is known)", "by the time it is known", None, id="unreadable by"
        ),
        pytest.param("Send it (due to be confirmed)", "to be confirmed", None, id="due to be confirmed"),
        pytest.param("Send it (asap)", "asap", None, id="asap"),
    ],
)
def test_brackets_belong_to_the_phrase_but_are_not_written_down(
    text: str, inside: str, on: date | None
) -> None:
    found = find_due(text, SAID_ON)

    assert found is not None
    assert text[found.start] in "(["
    assert text[found.end - 1] in ")]"
    assert (found.due.as_written, found.due.on) == (inside, on)


@pytest.mark.parametrize(
    ("text", "phrase", "written", "on"),
    [
        pytest.param("Send it. Due: 31 Jan", "Due: 31 Jan", "31 Jan", date(2018, 1, 31), id="due"),
        pytest.param(
            "Send it, deadline: Friday", "deadline: Friday", "Friday", date(2017, 11, 17), id="deadline"
        ),
        pytest.param(
            "Due: Friday. Jo to lead.", "Due: Friday", "Friday", date(2017, 11, 17), id="its sentence"
        ),
        pytest.param("Send it, due: once funded", "due: once funded", "once funded", None, id="unreadable"),
    ],
)
def test_a_label_makes_the_rest_of_the_line_a_due_date(
    text: str, phrase: str, written: str, on: date | None
) -> None:
    found = find_due(text, SAID_ON)

    assert found is not None
    assert text[found.start : found.end] == phrase
    assert (found.due.as_written, found.due.on) == (written, on)


@pytest.mark.parametrize(
    "phrase", ["asap", "ASAP", "as soon as possible", "ongoing", "on-going", "immediately"]
)
def test_what_is_said_instead_of_a_date_is_kept(phrase: str) -> None:
    text = f"Chase the replies {phrase}."

    assert find_due(text, SAID_ON) == FoundDue(18, 18 + len(phrase), Due(phrase, None, NONE))


def test_the_next_meeting_is_found_before_it_is_in_the_diary() -> None:
    found = find_due("Report to the next meeting", SAID_ON)

    assert found is not None
    assert found.due == Due("to the next meeting", None, NEXT_MEETING)


LOOK_ALIKES = [
    "Jo may send the report",
    "Partners may be asked to help, as may others",
    "Support March for Men",
    "Write the March report",
    "Jo will march to the hall",
    "Visit Spring Road",
    "Write the Spring newsletter by email",
    "Ask April Jones",
    "Chase the paper by May Smith",
    "Chase the paper by June Carver",
    "Check the draft by April Jones with Tom",
    "Invite Sam, June",
    "Contact Summer Smith",
    "Provide cover 24/7",
    "Extend cover by 24/7",
    "Amend section 5.2",
    "Use version 2.1",
    "It affects 1 in 4",
    "Spend 3/4 of it",
    "Reduce incidents by 1/3",
    "Publish the 2016-17 report",
    "Agree the 16/17 budget",
    "Close CG 17/31",
    "Close CG 17/11",
    "Close 17/11",
    "Update on 17/11",
    "See page 3",
    "Recruit 5 to 10 people",
    "Send 2 copies to each",
    "Brief the Sunday Times",
    "Share what was read by Sunday Times reporters",
    "Visit 10 Downing Street",
    "Support Operation August",
    "Plan the 2018 conference",
    "Finish by the 2018 conference",
    "Complete Form 101",
    "Take Agenda item 4",
    "As noted in March's report",
    "Start the second phase",
    "Thank those who sat on the panel",
    "Print the 31st edition",
    "Answer 101 calls",
    "Write up within a month of the review",
    "Write to all two weeks before the conference",
    "Jo is in two minds",
    "It is open since March",
    "The rates are paid from 3 May",
    "Circulate the minutes of 15 November",
    "Answer the letter dated 3 May",
    "Comment on the meeting of 5 May",
    "Circulate the minutes of the meeting on 5 May",
    "Share feedback from the conference in March",
    "Review what was agreed on 3 May",
    "Review the points raised at the February meeting",
    "Discuss the events of last Friday",
    "Count the crimes of last month",
    "Review crime in 2017",
    "Review March, April",
    "Review February, March",
    "Complete it, spring",
    "Review figures for March",
    "Review figures for March and April",
    "Explain the delay due to staffing",
    "Explain the delay (due to staffing)",
    "In due course, Jo to report",
    "Extend the pilot by two weeks",
    "Run the pilot for two weeks",
    "Count those over 18 months",
    "Meet twice in a week",
    "At the end of the day, Jo decides",
    "Ask each agency (by email)",
    "Ask for the paper (by Sally Carver)",
    "Open the summer school",
    "Finish by the spring newsletter",
    "Watch the Autumn Statement",
    "Arrange the next meeting",
    "Confirm the date of the next meeting",
    "Agree the next steps",
    "Inform the next of kin",
    "Stop the Friday night disorder",
    "Patrol on Friday nights",
    "Patrol every Friday",
    "Share the learning from Black Friday",
    "Circulate the plan as sent out 3 May 2017",
    "Reach 20 more officers by 10%",
    "Lead it, by and large",
    "Take the early help offer to the board",
    "Review Q4",
    "Compare the figures with Q4",
    "Report on Q3 and Q4",
    "Visit Lady Day House",
    "Take the plan to term",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_date_is_not_found(text: str) -> None:
    assert find_due(text, SAID_ON, MEETINGS) is None
    assert find_due(text, date(2021, 3, 3)) is None


def test_a_due_date_is_found_beside_what_only_looks_like_one() -> None:
    found = find_due("Jo may send the March report (CG 17/11) to April Jones by 31/1", SAID_ON)

    assert found is not None
    assert found.due == Due("by 31/1", date(2018, 1, 31), DAY)
