"""A second start on the same library raises the first window and hands it its files."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1200
"""After this a first window that does not answer counts as out of reach: the second says so within two seconds."""


def server_name(folder: Path) -> str:
    """Short, since long socket names fail; the same for every spelling of the folder and other for every user."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return "readerapp-" + hashlib.sha256(f"{user}:{folder.resolve()}".encode()).hexdigest()[:16]


def call_first(folder: Path, files: list[str]) -> bool:
    """Ask the first window to come to the front and import files; whether it answered."""
    socket, clock = QLocalSocket(), QDeadlineTimer(WAIT_MS)
    socket.connectToServer(server_name(folder))
    if not socket.waitForConnected(WAIT_MS):
        return False
    message = {"files": [str(Path(file).absolute()) for file in files]}
    socket.write(json.dumps(message).encode() + b"\n")
    answered = socket.waitForBytesWritten(clock.remainingTime()) and socket.waitForReadyRead(clock.remainingTime())
    socket.disconnectFromServer()
    return bool(answered)


class FirstWindow(QObject):
    """Listens for later starts, as long as the window lives."""

    def __init__(self, folder: Path, called: Callable[[list[str]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._called = called
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = server_name(folder)
        if not self._server.listen(name):
            # The lock says that we are the first: what holds the name is left over from a crash.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _connected(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return

        def read() -> None:
            if not socket.canReadLine():
                return
            line = bytes(socket.readLine().data())
            socket.write(b"ok\n")
            socket.flush()
            try:
                files = json.loads(line)["files"]
            except (ValueError, KeyError, TypeError, RecursionError):
                return
            self._called([file for file in files if isinstance(file, str)])

        socket.readyRead.connect(read)
        socket.disconnected.connect(socket.deleteLater)
        read()
