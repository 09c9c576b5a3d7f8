"""Statements as whole numbers in memory. Rows follow the store: after a decision only those of the acts of speech that
it touched are read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from ..record import Decision, Stance, StatementStatus, Verdict
from ..store import Store, acts, schema
from ..store.values import batches
from .articles import outlet_of

STANCES = tuple(stance.value for stance in Stance)
STATUSES = tuple(status.value for status in (StatementStatus.ACCEPTED, StatementStatus.SUGGESTED))
Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
_NO_DAY = -1
# What decisions on actors and concepts change that no row of a statement holds; names are kept beside the rows.
_SHOWN_NOWHERE = frozenset(
    ("aliases", "anchor", "attributes", "batch", "before", "counterexamples", "definition", "examples", "keywords")
) | {"kind", "label", "name", "parent", "rank", "roles"}


@dataclass(slots=True)
class Column:
    """Values as whole numbers into their list."""

    values: list[str]
    place: dict[str, int]
    codes: list[int]

    @classmethod
    def empty(cls, values: Sequence[str] = ()) -> Column:
        return cls(list(values), {value: n for n, value in enumerate(values)}, [])

    def add(self, value: str) -> None:
        number = self.place.get(value)
        if number is None:
            number = self.place[value] = len(self.values)
            self.values.append(value)
        self.codes.append(number)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows as arrays; `alive` is false where a newer row has taken the place of one."""

    ids: Sequence[str]
    columns: Mapping[str, Whole]
    first: Whole  # days since 1 January of the year 1, -1 for not known
    last: Whole
    reports: Whole
    alive: Mask


class StatementRows:
    """All statements of a project: `columns` of codes, `names` of speakers, `ids` by row. For one thread at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._digest: str | None = None
        self._number = -1
        self._clear()

    def _clear(self) -> None:
        self.columns = {
            "status": Column.empty(STATUSES), "stance": Column.empty(STANCES), "concept": Column.empty(),
            "actor": Column.empty(), "outlet": Column.empty(), "document": Column.empty(),
        }  # fmt: skip
        self.names: dict[str, str] = {}
        self.ids: list[str] = []
        self._first: list[int] = []
        self._last: list[int] = []
        self._reports: list[int] = []
        self._alive: list[bool] = []
        self._rows_on: dict[str, list[int]] = defaultdict(list)
        self._made: Table | None = None

    def take_in(self) -> Table:
        """The table as it is now; the same object while nothing changed."""
        digest = self._store.get_meta("gathered_digest")
        with self._store.reading() as connection:
            number = connection.execute(select(func.max(schema.decisions.c.number))).scalar() or 0
        if digest != self._digest or self._number < 0:
            self._load()
        elif number != self._number:
            new = self._store.decisions_since(self._number)
            if any(map(_reaches_far, new)):
                self._load()
            else:
                self._read_again([one.subject for one in new])
                if any("name" in one.values for one in new):
                    self._read_names()
        self._digest, self._number = digest, number
        if self._made is None:
            self._made = Table(
                self.ids,
                {name: np.array(column.codes, dtype=np.int64) for name, column in self.columns.items()},
                np.array(self._first, dtype=np.int64),
                np.array(self._last, dtype=np.int64),
                np.array(self._reports, dtype=np.int64),
                np.array(self._alive, dtype=np.bool_),
            )
        return self._made

    def name_of(self, speaker: str) -> str:
        return self.names.get(speaker, speaker)

    def _load(self) -> None:
        self._clear()
        self._add(select(*_fields()).select_from(_joined()).order_by(schema.statements.c.position))

    def _read_again(self, subjects: Iterable[str]) -> None:
        with self._store.reading() as connection:
            touched = acts.attributions_under(connection, list(subjects))
            clusters = acts.clusters_of(connection, touched)
            on = set(touched)
            t = schema.sayings
            for batch in batches(clusters):
                on.update(connection.execute(select(t.c.attribution_id).where(t.c.cluster.in_(batch))).scalars())
        for attribution in on:
            for row in self._rows_on.pop(attribution, ()):
                self._alive[row] = False
        for batch in batches(sorted(on)):
            self._add(select(*_fields()).select_from(_joined()).where(schema.statements.c.attribution_id.in_(batch)))
        if len(self._alive) > 2 * max(1_000, sum(self._alive)):
            self._load()
        self._made = None

    def _read_names(self) -> None:
        own = schema.actors.c
        with self._store.reading() as connection:
            for row in connection.execute(select(own.id, own.name)):
                if row.id in self.names:
                    self.names[row.id] = row.name

    def _add(self, query: Any) -> None:
        columns = self.columns
        with self._store.reading() as connection:
            for row in connection.execute(query):
                speaker = row.actor_id or f"words:{row.actor_name}"
                self.names[speaker] = row.actor_name
                columns["status"].add(row.status)
                columns["stance"].add(row.stance)
                columns["concept"].add(row.concept_id)
                columns["actor"].add(speaker)
                columns["outlet"].add(outlet_of(row))
                columns["document"].add(row.document_id)
                self._rows_on[row.attribution_id].append(len(self.ids))
                self.ids.append(row.id)
                self._first.append(row.said_from.toordinal() if row.said_from else _NO_DAY)
                self._last.append(row.said_to.toordinal() if row.said_to else _NO_DAY)
                self._reports.append(row.n_reports)
                self._alive.append(True)


def _reaches_far(made: Decision) -> bool:
    """Whether statements may have changed that do not lie on the decision's own act of speech."""
    if ":" not in made.subject or made.subject.startswith("hand:"):
        return False
    return made.verdict not in (Verdict.ADD, Verdict.EDIT) or not set(made.values) <= _SHOWN_NOWHERE


def _fields() -> list[Any]:
    s, d, p = schema.statements, schema.documents, schema.publications
    own = (
        s.c.id, s.c.attribution_id, s.c.document_id, s.c.actor_id, s.c.actor_name, s.c.concept_id, s.c.stance,
        s.c.status, s.c.said_from, s.c.said_to, s.c.n_reports,
    )  # fmt: skip
    return [*own, d.c.outlet, p.c.outlet.label("found")]


def _joined() -> Any:
    s, d, p = schema.statements, schema.documents, schema.publications
    return s.join(d, d.c.id == s.c.document_id).outerjoin(p, p.c.document_id == s.c.document_id)
