"""The second examiner: he confirms the record that names him by his own login (T17c), or objects to it (T17o)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from oneseal.cases.errors import ReasonMissing
from oneseal.cases.models import Opinion
from oneseal.cases.rules.lifecycle import STEPS
from oneseal.cases.rules.opinions import second_key, seconded_sha256
from oneseal.cases.rules.states import Action, State
from oneseal.cases.services.examining import waits_again
from oneseal.cases.services.moving import KIND, Change, PaperDraft, Press, begin, complete, once
from oneseal.cases.services.procedures import recorded
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Update
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import procedure_contents as papers

CONFIRMED: Final = "confirmed"
OBJECTED: Final = "objected"
VERDICTS: Final = {"grant": "建议准予许可", "refuse": "建议不予许可"}


def review_confirm(*, case_id: UUID, note: str, press: Press) -> None:
    """Confirm as its second examiner the record of an examination (T17c); the case waits for its decision from now on.

    Raises:
        NoSuchMove, NotAllowed: another person, or confirmed already.
    """
    once(press, case_id=case_id, action=Action.CONFIRM_REVIEW, work=lambda: _confirm(case_id, note.strip(), press))


def _confirm(case_id: UUID, note: str, press: Press) -> None:
    change = begin(case_id, Action.CONFIRM_REVIEW, press)
    row = _said(change, CONFIRMED, note)
    change.columns["second_confirmed_at"] = press.now
    change.step = STEPS[State.DECISION_PENDING]
    change.after |= {"examiner": row.author_name, "verdict": row.verdict}

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = papers.ReviewConfirmation(
            **recorded(change, head, paper_id), examiner=row.author_name, examined_on=beijing_date(row.given_at),
            conclusion=VERDICTS[row.verdict], opinion=change.facts.told(row.text), confirmed_on=beijing_date(press.now),
            note=note or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, change.facts.id))

    change.papers.append(build)
    complete(change)


def review_object(*, case_id: UUID, reason: str, press: Press) -> None:
    """Object as its second examiner to the record of an examination (T17o); the case is examined again.

    Raises:
        ReasonMissing, NoSuchMove, NotAllowed: another person, or confirmed already.
    """
    once(press, case_id=case_id, action=Action.OBJECT_REVIEW, work=lambda: _object(case_id, reason.strip(), press))


def _object(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.OBJECT_REVIEW, press)
    if not reason:
        raise ReasonMissing("an objection says why")
    row = _said(change, OBJECTED, reason)
    change.after |= {"examiner": row.author_name, "reason": reason}
    waits_again(change)
    complete(change)


def _said(change: Change, verdict: str, text: str) -> Opinion:
    """Write what the second examiner says of the last record, with its digest in the trace; return that record."""
    row = Opinion.objects.filter(case_id=change.facts.id, step="review").order_by("-given_at", "-id")[0]
    said = {"second_verdict": verdict, "second_text": text, "second_at": change.press.now}
    whole = {"id": row.id, "case_id": row.case_id, "second_id": row.second_id, **said}
    change.after["opinions"] = {second_key(row.id): seconded_sha256(whole)}
    change.writes.append(Update("cases_opinion", {"id": row.id}, said))
    return row
