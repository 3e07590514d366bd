"""Asks a PostgreSQL server over its socket whether it answers, without any driver."""

from __future__ import annotations

import socket
import struct
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROTOCOL_3 = 196608
# SQLSTATE cannot_connect_now: starting up, recovering or shutting down (PostgreSQL, appendix A).
CANNOT_CONNECT_NOW = b"57P03"
PATIENCE_SECONDS = 5.0


class Answer(StrEnum):
    """What a server says to somebody who knocks."""

    SILENT = "silent"
    BUSY = "busy"
    READY = "ready"


def startup_packet(user: str, database: str) -> bytes:
    """Return the first message of the PostgreSQL protocol, version 3.0 (section 54.7)."""
    pairs = b"".join(part.encode() + b"\0" for part in ("user", user, "database", database))
    body = struct.pack("!I", PROTOCOL_3) + pairs + b"\0"
    return struct.pack("!I", len(body) + 4) + body


def knock(path: Path, *, user: str, database: str = "postgres") -> Answer:
    """Return whether the server behind a socket is silent, busy starting or ready."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(str(path))
            connection.sendall(startup_packet(user, database))
            reply = connection.recv(4096)
        except TimeoutError:
            return Answer.BUSY
        except OSError:
            return Answer.SILENT
    if not reply:
        return Answer.SILENT
    busy = reply[:1] == b"E" and CANNOT_CONNECT_NOW in reply
    return Answer.BUSY if busy else Answer.READY
