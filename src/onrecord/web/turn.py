"""What a coder is shown in turn: next cards as this account may see them, what is left, what was decided last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..errors import UnknownId
from ..record import Concept, Decision
from ..workbench.cards import cards
from ..workbench.deciding import last_decisions
from ..workbench.history_words import said_word, thing_word
from ..workbench.queue import Bundle, Filter, Left, suggestion_ids
from ..workbench.seeing import hidden_from
from .access import Account
from .bench import Bench
from .shared import concepts_of, learnt, queue_of, reader_of

if TYPE_CHECKING:
    from ..workbench.learning import Round

SURE = 0.3  # from here on a proposal of the learner is worth a coder's look
LOT_EVERY = 20  # one card in so many is drawn by lot, so that the estimate of what is left stays honest


def desk_answer(
    bench: Bench, account: Account, wanted: Filter, count: int, without: Collection[str] = ()
) -> dict[str, Any]:
    queue, found = queue_of(bench), learnt(bench, account)
    bundles = queue.next(account.name, count, wanted=wanted, without=without)
    left = queue.left(account.name)
    made = card_list(bench, account, bundles)
    if found is not None and wanted == Filter() and left.n_decided % LOT_EVERY >= LOT_EVERY - count:
        lot = queue.by_lot(account.name, left.n_decided // LOT_EVERY, without=[*without, *suggestion_ids(bundles)])
        made += [{**card, "lot": True} for card in card_list(bench, account, [lot] if lot else [])]
    if found is not None and found.has_learned:  # before, its mere presence would tell a blind coder of others' work
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
            and one.score >= SURE
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
        "recall": _recall_words(found), "whole": left.whole,
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
        except UnknownId:
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
    """What was done, in few words: "accepted, oppose", "actor merged"."""
    if thing := thing_word(decision):
        return f"{thing} {said_word(decision)}"
    said = {"accept": "accepted", "reject": "rejected", "edit": "accepted, edited", "add": "coded by hand"}
    stance = decision.word("stance")
    return said.get(decision.verdict.value, decision.verdict.value) + (f", {stance}" if stance else "")
