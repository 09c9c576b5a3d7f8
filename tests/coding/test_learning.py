from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.coding.learning import (
    AUDIT_EVERY,
    Candidate,
    Candidates,
    Examples,
    Judgement,
    Learned,
    describe,
    fit,
    prepare,
    sentence_vectors,
    word_vectors,
)
from onrecord.coding.learning.estimating import logistic, ranker, ridge
from onrecord.coding.learning.left import estimate_left
from onrecord.record import Codebook, Concept, Stance

BRIDGE = Concept("bridge", "Toll bridge", "A bridge to the island that cars pay to cross")
FERRY = Concept("ferry", "More ferries", "Ferries that sail more often")
CODEBOOK = Codebook((BRIDGE, FERRY))
ABOUT = {
    "bridge": ("the bridge would ruin the harbor", "a toll on the crossing is fair", "nobody needs a bridge here"),
    "ferry": ("ferries must sail every hour", "another boat in winter is a good idea", "the ferry fares are too high"),
}
BESIDE = (
    "the choir sang until midnight",
    "rain fell on the market",
    "he has two brothers",
    "the match ended in a draw",
)


def passages(n: int) -> tuple[list[Candidate], dict[str, dict[str, Stance]]]:
    """`n` invented passages, six a document; every fourth is about a concept."""
    made, gold = [], {}
    for number in range(n):
        identifier, document = f"p{number:03}", f"d{number // 6}"
        speaker = ("Mara", "Jory", "Tessa")[number % 3]
        if number % 4 == 0:
            concept = ("bridge", "ferry")[number // 4 % 2]
            text = f"{ABOUT[concept][number // 8 % 3]}, {speaker} argued on day {number}"
            gold[identifier] = {concept: Stance.OPPOSE if speaker == "Mara" else Stance.SUPPORT}
        else:
            text = f"{BESIDE[number % 4]} on day {number}"
        made.append(Candidate(identifier, document, text, speaker))
    return made, gold


@pytest.fixture(scope="module")
def town() -> tuple[Candidates, dict[str, dict[str, Stance]]]:
    made, gold = passages(120)
    vectors = sentence_vectors([each.text for each in made])
    described = sentence_vectors([describe(concept) for concept in CODEBOOK])
    return prepare(made, CODEBOOK, vectors=vectors, concept_vectors=described), gold


Town = tuple[Candidates, dict[str, dict[str, Stance]]]


def learned_after(town: Town, n: int) -> Learned:
    candidates, gold = town
    judged = [Judgement(identifier, gold.get(identifier, {})) for identifier in candidates.ids[:n]]
    return fit(candidates, Examples.of(candidates, judged))


def test_like_passages_have_like_vectors() -> None:
    one, other, far = sentence_vectors(
        ["The council rejects the bridge.", "The bridge is turned down.", "Soup is hot."]
    )
    assert one @ other > one @ far
    assert abs(float(one @ one) - 1) < 1e-5


def test_a_vector_does_not_depend_on_the_passages_beside_it() -> None:
    alone = sentence_vectors(["The ferry is late."])[0]
    beside = sentence_vectors(["Soup.", "The ferry is late.", "A much longer passage about nothing at all " * 9])[1]
    assert np.abs(alone - beside).max() < 1e-4


def test_no_passages_have_no_vectors() -> None:
    assert sentence_vectors([]).shape == (0, 384)
    assert len(word_vectors([])) == 0


def test_word_vectors_join_words_of_one_stem_in_any_language() -> None:
    texts = ["die Brücke kostet Geld", "Brücken kosten Geld", "der Chor sang lange", "ein Chor singt lange"]
    found = word_vectors(texts)
    assert found[0] @ found[1] > found[0] @ found[2]


def test_what_matters_comes_first_after_some_decisions(town: Town) -> None:
    _, gold = town
    first = learned_after(town, 40).order(10)
    assert sum(each.id in gold for each in first) >= 8


def test_before_any_decision_the_codebook_orders(town: Town) -> None:
    _, gold = town
    first = learned_after(town, 0).order(15)
    assert sum(each.id in gold for each in first) >= 8


def test_one_card_in_twenty_is_drawn_by_lot(town: Town) -> None:
    cards = learned_after(town, 20).order(60)
    assert [place for place, card in enumerate(cards, 21) if card.by_lot] == [40, 60, 80]
    assert AUDIT_EVERY == 20


@pytest.mark.parametrize("n", [0, 1, 7, 119, 120])
def test_every_undecided_candidate_is_asked_about_once(town: Town, n: int) -> None:
    ids = [each.id for each in learned_after(town, n).order()]
    assert sorted(ids) == sorted(town[0].ids[n:])


def test_the_same_decisions_give_the_same_order(town: Town) -> None:
    assert learned_after(town, 30).order() == learned_after(town, 30).order()


def test_concepts_are_proposed_from_labels_and_better_from_decisions(town: Town) -> None:
    candidates, gold = town
    matter = [identifier for identifier in candidates.ids[60:] if identifier in gold]

    def right(n: int) -> float:
        proposed = learned_after(town, n).suggest(matter, n=1)
        return float(np.mean([found[0].concept_id in gold[one] for one, found in zip(matter, proposed, strict=True)]))

    assert right(60) >= right(0)
    assert right(60) > 0.9


def test_a_stance_follows_the_speakers_past_stances(town: Town) -> None:
    candidates, gold = town
    matter = [identifier for identifier in candidates.ids[60:] if identifier in gold]
    found = learned_after(town, 60).suggest(matter, n=2)
    pairs = [
        (proposal.stance, gold[one][proposal.concept_id])
        for one, proposals in zip(matter, found, strict=True)
        for proposal in proposals
        if proposal.concept_id in gold[one]
    ]
    assert np.mean([proposed is true for proposed, true in pairs]) > 0.9


def test_scores_are_shares_of_belief(town: Town) -> None:
    for proposals in learned_after(town, 30).suggest(town[0].ids, n=2):
        scores = [proposal.score for proposal in proposals]
        assert scores == sorted(scores, reverse=True) or sum(scores) <= 1
        assert all(0 <= score <= 1 for score in scores)


def test_left_is_told_once_there_is_something_to_tell_from(town: Town) -> None:
    assert learned_after(town, 8).left() is None
    left = learned_after(town, 40).left()
    assert left is not None
    assert left.low <= left.recall <= left.high <= 1
    assert left.low <= 10 / 30 <= left.high


def test_when_all_is_decided_nothing_is_left(town: Town) -> None:
    left = learned_after(town, 120).left()
    assert left is not None
    assert (left.n_matter, left.recall, left.low) == (0, 1, 1)


def test_a_judgement_of_a_candidate_that_is_gone_is_left_out(town: Town) -> None:
    candidates, _ = town
    examples = Examples.of(candidates, [Judgement("gone", {"bridge": Stance.OPPOSE}), Judgement("p001")])
    assert len(examples) == 1


def test_a_concept_that_is_gone_still_tells_that_the_passage_matters(town: Town) -> None:
    candidates, _ = town
    examples = Examples.of(candidates, [Judgement("p000", {"retired": Stance.SUPPORT})])
    assert examples.matters.tolist() == [1.0]
    assert len(examples.coded[0]) == 0


def test_a_codebook_without_concepts_still_orders() -> None:
    made, _ = passages(30)
    vectors = sentence_vectors([each.text for each in made])
    candidates = prepare(made, Codebook(), vectors=vectors, concept_vectors=vectors[:0])
    learned = fit(candidates, Examples.of(candidates, [Judgement("p000", {"x": Stance.SUPPORT}), Judgement("p001")]))
    assert len(learned.order()) == 28
    assert learned.suggest(["p004"]) == [()]


def test_vectors_of_another_number_are_refused() -> None:
    made, _ = passages(6)
    with pytest.raises(ValueError, match="0 vectors for 6 candidates"):
        prepare(made, CODEBOOK, vectors=sentence_vectors([]), concept_vectors=sentence_vectors([]))


def test_a_round_at_two_thousand_candidates_takes_seconds() -> None:
    made, gold = passages(2_000)
    vectors = np.random.default_rng(3).standard_normal((2_002, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    candidates = prepare(made, CODEBOOK, vectors=vectors[:-2], concept_vectors=vectors[-2:])
    judged = [Judgement(each.id, gold.get(each.id, {})) for each in made[:400]]
    start = time.process_time()
    fit(candidates, Examples.of(candidates, judged)).order(20)
    assert time.process_time() - start < 10  # about one


@given(
    chances=st.lists(st.floats(0, 1), max_size=60),
    matters=st.lists(st.booleans(), min_size=20, max_size=80),
    lots=st.integers(1, 30),
)
@settings(max_examples=60, deadline=None)
def test_the_interval_holds_the_estimate(chances: list[float], matters: list[bool], lots: int) -> None:
    found = np.array(matters, float)
    by_lot = np.arange(len(found)) % lots == 0
    left = estimate_left(np.array(chances), matters=found, by_lot=by_lot)
    if left is not None:
        assert 0 <= left.low <= left.recall <= left.high <= 1
        assert 0 <= left.n_matter <= len(chances)


def test_lots_without_a_hit_raise_the_estimate_of_recall() -> None:
    chances = np.full(200, 0.1)
    matters = np.array([1.0] * 20 + [0.0] * 60)
    none = estimate_left(chances, matters=matters, by_lot=np.zeros(80, bool))
    audited = estimate_left(chances, matters=matters, by_lot=np.arange(80) >= 20)
    assert none is not None
    assert audited is not None
    assert audited.recall > none.recall


def test_ridge_tells_each_row_from_the_others_as_if_it_had_been_left_out() -> None:
    chances = np.random.default_rng(5)
    rows, targets = chances.standard_normal((12, 4)), chances.standard_normal((12, 2))
    _, left_out = ridge(rows, targets, penalty=1.5)
    for place in range(12):
        others = np.arange(12) != place
        found, _ = ridge(rows[others], targets[others], penalty=1.5)
        assert np.allclose(rows[place] @ found, left_out[place])


def test_logistic_regression_finds_where_the_slope_is_zero() -> None:
    chances = np.random.default_rng(6)
    rows = chances.standard_normal((80, 3))
    labels = (rows[:, 0] + chances.standard_normal(80) > 0).astype(float)
    found = logistic(rows, labels, weights=np.ones(80), penalty=np.full(3, 2.0), start=np.zeros(3))
    slope = rows.T @ (1 / (1 + np.exp(-rows @ found)) - labels) + 2.0 * found
    assert np.abs(slope).max() < 1e-3


def test_the_ranker_prefers_what_was_chosen() -> None:
    features = np.zeros((30, 2, 1))
    features[:, 0, 0] = 1.0
    chosen = np.tile([1.0, 0.0], (30, 1))
    assert ranker(features, chosen, penalty=np.array([1.0]), pull=np.array([0.0]))[0] > 1
