"""Browsers of the people who work in the back office."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client


@pytest.fixture
def sign_in(clock):
    """Return a function that opens a browser in which somebody is signed in."""

    def opened(username):
        browser = Client()
        account = get_user_model().objects.get(username=username)
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return opened


@pytest.fixture
def admin(city, sign_in):
    """Return the system administrator's browser."""
    return sign_in("system_administrator")


@pytest.fixture
def editor(city, sign_in):
    """Return the item administrator's browser."""
    return sign_in("item_administrator")


@pytest.fixture
def draft(editor, city):
    """Return the id of version 2 of the item, a draft."""
    response = editor.post(f"/office/items/{city.version_id}/revise/")
    return re.search(r"[0-9a-f-]{36}", response.url).group()
