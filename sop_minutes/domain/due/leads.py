"""The words that lead up to a due date, and what each may lead to in running text."""

from sop_minutes.domain.due.moments import DAYS, Kind

STRONG = (
    r"(?:(?:by_)?(?:no|not)_later_than|not_after|(?:on|by)_or_before|before_or_(?:on|by)|on_or_by"
    r"|by|before|this_side_of|prior_to|(?:ahead|in_advance)_of|in_(?:good_)?time_for|until|till|due(?!_date)"
    r"|(?:due_date|deadline)(?:_(?:is|of))?)(?!\w)"
)
WEAK = r"(?:in|within|inside|on|at(?!_least)|for|during|over|throughout|towards?|around|to)(?!\w)"
FILLER = (
    r"(?:(?:or_)?(?:about|around)|approximately|approx\.?|circa|roughly|some_?time|at_some_(?:point|stage|time)"
    r"|ideally|hopefully|provisionally|preferably|(?:at_)?(?:the_)?(?:very_)?latest|back|likely)(?!\w)"
)
# What urges, before the date that holds: "asap, and by 20 March at the latest".
AT_ONCE_AND = (
    r"(?:asap|a\.s\.a\.p\.?|(?:as_)?soon_as_(?:is_)?(?:possible|practicable)|immediately|urgently"
    r"|at_the_earliest_opportunity)(?:,?_(?:and|but))?"
    r"(?:_(?:in_any_(?:case|event)|at_any_rate|certainly|definitely))?,?_"
)
LATEST = r"(?:,?_(?:at_)?(?:the_)?(?:very_)?latest(?!\w)|_or_(?:sooner|earlier|so)(?!\w))"

_PERIODS = frozenset(
    {
        Kind.MONTH,
        Kind.MONTH_YEAR,
        Kind.SEASON,
        Kind.SEASON_YEAR,
        Kind.QUARTER,
        Kind.YEAR,
        Kind.EDGE,
        Kind.WEEK_OF,
        Kind.SPAN,
        Kind.AHEAD,
    }
)
_ON = (DAYS - {Kind.TODAY}) | {Kind.FEAST}
_FOR = frozenset({Kind.MEETING, Kind.MONTH_YEAR, Kind.SEASON_YEAR, Kind.EDGE, Kind.SPAN, Kind.WEEK_OF})

# What a weak lead may lead to; a strong one leads to anything but a bare length of time.
LEADS_TO = {
    "in": _PERIODS | {Kind.DURATION, Kind.MEETING},
    "within": _PERIODS | {Kind.DURATION},
    "inside": _PERIODS | {Kind.DURATION},
    "on": _ON | {Kind.WEEK_OF},
    "at": frozenset({Kind.MEETING, Kind.EDGE, Kind.FEAST}),
    "for": _FOR | _ON,
    "during": _PERIODS | {Kind.FEAST},
    "over": _PERIODS | {Kind.FEAST},
    "throughout": _PERIODS,
    "toward": _PERIODS | {Kind.FEAST},
    "towards": _PERIODS | {Kind.FEAST},
    "around": _PERIODS | _ON,
    "to": frozenset({Kind.MEETING}),
}
