"""The project's own statement types and variables: what coders note besides actor, concept and stance.

They are defined by decisions on `type:ID`: `label` and `variables`, a list of `{name, type, label, required}`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from ..errors import InputError
from ..record import Decision, JsonValue, Verdict
from ..review.shared import shared_words
from ..review.values import items_in
from ..store import Store, journal
from ..store.schema import decisions

TYPE = "type:"


class VariableType(StrEnum):
    BOOLEAN = "boolean"
    INTEGER = "integer"
    SHORT = "short"  # a short text, such as a category
    LONG = "long"  # a long text


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    type: VariableType
    label: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class StatementType:
    """What coders note on statements besides actor, concept and stance."""

    id: str
    label: str
    variables: tuple[Variable, ...] = ()


def statement_types(store: Store) -> list[StatementType]:
    """The project's own statement types, in the order in which they were added."""
    with store.reading() as connection:
        return types_in(_on_types(connection))


def types_in(made: Sequence[Decision]) -> list[StatementType]:
    """The types that decisions on `type:ID` define. ValueError says what is wrong with one."""
    return [
        StatementType(
            subject.removeprefix(TYPE),
            _text(word.values.get("label")) or subject.removeprefix(TYPE),
            tuple(map(_variable, items_in(word.values.get("variables")))),
        )
        for subject, word in shared_words(made).items()
        if subject.startswith(TYPE) and word.verdict is not Verdict.REJECT
    ]


def check_variables(connection: Connection, made: Sequence[Decision]) -> None:
    """Raises InputError where `variables` of a decision do not fit the type it names, or any type of the project."""
    given = [each for each in made if each.values.get("variables") is not None and not each.subject.startswith(TYPE)]
    if not given:
        return
    known = {each.id: each for each in types_in(_on_types(connection))}
    for each in given:
        values = each.values["variables"]
        if not isinstance(values, Mapping):
            raise InputError(f"decision {each.id}: variables is no object of names and values")
        if (name := each.word("type")) and name not in known:
            raise InputError(f"decision {each.id}: there is no statement type {name!r}")
        types = [known[name]] if name else list(known.values())
        variables = {one.name: one for type in types for one in type.variables}
        for named, value in values.items():
            if named not in variables:
                raise InputError(f"decision {each.id}: there is no variable {named!r}; define it in a statement type")
            if value is not None and not _fits(variables[named].type, value):
                raise InputError(f"decision {each.id}: {named} is {value!r}, which is no {variables[named].type}")


def _fits(type: VariableType, value: JsonValue) -> bool:
    if type is VariableType.BOOLEAN:
        return isinstance(value, bool)
    if type is VariableType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def _on_types(connection: Connection) -> list[Decision]:
    query = select(decisions).where(decisions.c.subject.like(f"{TYPE}%")).order_by(decisions.c.number)
    return [journal.decision_of(row) for row in connection.execute(query)]


def _variable(value: JsonValue) -> Variable:
    fields: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    name, kind = _text(fields.get("name")), fields.get("type")
    if not name or kind not in list(VariableType):
        raise ValueError(f"{value!r} is no variable; give a name and a type: {', '.join(VariableType)}")
    return Variable(name, VariableType(kind), _text(fields.get("label")), fields.get("required") is True)


def _text(value: JsonValue) -> str:
    return value.strip() if isinstance(value, str) else ""
