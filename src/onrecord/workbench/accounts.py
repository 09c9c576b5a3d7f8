"""Accounts of a team: names, roles, passwords as scrypt hashes, sessions as hashes of what the browser holds."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, select, update

from ..errors import InputError
from ..store import Store, schema

MIN_PASSWORD = 10
SESSION = timedelta(days=14)
_NAME = re.compile(r"[^\W_][\w .'-]{0,59}")
_N, _R, _P = 2**14, 8, 5  # 16 MB and some 100 ms a try (OWASP, 2024: N=2^14, r=8, p=5)


class AccountRole(StrEnum):
    """What an account may do. Each may also do what stands before it, but for `READER`, who only looks."""

    READER = "reader"
    CODER = "coder"
    ADJUDICATOR = "adjudicator"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person of the team. One who is not active keeps all decisions and cannot sign in."""

    name: str
    role: str
    active: bool
    created_at: str


def coders(store: Store) -> list[Coder]:
    with store.reading() as connection:
        rows = connection.execute(select(schema.coders).order_by(schema.coders.c.name))
        return [Coder(row.name, row.role, row.active, row.created_at) for row in rows]


def add_coder(store: Store, name: str, *, role: str, password: str) -> Coder:
    """Adds an account, or raises InputError saying which part is wrong."""
    name = name.strip()
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for an account; use letters, figures, spaces, . ' - (60 signs at most)")
    _check_role(role)
    made = Coder(name, role, True, datetime.now(UTC).isoformat(timespec="seconds"))
    row = {
        "name": name,
        "role": role,
        "password": hash_password(password),
        "active": True,
        "created_at": made.created_at,
        "settings": {},
    }
    with store.transaction(), store.reading() as connection:
        taken = [
            one for one in connection.execute(select(schema.coders.c.name)).scalars() if one.lower() == name.lower()
        ]
        if taken:
            raise InputError(f"there is an account {taken[0]!r} already; choose another name, or change that one")
        connection.execute(insert(schema.coders).values(**row))
    return made


def change_coder(
    store: Store, name: str, *, role: str | None = None, password: str | None = None, active: bool | None = None
) -> None:
    """Changes an account and ends its sessions. The last active admin stays one. InputError: no such account."""
    values: dict[str, object] = {}
    if role is not None:
        _check_role(role)
        values["role"] = role
    if password is not None:
        values["password"] = hash_password(password)
    if active is not None:
        values["active"] = active
    c = schema.coders
    with store.transaction(), store.reading() as connection:
        known = {row.name: row for row in connection.execute(select(c))}
        if name not in known:
            raise InputError(f"there is no account {name!r}; there are {', '.join(sorted(known)) or 'none'}")
        admins = [one for one, row in known.items() if row.role == "admin" and row.active]
        if admins == [name] and (active is False or role not in (None, "admin")):
            raise InputError(f"{name} is the only admin; make somebody else one first")
        connection.execute(update(c).where(c.c.name == name).values(**values))
        connection.execute(delete(schema.sessions).where(schema.sessions.c.coder == name))


def hash_password(password: str) -> str:
    if len(password) < MIN_PASSWORD:
        raise InputError(f"a password needs at least {MIN_PASSWORD} signs")
    if len(password) > 1_000:
        raise InputError("a password has at most 1,000 signs")
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_derive(password, salt, _N, _R, _P).hex()}"


def check_password(store: Store, name: str, password: str) -> Coder | None:
    """The account behind name and password, or None. Takes as long for a name that there is not."""
    c = schema.coders
    with store.reading() as connection:
        row = connection.execute(select(c).where(c.c.name == name)).first()
    stored = row.password if row is not None and row.active and row.password else _NOBODY
    try:
        _, n, r, p, salt, wanted = stored.split("$")
        found = _derive(password[:1_000], bytes.fromhex(salt), int(n), int(r), int(p)).hex()
    except ValueError:
        return None
    if not hmac.compare_digest(found, wanted) or stored is _NOBODY or row is None:
        return None
    return Coder(row.name, row.role, row.active, row.created_at)


def open_session(store: Store, name: str) -> str:
    """A new session; what is given back goes into the cookie, the store keeps only its hash."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    with store.transaction(), store.reading() as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.expires_at < now.isoformat()))
        connection.execute(
            insert(schema.sessions).values(
                token=_digest(token),
                coder=name,
                created_at=now.isoformat(),
                seen_at=now.isoformat(),
                expires_at=(now + SESSION).isoformat(),
            )
        )
    return token


def session_coder(store: Store, token: str) -> Coder | None:
    """Whose session a cookie is; None when it has ended or its account is switched off."""
    s, c = schema.sessions, schema.coders
    query = select(c.c.name, c.c.role, c.c.active, c.c.created_at).join(s, s.c.coder == c.c.name)
    query = query.where(s.c.token == _digest(token), s.c.expires_at > datetime.now(UTC).isoformat(), c.c.active)
    with store.reading() as connection:
        row = connection.execute(query).first()
    return None if row is None else Coder(row.name, row.role, row.active, row.created_at)


def end_session(store: Store, token: str) -> None:
    with store.transaction(), store.reading() as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.token == _digest(token)))


def _check_role(role: str) -> None:
    if role not in tuple(AccountRole):
        raise InputError(f"{role!r} is no role; there are {', '.join(AccountRole)}")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=2**26, dklen=32)


_NOBODY = f"scrypt${_N}${_R}${_P}${'00' * 16}${'00' * 32}"
