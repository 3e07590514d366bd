"""The agency of the first run is known among others that were founded in the same instant."""

import pytest

from oneseal.identity.models import Agency
from oneseal.identity.selectors import first_agency
from tests.factories import centre, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def test_the_first_agency_is_the_one_whose_administrator_founds_even_when_another_seems_older():
    first = Agency.objects.get(pk=world.city().agency_id)
    other = centre.found()

    Agency.objects.filter(pk=other).update(created_at=first.created_at.replace(year=2020))

    assert first_agency().id == first.id
