"""Browsers of the public, and what their pages say."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from tests.factories import world


def said(response):
    """Return the words of a page without its markup."""
    text = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def hidden(response, name):
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', response.content.decode())
    assert found is not None, name
    return found[1]


def sign_in(client, actor):
    """Let an actor be signed in at a browser."""
    client.force_login(get_user_model().objects.get(pk=actor.account_id), "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def stranger(client, city):
    """Return the browser of somebody signed in who has nothing to do with the case."""
    return sign_in(client, world.person(name="王五"))
