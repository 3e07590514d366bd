"""Wrong tries are counted in the cache of a real installation, a table, as well as in memory."""

import pytest
from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection

from config.settings.parts.database import CACHES
from oneseal.foundation.http.throttle import Throttle, TooManyTries

pytestmark = pytest.mark.django_db


@pytest.fixture
def cached_in_tables(settings):
    settings.CACHES = CACHES
    call_command("createcachetable", verbosity=0)
    cache.clear()
    yield
    cache.clear()


@pytest.mark.usefixtures("cached_in_tables")
def test_a_wrong_try_is_remembered_for_its_whole_time():
    throttle = Throttle("query", tries=2, seconds=3600)
    throttle.failed("k")
    throttle.failed("k")

    with connection.cursor() as cursor:
        cursor.execute("SELECT min(expires) > now() + interval '50 minutes' FROM cache")
        assert cursor.fetchone() == (True,)
    with pytest.raises(TooManyTries):
        throttle.check("k")


@pytest.mark.usefixtures("cached_in_tables")
def test_strange_keys_do_not_push_a_wrong_try_out():
    throttle = Throttle("query", tries=1, seconds=3600)
    throttle.failed("k")
    for other in range(320):
        throttle.failed(f"other-{other}")

    with pytest.raises(TooManyTries):
        throttle.check("k")


@pytest.mark.usefixtures("cached_in_tables")
def test_previews_lie_in_a_table_of_their_own():
    caches["previews"].set("preview", b"%PDF")

    assert cache.get("preview") is None
