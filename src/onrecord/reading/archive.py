"""Zip files: which members they hold, and the bytes of one, within limits that a bomb cannot pass."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

from ..errors import UnreadableFile
from .limits import ReadingLimits, megabytes

_CHUNK = 1 << 20
# Below this size a high ratio is harmless: a page of blanks compresses 500:1.
_RATIO_MATTERS = 4 * _CHUNK
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
    ValueError, KeyError, IndexError, OverflowError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """One file entry of a zip: its position, its name with `/`, its declared unpacked size."""

    position: int
    name: str
    size: int


@contextmanager
def open_regular(path: Path) -> Iterator[IO[bytes]]:
    """The file opened for reading; refuses pipes, devices and folders without ever blocking on them."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableFile(f"cannot be opened: {(error.strerror or str(error)).lower()}") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableFile("not a regular file")
        yield file


def list_members(file: IO[bytes], limits: ReadingLimits) -> list[Member]:
    """The file entries of a zip in their order; UnreadableFile when it is broken, too large or a bomb."""
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except _BROKEN as error:
        raise UnreadableFile(f"damaged zip file ({_words(error)}); pack it again") from error
    if len(infos) > limits.max_archive_members:
        raise UnreadableFile(f"zip of {len(infos)} entries; at most {limits.max_archive_members} are taken: split it")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.max_archive_unpacked:
        raise UnreadableFile(f"zip unpacks to {megabytes(unpacked)}; at most {megabytes(limits.max_archive_unpacked)}")
    return [
        Member(position, info.filename.replace("\\", "/"), info.file_size)
        for position, info in enumerate(infos)
        if not info.filename.endswith("/")
    ]


def read_member(file: IO[bytes], position: int, limits: ReadingLimits, *, max_bytes: int) -> bytes:
    """The bytes of one entry of the zip in `file`."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _unpack(archive, position, limits, max_bytes)
    except _BROKEN as error:
        raise UnreadableFile(f"damaged zip file ({_words(error)}); pack it again") from error


def _unpack(archive: zipfile.ZipFile, position: int, limits: ReadingLimits, max_bytes: int) -> bytes:
    """The bytes of one entry. Sizes are counted while unpacking: what a bomb declares is not believed."""
    try:
        info = archive.infolist()[position]
        if info.flag_bits & 0x1:
            raise UnreadableFile("locked with a password; unpack it first")
        packed = max(1, info.compress_size)
        out = bytearray()
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                out += chunk
                if len(out) > max_bytes:
                    raise UnreadableFile(f"unpacks to more than {megabytes(max_bytes)}, the most that is taken")
                if len(out) > _RATIO_MATTERS and len(out) > limits.max_compression_ratio * packed:
                    raise UnreadableFile(
                        f"compressed more than {limits.max_compression_ratio}:1, which is a zip bomb, not text"
                    )
        return bytes(out)
    except _BROKEN as error:
        raise UnreadableFile(f"damaged in the zip file ({_words(error)}); pack it again") from error


def read_bytes(path: Path, members: tuple[int, ...], limits: ReadingLimits) -> bytes:
    """The bytes of a file on disk, or of the member of a zip (in a zip) that `members` leads to."""
    if members:
        status = path.stat() if path.exists() else None
        stamp = (status.st_mtime_ns, status.st_size) if status else (0, 0)
        archive = _opened(path, os.getpid(), stamp, members[:-1], limits)
        return _unpack(archive, members[-1], limits, limits.max_file_bytes)
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limits.max_file_bytes:
            raise UnreadableFile(
                f"{megabytes(size)}; files up to {megabytes(limits.max_file_bytes)} are read: split it"
            )
        try:
            return file.read(limits.max_file_bytes + 1)
        except OSError as error:
            raise UnreadableFile(f"cannot be read: {(error.strerror or str(error)).lower()}") from error


# Without it a zip's list of contents would be parsed again for each of its members, which is quadratic. The process is
# part of the key: an open file must not be shared by two.
@lru_cache(maxsize=2)
def _opened(
    path: Path, process: int, stamp: tuple[int, int], members: tuple[int, ...], limits: ReadingLimits
) -> zipfile.ZipFile:
    try:
        if not members:
            return zipfile.ZipFile(path)
        outer = _opened(path, process, stamp, members[:-1], limits)
        return zipfile.ZipFile(io.BytesIO(_unpack(outer, members[-1], limits, limits.max_file_bytes)))
    except _BROKEN as error:
        raise UnreadableFile(f"damaged zip file ({_words(error)}); pack it again") from error


def _words(error: BaseException) -> str:
    first = " ".join(str(error).split())[:120]
    return first or type(error).__name__
