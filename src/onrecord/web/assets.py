"""The pages' own files, joined by page: all modules of a page as one script, all its sheets as one.

Under `static/` lie plain modules and sheets, a noun a file, which a browser could load one by one. Each costs a request
of its own, and a page of eleven stood 30 to 60 ms later for it (Chromium, two cores). So they are joined when they are
first asked for: there is no step to build anything, and what is shipped is what is read. A joined script wraps each
module in a function that gives back its exports; only the forms of import and export below are known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath

STATIC = Path(__file__).parent / "static"
PREFIX = "page-"

_IMPORT = re.compile(r'^import \{([\w\s,]+)\} from "(\.[\w./-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? (\w+)|const (\w+) |class (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page is made of, beside the frame: its script, its sheets."""

    script: str | None = None
    sheets: tuple[str, ...] = ()


PARTS: Mapping[str, Parts] = {
    "frame": Parts(),
    "review": Parts("review", ("article", "review")),
    "reader": Parts("reader", ("article", "reader")),
    "overview": Parts("overview", ("overview",)),
    "codebook": Parts("codebook", ("codebook",)),
    "actors": Parts("actors", ("codebook", "actors")),
    "actors_one": Parts("actors_one", ("codebook", "actors")),
    "agreement": Parts("agreement", ("agreement",)),
    "history": Parts("history"),
    "team": Parts("team", ("team",)),
    "login": Parts(None, ("team",)),
}


@lru_cache
def digest() -> str:
    """One digest over all files under `static/`: part of their address, so that browsers may keep them for ever."""
    found = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


@lru_cache
def joined(name: str) -> str | None:
    """The text of `page-review.js` or `page-review.css`; None for what is no page's."""
    stem, _, kind = name.removeprefix(PREFIX).rpartition(".")
    if not name.startswith(PREFIX) or stem not in PARTS or kind not in ("js", "css"):
        return None
    parts = PARTS[stem]
    if kind == "css":
        return sheet(("base", *parts.sheets))
    return script([name for name in ("frame", parts.script) if name])


def sheet(names: Iterable[str]) -> str:
    return "\n".join(f"/* {name}.css */\n{(STATIC / f'{name}.css').read_text(encoding='utf-8')}" for name in names)


def script(entries: Iterable[str]) -> str:
    """The entry modules with all that they import, each once, those that others need first."""
    done: dict[str, str] = {}
    for entry in entries:
        _take(f"{entry}.js", done, ())
    return '"use strict";\n(() => {\n' + "\n".join(done.values()) + "\n})();\n"


def _take(path: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if path in done:
        return
    if path in above:
        raise ValueError(
            f"{path}: imports itself by way of {' and '.join(above[above.index(path) + 1 :]) or 'nothing'}"
        )
    text = (STATIC / path).read_text(encoding="utf-8")

    def in_place(found: re.Match[str]) -> str:
        other = normpath(join(dirname(path), found[2]))
        _take(other, done, (*above, path))
        names = ", ".join(name.strip().replace(" as ", ": ") for name in found[1].split(",") if name.strip())
        return f"const {{ {names} }} = {_holder(other)};"

    text = _IMPORT.sub(in_place, text)
    names = [next(filter(None, found.groups())) for found in _EXPORT.finditer(text)]
    text = _EXPORT.sub("", text)
    if other := _OTHER.search(text):
        raise ValueError(
            f'{path}: {other[0][:80]!r} cannot be joined; allowed are import {{ a, b as c }} from "./file.js" on one '
            "line, and export before a function, a class, or a const of one name"
        )
    done[path] = f"// {path}\nconst {_holder(path)} = (() => {{\n{text}\nreturn {{ {', '.join(names)} }};\n}})();"


def _holder(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))
