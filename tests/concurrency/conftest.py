"""Races need real commits: each test founds the city anew and leaves the database empty."""

import pytest

from tests.factories import world


@pytest.fixture
def bare_house(transactional_db):
    """Return a house in which nothing was founded yet."""
    world.empty()
    world.forget()


@pytest.fixture
def open_city(transactional_db, clock):
    """Return the city, committed, so that every connection sees it."""
    world.forget()
    world.city()
    yield
    world.forget()
