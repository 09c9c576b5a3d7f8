"""Several statement tables as one: of several databases, projects or coders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from .options import NetworkError
from .table import Codes, Kind, Level, StatementTable, Variable

_Value = TypeVar("_Value")


def merge_tables(tables: Sequence[StatementTable]) -> StatementTable:
    """All statements of `tables`, one after another. A document that stands in several, by its id, is one document.

    The tables must have the same variables of the same kinds, and no statement id twice. Attributes and colors that
    differ are those of the later table. Spans and texts are kept where all tables have them.
    """
    if not tables:
        raise NetworkError("there is no table to merge; give at least one")
    first = tables[0]
    for other in tables[1:]:
        _check_same(first, other)
    ids = np.concatenate([table.ids for table in tables])
    if len(np.unique(ids)) < len(ids):
        raise NetworkError("the tables share statement ids; number their statements apart before merging")
    documents = _joined([Variable(Kind.TEXT, table.documents, table.document_ids) for table in tables])
    coded = [table.coders for table in tables if table.coders is not None]
    spans = [table.spans for table in tables if table.spans is not None]
    ranges = [table.documents_range for table in tables if table.documents_range is not None]
    texts = [text for table in tables for text in table.texts or ()]
    return StatementTable(
        ids=ids,
        times=np.concatenate([table.times for table in tables]),
        documents=documents.codes,
        document_ids=documents.levels,
        variables={name: _joined([table.variables[name] for table in tables]) for name in first.variables},
        document_variables={
            name: _joined([table.document_variables[name] for table in tables]) for name in first.document_variables
        },
        coders=_joined(coded) if len(coded) == len(tables) else None,
        spans=np.concatenate(spans) if len(spans) == len(tables) else None,
        texts=texts if all(table.texts is not None for table in tables) else None,
        attributes={name: _merged([table.attributes.get(name, {}) for table in tables]) for name in first.variables},
        colors={name: _merged([table.colors.get(name, {}) for table in tables]) for name in first.variables},
        documents_range=(min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else None,
    )


def _check_same(one: StatementTable, other: StatementTable) -> None:
    for words, ours, theirs in (
        ("variable", one.variables, other.variables),
        ("document variable", one.document_variables, other.document_variables),
    ):
        for name in {**ours, **theirs}:
            kinds = [each[name].kind.value if name in each else "missing" for each in (ours, theirs)]
            if kinds[0] != kinds[1]:
                raise NetworkError(
                    f"{words} {name!r} is {kinds[0]} in one table and {kinds[1]} in another; make them equal"
                )


def _joined(variables: Sequence[Variable]) -> Variable:
    """Codes in one list of levels, in order of first appearance in the lists."""
    levels: dict[Level, int] = {}
    codes: list[Codes] = []
    for variable in variables:
        new = np.array([levels.setdefault(level, len(levels)) for level in variable.levels], dtype=np.int32)
        codes.append(new[variable.codes] if len(new) else variable.codes)
    return Variable(variables[0].kind, np.concatenate(codes), tuple(levels))


def _merged(mappings: Sequence[Mapping[str, _Value]]) -> dict[str, _Value]:
    return {key: value for mapping in mappings for key, value in mapping.items()}
