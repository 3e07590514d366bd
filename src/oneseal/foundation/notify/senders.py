"""The gateways that ship: text messages over the signed protocol, and mail over SMTP."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
import time
from datetime import datetime
from email.message import EmailMessage
from typing import Any, Final

from django.conf import settings

from oneseal.foundation.notify.services import Letter
from oneseal.foundation.outside.services import (
    MAIL,
    TIMEOUT_SECONDS,
    Outcome,
    OutsideNoAnswer,
    Question,
    ask,
    attempt,
)

SMS_PATH = "/v1/messages"


class SmsGateway:
    """Text messages (docs/reference/outside.md)."""

    def send(self, letter: Letter, *, now: datetime) -> str:
        """Hand a text message over."""
        content = {"key": str(letter.key), "to": letter.address, "text": letter.text}
        question = Question("sms", SMS_PATH, content, purpose="notify", subject=letter.subject)
        answer = ask(question, now=now)
        reference = answer.get("id")
        if not isinstance(reference, str):
            raise OutsideNoAnswer(Outcome.MALFORMED)
        return reference


_PERMANENT: Final = 500  # RFC 5321, 4.2.1: 5yz is final, 4yz is worth another try


class MailServer:
    """Mail over SMTP (docs/reference/outside.md).

    The Message-ID is the key of the message, so that a mailbox recognises what came twice.
    """

    def send(self, letter: Letter, *, now: datetime) -> str:
        """Hand a mail over."""
        mail = EmailMessage()
        reference = f"<{letter.key}@oneseal>"
        mail["Message-ID"], mail["Subject"] = reference, letter.title
        mail["From"], mail["To"] = settings.ONESEAL_MAIL.get("sender", ""), letter.address
        mail["Date"] = now
        mail.set_content(letter.text)
        question = Question(MAIL, "", {}, purpose="notify", subject=letter.subject)
        attempt(question, lambda: _handed_over(mail), now=now)
        return reference


def _handed_over(mail: EmailMessage) -> None:
    """Speak with the server once, three seconds at most; an answer of 5xx is a refusal, all else may pass."""
    place = settings.ONESEAL_MAIL
    connection = _connection(place.get("security", ""))
    ends = time.monotonic() + TIMEOUT_SECONDS
    hanging_up = threading.Timer(TIMEOUT_SECONDS, _hang_up, (connection,))
    hanging_up.start()
    try:
        _spoken(mail, place, connection)
    except OSError as problem:  # smtplib's own are of this kind
        is_late = isinstance(problem, TimeoutError) or time.monotonic() >= ends
        raise OutsideNoAnswer(Outcome.TIMED_OUT if is_late else _outcome_of(problem)) from None
    finally:
        hanging_up.cancel()
        connection.close()


def _connection(security: str) -> smtplib.SMTP:
    """Return a connection that is not open yet, so that it can be hung up while it is being opened."""
    if security == "tls":
        return smtplib.SMTP_SSL(timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(timeout=TIMEOUT_SECONDS)


def _spoken(mail: EmailMessage, place: dict[str, Any], connection: smtplib.SMTP) -> None:
    security = place.get("security", "")
    # `connect` does not note the name that the certificate has to bear.
    connection._host = place["host"]  # type: ignore[attr-defined]
    connection.connect(place["host"], int(place["port"]))
    if security == "starttls":
        connection.starttls(context=ssl.create_default_context())
    if place.get("user") and security in {"tls", "starttls"}:  # a password never travels in clear
        connection.login(place["user"], place.get("password", ""))
    connection.send_message(mail)


def _outcome_of(problem: OSError) -> Outcome:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in problem.recipients.values()]
        return Outcome.REFUSED if all(code >= _PERMANENT for code in codes) else Outcome.UNREACHABLE
    if isinstance(problem, smtplib.SMTPDataError | smtplib.SMTPSenderRefused):
        return Outcome.REFUSED if problem.smtp_code >= _PERMANENT else Outcome.UNREACHABLE
    return Outcome.UNREACHABLE


def _hang_up(connection: smtplib.SMTP) -> None:
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # None is suppressed
