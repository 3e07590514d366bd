"""Verification addresses and their QR codes."""

from io import BytesIO
from urllib.parse import quote

import segno


def verification_address(base_url: str, identifier: str) -> str:
    """Return the public address ``<base_url>/v/<identifier>`` at which a paper can be verified."""
    return f"{base_url.rstrip('/')}/v/{quote(identifier, safe='')}"


def qr_svg(text: str) -> str:
    """Return ``text`` as a QR code in SVG without a quiet zone (ISO/IEC 18004, error level M or better)."""
    drawing = BytesIO()
    code = segno.make(text, error="m", micro=False, boost_error=True)
    code.save(drawing, kind="svg", xmldecl=False, border=0, omitsize=True, nl=False, dark="#1c2024")
    return drawing.getvalue().decode()
