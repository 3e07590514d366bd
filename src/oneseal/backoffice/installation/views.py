"""Whether the installation is well."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from oneseal.backoffice.installation.checks import checks
from oneseal.backoffice.installation.wording import in_words
from oneseal.backoffice.pages import show
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now


@require_safe
@requires("installation.view")
def status(request: SignedInRequest) -> HttpResponse:
    """Run every check now and show what was found and how to mend it."""
    at = now()
    found = checks(now=at)
    faults = sum(not check.ok for check in found)
    context = {"rows": [in_words(check) for check in found], "faults": faults, "at": at}
    return show(request, "backoffice/installation/status.html", context, room="status")
