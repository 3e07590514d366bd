"""A city that was made this morning."""

import pytest

from tests.apps.foundation.proving import made_this_morning


@pytest.fixture
def house(city, clock):
    """Return a city that was made this very morning, and whose days are closed."""
    made_this_morning(clock)
    return city
