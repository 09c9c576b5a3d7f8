"""The review desk, and the one way in for every decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue, field_validator
from starlette.responses import Response

from ...errors import InputError
from ...record import Concept, Decision, Stance, Verdict
from ...store import journal
from ...workbench.articles import article
from ...workbench.cards import cards
from ...workbench.deciding import Outcome, decide, last_decisions, redo, undo
from ...workbench.queue import Bundle, Filter, Left, suggestion_ids
from ...workbench.seeing import hidden_from
from ..access import Account, AccountRole
from ..bench import Bench, TheAccount, TheBench
from ..pages import page
from ..shared import check_storable, concept_list, concepts_of, learnt, notice, queue_of, reader_of, type_list

if TYPE_CHECKING:
    from ...workbench.learning import Round

router = APIRouter()
AHEAD = 10  # cards on their way before they are needed
WITH = 2  # articles that the page brings with it; the script asks for the others once the first card stands
LOT_EVERY = 20  # one card in so many is drawn by lot, so that the estimate of what is left stays honest
_Id = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]


class DecisionIn(BaseModel):
    """A decision as a page sends it. `id` is made in the browser, so that a repeated request means the same one."""

    model_config = ConfigDict(extra="forbid")

    id: _Id
    subject: str = Field(max_length=300, pattern=r"^[^\x00-\x1f]*$")
    verdict: Verdict
    values: dict[str, JsonValue] = Field(default_factory=dict, max_length=40)
    supersedes: _Id | None = None

    @field_validator("values")
    @classmethod
    def _as_every_database_keeps_them(cls, values: dict[str, JsonValue]) -> dict[str, JsonValue]:
        check_storable(values)
        return values


class DecisionsIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    decisions: list[DecisionIn] = Field(max_length=500)


class Nothing(BaseModel):
    model_config = ConfigDict(extra="forbid")


def asked_filter(
    concept: str | None = None,
    actor: str | None = None,
    document: str | None = None,
    stance: Stance | None = None,
    words: Annotated[str, Query(max_length=200)] = "",
) -> Filter:
    return Filter(concept=concept, actor=actor, document=document, stance=stance, words=words)


@router.get("/review", include_in_schema=False)
def review(
    request: Request,
    bench: TheBench,
    account: TheAccount,
    concept: str | None = None,
    actor: str | None = None,
    document: str | None = None,
    stance: str | None = None,
    words: str = "",
) -> Response:
    known = stance if stance in {one.value for one in Stance} else None
    wanted = Filter(concept or None, actor or None, document or None, Stance(known) if known else None, words[:200])
    found = desk_answer(bench, account, wanted, AHEAD, ())
    documents = list(dict.fromkeys(card["document"]["id"] for card in found["cards"]))[:WITH]
    return page(
        request,
        "review.html.j2",
        here="/review",
        desk={
            **found,
            "articles": [article(bench.project.store, one, reader=reader_of(bench, account)) for one in documents],
            "concepts": concept_list(bench),
            "types": type_list(bench),
        },
    )


@router.get("/api/desk")
def desk(
    bench: TheBench,
    account: TheAccount,
    count: Annotated[int, Query(ge=1, le=50)] = AHEAD,
    without: Annotated[list[str] | None, Query(max_length=1000)] = None,
    concept: str | None = None,
    actor: str | None = None,
    document: str | None = None,
    stance: Stance | None = None,
    words: Annotated[str, Query(max_length=200)] = "",
) -> dict[str, Any]:
    """The next cards, and how much is left."""
    wanted = Filter(concept or None, actor or None, document or None, stance, words)
    return desk_answer(bench, account, wanted, count, without or ())


@router.get("/api/shown")
def shown(
    bench: TheBench,
    account: TheAccount,
    concept: str | None = None,
    actor: str | None = None,
    document: str | None = None,
    stance: Stance | None = None,
    words: Annotated[str, Query(max_length=200)] = "",
) -> list[dict[str, Any]]:
    """Every suggestion under a filter, one line each: what a bulk decision lists before it is made. At most 200."""
    wanted = Filter(concept or None, actor or None, document or None, stance, words)
    if wanted == Filter():
        raise InputError("bulk decisions need a filter: choose a concept, a speaker or an article first")
    queue = queue_of(bench)
    found = card_list(bench, account, queue.next(account.name, 200, wanted=wanted))
    return [
        {
            "id": card["id"], "name": card["speaker"]["name"], "stance": card["stance"],
            "concept": card["concept"]["label"], "content": card["content"][:160], "score": card["score"],
        }
        for card in found
    ]  # fmt: skip


@router.get("/api/cards/{suggestion}")
def one_card(suggestion: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """The card of a suggestion, also of a decided one."""
    queue = queue_of(bench)
    return card_list(bench, account, [queue.bundle_of(suggestion)])[0]


@router.get("/api/articles/{document}")
def one_article(document: str, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """An article with its regions and marks; spans in code points."""
    return article(bench.project.store, document, reader=reader_of(bench, account))


@router.post("/api/decisions")
def take(given: DecisionsIn, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Stores decisions, all or none. One sent again changes nothing. What comes back is on disk."""
    now = datetime.now(UTC)
    made = [
        Decision(one.id, one.subject, one.verdict, account.name, now, one.values, one.supersedes)
        for one in given.decisions
    ]
    _refuse_beyond(bench, account, made)
    reader = reader_of(bench, account)
    closed = hidden_from(bench.project.store, reader)
    outcome = decide(bench.project.store, made, blind=bool(closed))
    notice(bench, account)
    return {
        "stored": [one.id for one in made],
        "left": left_fields(queue_of(bench).left(account.name), learnt(bench, account)),
        "conflicts": [
            {"subject": other.subject, "coder": other.coder, "words": decision_words(other)}
            for other in outcome.others
            if other.subject in outcome.disputed
        ],
    }


def _refuse_beyond(bench: Bench, account: Account, made: Sequence[Decision]) -> None:
    """A coder's word is about things; only an adjudicator's settles or takes back what others decided."""
    if account.may(AccountRole.ADJUDICATOR):
        return
    if any("adjudicates" in one.values for one in made):
        raise HTTPException(403, "Only an adjudicator settles what coders differ on.")
    if bench.is_team and any(one.subject.startswith(("concept:", "type:")) for one in made):
        raise HTTPException(403, "In a team adjudicators and admins change the codebook; tell one what is missing.")
    withdrawn = [one.supersedes for one in made if one.supersedes is not None]
    if not withdrawn:
        return
    with bench.project.store.reading() as connection:
        others = [one for one in journal.decisions_by_id(connection, withdrawn) if one.coder != account.name]
    if others:
        raise HTTPException(403, "This decision is another coder's; only that coder or an adjudicator takes it back.")


@router.post("/api/undo")
def take_back(_: Nothing, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Withdraws the last decision of this coder that stands, with all made in the same act."""
    return {"undone": _what_became(bench, undo(bench.project.store, account.name))}


@router.post("/api/redo")
def do_again(_: Nothing, bench: TheBench, account: TheAccount) -> dict[str, Any]:
    """Brings back what this coder withdrew last."""
    return {"redone": _what_became(bench, redo(bench.project.store, account.name))}


def _what_became(bench: Bench, outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None or not outcome.stored:
        return None
    with bench.project.store.reading() as connection:
        first = journal.decisions_by_id(connection, [outcome.stored[0].supersedes or ""])
        while first and first[0].verdict is Verdict.WITHDRAW:
            first = journal.decisions_by_id(connection, [first[0].supersedes or ""])
    n = len(outcome.stored)
    words = decision_words(first[0]) if first else "a decision"
    return {"id": outcome.stored[0].id, "words": words if n == 1 else f"{words}, {n} decisions"}


def desk_answer(bench: Bench, account: Account, wanted: Filter, count: int, without: Any) -> dict[str, Any]:
    queue, found = queue_of(bench), learnt(bench, account)
    bundles = queue.next(account.name, count, wanted=wanted, without=without)
    left = queue.left(account.name)
    made = card_list(bench, account, bundles)
    if found is not None and wanted == Filter() and left.n_decided % LOT_EVERY >= LOT_EVERY - count:
        lot = queue.by_lot(account.name, left.n_decided // LOT_EVERY, without=[*without, *suggestion_ids(bundles)])
        made += [{**card, "lot": True} for card in card_list(bench, account, [lot] if lot else [])]
    if found is not None:
        _add_proposals(made, found, concepts_of(bench))
    return {"cards": made, "left": left_fields(left, found), "last": last_fields(bench, account.name)}


def _add_proposals(made: list[dict[str, Any]], found: Round, concepts: Mapping[str, Concept]) -> None:
    """What this project's own decisions say of each card, where it is something else than the suggestion."""
    proposals = found.proposals([card["attribution"] for card in made], n=3)
    for card in made:
        card["learner"] = found.origin
        card["proposals"] = [
            {
                "concept": one.concept_id,
                "label": concepts[one.concept_id].label,
                "stance": one.stance.value,
                "score": round(one.score, 2),
            }
            for one in proposals.get(card["attribution"], ())
            if one.concept_id in concepts
            and (one.concept_id, one.stance.value) != (card["concept"]["id"], card["stance"])
        ][:2]


def card_list(bench: Bench, account: Account, bundles: Sequence[Bundle]) -> list[dict[str, Any]]:
    """Cards as this account may see them: other coders' words are left out on articles that it codes blind."""
    queue, reader = queue_of(bench), reader_of(bench, account)
    closed = hidden_from(bench.project.store, reader)
    made = cards(bench.project.store, bundles, concepts=concepts_of(bench), reader=reader)
    for card, (matters, words) in zip(made, queue.beside(bundles, account.name), strict=True):
        card["matters"] = matters
        card["others"] = []
        if card["document"]["id"] not in closed:
            card["others"] = [
                {"coder": one.coder, "words": decision_words(one)} for one in words if one.coder != account.name
            ]
    return made


def left_fields(left: Left, found: Round | None) -> dict[str, Any]:
    return {
        "n_matter": left.n_matter, "n_left": left.n_left, "n_decided": left.n_decided,
        "recall": _recall_words(found),
    }  # fmt: skip


def _recall_words(learnt_so_far: Round | None) -> str:
    found = learnt_so_far.left() if learnt_so_far is not None else None
    if found is None:
        return ""
    return (
        f"Estimated: {found.recall:.0%} of the passages that matter are found ({found.low:.0%} to {found.high:.0%}); "
        f"about {found.n_matter:.0f} more are left."
    )


def last_fields(bench: Bench, coder: str, count: int = 10) -> list[dict[str, Any]]:
    """The last decisions of a coder as the rail lists them."""
    queue = queue_of(bench)
    labels = {identifier: concept.label for identifier, concept in concepts_of(bench).items()}
    found: list[dict[str, Any]] = []
    batches: dict[str, dict[str, Any]] = {}
    for recent in last_decisions(bench.project.store, coder, 4 * count):
        one = recent.decision
        if recent.withdrawn:
            continue
        batch = one.word("batch")
        if batch and batch in batches:
            batches[batch]["n_reports"] += one.subject.startswith("sug")
            continue
        try:
            own = next(each for each in queue.bundle_of(one.subject).reports if each.id == one.subject)
        except KeyError:
            continue
        line = {
            "id": one.id, "subject": one.subject, "verdict": one.verdict.value,
            "name": own.actor_name or "nobody named", "stance": one.word("stance", own.stance.value),
            "concept": labels.get(one.word("concept", own.concept_id), ""), "n_reports": 1,
            "at": one.decided_at.isoformat(),
        }  # fmt: skip
        found.append(line)
        if batch:
            batches[batch] = line
    return found[:count]


def decision_words(decision: Decision) -> str:
    said = {"accept": "accepted", "reject": "rejected", "edit": "accepted, edited", "add": "coded by hand"}
    stance = decision.word("stance")
    return said.get(decision.verdict.value, decision.verdict.value) + (f", {stance}" if stance else "")
