"""The gateways that ship: text messages over the signed protocol, mail over SMTP."""

from __future__ import annotations

import smtplib
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from oneseal.foundation.notify.services import Letter
from oneseal.foundation.outside.services import Outcome, OutsideNoAnswer, Question, ask

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


class MailGateway:
    """Mail over SMTP (RFC 5321), to the server that Django's e-mail settings name."""

    def send(self, letter: Letter, *, now: datetime) -> str:
        """Hand a mail over."""
        del now
        reference = f"<{letter.key}@oneseal>"
        connection = get_connection("django.core.mail.backends.smtp.EmailBackend", timeout=settings.EMAIL_TIMEOUT)
        mail = EmailMessage(
            letter.title, letter.text, to=[letter.address], headers={"Message-ID": reference}, connection=connection
        )
        try:
            mail.send()
        except TimeoutError:
            raise OutsideNoAnswer(Outcome.TIMED_OUT) from None
        except smtplib.SMTPException:
            raise OutsideNoAnswer(Outcome.REFUSED) from None
        except OSError:
            raise OutsideNoAnswer(Outcome.UNREACHABLE) from None
        return reference
