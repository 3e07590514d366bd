"""The envelope of every call to and from an outside system: JSON, signed with a shared secret.

Header ``X-OneSeal-Signature: t=<unix seconds>,v1=<hex>``, where v1 is HMAC-SHA256 over
``<t>.<method>.<path>.<body>``. The method of an answer is ``ANSWER`` and the whole signature of its question, so
that an answer to one question is none to another. A message older than five minutes is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any, Final

HEADER: Final = "X-OneSeal-Signature"
OLDEST_SECONDS: Final = 300


def packed(content: object) -> bytes:
    """Return content as the bytes that are signed and sent."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def signature(secret: str, *, method: str, path: str, body: bytes, at: int) -> str:
    """Return the header value for a message sent at a Unix second."""
    said = f"{at}.{method}.{path}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()}"


def is_signed(header: str, secret: str, *, method: str, path: str, body: bytes, at: int) -> bool:
    """Return True when a header signs exactly this message and is not older than five minutes."""
    told, _, _ = header.removeprefix("t=").partition(",")
    if not told.isdecimal() or abs(at - int(told)) > OLDEST_SECONDS:
        return False
    expected = signature(secret, method=method, path=path, body=body, at=int(told))
    return hmac.compare_digest(header, expected)


def answering(question: str) -> str:
    """Return the method of an answer to the question that bore a signature."""
    return f"ANSWER {question}"


def unpacked(body: bytes) -> dict[str, Any]:
    """Return the object in a body.

    Raises:
        ValueError: not JSON, or not an object.
    """
    content = json.loads(body)
    if not isinstance(content, dict):
        message = "an object was expected"
        raise ValueError(message)
    return content
