"""The words dates are made of, and the small pattern language the grammar is written in."""

import re
import string
from functools import cache

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)} | {"a": 1, "an": 1}
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS, 1)} | {"final": -1, "last": -1}

_SAME_LENGTH = {
    **{ord(upper): upper.lower() for upper in string.ascii_uppercase},
    **{ord(dash): "-" for dash in "‐‑‒–—―−"},
    **{ord(quote): "'" for quote in "’‘ʼ`´"},
    **{ord(slash): "/" for slash in "⁄∕"},
    **{ord(space): " " for space in "\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"},
    **dict.fromkeys(range(0x2000, 0x200B), " "),
}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|uary|urary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_EDGE = (
    r"(?:end(?!_in_)|(?:close|beginning|start)(?=(?:_|-)of_)|middle|mid|early|late|later"
    r"|(?:first|second|latter)_half|(?:early|latter|back)_(?:part|end))"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_ORD = r"(?:~(?:<[a-z]{1,6}>)?\^?(?:st|nd|rd|th)(?:</[a-z]{1,6}>)?\^?(?![^\W_]))"
_UNIT = r"(?:calendar_|working_|business_)?(?:hour|hr|day|week|wk|fortnight|month|mth|quarter|year|yr)s?"
_NUMBER = rf"(?:[0-9]{{1,4}}|(?:a_)?couple_of|a_couple|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_STOP = r"(?:to|be|at|of|for|in|on|by|and|is|the|a|an|with|will|was|who|until|steps?|\w+'s)(?!\w)"

# In a pattern a capital word is one of these, `_` is white space, `~` is white space or nothing.
_FRAGMENTS = {
    "MONTH": rf"(?P<month>{_MONTH})(?![^\W\d_])(?:\.(?=~[0-9']))?",
    "MONTHNAME": rf"{_MONTH}(?![^\W\d_])",
    "DAYNAME": (
        r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
        r"|sat(?:urday)?|sun(?:day)?)(?!\w)"
    ),
    "DAY": rf"(?P<day>{_DAY}){_ORD}?",
    "NTHDAY": rf"(?P<day>{_DAY}){_ORD}",
    "ORDINALWORD": rf"(?:{'|'.join(sorted(_ORDINAL_WORDS, key=len, reverse=True))})",
    "FIRSTDAY": rf"{_DAY}{_ORD}?",
    "YEAR": (
        r"(?:(?P<year>(?:19|2[0-2])[0-9]{2}(?!~hrs|~hours)|'?[0-9]{2}(?!~[ap]\.?m|~noon|~midday|~hrs|~o'clock"
        r"|[:.][0-9]))(?![0-9]|/[0-9]|-[0-9]{2}(?![0-9]))|(?P<rel>this|next)_year)"
    ),
    "FINYEAR": r"(?:(?P<start>20[0-9]{2}|[0-9]{2})~[-/]~(?P<finish>20[0-9]{2}|[0-9]{2})(?![0-9/]))",
    "EDGE": (
        rf"(?:{_EDGE}(?:_to_|-to-|~[-/]~|_or_))?(?P<edge>{_EDGE})"
        r"(?:-|_)(?:(?:of|in|on)(?:-|_))?(?:the_)?"
    ),
    "SEASON": r"(?P<season>spring|summer|autumn|winter)(?:time)?(?!\w)",
    "NUMBER": rf"(?:{_NUMBER}(?:~-~|~/~|_to_|_or_))?(?P<number>{_NUMBER})",
    "UNIT": rf"(?P<unit>{_UNIT})(?!\w)",
    "LENGTH": rf"(?:{_NUMBER}(?:~-~|~/~|_to_|_or_))?{_NUMBER}~{_UNIT}(?!\w)",
    "NTH": r"(?P<nth>first|second|third|fourth|final|last|[1-4](?:st|nd|rd|th))",
    "BODY": (
        r"(?:meeting|board|(?:sub-?)?group|subgroup|(?:sub-?)?committee|partnership|panel|forum|session"
        r"|agenda|executive|cabinet|council|network)(?:_meeting)?(?!\w)"
    ),
    "WORDS": rf"(?:(?!{_STOP})[a-z0-9&./-]{{1,24}}_){{0,3}}",
    "CODE": r"(?P<code>[a-z][a-z0-9&]{1,9})(?:_meeting)?(?!\w)",
    "CLOCK": (
        r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?~(?:[ap]m(?!\w)|[ap]\.m\.?|hrs(?!\w)|noon|midday|midnight|o'clock)"
        r"|[0-9]{1,2}:[0-9]{2}(?![0-9])(?:~hrs(?!\w))?|[0-9]{4}~hrs(?!\w)|(?:noon|midday|midnight)(?!\w))"
    ),
    "PLAY": (
        r"(?:(?:cop|cob|eop|eod|eob)(?!\w)|(?:the_)?(?:close|end)_of_(?:play|business|(?:the_)?(?:working_)?day)"
        r"(?!\w)|first_thing|lunch(?:time)?(?!\w))"
    ),
}


def fold_line(text: str) -> str:
    """Return `text` in ASCII lower case with plain dashes, quotes and spaces, at the same length."""
    return text.translate(_SAME_LENGTH)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return the pattern for folded text that `source` stands for; compiled once, when first asked for.

    Every repeat in it is bounded, so that no line, however long, is slow to read.
    """
    while True:
        spelt = re.sub("[A-Z]{2,}", lambda word: _FRAGMENTS[word[0]], source)
        if spelt == source:
            break
        source = spelt
    return re.compile(_with_spaces(source))


def _with_spaces(source: str) -> str:
    """Spell out `_` and `~`, but inside character classes, where they are themselves."""
    parts = re.split(r"(\[[^\]]*\]|\(\?P<\w+>)", source)
    parts[::2] = [part.replace("_", " {1,3}").replace("~", " {0,3}") for part in parts[::2]]
    return "".join(parts)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation, in folded text."""
    return next(n for n, full in enumerate(MONTH_NAMES, 1) if full.lower().startswith(name[:3]))


def weekday_number(name: str) -> int:
    """Return 0 (Monday) to 6 for a day's name or abbreviation, in folded text."""
    return next(n for n, full in enumerate(WEEKDAY_NAMES) if full.lower().startswith(name[:3]))


def number_of(words: str) -> int:
    """Return the number that digits, a number word, "a" or "a couple of" say."""
    if "couple" in words:
        return 2
    return _NUMBERS[words] if words in _NUMBERS else int(words)


def ordinal_of(word: str) -> int:
    """Return 1 to 31 for "first" or "1st" to "thirty-first", and -1 for "last"."""
    return _ORDINALS[word] if word in _ORDINALS else int(word[0])


def full_year(digits: str) -> int:
    """Return the year four digits, two digits or an apostrophe and two digits say; two are 20xx."""
    plain = digits.lstrip("'")
    return int(plain) if len(plain) == 4 else 2000 + int(plain)
