"""A zip from elsewhere, opened without trust: no way out of it, no bomb in it. Nothing is ever unpacked to disk."""

from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType

from ...errors import InputError


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold; counted while reading too, for what a zip declares can be a lie."""

    n_files: int = 50_000
    file_bytes: int = 256 * 2**20
    total_bytes: int = 1024 * 2**20
    ratio: int = 100  # of unpacked to packed bytes; prose packs to a third or a fourth, XML to a twentieth
    ratio_from_bytes: int = 2**20  # below it a high ratio harms nobody


class Archive:
    """Members of a zip file by name. Raises `InputError` naming the file and what is wrong with it."""

    def __init__(self, path: Path, *, limits: ArchiveLimits | None = None) -> None:
        self.path = path
        self._limits = limits or ArchiveLimits()
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(f"{path}: is no zip archive that can be read ({error}); export it again") from error
        try:
            self._members = self._checked()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(info.filename for info in self._members.values())

    def read(self, name: str) -> bytes | None:
        """A member's bytes, its name compared without regard to case; None when there is none."""
        info = self._members.get(name.casefold())
        if info is None:
            return None
        allowed = min(info.file_size, self._limits.file_bytes, self._limits.total_bytes - self._read)
        try:
            with self._zip.open(info) as member:
                content = member.read(allowed + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise InputError(f"{self.path}: {name} is damaged or packed in an unknown way ({error})") from error
        except Exception as error:  # zlib.error has no common base with the others
            if type(error).__module__ not in ("zlib", "lzma", "_lzma"):
                raise
            raise InputError(f"{self.path}: {name} is damaged ({error})") from error
        self._read += len(content)
        if len(content) > allowed:
            raise InputError(f"{self.path}: {name} holds more than the archive declares or than is allowed; refused")
        return content

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        limits, members = self._limits, {}
        infos = self._zip.infolist()
        if len(infos) > limits.n_files:
            raise InputError(f"{self.path}: holds {len(infos):,} files, allowed are {limits.n_files:,}; refused")
        declared = 0
        for info in infos:
            self._check_name(info)
            if info.is_dir():
                continue
            declared += info.file_size
            if info.file_size > limits.file_bytes or declared > limits.total_bytes:
                raise InputError(
                    f"{self.path}: {info.filename} makes it larger than allowed ({limits.file_bytes:,} bytes a file, "
                    f"{limits.total_bytes:,} in all); refused"
                )
            if info.file_size > limits.ratio_from_bytes and info.file_size > limits.ratio * max(info.compress_size, 1):
                raise InputError(
                    f"{self.path}: {info.filename} unpacks to more than {limits.ratio} times its size, as zip bombs "
                    "do; refused"
                )
            if info.filename.casefold() in members:
                raise InputError(f"{self.path}: holds {info.filename} twice; export it again")
            members[info.filename.casefold()] = info
        return members

    def _check_name(self, info: zipfile.ZipInfo) -> None:
        name = info.filename
        parts = PurePosixPath(name).parts
        drive = len(name) > 1 and name[1] == ":"
        if not name or name.startswith("/") or drive or "\\" in name or ".." in parts or "\x00" in name:
            raise InputError(f"{self.path}: holds {name!r}, a path that leads out of the archive; refused")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise InputError(f"{self.path}: holds {name!r}, a link to elsewhere; refused")
        if info.flag_bits & 0x1:
            raise InputError(f"{self.path}: is encrypted; export it without a password")
