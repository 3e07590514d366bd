"""What was said to people about a subject."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from oneseal.foundation.notify.models import Message


def messages_about(subject_id: UUID) -> QuerySet[Message]:
    """Return the messages about a subject in order; the caller answers for access to the subject."""
    return Message.objects.filter(subject_id=subject_id).order_by("written_at", "id")
