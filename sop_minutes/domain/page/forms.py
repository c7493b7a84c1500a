"""Making a block something else: a decision, an action, restricted, a heading, and back."""

from dataclasses import replace
from enum import StrEnum

from sop_minutes.domain.grammar.headings import Heading, write_heading
from sop_minutes.domain.page.blocks import Block, Sheet, read_block, write_block
from sop_minutes.domain.sheets import ItemSheet, PointSheet
from sop_minutes.domain.words import AUDIENCE_LABELS, KIND_LABELS, Audience, PointKind, narrower


class Form(StrEnum):
    """What a block can be made."""

    POINT = "point"
    DECISION = "decision"
    ACTION = "action"
    RESTRICTED = "restricted"
    MEMBERS = "members"
    HEADING = "heading"


_LABELS = {
    Form.DECISION: KIND_LABELS[PointKind.DECISION],
    Form.ACTION: KIND_LABELS[PointKind.ACTION],
    Form.RESTRICTED: AUDIENCE_LABELS[Audience.RESTRICTED],
    Form.MEMBERS: AUDIENCE_LABELS[Audience.MEMBERS],
}
_KINDS = {Form.POINT: PointKind.POINT, Form.DECISION: PointKind.DECISION, Form.ACTION: PointKind.ACTION}
_AUDIENCES = {Form.RESTRICTED: Audience.RESTRICTED, Form.MEMBERS: Audience.MEMBERS}


def has_form(block: Block, form: Form) -> bool:
    """Say whether a block is of this form already. One of which only the prefix is typed is."""
    if form is Form.HEADING:
        return block.heading
    sheet = read_block(block)
    if sheet is None or _is_label(block, form):
        return sheet is not None
    if form in _AUDIENCES:
        return sheet.audience is _AUDIENCES[form]
    return isinstance(sheet, PointSheet) and sheet.kind is _KINDS[form]


def with_form(block: Block, form: Form) -> Block:
    """Return a block made `form`, whoever may see it, or what it is, left as it was.

    Making it members' opens nothing that is restricted: that takes taking restricted back first.
    """
    sheet = read_block(block)
    if sheet is None:
        is_heading = form is Form.HEADING
        return Block(_LABELS.get(form, ""), 0 if is_heading else block.level, heading=is_heading)
    if form is Form.HEADING:
        return Block(f"{AUDIENCE_LABELS[sheet.audience]}{_as_point(sheet).text}", heading=True)
    if form in _AUDIENCES:
        return write_block(replace(sheet, audience=narrower(sheet.audience, _AUDIENCES[form])))
    return write_block(replace(_as_point(sheet), kind=_KINDS[form]))


def without_form(block: Block, form: Form) -> Block:
    """Return a block that is no longer `form`: a plain point, or public. One for others stays as it is."""
    sheet = read_block(block)
    if sheet is None or _is_label(block, form):
        return Block("", block.level)
    if form in _AUDIENCES:
        is_form = sheet.audience is _AUDIENCES[form]
        return write_block(replace(sheet, audience=Audience.PUBLIC)) if is_form else block
    return write_block(replace(_as_point(sheet), kind=PointKind.POINT))


def _is_label(block: Block, form: Form) -> bool:
    return form in _LABELS and block.text.strip() == _LABELS[form].strip()


def _as_point(sheet: Sheet) -> PointSheet:
    if isinstance(sheet, ItemSheet):
        text = write_heading(Heading(sheet.title, sheet.presenter, sheet.kind))
        return PointSheet(text, audience=sheet.audience)
    return sheet
