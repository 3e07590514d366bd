"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class ViewNameMissing(RuleError):
    """A view needs a name."""

    code = "views_kept.name_missing"


class TooManyViews(RuleError):
    """A row of tabs holds only so many views (facts: most)."""

    code = "views_kept.too_many"
