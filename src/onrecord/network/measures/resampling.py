"""Statement tables that chance could have given: documents drawn again, stances dealt out anew."""

from __future__ import annotations

import dataclasses

import numpy as np

from ..options import NetworkError
from ..table import Codes, StatementTable, Variable


def resampled_documents(table: StatementTable, rng: np.random.Generator) -> StatementTable:
    """As many documents drawn with replacement, each with all its statements: the cluster bootstrap.

    A document drawn twice is two documents, so that duplicates are found within each. Statements of one document hang
    together, so drawing them singly would give too narrow intervals (B. Efron and R. Tibshirani, An Introduction to the
    Bootstrap, Chapman & Hall 1993, chapter 8).
    """
    present, inverse = np.unique(table.documents, return_inverse=True)
    order = np.argsort(inverse, kind="stable")
    begins = np.searchsorted(inverse[order], np.arange(len(present) + 1))
    drawn = np.sort(rng.integers(0, len(present), size=len(present)))
    rows = [order[begins[place] : begins[place + 1]] for place in drawn]
    documents = np.repeat(np.arange(len(drawn), dtype=np.int32), [len(part) for part in rows])
    names = tuple(f"{table.document_ids[present[place]]}/{copy}" for copy, place in enumerate(drawn))
    return _taken(table, np.concatenate(rows) if rows else order, documents, names)


def _taken(
    table: StatementTable, rows: np.ndarray[tuple[int], np.dtype[np.intp]], documents: Codes, names: tuple[str, ...]
) -> StatementTable:
    def taken(variable: Variable) -> Variable:
        return dataclasses.replace(variable, codes=variable.codes[rows])

    return dataclasses.replace(
        table,
        ids=table.ids[rows],
        times=table.times[rows],
        documents=documents,
        document_ids=names,
        variables={name: taken(variable) for name, variable in table.variables.items()},
        document_variables={name: taken(variable) for name, variable in table.document_variables.items()},
        coders=None if table.coders is None else taken(table.coders),
        spans=None if table.spans is None else table.spans[rows],
        texts=None,
    )


def shuffled_stances(
    table: StatementTable, *, qualifier: str, concept: str, rng: np.random.Generator
) -> StatementTable:
    """The same statements with the values of `qualifier` dealt out anew among those on the same `concept`.

    Who speaks how often of what, and how disputed each concept is, stay; that the same actors stand together on concept
    after concept goes. What polarization remains is chance (A. Salloum, T. Chen and M. Kivelä, Separating polarization
    from noise, Proc. ACM Hum.-Comput. Interact. 6, 2022).
    """
    if qualifier not in table.variables or concept not in table.variables:
        raise NetworkError(
            f"shuffles deal out a statement's {qualifier!r} among statements on the same {concept!r}; "
            f"both must be variables of the statement: {', '.join(table.variables)}"
        )
    values, groups = table.variables[qualifier], table.variables[concept].codes
    dealt = np.empty_like(values.codes)
    dealt[np.argsort(groups, kind="stable")] = values.codes[np.lexsort((rng.random(table.n), groups))]
    changed = {**table.variables, qualifier: dataclasses.replace(values, codes=dealt)}
    return dataclasses.replace(table, variables=changed)
