"""The history: every decision, newest first, and the way to take one back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from starlette.responses import Response

from ...record import Verdict
from ...store import schema
from ...workbench.accounts import coders as all_coders
from ...workbench.history import PAGE, lines, take_back
from ..access import AccountRole
from ..bench import TheAccount, TheBench
from ..fields import Left
from ..pages import page
from ..shared import notice, reader_of

router = APIRouter()
_Coder = Annotated[str, Query(max_length=100)]
_Verdict = Annotated[Verdict | None, Left]
_Before = Annotated[Annotated[int, Query(ge=0, le=2**53)] | None, Left]


class TakeBack(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=200)
    decision: str = Field(min_length=1, max_length=200)


@router.get("/history", include_in_schema=False)
def history(
    request: Request, bench: TheBench, account: TheAccount,
    coder: _Coder = "", verdict: _Verdict = None, before: _Before = None,
) -> Response:  # fmt: skip
    reader = reader_of(bench, account)
    found = lines(
        bench.project.store, reader=reader, coder=coder or None, verdict=verdict.value if verdict else None,
        before=before,
    )  # fmt: skip
    if bench.is_team:  # the names of the team, not of those who have decided: a coder who is blind sees no difference
        coders = [one.name for one in all_coders(bench.project.store)]
    else:
        with bench.project.store.reading() as connection:
            coders = sorted(connection.execute(select(schema.decisions.c.coder).distinct()).scalars())
    return page(
        request, "history.html.j2", here="/history", lines=found, coders=coders, coder=coder,
        verdict=verdict.value if verdict else "",
        verdicts=[one.value for one in Verdict], more=found[-1].number if len(found) == PAGE else None,
        any_coder=account.may(AccountRole.ADJUDICATOR),
    )  # fmt: skip


@router.get("/api/history")
def listed(
    bench: TheBench, account: TheAccount, coder: _Coder = "", verdict: _Verdict = None, before: _Before = None
) -> list[dict[str, Any]]:
    """Rows of the journal, newest first; `before` is the number of the last row shown."""
    found = lines(
        bench.project.store, reader=reader_of(bench, account), coder=coder or None,
        verdict=verdict.value if verdict else None, before=before,
    )  # fmt: skip
    return [
        {
            "number": one.number, "id": one.id, "coder": one.coder, "at": one.at.isoformat(), "verdict": one.verdict,
            "subject": one.subject, "what": one.what, "changes": list(one.changes), "standing": one.standing,
        }
        for one in found
    ]  # fmt: skip


@router.post("/api/withdraw")
def withdraw(given: TakeBack, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Takes one decision back: the own or, for an adjudicator, anybody's. The journal keeps both."""
    outcome = take_back(
        bench.project.store,
        given.decision,
        by=account.name,
        any_coder=account.may(AccountRole.ADJUDICATOR),
        id=given.id,
    )
    notice(bench, account)
    return {"stored": [one.id for one in outcome.stored]}
