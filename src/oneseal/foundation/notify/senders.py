"""The gateway that ships: text messages over the signed protocol."""

from __future__ import annotations

from datetime import datetime

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
