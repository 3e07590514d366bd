"""Let the board follow the cases: what was touched is judged anew at once, everything once a day and by the hour."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from psycopg import sql

from oneseal.cases.selectors import running_by_the_hour, running_judged
from oneseal.foundation.audit.selectors import acted_on
from oneseal.foundation.timekeeping import beijing_date
from oneseal.supervision.models import BoardMark

FRESH: Final = timedelta(seconds=2)
# An act bears the instant at which it began; one that took longer to be kept than this is found by the whole look.
OVERLAP: Final = timedelta(seconds=30)
WHOLE_EVERY: Final = timedelta(hours=1)
# The number of the lock that whoever follows holds; those who come meanwhile read what is there.
_LOCK: Final = 2_026_113
_FOLLOW: Final = """
WITH judged (case_id, agency_id, item_name, step, light, due_on) AS ({judged}),
gone AS (
    DELETE FROM supervision_running_case kept WHERE {meant}
    AND NOT EXISTS (SELECT 1 FROM judged WHERE judged.case_id = kept.case_id)
)
INSERT INTO supervision_running_case AS kept (case_id, agency_id, item_name, step, light, due_on)
SELECT * FROM judged
ON CONFLICT (case_id) DO UPDATE SET agency_id = excluded.agency_id, item_name = excluded.item_name,
    step = excluded.step, light = excluded.light, due_on = excluded.due_on
WHERE (kept.agency_id, kept.item_name, kept.step, kept.light, kept.due_on)
    IS DISTINCT FROM (excluded.agency_id, excluded.item_name, excluded.step, excluded.light, excluded.due_on)
"""


@transaction.atomic
def board_follow(*, now: datetime, is_whole: bool = False) -> bool:
    """Bring the board up to an instant, unless it is fresh or somebody does; return True when it was done.

    Once a day and once an hour, or when `is_whole`, every running case is judged; else what was touched since, and
    what ends at an hour.
    """
    if not is_whole and _is_fresh(BoardMark.objects.first(), now):
        return False
    if not _held():
        return False
    mark = BoardMark.objects.first()
    if is_whole or mark is None or _is_outdated(mark, now):
        return _followed(None, mark=mark, now=now)
    touched = acted_on("case", since=mark.followed_until - OVERLAP, until=now + OVERLAP)
    return _followed(touched | running_by_the_hour(), mark=mark, now=now)


def _is_fresh(mark: BoardMark | None, now: datetime) -> bool:
    return mark is not None and timedelta() <= now - mark.followed_until < FRESH and mark.day == beijing_date(now)


def _is_outdated(mark: BoardMark, now: datetime) -> bool:
    """Return True after midnight, an hour after the last whole look, and when the clock was set back."""
    return mark.day != beijing_date(now) or not timedelta() <= now - mark.whole_at < WHOLE_EVERY


def _held() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _followed(among: Collection[UUID] | None, *, mark: BoardMark | None, now: datetime) -> bool:
    """Put what is judged into the table and move the mark on; `among` None: every running case."""
    whole_at = now if among is None or mark is None else mark.whole_at
    if among is None or among:
        text, values = running_judged(now=now, among=among).query.sql_with_params()
        meant = sql.SQL("TRUE") if among is None else sql.SQL("kept.case_id = ANY(%s)")
        query = sql.SQL(_FOLLOW).format(judged=sql.SQL(text), meant=meant)
        with connection.cursor() as cursor:
            cursor.execute(query, [*values] if among is None else [*values, list(among)])
    BoardMark.objects.update_or_create(
        pk=1, defaults={"followed_until": now, "whole_at": whole_at, "day": beijing_date(now)}
    )
    return True
