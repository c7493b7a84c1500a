"""How a second start calls the window that is open, and how that one answers.

One line of JSON goes over a local socket that is this user's own: which file to open, and what lets the
window come to the front. The answer is one line too. Knows QtNetwork: not imported before the first paint.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

LONGEST = 16 * 1024
"""Bytes of a call; a path and a token take less."""

_ANSWER = b"coming\n"
_TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
_A_MOMENT = 0.05


class Call(NamedTuple):
    """What a second start wants: a file opened, "" for none; `token` is its leave to be in front."""

    file: str = ""
    token: str = ""


def call_of(file: Path | None) -> Call:
    """Return the call of this process: the file in full, whatever folder the window was started in."""
    token = next(filter(None, (os.environ.get(name) for name in _TOKENS)), "")
    return Call(str(file.absolute()) if file else "", token)


def write_call(call: Call) -> bytes:
    """Return a call as it goes over the socket."""
    return json.dumps(call._asdict()).encode() + b"\n"


def read_call(line: bytes) -> Call | None:
    """Return what a line says, None where it is no call."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != set(Call._fields):
        return None
    if not all(isinstance(value, str) and "\0" not in value for value in found.values()):
        return None
    call = Call(**found)
    return call if not call.file or Path(call.file).is_absolute() else None


class Reception(QObject):
    """Where the first window is called. `called` gives each call that makes sense, once answered."""

    called = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def listen(self) -> bool:
        """Be there to be called; say whether one is. What a killed window left in this place is removed."""
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Be called no more; who has not been answered may be the first now."""
        self._server.close()

    def _greet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.setReadBufferSize(LONGEST + 1)
            caller.readyRead.connect(self._hear)
            caller.disconnected.connect(caller.deleteLater)
            self._answer(caller)

    def _hear(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._answer(caller)

    def _answer(self, caller: QLocalSocket) -> None:
        """Answer a call that is there as a whole; who says too much, or nothing that makes sense, is left."""
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST:
                caller.abort()
            return
        call = read_call(bytes(caller.readLine(LONGEST + 1).data()))
        if call is None:
            caller.abort()
            return
        caller.write(_ANSWER)
        caller.disconnectFromServer()
        self.called.emit(call)


def send_call(name: str, call: Call, seconds: float) -> bool:
    """Call the first window, waiting so many seconds for it at most; say whether it answered."""
    until = time.monotonic() + seconds
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_left(until)):
        time.sleep(min(_A_MOMENT, max(0.0, until - time.monotonic())))
        return False
    _let_come_forward()
    socket.write(write_call(call))
    heard = b""
    while b"\n" not in heard and socket.waitForReadyRead(_left(until)):
        heard += socket.readAll().data()
    return heard == _ANSWER


def _left(until: float) -> int:
    return max(1, int((until - time.monotonic()) * 1000))


def _let_come_forward() -> None:
    """Let the first window take the foreground, which Windows gives to who was started last."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def come_forward(window: QWidget, token: str) -> None:
    """Bring a window to the front, as far as the desktop allows that."""
    if token:
        os.environ[_TOKENS[0]] = token  # where Qt looks for it on Wayland
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    os.environ.pop(_TOKENS[0], None)
