"""Guessing is slowed down."""

import pytest

from oneseal.foundation.http.throttle import Throttle, TooManyTries


def test_the_last_allowed_try_passes_and_the_next_is_refused():
    throttle = Throttle("query", tries=3, seconds=600)

    for _ in range(3):
        throttle.check("case-1")
        throttle.failed("case-1")

    with pytest.raises(TooManyTries) as refused:
        throttle.check("case-1")
    assert refused.value.facts == {"minutes": 10}


def test_a_success_costs_nothing():
    throttle = Throttle("query", tries=1, seconds=60)

    for _ in range(5):
        throttle.check("case-1")


def test_one_key_does_not_use_up_the_tries_of_another():
    throttle = Throttle("query", tries=1, seconds=60)
    throttle.failed("case-1")

    throttle.check("case-2")


def test_any_used_up_key_refuses_so_that_neither_number_nor_address_can_be_tried_on():
    throttle = Throttle("query", tries=1, seconds=60)
    throttle.failed("case-1", "10.0.0.1")

    with pytest.raises(TooManyTries):
        throttle.check("case-2", "10.0.0.1")


def test_two_throttles_of_one_key_do_not_mix():
    Throttle("query", tries=1, seconds=60).failed("case-1")

    Throttle("verify", tries=1, seconds=60).check("case-1")


def test_a_short_window_is_still_called_a_minute():
    throttle = Throttle("query", tries=1, seconds=5)
    throttle.failed("k")

    with pytest.raises(TooManyTries) as refused:
        throttle.check("k")
    assert refused.value.facts == {"minutes": 1}
