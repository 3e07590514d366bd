"""What supervision shows."""

from oneseal.supervision.selectors.findings import FindingFacts, finding_facts, finding_for_actor
from oneseal.supervision.selectors.seeing import agencies_seen, watches_city

__all__ = ["FindingFacts", "agencies_seen", "finding_facts", "finding_for_actor", "watches_city"]
