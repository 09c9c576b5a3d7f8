"""A database as a statement table: integer codes into levels."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from ..table import Codes, Kind, StatementTable, Variable
from .database import DnaDatabase, DnaStatement, DnaStatementType, Value
from .errors import DnaError

_Level = TypeVar("_Level", bound=Hashable)
_METADATA = ("author", "source", "section", "type", "title")


def table_of(database: DnaDatabase, kind: DnaStatementType, *, drop_incomplete: bool) -> StatementTable:
    """See `DnaDatabase.table`."""
    statements = _complete([each for each in database.statements if each.type == kind.id], kind, drop=drop_incomplete)
    documents = {each.id: each for each in database.documents}
    used = [documents[each.document] for each in statements]
    codes, document_ids = _coded([document.id for document in used])
    variables = {
        variable.name: _variable(variable.kind, [each.values[position] for each in statements])
        for position, variable in enumerate(kind.variables)
    }
    document_variables = {
        name: _variable(Kind.TEXT, [getattr(document, name) for document in used]) for name in _METADATA
    }
    document_variables["id"] = _variable(Kind.TEXT, [str(document.id) for document in used])
    names = {each.id: each.name for each in database.coders}
    if len(set(names.values())) < len(names):
        names = {id: f"{name} ({id})" for id, name in names.items()}
    dates = [each.date for each in database.documents]
    by_variable = {variable.id: variable.name for variable in kind.variables}
    entities = [each for each in database.entities if each.variable in by_variable]
    named = {name: [each for each in entities if by_variable[each.variable] == name] for name in by_variable.values()}
    return StatementTable(
        ids=np.array([each.id for each in statements], dtype=np.int64),
        times=np.array([document.date for document in used], dtype=np.int64),
        documents=codes,
        document_ids=document_ids,
        variables=variables,
        document_variables=document_variables,
        coders=_variable(Kind.TEXT, [names.get(each.coder or 0, "") for each in statements]),
        spans=np.array([(each.start, each.stop) for each in statements], dtype=np.int64).reshape(-1, 2),
        texts=[document.text[each.start : each.stop] for each, document in zip(statements, used, strict=True)],
        attributes={name: {e.value: dict(e.attributes) for e in each} for name, each in named.items() if each},
        colors={name: {e.value: e.color for e in each if e.color} for name, each in named.items() if each},
        documents_range=(min(dates), max(dates)) if dates else None,
        entity_ids={
            **{name: {entity.value: entity.id for entity in each} for name, each in named.items() if each},
            "coder": {name: id for id, name in names.items()},
        },
    )


def _complete(statements: list[DnaStatement], kind: DnaStatementType, *, drop: bool) -> list[DnaStatement]:
    numbers = [at for at, each in enumerate(kind.variables) if each.kind in (Kind.BOOLEAN, Kind.INTEGER)]
    lacking = {each.id for each in statements if any(each.values[at] is None for at in numbers)}
    if lacking and not drop:
        shown = ", ".join(map(str, sorted(lacking)[:10]))
        raise DnaError(
            f"{len(lacking)} statements lack a boolean or integer value ({shown}); mend them in DNA, or leave them out "
            "with drop_incomplete=True"
        )
    return [each for each in statements if each.id not in lacking]


def _variable(kind: Kind, values: Sequence[Value]) -> Variable:
    if kind is Kind.BOOLEAN:
        return Variable(kind, np.array([int(bool(value)) for value in values], dtype=np.int32), (0, 1))
    if kind is Kind.INTEGER:
        return Variable(kind, *_coded([int(value or 0) for value in values]))
    return Variable(kind, *_coded(["" if value is None else str(value) for value in values]))


def _coded(values: Iterable[_Level]) -> tuple[Codes, tuple[_Level, ...]]:
    """Codes in order of first appearance."""
    levels: dict[_Level, int] = {}
    codes = [levels.setdefault(value, len(levels)) for value in values]
    return np.array(codes, dtype=np.int32), tuple(levels)
