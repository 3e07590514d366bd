"""A process that moves cases through the services, as a page's press does: one service call a move."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]


def main() -> None:
    """Move the cases of the file that is named, each through its whole life."""
    import django
    from django.conf import settings

    django.setup()
    settings.DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
    from bench.engine.life import Life
    from bench.engine.worker import serve
    from oneseal.identity.selectors import actor_for_account

    told = json.loads(Path(sys.argv[1]).read_text())
    applicant = actor_for_account(UUID(told["applicant"]), "127.0.0.1")
    steps = Life(applicant).steps
    drafts = iter([(UUID(case_id), step) for case_id in told["cases"] for step in steps])

    def move() -> bool:
        following = next(drafts, None)
        if following is None:
            return False
        case_id, step = following
        step(case_id)
        return True

    serve(move)


if __name__ == "__main__":
    main()
