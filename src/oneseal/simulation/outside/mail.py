"""The mail server of the demo city: a small real SMTP server that keeps what it takes, for visitors to read."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Lock
from typing import Any, Final

from oneseal.simulation.outside.faults import Fault, FaultFile
from oneseal.simulation.outside.serving import SLOW_SECONDS, Running, started

MAIL: Final = "mail"
SHOWN: Final = 50
_LONGEST_LINE: Final = 4096
_LARGEST: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The mails a server has taken, one line each; a Message-ID that came before is not kept twice."""

    path: Path
    lock: Lock

    @classmethod
    def at(cls, path: Path) -> Mailbox:
        """Return the mailbox in a file."""
        return cls(path, Lock())

    def take(self, to: str, raw: bytes) -> None:
        """Keep a mail."""
        mail = message_from_bytes(raw)
        body = mail.get_payload(decode=True)
        row = {
            "id": str(mail["Message-ID"]),
            "to": to,
            "title": str(make_header(decode_header(str(mail["Subject"] or "")))),
            "text": "\n".join(body.decode("utf-8", "replace").splitlines()) if isinstance(body, bytes) else "",
        }
        with self.lock:
            if row["id"] not in {kept["id"] for kept in self.rows()}:
                with self.path.open("a", encoding="utf-8") as kept_in:
                    kept_in.write(json.dumps(row, ensure_ascii=False) + "\n")

    def rows(self) -> list[dict[str, Any]]:
        """Return every mail, oldest first."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def latest(self) -> list[dict[str, Any]]:
        """Return the newest mails, newest first."""
        return self.rows()[-SHOWN:][::-1]


class _Session(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Speak with one sender until he goes (RFC 5321)."""
        fault = self.server.faults.of(MAIL)
        if fault is Fault.SLOW:
            time.sleep(self.server.slow_seconds)
        if fault is Fault.DOWN:
            self._say("421 4.3.2 closed for now")
            return
        self._say("220 anlan.example")
        to = ""
        while line := self.rfile.readline(_LONGEST_LINE):
            words = line.decode("utf-8", "replace").strip()
            verb = words[:4].upper()
            if verb == "QUIT":
                self._say("221 2.0.0 goodbye")
                return
            if verb == "DATA" and to:
                self._say("354 go on")
                self.server.mailbox.take(to, self._data())
            to = self._answered(verb, words, to=to, fault=fault)

    def _answered(self, verb: str, words: str, *, to: str, fault: Fault) -> str:
        """Answer one line; return the recipient that stands from now on."""
        if verb == "RCPT":
            if fault is Fault.WRONG:
                self._say("550 5.1.1 no such mailbox")
                return ""
            to = words.partition(":")[2].partition("<")[2].partition(">")[0]
        elif verb not in {"EHLO", "HELO", "MAIL", "DATA", "RSET", "NOOP"}:
            self._say("502 5.5.1 not known here")
            return to
        self._say("250 ok")
        return "" if verb in {"RSET", "DATA", "MAIL"} else to

    def _data(self) -> bytes:
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline(_LONGEST_LINE)) not in {b".\r\n", b".\n", b""}:
            size += len(line)
            if size <= _LARGEST:
                lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], mailbox: Mailbox, faults: FaultFile) -> None:
        self.mailbox, self.faults, self.slow_seconds = mailbox, faults, SLOW_SECONDS
        super().__init__(address, _Session)

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet when a sender hangs up in the middle."""


def serve_mail(mailbox: Mailbox, faults: FaultFile, *, port: int = 0) -> Running:
    """Start to take mail on loopback; port 0 takes any free one."""
    return started(_Server(("127.0.0.1", port), mailbox, faults), name=MAIL)
