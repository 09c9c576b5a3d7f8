"""Agreement between coders, what they differ on, and the third word that settles it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select
from starlette.responses import Response

from ...errors import InputError
from ...record import Decision
from ...store import schema
from ...workbench.agreeing import ALL, AgreementReport, measure_agreement
from ...workbench.agreement_json import agreement_json
from ...workbench.deciding import decide
from ...workbench.seeing import hidden_from
from ..access import Account
from ..bench import Bench, TheAccount, TheAdjudicator, TheBench
from ..pages import page
from ..shared import queue_of, reader_of

router = APIRouter()
RESAMPLES = 500
By = Literal["coder", "month"]


class Settle(BaseModel):
    """The third word on a subject: as one coder had it."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    subject: str = Field(min_length=1, max_length=300)
    as_coder: str = Field(min_length=1, max_length=100)
    reason: str = Field(default="", max_length=2_000)


@router.get("/agreement", include_in_schema=False)
def agreement(request: Request, bench: TheBench, account: TheAccount, ci: bool = False) -> Response:
    closed = hidden_from(bench.project.store, reader_of(bench, account))
    report = None if closed else _report(bench, ("coder", "month"), RESAMPLES if ci else 0)
    return page(
        request, "agreement.html.j2", here="/agreement", report=report, whole=ALL, ci=ci, resamples=RESAMPLES,
        scopes=_scopes(report), queue=queue_of(bench),
    )  # fmt: skip


@router.get("/api/agreement")
def measured(
    bench: TheBench, account: TheAccount, by: Annotated[list[By] | None, Query()] = None, ci: bool = False
) -> dict[str, Any]:
    """The agreement report; a coder who codes blind gets it once the batch is released."""
    _refuse_blind(bench, account)
    return agreement_json(_report(bench, tuple(by or ()), RESAMPLES if ci else 0))


@router.post("/api/adjudicate")
def settle(given: Settle, bench: TheBench, account: TheAdjudicator) -> dict[str, Any]:
    """Settles a subject as one of its coders had it; both words stay on record, and the reason beside the third."""
    word = queue_of(bench).word_on(given.subject, given.as_coder)
    if word is None:
        raise InputError(f"{given.as_coder} has no standing decision on {given.subject}; reload the page")
    values = {**word.values, "adjudicates": True, "reason": given.reason}
    values.pop("batch", None)
    outcome = decide(
        bench.project.store, [Decision(given.id, given.subject, word.verdict, account.name, datetime.now(UTC), values)]
    )
    return {"stored": [one.id for one in outcome.stored], "disputed": list(outcome.disputed)}


def _report(bench: Bench, by: tuple[str, ...], resamples: int) -> AgreementReport:
    """The report, kept until the journal grows."""
    with bench.project.store.reading() as connection:
        number = connection.execute(select(func.max(schema.decisions.c.number))).scalar()
    key = number, by, resamples
    with bench.lock:
        kept = bench.notes.get("agreement")
    if kept is not None and kept[0] == key:
        found: AgreementReport = kept[1]
        return found
    made = measure_agreement(bench.project.store, by=by, resamples=resamples, seed=1)
    with bench.lock:
        bench.notes["agreement"] = key, made
    return made


def _scopes(report: AgreementReport | None) -> list[str]:
    return [] if report is None else list(dict.fromkeys(one.scope for one in report.variables if one.scope != ALL))


def _refuse_blind(bench: Bench, account: Account) -> None:
    if hidden_from(bench.project.store, reader_of(bench, account)):
        raise InputError("you code blind: what others decided is shown once an admin releases the batch")
