"""The note grammar: text to sheet and back. docs/grammar.md is the page for people."""

from typing import TYPE_CHECKING

from sop_minutes.domain.lazily import from_modules

if TYPE_CHECKING:
    from sop_minutes.domain.grammar.actions import ParsedAction, action_text, read_action
    from sop_minutes.domain.grammar.inherited import Exposed, exposed, with_inherited_audiences
    from sop_minutes.domain.grammar.lines import Line, read_line, write_line
    from sop_minutes.domain.grammar.owner_names import Owner, Standing
    from sop_minutes.domain.grammar.owner_words import reads_as_role
    from sop_minutes.domain.grammar.prefixes import looks_like, split_audience
    from sop_minutes.domain.grammar.reading import read_note_text
    from sop_minutes.domain.grammar.referrals import ParsedReferral, read_referral
    from sop_minutes.domain.grammar.writing import write_note_text
else:
    __getattr__ = from_modules(
        __name__,
        dict.fromkeys(("ParsedAction", "action_text", "read_action"), "actions")
        | dict.fromkeys(("Line", "read_line", "write_line"), "lines")
        | dict.fromkeys(("looks_like", "split_audience"), "prefixes")
        | dict.fromkeys(("Owner", "Standing"), "owner_names")
        | {"reads_as_role": "owner_words"}
        | {"read_note_text": "reading"}
        | dict.fromkeys(("Exposed", "exposed", "with_inherited_audiences"), "inherited")
        | dict.fromkeys(("ParsedReferral", "read_referral"), "referrals")
        | {"write_note_text": "writing"},
    )

__all__ = [
    "Exposed",
    "Line",
    "Owner",
    "ParsedAction",
    "ParsedReferral",
    "Standing",
    "action_text",
    "exposed",
    "looks_like",
    "read_action",
    "read_line",
    "read_note_text",
    "read_referral",
    "reads_as_role",
    "split_audience",
    "with_inherited_audiences",
    "write_line",
    "write_note_text",
]
