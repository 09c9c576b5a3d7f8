from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.review.agreement import (
    Stretch,
    Wording,
    align_stretches,
    confusions,
    continuum_of,
    disagreeing_units,
    ratings_of,
    unitizing_alphas,
)

TEXT = '"We will not build the weir," the mayor of Tolm said. The council, she added, had been told in March.'


def words_in(words: str) -> frozenset[int]:
    start = TEXT.index(words)
    return Wording(TEXT).within([Span(start, start + len(words))])


def stretch(coder: str, words: str, label: str = "weir", name: str = "") -> Stretch:
    return Stretch(name or f"{coder}:{words}:{label}", coder, words_in(words), label)


@pytest.mark.parametrize(
    "same",
    [
        '"We will not build the weir,"',
        "We will not build the weir",
        "e will not build the weir,",
        'We will not build the weir," ',
    ],
)
def test_a_space_a_quotation_mark_or_a_letter_is_no_disagreement(same: str) -> None:
    assert words_in(same) == words_in("We will not build the weir")


def test_punctuation_alone_is_no_words() -> None:
    assert words_in('," ') == frozenset()


def test_stretches_on_one_passage_are_partners_however_their_ends_differ() -> None:
    groups = align_stretches(
        [
            stretch("ana", "We will not build the weir"),
            stretch("ben", '"We will not build the weir," the mayor of Tolm said'),
            stretch("ana", "had been told in March"),
            stretch("cay", "not build the weir"),
        ]
    )
    assert [{each.coder for each in group} for group in groups] == [{"ana", "ben", "cay"}, {"ana"}]


def test_of_two_statements_in_one_sentence_each_finds_the_one_with_its_concept() -> None:
    sentence = "We will not build the weir"
    groups = align_stretches(
        [
            stretch("ana", sentence, "weir"),
            stretch("ana", sentence, "trust"),
            stretch("ben", sentence, "trust"),
            stretch("ben", sentence, "weir"),
        ]
    )
    assert [sorted((each.coder, each.label) for each in group) for group in groups] == [
        [("ana", "trust"), ("ben", "trust")],
        [("ana", "weir"), ("ben", "weir")],
    ]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sets(st.integers(0, 12), min_size=1, max_size=5)), max_size=12))
def test_every_stretch_is_in_one_group_and_no_coder_twice_in_one(drawn: list[tuple[str, set[int]]]) -> None:
    stretches = [Stretch(str(n), coder, frozenset(words)) for n, (coder, words) in enumerate(drawn)]
    groups = align_stretches(stretches)
    assert sorted(each.id for group in groups for each in group) == sorted(each.id for each in stretches)
    assert all(len({each.coder for each in group}) == len(group) for group in groups)
    assert align_stretches(stretches[::-1]) == groups


def test_overlapping_statements_of_one_coder_join_their_labels_in_a_continuum() -> None:
    wording = Wording(TEXT)
    ana = [stretch("ana", "We will not build", "weir"), stretch("ana", "build the weir", "trust")]
    found = continuum_of(len(wording), {"ana": ana, "ben": []})
    assert [(m.start, m.end, m.value) for m in found.marks["ana"]] == [
        (0, 3, "weir"),
        (3, 4, "trust + weir"),
        (4, 6, "trust"),
    ]
    assert unitizing_alphas([found]).binary.value is not None


def test_disagreements_are_ranked_and_said_with_their_topic() -> None:
    ana = {f"u{n}": "neutral" if n < 12 else "support" for n in range(20)}
    ben = {f"u{n}": "oppose" if n < 12 else "neutral" if n < 19 else "support" for n in range(20)}
    coded = ratings_of({"ana": ana, "ben": ben}, values=("support", "neutral", "oppose"))
    topics = {f"u{n}": "age" if n < 12 else "rent" for n in range(20)}
    ranked = confusions(coded, topics)
    labels = {"age": "retirement age", "rent": "rent cap"}
    assert [each.in_words(topic=labels.__getitem__) for each in ranked] == [
        "12 of 19 disagreements are neutral against oppose on *retirement age*",
        "7 of 19 disagreements are support against neutral on *rent cap*",
    ]
    assert ranked[0].units == tuple(f"u{n}" for n in range(12))
    assert len(disagreeing_units(coded)) == 19


def test_one_disagreement_is_said_in_the_singular() -> None:
    coded = ratings_of({"ana": {"u1": "support"}, "ben": {"u1": "oppose"}})
    assert confusions(coded)[0].in_words() == "1 of 1 disagreement is oppose against support"
