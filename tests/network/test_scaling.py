"""Ideological scaling: answers by hand, draws against direct integration, simulated positions found again."""

from __future__ import annotations

import sys
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr
from scipy.stats import norm

from onrecord.errors import MissingExtra
from onrecord.network import NetworkError
from onrecord.network.measures import ScalingOptions, scale, scale_answers
from onrecord.network.measures.alignment import align, normalize
from onrecord.network.measures.answers import AnswerTable, code_answers, drop_sparse
from onrecord.network.measures.item_response import Answers, Draws, Sampling, sample
from onrecord.network.measures.posterior import effective_size, highest_density, split_r_hat

from .made_tables import HARBOR, table_of

QUICK = {"mcmc_iterations": 1_200, "mcmc_burnin": 150, "mcmc_thin": 2, "chains": 2}
BRIEF = {"mcmc_iterations": 200, "mcmc_burnin": 60, "mcmc_thin": 1, "chains": 2}


def simulated(seed: int, n: int, m: int, *, categories: int = 2, dimensions: int = 1) -> tuple[np.ndarray, AnswerTable]:
    rng = np.random.default_rng(seed)
    theta, beta = rng.standard_normal((n, dimensions)), rng.standard_normal((m, dimensions)) * 1.5
    latent = theta @ beta.T - rng.standard_normal(m) * 0.5 + rng.standard_normal((n, m))
    answers = (latent > 0).astype(int) if categories == 2 else np.digitize(latent, [-0.5, 0.5])
    answers[rng.random((n, m)) < 0.2] = -1
    names = tuple(f"actor {number}" for number in range(n))
    return theta, AnswerTable(names, tuple(f"concept {number}" for number in range(m)), answers, categories)


# What counts as which answer


def test_binary_answers_leave_out_silence_and_mixture() -> None:
    agree, against = np.array([[2, 0, 1, 0]]), np.array([[0, 3, 1, 0]])
    assert code_answers(agree, against, ordinal=False, threshold=None, zero_as_na=True).tolist() == [[1, 0, -1, -1]]
    assert code_answers(agree, against, ordinal=False, threshold=None, zero_as_na=False).tolist() == [[1, 0, 0, 0]]


def test_ordinal_answers_have_mixture_in_the_middle() -> None:
    agree, against = np.array([[2, 0, 1, 0]]), np.array([[0, 3, 1, 0]])
    assert code_answers(agree, against, ordinal=True, threshold=None, zero_as_na=True).tolist() == [[2, 0, 1, -1]]
    assert code_answers(agree, against, ordinal=True, threshold=None, zero_as_na=False).tolist() == [[2, 0, 1, 1]]


def test_threshold_counts_rare_exceptions_as_none() -> None:
    agree, against = np.array([[9, 3, 7, 5]]), np.array([[1, 7, 3, 5]])
    kinds: dict[str, Any] = {"ordinal": False, "zero_as_na": True}
    assert code_answers(agree, against, threshold=0.1, **kinds).tolist() == [[1, -1, -1, -1]]
    assert code_answers(agree, against, threshold=0.3, **kinds).tolist() == [[1, 0, 1, -1]]


def test_dropping_goes_on_until_all_that_are_left_answer_enough() -> None:
    table = AnswerTable(("A", "B", "C"), ("x", "y"), np.array([[1, 0], [0, -1], [-1, 1]]), 2)
    assert drop_sparse(table, actors=2, concepts=1).actors == ("A",)
    assert drop_sparse(table, actors=2, concepts=2).actors == ()
    assert drop_sparse(table, actors=1, concepts=2).concepts == ("x", "y")


# The sampler against numbers known otherwise


def test_draws_of_one_concept_follow_the_posterior_integrated_directly() -> None:
    # Positions integrate out: P(agree) = ndtr(-alpha / sqrt(1 + beta^2)); what is left is a plane.
    category = np.array([1, 1, 1, 1, 0])
    draws = sample(
        Answers(np.arange(5), np.zeros(5, int), category, 5, 1),
        1,
        Sampling(iterations=2_000, burnin=200, thin=2, item_variance=2.0, seed=1),
    )
    alpha, beta = np.meshgrid(np.linspace(-8, 8, 401), np.linspace(-8, 8, 401), indexing="ij")
    agree = ndtr(-alpha / np.sqrt(1 + beta**2))
    density = agree**4 * (1 - agree) * np.exp(-(alpha**2 + beta**2) / 4)
    density /= density.sum()
    assert draws.alpha.mean() == pytest.approx((density * alpha).sum(), abs=0.05)
    assert draws.alpha.var() == pytest.approx((density * alpha**2).sum() - (density * alpha).sum() ** 2, rel=0.12)
    assert np.square(draws.beta).mean() == pytest.approx((density * beta**2).sum(), rel=0.12)


def test_draws_with_thresholds_follow_the_posterior_integrated_directly() -> None:
    category = np.array([0, 1, 2, 2])
    draws = sample(
        Answers(np.arange(4), np.zeros(4, int), category, 4, 1, 3),
        1,
        Sampling(iterations=2_000, burnin=200, thin=2, item_variance=2.0, seed=2),
    )
    grid = np.linspace(-6, 6, 91)
    alpha, beta, gap = np.meshgrid(grid, grid, np.linspace(-4, 4, 61), indexing="ij")
    wide, half = np.sqrt(1 + beta**2), np.exp(gap) / 2
    low, high = ndtr((-half + alpha) / wide), ndtr((half + alpha) / wide)
    density = low * (high - low) * (1 - high) ** 2 * np.exp(-(alpha**2 + beta**2) / 4 - gap**2 / 2)
    density /= density.sum()
    assert draws.alpha.mean() == pytest.approx((density * alpha).sum(), abs=0.05)
    assert np.square(draws.beta).mean() == pytest.approx((density * beta**2).sum(), rel=0.12)


@pytest.mark.parametrize(("categories", "dimensions"), [(2, 1), (3, 1), (2, 2)])
def test_simulated_positions_are_found_again(categories: int, dimensions: int) -> None:
    theta, table = simulated(7, 40, 30, categories=categories, dimensions=dimensions)
    options = ScalingOptions(
        dimensions=dimensions, response="binary" if categories == 2 else "ordinal", drop_min_concepts=1, **QUICK
    )
    found = scale_answers(table, options).positions
    truth = theta - theta.mean(axis=0)
    turn, *_ = np.linalg.lstsq(found.mean, truth, rcond=None)
    for axis in range(dimensions):
        assert np.corrcoef(found.mean @ turn[:, axis], truth[:, axis])[0, 1] > 0.85
    if dimensions == 1:
        assert np.nanmax(found.r_hat) < 1.1
        scaled = truth / truth.std() * np.sign(turn[0, 0])
        assert 0.85 <= ((found.lower <= scaled) & (scaled <= found.upper)).mean() <= 1


def test_turning_every_answer_round_turns_positions_round() -> None:
    _, table = simulated(3, 12, 10)
    turned = AnswerTable(table.actors, table.concepts, np.where(table.answers < 0, -1, 1 - table.answers), 2)
    options = ScalingOptions(theta_constraints={"actor 0": "+"}, drop_min_concepts=1, **QUICK)
    one, other = scale_answers(table, options).positions.mean, scale_answers(turned, options).positions.mean
    assert np.abs(one - other).max() < 0.2  # the side is fixed: only chance differs


def test_draws_are_those_of_numpyro() -> None:
    pytest.importorskip("numpyro", reason="NumPyro comes with the extra 'scaling'")
    for categories in (2, 3):
        _, table = simulated(5, 15, 10, categories=categories)
        found = []
        for engine in ("gibbs", "nuts"):
            options = ScalingOptions(
                engine=engine, response="binary" if categories == 2 else "ordinal", mcmc_iterations=8_000, mcmc_thin=2,
                chains=2, theta_constraints={"actor 0": "+"}, drop_min_concepts=1,
            )  # fmt: skip
            found.append(scale_answers(table, options))
        for one, other in ((found[0].positions, found[1].positions), (found[0].difficulties, found[1].difficulties)):
            error = np.sqrt(one.sd**2 / one.effective + other.sd**2 / other.effective)
            assert (np.abs(one.mean - other.mean) < 5 * error).all()
            assert np.abs(one.sd / other.sd - 1).max() < 0.15


def test_without_numpyro_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpyro", None)
    monkeypatch.setitem(sys.modules, "numpyro.infer", None)
    monkeypatch.setitem(sys.modules, "jax", None)
    _, table = simulated(5, 6, 5)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[scaling\]'"):
        scale_answers(table, ScalingOptions(engine="nuts", **QUICK))


# Identification


def test_constraint_says_which_side_is_positive() -> None:
    _, table = simulated(3, 20, 15)
    for sign, direction in (("+", 1), ("-", -1)):
        options = ScalingOptions(theta_constraints={"actor 4": sign}, drop_min_concepts=1, **BRIEF)
        assert np.sign(scale_answers(table, options).positions.mean[4, 0]) == direction


def test_constraints_that_contradict_each_other_are_told() -> None:
    camps = np.array([[1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1]])
    table = AnswerTable(("Port", "Tugs", "Greens", "Anglers"), ("a", "b", "c", "d"), camps, 2)
    found = scale_answers(table, ScalingOptions(theta_constraints={"Port": "+", "Greens": "+", "Tugs": "+"}, **BRIEF))
    assert found.positions.mean[0, 0] > 0 > found.positions.mean[2, 0]
    assert "theta_constraints: Greens does not stand on the side asked for" in found.warnings


def test_normalizing_leaves_what_every_actor_is_predicted_to_say() -> None:
    rng = np.random.default_rng(1)
    draws = Draws(rng.normal(2, 3, (2, 5, 9, 2)), rng.standard_normal((2, 5, 4, 2)), rng.standard_normal((2, 5, 4)))
    before = np.einsum("cdai,cdki->cdak", draws.theta, draws.beta) - draws.alpha[:, :, None, :]
    for changed in (normalize(draws), align(normalize(draws))):
        after = np.einsum("cdai,cdki->cdak", changed.theta, changed.beta) - changed.alpha[:, :, None, :]
        assert np.allclose(before, after)
        assert np.allclose(changed.theta.mean(axis=2), 0)
        assert np.allclose(np.einsum("cdai,cdaj->cdij", changed.theta, changed.theta) / 9, np.eye(2))


def test_aligning_undoes_mirrors_and_turns() -> None:
    rng = np.random.default_rng(2)
    theta, beta = rng.standard_normal((12, 2)), rng.standard_normal((8, 2))
    turns = [np.linalg.qr(rng.standard_normal((2, 2)))[0] for _ in range(6)]
    draws = Draws(
        np.stack([theta @ turn for turn in turns])[None], np.stack([beta @ turn for turn in turns])[None],
        np.zeros((1, 6, 8)),
    )  # fmt: skip
    found = align(draws)
    assert np.allclose(found.theta, found.theta[:, :1])
    assert np.allclose(found.beta, found.beta[:, :1])


# Summaries of draws


def test_shortest_interval_of_normal_draws_is_the_known_one() -> None:
    draws = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    lower, upper = highest_density(draws)
    assert float(lower) == pytest.approx(-1.96, abs=0.02)
    assert float(upper) == pytest.approx(1.96, abs=0.02)


def test_shortest_interval_of_skewed_draws_starts_at_their_peak() -> None:
    draws = -np.log(1 - (np.arange(20_000) + 0.5) / 20_000)
    lower, upper = highest_density(draws)
    assert float(lower) == pytest.approx(0, abs=0.01)
    assert float(upper) == pytest.approx(-np.log(0.05), abs=0.02)


def test_independent_draws_count_fully_and_slow_ones_less() -> None:
    rng = np.random.default_rng(1)
    independent = rng.standard_normal((4, 1000))
    assert effective_size(independent) == pytest.approx(4000, rel=0.1)
    slow = np.zeros((4, 4000))
    for place in range(1, 4000):
        slow[:, place] = 0.9 * slow[:, place - 1] + rng.standard_normal(4)
    assert effective_size(slow) == pytest.approx(16_000 * 0.1 / 1.9, rel=0.25)


def test_r_hat_is_one_for_chains_alike_and_more_for_chains_apart() -> None:
    rng = np.random.default_rng(1)
    alike = rng.standard_normal((4, 500))
    assert split_r_hat(alike) < 1.01
    assert split_r_hat(alike + np.arange(4)[:, None]) > 1.5
    assert split_r_hat(alike * (1 + np.arange(4)[:, None])) > 1.1  # one place, other widths: seen in the tails


# From a table


def test_camps_of_a_table_stand_apart() -> None:
    said = [
        (actor, concept, int((actor in ("Pilots", "Port", "Tugs")) == (place % 2 == 0)))
        for actor in ("Anglers", "Divers", "Greens", "Pilots", "Port", "Tugs")
        for place, concept in enumerate(("dredging", "lights", "quay", "tariff"))
    ]
    table = table_of([(at, f"d{at}", *rest) for at, rest in enumerate(said)])
    found = scale(table, scaling=ScalingOptions(theta_constraints={"Port": "+"}, **QUICK))
    assert (found.positions.mean[:3] < 0).all()
    assert (found.positions.mean[3:] > 0).all()
    assert (found.discriminations.mean[[0, 2]] > 0).all()
    assert (found.discriminations.mean[[1, 3]] < 0).all()
    assert found.n_answers == (4,) * 6
    assert (found.positions.lower < found.positions.mean).all()
    assert (found.positions.mean < found.positions.upper).all()
    frame, concepts = found.frame(), found.concept_frame()
    assert list(frame.index) == ["Anglers", "Divers", "Greens", "Pilots", "Port", "Tugs"]
    assert list(frame.n_answers) == [4] * 6
    assert concepts.groupby("dimension").size().to_dict() == {0: 4, 1: 4}


def test_same_seed_gives_the_same_positions_and_another_seed_others() -> None:
    _, table = simulated(1, 6, 8)
    one, same, other = (scale_answers(table, ScalingOptions(seed=seed, **BRIEF)).positions.mean for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_who_and_what_was_left_out_is_listed() -> None:
    answers = np.array([[1, 0, -1], [0, 1, -1], [1, 1, -1], [-1, -1, 1]])
    found = scale_answers(AnswerTable(("A", "B", "C", "D"), ("x", "y", "z"), answers, 2), ScalingOptions(**BRIEF))
    assert found.dropped_concepts == ("z",)
    assert found.dropped_actors == ("D",)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"dimensions": 3}, "dimensions=3"),
        ({"response": "graded"}, "graded.*binary, ordinal"),
        ({"engine": "hmc"}, "hmc.*gibbs, nuts"),
        ({"threshold": 0.5}, "threshold=0.5"),
        ({"chains": 0}, "chains=0"),
        ({"theta_prior_variance": 0}, "theta_prior_variance=0"),
        ({"mcmc_iterations": 10}, "mcmc_iterations=10"),
        ({"level": 1.0}, "level=1.0"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_name(options: dict[str, Any], told: str) -> None:
    with pytest.raises(NetworkError, match=told):
        ScalingOptions(**options)


@pytest.mark.parametrize(
    ("scaling", "options", "told"),
    [
        ({"theta_constraints": {"Navy": "+"}}, {}, "Navy"),
        ({"theta_constraints": {"Port": "left"}}, {}, "Port.*left"),
        ({"drop_min_concepts": 9}, {}, "drop_min_concepts=9"),
        ({}, {"time_window": "months"}, "time_window=months"),
        ({}, {"qualifier": None}, "boolean or integer"),
    ],
)
def test_what_cannot_be_scaled_is_refused_by_name(scaling: Any, options: Any, told: str) -> None:
    with pytest.raises(NetworkError, match=told):
        scale(table_of(HARBOR), scaling=ScalingOptions(**{**QUICK, **scaling}), **options)


def test_all_ways_to_ask_give_finite_positions() -> None:
    for response, zero_as_na, threshold in product(("binary", "ordinal"), (True, False), (None, 0.4)):
        options = ScalingOptions(
            response=response, zero_as_na=zero_as_na, threshold=threshold, mcmc_iterations=80, mcmc_burnin=10,
            mcmc_thin=1, chains=2,
        )  # fmt: skip
        assert np.isfinite(scale(table_of(HARBOR), scaling=options).positions.mean).all()
