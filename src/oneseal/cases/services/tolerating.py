"""Tolerant acceptance (容缺受理): accept what is complete but for what was promised, and what becomes of it."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.errors import (
    NotTolerant,
    PromiseNotOver,
    ReasonMissing,
    SupplementFileMissing,
    SupplementNotOpen,
)
from oneseal.cases.rules.states import Action, Outcome
from oneseal.cases.selectors.files import package_of
from oneseal.cases.selectors.ways import ways_of_case
from oneseal.cases.services.ending import end
from oneseal.cases.services.examining import hand_to_review
from oneseal.cases.services.freezing import package_frozen
from oneseal.cases.services.guarding import require_other_person, require_undecided_by_law
from oneseal.cases.services.heading import headed
from oneseal.cases.services.intake import accept, deemed_accepted, require_complete
from oneseal.cases.services.moving import KIND, PaperDraft, Press, begin, complete, contents, once
from oneseal.cases.services.promising import broken, require_credit, supplements_arrived, supplements_open
from oneseal.foundation.timekeeping import beijing_date
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import drawable, remedies, special_ways


def case_accept_tolerant(*, case_id: UUID, press: Press) -> None:
    """Accept an application whose promised materials follow (T09), then hand it to review (T12).

    Raises:
        NotTolerant, PackageIncomplete (something lacks that nobody promised), CreditBad, CreditUnknown, NoSuchMove,
        NotAllowed.
    """
    once(press, case_id=case_id, action=Action.ACCEPT_TOLERANT, work=lambda: _accept(case_id, press))


def _accept(case_id: UUID, press: Press) -> None:
    change = begin(case_id, Action.ACCEPT_TOLERANT, press)
    facts = change.facts
    awaited = supplements_open(facts)
    if not awaited or not ways_of_case(facts).tolerant:
        raise NotTolerant("nothing was promised", names=facts.item_name)
    # After five working days without an answer the law accepted on the day of receipt, whatever is awaited.
    is_deemed = deemed_accepted(facts, today=beijing_date(press.now))
    if not is_deemed:
        require_complete(change)
        require_credit(facts, today=beijing_date(press.now))
    promised = tuple(special_ways.PromisedMaterial(material=row.name, due_on=row.due_on) for row in awaited)
    accept(change, is_deemed=is_deemed, promised=promised)
    change.after["awaited"] = {row.key: row.due_on.isoformat() for row in awaited}
    hand_to_review(change)
    complete(change)


def case_supply(*, case_id: UUID, key: str, press: Press, checked: str = "") -> None:
    """Hand in a promised material, whose files are attached already (T22); the day of arrival is today.

    At a window `checked` says which papers showed who brought it.

    Raises:
        SupplementNotOpen, SupplementFileMissing, CaseNotFound, NoSuchMove, NotAllowed.
    """
    once(
        press,
        case_id=case_id,
        action=Action.SUPPLY,
        work=lambda: _supply(case_id, key, press=press, checked=checked.strip()),
    )


def _supply(case_id: UUID, key: str, *, press: Press, checked: str) -> None:
    change = begin(case_id, Action.SUPPLY, press)
    facts, now = change.facts, press.now
    awaited, package = {one.key: one for one in supplements_open(facts)}, package_of(facts)
    row = awaited.pop(key, None)
    if row is None:
        raise SupplementNotOpen("not promised, or arrived")
    files = [one for one in package.materials if one.key == key]
    if not files:
        raise SupplementFileMissing("no file was given")
    supplements_arrived(change, [row])
    change.after |= {"material": key, "files": len(files), "promised_for": row.due_on.isoformat()}
    change.after["sha256"] = [one.sha256 for one in files]
    package_frozen(change, package, without=awaited)
    if checked:
        change.after["checked"] = checked

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.SupplementReceipt(
            **headed(change, head, paper_id), received_at=now, promised_on=row.due_on,
            materials=tuple(
                contents.Material(name=row.name, form="电子", note=drawable(one.file_name)) for one in files
            ),
            still_awaited=tuple(
                special_ways.PromisedMaterial(material=one.name, due_on=one.due_on)
                for one in awaited.values()
            ),
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)


def case_return_unkept(*, case_id: UUID, reason: str, press: Press) -> None:
    """Return a case whose promised materials did not come by their day (T23); the broken word is put on record.

    Raises:
        SamePerson, PromiseNotOver, SupplementNotOpen, ReasonMissing, NoSuchMove, NotAllowed.
    """
    once(
        press, case_id=case_id, action=Action.RETURN_UNKEPT, work=lambda: _return_unkept(case_id, reason.strip(), press)
    )  # fmt: skip


def _return_unkept(case_id: UUID, reason: str, press: Press) -> None:
    change = begin(case_id, Action.RETURN_UNKEPT, press)
    require_other_person(change)
    require_undecided_by_law(change)
    facts, now, today = change.facts, press.now, beijing_date(press.now)
    late = [row for row in supplements_open(facts) if row.due_on < today]
    if not late:
        until = facts.supplements_due_on
        raise PromiseNotOver("the promised day is not over", until=until) if until else SupplementNotOpen("none")
    if not reason:
        raise ReasonMissing("a return owes its reason")
    broken(change, reason="、".join(row.name for row in late))
    change.after |= {"reason": reason, "unkept": [row.key for row in late]}
    end(change, Outcome.UNKEPT)

    def build(head: Letterhead, paper_id: UUID) -> PaperDraft:
        content = special_ways.UnkeptPromiseNotice(
            **headed(change, head, paper_id), accepted_on=facts.accepted_on or beijing_date(now), reason=reason,
            promised=tuple(special_ways.PromisedMaterial(material=row.name, due_on=row.due_on) for row in late),
            remedies=remedies(head), contact=head.telephone or None,
        )  # fmt: skip
        return PaperDraft(content, (KIND, facts.id))

    change.papers.append(build)
    complete(change)
