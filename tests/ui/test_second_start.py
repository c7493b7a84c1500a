"""A second start calls the window that is open, and opens none."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from sop_minutes.domain.errors import UserError
from sop_minutes.holding import lock_file
from sop_minutes.locking import lock_at
from sop_minutes.ui import alone
from sop_minutes.ui.alone import Alone, MeetingPlace, be_first, meeting_place
from sop_minutes.ui.calling import LONGEST, Call, Reception, write_call
from sop_minutes.ui.front_door import FrontDoor
from sop_minutes.ui.shell import Shell
from tests.starts import Profile, held_elsewhere, kill, outcome, profile_in
from tests.ui.windows import make_file, wait_until


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    with profile_in(tmp_path) as made:
        yield made


def test_a_second_start_hands_its_file_to_the_first_and_a_killed_first_is_replaced(
    profile: Profile, path: Path, tmp_path: Path
) -> None:
    other = make_file(tmp_path / "o.sopm")
    first = profile.start_first(path)
    assert outcome(profile.start("o.sopm", cwd=tmp_path)) == (0, "")
    profile.wait_until_open(other)
    assert not lock_file(path).exists()
    kill(first)
    left = set(profile.session.iterdir())
    assert {file.suffix for file in left} == {"", ".lock"}
    again = profile.start()
    wait_until(lambda: _process_of(other) == again.pid)
    assert outcome(profile.start(path)) == (0, "")
    profile.wait_until_open(path)
    assert again.poll() is None


def _process_of(path: Path) -> int:
    """Return which process holds a file, 0 for none."""
    return int(lock_at(lock_file(path)).getLockInfo()[0])


@pytest.fixture
def name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with profile_in(tmp_path_factory.mktemp("p")) as made:
        yield str(made.session / "here")


def _caller(name: str, words: bytes) -> QLocalSocket:
    caller = QLocalSocket()
    caller.connectToServer(name)
    assert caller.waitForConnected(5000)
    caller.write(words)
    caller.flush()
    return caller


@pytest.mark.parametrize(
    "words",
    [
        b"open the door\n",
        b"[]\n",
        b'{"file": ""}\n',
        b'{"file": "", "token": 1}\n',
        b'{"file": "", "token": "", "do": "delete"}\n',
        b'{"file": "not/whole", "token": ""}\n',
        b'{"file": "/a\\u0000b", "token": ""}\n',
        b"\xff\xfe\n",
        b"[" * LONGEST + b"\n",
        b" " * (2 * LONGEST),
    ],
)
def test_what_is_no_call_is_not_answered(app: QApplication, name: str, words: bytes) -> None:
    reception = Reception(name)
    called = QSignalSpy(reception.called)
    assert reception.listen()
    caller = _caller(name, words)
    wait_until(lambda: caller.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert caller.readAll().data() == b""
    assert called.count() == 0
    proper = _caller(name, write_call(Call("/x.sopm", "t")))
    wait_until(called.count)
    assert called.at(0) == [Call("/x.sopm", "t")]
    wait_until(lambda: proper.bytesAvailable() or proper.waitForReadyRead(1))
    reception.close()


def test_a_call_that_comes_in_pieces_is_one(app: QApplication, name: str) -> None:
    reception = Reception(name)
    called = QSignalSpy(reception.called)
    assert reception.listen()
    words = write_call(Call("/a/\udcff.sopm"))
    caller = _caller(name, words[:7])
    app.processEvents()
    assert called.count() == 0
    caller.write(words[7:])
    caller.flush()
    wait_until(called.count)
    assert called.at(0) == [Call("/a/\udcff.sopm")]
    reception.close()


def test_the_place_is_this_user_s_alone_and_each_profile_s_own(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Path(name).parent
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(session))
    one, other = meeting_place(tmp_path / "a.json"), meeting_place(tmp_path / "b.json")
    assert one is not None
    assert other is not None
    assert one.name != other.name
    session.chmod(0o755)
    assert meeting_place(tmp_path / "a.json") is None
    session.chmod(0o700)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    elsewhere = meeting_place(tmp_path / "a.json")
    assert elsewhere is not None
    assert elsewhere.lock.parent.stat().st_mode & 0o777 == 0o700
    assert elsewhere.lock.parent.stat().st_uid == os.getuid()


def test_the_socket_is_for_this_user_alone(app: QApplication, name: str) -> None:
    reception = Reception(name)
    assert reception.listen()
    assert Path(name).stat().st_mode & 0o077 == 0
    reception.close()
    assert not Path(name).exists()


def test_what_a_killed_window_left_of_its_socket_is_replaced(app: QApplication, name: str) -> None:
    Path(name).write_text("left")
    reception = Reception(name)
    assert reception.listen()
    reception.close()


@pytest.fixture
def door(shell: Shell, name: str) -> Iterator[FrontDoor]:
    lock = lock_at(Path(f"{name}.lock"))
    assert lock.tryLock(0)
    while (left := QApplication.activeModalWidget()) is not None:  # a dialog of another test
        left.close()
    made = FrontDoor(Alone(name, lock), shell.window)
    yield made
    made.close()


def _call(name: str, file: Path) -> QLocalSocket:
    return _caller(name, write_call(Call(str(file))))


def _told(shell: Shell) -> str:
    return shell.window.message.text.text()


def test_a_call_before_all_is_there_is_seen_to_then(
    shell: Shell, door: FrontDoor, name: str, tmp_path: Path
) -> None:
    other = make_file(tmp_path / "o.sopm")
    caller = _call(name, other)
    wait_until(lambda: caller.bytesAvailable() or caller.waitForReadyRead(1))
    door.let_in(shell)
    assert shell.settings.database == str(other)


def test_a_call_for_what_is_open_leaves_it_as_it_is(shell: Shell, door: FrontDoor, name: str) -> None:
    door.let_in(shell)
    shown = shell.pages
    caller = _call(name, Path(shell.settings.database))
    wait_until(lambda: caller.bytesAvailable() or caller.waitForReadyRead(1))
    assert shell.pages is shown


def test_a_call_for_a_file_that_is_gone_says_so(
    shell: Shell, door: FrontDoor, name: str, tmp_path: Path
) -> None:
    door.let_in(shell)
    caller = _call(name, tmp_path / "gone.sopm")
    wait_until(lambda: "There is no database" in _told(shell))
    assert not (tmp_path / "gone.sopm").exists()
    assert shell.pages is not None
    caller.abort()


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_question_that_is_open_is_answered_first(
    shell: Shell, door: FrontDoor, name: str, tmp_path: Path, is_locked: bool
) -> None:
    other = make_file(tmp_path / "o.sopm")
    door.let_in(shell)
    question = QDialog(shell.window)
    question.open()
    if is_locked:
        shell.safe.locking.lock()
        cover = shell.safe.locking.cover
        assert cover is not None
        assert not cover.news.isVisible()
    before = shell.settings.database
    caller = _call(name, other)
    wait_until(lambda: caller.bytesAvailable() or caller.waitForReadyRead(1))
    if is_locked:
        assert cover.news.isVisible()
        assert cover.news.text() == "Another file is opened once this is unlocked."
    shell.safe.locking.unlock()
    wait_until(lambda: "Finish first what you are asked here" in _told(shell))
    assert question.isVisible()
    assert shell.settings.database == before
    question.accept()
    wait_until(lambda: _told(shell) == f"{other} waits to be opened.")
    shell.window.message.findChildren(QPushButton, "message-verb")[0].click()
    assert shell.settings.database == str(other)
    caller.abort()


def test_a_window_that_hangs_is_not_waited_for_for_ever(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "PATIENCE", 0.3)
    place = MeetingPlace(Path(f"{name}.lock"), name)
    with held_elsewhere(tmp_path / "x.sopm", lock=place.lock) as hanging:
        with pytest.raises(UserError, match=rf"does not answer \(process {hanging.pid}\).*is safe"):
            be_first(place, None)  # one that does not listen
        deaf = socket.socket(socket.AF_UNIX)
        deaf.bind(name)
        deaf.listen()
        with pytest.raises(UserError, match="does not answer"):
            be_first(place, None)  # one that listens, and says nothing
        deaf.close()
        kill(hanging)
    first = be_first(place, None)
    assert first is not None
    first.leave()


def test_who_comes_when_the_first_has_gone_is_the_first(name: str, tmp_path: Path) -> None:
    place = meeting_place(tmp_path / "a.json")
    assert place is not None
    one = be_first(place, None)
    assert one is not None
    one.leave()
    other = be_first(place, None)
    assert other is not None
    other.leave()


def test_a_file_that_another_window_has_is_said_to_be_so_and_opened_when_that_is_closed(
    shell: Shell, tmp_path: Path
) -> None:
    other = make_file(tmp_path / "o.sopm")
    with held_elsewhere(other):
        shell.try_to_open(other)
        assert "is open in another window on this computer" in _told(shell)
        assert shell.settings.database != str(other)
    shell.window.message.findChildren(QPushButton, "message-verb")[0].click()
    assert shell.settings.database == str(other)
    assert lock_file(other).exists()
    assert _told(shell) == ""
