"""The strict harness: what would only be noticed later fails here at once.

Undefined template variables, slices of unordered lists, warnings, the network and the machine's clock
are all faults. A test that needs the time asks for `clock` and moves it on purpose.
"""

import gc
import ipaddress
import random
import socket
import sys
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db.backends.signals import connection_created
from django.db.models import QuerySet
from django.dispatch import receiver
from django.template import Template, engines
from django.template.base import FilterExpression
from django.test import Client
from hypothesis import HealthCheck, settings

from oneseal.foundation import timekeeping
from oneseal.foundation.timekeeping import BEIJING, clock_at
from tests.factories import world
from tests.factories.demo import city_of_a_file

SOURCES = Path(__file__).resolve().parent.parent / "src"
REAL_PROCESSES = ("tests/launcher/", "tests/journeys/", "tests/killing/")
# How fast a machine is says nothing about a rule.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
UNSET_IS_MEANT = {"default", "default_if_none", "length", "yesno"}


def pytest_sessionstart(session):
    """Collect garbage seldom: looking through everything again and again took a sixth of the time."""
    gc.set_threshold(100_000, 50, 100)


def in_real_processes(node):
    return node.nodeid.startswith(REAL_PROCESSES)


# --- the clock ---------------------------------------------------------------------------------


class ClockNotHeld(AssertionError):
    """A test read the machine's clock."""


def _no_clock():
    raise ClockNotHeld("this test reads the time: ask for the fixture `clock` and set it on purpose")


class Clock:
    """The city's clock, standing still until a test moves it."""

    def __init__(self, stack, instant):
        self._stack = stack
        self.stand_at(instant)

    def stand_at(self, instant):
        """Stand at an aware instant, or at text like "2026-03-04 10:00" (Beijing)."""
        if isinstance(instant, str):
            instant = datetime.fromisoformat(instant).replace(tzinfo=BEIJING)
        self.now = instant
        self._stack.enter_context(clock_at(instant))
        return instant

    def move(self, **passed):
        """Move on by days, hours, minutes or seconds."""
        return self.stand_at(self.now + timedelta(**passed))

    @property
    def today(self):
        return self.now.astimezone(BEIJING).date()


@pytest.fixture(autouse=True)
def _no_machine_clock(request, monkeypatch):
    if not in_real_processes(request.node):
        monkeypatch.setattr(timekeeping, "_sources", [_no_clock])


@pytest.fixture
def clock(_no_machine_clock):
    """Return the clock, standing on an ordinary Wednesday: 2026-03-04 10:00 in Beijing."""
    with ExitStack() as stack:
        held = Clock(stack, world.MORNING)
        world.let_time_pass(lambda: held.move(minutes=1))
        yield held
        world.let_time_pass(lambda: None)


@pytest.fixture
def client(clock):
    """Return a browser in the city's time: every page reads it."""
    return Client()


# --- the network -------------------------------------------------------------------------------


class NetworkRefused(AssertionError):
    """A test tried to leave the machine."""


def _is_local(address):
    if not isinstance(address, tuple):
        return True  # a unix socket
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] in {"localhost", ""}


def _guarded(method):
    def connect(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_local(address):
            raise NetworkRefused(f"tests do not use the network: {address!r}")
        return method(self, address)

    return connect


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        yield


# --- templates ---------------------------------------------------------------------------------


class UndefinedVariable(AssertionError):
    """A template of ours used a variable that nobody gave it."""


def _template_of(frame):
    while frame is not None:
        holder = frame.f_locals.get("self")
        if isinstance(holder, Template):
            return str(holder.origin.name)
        frame = frame.f_back
    return ""


class Undefined(str):
    """Stand in for `string_if_invalid`: empty, and loud when one of our templates asks for it.

    The engine asks for its truth at the very place where a lookup failed, before any filter runs.
    """

    __slots__ = ()

    def __bool__(self):
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if frame.f_code is not FilterExpression.resolve.__code__ or not isinstance(expression, FilterExpression):
            return False
        if any(function.__name__ in UNSET_IS_MEANT for function, _arguments in expression.filters[:1]):
            return False
        template = _template_of(frame)
        if template.startswith(str(SOURCES)):
            raise UndefinedVariable(f"{{{{ {expression.token} }}}} is undefined in {template}")
        return False


@pytest.fixture(autouse=True)
def _strict_templates():
    """Hold the present engine to it: a test that changes settings may have made a new one."""
    engines["django"].engine.string_if_invalid = Undefined()


# --- order -------------------------------------------------------------------------------------


class UnorderedSlice(AssertionError):
    """A list without an order was cut: any row could be missing."""


def _is_ours(rows):
    return rows.model.__module__.startswith("oneseal.")


@pytest.fixture(autouse=True, scope="session")
def _no_luck_with_order():
    cut, fetch = QuerySet.__getitem__, QuerySet._fetch_all

    def getitem(self, key):
        if isinstance(key, slice) and self._result_cache is None and _is_ours(self) and not self.ordered:
            raise UnorderedSlice(f"a slice of {self.model.__name__} needs an order_by")
        return cut(self, key)

    def shuffled(self):
        is_fresh = self._result_cache is None
        fetch(self)
        if is_fresh and _is_ours(self) and not self.ordered and len(self._result_cache) > 1:
            random.shuffle(self._result_cache)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "__getitem__", getitem)
        patch.setattr(QuerySet, "_fetch_all", shuffled)
        yield


# --- database, files, caches -------------------------------------------------------------------


@receiver(connection_created)
def _may_empty(connection, **_told):
    """Let tests empty the tables between them; the database itself forbids it once something is published."""
    with connection.cursor() as cursor:
        cursor.execute("SET oneseal.may_empty = 'on'")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Build the city once; each test changes it inside a transaction of its own."""
    with django_db_blocker.unblock(), clock_at(world.FOUNDING):
        world.city()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _forget(request, settings, tmp_path_factory):
    if in_real_processes(request.node):
        return
    world.forget()
    cache.clear()
    if {"db", "transactional_db"} & set(request.fixturenames):
        files = tmp_path_factory.mktemp("files")
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(files)},
            },
        }


@pytest.fixture
def city(db, clock):
    """Return the city: agency, posts, seal, calendars and one published item."""
    return world.city()


@pytest.fixture(scope="module")
def city_of_this_file(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return the function that builds another city for all tests of a file, and gives where its files lie."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        yield lambda build: stack.enter_context(city_of_a_file(build, files=tmp_path_factory.mktemp("city")))


@pytest.fixture
def empty_house(db):
    """Empty every table but the calendars, as on the day of the first run."""
    world.empty()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Run what commits last: it empties the database that the others share."""
    items.sort(key=_commits)


def _commits(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in item.fixturenames
