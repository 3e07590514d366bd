"""Law tests remember between them what cannot change: published versions, calendars, files by their hash."""

import pytest
from django.core.cache import cache

from tests.factories import world


@pytest.fixture(scope="session")
def _shelf(tmp_path_factory):
    """Return one folder for the files of all law tests: they are addressed by what they hold."""
    return str(tmp_path_factory.mktemp("law"))


@pytest.fixture(scope="module", autouse=True)
def _fresh():
    """Forget what other tests made of the city."""
    world.forget()


@pytest.fixture(autouse=True)
def _forget(settings, _shelf):
    """Stand in for the fixture of that name, which reads the whole item anew for every test."""
    cache.clear()
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": _shelf}},
    }
