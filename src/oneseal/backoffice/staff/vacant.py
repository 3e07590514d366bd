"""Which posts of an agency somebody should hold and nobody does."""

from __future__ import annotations

from typing import Final

from oneseal.backoffice.staff.wording import title_of
from oneseal.catalog.selectors import reviews_wanted
from oneseal.identity.selectors import posts_vacant
from oneseal.kernel.access import Actor

# A post of a review is needed while the city wants that review.
_NEEDED_FOR: Final = {"department_reviewer": "department", "legal_reviewer": "legal"}


def vacant_titles(actor: Actor) -> list[str]:
    """Return the titles of the posts that nobody holds at present and that the city needs."""
    wanted = {stage.value for stage in reviews_wanted()}
    return [
        title_of(post.kind, post.title)
        for post in posts_vacant(actor)
        if post.kind not in _NEEDED_FOR or _NEEDED_FOR[post.kind] in wanted
    ]
