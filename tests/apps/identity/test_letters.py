"""Authorisation letters are entered, searched, revoked and demanded by the agency's own administrator (A62)."""

from datetime import date, timedelta

import pytest

from oneseal.foundation.timekeeping import now, today
from oneseal.identity.errors import LetterNotFound, LetterTaken, LetterWrong, NotAllowed
from oneseal.identity.models import Agency
from oneseal.identity.selectors import authorisation_of, ends_soon, letter_of, letters_of
from oneseal.identity.services import letter_keep, letter_revoke, letters_demand
from oneseal.identity.services.authorising import LetterTold, Scan
from oneseal.kernel.access import Standing
from tests.apps.traces import refused, verbs
from tests.factories import world

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nletter"


def admin():
    return world.staff(world.ADMINISTRATOR)


def keep(*, by=None, scan=None, **changed):
    told = {
        "number": "濮审授〔2026〕1号", "signed_by": "局长（演示）", "authorities": ("accept", "decide"),
        "from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31), **changed,
    }  # fmt: skip
    return letter_keep(told=LetterTold(**told), scan=scan, actor=by or admin(), now=now())


def test_a_letter_is_kept_with_its_scan_and_found_by_number_or_signatory(city):
    kept = keep(scan=Scan("授权书.pdf", [PDF]))

    (row,) = letters_of(admin(), words="授〔2026〕")
    assert (row.id, row.authorities, row.scan_type) == (kept, ["accept", "decide"], "application/pdf")
    assert letters_of(admin(), words="局长").count() == 1
    assert letters_of(admin(), words="无此人").count() == 0
    assert verbs(city.agency_id)[-1] == "identity.letter_kept"


def test_a_revoked_letter_stays_and_is_revoked_once(city):
    kept = keep()

    letter_revoke(letter_id=kept, reason="职责调整", actor=admin(), now=now())

    row = letter_of(admin(), kept)
    assert (row.revoked_reason, authorisation_of(row).standing(today())) == ("职责调整", Standing.REVOKED)
    assert verbs(city.agency_id)[-1] == "identity.letter_revoked"
    with refused(LetterNotFound):
        letter_revoke(letter_id=kept, reason="再一次", actor=admin(), now=now())


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        pytest.param(LetterWrong, {"authorities": ()}, id="authorises-nothing"),
        pytest.param(LetterWrong, {"authorities": ("seal",)}, id="authorises-what-there-is-not"),
        pytest.param(LetterWrong, {"until_on": date(2025, 12, 31)}, id="wrong-order"),
        pytest.param(LetterTaken, {}, id="the-number-is-known"),
    ],
)
def test_a_letter_that_cannot_be_is_refused(city, refusal, changed):
    if refusal is LetterTaken:
        keep()
    with refused(refusal):
        keep(**changed)


def test_only_the_administrator_keeps_revokes_and_demands_letters(city):
    kept, reviewer = keep(), world.staff("reviewer")

    with refused(NotAllowed):
        keep(by=reviewer, number="2")
    with refused(NotAllowed):
        letter_revoke(letter_id=kept, reason="x", actor=reviewer, now=now())
    with refused(NotAllowed):
        letters_demand(is_demanded=True, actor=reviewer, now=now())
    assert letters_of(reviewer).count() == 0


def test_demanding_letters_is_said_once_and_kept_in_the_trace(city):
    letters_demand(is_demanded=True, actor=admin(), now=now())
    letters_demand(is_demanded=True, actor=admin(), now=now())

    assert Agency.objects.get(pk=city.agency_id).demands_letters is True
    assert [verb for verb in verbs(city.agency_id) if verb == "identity.letters_demanded"] == [
        "identity.letters_demanded"
    ]


def test_a_letter_warns_thirty_days_before_its_last_day(city):
    letter = authorisation_of(letter_of(admin(), keep()))

    assert not ends_soon(letter, on=letter.until_on - timedelta(31))
    assert ends_soon(letter, on=letter.until_on - timedelta(30))
    assert not ends_soon(letter, on=letter.until_on + timedelta(1))
