"""Invented statement tables, a strategy that makes odd ones, and networks counted by plain loops to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from onrecord.network import Kind, StatementTable, Variable
from onrecord.network.filtering import seconds

EPOCH = datetime(1970, 1, 1)
# day of 2020, document, organization, concept, agreement
HARBOR = (
    (1, "d1", "Pilots", "dredging", 1),
    (1, "d1", "Pilots", "tariff", 0),
    (1, "d1", "Greens", "dredging", 0),
    (1, "d1", "Greens", "dredging", 0),
    (9, "d2", "Port", "dredging", 1),
    (9, "d2", "Port", "tariff", 1),
    (9, "d2", "Pilots", "dredging", 1),
    (40, "d3", "Greens", "tariff", 0),
    (40, "d3", "Port", "dredging", 0),
    (400, "d4", "Port", "dredging", 1),
)


def table_of(rows: Sequence[tuple[Any, ...]], *, seconds_of: Any = None) -> StatementTable:
    """A table of (day of 2020 or datetime, document, organization, concept, agreement[, salience[, frame]])."""
    moments = [
        row[0] if isinstance(row[0], datetime) else datetime(2020, 1, 1) + timedelta(days=row[0]) for row in rows
    ]
    variables = {
        "organization": coded(Kind.TEXT, [row[2] for row in rows]),
        "concept": coded(Kind.TEXT, [row[3] for row in rows]),
        "agreement": Variable(Kind.BOOLEAN, np.array([row[4] for row in rows], dtype=np.int32), (0, 1)),
    }
    if rows and len(rows[0]) > 5:
        variables["salience"] = coded(Kind.INTEGER, [row[5] for row in rows])
    if rows and len(rows[0]) > 6:
        variables["frame"] = coded(Kind.TEXT, [row[6] for row in rows])
    documents = coded(Kind.TEXT, [row[1] for row in rows])
    return StatementTable(
        ids=np.arange(101, 101 + len(rows), dtype=np.int64),
        times=np.array([seconds(moment) for moment in moments], dtype=np.int64),
        documents=documents.codes,
        document_ids=documents.levels,
        variables=variables,
        document_variables={"source": coded(Kind.TEXT, [("Post", "Times")[len(row[1]) % 2] for row in rows])},
    )


def coded(kind: Kind, values: Sequence[Any]) -> Variable:
    levels = dict.fromkeys(values)
    number = {value: at for at, value in enumerate(levels)}
    return Variable(kind, np.array([number[value] for value in values], dtype=np.int32), tuple(levels))


@st.composite
def statement_rows(draw: st.DrawFn, *, most: int = 25) -> list[tuple[Any, ...]]:
    """Rows for `table_of`, with a salience and a frame: few names, so that they meet; documents of one day each."""
    days = draw(st.lists(st.integers(0, 1200), min_size=1, max_size=6))
    row = st.tuples(
        st.integers(0, len(days) - 1),
        st.sampled_from(["Ants", "Bees", "Ćmy", "beetles", ""]),
        st.sampled_from(["honey", "wax", "nectar", ""]),
        st.integers(0, 1),
        st.sampled_from([-300, -1, 0, 2, 300]),
        st.sampled_from(["cost", "risk", "", "Duty"]),
    )
    rows = draw(st.lists(row, min_size=1, max_size=most))
    return [(days[at], f"d{at}", *rest) for at, *rest in rows]
