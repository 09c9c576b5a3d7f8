"""What a request works with: the open project, who asks, and where the pages' own files lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from ..project import Project
from .access import Access, Account, AccountRole


@dataclass(slots=True)
class Bench:
    """One running workbench. `notes` is for what a page keeps between requests in memory (caches, background work)."""

    project: Project
    access: Access
    title: str
    project_id: str
    notes: dict[str, Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def is_team(self) -> bool:
        return self.access.is_team


def the_bench(request: Request) -> Bench:
    bench: Bench = request.app.state.bench
    return bench


def the_account(request: Request) -> Account:
    account: Account | None = request.state.account
    if account is None:
        raise HTTPException(401, "Not signed in. Open the workbench again.")
    return account


def the_adjudicator(request: Request) -> Account:
    return _at_least(the_account(request), AccountRole.ADJUDICATOR)


def the_admin(request: Request) -> Account:
    return _at_least(the_account(request), AccountRole.ADMIN)


def _at_least(account: Account, role: AccountRole) -> Account:
    if not account.may(role):
        raise HTTPException(
            403, f"Only an account with the role {role.value} may do this; yours is {account.role.value}."
        )
    return account


TheBench = Annotated[Bench, Depends(the_bench)]
TheAccount = Annotated[Account, Depends(the_account)]
TheAdjudicator = Annotated[Account, Depends(the_adjudicator)]
TheAdmin = Annotated[Account, Depends(the_admin)]
