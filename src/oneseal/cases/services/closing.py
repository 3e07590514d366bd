"""After the decision: licence sealed, result handed over, file archived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from oneseal.cases.errors import PapersNotReady, PickUpCodeWrong, RecipientMissing, VoidAsked
from oneseal.cases.events import CaseDelivered
from oneseal.cases.rules.delivering import Proof, require_proof
from oneseal.cases.rules.states import Action, State
from oneseal.cases.selectors.public import is_code_of
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.moving import KIND, Change, PaperBuilder, PaperDraft, Press, begin, complete, contents, once
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert
from oneseal.kernel.access import ActorKind
from oneseal.papers.selectors import Letterhead, PaperFacts, papers_of
from oneseal.papers.services import are_ready, render_paper
from oneseal.workflow.services import ledger_entry

WAYS = {"window": "窗口领取", "electronic": "电子送达", "express": "邮政寄递"}
RESULTS: Final = frozenset(
    {"licence", "grant_decision", "deemed_renewal_notice", "refusal_decision", "non_acceptance_notice"}
)


def case_issue(*, case_id: UUID, licence: dict[str, str], press: Press) -> None:
    """Record that the licence of a granted case is sealed and ready (T27); made by the room of licences."""
    once(press, case_id=case_id, action=Action.ISSUE, work=lambda: _issue(case_id, licence, press))


def _issue(case_id: UUID, licence: dict[str, str], press: Press) -> None:
    change = begin(case_id, Action.ISSUE, press)
    change.after["licence"] = licence
    complete(change)


@dataclass(frozen=True, slots=True)
class HandOver:
    """How a result is handed over: way ("window", "electronic" or "express") and who received it.

    `pick_up_code` is the query code on the receipt, told at the window instead of a document; empty when none was.
    What the post delivered, in the parcel `waybill`, was received when somebody signed for it, `handed_over_at`, and
    given to the post by `handed_over_by`; None and empty: now, by whoever records it. `seen_by` is the login that
    opened an electronic one, as the program saw it.
    """

    way: str
    received_by: str
    pick_up_code: str = ""
    handed_over_at: datetime | None = None
    handed_over_by: str = ""
    seen_by: UUID | None = None
    waybill: str = ""


def results_of(case_id: UUID) -> list[PaperFacts]:
    """Return the papers of a case that are handed over."""
    return [paper for paper in papers_of(case_id, for_public=True) if paper.kind in RESULTS]


def results_ready(case_id: UUID) -> bool:
    """Return True when every paper that is handed over is set and signed."""
    return are_ready(results_of(case_id))


def results_made(case_ids: Sequence[UUID], *, now: datetime) -> None:
    """Set and sign the papers of cases that are handed over, where nobody has yet.

    The worker makes a paper within moments; one that nobody has opened since its history was invented is made here.
    """
    for paper in papers_of(*case_ids, for_public=True):
        if paper.kind in RESULTS and paper.sha256 is None:
            render_paper(paper.id, now=now)


def case_deliver(*, case_id: UUID, hand_over: HandOver, press: Press) -> None:
    """Hand the result over and record the receipt (T27, T28).

    Raises:
        RecipientMissing, PickUpCodeWrong, PapersNotReady, NoSuchMove, NotAllowed, and what `require_proof` says.
    """
    once(press, case_id=case_id, action=Action.DELIVER, work=lambda: _deliver(case_id, hand_over, press))


def _deliver(case_id: UUID, hand_over: HandOver, press: Press) -> None:
    change = begin(case_id, Action.DELIVER, press)
    facts, now = change.facts, press.now
    if not hand_over.received_by.strip():
        raise RecipientMissing("who received it?")
    if hand_over.pick_up_code and not is_code_of(facts.id, hand_over.pick_up_code):
        raise PickUpCodeWrong("not the code of this case")
    if facts.state is State.GRANTED and ways_of_case(facts).makes_licence:
        raise PapersNotReady("the licence is still being made")
    _require_proof(hand_over, change)
    papers, received_at = results_of(facts.id), hand_over.handed_over_at or now
    if not are_ready(papers):
        raise PapersNotReady("a paper is still being made")
    row = {
        "case_id": facts.id, "way": hand_over.way, "received_by": hand_over.received_by.strip(),
        "delivered_at": received_at, "delivered_by": press.actor.account_id,
    }  # fmt: skip
    change.writes.append(Insert("cases_delivery", [row]))
    change.columns["delivered_at"] = received_at
    if facts.delivery is not None:
        change.columns["due_is_provisional"] = False  # the day that was guessed has come to nothing
        change.writes.append(
            ledger_entry(
                subject=change.subject, effect="delivered", on=beijing_date(received_at), cause=hand_over.way,
                basis=change.move.basis, now=now,
            )
        )  # fmt: skip
    change.after |= _told(hand_over)
    change.events.append(CaseDelivered(case_id=facts.id))

    change.papers.append(_receipt(change, hand_over, papers=papers, received_at=received_at))
    complete(change)


def _receipt(
    change: Change, hand_over: HandOver, *, papers: Sequence[PaperFacts], received_at: datetime
) -> PaperBuilder:
    """Return what writes the receipt: which papers reached whom, when and how."""
    facts, press = change.facts, change.press

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = contents.DeliveryReceipt(
            identifier=str(paper_id), agency_name=head.agency_name, issued_at=press.now,
            case_number=facts.number or "", item_name=facts.item_name, recipient=facts.party_name,
            papers=tuple(contents.DeliveredPaper(title=paper.title, number=paper.number) for paper in papers),
            way=_way_told(hand_over), received_at=received_at, received_by=hand_over.received_by.strip(),
            delivered_by=(hand_over.handed_over_by or press.actor.name,),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    return build


def _require_proof(hand_over: HandOver, change: Change) -> None:
    """Refuse what nothing shows to have arrived; that a result was looked at nobody but the program says."""
    facts, press = change.facts, change.press
    is_seen = press.actor.kind is ActorKind.SYSTEM and hand_over.seen_by is not None
    proof = Proof(is_seen, hand_over.waybill.strip(), hand_over.handed_over_at)
    since = facts.decided_at or facts.received_at or press.now
    require_proof(hand_over.way, proof, since=since, now=press.now)


def _told(hand_over: HandOver) -> dict[str, object]:
    """Return what the trace keeps of a delivery beside its receipt."""
    told: dict[str, object] = {"way": hand_over.way}
    if hand_over.pick_up_code:
        told["by_code"] = True
    if hand_over.waybill:
        told["waybill"] = hand_over.waybill.strip()
    if hand_over.handed_over_at is not None:
        told["received_at"] = hand_over.handed_over_at.isoformat()
    if hand_over.seen_by is not None:
        told["seen_by"] = str(hand_over.seen_by)
    return told


def _way_told(hand_over: HandOver) -> str:
    """Return the way as the receipt tells it: a waybill, or a code that stood for a document, is part of the proof."""
    way = WAYS[hand_over.way]
    if hand_over.waybill:
        return f"{way}（邮件号{hand_over.waybill.strip()}）"
    return f"{way}（凭取件码）" if hand_over.pick_up_code else way


def case_archive(*, case_id: UUID, build: Callable[[Letterhead, UUID], PaperDraft], press: Press) -> None:
    """Close the file (T29); the room of archives builds the catalogue and keeps the manifest.

    Raises:
        VoidAsked, NoSuchMove, NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ARCHIVE, work=lambda: _archive(case_id, build, press))


def _archive(case_id: UUID, build: Callable[[Letterhead, UUID], PaperDraft], press: Press) -> None:
    change = begin(case_id, Action.ARCHIVE, press)
    if change.facts.void_request_id is not None:
        raise VoidAsked("a request to void the case is open")
    change.columns["archived_at"] = press.now
    change.papers.append(build)
    complete(change)
