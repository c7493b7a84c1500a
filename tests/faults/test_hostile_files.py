"""Names from people, groups, titles, templates and attachments, by the verbs that make files of them."""

import shutil
import zipfile
from contextlib import chdir
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from sop_minutes.commands.groups import add_group
from sop_minutes.commands.notes import record_note
from sop_minutes.commands.organisations import seat_person
from sop_minutes.commands.people import add_person
from sop_minutes.domain.errors import UserError
from sop_minutes.domain.grammar import read_note_text
from sop_minutes.importing.replies import read_replies
from sop_minutes.queries.actions import ActionFilter, list_actions
from sop_minutes.queries.circulating import circulations_of
from sop_minutes.storage.database import Database
from tests.faults.exports import do
from tests.faults.hostile import BAD_NAMES, ODD
from tests.faults.office import DATABASE
from tests.faults.test_hostile_names import check_name

_NAMES = [*BAD_NAMES, *ODD.values(), "Ann Lee", "ANN LEE", "Ánn Lee"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in a folder, in which a partnership is whose people and templates have the worst of names."""
    folder = tmp_path_factory.mktemp("outer") / "office"
    folder.mkdir()
    with Database.open(folder / DATABASE) as database:
        group_id = database.do("Add", add_group, "../../Board", code="COM1")
        lines = ["Date: 15 November 2017", "Present: Ann Lee (chair)", "# ../../CON"]
        for number, name in enumerate(_NAMES):
            try:
                person_id = database.do(
                    "Add", add_person, name, email=f"x{number}@example.org", initials=f"X{number}"
                )
                database.do("Seat", seat_person, person_id, group_id=group_id)
            except UserError:
                continue  # no name at all
            lines.append(f"Action: @X{number} to ring by 31 Jan")
        note = read_note_text("\n".join(lines))
        database.do("Record", record_note, note, group_id=group_id)
    with chdir(folder):
        do("note", "COM1/2017-11-15", "--to", "plain.docx")
        for name in ("..", "CON", "../../x", "a/b\\c"):
            do("templates", "add", "plain.docx", "--name", name)
        do("approve", "COM1/2017-11-15", "--on", "10/1/2018")
        for number, name in enumerate(("CON", "../../x")):
            do("circulate", "COM1/2017-11-15", "--to", f"drafts {number}", "--template", name)
        do("publish", "COM1", "--to", "site", "--yes")
        do("chase", "--to", "chasers", "--as-of", "1/6/2018")
        do("backup", "copy.sopm")
    return folder


def test_every_file_is_in_its_folder_under_a_name_of_its_own_that_is_good_anywhere(office: Path) -> None:
    assert [path.name for path in office.parent.iterdir()] == ["office"]
    folders = [office, *(path for path in office.iterdir() if path.is_dir())]
    assert {path.name for path in folders} >= {"chasers", "drafts 0", "drafts 1", "site"}
    for folder in folders:
        names = [path.name for path in folder.iterdir()]
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            check_name(name)


def test_everybody_who_owes_something_gets_a_draft(office: Path) -> None:
    with Database.open(office / DATABASE) as database:
        owners = database.read(lambda session: {row.owners for row in list_actions(session, ActionFilter())})
    assert len(owners) > 20
    assert len(list((office / "chasers").glob("*.eml"))) == len(owners)


def test_what_went_out_has_names_that_it_can_be_saved_under(office: Path) -> None:
    with Database.open(office / DATABASE) as database:
        rows = database.read(circulations_of, 1)
    names = [file.name for row in rows for file in row.files]
    assert len(names) == 4
    for name in names:
        check_name(name)


def test_files_attached_to_an_answer_are_read_wherever_their_names_lead(office: Path, tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "eve@example.org"
    message.set_content("See attached.")
    content = (office / "plain.docx").read_bytes()
    for name in (each for each in _NAMES if each.isprintable() and each.isascii()):
        message.add_attachment(content, "application", "octet-stream", filename=name)
        message.add_attachment(content, "application", "octet-stream", filename=f"{name}.docx")
    path = tmp_path / "inner" / "answer.eml"
    path.parent.mkdir()
    path.write_bytes(message.as_bytes())
    with pytest.raises(UserError, match="holds no answer") as refused:
        read_replies(path, date(2018, 1, 1))
    assert "cannot be read" not in str(refused.value)
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")] == ["inner/answer.eml"]


def test_parts_of_a_word_file_go_nowhere_wherever_their_names_lead(office: Path, tmp_path: Path) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    shutil.copy(office / "copy.sopm", folder / DATABASE)
    shutil.copy(office / "plain.docx", folder / "odd.docx")
    with zipfile.ZipFile(folder / "odd.docx", "a") as package:
        for name in ("../climbed.txt", "/srv/../climbed.txt", "..\\climbed.txt", "word/../../climbed.txt"):
            package.writestr(name, b"climbed")
    with chdir(folder):
        for words in (("returned", "import", "odd.docx"), ("templates", "add", "odd.docx", "--name", "odd")):
            do(*words)
    assert not [path for path in tmp_path.rglob("*") if "climbed" in path.name]
