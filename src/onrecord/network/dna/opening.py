"""A `.dna` file, opened for reading: what it is, and a clear word about what it is not."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from .errors import DnaError
from .schema import TABLES

_MAGIC = b"SQLite format 3\0"
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_PATIENCE_S = 2.0  # another program's short write passes; a lock that it keeps does not
_ADVICE_2 = "open it in DNA 3 (new database, then Documents > Import from DNA 2.0 database), and give the new file"


def open_readonly(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, to a file that is a DNA 3 database. DnaError says what is wrong."""
    _check_file(path)
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_S)
    except sqlite3.Error as error:
        raise DnaError(f"{path}: cannot be opened ({error}); check that you may read the file") from error
    connection.isolation_level = None
    connection.text_factory = _decoded
    try:
        _check_database(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        if "locked" in str(error) or "busy" in str(error):
            raise DnaError(f"{path}: another program is writing to it; close it in DNA, then try again") from error
        raise DnaError(
            f"{path}: cannot be read ({error}); copy it together with its -journal file, then try again"
        ) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DnaError(
            f"{path}: the file is damaged ({error}); take a backup, or try SQLite's command .recover"
        ) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _decoded(raw: bytes) -> str:
    """Text; what is no character becomes U+FFFD, half a surrogate pair one of them, so that positions stay."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return _HALF_PAIR.sub("\ufffd", raw.decode("utf-8", "surrogatepass"))
        except UnicodeDecodeError:
            return raw.decode("utf-8", "replace")


def rows(
    connection: sqlite3.Connection, path: Path, table: str, columns: Sequence[str], order: str
) -> Iterable[tuple[Any, ...]]:
    """Rows of a table, whose columns must be there."""
    try:
        return connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")
    except sqlite3.OperationalError as error:
        if "no such column" in str(error):
            raise DnaError(
                f"{path}: table {table} is not as DNA 3 makes it ({error}); open and save it in DNA 3"
            ) from error
        raise


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise DnaError(f"{path}: is a folder; give the .dna file in it")
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except FileNotFoundError as error:
        raise DnaError(f"{path}: there is no such file") from error
    except OSError as error:
        raise DnaError(f"{path}: cannot be read ({error.strerror}); check that you may read it") from error
    if not head:
        raise DnaError(f"{path}: the file is empty; take a backup")
    if head.startswith(_MAGIC):
        return
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise DnaError(f"{path}: looks like a file of DNA 1 (XML), which DNA 2 imports; {_ADVICE_2}")
    if head.lstrip().startswith(b"{"):
        raise DnaError(
            f"{path}: looks like a connection profile or another JSON file; give the .dna file (for a database server: "
            "export its documents and statements into a .dna file with DNA)"
        )
    raise DnaError(f"{path}: not a .dna database (no SQLite file); give a file saved by DNA 3")


def _check_database(connection: sqlite3.Connection, path: Path) -> None:
    with closing(connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")) as found:
        names = {name.upper() for (name,) in found}
    version = ""
    if "SETTINGS" in names:
        try:
            row = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise
            row = None
        version = str(row[0]) if row else ""
    if version.startswith(("2.", "1.")):
        raise DnaError(f"{path}: is a database of DNA {version}, whose form is not published; {_ADVICE_2}")
    if not version.startswith("3."):
        if {"STATEMENTS", "STATEMENTTYPES"} <= names:
            said = f"of DNA {version!r}" if version else "of an unknown version of DNA"
            raise DnaError(f"{path}: is a database {said}; versions 3.x can be read: open and save it in DNA 3")
        raise DnaError(f"{path}: an SQLite file, but not one of DNA; give a file saved by DNA 3")
    missing = [table for table in TABLES if table not in names]
    if missing:
        raise DnaError(f"{path}: the tables {', '.join(missing)} are missing; take a backup of the file")
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise DnaError(f"{path}: the file is damaged ({state}); take a backup, or try SQLite's command .recover")
