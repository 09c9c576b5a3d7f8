"""The workbench through a real browser at 10,000 articles and 100,000 statements: medians, in milliseconds.

    python -m benchmarks.speed.workbench [--documents 10000] [--turns 30] [--record FILE]

*Next card* is from the press of a key to the frame in which the next card stands on the screen; *page* from the request
until what a person came for stands on it. The first screen counts from the start of the command. Decisions are also
timed while the learner reads passages that it has not seen. `--record` names a file to make the record in, or to copy
it from where it was made before; a `postgresql://` address of an empty database is filled and used.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.scale.coded_record import write_record
from onrecord.project import Project
from onrecord.store import open_store
from onrecord.web.access import LocalAccess
from onrecord.web.serving import LOOPBACK, bind, local_hosts, make_server
from onrecord.web.shared import learner_of

COMMAND = "python -m benchmarks.speed.workbench"
CHROMIUM = Path("/usr/bin/chromium")
# Address -> what stands on the page once a person can use it.
PAGES = {
    "/review": "#sheet", "/overview": "#net .e", "/documents": "table.rows td", "/read/doc-004321": ".mc",
    "/codebook": "#tree a, #tree button, #tree li", "/actors": "#actors td", "/history": "main h1",
    "/agreement": "main h1",
}  # fmt: skip
_SEEN = """selector => { const look = () => document.querySelector(selector)
  ? (window.__seen = performance.now()) : requestAnimationFrame(look); requestAnimationFrame(look); }"""
_PRESS = """async key => {
  const card = document.getElementById('card'), before = performance.now();
  const changed = new Promise(done => new MutationObserver((_, seen) => { seen.disconnect(); requestAnimationFrame(() => done(performance.now())); }).observe(card, {childList: true}));
  document.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
  return (await changed) - before;
}"""  # noqa: E501


def measure(documents: int = 10_000, turns: int = 30, record: str | None = None) -> Iterable[Measure]:
    """Nothing where there is no browser to measure with."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if not CHROMIUM.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        place = _place(documents, record, Path(folder))
        yield _first_screen(place)
        with Project.open(place) as project, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
            stop, address, app = _serve(project)
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(address())
            size = f"{documents:,} articles, {sum(project.store.statement_counts().values()):,} statements"
            if "://" in place:
                size += ", PostgreSQL"
            yield _cards(page, address, turns, size)
            yield _cards(page, address, turns, f"{size}, while the learner reads {_busy(app)}")
            _quiet(app)
            for path in PAGES:
                fresh = page.context.new_page()
                fresh.add_init_script(f"({_SEEN})({PAGES[path]!r})")
                yield _page(fresh, address, path, turns, size)
                fresh.close()
            stop()
            browser.close()


def _place(documents: int, record: str | None, folder: Path) -> str:
    """Where the record lies that may be written to."""
    kept = record if record and "://" in record else Path(record) if record else folder / "large.onrecord"
    if isinstance(kept, str) or not kept.exists():
        with open_store(kept, create=True) as store:
            write_record(store, documents)
    if record is None or isinstance(kept, str):
        return str(kept)
    return str(shutil.copy(str(kept), str(folder / "copy.onrecord")))


def _busy(app: Any) -> str:
    """What the learner is doing, in words; it began with the first decisions."""
    learner = learner_of(app.state.bench)
    return "passages" if learner.round() is None else "on"


def _quiet(app: Any) -> None:
    """No more learning: it would be measured with the pages."""
    learner_of(app.state.bench).stop(120)


def _serve(project: Project) -> tuple[Callable[[], None], Callable[..., str], Any]:
    sock = bind(LOOPBACK, None)
    port = sock.getsockname()[1]
    access = LocalAccess("maria")
    server = make_server(project, access, hosts=local_hosts(port))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(10)

    def address(path: str = "") -> str:
        return f"http://{LOOPBACK}:{port}{path or '/start?token=' + access.new_token()}"

    return stop, address, server.config.app


def _cards(page: Any, address: Callable[..., str], turns: int, size: str) -> Measure:
    page.goto(address("/review"))
    page.wait_for_selector("#sheet")
    taken = []
    for turn in range(turns + 3):
        taken.append(float(page.evaluate(_PRESS, "a" if turn % 3 else "x")))
        page.wait_for_selector("#state[data-state=saved]")
    median = statistics.median(taken[3:])
    return Measure(f"decision to next card, ms ({size})", "< 50", f"{median:.0f}", median < 50, COMMAND)


def _page(page: Any, address: Callable[..., str], path: str, turns: int, size: str) -> Measure:
    name = f"page {path.split('/doc-')[0]}, ms ({size})"
    taken = []
    for _ in range(turns + 1):
        answer = page.goto(address(path))
        if answer is None or answer.status != 200:
            return Measure(name, "< 150", "not there", False, COMMAND)
        page.wait_for_selector(PAGES[path], state="attached")
        taken.append(float(page.evaluate("() => window.__seen")))
    median = statistics.median(taken[1:])
    return Measure(name, "< 150", f"{median:.0f}", median < 150, COMMAND)


def _first_screen(place: str) -> Measure:
    """From the start of `onrecord open` to the last byte of its first page."""
    begun, used = time.perf_counter(), _children_s()
    server = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "open", place, "--no-browser", "--port", "18765"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        address = next(line for line in server.stdout if "http://" in line).split()[-1]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        opener.open(address, timeout=60).read()
        taken = time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait(60)
    told = f"{taken:.2f} ({_children_s() - used:.2f} of a processor, the reading behind it with it)"
    return Measure("first screen after the command, s", "< 2", told, taken < 2, COMMAND)


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=30)
    parser.add_argument("--record", help="a file, or a postgresql:// address of an empty database")
    given = parser.parse_args()
    return 0 if print_measures(measure(given.documents, given.turns, given.record)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
