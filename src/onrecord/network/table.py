"""The statement table: what every network is computed from. One row a statement, one column a variable.

Columns hold integer codes into a list of levels, so that a million statements fit into a few numpy arrays and no
string is compared twice. A table comes from a project, a DataFrame, a CSV or Parquet file, or a `.dna` database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .ordering import Rows, chronological

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.int32]
Times = npt.NDArray[np.int64]
Level = str | int


class Kind(StrEnum):
    """The kind of a variable, in DNA's words."""

    TEXT = "short text"
    LONG = "long text"
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Variable:
    """A column: `levels[codes[i]]` is the value of statement i.

    `levels` are distinct: strings for text (in any order), the numbers for integers, `(0, 1)` for booleans.
    """

    kind: Kind
    codes: Codes
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class StatementTable:
    """`n` statements in any order.

    `variables` are those of the statement (`organization`, `concept`, `agreement`, ...), `document_variables` those of
    its document (`author`, `source`, `section`, `type`, `title`, `id`). `times` are seconds since 1970 of the
    wall-clock time of the document (or of the saying), without zone, as in DNA. `documents` are codes of documents.
    `spans` are start and stop in the document's text, code points, shape (n, 2).
    `attributes`: variable -> entity -> attribute -> value, for node attributes; `colors`: variable -> entity -> color
    (`#rrggbb`).
    `documents_range` is first and last time over *all* documents, also those without statements (DNA's default range).
    `entity_ids`: variable -> entity -> its number in the `.dna` file; under `coder` the numbers of the coders.
    """

    ids: npt.NDArray[np.int64]
    times: Times
    documents: Codes
    document_ids: tuple[str | int, ...]
    variables: Mapping[str, Variable]
    document_variables: Mapping[str, Variable] = field(default_factory=dict)
    coders: Variable | None = None
    spans: npt.NDArray[np.int64] | None = None
    texts: Sequence[str] | None = None
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    colors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    documents_range: tuple[int, int] | None = None
    entity_ids: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns: dict[str, Codes | Times] = {"times": self.times, "documents": self.documents}
        columns |= {name: variable.codes for name, variable in self.variables.items()}
        columns |= {name: variable.codes for name, variable in self.document_variables.items()}
        for name, column in columns.items():
            if len(column) != len(self.ids):
                raise ValueError(f"{name} has {len(column)} values for {len(self.ids)} statements")

    @property
    def n(self) -> int:
        return len(self.ids)

    def taken(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> StatementTable:
        """The statements of some rows (numbers or a mask), levels and documents as they are."""
        return replace(
            self,
            ids=self.ids[rows],
            times=self.times[rows],
            documents=self.documents[rows],
            variables={name: replace(each, codes=each.codes[rows]) for name, each in self.variables.items()},
            document_variables={
                name: replace(each, codes=each.codes[rows]) for name, each in self.document_variables.items()
            },
            coders=None if self.coders is None else replace(self.coders, codes=self.coders.codes[rows]),
            spans=None if self.spans is None else self.spans[rows],
            texts=None if self.texts is None else [self.texts[row] for row in np.arange(self.n)[rows].tolist()],
        )

    @cached_property
    def chronology(self) -> Rows:
        """Row numbers in DNA's order: by time, document id, start, stop and statement id."""
        return chronological(self.times, self.documents, self.document_ids, self.spans, self.ids)

    def frame(self) -> pd.DataFrame:
        """One row a statement in order of time; see `frames.frame_of`."""
        from .frames import frame_of

        return frame_of(self)
