"""The statements of a project, filtered and counted faster than a page turns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import Any

import numpy as np

from ..record import StatementStatus
from ..store import Store
from .statement_cube import cube
from .statement_lists import shown_statements
from .statement_rows import STANCES, STATUSES, Mask, StatementRows, Table, Whole

__all__ = ["FACETS", "STANCES", "STATUSES", "StatementIndex", "Wanted"]

FACETS = ("status", "stance", "concept", "actor", "outlet")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view of the statements: what each facet lets through (empty: all), words of the speaker, days from and to.

    A statement is inside the days when its whole range is; one without a day is outside as soon as days are given.
    """

    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    concept: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    words: str = ""
    start: date | None = None
    end: date | None = None
    without: frozenset[str] = frozenset()  # articles left out: those on which the reader codes blind

    def facet(self, name: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, name)
        return found


class StatementIndex:
    """The statements of one project. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._rows = StatementRows(store)
        self._ordered: Table | None = None
        self._orders: dict[tuple[str, bool], Whole] = {}  # all rows by (sort, down), until the table changes

    def _table(self) -> Table:
        table = self._rows.take_in()
        if table is not self._ordered:
            self._orders.clear()
            self._ordered = table
        return table

    def overview(
        self, wanted: Wanted, *, n_actors: int = 24, n_concepts: int = 14, by_time: bool = True
    ) -> dict[str, Any]:
        """Counts for every facet (each under what the others let through), bins over time, and the cube of the most
        quoted actors and concepts: [actor, concept, stance, status, bin, statements, reports] as whole numbers. Without
        `by_time` all bins of a cell are one, numbered 0: a tenth of the numbers."""
        with self._lock:
            table = self._table()
            passes = self._passes(table, wanted)
            base = self._open(table, wanted) & self._speaks(table, wanted)
            days = self._days(table, wanted)
            chosen = base & days
            for mask in passes.values():
                chosen = chosen & mask
            without_days = base.copy()
            for mask in passes.values():
                without_days &= mask
            dated = (table.first >= 0) & (table.last >= 0)
            return {
                "total": int(self._open(table, wanted).sum()),
                "count": int(chosen.sum()),
                "n_reports": int(table.reports[chosen].sum()),
                "undated": int((without_days & ~dated).sum()),
                "facets": {name: self._facet(table, name, base & days, passes, wanted) for name in FACETS},
                **cube(self._rows, table, without_days, n_actors, n_concepts, by_time=by_time),
            }

    def rows(
        self, wanted: Wanted, *, sort: str = "said", down: bool = True, offset: int = 0, limit: int = 100
    ) -> dict[str, Any]:
        """A stretch of the statements in view, with the words they rest on."""
        with self._lock:
            table = self._table()
            mask = self._open(table, wanted) & self._speaks(table, wanted) & self._days(table, wanted)
            for passed in self._passes(table, wanted).values():
                mask = mask & passed
            order = self._order(table, sort, down)
            places = order[mask[order]]
            chosen = [self._rows.ids[int(n)] for n in places[offset : offset + limit]]
            count = len(places)
        return {"count": count, "offset": offset, "rows": shown_statements(self._store, chosen)}

    def by_concept(self, wanted: Wanted) -> dict[str, tuple[int, int]]:
        """Concept id -> statements in view, and how many of them are accepted."""
        with self._lock:
            table = self._table()
            mask = self._open(table, wanted)
            column, codes = self._rows.columns["concept"], table.columns["concept"]
            accepted = mask & (table.columns["status"] == STATUSES.index(StatementStatus.ACCEPTED.value))
            n = np.bincount(codes[mask], minlength=len(column.values))
            n_accepted = np.bincount(codes[accepted], minlength=len(column.values))
            return {value: (int(n[k]), int(n_accepted[k])) for k, value in enumerate(column.values) if n[k]}

    def name_of(self, speaker: str) -> str:
        return self._rows.name_of(speaker)

    def _passes(self, table: Table, wanted: Wanted) -> dict[str, Mask]:
        passes = {}
        for name in FACETS:
            values = wanted.facet(name)
            if values:
                place = self._rows.columns[name].place
                codes = [place[value] for value in values if value in place]
                passes[name] = np.isin(table.columns[name], codes)
        return passes

    def _open(self, table: Table, wanted: Wanted) -> Mask:
        if not wanted.without:
            return table.alive
        place = self._rows.columns["document"].place
        hidden = [place[one] for one in wanted.without if one in place]
        return table.alive & ~np.isin(table.columns["document"], hidden)

    def _speaks(self, table: Table, wanted: Wanted) -> Mask:
        words = wanted.words.strip().lower()
        if not words:
            return np.ones(len(table.alive), dtype=np.bool_)
        column = self._rows.columns["actor"]
        found = [n for n, value in enumerate(column.values) if words in self.name_of(value).lower()]
        return np.isin(table.columns["actor"], found)

    def _days(self, table: Table, wanted: Wanted) -> Mask:
        mask = np.ones(len(table.alive), dtype=np.bool_)
        if wanted.start is not None:
            mask &= table.first >= wanted.start.toordinal()
        if wanted.end is not None:
            mask &= (table.last >= 0) & (table.last <= wanted.end.toordinal())
            mask &= table.first >= 0
        return mask

    def _facet(
        self, table: Table, name: str, base: Mask, passes: Mapping[str, Mask], wanted: Wanted, limit: int = 40
    ) -> list[dict[str, Any]]:
        mask = base
        for other, passed in passes.items():
            if other != name:
                mask = mask & passed
        column = self._rows.columns[name]
        counts = np.bincount(table.columns[name][mask], minlength=len(column.values))
        order = range(len(column.values)) if name in ("status", "stance") else np.argsort(-counts, kind="stable")
        chosen = set(wanted.facet(name))
        found = []
        for code in order:
            value = column.values[int(code)]
            if counts[code] or value in chosen or name in ("status", "stance"):
                label = self.name_of(value) if name == "actor" else value
                found.append({"value": value, "label": label or "not known", "n": int(counts[code])})
            if len(found) >= limit:
                break
        return found

    def _order(self, table: Table, sort: str, down: bool) -> Whole:
        if (kept := self._orders.get((sort, down))) is not None:
            return kept
        if sort == "said":
            # Those without a day come last, whichever way.
            key = np.where(table.last >= 0, table.last, table.first)
            key = np.where(key < 0, np.iinfo(np.int64).min if down else np.iinfo(np.int64).max, key)
        elif sort == "reports":
            key = table.reports
        else:
            column = self._rows.columns[sort]
            labels = [self.name_of(value).lower() if sort == "actor" else value for value in column.values]
            rank = np.empty(len(labels) + 1, dtype=np.int64)
            rank[np.argsort(np.array([*labels, ""], dtype=object), kind="stable")] = np.arange(len(labels) + 1)
            key = rank[table.columns[sort]]
        order = np.argsort(key, kind="stable")
        found = self._orders[sort, down] = order[::-1] if down else order
        return found
