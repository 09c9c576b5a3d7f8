"""Where a project lies: one SQLite file, or a PostgreSQL database; refused early when it cannot work there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ..errors import StoreError

_SQLITE_HEADER = b"SQLite format 3\x00"
# SQLite's WAL needs shared memory between processes, which file systems reached over a network do not give.
_NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs"})


@dataclass(frozen=True, slots=True)
class Location:
    """`url` for the database driver; `path` of the file for SQLite, None for PostgreSQL. `frozen`: a file that may only
    be read, and that nobody writes meanwhile."""

    url: URL
    path: Path | None
    frozen: bool = False

    def __str__(self) -> str:
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def parse_location(location: str | Path) -> Location:
    """The place meant by a path or a `postgresql://` URL."""
    text = str(location)
    if "://" not in text:
        path = Path(location).expanduser()
        return Location(URL.create("sqlite", database=str(path)), path)
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{text}: not a database URL; write postgresql://USER@HOST/DATABASE") from error
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(
            f"{url.drivername}:// is not supported; give the path of a project file, "
            "or a URL that starts with postgresql://"
        )
    return Location(url.set(drivername="postgresql+psycopg"), None)


def as_it_lies(place: Location) -> Location:
    """The place of a file that may only be read, to be read without a journal beside it; any other place as it is.

    StoreError where a journal with unfinished work lies beside the file.
    """
    path = place.path
    if path is None or not path.is_file() or (_is_writable(path) and _is_writable(path.absolute().parent)):
        return place
    _check_header(path)
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise StoreError(f"{path}: is read-only, and {journal.name} beside it holds what is not in it yet; copy both")
    database = f"file:{quote(str(path.absolute()))}"
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return Location(URL.create("sqlite", database=database, query=query), path, frozen=True)


def check_file(path: Path, *, create: bool) -> None:
    """Raises StoreError where `path` holds no project that could be opened, or where none can be made."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; give the project file in it, as a rule {path / 'project.onrecord'}")
    if not path.exists():
        if not create:
            raise StoreError(f"{path}: no such project; make one with: onrecord brief FOLDER -o {path.parent}")
        _check_folder(path)
        return
    _check_header(path)
    if not _is_writable(path):
        raise StoreError(f"{path}: is read-only; make it writable, or copy it to a place where you may write")
    _check_folder(path)


def _check_header(path: Path) -> None:
    with _readable(path) as file:
        header = file.read(len(_SQLITE_HEADER))
    if header and header != _SQLITE_HEADER:
        raise StoreError(
            f"{path}: not an onrecord project (it is no SQLite file); give the project.onrecord that brief wrote"
        )


def _readable(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _check_folder(path: Path) -> None:
    folder = path.absolute().parent
    if not folder.is_dir():
        raise StoreError(f"{folder}: no such folder; make it first, or give another place with -o")
    if not _is_writable(folder):
        raise StoreError(f"{folder}: is read-only, and a project keeps journals beside its file; give another place")
    if (kind := _file_system(folder)) in _NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{folder}: lies on a network drive ({kind}), where SQLite may lose data; "
            "put the project on a local disk, or use a postgresql:// URL"
        )


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _file_system(folder: Path) -> str:
    """The kind of file system that holds `folder`; "" where the system does not tell (not Linux)."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place, best, kind = folder.resolve(), -1, ""
    for line in mounts:
        _, mount, mounted_kind, *_ = line.split(" ")
        mount_point = Path(mount.replace("\\040", " "))
        if place.is_relative_to(mount_point) and len(mount_point.parts) >= best:
            best, kind = len(mount_point.parts), mounted_kind
    return kind
