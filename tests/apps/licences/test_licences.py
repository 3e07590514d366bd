"""A licence: made once for a granted case, verified by anybody, revoked only with reasons."""

from datetime import date
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from oneseal.cases import services as case_services
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import NotAllowed
from oneseal.kernel.access import Actor
from oneseal.kernel.lifecycle import NoSuchMove
from oneseal.kernel.numbering import parse_licence_identifier, verifies
from oneseal.licences.errors import LicenceNotFound, LicenceNotValid, RevocationUnfounded
from oneseal.licences.models import Licence
from oneseal.licences.rules.face import face_values
from oneseal.licences.rules.states import LicenceState, RevocationGround, Standing, standing_on
from oneseal.licences.selectors import (
    Verdict,
    file_verified,
    licence_for_actor,
    licence_of_case,
    licence_verified,
    licences_for_actor,
)
from oneseal.licences.services import Revocation, licence_issue, licence_revoke
from oneseal.licences.services.issuing import valid_until
from oneseal.papers.selectors import papers_of
from oneseal.papers.services import paper_file
from tests.apps.traces import refused, told, verbs
from tests.factories import world

in_the_city = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def marked(function):
    for mark in in_the_city:
        function = mark(function)
    return function


def issued():
    case = world.licensed_case()
    return case, licence_of_case(case.id)


def pdf_of(licence):
    return paper_file(licence.paper_id, now=now())


# --- making ------------------------------------------------------------------------------------


@marked
def test_a_granted_case_gets_its_licence_with_a_checked_identifier():
    case, licence = issued()

    parsed = parse_licence_identifier(licence.identifier)
    assert verifies(licence.identifier)
    assert parsed.issuer == world.AGENCY.uscc
    assert (licence.case_number, licence.holder_name) == (case.facts.number, "演示餐饮有限公司")
    assert licence.issued_on == today()
    assert licence.valid_until_on == date(2031, 3, 3)
    assert verbs(licence.id) == ["licences.issued"]
    assert told("licences.issued")[-1] == {"licence_id": str(licence.id)}
    assert ["经营场所", "演示路1号一层商铺"] in licence.fields


@marked
def test_a_licence_is_made_once_however_often_the_event_is_told():
    case, licence = issued()

    assert licence_issue(case_id=case.id, now=now()) == licence.id
    assert Licence.objects.filter(case_id=case.id).count() == 1
    assert [paper.kind for paper in papers_of(case.id, for_public=True)].count("licence") == 1
    assert case.facts.state == "issuing"


@marked
def test_licences_of_one_type_are_counted_one_after_another():
    serials = [parse_licence_identifier(issued()[1].identifier).serial for _ in range(2)]

    assert serials == ["2026000001", "2026000002"]


@marked
def test_a_refused_case_gets_no_licence():
    case = world.refused_case()
    world.deliver_events()

    assert licence_of_case(case.id) is None


@marked
def test_the_database_allows_one_licence_per_case():
    _case, licence = issued()
    licence.pk = world.uuid4()
    licence.identifier, licence.paper_id = "other", world.uuid4()

    with pytest.raises(IntegrityError, match="case_id"), transaction.atomic():
        licence.save(force_insert=True)


@pytest.mark.parametrize(
    ("issued_on", "years", "until"),
    [
        pytest.param(date(2026, 3, 4), 5, date(2031, 3, 3), id="the-day-before-five-years-later"),
        pytest.param(date(2028, 2, 29), 5, date(2033, 2, 28), id="leap-day"),
        pytest.param(date(2026, 1, 1), 1, date(2026, 12, 31), id="new-year"),
        pytest.param(date(2026, 3, 4), None, None, id="without-a-term"),
    ],
)
def test_a_term_ends_the_day_before_the_same_date(issued_on, years, until):
    assert valid_until(issued_on, years) == until


@pytest.mark.parametrize(
    ("state", "until", "on", "standing"),
    [
        pytest.param("valid", None, date(2099, 1, 1), "valid", id="without-a-term"),
        pytest.param("valid", date(2031, 3, 3), date(2031, 3, 3), "valid", id="last-day"),
        pytest.param("valid", date(2031, 3, 3), date(2031, 3, 4), "expired", id="day-after"),
        pytest.param("revoked", date(2031, 3, 3), date(2026, 3, 4), "revoked", id="revoked"),
        pytest.param("revoked", date(2031, 3, 3), date(2040, 1, 1), "revoked", id="revoked-counts-before-expired"),
    ],
)
def test_how_a_licence_stands_follows_from_its_state_and_the_day(state, until, on, standing):
    assert standing_on(LicenceState(state), valid_until_on=until, today=on) == Standing(standing)


def test_a_face_takes_its_values_from_the_answers_and_leaves_the_rest_out():
    fields = ["经营者名称", "经营场所", "主体业态", "发证机关", "未问过的栏目"]

    values = face_values(fields, answers={"经营场所地址": "演示路1号", "主体业态": "餐饮"}, holder="演示公司")

    assert dict(values)["经营者名称"] == "演示公司"
    assert dict(values)["主体业态"] == "餐饮"
    assert "发证机关" not in dict(values)
    assert "未问过的栏目" not in dict(values)


# --- verifying ---------------------------------------------------------------------------------


@marked
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(lambda text: text, id="as-printed"),
        pytest.param(lambda text: f"  {text.lower()}\n", id="lower-case-with-spaces"),
        pytest.param("\u200b".join, id="copied-from-the-paper-with-its-break-points"),
    ],
)
def test_an_identifier_of_ours_is_valid(typed):
    _case, licence = issued()

    found = licence_verified(typed(licence.identifier), today=today())

    assert (found.verdict, found.licence) == (Verdict.VALID, licence)


@marked
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("1.2.156.3005.2.X", id="invented"),
        pytest.param("\x00", id="control-character"),
        pytest.param(str(UUID(int=5)), id="no-such-paper"),
        pytest.param("'; DROP TABLE", id="hostile"),
    ],
)
def test_what_is_not_ours_is_unknown(text):
    issued()

    assert licence_verified(text, today=today()).verdict is Verdict.UNKNOWN


@marked
def test_an_identifier_with_one_changed_sign_is_unknown():
    _case, licence = issued()
    changed = licence.identifier[:-1] + ("0" if licence.identifier[-1] != "0" else "1")

    assert licence_verified(changed, today=today()).verdict is Verdict.UNKNOWN
    assert not verifies(changed)


@marked
def test_the_file_to_the_byte_is_valid_and_with_one_changed_byte_altered():
    _case, licence = issued()
    pdf = pdf_of(licence)
    changed = pdf[:1500] + bytes([pdf[1500] ^ 1]) + pdf[1501:]

    genuine = file_verified(pdf, sha256=sha256(pdf).hexdigest(), today=today())
    forged = file_verified(changed, sha256=sha256(changed).hexdigest(), today=today())
    longer = file_verified(pdf + b"\n%", sha256=sha256(pdf + b"\n%").hexdigest(), today=today())

    assert (genuine.verdict, genuine.licence) == (Verdict.VALID, licence)
    assert (forged.verdict, forged.licence) == (Verdict.ALTERED, None)
    assert longer.verdict is Verdict.ALTERED


@marked
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(world.PDF, id="another-pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="picture"),
        pytest.param(b"%PDF-1.7" + b"\xff" * 5000, id="garbage"),
    ],
)
def test_a_file_of_somebody_else_is_unknown(content):
    issued()

    assert file_verified(content, sha256=sha256(content).hexdigest(), today=today()).verdict is Verdict.UNKNOWN


@marked
def test_another_paper_of_ours_is_known_by_its_id_and_by_its_bytes(clock):
    clock.stand_at("2026-03-05 06:30")  # still the day before in Greenwich
    case = world.submitted_case()
    (paper,) = papers_of(case.id, for_public=True)
    pdf = paper_file(paper.id, now=now())

    by_id = licence_verified(str(paper.id), today=today())
    by_bytes = file_verified(pdf, sha256=sha256(pdf).hexdigest(), today=today())

    assert by_id == by_bytes
    assert (by_id.verdict, by_id.paper_number, by_id.issued_on) == (Verdict.PAPER, paper.number, date(2026, 3, 5))


@marked
def test_an_expired_licence_is_called_expired(clock):
    _case, licence = issued()
    clock.stand_at("2031-03-04 00:00")

    assert licence_verified(licence.identifier, today=today()).verdict is Verdict.EXPIRED


# --- revoking ----------------------------------------------------------------------------------


def revocation(**changed):
    return Revocation(**{"ground": RevocationGround.FRAUD_OR_BRIBERY, "facts": "提交虚假租赁合同。", **changed})


def revoke(licence, *, by="approver", **changed):
    actor = world.staff(by) if isinstance(by, str) else by
    licence_revoke(licence_id=licence.id, revocation=revocation(**changed), actor=actor, now=now())


@marked
def test_a_revoked_licence_is_revoked_for_everybody_at_once():
    case, licence = issued()
    pdf = pdf_of(licence)

    revoke(licence)

    licence.refresh_from_db()
    assert licence_verified(licence.identifier, today=today()).verdict is Verdict.REVOKED
    assert file_verified(pdf, sha256=sha256(pdf).hexdigest(), today=today()).verdict is Verdict.REVOKED
    assert (licence.state, licence.revoked_at) == ("revoked", now())
    assert verbs(licence.id) == ["licences.issued", "licences.revoked"]
    assert told("licences.revoked") == [{"licence_id": str(licence.id)}]
    assert [paper.kind for paper in papers_of(licence.id, for_public=True)] == ["revocation_decision"]
    assert case.facts.state == "issuing"


@marked
def test_a_licence_is_revoked_once():
    _case, licence = issued()
    revoke(licence)

    with refused(LicenceNotValid):
        revoke(licence)


@marked
def test_a_revocation_states_its_facts():
    _case, licence = issued()

    with refused(RevocationUnfounded):
        revoke(licence, facts="  ")


@marked
@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind) for kind in world.STAFF if kind != "approver"])
def test_only_the_approver_revokes(kind):
    _case, licence = issued()

    with refused(NotAllowed):
        revoke(licence, by=kind)


@marked
def test_the_holder_cannot_revoke_and_is_told_nothing():
    case, licence = issued()

    with refused(LicenceNotFound):
        revoke(licence, by=case.applicant)


# --- reading -----------------------------------------------------------------------------------


@marked
def test_a_licence_is_read_by_its_holder_and_by_posts_that_read_cases():
    case, licence = issued()

    assert licence_for_actor(licence.id, actor=case.applicant) == licence
    assert licence_for_actor(licence.id, actor=world.staff("supervisor")) == licence
    for actor in (None, world.person(), world.staff("item_administrator")):
        with pytest.raises(LicenceNotFound):
            licence_for_actor(licence.id, actor=actor)


@marked
def test_lists_hold_only_what_the_reader_may_see():
    case, licence = issued()

    assert list(licences_for_actor(case.applicant)) == [licence]
    assert list(licences_for_actor(world.staff("approver"))) == [licence]
    assert list(licences_for_actor(world.staff("approver"), words="演示餐饮")) == [licence]
    assert list(licences_for_actor(world.staff("approver"), words="没有")) == []
    assert list(licences_for_actor(world.staff("item_administrator"))) == []
    assert list(licences_for_actor(world.person())) == []


@marked
def test_a_case_is_issued_once():
    case, _licence = issued()

    with refused(NoSuchMove, action="issue"):
        case_services.case_issue(case_id=case.id, licence={}, press=world.press(Actor.system("制证")))
