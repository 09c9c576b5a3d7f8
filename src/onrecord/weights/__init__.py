"""Trained weights that ship with the package, and their manifests: version, checksums, data, licences, scores."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelError

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `NAME.toml` says: `files` maps a role ("network", "tokenizer") to a checked path; `settings` is the rest."""

    name: str
    version: int
    files: Mapping[str, Path]
    settings: Mapping[str, Any]

    @property
    def origin(self) -> str:
        return f"{self.name} {self.version}"


def open_manifest(name: str, *, folder: Path = FOLDER) -> Manifest:
    """The manifest of the model `name`, after its files were compared with their SHA-256.

    Raises `ModelError` for a missing or damaged file.
    """
    path = folder / f"{name}.toml"
    remedy = "reinstall onrecord, or retrain as training/README.md says"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path}: the weights of {name!r} are missing; {remedy}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: not a readable manifest ({error}); {remedy}") from error
    files: dict[str, Path] = {}
    try:
        version = int(settings["version"])
        declared = {role: (str(entry["file"]), str(entry["sha256"])) for role, entry in settings["files"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{path}: a manifest needs version and files with file and sha256; {remedy}") from error
    for role, (file, expected) in declared.items():
        files[role] = _checked(folder / file, expected, remedy)
    return Manifest(name, version, files, settings)


def _checked(path: Path, expected: str, remedy: str) -> Path:
    if not path.is_file():
        raise ModelError(f"{path}: missing though the manifest names it; {remedy}")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelError(f"{path}: damaged, SHA-256 is {found[:12]}… and should be {expected[:12]}…; {remedy}")
    return path
