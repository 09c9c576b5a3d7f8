"""The files below a folder, in a fixed order, and the ones that are left out with their reasons."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import IO

from ..errors import InputError, UnreadableFile
from ..plugins import LOADERS, installed_plugins
from ..record import FileReport, FileStatus
from .archive import list_members, open_regular, read_member
from .limits import DEFAULT_LIMITS, ReadingLimits, megabytes
from .source import ALLOWED, ARCHIVE_SUFFIX, FileSource, Format, format_of, loader_of, reason_to_skip


def list_files(folder: Path, *, limits: ReadingLimits = DEFAULT_LIMITS) -> tuple[list[FileSource], list[FileReport]]:
    """The files to read, sorted by name, and a report for each entry that is skipped or cannot be listed.

    `folder` may be one file or one zip. InputError when it does not exist. A link is followed where it stays in the
    folder, once, after all that lies there by itself; one that leads out of the folder is skipped, so that nothing is
    read that the folder does not hold.
    """
    folder = Path(folder)
    try:
        mode = folder.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(f"{folder}: no such file or folder; give a folder of articles ({ALLOWED})") from error
    walk = _Walk(limits)
    if stat.S_ISDIR(mode):
        walk.enter_folder(folder, "", 0)
        walk.follow_links()
    else:
        walk.take(folder, folder.name)
    walk.sources.sort(key=lambda source: source.name.split("/"))
    walk.reports.sort(key=lambda report: report.path.split("/"))
    return walk.sources, walk.reports


TABLES_MARKER = ".onrecord-tables"  # what `onrecord export` leaves beside its tables


class _Walk:
    def __init__(self, limits: ReadingLimits) -> None:
        self.limits = limits
        self.sources: list[FileSource] = []
        self.reports: list[FileReport] = []
        self._names: set[str] = set()
        self._entered: set[tuple[int, int]] = set()
        self._taken: set[tuple[int, int]] = set()
        self._links: list[tuple[str, str, int]] = []  # path, name, depth
        self._root = Path()
        self._loaders = installed_plugins(LOADERS)

    def enter_folder(self, folder: Path, prefix: str, depth: int) -> None:
        if depth == 0:
            self._root = folder.resolve()
        try:
            here = folder.stat()
            if (here.st_dev, here.st_ino) in self._entered:
                return self._skip(prefix.rstrip("/"), "a link to a folder that was already read")
            self._entered.add((here.st_dev, here.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            return self._fail(prefix.rstrip("/") or str(folder), f"cannot be opened: {error.strerror or error}")
        if depth > self.limits.max_folder_depth:
            return self._skip(prefix.rstrip("/"), f"folders nested deeper than {self.limits.max_folder_depth}")
        if any(entry.name == TABLES_MARKER for entry in entries):
            return self._skip(prefix.rstrip("/") or str(folder), "tables that onrecord export wrote")
        for entry in entries:
            name = prefix + _printable(entry.name)
            if entry.is_symlink():
                self._links.append((entry.path, name, depth))
            else:
                self._enter(Path(entry.path), name, depth, folder=entry.is_dir())
        return None

    def _enter(self, path: Path, name: str, depth: int, *, folder: bool) -> None:
        if not folder:
            return self.take(path, name)
        if path.name.startswith(".") or path.name == "__MACOSX":
            return self._skip(name, "hidden or system folder")
        return self.enter_folder(path, name + "/", depth + 1)

    def follow_links(self) -> None:
        """Follows the links met, last of all, so that what lies in the folder is reported under its own name."""
        while self._links:
            links, self._links = sorted(self._links, key=lambda link: link[1].split("/")), []
            for link, name, depth in links:
                path = Path(link)
                target = Path(os.path.realpath(path))
                status = _status(path)
                folder = status is not None and stat.S_ISDIR(status.st_mode)
                if folder and self._root.is_relative_to(target):
                    self._skip(name, "a link to a folder above")
                elif status is not None and not target.is_relative_to(self._root):
                    self._skip(name, "a link that leads out of the folder; copy here what it leads to")
                elif status is not None and (status.st_dev, status.st_ino) in self._taken:
                    self._skip(name, "a link to a file that was already read")
                else:
                    self._enter(path, name, depth, folder=folder)

    def take(self, path: Path, name: str) -> None:
        loader = loader_of(name, self._loaders)
        if loader is None and (reason := reason_to_skip(name)):
            return self._skip(name, reason)
        try:
            status = path.stat()
        except OSError as error:
            dangling = path.is_symlink()
            return self._fail(name, "a link that leads nowhere" if dangling else f"cannot be opened: {error.strerror}")
        if not stat.S_ISREG(status.st_mode):
            return self._skip(name, "not a regular file (a pipe, device or socket)")
        self._taken.add((status.st_dev, status.st_ino))
        if loader is not None:
            return self._add(FileSource(path, name, Format.PLUGGED, status.st_size, loader=loader))
        found = format_of(name)
        if found is not None:
            return self._add(FileSource(path, name, found, status.st_size))
        if status.st_size > self.limits.max_archive_bytes:
            most = megabytes(self.limits.max_archive_bytes)
            return self._fail(name, f"zip of {megabytes(status.st_size)}; at most {most} is taken: split it")
        try:
            with open_regular(path) as file:
                self._enter_archive(file, path, name, ())
        except UnreadableFile as error:
            self._fail(name, str(error))
        return None

    def _enter_archive(self, file: IO[bytes], path: Path, name: str, members: tuple[int, ...]) -> None:
        entries = list_members(file, self.limits)
        if not entries:
            return self._skip(name, "empty zip file")
        for entry in entries:
            here = (*members, entry.position)
            parts = [part for part in entry.name.split("/") if part not in ("", ".")]
            inner = f"{name}/{_printable('/'.join(parts))}"
            if not parts or ".." in parts or entry.name.startswith("/") or ":" in parts[0]:
                self._fail(inner, "its name leads out of the zip file")
            elif any(part.startswith(".") or part == "__MACOSX" for part in parts[:-1]):
                self._skip(inner, "hidden or system folder")
            elif reason := reason_to_skip(inner):
                self._skip(inner, reason)
            elif inner.lower().endswith(ARCHIVE_SUFFIX):
                self._enter_nested(file, path, inner, here)
            else:
                self._add(FileSource(path, inner, format_of(inner) or Format.TEXT, entry.size, here))
        return None

    def _enter_nested(self, file: IO[bytes], path: Path, name: str, members: tuple[int, ...]) -> None:
        if len(members) >= self.limits.max_archive_depth:
            return self._skip(name, f"zip files nested deeper than {self.limits.max_archive_depth}; unpack it first")
        try:
            data = read_member(file, members[-1], self.limits, max_bytes=self.limits.max_file_bytes)
            self._enter_archive(io.BytesIO(data), path, name, members)
        except UnreadableFile as error:
            self._fail(name, str(error))
        return None

    def _add(self, source: FileSource) -> None:
        if source.name in self._names:  # a zip may hold one name twice
            return self._skip(source.name, "a second entry of the same name in the zip file")
        self._names.add(source.name)
        self.sources.append(source)
        return None

    def _skip(self, name: str, reason: str) -> None:
        self.reports.append(FileReport(name, FileStatus.SKIPPED, reason))

    def _fail(self, name: str, reason: str) -> None:
        self.reports.append(FileReport(name, FileStatus.FAILED, reason))


def _printable(name: str) -> str:
    """A file name that can be shown and stored: bytes that are no UTF-8 and control characters become U+FFFD."""
    return "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" or not (character.isprintable()) else character
        for character in name
    )


def _status(path: Path) -> os.stat_result | None:
    """Of what a path leads to; None where it leads nowhere."""
    try:
        return path.stat()
    except OSError:  # also a link to itself
        return None
