"""Actors that the user knows beforehand: a table of names, aliases and dated offices, read from a file, never fetched.

The file is CSV or JSON lines; docs/how-to/known-actors.md describes both. `parse_known` is pure, `read_known` reads a
path.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ...errors import InputError
from ...record import ActorKind, DateRange
from .gazetteer import entry_of, plain
from .titles import TitlePhrase, read_title

COLUMNS = ("id", "name", "kind", "aliases", "office", "organization", "from", "to")
_KINDS = ", ".join(kind.value for kind in ActorKind)


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office as the rules read it, and the days it was held; None where an end is open."""

    phrase: TitlePhrase
    first: date | None = None
    last: date | None = None

    def holds(self, published: DateRange) -> bool:
        """True when it may have been held on a day of the range; a document without a date proves nothing."""
        start, end = published.start or published.end, published.end or published.start
        if start is None or end is None:
            return self.last is None
        return (self.first is None or self.first <= end) and (self.last is None or self.last >= start)


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A row of the table: `id` is the user's own (a Wikidata id, say)."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[KnownOffice, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The table by folded name, and by office and organization."""

    actors: tuple[KnownActor, ...] = ()
    by_name: Mapping[str, tuple[KnownActor, ...]] = field(default_factory=dict, hash=False)
    by_office: Mapping[tuple[str, str], tuple[tuple[KnownOffice, KnownActor], ...]] = field(
        default_factory=dict, hash=False
    )

    def __bool__(self) -> bool:
        return bool(self.actors)

    def named(self, key: str) -> KnownActor | None:
        """The one actor with this folded name; None for none or several."""
        found = self.by_name.get(key, ())
        return found[0] if len(found) == 1 else None

    def holder(self, phrase: TitlePhrase, published: DateRange) -> KnownActor | None:
        """The one actor who held the office on that day; None when nobody or more than one did."""
        if phrase.organization is None or phrase.former:
            return None
        rows = self.by_office.get((phrase.office, folded(phrase.organization)), ())
        found = {actor.id: actor for office, actor in rows if office.holds(published)}
        return next(iter(found.values())) if len(found) == 1 else None


NOTHING_KNOWN = Known()


def folded(organization: str) -> str:
    """The folded name of an organization or state, the same for all the spellings that the tables know."""
    entry = entry_of(plain(organization))
    return plain(entry.name if entry is not None else organization).removeprefix("the ")


def known_actors(actors: Iterable[KnownActor]) -> Known:
    """The table of these actors."""
    rows = tuple(actors)
    by_name: dict[str, dict[str, KnownActor]] = {}
    by_office: dict[tuple[str, str], list[tuple[KnownOffice, KnownActor]]] = {}
    for actor in rows:
        for name in (actor.name, *actor.aliases):
            for key in {plain(name), plain(name).removeprefix("the ")}:
                by_name.setdefault(key, {})[actor.id] = actor
        for office in actor.offices:
            if office.phrase.organization is not None:
                held = office.phrase.office, folded(office.phrase.organization)
                by_office.setdefault(held, []).append((office, actor))
    return Known(
        rows,
        {key: tuple(found.values()) for key, found in by_name.items()},
        {key: tuple(found) for key, found in by_office.items()},
    )


def read_known(path: Path) -> Known:
    """The table in a file. Raises `InputError` for a file that cannot be read, or that says something unknown."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}); give a .csv or .jsonl file") from error
    return parse_known(text, name=str(path))


def parse_known(text: str, *, name: str = "known actors") -> Known:
    """The table that a text spells, JSON lines where its first sign is a brace, else CSV."""
    rows = _json_rows(text, name) if text.lstrip().startswith("{") else _csv_rows(text, name)
    merged: dict[str, KnownActor] = {}
    for where, row in rows:
        actor = _actor(row, where)
        before = merged.get(actor.id)
        if before is not None:
            if plain(before.name) != plain(actor.name) or before.kind is not actor.kind:
                raise InputError(
                    f"{where}: id {actor.id!r} stands for {before.name!r} ({before.kind.value}) above and for "
                    f"{actor.name!r} ({actor.kind.value}) here; give every actor an id of its own"
                )
            aliases = tuple(dict.fromkeys((*before.aliases, *actor.aliases)))
            offices = (*before.offices, *actor.offices)
            actor = KnownActor(before.id, before.name, before.kind, aliases, offices)
        merged[actor.id] = actor
    return known_actors(merged.values())


def _csv_rows(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    columns = [column.strip() for column in reader.fieldnames or ()]
    reader.fieldnames = columns
    unknown = [column for column in columns if column not in COLUMNS]
    if "name" not in columns or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "no column 'name'"
        raise InputError(f"{name}: {what}; the first line names the columns, of {', '.join(COLUMNS)}")
    for row in reader:
        office = {key: (row.get(key) or "").strip() for key in ("organization", "from", "to")}
        title = (row.get("office") or "").strip()
        aliases = [alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip()]
        yield (
            f"{name}, line {reader.line_num}",
            {
                "id": (row.get("id") or "").strip(),
                "name": (row.get("name") or "").strip(),
                "kind": (row.get("kind") or "").strip(),
                "aliases": aliases,
                "offices": [{"title": title, **office}] if title else [],
            },
        )


def _json_rows(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{where}: no JSON ({error}); each line is one object with a name") from error
        if not isinstance(row, dict):
            raise InputError(f"{where}: {type(row).__name__} instead of an object with a name")
        allowed = {"id", "name", "kind", "aliases", "offices"}
        unknown = sorted(set(row) - allowed)
        if unknown:
            raise InputError(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(allowed))}")
        yield where, row


def _actor(row: Mapping[str, Any], where: str) -> KnownActor:
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where}: no name; every row names an actor")
    kind = str(row.get("kind") or "person").lower()
    if kind not in {known.value for known in ActorKind}:
        raise InputError(f"{where}: kind {kind!r} is not one of {_KINDS}")
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise InputError(f"{where}: aliases must be a list of names")
    offices = row.get("offices") or []
    if not isinstance(offices, list) or not all(isinstance(office, dict) for office in offices):
        raise InputError(f"{where}: offices must be a list of objects with title, organization, from, to")
    identifier = str(row.get("id") or "").strip() or f"{kind}:{plain(name)}"
    return KnownActor(
        identifier,
        " ".join(name.split()),
        ActorKind(kind),
        tuple(" ".join(alias.split()) for alias in aliases if alias.strip()),
        tuple(_office(office, where) for office in offices),
    )


def _office(row: Mapping[str, Any], where: str) -> KnownOffice:
    title = str(row.get("title") or "").strip()
    if not title:
        raise InputError(f"{where}: an office without a title")
    organization = str(row.get("organization") or "").strip() or None
    phrase = read_title(title.split())
    if phrase is None:
        phrase = TitlePhrase(plain(title), None, False)
    entry = entry_of(plain(organization)) if organization else None
    named = (entry.name if entry is not None else organization) if organization else phrase.organization
    first, last = _day(row.get("from"), where, last=False), _day(row.get("to"), where, last=True)
    if first and last and first > last:
        raise InputError(f"{where}: the office {title!r} ends on {last}, before it begins on {first}")
    return KnownOffice(TitlePhrase(phrase.title, named, False), first, last)


def _day(value: object, where: str, *, last: bool) -> date | None:
    """A day from "2019-05-01", "2019-05" or "2019"; the first or last day of a month or year."""
    text = str(value or "").strip()
    if not text:
        return None
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        year, month, day = (*numbers, *(None, None))[:3] if len(numbers) < 3 else numbers
        if day is not None and month is not None:
            return date(int(year or 0), month, day)
        if not last:
            return date(int(year or 0), month or 1, 1)
        if month is None or month == 12:
            return date(int(year or 0), 12, 31)
        return date.fromordinal(date(int(year or 0), month + 1, 1).toordinal() - 1)
    except (ValueError, TypeError) as error:
        raise InputError(f"{where}: {text!r} is no day; write 2019-05-01, 2019-05 or 2019") from error
