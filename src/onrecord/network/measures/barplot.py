"""Counts for a bar plot: how many statements each entity has at each qualifier level."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..axes import axis_of, codes_at
from ..choices import chosen
from ..compute import attributes_of
from ..filtering import column, filtered
from ..options import Aggregation, Duplicates, NetworkOptions, NetworkType
from ..ordering import Rows
from ..table import Kind, Level, StatementTable, Variable
from .requests import set_by_measure, whole_range_only

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Barplot:
    """Statements of each entity at each level: `counts[i, j]` of entity i at level j.

    `levels` ascend: 0 and 1 of a boolean (always both), else the numbers or texts that occur; without qualifier the
    one level 1, as in DNA. `attributes`: entity -> attribute -> value, with `frequency` and, where known, `color`.
    """

    variable: str
    qualifier: str | None
    entities: tuple[str, ...]
    levels: tuple[Level, ...]
    counts: npt.NDArray[np.int64]
    options: NetworkOptions
    attributes: Mapping[str, Mapping[str, str | int | float]]
    warnings: tuple[str, ...] = ()

    def by_total(self) -> Barplot:
        """The same, the entity with most statements first, as it is drawn; equals stay in order of name."""
        order = np.argsort(-self.counts.sum(axis=1), kind="stable")
        entities = tuple(self.entities[place] for place in order.tolist())
        return dataclasses.replace(self, entities=entities, counts=self.counts[order])

    def frame(self) -> pd.DataFrame:
        """Entities by levels."""
        import pandas as pd

        return pd.DataFrame(self.counts, index=pd.Index(self.entities, name=self.variable), columns=list(self.levels))


def barplot(table: StatementTable, options: NetworkOptions | None = None, /, **changes: Any) -> Barplot:
    """Counts of `variable1` by `qualifier`; without `options` of concepts, duplicates dropped by document, as in rDNA.

    Options are those of `network` as far as they filter: dates, exclusion, coders, duplicates, minimum frequency.
    `variable2` plays no part: repetitions are statements of the same entity and the same qualifier. Statements whose
    qualifier is a blank text are left out, and counted in `warnings`. `compat="dna"` counts as DNA does; on short text,
    where DNA fails, it gives the right counts.
    """
    if options is None:
        changes = {"variable1": "concept", "duplicates": Duplicates.DOCUMENT, **changes}
    set_by_measure(changes, network_type=None, variable2=None, qualifier_aggregation=None, normalization=None)
    asked = chosen(options, **changes)
    whole_range_only(asked, "a bar plot")
    # Filtering wants two variables: the first, twice, asks for nothing more. Any aggregation but ignore makes the
    # qualifier part of what a repetition repeats.
    kept = filtered(
        table,
        dataclasses.replace(
            asked,
            network_type=NetworkType.ONEMODE,
            variable2=asked.variable1,
            variable2_document=asked.variable1_document,
            qualifier_aggregation=Aggregation.IGNORE if asked.qualifier is None else Aggregation.SUBTRACT,
        ),
    )
    axis = axis_of(kept.variable1, _labelled(asked, kept.original, kept.rows))
    levels, places = _levels(kept.qualifier, kept.rows)
    row = codes_at(axis.places, kept.variable1, kept.rows).astype(np.int64)
    if kept.qualifier is not None:
        row = row * len(levels) + places[kept.qualifier.codes[kept.rows]]
    counts = np.bincount(row, minlength=len(axis) * len(levels)).reshape(len(axis), len(levels))
    return Barplot(
        variable=asked.variable1,
        qualifier=asked.qualifier,
        entities=axis.labels,
        levels=levels,
        counts=counts,
        options=asked,
        attributes=attributes_of(table, asked.variable1, axis.labels, counts.sum(axis=1)),
        warnings=(*kept.warnings, *_blank(table, asked, kept.original)),
    )


def _labelled(asked: NetworkOptions, original: Rows, rows: Rows) -> Rows | None:
    """Whose entities are shown: with isolates, as in networks, all of the table (DNA: all of the dates asked for)."""
    if not asked.isolates:
        return rows
    return original if asked.compat else None


def _levels(qualifier: Variable | None, rows: Rows) -> tuple[tuple[Level, ...], npt.NDArray[np.int64]]:
    """The levels in order, and the number of each code among them."""
    if qualifier is None:
        return (1,), np.zeros(1, dtype=np.int64)
    if qualifier.kind is Kind.BOOLEAN:
        return (0, 1), np.array([int(level) for level in qualifier.levels], dtype=np.int64)
    axis = axis_of(qualifier, rows)
    return tuple(qualifier.levels[code] for code in axis.codes.tolist()), axis.places


def _blank(table: StatementTable, asked: NetworkOptions, original: Rows) -> tuple[str, ...]:
    if asked.qualifier is None:
        return ()
    qualifier = column(table, asked.qualifier, document=asked.qualifier_document, option="qualifier")
    if "" not in qualifier.levels:
        return ()
    n = int((qualifier.codes[original] == qualifier.levels.index("")).sum())
    return (f"{n} statements without {asked.qualifier} are not counted",) if n else ()
