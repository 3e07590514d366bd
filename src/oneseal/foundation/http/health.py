"""Whether everything is up."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from oneseal.foundation.http.access import public
from oneseal.foundation.jobs.services import WORKER, is_alive
from oneseal.foundation.timekeeping import now


@public
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when web, database and worker are up, else 503 and which of them is not."""
    within = timedelta(seconds=2 * settings.ONESEAL_HEARTBEAT_SECONDS)
    try:
        worker = is_alive(WORKER, now=now(), within=within)
        database = True
    except DatabaseError:
        worker = database = False
    body = {"web": True, "database": database, "worker": worker}
    return JsonResponse(body, status=200 if all(body.values()) else 503)
