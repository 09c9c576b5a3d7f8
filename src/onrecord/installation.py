"""What was installed: the bundled demo, and whether this installation can do its work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from .errors import OnRecordError
from .plugins import EXTRACTORS, load_plugin
from .project import PROJECT_FILE, Project
from .settings import load_settings


@contextmanager
def demo_folder() -> Iterator[Path]:
    """The bundled invented debate as a folder on disk."""
    with resources.as_file(resources.files("onrecord.demo") / "clips") as folder:
        yield folder


@contextmanager
def demo_codebook() -> Iterator[Path]:
    with resources.as_file(resources.files("onrecord.demo") / "codebook.yaml") as path:
        yield path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `doctor` looked at."""

    what: str
    ok: bool
    detail: str


def examine_installation() -> list[Finding]:
    """Python, memory for a store, weights and a trial annotation; each with what to do when it is not well."""
    import platform
    import sqlite3
    import tempfile

    findings = [
        Finding("Python", True, platform.python_version()),
        Finding(
            "SQLite", sqlite3.sqlite_version_info >= (3, 35), f"{sqlite3.sqlite_version} (3.35 or newer is needed)"
        ),
    ]
    try:
        from .attribution import load_tagger

        findings.append(Finding("tagger", True, load_tagger().origin))
    except OnRecordError as error:
        findings.append(Finding("tagger", False, str(error)))
    findings.append(_examine_extractor())
    try:
        with tempfile.TemporaryDirectory() as folder, Project.open(Path(folder) / PROJECT_FILE, create=True):
            findings.append(Finding("project files", True, "can be made and opened"))
    except OnRecordError as error:
        findings.append(Finding("project files", False, str(error)))
    return findings


def examine_project(location: str) -> list[Finding]:
    """Whether a project holds what was put into it, a finding a fault. OnRecordError where it cannot be read."""
    with Project.open(location) as project:
        faults, totals = project.store.faults(), project.store.totals()
        n_texts = project.store.n_documents
    if faults:
        remedy = "restore the project from a backup, or run brief into a new folder"
        return [Finding(location, False, f"{fault}; {remedy}") for fault in faults]
    whole = f"{n_texts:,} texts as they were read, {totals.statements:,} statements, nothing astray"
    return [Finding(location, True, whole)]


def _examine_extractor() -> Finding:
    """The extractor that is set and, where it can tell, the server that it would send articles to."""
    try:
        extractor = load_plugin(EXTRACTORS, load_settings().extractor)
        examine = getattr(extractor, "examine", None)
        detail = examine() if callable(examine) else f"{extractor.origin}: names no server that it would ask"
        return Finding("extractor", True, detail)
    except OnRecordError as error:
        return Finding("extractor", False, str(error))
