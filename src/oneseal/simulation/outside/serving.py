"""Serve one outside system over HTTP on loopback: signed JSON in, signed JSON out, faults on request."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from typing import Any, Final, Protocol

from oneseal.foundation.outside.wire import HEADER, answering, is_signed, packed, signature, unpacked
from oneseal.simulation.outside.faults import Fault, FaultFile

SLOW_SECONDS: Final = 8.0
LARGEST: Final = 1024 * 1024
PROGRAMS: Final = "/v1/"
Answer = Mapping[str, Any]
Handler = Callable[[Mapping[str, Any]], Answer]


class Refused(ValueError):
    """A system refuses a question."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser is answered: a page, or with `onward` another address to go to."""

    status: HTTPStatus
    body: str = ""
    onward: str = ""


class Pages(Protocol):
    """The pages that a system shows to people, beside what it answers to programs."""

    def show(self, path: str) -> Page:
        """Return the page at a path."""

    def press(self, path: str) -> Page:
        """Do what the button of the page at a path does, and return what comes next."""


@dataclass(slots=True)
class System:
    """One outside system: its name, its secret, and what it answers at which path.

    `wrong` answers when the fault "wrong answer" is on; `pages` are what it shows to people.
    """

    name: str
    secret: str
    handlers: Mapping[str, Handler]
    wrong: Handler
    faults: FaultFile
    slow_seconds: float = SLOW_SECONDS
    pages: Pages | None = None

    def answer(self, path: str, content: Mapping[str, Any]) -> Answer:
        """Return the answer to a signed question, right or wrong as the fault will have it."""
        handler = self.handlers[path]
        return self.wrong(content) if self.faults.of(self.name) is Fault.WRONG else handler(content)


class _Request(BaseHTTPRequestHandler):
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet; the system has its own log."""

    def do_GET(self) -> None:
        """Show a page to a person."""
        pages = self.server.system.pages
        if pages is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif self._is_up():
            self._show(pages.show(self.path))

    def _is_up(self) -> bool:
        """Return False, answered, when the fault "down" is on; wait when "slow" is."""
        system = self.server.system
        fault = system.faults.of(system.name)
        if fault is Fault.DOWN:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
            return False
        if fault is Fault.SLOW:
            time.sleep(system.slow_seconds)
        return True

    def _show(self, page: Page) -> None:
        body = page.body.encode()
        self.send_response(page.status)
        if page.onward:
            self.send_header("Location", page.onward)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Answer one question, or one press of a button on a page."""
        if not self._is_up():
            return
        system = self.server.system
        if system.pages is not None and not self.path.startswith(PROGRAMS):
            self._show(system.pages.press(self.path))
            return
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), LARGEST))
        now = int(time.time())
        header = self.headers.get(HEADER, "")
        if not is_signed(header, system.secret, method="POST", path=self.path, body=body, at=now):
            self.send_error(HTTPStatus.UNAUTHORIZED)
        elif self.path not in system.handlers:
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            self._reply(body, question=header)

    def _reply(self, body: bytes, *, question: str) -> None:
        system = self.server.system
        try:
            answer = packed(system.answer(self.path, unpacked(body)))
        except (ValueError, KeyError, TypeError):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        method = answering(question)
        signed = signature(system.secret, method=method, path=self.path, body=answer, at=int(time.time()))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.send_header(HEADER, signed)
        self.end_headers()
        self.wfile.write(answer)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], system: System) -> None:
        self.system = system
        super().__init__(address, _Request)


@dataclass(slots=True)
class Running:
    """A server at work; `port` is where it listens."""

    server: TCPServer
    thread: Thread

    @property
    def port(self) -> int:
        """Return the port on which it listens."""
        return int(self.server.server_address[1])

    def stop(self) -> None:
        """End it and wait until it has ended."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def started(server: TCPServer, *, name: str) -> Running:
    """Let a server that has its port begin its work, on a thread of its own."""
    thread = Thread(target=server.serve_forever, args=(0.2,), name=name, daemon=True)
    thread.start()
    return Running(server, thread)


def serve(system: System, *, port: int = 0) -> Running:
    """Start to serve a system on loopback; port 0 takes any free one."""
    return started(_Server(("127.0.0.1", port), system), name=system.name)
