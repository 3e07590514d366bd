"""The demo city, built once for the tests of a file: building it takes longer than any of them."""

from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import transaction
from django.test import override_settings

from oneseal.foundation.timekeeping import clock_at
from oneseal.simulation.services import demo_city_build
from tests.factories import world


@contextmanager
def demo_city(files):
    """Stand in for the tests' city inside one transaction, its files in a folder of its own; nothing stays of it."""
    stores = {**storages.backends, "default": _in_folder(files)}
    with override_settings(STORAGES=stores), transaction.atomic():
        world.forget()
        with clock_at(world.MORNING):
            world.empty()
            demo_city_build(now=world.MORNING)
        yield stores
        transaction.set_rollback(True)
    world.forget()


def _in_folder(files):
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(files)},
    }
