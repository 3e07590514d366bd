"""The outside systems of the demo city at work, among them the payment gateway."""

import pytest

from oneseal.foundation.outside.services import forget_failures
from tests.apps.exchange.conftest import Outside


@pytest.fixture
def outside(tmp_path, settings):
    """Return the running outside systems, named in the settings."""
    forget_failures()
    found = Outside(tmp_path)
    settings.ONESEAL_OUTSIDE = found.places()
    yield found
    found.stop()
    forget_failures()
