"""Changes of what all coders share: who may make them, and that each is one act, which one undo takes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from ..errors import InputError
from ..record import Decision, JsonValue, Verdict
from ..workbench.deciding import decide
from .access import Account, AccountRole
from .bench import Bench
from .shared import notice


def may_change(bench: Bench, account: Account) -> bool:
    """Whether this account may change what all coders share: in a team, adjudicators and admins."""
    return account.may(AccountRole.ADJUDICATOR if bench.is_team else AccountRole.CODER)


def check_may_change(bench: Bench, account: Account) -> None:
    if not may_change(bench, account):
        raise InputError("in a team, adjudicators and admins change the codebook; ask one of them")


def put_on_record(
    bench: Bench,
    account: Account,
    made: Sequence[tuple[str, Verdict, Mapping[str, JsonValue]]],
    *,
    shared: bool = True,
) -> None:
    """Stores decisions as one act, so that one undo takes all of it back. What is `shared` by all coders, the codebook,
    not everybody in a team may change."""
    if shared:
        check_may_change(bench, account)
    if not made:
        return
    now, batch = datetime.now(UTC), uuid4().hex
    bulk: dict[str, JsonValue] = {"batch": batch} if len(made) > 1 else {}
    decide(
        bench.project.store,
        [
            Decision(f"dec-{uuid4()}", subject, verdict, account.name, now, {**values, **bulk})
            for subject, verdict, values in made
        ],
    )
    notice(bench, account)
