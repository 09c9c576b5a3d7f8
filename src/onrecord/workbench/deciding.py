"""A decision made: put on record in one transaction together with all that follows from it at once.

Only the acts of speech that a decision touches are derived anew, by the functions that a full gather uses, so that both
come to the same statements.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection

from ..errors import InputError
from ..record import Decision, Statement, Verdict, decisions_in_force
from ..review import derive_statements, is_adjudication, settled
from ..review.codebook import RECODING, Recoding
from ..store import Store, acts, coded, journal
from .anchoring import anchored
from .checking import check_decisions
from .laying import lay_edits
from .structural import apply_shared

_LOOK_BACK = 60  # decisions of one coder read at once, to find the last that can be undone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of decisions. `statements` were derived anew on the acts of speech they touch, those in `gone` are no
    longer there; what was only given another name, speaker or concept is not listed.

    `stored` are new in the journal, `repeated` were there before (their ids). `disputed` are subjects on which coders
    differ; `others` the decisions of other coders that stand on the same subjects. A blind coder is shown none of the
    last four.
    """

    stored: tuple[Decision, ...] = ()
    repeated: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    gone: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    others: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Recent:
    """A decision of late, and whether it was withdrawn since."""

    decision: Decision
    withdrawn: bool


def decide(store: Store, decisions: Sequence[Decision], *, blind: bool = False) -> Outcome:
    """Puts decisions on record, all or none, and brings the statements of what they touch up to date.

    The same decision again (same id, whatever its moment) changes nothing. InputError says what is wrong with one:
    an unknown subject, values that cannot be read, a withdrawal of nothing.
    """
    with store.transaction(), store.reading() as connection:
        made = anchored(connection, decisions)
        check_decisions(connection, made)
        added = journal.add_decisions(connection, made)
        subjects = list(dict.fromkeys(each.subject for each in made))
        try:
            touched = apply_shared(store, connection, added)
            statements, gone = refresh(store, connection, subjects, also=touched)
        except ValueError as error:
            raise InputError(str(error)) from error
        new = {each.id for each in added}
        repeated = tuple(each.id for each in made if each.id not in new)
        if blind:
            return Outcome(tuple(added), repeated)
        disputed, others = _others(store, connection, subjects, {each.coder for each in made})
    return Outcome(tuple(added), repeated, statements, gone, disputed, others)


def refresh(
    store: Store, connection: Connection, subjects: Sequence[str], *, also: Collection[str] = ()
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """Derives anew the statements of the acts of speech under these subjects and of the attributions `also`: those that
    there are now, and ids of those that are gone. Call it inside a transaction."""
    adjudicators = store.adjudicators()
    lay_edits(connection, subjects, adjudicators)
    touched = acts.attributions_under(connection, subjects) | set(also)
    return refresh_clusters(store, connection, acts.clusters_of(connection, touched), also=touched)


def refresh_clusters(
    store: Store, connection: Connection, clusters: Iterable[str], *, also: Iterable[str] = ()
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """As `refresh`, for whole clusters; `also` are attributions whose statements go though they have no saying."""
    found = acts.load_acts(connection, clusters)
    statements = derive_statements(
        found.attributions,
        sayings=found.sayings,
        suggestions=found.suggestions,
        decisions=found.decisions,
        actors=found.actors,
        derivations=found.derivations,
        adjudicators=store.adjudicators(),
        recoding=Recoding.from_json(store.get_meta(RECODING)),
    )
    rest_on = dict.fromkeys((*found.sayings, *also))
    before = coded.statement_ids_on(connection, rest_on)
    coded.replace_statements_on(connection, rest_on, statements)
    now = {each.id for each in statements}
    return statements, tuple(each for each in before if each not in now)


def undo(store: Store, coder: str, *, id: str | None = None, at: datetime | None = None) -> Outcome | None:
    """Withdraws the last decision of a coder that stands, with all made in the same bulk; None when there is none.

    `id` is the client's own for this request: sent again, it undoes nothing more.
    """
    return _take_back(store, coder, _last_standing, id, at)


def redo(store: Store, coder: str, *, id: str | None = None, at: datetime | None = None) -> Outcome | None:
    """Brings back what the coder's last undo took away; None when there is none, or a decision was made since."""
    return _take_back(store, coder, _last_undo, id, at)


def last_decisions(store: Store, coder: str, n: int = 10) -> list[Recent]:
    """The last `n` decisions of a coder, newest first, with those withdrawn since."""
    with store.reading() as connection:
        mine = [each for each in _of_coder(connection, coder) if each.verdict is not Verdict.WITHDRAW][:n]
        subjects = [each.subject for each in mine]
        in_force = {each.id for each in decisions_in_force(journal.decisions_on(connection, subjects))}
    return [Recent(each, each.id not in in_force) for each in mine]


def _take_back(
    store: Store,
    coder: str,
    choose: Callable[[Connection, str], Sequence[Decision]],
    id: str | None,
    at: datetime | None,
) -> Outcome | None:
    request = id or uuid4().hex
    with store.transaction(), store.reading() as connection:
        if done := [each for each in journal.decisions_by_id(connection, [request]) if each.coder == coder]:
            return Outcome(repeated=tuple(each.id for each in done))
        moment = at or datetime.now(UTC)
        chosen = choose(connection, coder)
        bulk = {"batch": request} if len(chosen) > 1 else {}
        withdrawals = [
            Decision(
                request if number == 0 else f"{request}-{number}",
                each.subject,
                Verdict.WITHDRAW,
                coder,
                moment,
                bulk,
                each.id,
            )
            for number, each in enumerate(chosen)
        ]
        return decide(store, withdrawals) if withdrawals else None


def _last_standing(connection: Connection, coder: str) -> Sequence[Decision]:
    mine = _of_coder(connection, coder)
    in_force = _in_force(connection, mine)
    standing = [each for each in mine if each.id in in_force and each.verdict is not Verdict.WITHDRAW]
    return _with_its_bulk(standing)


def _last_undo(connection: Connection, coder: str) -> Sequence[Decision]:
    mine = _of_coder(connection, coder)
    latest = next((n for n, each in enumerate(mine) if each.verdict is not Verdict.WITHDRAW), len(mine))
    since = mine[:latest]  # nothing was decided after these
    taken = {each.id: each for each in journal.decisions_by_id(connection, [each.supersedes or "" for each in since])}
    brought_back = {each.supersedes for each in since}
    undos = [
        each
        for each in since
        if each.id not in brought_back
        and (target := taken.get(each.supersedes or "")) is not None
        and target.verdict is not Verdict.WITHDRAW
    ]
    return _with_its_bulk(undos)


def _with_its_bulk(newest_first: Sequence[Decision]) -> Sequence[Decision]:
    """The first, and the others made in the same bulk."""
    if not newest_first:
        return ()
    bulk = newest_first[0].values.get("batch")
    if bulk is None:
        return newest_first[:1]
    return [each for each in newest_first if each.values.get("batch") == bulk]


def _of_coder(connection: Connection, coder: str) -> list[Decision]:
    """A coder's decisions, newest first, far enough back to hold one that stands and the whole of its bulk."""
    n = _LOOK_BACK
    while True:
        mine = journal.decisions_of(connection, coder, n=n)
        in_force = _in_force(connection, mine)
        if len(mine) < n or (mine and any(each.id in in_force for each in mine[: n // 2])):
            bulk = next((each.values.get("batch") for each in mine if each.id in in_force), None)
            if len(mine) < n or bulk is None or mine[-1].values.get("batch") != bulk:
                return mine
        n *= 4


def _in_force(connection: Connection, decisions: Sequence[Decision]) -> set[str]:
    subjects = [each.subject for each in decisions]
    return {each.id for each in decisions_in_force(journal.decisions_on(connection, subjects))}


def _others(
    store: Store, connection: Connection, subjects: Sequence[str], coders: set[str]
) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    words = settled(journal.decisions_on(connection, subjects), adjudicators=store.adjudicators())
    disputed = tuple(subject for subject, word in words.items() if word.disputed)
    others = [made for word in words.values() for coder, made in word.coders.items() if coder not in coders]
    others += [
        word.decision
        for word in words.values()
        if word.decision is not None and is_adjudication(word.decision) and word.decision.coder not in coders
    ]
    return disputed, tuple(dict.fromkeys(others))
