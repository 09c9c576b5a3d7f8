"""The password digest that DNA keeps: base64 of 16 bytes of salt and 100,000 rounds of SHA-256 over salt and password.

It only keeps DNA's window closed: everybody who has the file can read it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

_SALT_BYTES = 16
_ROUNDS = 100_000


def hash_password(password: str, *, salt: bytes | None = None) -> str:
    """64 characters for the column CODERS.Password. Without a `salt` of 16 bytes, a new one is drawn each time."""
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    if len(salt) != _SALT_BYTES:
        raise ValueError(f"a salt has {_SALT_BYTES} bytes, not {len(salt)}")
    return base64.b64encode(salt + _digest(password, salt)).decode("ascii")


def password_fits(password: str, hashed: str) -> bool:
    """Whether `hashed`, as DNA keeps it, was made from this password."""
    try:
        raw = base64.b64decode(hashed, validate=True)
    except (binascii.Error, ValueError):
        return False
    return hmac.compare_digest(raw[_SALT_BYTES:], _digest(password, raw[:_SALT_BYTES]))


def _digest(password: str, salt: bytes) -> bytes:
    digest = hashlib.sha256(salt + unicodedata.normalize("NFC", password).encode("utf-8")).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return digest
