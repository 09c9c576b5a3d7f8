"""The codebook's page: every concept with what rests on it, and the types of statements."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...workbench.concept_pages import ConceptCounts, concept_as_json, concept_counts
from ...workbench.statements import Wanted
from ...workbench.variables import VariableType
from ..access import Account
from ..bench import Bench, TheAccount, TheBench
from ..changing import may_change
from ..pages import page
from ..shared import concepts_of, index_of, reader_of, type_list
from .overview import seen

router = APIRouter()


@router.get("/codebook", include_in_schema=False)
def codebook(request: Request, bench: TheBench, account: TheAccount) -> Response:
    found = codebook_answer(bench, account)
    return page(request, "codebook.html.j2", here="/codebook", codebook=found, count=len(found["concepts"]))


@router.get("/api/codebook")
def listed(bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Every concept with its definition and counts, and the types of statements."""
    return codebook_answer(bench, account)


def counts_of(bench: Bench, account: Account) -> dict[str, ConceptCounts]:
    stated = index_of(bench).by_concept(seen(bench, account, Wanted()))
    return concept_counts(bench.project.store, stated, reader_of(bench, account))


def codebook_answer(bench: Bench, account: Account) -> dict[str, Any]:
    counts = counts_of(bench, account)
    return {
        "concepts": [
            {**concept_as_json(one), **asdict(counts.get(one.id, ConceptCounts()))}
            for one in concepts_of(bench).values()
        ],
        "types": type_list(bench),
        "variable_types": [one.value for one in VariableType],
        "may_change": may_change(bench, account),
    }
