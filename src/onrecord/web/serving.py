"""Running the workbench: a free port on this computer, the address printed, the browser opened."""

from __future__ import annotations

import getpass
import os
import shlex
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from ..errors import InputError
from ..project import Project
from .access import Access, LocalAccess

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8765
Say = Callable[[str], None]


class AnnouncedAccess(LocalAccess):
    """Local access that prints a fresh address whenever the last one has been used."""

    def __init__(self, coder: str, port: int, say: Say) -> None:
        super().__init__(coder)
        self._port, self._say = port, say

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self._port}/start?token={self.new_token()}"

    def enter(self, token: str) -> str | None:
        value = super().enter(token)
        if value is not None:  # a wrong guess, which any page on the web can send, leaves the printed address valid
            self._say(f"To open another window: {self.address}")
        return value


def open_workbench(
    project: Project, *, port: int | None = None, coder: str | None = None, browser: bool = True, say: Say = print
) -> None:
    """Serves one person at this computer until stopped.

    Raises `InputError` for a port that is taken, and for a team's project: who opens one reads everybody's words.
    """
    from ..workbench.accounts import coders

    if any(one.active for one in coders(project.store)):
        raise InputError(
            f"{project.location}: has accounts of a team; here nobody would sign in and everybody's decisions would "
            f"show. Open it with: onrecord serve {_typed(project.location)}"
        )
    bound = bind(LOOPBACK, port)
    number = bound.getsockname()[1]
    access = AnnouncedAccess(coder or _login_name(), number, say)
    server = make_server(project, access, hosts=local_hosts(number))
    address = access.address
    say(f"The workbench is open at {address}")
    say("Nothing leaves this computer. Stop it with Ctrl+C; every decision is kept as soon as it is made.")
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    _run(server, bound)


def serve_team(
    project: Project, *, host: str = LOOPBACK, port: int = DEFAULT_PORT, public_url: str | None = None, say: Say = print
) -> None:
    """Serves a team until stopped. Raises `InputError` without an admin's account, or for an address that cannot be."""
    from ..workbench.accounts import coders
    from .team_access import TeamAccess

    if not any(one.role == "admin" and one.active for one in coders(project.store)):
        raise InputError(
            f"{project.location}: has no admin yet; make the first account with: "
            f"onrecord team add {_typed(project.location)} NAME --role admin"
        )
    outside = _parsed(public_url) if public_url else None
    if outside is None and host not in (LOOPBACK, "localhost", "::1"):
        raise InputError(
            f"--host {host} opens the workbench to others, and passwords would travel as they are; put a proxy with "
            "TLS before it and give its address by --public-url"
        )
    bound = bind(host, port)
    hosts = [*local_hosts(port), *([outside.netloc] if outside else [])]
    secure = outside is not None and outside.scheme == "https"
    server = make_server(project, TeamAccess(project.store), hosts=hosts, secure=secure)
    say(f"The workbench is open at {public_url or f'http://{LOOPBACK}:{port}/'}")
    if outside is not None and not secure:
        say("Passwords and articles travel readable to this address: put TLS before it, or keep it inside a VPN.")
    say("Stop it with Ctrl+C; every decision is kept as soon as it is made.")
    _run(server, bound)


def _parsed(url: str) -> SplitResult:
    found = urlsplit(url)
    if found.scheme not in ("http", "https") or not found.netloc or found.path not in ("", "/"):
        raise InputError(
            f"--public-url {url}: give the whole address without a path, such as https://coding.example.org"
        )
    return found


def make_server(project: Project, access: Access, *, hosts: Collection[str], secure: bool = False) -> uvicorn.Server:
    """A server for the workbench that a caller may run on sockets of its own, also in a thread."""
    import uvicorn

    from .app import create_app
    from .shared import warm

    # Threads that learn or read hand over after a millisecond, not five: a request takes its turn some thirty times.
    sys.setswitchinterval(min(sys.getswitchinterval(), 0.001))
    app = create_app(project, access, hosts=hosts, title=project.title, secure=secure)
    threading.Thread(target=warm, args=(app.state.bench,), daemon=True).start()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=False, timeout_graceful_shutdown=3,
        proxy_headers=False, ws="none",
    )  # fmt: skip
    return uvicorn.Server(config)


def _run(server: uvicorn.Server, bound: socket.socket) -> None:
    """Until stopped; what learns behind the pages is not cut off in the middle of the models' own code."""
    try:
        server.run(sockets=[bound])
    finally:
        app: Any = server.config.app
        if (learner := app.state.bench.notes.get("learner")) is not None:
            learner.stop()


def bind(host: str, port: int | None) -> socket.socket:
    """A listening socket: at `port`, else at the usual one or, where that is taken, at any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in (port,) if port is not None else (DEFAULT_PORT, 0):
        made = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let a second server take the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, number))
        except socket.gaierror as error:
            made.close()
            raise InputError(
                f"--host {host}: no address of this computer ({error.strerror}); give 127.0.0.1, or the address of a "
                "network card"
            ) from error
        except OSError as error:
            made.close()
            reason = error.strerror
            continue
        made.listen(128)
        return made
    raise InputError(f"port {port} of {host} cannot be used ({reason}); give another one with --port")


def _typed(location: str) -> str:
    """A project's place as a shell takes it, without what a terminal should not keep."""
    return shlex.quote(location.replace("postgresql+psycopg://", "postgresql://"))


def local_hosts(port: int) -> tuple[str, ...]:
    return (f"{LOOPBACK}:{port}", f"localhost:{port}", f"[::1]:{port}")


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "coder"
