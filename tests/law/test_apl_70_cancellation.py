"""Licensing Law art. 70: a licence whose ground has gone is struck off, and only then."""

from oneseal.licences.errors import CancellationUnfounded
from oneseal.licences.rules.life import CancellationGround
from tests.apps.traces import paper_kinds
from tests.factories import licences as life
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_licence_whose_holder_is_no_more_is_struck_off_with_a_paper():
    _case, licence = life.issued()
    life.cancel(licence)

    licence.refresh_from_db()
    assert licence.state == "cancelled"
    assert paper_kinds(licence.id)[-1] == "cancellation_decision"


def test_a_licence_that_has_not_ended_is_not_struck_off_as_ended():
    _case, licence = life.issued()

    with refused(CancellationUnfounded):
        life.cancel(licence, ground=CancellationGround.EXPIRED_UNRENEWED)
