"""Where a language model may be asked: on this machine, or on the one other host that was named on purpose."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...errors import InputError

_HERE = "localhost"


@dataclass(frozen=True, slots=True)
class Address:
    """A server's API. `is_local`: on this machine, so that nothing may leave it."""

    scheme: str
    host: str
    port: int
    path: str
    is_local: bool

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def read_address(url: str, *, allow_host: str = "", with_key: bool = False) -> Address:
    """The address in `url`. Raises `InputError` for another host than this machine unless `allow_host` is that host,
    and where a key would travel to it unencrypted."""
    name = "ONRECORD_LLM_URL"
    if not url.isascii() or any(sign.isspace() or not sign.isprintable() or sign in "\\" for sign in url):
        raise InputError(f"{name}: give a plain address such as http://127.0.0.1:11434/v1")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise InputError(f"{name}={url!r}: {error}") from error
    if "@" in parts.netloc:  # never repeated in a message: it may hold a password
        raise InputError(f"{name}: no user name or password in the address; a key goes into ONRECORD_LLM_KEY")
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise InputError(f"{name}={url!r}: give http:// or https://, a host and a path, and nothing after it")
    is_local = is_loopback(host)
    if not is_local and host != allow_host.strip().lower().rstrip("."):
        raise InputError(
            f"{name}={url!r}: articles would be sent to {host}, which is not this machine; "
            f"if that is meant, allow it by name: ONRECORD_LLM_ALLOW_HOST={host}"
        )
    if not is_local and with_key and parts.scheme == "http":
        raise InputError(f"{name}={url!r}: the key would be sent to {host} unencrypted; use https://")
    port = port or (443 if parts.scheme == "https" else 80)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return Address(parts.scheme, host, port, path, is_local)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name or number; any other name could lead anywhere."""
    if host == _HERE:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
