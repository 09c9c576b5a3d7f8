"""The project's own types of statements, with the variables noted on each."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from ...errors import InputError
from ...record import JsonValue, Verdict
from ...workbench.concept_pages import new_concept_id
from ...workbench.variables import VariableType
from ..bench import TheAccount, TheBench
from ..changing import put_on_record
from ..fields import PLAIN, Id, Line, Strict
from ..shared import type_list

router = APIRouter()


class Variable(Strict):
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z_][A-Za-z0-9_ -]*$")]
    type: Annotated[str, Field(max_length=20)]
    label: Line = ""
    required: bool = False


class TypeIn(Strict):
    """A type of statement of the project's own, with what is noted on each statement of it."""

    id: Annotated[str, Field(max_length=200)] = ""
    label: Annotated[str, Field(min_length=1, max_length=100, pattern=PLAIN)]
    variables: list[Variable] = Field(max_length=40)


class TypeId(Strict):
    id: Id


@router.post("/api/codebook/types")
def type_kept(given: TypeIn, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Adds a type of statement, or changes one."""
    known = {one["id"]: one for one in type_list(bench)}
    names = [one.name.strip().lower() for one in given.variables]
    if doubles := {name for name in names if names.count(name) > 1}:
        raise InputError(f"two variables have the name {min(doubles)!r}; give each its own")
    for one in given.variables:
        if one.type not in tuple(VariableType):
            raise InputError(f"{one.name} has the type {one.type!r}; allowed are {', '.join(tuple(VariableType))}")
    if given.id and given.id not in known:
        raise InputError(f"there is no type of statement {given.id!r}; reload the page")
    identifier = given.id or new_concept_id(given.label, known)
    values: dict[str, JsonValue] = {
        "label": given.label.strip(),
        "variables": [
            {"name": one.name.strip(), "type": one.type, "label": one.label.strip(), "required": one.required}
            for one in given.variables
        ],
    }
    put_on_record(bench, account, [(f"type:{identifier}", Verdict.EDIT if given.id else Verdict.ADD, values)])
    return {"id": identifier}


@router.post("/api/codebook/types/remove")
def type_removed(given: TypeId, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Takes a type of statement out; values that were noted stay on record."""
    if given.id not in {one["id"] for one in type_list(bench)}:
        raise InputError(f"there is no type of statement {given.id!r}; reload the page")
    put_on_record(bench, account, [(f"type:{given.id}", Verdict.REJECT, {})])
    return {"id": given.id}
