"""A folder of DNA outputs: the manifest, the files, the databases as statement tables."""

from __future__ import annotations

import csv
import io
import json
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.network.dna import DnaDatabase, read_dna
from onrecord.network.table import StatementTable

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Job:
    """One entry of the manifest."""

    id: str
    kind: str
    database: str
    options: Mapping[str, Any]
    files: tuple[str, ...]
    failed: bool
    deterministic: bool


@dataclass(frozen=True, slots=True)
class Window:
    """One row of a `.windows.csv`, and its non-zero cells: (row label, column label) -> value."""

    start: str
    middle: str
    stop: str
    n_statements: int
    shape: tuple[int, int]
    cells: dict[tuple[str, str], float]


@dataclass(frozen=True)
class Reference:
    folders: tuple[Path, ...]
    manifest: Mapping[str, Any]
    _tables: dict[tuple[str, str], StatementTable] = field(default_factory=dict)
    _databases: dict[str, DnaDatabase] = field(default_factory=dict)

    @cached_property
    def jobs(self) -> tuple[Job, ...]:
        return tuple(
            Job(
                each["id"], each["kind"], each["db"], each["options"], tuple(each.get("files", ())),
                each.get("status") != "ok", bool(each.get("deterministic", True)),
            )
            for each in self.manifest["outputs"]
        )  # fmt: skip

    def path(self, name: str) -> Path:
        """FileNotFoundError when no folder has it."""
        for folder in self.folders:
            if (folder / name).exists():
                return folder / name
        raise FileNotFoundError(f"{name} is in none of: {', '.join(map(str, self.folders))}")

    def database(self, name: str) -> DnaDatabase:
        if name not in self._databases:
            self._databases[name] = read_dna(self.path(name))
        return self._databases[name]

    def table(self, job: Job) -> StatementTable:
        key = (job.database, str(job.options.get("statement_type", "DNA Statement")))
        if key not in self._tables:
            self._tables[key] = self.database(key[0]).table(key[1])
        return self._tables[key]

    def text(self, job: Job, ending: str) -> str:
        """The file of a job whose name ends so, unchanged."""
        own = [each for each in job.files if each == job.id + ending]
        (name,) = own or [each for each in job.files if each.endswith(ending)]
        return self.path(name).read_bytes().decode("utf-8")

    def rows(self, job: Job, ending: str = ".csv") -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.text(job, ending), newline="")))

    def matrix(self, job: Job) -> tuple[tuple[str, ...], tuple[str, ...], Matrix]:
        """Row labels, column labels, cells."""
        head, *body = self.rows(job)
        cells = np.array([[float(cell) for cell in row[1:]] for row in body]).reshape(len(body), len(head) - 1)
        return tuple(row[0] for row in body), tuple(head[1:]), cells

    def windows(self, job: Job, infix: str = "") -> list[Window]:
        found = [
            Window(start, middle, stop, int(n), (int(n_rows), int(n_columns)), {})
            for _, start, middle, stop, n, n_rows, n_columns in self.rows(job, f"{infix}.windows.csv")[1:]
        ]
        for window, row, column, value in self.rows(job, f"{infix}.csv")[1:]:
            found[int(window) - 1].cells[row, column] = float(value)
        return found


@contextmanager
def opened(folder: Path, databases: Path) -> Iterator[Reference]:
    """The reference in `folder`; archives are unpacked beside nothing, into a folder that goes away."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    with ExitStack() as stack:
        folders = [folder, *_unpacked(folder, stack)]
        if databases.is_dir() and databases.resolve() != folder.resolve():
            folders += [databases, *_unpacked(databases, stack)]
        yield Reference(tuple(folders), manifest)


def _unpacked(folder: Path, stack: ExitStack) -> list[Path]:
    made = []
    for archive in sorted(folder.glob("*.tar.gz")):
        target = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        with tarfile.open(archive) as files:
            files.extractall(target, filter="data")
        made.append(target)
        # An archive may hold the outputs inside one folder of its own.
        made += [each for each in target.iterdir() if each.is_dir()]
    return made
