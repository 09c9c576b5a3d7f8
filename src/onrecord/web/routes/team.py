"""Signing in and out, who is in the team, and work given out."""

from __future__ import annotations

import time
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from ...errors import InputError
from ...workbench.accounts import AccountRole, add_coder, change_coder, check_password
from ...workbench.team import STRATA, assign, batches, progress, release
from ..access import cookie_name
from ..bench import Bench, TheAccount, TheAdmin, TheBench
from ..pages import bare_page, page
from ..shared import queue_of
from ..team_access import TeamAccess

router = APIRouter()
PRESENT_S = 120.0
_Name = Annotated[str, Field(min_length=1, max_length=60)]
_Password = Annotated[str, Field(min_length=1, max_length=1_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewCoder(_Strict):
    name: _Name
    role: str = "coder"
    password: _Password


class ChangedCoder(_Strict):
    name: _Name
    role: str | None = None
    password: _Password | None = None
    active: bool | None = None


class NewBatch(_Strict):
    coders: list[_Name] = Field(min_length=1, max_length=100)
    name: str = Field(default="", max_length=200)
    overlap: float = Field(default=0.15, ge=0, le=1)
    blind: bool = True
    stratify: list[str] = Field(default=["outlet", "year"], max_length=3)
    seed: int = Field(default=1, ge=0, le=2_147_483_647)
    count: int | None = Field(default=None, ge=1, le=10_000_000)


class BatchId(_Strict):
    batch: str = Field(max_length=100)


class NewPassword(_Strict):
    old: _Password
    new: _Password


@router.get("/login", include_in_schema=False)
def login(request: Request, bench: TheBench) -> Response:
    if not bench.is_team or request.state.account is not None:
        return RedirectResponse("/", 303)
    return bare_page(request, "login.html.j2", title=bench.title, reason="", name="")


@router.post("/login", include_in_schema=False)
async def sign_in(request: Request, bench: TheBench) -> Response:
    access = _team(bench)
    try:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError as error:
        raise HTTPException(400, "This is not the form of this page.") from error
    name, password = fields.get("name", [""])[0].strip(), fields.get("password", [""])[0]
    address = request.client.host if request.client else "unknown"
    entry = await run_in_threadpool(access.sign_in, name, password, address=address)
    if entry.cookie is None:
        return bare_page(request, "login.html.j2", title=bench.title, reason=entry.reason, name=name[:60], status=403)
    response = RedirectResponse("/", 303)
    name, secure = cookie_name(request.headers["host"]), bool(request.app.state.secure)
    response.set_cookie(name, entry.cookie, httponly=True, samesite="strict", secure=secure, path="/")
    return response


@router.post("/logout", include_in_schema=False)
def sign_out(request: Request, bench: TheBench) -> Response:
    name = cookie_name(request.headers["host"])
    if isinstance(bench.access, TeamAccess):
        bench.access.sign_out(request.cookies.get(name))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(name, path="/")
    return response


@router.get("/team", include_in_schema=False)
def team(request: Request, bench: TheBench, account: TheAccount) -> Response:
    _team(bench)
    store = bench.project.store
    return page(
        request, "team.html.j2", here="/team", coders=progress(store), batches=batches(store), roles=tuple(AccountRole),
        strata=STRATA, present=present(bench, account.name),
    )  # fmt: skip


@router.post("/api/team/coders")
def new_coder(given: NewCoder, bench: TheBench, account: TheAdmin) -> dict[str, Any]:
    """Adds an account."""
    _team(bench)
    made = add_coder(bench.project.store, given.name, role=given.role, password=given.password)
    return {"name": made.name, "role": made.role}


@router.post("/api/team/coders/change")
def changed_coder(given: ChangedCoder, bench: TheBench, account: TheAdmin) -> dict[str, Any]:
    """Changes role, password or whether an account may sign in; its sessions end."""
    _team(bench)
    change_coder(bench.project.store, given.name, role=given.role, password=given.password, active=given.active)
    return {"name": given.name}


@router.post("/api/team/batches")
def new_batch(given: NewBatch, bench: TheBench, account: TheAdmin) -> dict[str, Any]:
    """Gives articles out: a stratified sample with overlap, drawn from a seed."""
    _team(bench)
    made = assign(
        bench.project.store, given.coders, made_by=account.name, name=given.name, overlap=given.overlap,
        blind=given.blind, stratify=given.stratify, seed=given.seed, count=given.count,
    )  # fmt: skip
    queue_of(bench).forget()
    return {"id": made.id, "n_documents": made.n_documents, "n_shared": made.n_shared}


@router.post("/api/team/batches/release")
def released(given: BatchId, bench: TheBench, account: TheAdmin) -> dict[str, Any]:
    """Ends the blindness of a batch."""
    _team(bench)
    release(bench.project.store, given.batch)
    return {"batch": given.batch}


@router.post("/account/password", include_in_schema=False)
def own_password(given: NewPassword, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    _team(bench)
    if check_password(bench.project.store, account.name, given.old) is None:
        raise InputError("the old password is another one")
    change_coder(bench.project.store, account.name, password=given.new)
    return {"name": account.name}


@router.get("/api/presence")
def presence(bench: TheBench, account: TheAccount, at: str = "") -> list[dict[str, str]]:
    """Who else is here, and on which page; being asked, it notes that this account is."""
    with bench.lock:
        seen: dict[str, tuple[str, float]] = bench.notes.setdefault("presence", {})
        seen[account.name] = (at[:200], time.monotonic())
    return present(bench, account.name)


def present(bench: Bench, without: str) -> list[dict[str, str]]:
    now = time.monotonic()
    with bench.lock:
        seen: dict[str, tuple[str, float]] = dict(bench.notes.get("presence", {}))
    return [
        {"name": name, "at": at}
        for name, (at, when) in sorted(seen.items())
        if name != without and now - when < PRESENT_S
    ]


def _team(bench: Bench) -> TeamAccess:
    if not isinstance(bench.access, TeamAccess):
        raise HTTPException(404, "This workbench is for one person; start it with onrecord serve for a team.")
    return bench.access
