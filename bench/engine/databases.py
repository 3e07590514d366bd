"""Databases that a measurement makes for itself and drops, and how other processes reach them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
RIVALS = "bench_rivals"
Answer = TypeVar("Answer")


def django_ready() -> None:
    """Set Django up with the settings of the tests."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()


def in_a_database_of_its_own(work: Callable[[], Answer]) -> Answer:
    """Run work in a test database made for it, and remove the database afterwards."""
    from django.conf import settings
    from django.test.utils import get_runner

    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        return work()
    finally:
        runner.teardown_databases(databases)


@contextmanager
def rivals_database() -> Iterator[str]:
    """Make an empty database beside the present one, and drop it after the block."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {RIVALS}")
        cursor.execute(f"CREATE DATABASE {RIVALS} TEMPLATE template0")
    try:
        yield RIVALS
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {RIVALS}")


def settled() -> None:
    """Let the server finish what a load left behind: statistics, free space, and what waits to be written.

    To drop a database writes out every changed page at once; a checkpoint of its own needs a higher role.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CREATE DATABASE bench_settled TEMPLATE template0")
        cursor.execute("DROP DATABASE bench_settled")


@contextmanager
def twin_database() -> Iterator[str]:
    """Copy the present database as it is and work in the copy until the block ends; yield the name of the first.

    The first stays beside it, for other processes to work in. The copy is dropped after the block.
    """
    from django.db import connection

    first = str(connection.settings_dict["NAME"])
    twin = f"{first}_twin"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {twin}")
        cursor.execute(f"CREATE DATABASE {twin} TEMPLATE {first}")
    try:
        _work_in(twin)
        yield first
    finally:
        _work_in(first)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {twin}")


def _work_in(name: str) -> None:
    from django.conf import settings
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def environment_of(database: str = "") -> Mapping[str, str]:
    """Return the environment in which another process reaches a database; without a name the present one."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    told = connection.get_connection_params()
    known = {name: str(told[name]) for name in ("user", "password", "host", "port") if told.get(name)}
    name = database or str(told["dbname"])
    return {
        **os.environ,
        "BENCH_DATABASE": name,
        "BENCH_CONNINFO": make_conninfo("", dbname=name, **known),
        **{f"BENCH_{key.upper()}": value for key, value in known.items()},
    }
