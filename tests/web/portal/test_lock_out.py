"""Guessing a password locks the login, not the hall behind one address."""

import pytest
from django.test import Client

from tests.factories import world

pytestmark = [pytest.mark.django_db]

TRIES = 5


def sign_in(username, password, *, address="198.51.100.7"):
    browser = Client(REMOTE_ADDR=address)
    browser.post("/accounts/login/", {"login": username, "password": password})
    return "_auth_user_id" in browser.session


@pytest.fixture
def guessed(city):
    for number in range(TRIES):
        assert not sign_in("reviewer", f"guess-{number}")


@pytest.mark.usefixtures("guessed")
def test_a_login_that_was_guessed_at_is_locked_even_for_the_right_password():
    assert not sign_in("reviewer", "staff-password-1")


@pytest.mark.usefixtures("guessed")
def test_the_lock_follows_the_login_to_every_address():
    assert not sign_in("reviewer", "staff-password-1", address="203.0.113.9")
    assert not sign_in("REVIEWER", "staff-password-1", address="203.0.113.10")


@pytest.mark.usefixtures("guessed")
def test_others_behind_the_same_address_sign_in():
    assert sign_in("approver", "staff-password-1")


@pytest.mark.usefixtures("city")
def test_fewer_guesses_lock_nobody():
    for number in range(TRIES - 1):
        sign_in("reviewer", f"guess-{number}")

    assert sign_in("reviewer", "staff-password-1")


@pytest.mark.usefixtures("city")
def test_a_registered_applicant_is_locked_like_staff():
    world.person(username="guessed-person")
    for number in range(TRIES):
        sign_in("guessed-person", f"guess-{number}")

    assert not sign_in("guessed-person", "citizen-password-1")
