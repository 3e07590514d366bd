"""Measure pages over a history of any size: queries, and the time of an answer inside the process.

Makes a city with a past in a database of its own and asks for each page as often as told, signed in as the
one who opens it. Prints queries, median and 95th percentile in milliseconds, and kilobytes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PERIOD_DAYS = 300
DEEP = 30  # pages of a list that are read before the deep one is measured
NEXT = re.compile(r'href="([^"]*[?&](?:amp;)?after=[^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """One page: whose it is, what it is called, where it is."""

    name: str
    client: Any
    address: str


def past_made(cases: int) -> tuple[float, date]:
    """Make a city with a past that ends yesterday; return the seconds it took and its last day."""
    from django.core.management import call_command

    from oneseal.foundation.timekeeping import BEIJING, today
    from oneseal.simulation.founding import city_found
    from oneseal.simulation.simulating import Wanted, history_in_bulk

    last = today() - timedelta(days=1)
    first = last - timedelta(days=PERIOD_DAYS)
    call_command("load_reference", verbosity=0, stdout=sys.stderr)
    city_found(now=datetime.combine(first, datetime.min.time(), tzinfo=BEIJING) + timedelta(minutes=10))
    started = time.perf_counter()
    history_in_bulk(Wanted(cases, first, last, seed=1), said=lambda done: told_of(done, cases))
    seconds = time.perf_counter() - started
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return seconds, last


def told_of(done: int, whole: int) -> None:
    """Say on the error stream how far the load is, every two per cent."""
    if done % max(50, whole // 50 // 50 * 50) == 0:
        sys.stderr.write(f"{done} of {whole} cases at {time.strftime('%H:%M:%S')}\n")


def signed_in(username: str) -> Any:  # noqa: ANN401 - Django's test client
    """Return a browser in which an account is signed in."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    account = get_user_model().objects.get(username=username)
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def pages() -> Iterator[Page]:
    """Yield the pages that people open most, one for each role."""
    from django.test import Client

    from oneseal.cases.models import Case
    from oneseal.identity.models import Account
    from oneseal.licences.models import Licence
    from oneseal.simulation import world

    staff = {row["post"]: row["username"] for row in reversed(world.city()["staff"])}
    done = Case.objects.filter(state="archived").order_by("-id").first()
    waiting = Case.objects.filter(state="under_review").order_by("id").first()
    if done is None or waiting is None:
        raise RuntimeError("the history has no archived case, or none under review; ask for more cases")
    public, applicant = Client(SERVER_NAME="localhost"), signed_in(Account.objects.get(pk=done.account_id).username)
    item = re.search(r'href="(/items/[0-9a-f-]{36}/)', public.get("/items/").content.decode())
    yield Page("home", public, "/")
    yield Page("catalogue", public, "/items/")
    yield Page("catalogue, searched", public, "/items/?q=许可")
    yield Page("item", public, item[1] if item else "/items/")
    yield Page("my applications", applicant, "/my/")
    yield Page("my case", applicant, f"/my/cases/{done.id}/")
    for post in ("intake_clerk", "reviewer", "approver"):
        yield Page(f"inbox of {post}", signed_in(staff[post]), "/workbench/")
    reviewer = signed_in(staff["reviewer"])
    yield Page("case under review", reviewer, f"/workbench/cases/{waiting.id}/")
    yield Page("case archived", reviewer, f"/workbench/cases/{done.id}/")
    yield Page("cases", reviewer, "/workbench/cases/")
    yield Page("cases, this month", reviewer, "/workbench/cases/?decided=month")
    yield Page("cases, by name", reviewer, f"/workbench/cases/?words={done.party_name[:4]}")
    yield Page(f"cases, page {DEEP}", reviewer, deep(reviewer, "/workbench/cases/"))
    yield Page("search, number", reviewer, f"/workbench/search/?q={done.number}")
    yield Page("search, name", reviewer, f"/workbench/search/?q={done.party_name}")
    yield Page("licences", reviewer, "/workbench/licences/")
    licence = Licence.objects.order_by("-id").first()
    if licence is not None:
        yield Page("verification", public, f"/v/{licence.identifier}")


def deep(client: Any, address: str) -> str:  # noqa: ANN401 - as above
    """Return the address of a page far down in a list, reached as people reach it."""
    for _ in range(DEEP):
        found = NEXT.search(client.get(address).content.decode())
        if found is None:
            break
        address = found[1].replace("&amp;", "&")
    return address


def measured(page: Page, requests: int) -> dict[str, Any]:
    """Return queries, median and 95th percentile of one page."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page.client.get(page.address)
    with CaptureQueriesContext(connection) as asked:
        answer = page.client.get(page.address)
    queries = len(asked)  # the next request forgets them
    if answer.status_code != 200:
        raise RuntimeError(f"{page.name} answers {answer.status_code}")
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        page.client.get(page.address)
        times.append((time.perf_counter() - started) * 1000)
    return {
        "page": page.name, "queries": queries, "median_ms": statistics.median(times),
        "p95_ms": statistics.quantiles(times, n=20)[-1], "kilobytes": len(answer.content) / 1024,
    }  # fmt: skip


def told(options: argparse.Namespace) -> dict[str, Any]:
    """Return the size of the history, how long it took, and every page."""
    seconds, last = past_made(options.cases)
    rows = [measured(page, options.requests) for page in pages()]
    return {"cases": options.cases, "made_in_s": seconds, "last_day": last.isoformat(), "pages": rows}


def main() -> int:
    """Print every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from bench.engine.databases import in_a_database_of_its_own

    found = in_a_database_of_its_own(lambda: told(options))
    if options.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return 0
    rate = found["cases"] / found["made_in_s"]
    sys.stdout.write(f"{found['cases']} cases made in {found['made_in_s']:.0f} s, {rate:.0f} a second\n")
    sys.stdout.write(f"{'page':<24}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'KB':>7}\n")
    for row in found["pages"]:
        line = f"{row['page']:<24}{row['queries']:>8}{row['median_ms']:>11.1f}{row['p95_ms']:>9.1f}"
        sys.stdout.write(f"{line}{row['kilobytes']:>7.0f}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
