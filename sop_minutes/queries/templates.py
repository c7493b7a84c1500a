"""Templates of notes, and which one a note takes."""

from collections import defaultdict
from dataclasses import replace

from sqlmodel import Session, col, select

from sop_minutes.domain.templates import BUILT_IN, HOUSE, NoteStyle, TemplateRow, find_template
from sop_minutes.domain.words import NoteLayout
from sop_minutes.storage.tables import FrozenFile, Group, Meeting, NoteTemplate


def list_templates(session: Session) -> tuple[TemplateRow, ...]:
    """Return all templates, those that come with us first, then users' own by name."""
    groups = defaultdict(list)
    for code, name in session.exec(select(Group.code, Group.template).order_by(col(Group.code))):
        groups[name or HOUSE].append(code)
    own = session.exec(select(NoteTemplate).order_by(col(NoteTemplate.name)))
    rows = (*BUILT_IN, *(TemplateRow(row.name, NoteLayout(row.layout), id=row.id) for row in own))
    return tuple(replace(row, groups=tuple(groups[row.name])) for row in rows)


def template_called(session: Session, name: str) -> TemplateRow:
    """Return the template of that name, the house's for "". Raises UserError, naming those there are."""
    return find_template(list_templates(session), name)


def usual_template(session: Session, meeting_id: int) -> str:
    """Return the name of the template that a meeting's note takes unasked."""
    query = select(Group.template).join(Meeting, col(Meeting.group_id) == Group.id)
    return session.exec(query.where(Meeting.id == meeting_id)).first() or HOUSE


def note_style(session: Session, meeting_id: int, template: str = "") -> NoteStyle:
    """Return how a meeting's note looks: in the template of that name, its group's usual one for "".

    Raises UserError for a template that is not there.
    """
    return style_called(session, template or usual_template(session, meeting_id))


def style_called(session: Session, template: str) -> NoteStyle:
    """Return how notes look in the template of that name, the house's for "". Raises UserError."""
    row = template_called(session, template)
    if row.id is None:
        return NoteStyle(row.layout)
    kept = session.get_one(FrozenFile, session.get_one(NoteTemplate, row.id).frozen_file_id)
    return NoteStyle(row.layout, kept.content)
