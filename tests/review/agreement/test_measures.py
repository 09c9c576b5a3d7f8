from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onrecord.review.agreement import (
    Level,
    Ratings,
    Weights,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    ratings_of,
    ratings_of_rows,
    with_interval,
)

MEASURES = (krippendorff_alpha, fleiss_kappa, gwet_ac, percent_agreement, cohen_kappa)


@st.composite
def codings(draw: st.DrawFn, n_coders: int = 2) -> Ratings:
    n_units = draw(st.integers(1, 12))
    value = st.one_of(st.none(), st.integers(1, 4))
    rows = draw(st.lists(st.lists(value, min_size=n_units, max_size=n_units), min_size=n_coders, max_size=n_coders))
    return ratings_of_rows(rows, values=(1, 2, 3, 4))


@given(codings(), st.sampled_from(MEASURES))
def test_a_measure_is_a_number_up_to_one_or_says_why_not(coded: Ratings, measure: object) -> None:
    found = measure(coded)  # type: ignore[operator]
    assert (found.value is None) == bool(found.reason)
    assert found.value is None or (found.value == found.value and found.value <= 1 + 1e-12)


@given(codings(3), st.sampled_from(list(Level)), st.permutations([0, 1, 2]))
def test_alpha_does_not_hang_on_who_is_first(coded: Ratings, level: Level, order: list[int]) -> None:
    turned = Ratings(coded.coders, coded.units, coded.values, coded.codes[order])
    first, second = krippendorff_alpha(coded, level=level).value, krippendorff_alpha(turned, level=level).value
    assert second == (None if first is None else pytest.approx(first))


@given(codings(3), st.sampled_from(list(Level)))
def test_units_coded_once_change_no_alpha(coded: Ratings, level: Level) -> None:
    pairable = krippendorff_alpha(coded.pairable(), level=level).value
    found = krippendorff_alpha(coded, level=level).value
    assert found == (None if pairable is None else pytest.approx(pairable))


@given(codings())
def test_with_two_values_all_levels_give_one_alpha(coded: Ratings) -> None:
    folded = Ratings(coded.coders, coded.units, (0, 1), (coded.codes >= 2) * 1 - (coded.codes < 0))
    alphas = [krippendorff_alpha(folded, level=level).value for level in Level]
    assume(alphas[0] is not None)
    assert alphas == pytest.approx([alphas[0]] * 4)


@given(st.lists(st.integers(1, 3), min_size=2, max_size=20).filter(lambda row: len(set(row)) > 1))
def test_full_agreement_is_one_by_every_measure(row: list[int]) -> None:
    coded = ratings_of_rows([row, row])
    assert [measure(coded).value for measure in MEASURES] == pytest.approx([1.0] * 5)


@given(codings())
def test_two_coders_swapped_have_the_same_weighted_kappa(coded: Ratings) -> None:
    for weights in Weights:
        first = cohen_kappa(coded, weights=weights).value
        swapped = Ratings(coded.coders, coded.units, coded.values, coded.codes[::-1])
        second = cohen_kappa(swapped, weights=weights).value
        assert second == (None if first is None else pytest.approx(first))


def test_one_value_throughout_is_said_in_words_not_as_a_number() -> None:
    coded = ratings_of_rows([["oppose"] * 4, ["oppose"] * 4])
    for measure in (krippendorff_alpha, fleiss_kappa, cohen_kappa, gwet_ac):
        found = measure(coded)
        assert found.value is None
        assert "same value (oppose)" in found.reason
    assert percent_agreement(coded).value == 1.0


def test_no_unit_coded_twice_is_said_in_words() -> None:
    coded = ratings_of({"ana": {"u1": "support"}, "ben": {"u2": "oppose"}})
    for measure in MEASURES:
        assert measure(coded).reason == "no unit was coded by two coders"
    assert coded.pairs() == ()


def test_interval_level_refuses_words() -> None:
    with pytest.raises(ValueError, match="interval alpha needs numbers"):
        krippendorff_alpha(ratings_of_rows([["a", "b"], ["a", "a"]]), level=Level.INTERVAL)
    with pytest.raises(ValueError, match="from 0 upwards"):
        krippendorff_alpha(ratings_of_rows([[-1, 2], [1, 2]]), level=Level.RATIO)


def test_kappa_of_three_coders_is_refused() -> None:
    with pytest.raises(ValueError, match="two coders, not 3"):
        cohen_kappa(ratings_of_rows([[1], [1], [1]]))


def test_a_value_outside_the_scheme_is_refused() -> None:
    with pytest.raises(ValueError, match="'maybe', which is not among"):
        ratings_of({"ana": {"u1": "maybe"}}, values=("support", "oppose"))


def test_pairs_and_between_take_the_units_both_coded() -> None:
    coded = ratings_of({"ana": {"u1": 1, "u2": 2}, "ben": {"u2": 2, "u3": 1}, "cay": {"u3": 1}})
    assert coded.pairs() == (("ana", "ben"), ("ben", "cay"))
    assert coded.between("ben", "cay").units == ("u3",)


def test_intervals_are_repeatable_and_hold_the_estimate() -> None:
    coded = ratings_of_rows([[1, 2, 1, 2, 1, 2, 1, 1, 2, 2], [1, 2, 1, 1, 1, 2, 2, 1, 2, 2]])
    first = with_interval(krippendorff_alpha, coded, resamples=200, seed=7)
    assert first == with_interval(krippendorff_alpha, coded, resamples=200, seed=7)
    assert first.interval is not None
    assert first.value is not None
    assert first.interval.low <= first.value <= first.interval.high


def test_four_units_have_no_interval() -> None:
    coded = ratings_of_rows([[1, 2, 1, 2], [1, 2, 2, 2]])
    assert with_interval(krippendorff_alpha, coded).interval is None


def test_the_nominal_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    # 60 units, two coders right in 80 %, two values evenly: alpha is .36; 30 samples, 90 % intervals
    import numpy as np

    draw = np.random.default_rng(3)
    covered = 0
    for number in range(30):
        truth = draw.integers(0, 2, 60)
        rows = [np.where(draw.random(60) < 0.8, truth, 1 - truth).tolist() for _ in range(2)]
        found = with_interval(krippendorff_alpha, ratings_of_rows(rows), resamples=200, confidence=0.9, seed=number)
        assert found.interval is not None
        covered += found.interval.low <= 0.36 <= found.interval.high
    assert covered >= 22


@given(codings(3), st.sampled_from(list(Level)))
def test_folding_units_that_are_alike_changes_no_coefficient(coded: Ratings, level: Level) -> None:
    folded = coded.folded()
    assert folded.n_units == coded.n_units
    for first, second in (
        (krippendorff_alpha(coded, level=level), krippendorff_alpha(folded, level=level)),
        (fleiss_kappa(coded), fleiss_kappa(folded)),
        (gwet_ac(coded), gwet_ac(folded)),
        (percent_agreement(coded), percent_agreement(folded)),
    ):
        assert second.n_units == first.n_units
        assert second.value == (None if first.value is None else pytest.approx(first.value))
