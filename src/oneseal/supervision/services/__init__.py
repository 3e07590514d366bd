"""What supervision does."""

from oneseal.supervision.services.recording import findings_record

__all__ = ["findings_record"]
