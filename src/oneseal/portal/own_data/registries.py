"""What the registries said of the reader and of the organisations for which he acts, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from oneseal.exchange.selectors import RegistryAnswer, registered_answers
from oneseal.identity.selectors import Party

VERDICTS: Final[dict[str, dict[str, Promise]]] = {
    "population": {
        "matches": gettext_lazy("与人口库一致"),
        "differs": gettext_lazy("与人口库不一致，请带身份证到窗口核对"),
        "unknown": gettext_lazy("人口库中没有，请带身份证到窗口核对"),
    },
    "companies": {
        "matches": gettext_lazy("与法人库一致"),
        "differs": gettext_lazy("与法人库不一致，请核对营业执照，或者到窗口核对"),
        "unknown": gettext_lazy("法人库中没有，请核对营业执照，或者到窗口核对"),
    },
}
WAITING: Final = gettext_lazy("尚未核对，不影响办理")
NOT_CONNECTED: Final = gettext_lazy("尚未核对，本市还没有接入；办理时核对原件")


def checked_words(answer: RegistryAnswer) -> Promise:
    """Return an answer in words; one that is not there yet says that it is coming."""
    if answer.checked_at is None:
        return WAITING if answer.is_connected else NOT_CONNECTED
    return VERDICTS[answer.registry].get(answer.verdict.value, WAITING)


def checked(parties: Iterable[Party]) -> list[dict[str, Any]]:
    """Return parties of the reader, each with what its registry said."""
    known = list(parties)
    answers = registered_answers(known)
    return [{"party": party, "checked": checked_words(answers[party.id])} for party in known]
