"""django-viewflow 2.4 running the same process of six steps with a parallel join and a timer.

A life has seven moves: the beginning and six steps. A move: lock one process, finish one of its tasks by viewflow's own
calls (`activation`, `run`), which opens the next; one commit. Steps are `Handle`s, the leanest kind it has: no form, no
assignment, no permission is looked at. Its tables hold process, tasks and their links, so it gives a worklist, as ours
does. What fires the timer is its own dispatcher's way for one task. django-viewflow is AGPL: it is installed for this
measurement alone, in an environment of its own, and nothing of it is part of the product.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

if not settings.configured:
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": os.environ["BENCH_DATABASE"],
                "HOST": os.environ.get("BENCH_HOST", ""),
                "PORT": os.environ.get("BENCH_PORT", ""),
                "USER": os.environ.get("BENCH_USER", ""),
                "PASSWORD": os.environ.get("BENCH_PASSWORD", ""),
                "CONN_MAX_AGE": None,
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "bench.rivals.approval",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="bench",  # noqa: S106 - signs nothing
        USE_TZ=True,
    )
    django.setup()

from viewflow.workflow.models import Process, Task  # noqa: E402 - Django is set up first

from bench.rivals.approval.flows import STEPS, Approval  # noqa: E402


def life() -> Iterator[None]:
    """Yield after each move until a process has ended; beginning it is the first."""
    process = Approval.start.run()
    yield
    for step in STEPS:
        moved(process.pk, step)
        yield


def moved(process_id: int, step: str) -> None:
    """Finish the open task of a step."""
    node = getattr(Approval, step)
    task = Task.objects.get(process_id=process_id, flow_task=node, finished=None)
    if step != "wait":
        node.run(task)
        return
    with task.activation() as activation:
        activation.start()
        activation.execute()


def main() -> None:
    """Move processes until the input ends."""
    from django.core.management import call_command

    from bench.engine.worker import serve

    call_command("migrate", verbosity=0)
    check()
    moving = (None for _ in iter(int, 1) for _ in life())
    serve(lambda: next(moving, True) is None)


def check() -> None:
    """Stop when a process does not end as it should."""
    for _ in life():
        pass
    if Process.objects.filter(finished=None).exists():
        raise RuntimeError("a process did not end")


if __name__ == "__main__":
    main()
