"""What the change log shows as rich text: each field before and after, with what differs marked."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape

from sop_minutes.domain.due import format_date
from sop_minutes.domain.logged import LoggedEntry, LoggedField, LoggedRow
from sop_minutes.domain.words import AUDIENCE_LABELS, Audience
from sop_minutes.ui.theme import Theme

_PARTS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PARTS = 2_000
"""Texts of more words are shown whole, before and after: to compare them would take too long."""


_ALIKE = 0.4
"""Two texts less alike are shown one after the other, not one within the other."""

_SENTENCE = 6
"""So many words make a text; a date, a name or a status is one value, and shown whole before and after."""


def moment_words(head: LoggedEntry) -> str:
    """Return when an entry was made, as one says it here."""
    at = head.at.astimezone()
    return f"{format_date(at.date())}, {at:%H:%M}"


def told_html(title: str, notes: Iterable[str], rows: Iterable[LoggedRow], theme: Theme) -> str:
    """Return rows as rich text: what went struck through, what came underlined, each in its colour too."""
    said = [f"<h3>{escape(title)}</h3>", *(f"<p>{escape(note)}</p>" for note in notes)]
    for row in rows:
        label = AUDIENCE_LABELS[row.audience] if row.audience is Audience.RESTRICTED else ""
        where = f" <span>({escape(row.where)})</span>" if row.where else ""
        said.append(f"<p><b>{escape(label + row.what)}</b>{where}: {escape(row.deed)}</p>")
        if row.fields:
            said.append("<ul>" + "".join(f"<li>{_field(each, theme)}</li>" for each in row.fields) + "</ul>")
    return "\n".join(said)


def _field(field: LoggedField, theme: Theme) -> str:
    return f"{escape(field.name)}: {_difference(field.before, field.after, theme)}"


def _difference(before: str, after: str, theme: Theme) -> str:
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    if not old or not new or len(old) + len(new) > _MOST_PARTS:
        return " ".join(part for part in (_went(before, theme), _came(after, theme)) if part)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    is_text = min(len(text.split()) for text in (before, after)) >= _SENTENCE
    if not is_text or matcher.ratio() < _ALIKE:
        return f"{_went(before, theme)} → {_came(after, theme)}"
    found = []
    for verb, i, j, k, m in matcher.get_opcodes():
        if verb == "equal":
            found.append(_plain("".join(new[k:m])))
        else:
            space = " " if verb == "replace" else ""
            found += [_went("".join(old[i:j]), theme), space, _came("".join(new[k:m]), theme)]
    return "".join(found)


def _went(text: str, theme: Theme) -> str:
    tone = theme.tones["late"]
    look = f"color:{tone.ink.name()};background-color:{tone.back.name()}"
    return f'<s style="{look}">{_plain(text)}</s>' if text else ""


def _came(text: str, theme: Theme) -> str:
    tone = theme.tones["good"]
    look = f"color:{tone.ink.name()};background-color:{tone.back.name()}"
    return f'<u style="{look}">{_plain(text)}</u>' if text else ""


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")
