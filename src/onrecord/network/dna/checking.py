"""What DNA's tables cannot hold, told before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from ..table import Kind
from .database import CODER_SETTINGS, DnaDatabase, DnaStatementType, DnaVariable
from .errors import DnaError
from .schema import MAX_LABEL, SETTING_RANGES

_HALF_PAIR = re.compile("[\ud800-\udfff]")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SHOWN = 5
_T = TypeVar("_T", bound=Hashable)


def check_database(database: DnaDatabase) -> None:
    """DnaError with the first problems of a database that DNA could not hold: labels beyond 190 characters, names used
    twice, ids that point nowhere, spans outside their text, values of the wrong kind."""
    problems = [problem for check in _CHECKS for problem in check(database)]
    if problems:
        more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise DnaError(f"cannot be held by a .dna database: {'; '.join(problems[:_SHOWN])}{more}")


def _settings(database: DnaDatabase) -> Iterator[str]:
    version = database.settings.get("version", "3.")
    if not version.startswith("3."):
        yield f"the version {version!r} (DNA opens 3.x)"


def _ids(database: DnaDatabase) -> Iterator[str]:
    variables = [v for each in database.statement_types for v in each.variables]
    lists: Mapping[str, list[int]] = {
        "coder": [each.id for each in database.coders],
        "document": [each.id for each in database.documents],
        "statement type": [each.id for each in database.statement_types],
        "variable": [each.id for each in variables],
        "attribute": [id for each in variables for id in each.attributes.values()],
        "entity": [each.id for each in database.entities],
        "statement": [each.id for each in database.statements],
    }
    for what, ids in lists.items():
        yield from (f"{what} id {id}, used twice" for id in _twice(ids))
        yield from (f"{what} id {id} (1 or more)" for id in ids if id < 1)


def _coders(database: DnaDatabase) -> Iterator[str]:
    if not any(each.id == 1 for each in database.coders):
        yield "a database without the coder 1, DNA's administrator"
    known = {each.id for each in database.coders}
    for each in database.coders:
        yield from _label(f"name of coder {each.id}", each.name)
        yield from _color(f"coder {each.id}", each.color)
        yield from (f"setting {name!r} of coder {each.id}" for name in each.settings if name not in CODER_SETTINGS)
        for name, value in each.settings.items():
            low, high = SETTING_RANGES.get(name, (0, 1))
            if not low <= value <= high:
                yield f"{name} {value} of coder {each.id} ({low} to {high})"
    for relation in database.relations:
        if relation.coder == relation.other or not {relation.coder, relation.other} <= known:
            yield f"a relation of coder {relation.coder} to coder {relation.other}"
    for what, coder in [
        *((f"document {each.id}", each.coder) for each in database.documents),
        *((f"statement {each.id}", each.coder) for each in database.statements),
    ]:
        if coder is not None and coder not in known:
            yield f"{what} of coder {coder}, who is not there"


def _documents(database: DnaDatabase) -> Iterator[str]:
    for each in database.documents:
        for name in ("title", "author", "source", "section", "type"):
            yield from _label(f"{name} of document {each.id}", getattr(each, name))
        yield from _unicode(f"text of document {each.id}", each.text)
        yield from _unicode(f"notes of document {each.id}", each.notes)


def _variables(database: DnaDatabase) -> Iterator[str]:
    for each in database.statement_types:
        yield from _label(f"label of statement type {each.id}", each.label)
        yield from _color(f"statement type {each.label!r}", each.color)
        yield from (f"variable {name!r} twice in {each.label!r}" for name in _twice(v.name for v in each.variables))
        for variable in each.variables:
            yield from _label(f"variable {variable.name!r}", variable.name)
            for name in variable.attributes:
                yield from _label(f"attribute {name!r}", name)
    for regex in database.regexes:
        yield from _label(f"pattern {regex.pattern[:40]!r}", regex.pattern)
        yield from _color(f"pattern {regex.pattern!r}", regex.color)
    yield from (f"pattern {pattern!r} twice" for pattern in _twice(each.pattern for each in database.regexes))


def _entities(database: DnaDatabase) -> Iterator[str]:
    variables = {v.id: v for each in database.statement_types for v in each.variables}
    known = {each.id for each in database.entities}
    for each in database.entities:
        variable = variables.get(each.variable)
        if variable is None or variable.kind is not Kind.TEXT:
            yield f"entity {each.value!r} of variable {each.variable}, which is no short text"
            continue
        yield from _label(f"{variable.name} {each.value[:40]!r}", each.value)
        if each.color is not None:
            yield from _color(f"entity {each.value!r}", each.color)
        if each.child_of is not None and (each.child_of not in known or each.child_of == each.id):
            yield f"entity {each.value!r} as a child of {each.child_of}"
        for name, value in each.attributes.items():
            if name not in variable.attributes:
                yield f"attribute {name!r} of {each.value!r}, which {variable.name} does not have"
            yield from _label(f"{name} of {each.value!r}", value)
    pairs = _twice((each.variable, each.value) for each in database.entities)
    yield from (f"entity {value!r} twice in variable {variable}" for variable, value in pairs)


def _statements(database: DnaDatabase) -> Iterator[str]:
    types = {each.id: each for each in database.statement_types}
    lengths = {each.id: len(each.text) for each in database.documents}
    entities = {(each.variable, each.value) for each in database.entities}
    for each in database.statements:
        if each.type not in types or each.document not in lengths:
            yield f"statement {each.id} of type {each.type} in document {each.document}"
            continue
        if not 0 <= each.start < each.stop <= lengths[each.document]:
            yield f"statement {each.id} at [{each.start}, {each.stop}) of {lengths[each.document]} characters"
        if len(each.values) != len(types[each.type].variables):
            yield f"statement {each.id} with {len(each.values)} values for {len(types[each.type].variables)} variables"
            continue
        yield from _values(each.id, each.values, types[each.type], entities)


def _values(
    id: int, values: tuple[str | int | None, ...], kind: DnaStatementType, entities: set[tuple[int, str]]
) -> Iterator[str]:
    for variable, value in zip(kind.variables, values, strict=True):
        if value is not None and not _fits(variable, value):
            yield f"{variable.name} {value!r} of statement {id} (a {variable.kind.value})"
        elif variable.kind is Kind.TEXT and value and (variable.id, str(value)) not in entities:
            yield f"{variable.name} {value!r} of statement {id}, which is no entity"
        elif variable.kind is Kind.LONG and value:
            yield from _unicode(f"{variable.name} of statement {id}", str(value))


def _fits(variable: DnaVariable, value: str | int) -> bool:
    if variable.kind is Kind.BOOLEAN:
        return value in (0, 1)
    if variable.kind is Kind.INTEGER:
        return isinstance(value, int) and -(2**31) <= value < 2**31  # DNA reads Java's int
    return isinstance(value, str)


def _label(what: str, text: str) -> Iterator[str]:
    if len(text) > MAX_LABEL:
        yield f"{what} with {len(text)} characters (at most {MAX_LABEL})"
    yield from _unicode(what, text)


def _unicode(what: str, text: str) -> Iterator[str]:
    if not text.isascii() and _HALF_PAIR.search(text):
        yield f"{what}: half of a surrogate pair is no character"


def _color(what: str, color: str) -> Iterator[str]:
    if not _COLOR.fullmatch(color):
        yield f"color {color!r} of {what} (#rrggbb)"


def _twice(values: Iterable[_T]) -> list[_T]:
    return [value for value, count in Counter(values).items() if count > 1]


_CHECKS = (_settings, _ids, _coders, _documents, _variables, _entities, _statements)
