"""What the words around a phrase in running text allow: a due date, or something that only looks like one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sop_minutes.domain.due.leads import LEADS_TO
from sop_minutes.domain.due.lexicon import fold_line, pattern
from sop_minutes.domain.due.moments import DAYS, Kind, Moment, When, is_named_on
from sop_minutes.domain.sheets import Due

_MAY_END = " .,;:!?*_\"')]}…"
_CLAUSE_WORDS = (
    r"but|so|then|at|to(?!_[0-9])|with|when|if|which|because|unless|once|subject|using|via|as|while|where"
    r"|and(?!_(?:the_)?(?:DAYNAME|MONTH|SEASON|[0-9]))"
)
_CLAUSE_END = rf"~(?:$|[.,;:!?()\[\]{{}}\"…*@]|-(?= )|(?:{_CLAUSE_WORDS})(?!\w))"
_FUNCTION_WORDS = (
    r"and|but|or|so|to|for|with|in|at|on|if|as|when|which|who|that|where|because|unless|once|via|using|subject"
    r"|after|before|following|then|by|from|until|having|including|per|since|while|the|a|an|we|they|he|she|it"
    r"|all|each|please|is|are|will|should|must|of"
)
_FREE_END = rf"~(?:$|[^\w ]|(?:{_FUNCTION_WORDS})(?!\w))"
_LAST_WORDS = r"(?:(?P<earlier>[\w'-]{1,30})_)?(?P<last>[\w'/&-]{1,30})~$"
_PAST = frozenset(
    "held met sent took given made seen was were been had began begun came done led left put set said told"
    " written wrote won times twice once spent brought built bought gave ran as since".split()
)
_NOT_PAST = frozenset("need needed embed".split())
_NOT_BEFORE_BARE = frozenset(
    "of from since dated after following the a an our this that each every last past previous than per and or"
    " in on at for by before until within during over between".split()
)
_TELLS_OF_QUARTER = frozenset(
    "with about against covering including like compared review publish present".split()
)
_REFERENCES = frozenset(
    "see close page section item items action actions form version paragraph para appendix paper ref"
    " reference no number minute minutes room route issue edition report task point chapter figure table"
    " level phase".split()
)
_ARRANGES = frozenset(
    "arrange book chair attend host schedule organise plan confirm cancel set hold minute".split()
)
_ABOUT = frozenset(
    "update updates report reports progress feedback briefing brief work decision action".split()
)
_EVENT = (
    r"(?<!\w)(?:of|from|on|about|with|following|after|since)_(?:the|our|their)_(?:WORDS)"
    r"(?:BODY|summit|conference|event|workshop|seminar|launch|training)~$"
)
_CLOSING = frozenset("up close closes closed closing shut shuts home".split())
_YEAR = 365
_WHICH_WEEKDAY = (
    r"(?:next|this|(?:the_)?coming|NUMBER_(?:weeks?|fortnights?)|weeks?|fortnight)_"
    r"|(?:the_)?DAYNAME_(?:(?:of_)?(?:this|next|week|fortnight)|after_next)(?!\w)"
)
_CHANGES = r"(?:reduc|increas|decreas|cut|fall|fell|ris|rose|drop|grow|grew|down|up)\w{0,8}[^.;]{0,60}$"
_ANY_NEXT_WORD = frozenset(
    {Kind.DATE, Kind.WEEKDAY, Kind.MONTH, Kind.MONTH_YEAR, Kind.EDGE, Kind.WEEK_OF, Kind.MEETING, Kind.TODAY}
)
_BARE_ANYWHERE = frozenset({Kind.EDGE, Kind.WEEK_OF, Kind.SPAN})
_BARE_AT_END = frozenset(
    {Kind.DATE, Kind.NUMERIC, Kind.MONTH_YEAR, Kind.SEASON_YEAR, Kind.WEEKDAY, Kind.TODAY, Kind.MEETING}
)
_BARE_SET_OFF = frozenset({Kind.MONTH, Kind.SEASON, Kind.QUARTER, Kind.FEAST})


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A due date in running text: `text[start:end]` is the phrase with its preposition, or its brackets."""

    start: int
    end: int
    due: Due


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is searched: as typed, folded, and where its last word ends."""

    text: str
    low: str
    end: int
    said_on: date
    diary: Sequence[date]

    @classmethod
    def of(cls, text: str, said_on: date, diary: Sequence[date]) -> "Line":
        """Return `text` ready to be searched."""
        low = fold_line(text)
        return cls(text, low, len(low.rstrip(_MAY_END)), said_on, diary)

    def when(self, lead: str = "") -> When:
        """Return what a phrase of this line, led by `lead`, is resolved against."""
        return When(self.said_on, self.diary, self.text, lead)

    def ends_with(self, moment: Moment) -> bool:
        """Whether nothing but punctuation, or a mention of an owner, follows."""
        return moment.end >= self.end or self.low[moment.end : moment.end + 2].lstrip().startswith("@")

    def found(self, start: int, end: int, due: Due) -> FoundDue:
        """Return what was found with the brackets it fills, if any, which are no part of what was written."""
        brackets = self.low[max(0, start - 1) : start] + self.low[end : end + 1]
        is_bracketed = brackets == "()" or (brackets == "[]" and not self.low.startswith("](", end))
        return FoundDue(start - is_bracketed, end + is_bracketed, due)

    def mark_before(self, start: int) -> str:
        """Return the last character before `start` that is no space, "" for none."""
        return self.text[max(0, start - 8) : start].rstrip()[-1:]

    def words_before(self, start: int) -> tuple[str, str]:
        """Return the last two words before `start`, folded, "" for none; not across punctuation."""
        near = self.low[max(0, start - 64) : start]
        words = pattern(_LAST_WORDS).search(near)
        return (words["earlier"] or "", words["last"]) if words else ("", "")


def may_be_led(line: Line, start: int, lead: str, is_strong: bool, moment: Moment) -> bool:
    """Whether a phrase after a preposition at `start` is a due date."""
    allowed = LEADS_TO.get(lead)
    if moment.kind not in allowed if allowed else moment.kind is Kind.DURATION:
        return False
    if _is_verb_may(line, moment) and not (lead in {"by", "in"} and line.ends_with(moment)):
        return False
    if lead == "for" and _is_what_it_is_about(line, start, moment):
        return False
    if moment.kind is Kind.NUMERIC and _is_fraction_or_reference(line, start, lead):
        return False
    if moment.kind is Kind.YEAR and not _is_year_ahead(line, is_strong, moment):
        return False
    if is_strong:
        return _is_free(line, moment)
    if moment.kind is Kind.MEETING:
        return _is_free(line, moment) and not _is_past(line, start, moment)
    return _ends_clause(line, moment) and not _is_past(line, start, moment) and not _is_of_event(line, start)


def _is_what_it_is_about(line: Line, start: int, moment: Moment) -> bool:
    """Whether days are spoken of, not due: "data for 1 April to 30 September", "break up for Christmas"."""
    is_range = pattern(r".{1,30}(?:_to_|_until_|~-~)(?:the_)?(?:MONTH|[0-9])").match(
        line.low, moment.start, moment.end
    )
    is_closing = moment.kind is Kind.FEAST and line.words_before(start)[1] in _CLOSING
    return is_closing or (is_range is not None and moment.kind in DAYS | {Kind.MONTH_YEAR})


def _is_of_event(line: Line, start: int) -> bool:
    """Whether the phrase only says which event is spoken of: "minutes of the meeting on 5 May"."""
    return bool(pattern(_EVENT).search(line.low, max(0, start - 80), start))


def may_stand_bare(line: Line, moment: Moment) -> bool:
    """Whether a phrase without a preposition is a due date."""
    says_so = line.ends_with(moment) and line.low.endswith("latest", moment.start, moment.end)
    return says_so or _is_heading(line, moment) or _stands_bare(line, moment)


def _stands_bare(line: Line, moment: Moment) -> bool:
    at_end = line.ends_with(moment)
    if not (moment.kind in _BARE_ANYWHERE or (at_end and moment.kind in _BARE_AT_END | _BARE_SET_OFF)):
        return False
    _, last = line.words_before(moment.start)
    if last in _NOT_BEFORE_BARE or last[-1:].isdigit() or _is_past(line, moment.start, moment):
        return False
    if line.low.startswith("between", moment.start):
        return _ends_clause(line, moment)
    if moment.kind is Kind.MEETING:
        is_next = last not in _ARRANGES and line.low.startswith("next", moment.start)
        return is_next or _is_set_off(line, moment)
    if moment.kind is Kind.QUARTER and not _is_set_off(line, moment):
        return last not in _TELLS_OF_QUARTER and bool(line.words_before(moment.start)[0])
    if moment.kind in _BARE_SET_OFF and not line.low.startswith(("next ", "this "), moment.start):
        return _is_set_off(line, moment) and not _is_listed(line, moment)
    if moment.kind is Kind.WEEKDAY and pattern("(?:CLOCK|PLAY)_").match(line.low, moment.start):
        return _ends_clause(line, moment)
    if moment.kind is Kind.WEEKDAY and not pattern(_WHICH_WEEKDAY).match(line.low, moment.start):
        return _is_set_off(line, moment)
    if moment.kind is Kind.NUMERIC and not _is_set_off(line, moment):
        return _is_plainly_a_date(line, moment)
    return _ends_clause(line, moment) and not (moment.kind is Kind.DATE and _is_numbered(line, moment))


def _is_heading(line: Line, moment: Moment) -> bool:
    """Whether a date stands before all else: "6 December: AL to ring"."""
    is_first = not line.low[: moment.start].strip(" *_")
    return (
        is_first and moment.kind in _BARE_AT_END and bool(pattern(r"~\*{0,2}:").match(line.low, moment.end))
    )


def _is_numbered(line: Line, moment: Moment) -> bool:
    """Whether figures number a part of something: "paragraph 12.3.19"."""
    return "." in line.low[moment.start : moment.end] and line.words_before(moment.start)[1] in _REFERENCES


def _is_year_ahead(line: Line, is_strong: bool, moment: Moment) -> bool:
    """Whether a year is to come: this one only after "by" and the like, not "crime in 2017"."""
    days = (moment.on - line.said_on).days if moment.on else -1
    return days >= (0 if is_strong else _YEAR)


def _is_verb_may(line: Line, moment: Moment) -> bool:
    return moment.kind is Kind.MONTH and "may" in line.text[moment.start : moment.end]


def _is_free(line: Line, moment: Moment) -> bool:
    """Whether the next word leaves the phrase alone: not "by June Carver", not "by Spring Road"."""
    if is_named_on(moment, line.text) or pattern("DAYNAME_times").match(line.low, moment.start):
        return False
    return moment.kind in _ANY_NEXT_WORD or bool(pattern(_FREE_END).match(line.low, moment.end))


def _ends_clause(line: Line, moment: Moment) -> bool:
    return bool(pattern(_CLAUSE_END).match(line.low, moment.end))


def _is_past(line: Line, start: int, moment: Moment) -> bool:
    """Whether something done is dated: a day gone by, or "agreed at", "was in" before the phrase."""
    if moment.on and moment.on < line.said_on:
        return True
    earlier, last = line.words_before(start)
    is_participle = last in _PAST or (len(last) > 3 and last.endswith("ed") and last not in _NOT_PAST)
    return is_participle and earlier not in {"be", "get"}


def _is_set_off(line: Line, moment: Moment) -> bool:
    """Whether punctuation stands before the phrase: ", Friday", "- 31/1", "(Friday)"."""
    return line.mark_before(moment.start) in tuple(",-–—(:;[")


def _is_listed(line: Line, moment: Moment) -> bool:
    """Whether the phrase is one of a list, or may be a person's name: "March, April", "Jo, June"."""
    if line.text[moment.start].islower():
        return True
    if line.mark_before(moment.start) != ",":
        return False
    is_person = line.low.startswith(("april", "may", "june"), moment.start)
    return is_person or bool(
        pattern("(?:MONTH|SEASON),~$").search(line.low, max(0, moment.start - 14), moment.start)
    )


def _is_plainly_a_date(line: Line, moment: Moment) -> bool:
    """Whether 31/1 at the end of a line is no reference, like CG 17/11 for the eleventh action of 2017."""
    _, last = line.words_before(moment.start)
    near_years = {str(line.said_on.year + ahead)[-2:] for ahead in range(-5, 2)}
    is_reference = last in _REFERENCES or line.mark_before(moment.start).isupper()
    if line.low.startswith("10/10", moment.start):
        return False
    return not is_reference and line.low[moment.start : moment.start + 2] not in near_years


def _is_fraction_or_reference(line: Line, start: int, lead: str) -> bool:
    """Whether figures are "cut by 1/3" or "update on 17/11"."""
    _, last = line.words_before(start)
    if lead == "on" and last in _ABOUT:
        return True
    return lead == "by" and bool(pattern(rf"(?<!\w){_CHANGES}").search(line.low[max(0, start - 80) : start]))
