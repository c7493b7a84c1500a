"""Users' own templates of notes, and which template a group's notes take."""

from sqlmodel import Session, select

from sop_minutes.commands.checks import line_of, row_of
from sop_minutes.commands.circulating import freeze_file
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.templates import HOUSE
from sop_minutes.domain.text import fold
from sop_minutes.domain.words import NoteLayout
from sop_minutes.queries.templates import list_templates, template_called
from sop_minutes.storage.tables import Group, NoteTemplate


def add_template(
    session: Session, name: str, content: bytes, *, layout: NoteLayout = NoteLayout.SENTENCES
) -> int:
    """Keep a Word file, as `importing.template` reads it, as a template; return it.

    Raises UserError for an empty name, and one that another template has.
    """
    template = NoteTemplate(
        name=_free_name(session, name), layout=layout, frozen_file_id=freeze_file(session, content)
    )
    session.add(template)
    session.flush()
    return template.id


def rename_template(session: Session, template_id: int, *, name: str) -> None:
    """Give a user's own template another name. Raises UserError as `add_template`."""
    template = row_of(session, NoteTemplate, template_id)
    new = _free_name(session, name, but_for=template.id)
    for group in _those_with(session, template.name):
        group.template = new
    template.name = new
    session.flush()


def remove_template(session: Session, template_id: int) -> None:
    """Take a user's own template away; the groups whose notes took it take the house's again."""
    template = row_of(session, NoteTemplate, template_id)
    for group in _those_with(session, template.name):
        group.template = ""
    session.delete(template)
    session.flush()


def choose_template(session: Session, group_id: int | None, *, name: str) -> None:
    """Have the notes of a group, of all for None, take the template of that name unasked.

    Raises UserError if there is none.
    """
    groups = [row_of(session, Group, group_id)] if group_id is not None else session.exec(select(Group)).all()
    chosen = template_called(session, name).name
    for group in groups:
        group.template = "" if chosen == HOUSE else chosen
    session.flush()


def _those_with(session: Session, name: str) -> list[Group]:
    return list(session.exec(select(Group).where(Group.template == name)))


def _free_name(session: Session, name: str, *, but_for: int | None = None) -> str:
    line = line_of(name, "A template needs a name.")
    for row in list_templates(session):
        if fold(row.name) == fold(line) and (row.id is None or row.id != but_for):
            raise UserError(f"There already is a template called “{row.name}”; give this one another name.")
    return line
