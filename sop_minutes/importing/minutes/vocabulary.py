"""The labels and column headings of minutes, by the many names they go by."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from sop_minutes.domain.text import fold
from sop_minutes.domain.words import AttendanceStatus
from sop_minutes.importing.minutes.spelling import Speller

ATTENDANCE: Final = {
    "present": AttendanceStatus.PRESENT,
    "in attendance": AttendanceStatus.IN_ATTENDANCE,
    "substitute": AttendanceStatus.SUBSTITUTE,
    "apologies": AttendanceStatus.APOLOGIES,
    "absent": AttendanceStatus.ABSENT,
}
_FACTS: Final = {
    "date": """
        date; date of meeting; meeting date; meeting date/time; date and time; date & time; date/time;
        date / time;
        date held; when; date & time of meeting; date and time of meeting; held on; meeting held
        on; meeting location, date & time; meeting date | time; date & location; date and location
    """,
    "time": """
        time; times; start time; meeting time; time of meeting; time started; start; started at;
        meeting started; time & duration; time and duration
    """,
    "place": """
        venue; place; location; room; where; held at; meeting place; venue/location; meeting
        location; location/venue; location of meeting; place of meeting; venue of meeting; meeting
        room; meeting venue
    """,
    "chair": """
        chair; chairman; chairperson; chairwoman; chaired by; chair of meeting; meeting chair; in
        the chair; presiding; chair person; meeting chaired by; facilitator; meeting facilitator;
        meeting called by
    """,
    "minutes": """
        minutes by; minute taker; minutes taken by; minute-taker; note taker; notes taken by;
        notes by; note-taker; notetaker; scribe; recorder; taken by; minuted by; secretary; clerk;
        minutes secretary; minute secretary; recorded by; minutes; notes; transcriber; minutes
        prepared by; minutes recorded by
    """,
    "group": """
        group; meeting; committee; board; name of meeting; meeting title; title; subject; meeting
        name; name of group; name of committee; group name/ identifier; meeting of; sub-group;
        partnership; committee name; group name
    """,
    "marking": """
        marking; classification; protective marking; security classification; security marking;
        gpms; gsc
    """,
    "present": """
        who came; who was there; who attended; here;
        present; attendees; attendance; members present; those present; attending; participants;
        attended; members in attendance; attendees present; present at meeting; councillors
        present; in person; persons present; members attending; committee members present; board
        members present; attended by; people present; delegates; meeting attendees; group members
        present; attendance list; list of attendees; members; team members present; present at the
        meeting; present members; attendants; attendee's; list of participants; meeting
        participants; invitees; voting members present; attendee; councillors; cllrs; committee members;
        board members; members of the committee; members of the board; elected members
    """,
    "in attendance": """
        in attendance; also present; also in attendance; officers in attendance; officers present;
        guests; observers; officers; others present; others in attendance; staff present;
        visitors; guests present; by invitation; invited; staff in attendance; guest; non-members
        present; non members present; officers attending
    """,
    "substitute": """
        substitutes; substitute; deputies; substitutions; substitute members
    """,
    "apologies": """
        sorry; not here; apols; apol; apols rec'd; apologies rec'd; apols received; apols from;
        apologies; apologies for absence; apologies received; apologies received from; apologies
        from; apology; apologies for absence received from; apologies were received from; regrets;
        sent apologies; apologies given; apologies for absence were received from; members
        apologies; apologies/absence; apologies / absent; apologies/absent
    """,
    "absent": """
        absent; not present; absentees; did not attend; not in attendance; members absent;
        missing; non-attendees; absences; absence; absent members; absent without apologies;
        members not present; attendees absent
    """,
}
_COLUMNS: Final = {
    "action": """
        action; actions; action point; action points; action required; action agreed; agreed
        action; task; tasks; action item; action items; action to be taken; actions agreed;
        actions required; to do; next steps; what; issue/action; action description; description
        of action; recommendation; activity; action/task; next step; actions arising; action
        needed; required action; agreed actions; actions/tasks; task description; job; todo;
        follow up action; follow-up action; follow up actions
    """,
    "owner": """
        owner; owners; lead; leads; action by; by whom; who; responsible; responsibility; person
        responsible; assigned to; actioned by; action owner; lead officer; whom; allocated to;
        assignee; lead person; accountable; by; responsible person; person(s) responsible;
        responsible officer; lead agency; who by; action lead; lead/owner; for action; for action
        by; lead partner; owner/s; assigned; who?; action officer; lead name; name of lead; action
        for; delegated to; initials; task owner; action to be taken by; actions to be taken by;
        persons responsible; responsible party; who is responsible
    """,
    "due": """
        due; due date; deadline; by; by when; when; target date; target; date due; complete by;
        completion date; timescale; timeframe; date for completion; to be completed by; due by;
        timescales; timing; target completion date; when by; deadlines; end date; completion;
        expected completion; required by; when?; due for completion; time scale; timeline; finish
        date; estimated completion; item started or due; date to be completed; target completion
    """,
    "date": """
        date
    """,
    "status": """
        status; rag; rag status; complete; completed; done; open/closed; complete?; closed; state;
        action status; complete y/n; completed?; done?; current status; complete (y/n); rag
        rating; completed y/n; date completed; completed on; date closed; closed on; actual completion date;
        date done; status/rag; status and date; complete/date; closed?; completed date; done?; action
        closed; action complete; action completed; current position
    """,
    "update": """
        update; progress; progress/update; comments; notes; latest position; outcome; updates;
        progress update; comment; remarks; update/progress; position; outcomes; result; action
        taken; response; note; update/comments
    """,
    "ref": """
        ref; ref no; ref no.; no; no.; #; number; item; item no; item no.; action no; action no.;
        action ref; minute; minute no; minute ref; id; agenda item; agenda no; min ref; action
        number; item number; ref.; reference; agenda; nr; nr.; s/n; sl no; item #; action id;
        minute no.; min no; agenda ref; sn; agenda item no
    """,
    "extra": """
        date raised; raised; meeting date; priority; raised on; date of meeting; date opened;
        opened; raised by; date agreed; date added; meeting; origin; category; theme; work stream;
        workstream; start date; start
    """,
    "discussion": """
        discussion; minutes; key points; discussion points; summary; detail; details; points
        discussed; discussion and decisions; matters discussed; discussion/decision; key
        discussion points; points; narrative; discussion and actions; discussion summary; issues
        discussed; summary of discussion; discussion/action; minutes of meeting; key points
        discussed; notes of discussion; discussion/decisions; discussions; decisions; discussion &
        decision; discussion and agreed actions; main points; points of discussion; discussion /
        decision
    """,
    "topic": """
        topic; meeting items; subject; heading; agenda topic; issue; title; topics; agenda items;
        agenda topics; area; items
    """,
    "name": """
        name; names; member; attendee; attendees; full name; representative; person; participant;
        delegate; member name; name of member; attendee name; members; surname; participants;
        membership; contact; councillor; name(s); first name; print name; committee member; board
        member; member's name; attendees name; team member
    """,
    "detail": """
        organisation; organization; role; title; representing; agency; department; position;
        company; job title; organisation/role; role/organisation; partner; unit; office; service;
        affiliation; designation; institution; team; email; e-mail; telephone; tel; phone; sector;
        ward; constituency; role/title; partner agency; body; post; job role; email address;
        directorate; partner organisation; signature; capacity; institution/company; function
    """,
    "initials": """
        initials; initial; abbreviation; abbr; abbr.; acronym
    """,
    "attended": """
        present; attended; attendance; in attendance; present?; attending; attended?; apologies;
        apologies?; present/apologies; attendance status; present (y/n); absent; present /
        apologies; apologies/present; attend; attended (y/n); status; apologies received; present
        or apologies; present y/n; sent apologies; y/n
    """,
}


def _by_name(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, names in words.items():
        for name in names.split(";"):
            spelt = label_form(name)
            found[spelt] = (*found.get(spelt, ()), key)
    return found


_USUAL: Final = """
    substitute; substitutes; attendance; agency; job title; position; representing; meeting date; meeting;
    action required; action agreed; agreed action; action item; action items; by; timescale; comments; notes;
    assigned to; person responsible; responsibility; completed; action owner; action log; decision; decisions;
    apols; apol; apols received; date and time; date & time; where; sorry;
    who came; who was there; who attended;
    absent; action; action by; action point; action points; actions; agenda item; apologies;
    apologies for absence; attendees; by when; by whom; chair; date; deadline; discussion; due;
    due date; group; in attendance; initials; item; item no; lead; location; marking; members
    present; minutes; name; no; number; organisation; owner; place; present; progress; ref; responsible;
    role; status; target date; time; title; update; venue; when; who
"""
_BRACKETS = re.compile(r"(?<=\w)\s*\([^()]{0,40}\)\s*$")
_TRAILING = re.compile(r"[\s:;.\-–—=]+$")


def label_form(text: str) -> str:
    """Return `text` as labels are compared: folded, without what stands after it."""
    return _TRAILING.sub("", _BRACKETS.sub("", fold(text)))


_USUAL_FORMS: Final = frozenset(label_form(name) for name in _USUAL.split(";"))
_FACT_OF: Final = {name: keys[0] for name, keys in _by_name(_FACTS).items()}
_COLUMN_OF: Final = _by_name(_COLUMNS)
_MISSPELT_FACTS: Final = (
    "present",
    "in attendance",
    "substitute",
    "apologies",
    "absent",
    "chair",
    "minutes",
    "place",
)
misspelt: Final = Speller({name: key for name, key in _FACT_OF.items() if key in _MISSPELT_FACTS})
_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:\t\n]{1,48}?)\s*(?P<mark>:[-–—]?|\t|\s[-–—]\s)\s*")
_SAID = re.compile(
    r"\s*(?P<label>(?:the )?(?:meeting )?(?:was )?(?P<chair>chaired) by"
    r"|(?P<minutes>minutes|notes|minuted)(?: were)?(?: taken| recorded| prepared)? by"
    r"|(?P<apologies>apologies)(?: for absence)?(?: were| was| had been| have been)?"
    r"(?: received| sent| given)? (?:from|by))\s+(?=[A-Z])",
    re.IGNORECASE,
)
_SAID_KEYS: Final = ("chair", "minutes", "apologies")
# Labels that sentences also begin with: only a colon or a tab makes them one.
_COLON_ONLY: Final = frozenset(
    {"meeting", "group", "committee", "board", "members", "start", "title", "minutes", "notes"}
)


def is_usual_label(text: str) -> bool:
    """Say whether `text` is a label that a note shows by itself, such as "Apologies"."""
    return label_form(text) in _USUAL_FORMS


class Label(NamedTuple):
    """A known label at the start of a line, and where in the line its value begins."""

    key: str
    end: int
    written: str


def fact_key(text: str) -> str:
    """Return what `text`, rightly or almost rightly spelt, is the label of ("present" …); "" for none."""
    return _fact_key(text) if len(text) < 60 else ""


@lru_cache(maxsize=4096)
def _fact_key(text: str) -> str:
    form = label_form(text)
    return _FACT_OF.get(form) or misspelt(form)


def find_label(raw: str) -> Label | None:
    """Return the label that a line begins with; `raw` still has its tabs."""
    found = _LABEL.match(raw[:120])
    if found is None:
        return None
    key = fact_key(found["label"])
    if not key or (
        found["mark"].strip() in "-–—" and found["mark"] != "\t" and label_form(found["label"]) in _COLON_ONLY
    ):
        return None
    return Label(key, found.end(), found["label"].strip())


def said_label(raw: str) -> Label | None:
    """Return what a line says of people without a colon: "Chaired by Ann Lee", "Apologies from …"."""
    found = _SAID.match(raw[:120])
    return (
        Label(next(key for key in _SAID_KEYS if found[key]), found.end(), found["label"]) if found else None
    )


@lru_cache(maxsize=1024)
def column_keys(text: str) -> tuple[str, ...]:
    """Return what a column headed `text` may hold; () where that is not known."""
    if len(text) >= 60:
        return ()
    return _COLUMN_OF.get(label_form(text)) or _keys_of_parts(text)


_PARTED = re.compile(r"\s*(?:[/&,+|]|\s[-–—]\s|\band\b)\s*", re.IGNORECASE)
_LEADING: Final = ("action", "discussion", "owner", "due", "status", "update")


def _keys_of_parts(text: str) -> tuple[str, ...]:
    """Return what a column is for that is headed by several of them: "Action / by when"."""
    parts = [_COLUMN_OF.get(label_form(part), ()) for part in _PARTED.split(text)]
    if len(parts) < 2 or not all(parts):
        return ()
    known = {key for found in parts for key in found}
    return tuple(key for key in _LEADING if key in known)


def is_parted(text: str) -> bool:
    """Say whether a column's heading names what it holds in several words, none of them for the whole."""
    return label_form(text) not in _COLUMN_OF
