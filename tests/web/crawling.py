"""A reader who opens everything he can reach: each page, file and export, and what its bytes say."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from html import unescape
from io import BytesIO
from itertools import product
from urllib.parse import urljoin, urlsplit

from django.test import Client
from pypdf import PdfReader

from oneseal.identity.models import Account
from tests.architecture.access_matrix import addresses, may_enter

LINK = re.compile(r'(?:href|src|data|action)="([^"#]+)')
GAP = re.compile(r"<(?:\w+:)?(\w+)>")
# Signing out ends the visit; what the browser itself brings along says nothing of a case.
# A list answers every mixture of its filters; some of each page are as good as all.
VARIANTS = 6
LEFT_OUT = ("/accounts/logout", "/static/", "/language/", "/ui/", "/metrics", "/demo")


def browser_of(actor):
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id), "django.contrib.auth.backends.ModelBackend")
    return client


def every_address(who, known):
    """Return every address that is open to somebody, its gaps filled with all that is known for them."""
    found = []
    for address in addresses():
        gaps = GAP.findall(address.pattern)
        if not may_enter(address, who) or not set(gaps) <= known.keys():
            continue
        for values in product(*(known[gap] for gap in gaps)):
            filled = iter(values)
            found.append("/" + GAP.sub(lambda _gap, filled=filled: str(next(filled)), address.pattern))
    return found


def words_in(answer):
    """Return all that an answer says, headers and files included, without spaces and line breaks."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = unescape("\n".join(f"{name}: {value}" for name, value in answer.headers.items()))
    return "".join((headers + _words_of(body)).split())


def _words_of(body):
    if body.startswith(b"%PDF"):
        try:
            return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
        except Exception:  # noqa: BLE001 - an uploaded scrap that is no real paper
            return body.decode("utf-8", "replace")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return "".join(name + _words_of(archive.read(name)) for name in archive.namelist())
    return unescape(body.decode("utf-8", "replace"))


def crawled(client, starts):
    """Open these addresses and whatever they lead to; return what each said, by address, and its status."""
    waiting, said, seen = [one for one in reversed(starts) if not one.startswith(LEFT_OUT)], {}, Counter()
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        if address in said or (seen[path] >= VARIANTS and address not in starts):
            continue
        seen[path] += 1
        answer = client.get(address)
        said[address] = (answer.status_code, words_in(answer))
        waiting += _links_of(address, answer)
    return said


def _links_of(address, answer):
    if answer.status_code in {301, 302}:
        links = [answer.headers["Location"]]
    elif "html" in answer.headers.get("Content-Type", ""):
        links = [unescape(link) for link in LINK.findall(answer.content.decode())]
    else:
        links = []
    here = (urlsplit(urljoin(address, link)) for link in links)
    found = [f"{part.path}?{part.query}" if part.query else part.path for part in here if not part.netloc]
    return [one for one in found if one.startswith("/") and not one.startswith(LEFT_OUT)]


def leaks(said, secrets):
    """Return where a secret was said: (address, secret)."""
    wanted = ["".join(secret.split()) for secret in secrets]
    return [(address, secret) for address, (_status, words) in said.items() for secret in wanted if secret in words]
