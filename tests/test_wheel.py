"""The wheel holds all that a workbench needs: installed elsewhere, it reads the demo and serves all of its pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from onrecord.web.pages import NAVIGATION

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"

# What a page, a style sheet and a module may load.
_IN_PAGE = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*?\s(?:src|href)="([^"]+)\"""")
_IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")
_IN_MODULE = re.compile(r"""\b(?:from|import)\s*\(?\s*["']((?:\.{0,2}/|\w+:)[^"']+)["']""")
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def run(*words: str | Path, cwd: Path, timeout: float = 300) -> str:
    """What a command prints; a command that fails fails the test with what it said."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PIP_FIND_LINKS")}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, capture_output=True, text=True, timeout=timeout, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass(frozen=True)
class Wheel:
    """A built wheel, and the files that the package had when it was built."""

    path: Path
    files: frozenset[str]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    pytest.importorskip("hatchling", reason="hatchling, which makes the wheel, is not installed")
    pytest.importorskip("pip", reason="pip is not installed")
    out = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
        "--wheel-dir", out, ROOT, cwd=out,
    )  # fmt: skip
    (made,) = out.glob("onrecord-*.whl")
    return Wheel(made, files_of_the_package())


def files_of_the_package() -> frozenset[str]:
    paths = (path.relative_to(SOURCE) for path in SOURCE.rglob("*") if path.is_file())
    return frozenset(
        f"onrecord/{path.as_posix()}"
        for path in paths
        if not any(part == "__pycache__" or part.startswith(".") for part in path.parts)  # caches of tools
    )


@pytest.fixture(scope="module")
def installed(wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment of its own that has the wheel; what onrecord needs is lent to it by path."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False, symlinks=os.name == "posix")
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    python = folder / "python"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
        "--no-warn-script-location", wheel.path, cwd=home,
    )  # fmt: skip
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip()
    # Only now, or the installer would find the checkout's own installation and take that for an older version.
    lent = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (Path(own) / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    found = run(python, "-c", "import onrecord; print(onrecord.__file__)", cwd=home).strip()
    assert Path(found).is_relative_to(home), f"the checkout itself is imported: {found}"
    return folder


@dataclass(frozen=True)
class Bench:
    """A running workbench: its root address, and a browser's memory that has been let in."""

    root: str
    browser: OpenerDirector

    def get(self, address: str) -> tuple[int, str, str]:
        """(status, type, text) of an address."""
        try:
            with self.browser.open(urljoin(self.root, address), timeout=60) as answer:
                return answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, "", error.read().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def bench(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("debate")
    run(installed / "onrecord", "demo", "-o", "demo", cwd=folder)
    running = subprocess.Popen(
        [installed / "onrecord", "open", "demo", "--no-browser", "--coder", "maria"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )  # fmt: skip
    try:
        assert running.stdout is not None
        assert running.stderr is not None
        line = running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/start\?token=\S+", line)
        assert found, line + running.stderr.read()
        parts = urlsplit(found.group())
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        made = Bench(f"{parts.scheme}://{parts.netloc}/", browser)
        assert made.get(found.group())[0] == 200
        yield made
    finally:
        running.terminate()
        running.wait(20)


def test_everything_of_the_package_is_in_the_wheel_and_nothing_beside_it(wheel: Wheel) -> None:
    packed = {name for name in zipfile.ZipFile(wheel.path).namelist() if name.startswith("onrecord/")}
    assert packed == wheel.files
    for needed in (
        "web/static/review.js", "web/templates/frame.html.j2", "store/migrations/versions/0001_",
        "workbench/templates/", "dossier/templates/", "weights/tagger-en.toml", "weights/regions-manifest.toml",
        "demo/codebook.yaml", "py.typed",
    ):  # fmt: skip
        assert any(name.startswith(f"onrecord/{needed}") for name in packed), needed


def test_installed_elsewhere_it_checks_itself(installed: Path, tmp_path: Path) -> None:
    assert "MEND" not in run(installed / "onrecord", "doctor", cwd=tmp_path)


def test_first_page_shows_the_debate(bench: Bench) -> None:
    status, kind, text = bench.get("/")
    assert (status, kind) == (200, "text/html")
    assert "Orsa barrage" in text


def test_every_file_that_a_page_refers_to_is_served_and_none_from_elsewhere(bench: Bench) -> None:
    _, _, front = bench.get("/")
    article = re.search(r'/read/[^"?#\s]+', bench.get("/documents")[2])
    pages = ["/", *(address for address, _ in NAVIGATION), *([article.group()] if article else [])]
    waiting = [(address, "page") for address in pages]
    seen: dict[str, str] = {}
    while waiting:
        address, parent = waiting.pop()
        if address in seen:
            continue
        assert urlsplit(address).netloc in ("", urlsplit(bench.root).netloc), f"{parent} loads {address}"
        status, kind, text = bench.get(address)
        assert status == 200, f"{address}, which {parent} refers to: {status} {text[:200]}"
        seen[address] = kind
        suffix = Path(urlsplit(address).path).suffix
        assert kind == _KINDS.get(suffix, "text/html"), (address, kind)
        pattern = {"text/html": _IN_PAGE, "text/css": _IN_STYLE, "text/javascript": _IN_MODULE}.get(kind)
        found = pattern.findall(text) if pattern else []
        waiting += [(urljoin(address, one), address) for one in found if not one.startswith("data:")]
    assert front
    for suffix in _KINDS:
        assert any(address.endswith(suffix) for address in seen), f"no {suffix} was asked for"
    modules = {address.rsplit("/", 1)[1] for address in seen if address.endswith(".js")}
    assert {"page-frame.js", "page-review.js"} <= modules
