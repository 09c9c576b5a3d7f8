"""Eight coders at once while the server is killed: is any decision that a browser was told is kept lost, or doubled?

    python -m benchmarks.scale.coders [--decisions 10000] [--kills 5] [--database postgresql://...]

Each coder is a client of the real server (`onrecord serve` in a process of its own). SIGKILL strikes between a request
and its answer as well as anywhere else; the client then does what the page does: it sends the same decision again, with
the same id, until it is told. At the end the journal is read: every acknowledged id must stand there once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.measure import Measure, print_measures
from benchmarks.scale.coded_record import write_record
from onrecord.store import open_store
from onrecord.workbench.accounts import add_coder

COMMAND = "python -m benchmarks.scale.coders"
PASSWORD = "a long enough password"
CODERS = tuple(f"coder{n}" for n in range(8))


@dataclass(slots=True)
class Tally:
    """What the clients saw."""

    acknowledged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    resent: int = 0
    waits: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(decisions: int = 10_000, kills: int = 5, databases: Iterable[str] | None = None) -> Iterable[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        places = list(databases) if databases is not None else [str(Path(folder) / "coders.onrecord")]
        for place in places:
            kind = "PostgreSQL" if "://" in place else "SQLite"
            n, lost, doubled, tally, seconds = run(place, decisions, kills)
            detail = f"{n:,} decisions, 8 coders, {kills} kills, {tally.resent} sent again, {n / seconds:.0f} a second"
            yield Measure(f"acknowledged decisions lost, {kind}", "0", f"{lost} ({detail})", lost == 0, COMMAND)
            yield Measure(f"decisions doubled, {kind}", "0", f"{doubled}", doubled == 0, COMMAND)
            told = f"{len(tally.errors)}" + (f" ({tally.errors[0][:60]})" if tally.errors else "")
            yield Measure(f"errors that reached a coder, {kind}", "0", told, not tally.errors, COMMAND)


def run(place: str, decisions: int, kills: int, *, documents: int = 300) -> tuple[int, int, int, Tally, float]:
    """(decisions on record, acknowledged but not there, there twice, what clients saw, seconds)."""
    with open_store(place, create=True) as store:
        write_record(store, documents)
        for name in (*CODERS, "olga"):
            add_coder(store, name, role="admin" if name == "olga" else "coder", password=PASSWORD)
        subjects = [suggestion.id for suggestion in store.suggestions()]
    port = _free_port()
    tally, halt = Tally(), threading.Event()
    server = _start(place, port)
    cookies = [_sign_in(port, name) for name in CODERS]
    begun = time.perf_counter()
    each = decisions // len(CODERS)
    threads = [
        threading.Thread(target=_code, args=(port, n, cookies[n], subjects, each, tally, halt))
        for n in range(len(CODERS))
    ]
    for thread in threads:
        thread.start()
    killed = 0
    try:
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.05)
            due = decisions * (killed + 1) / (kills + 1)
            if killed < kills and len(tally.acknowledged) >= due:
                time.sleep(random.Random(killed).uniform(0, 0.2))
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
                killed += 1
                server = _start(place, port)
            elif server.poll() is not None:
                tally.errors.append(f"the server ended by itself with {server.returncode}")
                halt.set()
    finally:
        halt.set()
        for thread in threads:
            thread.join(60)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    seconds = time.perf_counter() - begun
    with open_store(place) as store:
        counts = Counter(one.id for one in store.decisions())
    lost = sum(1 for identifier in tally.acknowledged if identifier not in counts)
    doubled = sum(n - 1 for n in counts.values())
    return sum(counts.values()), lost, doubled, tally, seconds


def _code(
    port: int, number: int, cookie: str, subjects: list[str], count: int, tally: Tally, halt: threading.Event
) -> None:
    """One coder: decides, waits for the answer, sends the same again where none came."""
    chance = random.Random(number)
    headers = {"origin": f"http://127.0.0.1:{port}", "sec-fetch-site": "same-origin", "cookie": cookie}
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=90)
    for turn in range(count):
        identifier = f"dec-{number}-{turn}"
        verdict = chance.choice(("accept", "accept", "reject", "edit"))
        values = {"stance": chance.choice(("support", "oppose"))} if verdict == "edit" else {}
        body = {"id": identifier, "subject": chance.choice(subjects), "verdict": verdict, "values": values}
        while not halt.is_set():
            try:
                answer = client.post("/api/decisions", json={"decisions": [body]})
            except httpx.HTTPError:
                with tally.lock:
                    tally.resent += 1
                time.sleep(0.1)
                continue
            with tally.lock:
                if answer.status_code == 200 and identifier in answer.json()["stored"]:
                    tally.acknowledged.append(identifier)
                else:
                    tally.errors.append(f"{answer.status_code} {answer.text[:200]}")
            break
    client.close()


def _start(place: str, port: int) -> subprocess.Popen[str]:
    """The server, in a process group of its own, once it answers."""
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "serve", place, "--port", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return server
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not come up (exit {server.poll()})")


def _sign_in(port: int, name: str) -> str:
    answer = httpx.post(
        f"http://127.0.0.1:{port}/login", data={"name": name, "password": PASSWORD},
        headers={"origin": f"http://127.0.0.1:{port}", "sec-fetch-site": "same-origin"}, timeout=60,
    )  # fmt: skip
    return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())


def _free_port() -> int:
    """A port that stays free while the server is away: below those that systems give out to whoever asks for any."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as sock, suppress(OSError):
            sock.bind(("127.0.0.1", port))
            return port


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decisions", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--database", action="append", help="postgresql:// URL of an empty database; may be repeated")
    given = parser.parse_args()
    return 0 if print_measures(measure(given.decisions, given.kills, given.database)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
