"""Business Environment Ordinance art. 35 to 37: limits may be shorter than the law's and never longer."""

from oneseal.catalog.errors import PublicationRefused
from tests.factories import aside
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_promise_is_never_longer_than_the_law():
    with refused(PublicationRefused):
        aside.republish(promise_limit=300)
