"""`.dna` files that DNA 3 opens, written whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ..table import Kind
from .checking import check_database
from .database import (
    CODER_SETTINGS,
    VERSION,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
    Value,
)
from .errors import DnaError
from .offsets import Utf16, normalize_newlines, without_carriage_returns
from .schema import AFTER_PASSWORD, VALUE_TABLES, create_statements

_SIDE_FILES = ("-journal", "-wal")
_Row = tuple[Any, ...]


def write_dna(
    database: DnaDatabase,
    path: str | Path,
    *,
    overwrite: bool = False,
    fill: Mapping[str, int] | None = None,
) -> None:
    """Makes `path` a database that DNA 3 opens, with all that `database` holds.

    Line ends become `\\n` and positions UTF-16 units, as DNA counts. What DNA needs and the database lacks is added: an
    empty entity for each short-text variable, an attribute value for each entity, a relation for each pair of coders.
    DNA knows no missing boolean or integer: `fill` gives the value by variable, without it DnaError names the
    statements. DnaError also for what DNA cannot hold (`check_database`), and for an existing file unless `overwrite`.
    The file is written beside its place and renamed, so that a stop leaves the old file or the new one.
    """
    path = Path(path)
    check_database(database)
    rows = _tables(database, fill or {})
    _check_place(path, overwrite=overwrite)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(rows, beside)
        beside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise DnaError(f"{path}: cannot be written ({error}); give a place on a disk with room") from error
    finally:
        beside.unlink(missing_ok=True)


def _check_place(path: Path, *, overwrite: bool) -> None:
    if not path.parent.is_dir():
        raise DnaError(f"{path}: there is no folder {path.parent}; make it first")
    if path.is_dir():
        raise DnaError(f"{path}: is a folder; give the name of a file")
    if path.exists() and not overwrite:
        raise DnaError(f"{path}: exists already; give another name, or overwrite=True (command line: --overwrite)")
    for ending in _SIDE_FILES:
        if path.with_name(path.name + ending).exists():
            raise DnaError(f"{path}: is open in another program ({path.name + ending} lies beside it); close it there")


def _write(tables: Mapping[str, Sequence[_Row]], path: Path) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        # The file has no reader before it is renamed: no journal, and one fsync at the end.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        for statement in create_statements():
            connection.execute(statement)
        for table, rows in tables.items():
            if rows:
                places = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
        connection.commit()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _tables(database: DnaDatabase, fill: Mapping[str, int]) -> dict[str, list[_Row]]:
    """Table name -> rows, each table after those it points to."""
    entities = _with_empty(database)
    types = database.statement_types
    variables = {v.id: v for each in types for v in each.variables}
    return {
        "SETTINGS": list({"version": VERSION, **database.settings}.items()),
        "CODERS": [_coder(each) for each in database.coders],
        "DOCUMENTS": [_document(each) for each in database.documents],
        "STATEMENTTYPES": [(each.id, each.label, *_rgb(each.color)) for each in types],
        "VARIABLES": [(v.id, v.name, v.kind.value, each.id) for each in types for v in each.variables],
        "VARIABLELINKS": [(each.id, each.source, each.target) for each in database.links],
        "REGEXES": [(each.pattern, *_rgb(each.color)) for each in database.regexes],
        "CODERRELATIONS": [
            (number, r.coder, r.other, r.view_statements, r.edit_statements, r.view_documents, r.edit_documents)
            for number, r in enumerate(_with_all_pairs(database), 1)
        ],
        "STATEMENTS": list(_statements(database)),
        "ENTITIES": [
            (e.id, e.variable, e.value, *(_rgb(e.color) if e.color else (None, None, None)), e.child_of)
            for e in _parents_first(entities)
        ],
        **_values(types, entities, database.statements, fill),
        "ATTRIBUTEVARIABLES": [(id, v.id, name) for v in variables.values() for name, id in v.attributes.items()],
        "ATTRIBUTEVALUES": [(number, *row) for number, row in enumerate(_attribute_values(entities, variables), 1)],
    }


def _attribute_values(entities: Sequence[DnaEntity], variables: Mapping[int, DnaVariable]) -> Iterator[_Row]:
    for each in entities:
        for name, id in variables[each.variable].attributes.items():
            yield each.id, id, each.attributes.get(name, "")


def _coder(each: DnaCoder) -> _Row:
    settings = {**CODER_SETTINGS, **each.settings}
    at = list(CODER_SETTINGS).index(AFTER_PASSWORD)
    numbers = [settings[name] for name in CODER_SETTINGS]
    return each.id, each.name, *_rgb(each.color), *numbers[:at], each.password, *numbers[at:]


def _document(each: DnaDocument) -> _Row:
    metadata = (each.author, each.source, each.section, each.notes, each.type)
    return each.id, each.title, normalize_newlines(each.text), each.coder, *metadata, each.date


def _statements(database: DnaDatabase) -> Iterator[_Row]:
    of_document: dict[int, list[DnaStatement]] = defaultdict(list)
    for each in database.statements:
        of_document[each.document].append(each)
    for document in database.documents:
        found = of_document[document.id]
        places = Utf16(normalize_newlines(document.text))
        starts = without_carriage_returns(document.text, [each.start for each in found])
        stops = without_carriage_returns(document.text, [each.stop for each in found])
        for each, start, stop in zip(found, starts, stops, strict=True):
            # A span of only "\r" (or only "\n") of a "\r\n" has nothing left of it but the line end itself.
            yield each.id, each.type, each.document, places.units(start), places.units(max(stop, start + 1)), each.coder


def _values(
    types: Sequence[DnaStatementType],
    entities: Sequence[DnaEntity],
    statements: Sequence[DnaStatement],
    fill: Mapping[str, int],
) -> dict[str, list[_Row]]:
    known = {each.id: each for each in types}
    numbers = {(each.variable, each.value): each.id for each in entities}
    rows: dict[Kind, list[_Row]] = {kind: [] for kind in Kind}
    lacking: dict[str, list[int]] = defaultdict(list)
    for each in statements:
        for variable, value in zip(known[each.type].variables, each.values, strict=True):
            if value is None and variable.kind in (Kind.BOOLEAN, Kind.INTEGER):
                if variable.name not in fill:
                    lacking[variable.name].append(each.id)
                    continue
                value = fill[variable.name]
            held = _held(variable, value, numbers)
            rows[variable.kind].append((len(rows[variable.kind]) + 1, each.id, variable.id, held))
    for name, ids in lacking.items():
        raise DnaError(
            f"{len(ids)} statements have no value for {name!r} (first: {ids[0]}), and DNA knows no missing boolean or "
            f"integer; leave them out, or say what to write: fill={{{name!r}: 0}}"
        )
    return {table: rows[kind] for kind, table in VALUE_TABLES.items()}


def _held(variable: DnaVariable, value: Value, numbers: Mapping[tuple[int, str], int]) -> Value:
    if variable.kind is Kind.TEXT:
        return numbers[variable.id, str(value or "")]
    if variable.kind is Kind.LONG:
        return "" if value is None else str(value)
    return int(value or 0)


def _with_empty(database: DnaDatabase) -> list[DnaEntity]:
    """All entities, and for each short-text variable that has none the empty one, which DNA shows for "not coded"."""
    there = {each.variable for each in database.entities if not each.value}
    missing = [
        variable
        for each in database.statement_types
        for variable in each.variables
        if variable.kind is Kind.TEXT and variable.id not in there
    ]
    if not missing:
        return list(database.entities)
    first = max((each.id for each in database.entities), default=0) + 1
    return [*database.entities, *(DnaEntity(first + at, variable.id, "") for at, variable in enumerate(missing))]


def _with_all_pairs(database: DnaDatabase) -> list[DnaRelation]:
    """All relations, and one that allows everything for each ordered pair of coders that has none."""
    there = {(each.coder, each.other) for each in database.relations}
    ids = [each.id for each in database.coders]
    pairs = ((one, other) for one in ids for other in ids if one != other)
    return [*database.relations, *(DnaRelation(*pair) for pair in pairs if pair not in there)]


def _parents_first(entities: Iterable[DnaEntity]) -> list[DnaEntity]:
    """Each entity after the one it is a child of, otherwise in the given order (foreign keys are checked by row)."""
    waiting = {each.id: each for each in entities}
    done: list[DnaEntity] = []
    for each in list(waiting.values()):
        chain = []
        step: DnaEntity | None = each
        while step is not None and step.id in waiting:
            chain.append(waiting.pop(step.id))
            step = waiting.get(step.child_of) if step.child_of is not None else None
        done.extend(reversed(chain))
    return done


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
