"""The post of the demo city at work, and its own book."""

import pytest

from oneseal.simulation.outside.post import PostOffice
from tests.apps.exchange.conftest import outside

__all__ = ["outside", "post_office"]


@pytest.fixture
def post_office(outside, tmp_path):
    """Return the running post's book: carry a parcel on, read what was ordered."""
    return PostOffice.at(tmp_path / "outside-post.jsonl")
