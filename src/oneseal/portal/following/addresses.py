"""Addresses in QR codes."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from oneseal.papers.services import qr_svg, verification_address


def verification_qr(identifier: str) -> SafeString:
    """Return the QR code that leads to the verification of an identifier, as SVG."""
    return mark_safe(qr_svg(verification_address(settings.ONESEAL_BASE_URL, identifier)))  # noqa: S308 - our own drawing


def tracking_qr(number: str) -> SafeString:
    """Return the QR code that leads to the tracking page of a case number, as SVG; the query code is not in it."""
    address = f"{settings.ONESEAL_BASE_URL}{reverse('portal:track')}?{urlencode({'number': number})}"
    return mark_safe(qr_svg(address))  # noqa: S308 - our own drawing
