"""The installation's secret: one key file, from which every other key is derived."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


@dataclass(frozen=True, slots=True)
class InstallationKeys:
    """The master secret (32 bytes) of one installation."""

    master: bytes

    def key(self, purpose: str) -> bytes:
        """Return the 32-byte key for one purpose (HKDF-SHA256, RFC 5869)."""
        return _derived(self.master, purpose)

    def derive(self, purpose: str) -> str:
        """Return the key for one purpose as 64 hexadecimal digits."""
        return self.key(purpose).hex()

    def fingerprint(self) -> str:
        """Return eight characters that tell two key files apart without revealing either."""
        return hashlib.sha256(self.key("fingerprint")).hexdigest()[:8]


@lru_cache(maxsize=256)
def _derived(master: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(master)


def _write_new(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secrets.token_hex(32).encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(draft, path)  # fails when another process was first; its key then counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def installation_keys(path: Path) -> InstallationKeys:
    """Return the keys in a file, making the file (0600) when there is none.

    Raises:
        ValueError: the file does not hold 64 hexadecimal digits.
    """
    if not path.exists():
        _write_new(path)
    content = path.read_text("ascii").strip()
    if len(content) != 64:
        message = f"{path} does not hold a key of 64 hexadecimal digits; restore it from the key backup"
        raise ValueError(message)
    return InstallationKeys(bytes.fromhex(content))
