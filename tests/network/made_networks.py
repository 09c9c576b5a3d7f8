"""Invented networks for tests of files and pictures, and a strategy that makes odd ones."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from hypothesis import strategies as st

from onrecord.network.options import Aggregation, NetworkOptions, NetworkType, Normalization
from onrecord.network.result import Network, NetworkSeries

ACTORS = ("Harbour Union", "Ministry of Ports", "Pilots' Guild", "Green Quay")
OPTIONS = ("Dredge the east channel", "Raise the tariff, slowly", 'Ban "dark" ships')
ODD = (
    'Quote " in it', "Comma, here", "Line\nbreak", "Return\r\nline", "Semi;colon", "=SUM(A1)", "+1", "-2", "@home",
    "🚢 emoji", "Łódź & <tag>", "tab\there", "back\\slash\\", "NA", "1.0", " spaced ", "'single'", "x" * 250,
    "control\x01", "null\x00", "a;b,c\"d'e\nf", "\u2028 separator", "#hash", "100%", "*Vertices 3", "]]>",
)  # fmt: skip


def options(
    kind: NetworkType = NetworkType.TWOMODE,
    aggregation: Aggregation = Aggregation.SUBTRACT,
    normalization: Normalization = Normalization.NO,
) -> NetworkOptions:
    return NetworkOptions(network_type=kind, qualifier_aggregation=aggregation, normalization=normalization)


def two_mode(matrix: object = None, **more: object) -> Network:
    """Four actors by three options, with frequencies, colors and one free attribute."""
    values = np.array([[2, 0, -1], [0, 3, 0], [-2, 1, 0], [0, 0, 4]] if matrix is None else matrix, float)
    fields: dict[str, object] = {
        "rows": ACTORS,
        "columns": OPTIONS,
        "matrix": values,
        "options": options(),
        "n_statements": 13,
        "statements": np.arange(13),
        "row_attributes": {
            actor: {"frequency": 3 + i, "color": ("#0b5c9e", "#a83c06")[i % 2], "Type": ("state", "group", "")[i % 3]}
            for i, actor in enumerate(ACTORS)
        },
        "column_attributes": {option: {"frequency": 4 + i, "share": 0.25 * i} for i, option in enumerate(OPTIONS)},
    }
    return Network(**{**fields, **more})  # type: ignore[arg-type]


def one_mode(**more: object) -> Network:
    upper = np.array([[0, 1.5, -2, 0], [0, 0, 0.25, 1], [0, 0, 0, 0], [0, 0, 0, 0]])
    fields: dict[str, object] = {
        "rows": ACTORS,
        "columns": ACTORS,
        "matrix": upper + upper.T,
        "options": options(NetworkType.ONEMODE, normalization=Normalization.AVERAGE),
        "n_statements": 13,
        "statements": np.arange(13),
        "row_attributes": {actor: {"frequency": 3 + i} for i, actor in enumerate(ACTORS)},
        "column_attributes": {},
    }
    return Network(**{**fields, **more})  # type: ignore[arg-type]


def series(n: int = 3, step: timedelta = timedelta(days=30)) -> NetworkSeries:
    """Windows that overlap; the second is empty of ties, the third of nodes."""
    networks = []
    for index in range(n):
        middle = datetime(2031, 9, 1) + index * step
        when = {"start": middle - step, "middle": middle, "stop": middle + step}
        if index % 3 == 1:
            networks.append(two_mode(np.zeros((4, 3)), n_statements=0, **when))
        elif index % 3 == 2:
            networks.append(two_mode(np.zeros((0, 0)), rows=(), columns=(), n_statements=0, **when))
        else:
            networks.append(two_mode(**when))
    return NetworkSeries(tuple(networks), options())


labels = st.lists(
    st.one_of(st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)),
    max_size=6,
    unique=True,
)
cells = st.one_of(st.just(0.0), st.integers(-9, 9).map(float), st.floats(-1e6, 1e6, allow_subnormal=False))


@st.composite
def odd_networks(draw: st.DrawFn) -> Network:
    """One-mode or two-mode, any labels, any signed weights, attributes here and there; often with no rows at all."""
    kind = draw(st.sampled_from([NetworkType.ONEMODE, NetworkType.TWOMODE]))
    rows = tuple(draw(labels))
    columns = rows if kind is NetworkType.ONEMODE else tuple(draw(labels))
    values = draw(st.lists(cells, min_size=len(rows) * len(columns), max_size=len(rows) * len(columns)))
    matrix = np.array(values, float).reshape(len(rows), len(columns))
    if kind is NetworkType.ONEMODE:
        matrix = np.triu(matrix, 1) + np.triu(matrix, 1).T
    attributes = {
        label: {"frequency": draw(st.integers(0, 99)), 'odd "name" <&>': draw(st.sampled_from(ODD))}
        for label in rows
        if draw(st.booleans())
    }
    aggregation = draw(st.sampled_from([Aggregation.IGNORE, Aggregation.SUBTRACT, Aggregation.CONGRUENCE]))
    return Network(rows, columns, matrix, options(kind, aggregation), 0, np.arange(0), row_attributes=attributes)
