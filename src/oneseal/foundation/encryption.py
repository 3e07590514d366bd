"""Columns with personal data: AES-GCM at rest, an HMAC beside them for equality search."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from oneseal.foundation.keys import installation_keys

_NONCE_BYTES = 12
_VERSION = b"\x01"
_KEYED: Final = "k1."  # the kind of a keyed digest; one without it was made without a key


def _cipher() -> AESGCM:
    return _cipher_of(installation_keys(settings.ONESEAL_KEY_FILE).key("columns"))


@lru_cache(maxsize=4)
def _cipher_of(key: bytes) -> AESGCM:
    return AESGCM(key)


def encrypt(text: str, *, context: str) -> bytes:
    """Return version byte + nonce + ciphertext; `context` (e.g. "person.id_number") is authenticated."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + _cipher().encrypt(nonce, text.encode(), context.encode())


def decrypt(blob: bytes | memoryview, *, context: str) -> str:
    """Return the text of an encrypted column.

    Raises:
        cryptography.exceptions.InvalidTag: other key, other context, or altered bytes.
    """
    raw = bytes(blob)
    nonce, body = raw[1 : 1 + _NONCE_BYTES], raw[1 + _NONCE_BYTES :]
    return _cipher().decrypt(nonce, body, context.encode()).decode()


def encrypt_json(value: Any, *, context: str) -> bytes:  # noqa: ANN401 - any JSON value
    """Return an encrypted JSON value."""
    return encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")), context=context)


def decrypt_json(blob: bytes | memoryview, *, context: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value of an encrypted column."""
    return json.loads(decrypt(blob, context=context))


def blind_index(value: str, *, context: str) -> bytes:
    """Return the HMAC-SHA256 by which an encrypted value is found again."""
    key = installation_keys(settings.ONESEAL_KEY_FILE).key(f"index:{context}")
    return hmac.new(key, value.encode(), hashlib.sha256).digest()


def keyed_digest(text: str, *, context: str) -> str:
    """Return a digest of words that may hold personal data: without the key file nobody finds them by guessing."""
    return _KEYED + base64.urlsafe_b64encode(blind_index(text, context=context)).decode().rstrip("=")


def are_comparable(*digests: str) -> bool:
    """Return True when every digest is a keyed one; older ones, and what told nothing, say nothing of words."""
    return all(digest.startswith(_KEYED) for digest in digests)
