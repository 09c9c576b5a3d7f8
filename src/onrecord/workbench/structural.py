"""What decisions on shared things (concepts, actors, documents, chains, events) change at once, before any gather.

A gather does the same from `Corrections` and comes to what holds for the whole collection; here only the rows that a
decision names are changed, and how they were is kept, so that it can be withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from ..record import Decision, Verdict, decisions_in_force
from ..review.shared import is_shared
from ..store import Store, journal
from . import reclustering, recoding, renaming, republishing

Apply = Callable[[Store, Connection, Decision], Iterable[str]]

# By prefix: what applies a decision and what takes it back; both give the attributions whose statements may change.
_APPLY: dict[str, tuple[Apply, Apply]] = {
    "actor": (renaming.apply, renaming.take_back),
    "cluster": (reclustering.apply, reclustering.take_back),
    "derivation": (republishing.apply_derivation, republishing.take_back_derivation),
    "document": (republishing.apply_document, republishing.take_back_document),
    "event": (republishing.apply_event, republishing.take_back_event),
}


def apply_shared(store: Store, connection: Connection, added: Sequence[Decision]) -> set[str]:
    """Applies new decisions on shared subjects; gives the attributions whose statements may have changed."""
    touched: set[str] = set()
    if any(each.subject.startswith("concept:") for each in added):
        touched |= recoding.recode(store, connection)
    for each in added:
        steps = _APPLY.get(each.subject.partition(":")[0])
        if steps is None or not is_shared(each.subject):
            continue
        apply, take_back = steps
        if each.verdict is not Verdict.WITHDRAW:
            touched.update(apply(store, connection, each))
            continue
        target = _meant(connection, each)
        if target is None:
            continue
        made = journal.decisions_on(connection, [each.subject])
        standing = [one.id for one in decisions_in_force(made)]
        step = apply if target.id in standing else take_back
        touched.update(step(store, connection, target))
    return touched


def _meant(connection: Connection, withdrawal: Decision) -> Decision | None:
    """The decision at the end of a chain of withdrawals."""
    target: Decision | None = withdrawal
    while target is not None and target.verdict is Verdict.WITHDRAW:
        target = next(iter(journal.decisions_by_id(connection, [target.supersedes or ""])), None)
    return target
