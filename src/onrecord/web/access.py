"""Who is asking: an account behind a request, for one person at this computer or for a team with passwords."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Protocol

from ..workbench.accounts import AccountRole

__all__ = ["COOKIE", "Access", "Account", "AccountRole", "LocalAccess", "cookie_name"]

COOKIE = "onrecord"


def cookie_name(host: str) -> str:
    """The cookie of a workbench: browsers keep one jar for all ports of a host, so each port has a name of its own."""
    _, _, port = host.rpartition(":")
    return f"{COOKIE}-{port}" if port.isascii() and port.isdigit() else COOKIE


_RANKS = {role: rank for rank, role in enumerate(AccountRole)}


@dataclass(frozen=True, slots=True)
class Account:
    """A person who codes, reads or runs the project. `name` is the coder of their decisions."""

    name: str
    role: AccountRole

    def may(self, role: AccountRole) -> bool:
        """Whether this account may do what `role` may."""
        return _RANKS[self.role] >= _RANKS[role]


class Access(Protocol):
    """How requests are told apart. `identify` is given the cookie's value, or None where there is none."""

    is_team: bool

    def identify(self, cookie: str | None) -> Account | None: ...

    def enter(self, token: str) -> str | None:
        """The value of a new cookie for a start-up token, or None where the token is not valid (any more)."""
        ...


class LocalAccess:
    """One person at this computer: a token in the address that opens once, then a cookie that scripts cannot read."""

    is_team = False

    def __init__(self, coder: str) -> None:
        self._account = Account(coder, AccountRole.ADMIN)
        self._session = secrets.token_urlsafe(32)
        self._token: str | None = None

    def new_token(self) -> str:
        """A fresh token; the one before it opens nothing any more."""
        self._token = secrets.token_urlsafe(24)
        return self._token

    def enter(self, token: str) -> str | None:
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token = None
        return self._session

    def identify(self, cookie: str | None) -> Account | None:
        if cookie is None or not hmac.compare_digest(cookie.encode(), self._session.encode()):
            return None
        return self._account
