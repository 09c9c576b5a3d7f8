"""Imports run one way. Every import is read, also those inside functions; a forbidden pair fails."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"
GROUND = {"record", "errors", "text"}
STAGES = ("reading", "cleaning", "attribution", "resolution", "coding", "review")
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "version": set(),
    "record": {"errors"},
    "text": {"record", "errors"},
    "plugins": GROUND,
    "settings": {"errors"},
    "testing": {*GROUND, "plugins"},
    "spacy_component": {*GROUND, "plugins", "annotating", "cleaning"},
    "weights": {"errors"},
    **{stage: {*GROUND, "plugins", "weights"} for stage in STAGES},
    "engine": {"errors"},
    "store": {*GROUND, "version"},
    "network": {"record", "errors"},
    "forecast": {*GROUND, "network"},
    "dossier": {*GROUND, "network", "forecast", "version"},
    "interchange": set(GROUND),
    "demo": set(),
    "annotating": {"record", "plugins", "cleaning"},
    "packing": set(),
    "summarizing": {"record", "packing", "resolution", "coding", "store"},
    "gathering": {*GROUND, "packing", "summarizing", "resolution", "coding", "review", "store", "engine"},
    "pipeline": {
        *GROUND, "annotating", "gathering", "version", *STAGES, "plugins", "weights", "settings", "store", "engine",
    },
    "project": {
        *GROUND, *STAGES, "plugins", "weights", "settings", "store", "engine",
        "pipeline", "gathering", "debate", "error_rates", "network", "forecast", "dossier", "version", "demo",
    },
    "debate": {"record", "errors", "network", "store"},
    "error_rates": {"dossier"},
    "installation": {"project", "plugins", "settings", "attribution", "errors", "demo"},
    "cli": {
        "web", "workbench", "project", "debate", "network", "installation", "errors", "settings", "version", "demo",
        "record",
    },
    "workbench": {
        *GROUND, "store", "review", "coding", "resolution", "network", "project", "pipeline", "debate", "settings",
        "version", "dossier", "interchange", "weights", "gathering",
    },
    "web": {
        "project", "workbench", "store", "dossier", "network", "debate", "errors", "settings", "text", "version",
        "record",
    },
    "__main__": {"cli"},
    "__init__": {"project", "version", "record", "errors"},
}  # fmt: skip
STANDARD_GROUND = ("torch", "sklearn", "training", "benchmarks", "tests")


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_modules(path: Path, package: str = "onrecord") -> list[tuple[int, str]]:
    """(line, absolute dotted name) of every import in a file, with relative ones resolved."""
    here = [package, *path.relative_to(SOURCE).parts[:-1]]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{stem}.{alias.name}") for alias in node.names]
    return found


def forbidden_imports(path: Path) -> list[str]:
    room = room_of(path)
    wrong = []
    for line, name in imported_modules(path):
        parts = name.split(".")
        if parts[0] in STANDARD_GROUND:
            wrong.append(f"{path.name}:{line} imports {name}")
        if parts[0] == "onrecord" and len(parts) > 1 and parts[1] != room and parts[1] not in ALLOWED[room]:
            wrong.append(f"{path.name}:{line}: {room} must not import {parts[1]}")
    return wrong


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_room_imports_only_what_the_design_allows(path: Path) -> None:
    assert forbidden_imports(path) == []


def test_the_reader_of_imports_sees_late_and_relative_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "store"
    room.mkdir()
    (room / "sqlite.py").write_text("def open_it():\n    from ..attribution import tagger\n    import onrecord.cli\n")
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    assert len(forbidden_imports(room / "sqlite.py")) == 2
