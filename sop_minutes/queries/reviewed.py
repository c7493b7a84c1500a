"""Actions of another meeting that a note speaks of: "Action BO 24/1: done"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from sop_minutes.domain.actions import format_ref, is_open, read_ref
from sop_minutes.domain.grammar import read_line
from sop_minutes.domain.grammar.prefixes import REFERENCE
from sop_minutes.domain.sheets import PointSheet
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import ActionStatus, Audience, PointKind, narrower
from sop_minutes.queries.blocks import PointRow, points_of
from sop_minutes.storage.tables import Action, Group, Item, Meeting, Point

_SAID = re.compile(
    rf"(?:Action (?P<named>{REFERENCE}):|(?P<alone>{REFERENCE})(?!\w).{{0,40}}"
    r"\b(?:actioned|closed?|completed?|discharged|done|finished)\b)",
    re.IGNORECASE,
)


class Reviewed(NamedTuple):
    """An action raised elsewhere than in the note that speaks of it; `raised_on` None outside a meeting."""

    ref: str
    text: str
    is_open: bool
    raised_on: date | None


def action_elsewhere(session: Session, ref: str, meeting_id: int) -> Reviewed | None:
    """Return the action that `ref` is, if it is another meeting's; without a code, of the same group."""
    parts = read_ref(ref)
    if parts is None:
        return None
    code, year, number = parts
    query = (
        sa.select(
            col(Group.code),
            col(Action.year),
            col(Action.text),
            col(Action.status),
            col(Item.meeting_id),
            col(Meeting.on),
        )
        .select_from(Action)
        .join(Group, col(Group.id) == Action.group_id)
        .outerjoin(Point, col(Point.id) == Action.point_id)
        .outerjoin(Item, col(Item.id) == Point.item_id)
        .outerjoin(Meeting, col(Meeting.id) == Item.meeting_id)
        .where(col(Action.year) % 100 == year, col(Action.number) == number)
    )
    if code:
        query = query.where(col(Group.code) == code)
    else:
        query = query.where(col(Action.group_id) == session.get_one(Meeting, meeting_id).group_id)
    found = session.connection().execute(query).first()
    if found is None or found.meeting_id == meeting_id:
        return None
    group, raised, text, status, _, on = found
    return Reviewed(format_ref(group, raised, number), text, is_open(ActionStatus(status)), on)


def audiences_of_named(session: Session, points: Iterable[PointRow]) -> dict[int, Audience]:
    """Return for the points that begin with an action's reference who may see that action, by their ids.

    A line that says what became of an action repeats it, and goes no further than the action may
    today: see ADR 9. Of a referral, whose line begins with a group, the first reference counts.
    """
    named = {point.id: read_ref(found["ref"]) for point in points if (found := _named(point))}
    parts = {ref for ref in named.values() if ref and ref[0]}
    if not parts:
        return {}
    seen: dict[tuple[str, int, int], Audience] = {}
    for code, year, number, *audiences in session.connection().execute(
        _AUDIENCES, {"codes": [code for code, _, _ in parts], "numbers": [number for _, _, number in parts]}
    ):
        seen[code, year % 100, number] = narrower(*(Audience(audience) for audience in audiences if audience))
    return {id_: seen[ref] for id_, ref in named.items() if ref in seen}


def _named(point: PointRow) -> re.Match[str] | None:
    if point.kind is PointKind.REFERRAL:
        return _REF.search(point.text)
    return _BEGINS.match(point.text) if point.kind is PointKind.POINT else None


# As we write it: "CG 2017/18" is more likely a year.
_REF = re.compile(r"(?<!\w)(?P<ref>[^\W\d_]\w{0,11} \d{2}/\d{1,6})(?![\w/])")
_BEGINS = re.compile(rf"(?:Action )?{_REF.pattern}", re.IGNORECASE)
_AUDIENCES: Any = (
    sa.select(
        col(Group.code),
        col(Action.year),
        col(Action.number),
        col(Action.audience),
        col(Point.audience),
        col(Item.audience),
    )
    .select_from(Action)
    .join(Group, col(Group.id) == Action.group_id)
    .outerjoin(Point, col(Point.id) == Action.point_id)
    .outerjoin(Item, col(Item.id) == Point.item_id)
    .where(
        col(Group.code).in_(sa.bindparam("codes", expanding=True)),
        col(Action.number).in_(sa.bindparam("numbers", expanding=True)),
    )
)


def reviewed_actions(session: Session, meeting_id: int) -> tuple[Reviewed, ...]:
    """Return the open actions of other meetings that a note's lines review, or say are done."""
    reviewed: dict[Reviewed, None] = {}
    for point in points_of(session, meeting_id):
        said = _SAID.match(point.text) if point.kind is PointKind.POINT else None
        found = action_elsewhere(session, said["named"] or said["alone"], meeting_id) if said else None
        if found and found.is_open:
            reviewed[found] = None
    return tuple(reviewed)


def as_review(session: Session, sheet: PointSheet, meeting_id: int) -> PointSheet:
    """Return a block as it is kept: one that reviews another meeting's action is text, and raises none."""
    if sheet.ref and action_elsewhere(session, sheet.ref, meeting_id):
        return replace(sheet, kind=PointKind.POINT, text=f"Action {sheet.ref}: {sheet.text}", ref="")
    if sheet.kind is PointKind.ACTION and _is_carried(session, sheet.text, meeting_id):
        return replace(sheet, kind=PointKind.POINT)
    return sheet


def _is_carried(session: Session, line: str, meeting_id: int) -> bool:
    """Say whether a line is that of an action of another meeting, which it names and repeats."""
    begins = _BEGINS.match(line)
    action = action_elsewhere(session, begins["ref"], meeting_id) if begins else None
    if begins is None or action is None:
        return False
    own = fold(action.text).rstrip(" .;:")
    return bool(own) and fold(line[begins.end() :]).startswith(own)


def as_typed(session: Session, sheet: PointSheet, meeting_id: int) -> PointSheet:
    """Return a kept block as it is typed; a review of another meeting's action has that one's reference."""
    line = read_line(sheet.text) if sheet.kind is PointKind.POINT and _SAID.match(sheet.text) else None
    if line and line.ref and action_elsewhere(session, line.ref, meeting_id):
        return replace(sheet, kind=PointKind.ACTION, text=line.text, ref=line.ref)
    return sheet
