"""Papers: numbered without holes, worded once, sealed by the seal in force, made once."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.papers.errors import NoSealInForce, PaperNotFound, SealOutOfForce
from oneseal.papers.models import Paper, Seal, SealUse
from oneseal.papers.rules.numbers import SEALED
from oneseal.papers.selectors import letterhead, papers_of, seals_of_agency
from oneseal.papers.services import SealFacts, paper_file, render_paper, seal_enable
from oneseal.papers.typesetting.verification import verify
from tests.apps.traces import refused, verbs
from tests.factories import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_papers_of_one_kind_are_numbered_one_after_another():
    numbers = [papers_of(world.submitted_case().id, for_public=True)[0].number for _ in range(3)]

    assert numbers == ["濮审收〔2026〕1号", "濮审收〔2026〕2号", "濮审收〔2026〕3号"]


def test_a_new_year_begins_at_one(clock):
    world.submitted_case()
    clock.stand_at("2027-01-04 10:00")

    assert papers_of(world.submitted_case().id, for_public=True)[0].number == "濮审收〔2027〕1号"


def test_the_year_of_a_number_is_the_year_in_beijing(clock):
    clock.stand_at("2027-01-01 00:30")  # still 2026 in Greenwich

    assert papers_of(world.submitted_case().id, for_public=True)[0].number == "濮审收〔2027〕1号"


def test_a_refused_move_leaves_no_hole_in_the_numbers():
    first, second = world.reviewed_case(), world.reviewed_case()
    with refused(ReasonMissing):
        services.case_refuse(case_id=first.id, text="", press=world.press(world.staff("approver")))

    services.case_refuse(case_id=second.id, text="不符合。", press=world.press(world.staff("approver")))

    assert papers_of(second.id, for_public=True)[-1].number == "濮审不准〔2026〕1号"


def test_every_sealed_paper_stands_in_the_seal_log_and_no_other():
    case = world.archived_case()

    papers = papers_of(case.id, for_public=False)
    logged = set(SealUse.objects.filter(paper__subject_id=case.id).values_list("paper__kind", flat=True))

    assert logged == {paper.kind for paper in papers} & SEALED
    assert not logged & {"review_opinion", "archive_catalogue"}


def test_internal_papers_are_not_for_the_public():
    case = world.archived_case()

    shown = {paper.kind for paper in papers_of(case.id, for_public=True)}

    assert "review_opinion" not in shown
    assert "archive_catalogue" not in shown
    assert "grant_decision" in shown


def test_a_paper_is_made_once_and_stays_to_the_byte(clock):
    case = world.submitted_case()
    (paper,) = papers_of(case.id, for_public=True)

    first = paper_file(paper.id, now=now())
    clock.move(days=3)
    second = paper_file(paper.id, now=now())

    (kept,) = papers_of(case.id, for_public=True)
    assert first == second
    assert (kept.sha256, kept.size) == (sha256(first).hexdigest(), len(first))


def test_a_sealed_paper_verifies_against_the_certificate_of_its_seal():
    case = world.granted_case()
    paper = papers_of(case.id, for_public=True)[-1]
    pdf = paper_file(paper.id, now=now())

    found = verify(pdf, [Seal.objects.get().certificate.encode()])

    assert found.is_genuine
    assert not verify(pdf[:2000] + b"x" + pdf[2001:], [Seal.objects.get().certificate.encode()]).is_genuine


def test_an_unknown_paper_has_no_bytes():
    with pytest.raises(PaperNotFound):
        render_paper(world.uuid4(), now=now())


# --- the seal register -------------------------------------------------------------------------


def test_a_new_seal_seals_up_the_one_before():
    administrator = world.staff(world.ADMINISTRATOR)
    old = Seal.objects.get()

    seal_enable(facts=SealFacts(name="审批专用章（二）", reason="机构更名"), actor=administrator, now=now())

    new = Seal.objects.get(sealed_up_at=None)
    old.refresh_from_db()
    assert (old.sealed_up_at, old.sealed_up_reason) == (now(), "机构更名")
    assert list(seals_of_agency(administrator)) == [new, old]
    assert verbs(new.agency_id)[-1] == "papers.seal_enabled"
    assert letterhead(new.agency_id).seal_id == new.id


def test_a_paper_made_after_the_change_still_bears_the_seal_it_was_issued_under():
    case = world.submitted_case()
    (paper,) = papers_of(case.id, for_public=True)
    old = Seal.objects.get()
    seal_enable(facts=SealFacts(), actor=world.staff(world.ADMINISTRATOR), now=now())

    pdf = paper_file(paper.id, now=now())

    assert verify(pdf, [old.certificate.encode()]).is_genuine


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"sealed_up_at": -1}, id="sealed-up-before-the-paper-was-issued"),
        pytest.param({"in_force_from": 1}, id="not-in-force-yet"),
    ],
)
def test_a_seal_out_of_force_signs_nothing_though_its_key_is_loaded(changed):
    made = world.submitted_case()
    paper_file(papers_of(made.id, for_public=True)[0].id, now=now())  # this process keeps the key
    (paper,) = papers_of(world.submitted_case().id, for_public=True)
    Seal.objects.update(**{name: paper.issued_at + timedelta(seconds=by) for name, by in changed.items()})

    with refused(SealOutOfForce, name=Seal.objects.get().name):
        render_paper(paper.id, now=now())


def test_the_database_lets_one_seal_be_in_force():
    old = Seal.objects.get()

    with pytest.raises(IntegrityError, match="papers_one_seal_in_force"), transaction.atomic():
        Seal.objects.create(
            id=world.uuid4(), agency_id=old.agency_id, name="x", certificate="", key=b"", in_force_from=now()
        )


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF])
def test_only_the_system_administrator_keeps_the_seals(kind):
    clerk = world.staff(kind)

    with refused(NotAllowed):
        seal_enable(facts=SealFacts(), actor=clerk, now=now())


def test_the_public_keeps_no_seals():
    someone = world.person()

    with refused(NotAllowed):
        seal_enable(facts=SealFacts(), actor=someone, now=now())


def test_without_a_seal_no_paper_and_no_move():
    case = world.submitted_case()
    Seal.objects.update(sealed_up_at=now(), sealed_up_reason="遗失")

    with refused(NoSealInForce):
        services.case_accept(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def test_a_number_is_given_once_per_agency():
    case = world.submitted_case()
    paper = Paper.objects.get(subject_id=case.id)

    with pytest.raises(IntegrityError, match="papers_one_number_per_agency"), transaction.atomic():
        Paper.objects.create(
            id=world.uuid4(), subject_kind="case", subject_id=case.id, agency_id=paper.agency_id, kind="receipt",
            number=paper.number, title="x", content=b"", content_sha256="", issued_at=now(),
        )  # fmt: skip
