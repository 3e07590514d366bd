"""The language in which the reader is addressed: Chinese, unless English was chosen."""

from django.utils.translation import get_language


def is_english() -> bool:
    """Return whether the reader chose English."""
    return (get_language() or "").startswith("en")
