"""Access for a team: accounts in the project, cookies that stand for sessions, and patience with who guesses."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ..store import Store
from ..workbench.accounts import check_password, end_session, open_session, session_coder
from .access import Account, AccountRole

FIRST_WAIT_S, LONGEST_WAIT_S = 2.0, 900.0
# Wrong tries that cost nothing, and the longest wait after them. `door` is a name at one address: who guesses there is
# held up there, and the name's owner elsewhere is not. An address may be a proxy's, with a whole team behind it. A name
# guessed at from everywhere is slowed for everybody, but never so long that its owner is kept out.
LIMITS = {"door": (5, LONGEST_WAIT_S), "address": (50, LONGEST_WAIT_S), "name": (100, 15.0)}
_FORGET_S = 3_600.0


class Throttle:
    """Doubles the wait with each wrong password beyond a few. Keys are `KIND:WORDS`, kinds those of `LIMITS`. Kept in
    memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait_s(self, *keys: str) -> float:
        """Seconds until the next try is looked at; 0 for now."""
        with self._lock:
            now = self._clock()
            return max(0.0, *(self._until(key) - now for key in keys))

    def wrong(self, *keys: str) -> None:
        with self._lock:
            now = self._clock()
            self._wrong = {key: seen for key, seen in self._wrong.items() if now - seen[1] < _FORGET_S}
            for key in keys:
                self._wrong[key] = self._wrong.get(key, (0, now))[0] + 1, now

    def right(self, *keys: str) -> None:
        with self._lock:
            for key in keys:
                self._wrong.pop(key, None)

    def pardon(self, key: str) -> None:
        """Takes one try back that turned out right."""
        with self._lock:
            count, last = self._wrong.get(key, (0, 0.0))
            if count > 1:
                self._wrong[key] = count - 1, last
            else:
                self._wrong.pop(key, None)

    def _until(self, key: str) -> float:
        count, last = self._wrong.get(key, (0, 0.0))
        free, longest = LIMITS[key.partition(":")[0]]
        if count < free:
            return 0.0
        return last + min(longest, FIRST_WAIT_S * 2.0 ** min(count - free, 30))


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of a sign-in: a cookie's value, or why there is none."""

    cookie: str | None
    reason: str = ""


class TeamAccess:
    """Sessions in the project's store, so that a restarted server knows them again."""

    is_team = True

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._throttle = Throttle(clock)

    def identify(self, cookie: str | None) -> Account | None:
        if not cookie:
            return None
        found = session_coder(self._store, cookie)
        return None if found is None else Account(found.name, AccountRole(found.role))

    def enter(self, token: str) -> str | None:
        return None  # a team has no start-up token

    def sign_in(self, name: str, password: str, *, address: str) -> Entry:
        known = name.lower()[:100]
        keys = f"door:{known}@{address}", f"address:{address}", f"name:{known}"
        wait = self._throttle.wait_s(*keys)
        if wait > 0:
            return Entry(None, f"Too many wrong tries. Wait {max(1, round(wait))} seconds, then try again.")
        # Counted before it is checked: tries sent side by side would else all pass before the first one counts.
        self._throttle.wrong(*keys)
        found = check_password(self._store, name, password)
        if found is None:
            return Entry(None, "Name and password do not belong together.")
        self._throttle.right(keys[0])
        for key in keys[1:]:
            self._throttle.pardon(key)
        return Entry(open_session(self._store, found.name))

    def sign_out(self, cookie: str | None) -> None:
        if cookie:
            end_session(self._store, cookie)
