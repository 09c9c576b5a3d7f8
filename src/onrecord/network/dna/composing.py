"""A `.dna` database made from documents and statements of any other program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..table import Kind
from .database import (
    VERSION,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
    Value,
)
from .errors import DnaError
from .passwords import hash_password
from .schema import MAX_LABEL

ADMIN = 1
ATTRIBUTES = ("Type", "Alias", "Notes")  # what a new database of DNA keeps about each entity
DNA_STATEMENT: Mapping[str, Kind] = {
    "person": Kind.TEXT,
    "organization": Kind.TEXT,
    "concept": Kind.TEXT,
    "agreement": Kind.BOOLEAN,
}
_PALETTE = ("#ffd54f", "#4f9bff", "#ff6f6f", "#7bc87b", "#b88ae0", "#ff9f40", "#40c8c8", "#c0a080")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document to be written: `key` is any name that the statements use; unknown metadata are empty.

    `time` is the wall-clock time, whose zone, if any, is left away as DNA has none.
    """

    key: str
    text: str
    time: datetime
    title: str = ""
    author: str = ""
    source: str = ""
    section: str = ""
    notes: str = ""
    type: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class CodedSpan:
    """A statement to be written: code points `[start, stop)` of a document's text and values by variable name."""

    document: str
    start: int
    stop: int
    values: Mapping[str, Value]
    coder: str = ""


@dataclass(frozen=True, slots=True)
class CodedType:
    """A statement type with its statements. `variables` are in the order in which DNA shows them.

    `attributes`: variable -> entity -> attribute -> value; `colors`: variable -> entity -> `#rrggbb`.
    """

    statements: Sequence[CodedSpan]
    label: str = "DNA Statement"
    variables: Mapping[str, Kind] = field(default_factory=lambda: dict(DNA_STATEMENT))
    color: str = "#efd033"
    attributes: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    colors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def compose(
    documents: Sequence[TextDocument],
    types: Sequence[CodedType],
    *,
    regexes: Mapping[str, str] | None = None,
    admin: str = "Admin",
    password: str = "onrecord",
) -> DnaDatabase:
    """A database of these documents and statements, numbered in the order given, ready for `write_dna`.

    `regexes` are patterns that DNA colors: pattern -> color. The password opens DNA's window for every coder and
    protects nothing: the file is plain. A label beyond DNA's 190 characters is shortened, and kept apart from others
    that would become the same; the database's warnings count them. DnaError names a statement of an unknown document or
    variable.
    """
    if len({each.key for each in documents}) < len(documents):
        raise DnaError("two documents have the same key; give each its own")
    return _Numbering(documents, types, admin).database(regexes or {}, password)


class _Numbering:
    def __init__(self, documents: Sequence[TextDocument], types: Sequence[CodedType], admin: str) -> None:
        self._given = types
        self._texts = documents
        self._labels: dict[str, _Labels] = {}
        self._entities: dict[tuple[int, str], DnaEntity] = {}
        names = [*(each.coder for each in documents), *(each.coder for kind in types for each in kind.statements)]
        others = dict.fromkeys(name for name in names if name and name != admin)
        self._coders = {"": ADMIN, admin: ADMIN}
        self._coders |= {name: number for number, name in enumerate(others, ADMIN + 1)}
        self._documents = {each.key: number for number, each in enumerate(documents, 1)}

    def database(self, regexes: Mapping[str, str], password: str) -> DnaDatabase:
        types = self._types()
        statements = tuple(self._statements(types))
        hashed = hash_password(password)
        coders = tuple(
            DnaCoder(number, self._short("coder", name), _PALETTE[number % len(_PALETTE)], hashed)
            for name, number in self._coders.items()
            if name
        )
        database = DnaDatabase(
            coders=coders,
            documents=tuple(self._document(each) for each in self._texts),
            statement_types=types,
            entities=tuple(self._entities.values()),
            statements=statements,
            regexes=tuple(DnaRegex(pattern, color) for pattern, color in regexes.items()),
            settings={"version": VERSION},
        )
        shortened = sum(each.shortened for each in self._labels.values())
        words = f"{shortened} labels were shortened: they had line breaks, or more than DNA's {MAX_LABEL} characters"
        return replace(database, warnings=(words,) if shortened else ())

    def _types(self) -> tuple[DnaStatementType, ...]:
        made, variable_id, attribute_id = [], 0, 0
        for type_id, given in enumerate(self._given, 1):
            columns = []
            for name, kind in given.variables.items():
                variable_id += 1
                attributes: dict[str, int] = {}
                if kind is Kind.TEXT:
                    known = given.attributes.get(name, {}).values()
                    for attribute in dict.fromkeys([*ATTRIBUTES, *(key for each in known for key in each)]):
                        attribute_id += 1
                        attributes[attribute] = attribute_id
                columns.append(DnaVariable(variable_id, name, kind, attributes))
                if kind is Kind.TEXT:
                    self._entity(given, columns[-1], "")
            made.append(DnaStatementType(type_id, given.label, given.color, tuple(columns)))
        return tuple(made)

    def _statements(self, types: Sequence[DnaStatementType]) -> Iterable[DnaStatement]:
        number = 0
        for kind, given in zip(types, self._given, strict=True):
            for each in given.statements:
                number += 1
                if each.document not in self._documents:
                    raise DnaError(f"a statement of {kind.label!r} stands in the document {each.document!r}: not given")
                if unknown := [name for name in each.values if name not in given.variables]:
                    there = ", ".join(given.variables)
                    raise DnaError(f"{kind.label!r} has no variable {unknown[0]!r}; its variables: {there}")
                values = tuple(
                    self._value(given, variable, each.values.get(variable.name)) for variable in kind.variables
                )
                document = self._documents[each.document]
                yield DnaStatement(number, kind.id, document, each.start, each.stop, self._coders[each.coder], values)

    def _value(self, given: CodedType, variable: DnaVariable, value: Value) -> Value:
        if variable.kind is Kind.TEXT:
            return self._entity(given, variable, str(value or ""))
        if variable.kind is Kind.LONG:
            return str(value or "")
        return value if value is None else int(value)

    def _entity(self, given: CodedType, variable: DnaVariable, value: str) -> str:
        label = self._short(f"variable {variable.name}", value)
        if (variable.id, label) not in self._entities:
            number = len(self._entities) + 1
            color = given.colors.get(variable.name, {}).get(value, "#000000")
            attributes = given.attributes.get(variable.name, {}).get(value, {})
            kept = {
                name: self._short(f"attribute {name}", attributes.get(name, ""), unique=False)
                for name in variable.attributes
            }
            self._entities[variable.id, label] = DnaEntity(number, variable.id, label, color, None, kept)
        return label

    def _document(self, each: TextDocument) -> DnaDocument:
        wall_clock = each.time.replace(tzinfo=UTC)
        short = {
            name: self._short(f"document {name}", getattr(each, name))
            for name in ("author", "source", "section", "type")
        }
        return DnaDocument(
            id=self._documents[each.key],
            title=self._short("document title", each.title, unique=False),
            text=each.text,
            date=int(wall_clock.timestamp()),
            coder=self._coders[each.coder],
            notes=each.notes,
            **short,
        )

    def _short(self, column: str, label: str, *, unique: bool = True) -> str:
        labels = self._labels.setdefault(column, _Labels())
        return labels.short(label, unique=unique)


class _Labels:
    """Short forms of the labels of one column, different for different labels."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._taken: set[str] = set()
        self.shortened = 0

    def short(self, label: str, *, unique: bool) -> str:
        if label in self._known:
            return self._known[label]
        form = _SPACE.sub(" ", label).strip()
        form = form if len(form) <= MAX_LABEL else form[: MAX_LABEL - 2].rstrip() + " …"
        number = 2
        stem = form
        while unique and form in self._taken:
            ending = f" ({number})"
            form = stem[: MAX_LABEL - len(ending)] + ending
            number += 1
        self.shortened += form != label
        self._known[label] = form
        self._taken.add(form)
        return form
