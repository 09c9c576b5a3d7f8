"""Which concepts an attribution is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.coding import propose_concepts, suggest_codes
from onrecord.coding.candidates import read_phrases
from onrecord.record import AttributionKind, Codebook, Concept, ConceptKind, Span, Stance

from .invented import article

BRIDGE = Codebook(
    (
        Concept("talks", "announcement of talks", kind=ConceptKind.OPTION, rank=1, keywords=("joint announcement",)),
        Concept("toll", "toll bridge", kind=ConceptKind.OPTION, rank=2),
        Concept("ferry", "harm to the ferries", kind=ConceptKind.ARGUMENT, keywords=("ferry jobs",)),
    )
)


def coded(marked: str) -> list[tuple[str, Stance]]:
    found = suggest_codes([article(marked)], BRIDGE)
    return [(suggestion.concept_id, suggestion.stance) for suggestion in found]


def test_concept_named_in_the_content_is_suggested_with_the_stance_of_the_speaker() -> None:
    assert coded("[Mara Quill] {said} <the toll bridge would be a grave mistake>.") == [("toll", Stance.OPPOSE)]


def test_concept_that_is_the_object_of_the_cue_is_suggested() -> None:
    assert coded("[The council] {backs} <the toll bridge>.") == [("toll", Stance.SUPPORT)]


def test_such_a_bridge_takes_up_the_bridge_of_the_sentence_before() -> None:
    marked = """The harbor debated the toll bridge again.
    [Mara Quill] {said} <such a bridge would ruin the island>."""
    assert coded(marked) == [("toll", Stance.OPPOSE)]


def test_words_that_point_to_nothing_named_get_no_suggestion() -> None:
    assert coded("[Mara Quill] {said} <such a bridge would ruin the island>.") == []


def test_announcement_about_a_bridge_is_coded_as_announcement_only() -> None:
    marked = "[Aides] {want} <a joint announcement of talks about a toll bridge>."
    assert [concept for concept, _ in coded(marked)] == ["talks"]


def test_option_and_argument_are_both_suggested() -> None:
    marked = "[Mara Quill] {said} <the toll bridge would destroy ferry jobs>."
    assert {concept for concept, _ in coded(marked)} == {"toll", "ferry"}


def test_argument_is_supported_by_whoever_uses_it_and_opposed_by_whoever_denies_it() -> None:
    assert coded("[Mara Quill] {said} <the work would cost ferry jobs>.") == [("ferry", Stance.SUPPORT)]
    assert coded("[Jory Penn] {denied} <that it would cost ferry jobs>.") == [("ferry", Stance.OPPOSE)]


def test_each_of_two_concepts_in_one_sentence_gets_the_stance_of_its_own_clause() -> None:
    marked = "[Jory Penn] {rejects} <the toll bridge, backs a joint announcement>."
    assert set(coded(marked)) == {("toll", Stance.OPPOSE), ("talks", Stance.SUPPORT)}


def test_stance_of_somebody_reported_on_is_not_the_speakers() -> None:
    outer = article("[The envoy] {said} <that the mayor supports the toll bridge>.")
    text, said = outer.document.text, outer.annotation.attributions[0]
    start = text.index("supports")
    inner = replace(
        said,
        id="inner",
        source=(Span(text.index("the mayor"), text.index("the mayor") + 9),),
        cue=(Span(start, start + 8),),
        content=(Span(start + 9, len(text) - 1),),
        parent=said.id,
    )
    nested = replace(outer, annotation=replace(outer.annotation, attributions=(said, inner)))
    stances = {s.attribution_id: s.stance for s in suggest_codes([nested], BRIDGE)}
    assert stances == {said.id: Stance.NEUTRAL, "inner": Stance.SUPPORT}


def test_every_suggestion_carries_score_and_origin() -> None:
    (suggestion,) = suggest_codes([article("[The council] {backs} <the toll bridge>.")], BRIDGE)
    assert 0 < suggestion.score <= 1
    assert suggestion.origin == "coder-en 2"


def test_phrases_that_recur_across_articles_become_candidate_concepts() -> None:
    articles = [
        article("[Mara Quill] {said} <the toll bridge would ruin the island>.\nThe toll bridge has four lanes."),
        article("[Jory Penn] {backs} <a new toll bridge>.\nHe likes lemon cake."),
        article("[The council] {debated} <the toll bridge and a harbor levy>."),
    ]
    labels = [concept.label for concept in propose_concepts(articles)]
    assert labels[0] == "toll bridge"
    assert "lemon cake" not in labels


def test_what_somebody_is_free_to_do_is_no_candidate() -> None:
    free = article("[Mara Quill] {warned} <that the pact would limit our freedom to act, and that they will plan it>.")
    assert [words for words, _, _ in read_phrases(free)] == ["pact", "freedom"]
    opposed = article("[Mara Quill] {is opposed} <to cuts and to the act>.")
    assert [words for words, _, _ in read_phrases(opposed)] == ["cuts", "act"]


def test_variants_with_a_near_synonym_for_head_are_one_candidate() -> None:
    articles = [
        article("[Mara Quill] {opposes} <a mutual defence treaty>."),
        article("[Jory Penn] {backs} <the mutual defense pact>."),
    ]
    (concept,) = propose_concepts(articles)
    assert concept.kind is ConceptKind.OPTION
    assert set(concept.keywords) == {"mutual defence treaty", "mutual defense pact"}


def test_no_articles_give_no_candidates() -> None:
    assert len(propose_concepts([])) == 0


def test_what_is_mentioned_but_not_debated_is_no_candidate() -> None:
    articles = [
        article("[Mara Quill] {said} <the night train left the old station at noon>.\nThe old station is red."),
        article("[Jory Penn] {said} <the night train passes the old station twice>.\nHe likes the night train."),
        article("[The council] {backs} <a harbor levy>.\n[Mara Quill] {opposes} <the harbor levy>."),
    ]
    assert [concept.label for concept in propose_concepts(articles)] == []
    articles.append(article("[Jory Penn] {rejects} <the harbor levy>."))
    assert [concept.label for concept in propose_concepts(articles)] == ["harbor levy"]


def test_a_verb_that_shares_the_stem_of_a_proposal_heads_no_phrase() -> None:
    lines = "[Mara Quill] {said} <they would announce the new toll bridge>.\nThey announce it in May."
    articles = [article(lines), article("[Jory Penn] {said} <they announce the toll bridge and should drop it>.")]
    assert "announce" not in [concept.label for concept in propose_concepts(articles)]


def test_such_a_treaty_takes_up_the_treaty_over_paragraphs() -> None:
    between = "Anglers met in Norrin and spoke of the rain, of their nets and of the price of bait. " * 7
    one = article(
        f"The envoys spoke of a ferry treaty. {between}\n"
        "[Mara Quill] {told} reporters: <“Such a treaty would give us another layer of protection against storms.”>"
    )
    codebook = Codebook((Concept("treaty", "ferry treaty", kind=ConceptKind.OPTION),))
    (found,) = suggest_codes([one], codebook)
    assert (found.concept_id, found.stance) == ("treaty", Stance.SUPPORT)


@pytest.mark.parametrize(
    ("text", "n_suggestions"),
    [
        ("[Mara Quill] {said} in a statement <that the joint statement is a good idea>.", 1),
        ("[Mara Quill] {said} <she would explain it in a written statement>.", 0),
        ("[Mara Quill] {said} <the guild had issued a joint statement in May>.", 1),
        ("[Mara Quill] {supports} <a joint statement on the ferry>.", 1),
    ],
)
def test_what_somebody_speaks_in_is_not_what_is_spoken_of(text: str, n_suggestions: int) -> None:
    book = Codebook((Concept("statement", "joint statement", kind=ConceptKind.OPTION, keywords=("statement",)),))
    assert len(suggest_codes([article(text)], book)) == n_suggestions


@pytest.mark.parametrize(("cue", "concepts"), [(":", []), (" urged", ["toll"])])
def test_a_question_of_an_interviewer_is_no_view_but_what_somebody_asks_for_is(cue: str, concepts: list[str]) -> None:
    made = article(f"[Q]{{{cue}}} <them to stop the toll bridge, a grave mistake>.")
    asked = tuple(replace(one, kind=AttributionKind.ASKED) for one in made.annotation.attributions)
    read = replace(made, annotation=replace(made.annotation, attributions=asked))
    assert [one.concept_id for one in suggest_codes([read], BRIDGE)] == concepts
