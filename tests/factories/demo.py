"""A city of the demo in the place of the tests' own, built once for a file: building it takes longer than any test."""

from contextlib import contextmanager

from django.core.files.storage import storages
from django.db import transaction
from django.test import override_settings

from oneseal.foundation.timekeeping import clock_at
from tests.factories import world


@contextmanager
def city_of_a_file(build, *, files):
    """Build a city in an empty house inside one transaction; give where its files lie; nothing stays of it."""
    stores = {**storages.backends, "default": _in_folder(files)}
    with override_settings(STORAGES=stores), transaction.atomic():
        world.forget()
        with clock_at(world.MORNING):
            world.empty()
            build(now=world.MORNING)
        yield stores
        transaction.set_rollback(True)
    world.forget()


def _in_folder(files):
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(files)},
    }
