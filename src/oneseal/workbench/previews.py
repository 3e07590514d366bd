"""Papers shown before they exist: kept for half an hour, for the one who asked, encrypted."""

from __future__ import annotations

import base64
from typing import Final, TypeVar
from uuid import UUID, uuid4

from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header

from oneseal.foundation.encryption import decrypt, encrypt
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.kernel.access import Actor

Answer = TypeVar("Answer", bound=HttpResponseBase)
CONTEXT: Final = "workbench.preview"
SECONDS: Final = 30 * 60


def _key(actor: Actor, preview_id: UUID) -> str:
    return f"{CONTEXT}:{actor.own_account}:{preview_id}"


def preview_kept(pdf: bytes, *, actor: Actor) -> str:
    """Keep a previewed paper and return the address at which the actor, and nobody else, finds it."""
    preview_id = uuid4()
    text = base64.b64encode(pdf).decode()
    cache.set(_key(actor, preview_id), encrypt(text, context=CONTEXT), SECONDS)
    return reverse("workbench:preview", args=[preview_id])


def inline_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to be read in the page; a browser neither guesses its type nor shares it."""
    return private_inline(HttpResponse(pdf, content_type="application/pdf"), name)


def private_inline(answer: Answer, name: str) -> Answer:
    """Return an answer with the headers of a private file shown in the page."""
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@signed_in
def preview(request: SignedInRequest, preview_id: UUID) -> HttpResponse:
    """Show a paper that has not been issued, to the one who is about to issue it."""
    kept = cache.get(_key(request.actor, preview_id))
    if kept is None:
        raise Http404
    return inline_pdf(base64.b64decode(decrypt(kept, context=CONTEXT)), "preview.pdf")
