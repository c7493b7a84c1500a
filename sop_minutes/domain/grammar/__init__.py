"""The note grammar: text to sheet and back. docs/grammar.md is the page for people."""

from sop_minutes.domain.grammar.actions import ParsedAction, action_text, read_action
from sop_minutes.domain.grammar.inherited import Exposed, exposed, with_inherited_audiences
from sop_minutes.domain.grammar.lines import Line, read_line, split_audience, write_line
from sop_minutes.domain.grammar.owner_names import Owner, Standing
from sop_minutes.domain.grammar.owner_words import reads_as_role
from sop_minutes.domain.grammar.reading import read_note_text
from sop_minutes.domain.grammar.referrals import ParsedReferral, read_referral
from sop_minutes.domain.grammar.writing import write_note_text

__all__ = [
    "Exposed",
    "Line",
    "Owner",
    "ParsedAction",
    "ParsedReferral",
    "Standing",
    "action_text",
    "exposed",
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
