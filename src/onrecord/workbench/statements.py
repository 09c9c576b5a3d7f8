"""The statements of a project as whole numbers in memory: filtered, counted and cut into bins faster than a page turns.

Rows follow the store: after a decision only those of the acts of speech it touched are read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import RLock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from ..dossier.wording import date_words, one_line
from ..record import Stance, StatementStatus
from ..store import Store, acts, schema
from ..store.values import batches, date_range

STANCES = tuple(stance.value for stance in Stance)
STATUSES = tuple(status.value for status in (StatementStatus.ACCEPTED, StatementStatus.SUGGESTED))
FACETS = ("status", "stance", "concept", "actor", "outlet")
MAX_BINS = 48
_NO_DAY = -1
Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]


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


@dataclass(slots=True)
class _Column:
    """Values as whole numbers into their list."""

    values: list[str]
    place: dict[str, int]
    codes: list[int]

    @classmethod
    def empty(cls, values: Sequence[str] = ()) -> _Column:
        return cls(list(values), {value: n for n, value in enumerate(values)}, [])

    def add(self, value: str) -> None:
        number = self.place.get(value)
        if number is None:
            number = self.place[value] = len(self.values)
            self.values.append(value)
        self.codes.append(number)


@dataclass(frozen=True, slots=True)
class _Table:
    """All rows as arrays; `alive` is false where a newer row has taken the place of one."""

    ids: Sequence[str]
    columns: Mapping[str, Whole]
    first: Whole  # days since 1 January of the year 1, -1 for not known
    last: Whole
    reports: Whole
    alive: Mask


class StatementIndex:
    """The statements of one project. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = RLock()
        self._digest: str | None = None
        self._number = -1
        self._clear()

    def _clear(self) -> None:
        self._columns = {
            "status": _Column.empty(STATUSES), "stance": _Column.empty(STANCES), "concept": _Column.empty(),
            "actor": _Column.empty(), "outlet": _Column.empty(), "document": _Column.empty(),
        }  # fmt: skip
        self._names: dict[str, str] = {}
        self._ids: list[str] = []
        self._attributions: list[str] = []
        self._first: list[int] = []
        self._last: list[int] = []
        self._reports: list[int] = []
        self._alive: list[bool] = []
        self._rows_on: dict[str, list[int]] = defaultdict(list)
        self._made: _Table | None = None
        self._orders: dict[tuple[str, bool], Whole] = {}  # all rows by (sort, down), until the table changes

    # --- keeping up ---------------------------------------------------------------------------------------------

    def _take_in(self) -> _Table:
        digest = self._store.get_meta("gathered_digest")
        with self._store.reading() as connection:
            number = connection.execute(select(func.max(schema.decisions.c.number))).scalar() or 0
        if digest != self._digest or self._number < 0:
            self._load()
        elif number != self._number:
            new = self._store.decisions_since(self._number)
            if any(":" in one.subject and not one.subject.startswith("hand:") for one in new):
                self._load()  # a merge of actors or concepts reaches far
            else:
                self._read_again([one.subject for one in new])
        self._digest, self._number = digest, number
        if self._made is None:
            self._orders.clear()
            self._made = _Table(
                self._ids,
                {name: np.array(column.codes, dtype=np.int64) for name, column in self._columns.items()},
                np.array(self._first, dtype=np.int64),
                np.array(self._last, dtype=np.int64),
                np.array(self._reports, dtype=np.int64),
                np.array(self._alive, dtype=np.bool_),
            )
        return self._made

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

    def _add(self, query: Any) -> None:
        columns = self._columns
        with self._store.reading() as connection:
            for row in connection.execute(query):
                speaker = row.actor_id or f"words:{row.actor_name}"
                self._names[speaker] = row.actor_name
                columns["status"].add(row.status)
                columns["stance"].add(row.stance)
                columns["concept"].add(row.concept_id)
                columns["actor"].add(speaker)
                columns["outlet"].add(row.found or row.outlet or "")
                columns["document"].add(row.document_id)
                self._rows_on[row.attribution_id].append(len(self._ids))
                self._ids.append(row.id)
                self._attributions.append(row.attribution_id)
                self._first.append(row.said_from.toordinal() if row.said_from else _NO_DAY)
                self._last.append(row.said_to.toordinal() if row.said_to else _NO_DAY)
                self._reports.append(row.n_reports)
                self._alive.append(True)

    # --- asking -------------------------------------------------------------------------------------------------

    def overview(
        self, wanted: Wanted, *, n_actors: int = 24, n_concepts: int = 14, by_time: bool = True
    ) -> dict[str, Any]:
        """Counts for every facet (each under what the others let through), bins over time, and the cube of the most
        quoted actors and concepts: [actor, concept, stance, status, bin, statements, reports] as whole numbers. Without
        `by_time` all bins of a cell are one, numbered 0: a tenth of the numbers."""
        with self._lock:
            table = self._take_in()
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
                **self._cube(table, without_days, n_actors, n_concepts, by_time=by_time),
            }

    def rows(
        self, wanted: Wanted, *, sort: str = "said", down: bool = True, offset: int = 0, limit: int = 100
    ) -> dict[str, Any]:
        """A stretch of the statements in view, with the words they rest on."""
        with self._lock:
            table = self._take_in()
            mask = self._open(table, wanted) & self._speaks(table, wanted) & self._days(table, wanted)
            for passed in self._passes(table, wanted).values():
                mask = mask & passed
            order = self._order(table, sort, down)
            places = order[mask[order]]
            chosen = [self._ids[int(n)] for n in places[offset : offset + limit]]
            count = len(places)
        return {"count": count, "offset": offset, "rows": _shown(self._store, chosen)}

    def by_concept(self, wanted: Wanted) -> dict[str, tuple[int, int]]:
        """Concept id -> statements in view, and how many of them are accepted."""
        with self._lock:
            table = self._take_in()
            mask = self._open(table, wanted)
            column, codes = self._columns["concept"], table.columns["concept"]
            accepted = mask & (table.columns["status"] == STATUSES.index(StatementStatus.ACCEPTED.value))
            n = np.bincount(codes[mask], minlength=len(column.values))
            n_accepted = np.bincount(codes[accepted], minlength=len(column.values))
            return {value: (int(n[k]), int(n_accepted[k])) for k, value in enumerate(column.values) if n[k]}

    def name_of(self, speaker: str) -> str:
        return self._names.get(speaker, speaker)

    def _passes(self, table: _Table, wanted: Wanted) -> dict[str, Mask]:
        passes = {}
        for name in FACETS:
            values = wanted.facet(name)
            if values:
                place = self._columns[name].place
                codes = [place[value] for value in values if value in place]
                passes[name] = np.isin(table.columns[name], codes)
        return passes

    def _open(self, table: _Table, wanted: Wanted) -> Mask:
        if not wanted.without:
            return table.alive
        place = self._columns["document"].place
        hidden = [place[one] for one in wanted.without if one in place]
        return table.alive & ~np.isin(table.columns["document"], hidden)

    def _speaks(self, table: _Table, wanted: Wanted) -> Mask:
        words = wanted.words.strip().lower()
        if not words:
            return np.ones(len(table.alive), dtype=np.bool_)
        column = self._columns["actor"]
        found = [n for n, value in enumerate(column.values) if words in self.name_of(value).lower()]
        return np.isin(table.columns["actor"], found)

    def _days(self, table: _Table, wanted: Wanted) -> Mask:
        mask = np.ones(len(table.alive), dtype=np.bool_)
        if wanted.start is not None:
            mask &= table.first >= wanted.start.toordinal()
        if wanted.end is not None:
            mask &= (table.last >= 0) & (table.last <= wanted.end.toordinal())
            mask &= table.first >= 0
        return mask

    def _facet(
        self, table: _Table, name: str, base: Mask, passes: Mapping[str, Mask], wanted: Wanted, limit: int = 40
    ) -> list[dict[str, Any]]:
        mask = base
        for other, passed in passes.items():
            if other != name:
                mask = mask & passed
        column = self._columns[name]
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

    def _cube(
        self, table: _Table, without_days: Mask, n_actors: int, n_concepts: int, *, by_time: bool
    ) -> dict[str, Any]:
        dated = without_days & (table.first >= 0) & (table.last >= 0)
        bins = _bins(table.first[dated], table.last[dated])
        codes = table.columns
        top_actors = _most(codes["actor"][without_days], len(self._columns["actor"].values), n_actors)
        top_concepts = _most(codes["concept"][without_days], len(self._columns["concept"].values), n_concepts)
        actor_place = np.full(len(self._columns["actor"].values) + 1, -1, dtype=np.int64)
        actor_place[top_actors] = np.arange(len(top_actors))
        concept_place = np.full(len(self._columns["concept"].values) + 1, -1, dtype=np.int64)
        concept_place[top_concepts] = np.arange(len(top_concepts))
        edges = np.array([one["from"] for one in bins], dtype=np.int64)
        place = np.flatnonzero(without_days)
        actors, concepts = actor_place[codes["actor"][place]], concept_place[codes["concept"][place]]
        when = _bin_of(table.first[place], table.last[place], edges)
        kept = (actors >= 0) & (concepts >= 0)
        column = when[kept] + 1 if by_time else np.ones(int(kept.sum()), dtype=np.int64)
        shape = (max(1, len(top_actors)), max(1, len(top_concepts)), len(STANCES), len(STATUSES), len(bins) + 2)
        key = np.ravel_multi_index(
            (actors[kept], concepts[kept], codes["stance"][place][kept], codes["status"][place][kept], column), shape
        )
        size = int(np.prod(shape))
        statements = np.bincount(key, minlength=size)
        reports = np.bincount(key, weights=table.reports[place][kept], minlength=size).astype(np.int64)
        filled = np.flatnonzero(statements)
        cells = np.vstack([*np.unravel_index(filled, shape), statements[filled], reports[filled]])
        cells[4] -= 1
        histogram = np.zeros((2, len(bins)), dtype=np.int64)
        for status in (0, 1):
            inside = when[(codes["status"][place] == status) & (when >= 0)]
            if len(bins):
                histogram[status] = np.bincount(inside, minlength=len(bins))
        for number, one in enumerate(bins):
            one["accepted"], one["suggested"] = int(histogram[0, number]), int(histogram[1, number])
            one["from"] = date.fromordinal(one["from"]).isoformat()
            one["to"] = date.fromordinal(one["to"]).isoformat()
        return {
            "bins": bins,
            "actors": [
                {
                    "id": self._columns["actor"].values[int(n)],
                    "name": self.name_of(self._columns["actor"].values[int(n)]),
                }
                for n in top_actors
            ],
            "concepts": [self._columns["concept"].values[int(n)] for n in top_concepts],
            "stances": list(STANCES),
            "statuses": list(STATUSES),
            "cells": cells.T.tolist(),
            "by_time": by_time,
        }

    def _order(self, table: _Table, sort: str, down: bool) -> Whole:
        if (kept := self._orders.get((sort, down))) is not None:
            return kept
        if sort == "said":
            # Those without a day come last, whichever way.
            key = np.where(table.last >= 0, table.last, table.first)
            key = np.where(key < 0, np.iinfo(np.int64).min if down else np.iinfo(np.int64).max, key)
        elif sort == "reports":
            key = table.reports
        else:
            column = self._columns[sort]
            labels = [self.name_of(value).lower() if sort == "actor" else value for value in column.values]
            rank = np.empty(len(labels) + 1, dtype=np.int64)
            rank[np.argsort(np.array([*labels, ""], dtype=object), kind="stable")] = np.arange(len(labels) + 1)
            key = rank[table.columns[sort]]
        order = np.argsort(key, kind="stable")
        found = self._orders[sort, down] = order[::-1] if down else order
        return found


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


def _most(codes: Whole, size: int, count: int) -> Whole:
    found = np.bincount(codes, minlength=size)
    order = np.argsort(-found, kind="stable")[:count]
    chosen: Whole = order[found[order] > 0]
    return chosen


def _bins(first: Whole, last: Whole) -> list[dict[str, Any]]:
    """At most `MAX_BINS` days, weeks, months or quarters (else years) that cover all ranges; ordinals of their ends."""
    if not len(first):
        return []
    start, end = date.fromordinal(int(first.min())), date.fromordinal(int(last.max()))
    for step in ("day", "week", "month", "quarter", "year"):
        made = _steps(start, end, step)
        if len(made) <= MAX_BINS or step == "year":
            return [{"from": a, "to": b, "step": step} for a, b in made]
    return []


def _steps(start: date, end: date, step: str) -> list[tuple[int, int]]:
    days = (end - start).days
    if step in ("day", "week"):
        if days // (1 if step == "day" else 7) > MAX_BINS:
            return [(0, 0)] * (MAX_BINS + 1)
        width = 1 if step == "day" else 7
        begin = start.toordinal() if step == "day" else (start - timedelta(days=start.weekday())).toordinal()
        return [(one, one + width - 1) for one in range(begin, end.toordinal() + 1, width)]
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    month = start.year * 12 + (start.month - 1) // months * months
    made: list[tuple[int, int]] = []
    while True:
        first = date(month // 12, month % 12 + 1, 1)
        following = month + months
        if first > end:
            return made
        if following // 12 > 9999:
            return [*made, (first.toordinal(), date.max.toordinal())]
        made.append((first.toordinal(), date(following // 12, following % 12 + 1, 1).toordinal() - 1))
        month = following


def _bin_of(first: Whole, last: Whole, edges: Whole) -> Whole:
    """The bin of each range's last day; -1 without days."""
    if not len(edges):
        return np.full(len(first), -1, dtype=np.int64)
    found = np.searchsorted(edges, last, side="right") - 1
    return np.where((first >= 0) & (last >= 0), found, -1)


def _shown(store: Store, ids: Sequence[str]) -> list[dict[str, Any]]:
    s, a, d, p = schema.statements, schema.attributions, schema.documents, schema.publications
    query = (
        select(
            s, a.c.content, d.c.text, d.c.outlet, p.c.outlet.label("found"),
        )
        .join(a, a.c.id == s.c.attribution_id, isouter=True)
        .join(d, d.c.id == s.c.document_id)
        .join(p, p.c.document_id == s.c.document_id, isouter=True)
        .where(s.c.id.in_(list(ids)))
    )  # fmt: skip
    with store.reading() as connection:
        rows = {row.id: row for row in connection.execute(query)}
    return [_row(rows[identifier]) for identifier in ids if identifier in rows]


def _row(row: Any) -> dict[str, Any]:
    said = date_range(row.said_from, row.said_to, row.said_precision)
    words = " … ".join(row.text[start:end] for start, end in row.content or ())
    return {
        "id": row.id,
        "attribution": row.attribution_id,
        "document": row.document_id,
        "actor": row.actor_id or f"words:{row.actor_name}",
        "name": one_line(row.actor_name, 80),
        "concept": row.concept_id,
        "stance": row.stance,
        "status": row.status,
        "said": date_words(said) if said.known else "no date",
        "exact": said.is_day,
        "outlet": row.found or row.outlet or "outlet not known",
        "passage": one_line(words, 400),
        "n_reports": row.n_reports,
        "origin": row.origin,
    }
