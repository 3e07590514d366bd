"""Papers shown before they exist: kept for half an hour, for the one who asked, encrypted."""

from __future__ import annotations

import base64
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.urls import reverse

from oneseal.foundation.encryption import decrypt, encrypt
from oneseal.foundation.http.access import SignedInRequest, private_file, signed_in
from oneseal.kernel.access import Actor
from oneseal.papers.services import PaperPreview

CONTEXT: Final = "workbench.preview"
SECONDS: Final = 30 * 60


def _key(actor: Actor, preview_id: UUID, page: int) -> str:
    return f"{CONTEXT}:{actor.own_account}:{preview_id}:{page}"


def preview_kept(paper: PaperPreview, *, actor: Actor) -> dict[str, Any]:
    """Keep a previewed paper and return its title and the addresses at which the actor, nobody else, finds it."""
    preview_id = uuid4()
    kept = {
        _key(actor, preview_id, page): encrypt(base64.b64encode(content).decode(), context=CONTEXT)
        for page, content in enumerate((paper.pdf, *paper.pages))
    }
    caches["previews"].set_many(kept, SECONDS)
    pages = [reverse("workbench:preview_page", args=[preview_id, page]) for page in range(1, len(paper.pages) + 1)]
    return {"title": paper.title, "url": reverse("workbench:preview", args=[preview_id]), "pages": pages}


def inline_pdf(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to be read in the page; a browser neither guesses its type nor keeps it."""
    return private_file(HttpResponse(pdf, content_type="application/pdf"), name)


def inline_page(png: bytes, name: str) -> HttpResponse:
    """Return one page of a paper as a picture."""
    return private_file(HttpResponse(png, content_type="image/png"), name)


def _kept(request: SignedInRequest, preview_id: UUID, page: int) -> bytes:
    kept = caches["previews"].get(_key(request.actor, preview_id, page))
    if kept is None:
        raise Http404
    return base64.b64decode(decrypt(kept, context=CONTEXT))


@signed_in
def preview(request: SignedInRequest, preview_id: UUID) -> HttpResponse:
    """Show a paper that has not been issued, to the one who is about to issue it."""
    return inline_pdf(_kept(request, preview_id, 0), "preview.pdf")


@signed_in
def preview_page(request: SignedInRequest, preview_id: UUID, page: int) -> HttpResponse:
    """Show one page of such a paper as a picture."""
    return inline_page(_kept(request, preview_id, max(page, 1)), f"preview-{page}.png")
