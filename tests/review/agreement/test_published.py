"""Every coefficient against tables that were printed with their result, and against peers run on made-up data."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.review.agreement import (
    Level,
    Ratings,
    Weights,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    ratings_of_rows,
)


def ratings(table: str, values: str = "") -> Ratings:
    """One row a coder between slashes, one sign a unit, a dot for missing; digits are numbers."""
    rows = [[None if sign == "." else _value(sign) for sign in row.strip()] for row in table.split("/")]
    return ratings_of_rows(rows, values=[_value(sign) for sign in values] or None)


def _value(sign: str) -> int | str:
    return int(sign) if sign.isdigit() else sign


def crossed(table: list[list[int]]) -> Ratings:
    """Two coders from a contingency table."""
    pairs = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return ratings_of_rows([list(coder) for coder in zip(*pairs, strict=True)], values=range(len(table)))


def tallied(rows: str) -> Ratings:
    """From counts of coders by unit and value, units between semicolons; which coder said what is lost, as in print."""
    units = [[value for value, n in enumerate(map(int, row.split())) for _ in range(n)] for row in rows.split(";")]
    return ratings_of_rows([list(coder) for coder in zip(*units, strict=True)])


# Krippendorff (2011), Computing Krippendorff's alpha-reliability, sections A-C and E: four observers, twelve units.
FOUR_OBSERVERS = "123321412... / 1233224125.3 / .3332342251. / 12332441251."


@pytest.mark.parametrize(
    ("level", "printed"),
    [(Level.NOMINAL, 0.743), (Level.ORDINAL, 0.815), (Level.INTERVAL, 0.849), (Level.RATIO, 0.797)],
)
def test_alpha_of_four_observers_with_missing_values_is_krippendorffs(level: Level, printed: float) -> None:
    assert krippendorff_alpha(ratings(FOUR_OBSERVERS), level=level).value == pytest.approx(printed, abs=5e-4)


def test_alpha_of_two_observers_and_two_values_is_krippendorffs() -> None:
    found = krippendorff_alpha(ratings("0100000010 / 1110010000"))
    assert found.value == pytest.approx(0.095, abs=5e-4)
    assert found.n_units == 10


def test_alpha_of_two_observers_and_five_values_is_krippendorffs() -> None:
    assert krippendorff_alpha(ratings("aabbdcccedda / babbbccceddd")).value == pytest.approx(0.692, abs=5e-4)


# Cohen (1960), table 1, times 200; the weights of disagreement are those of Cohen (1968).
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]


def test_kappa_is_cohens() -> None:
    assert cohen_kappa(crossed(COHEN)).value == pytest.approx(0.492, abs=5e-4)
    assert percent_agreement(crossed(COHEN)).value == pytest.approx(0.70)


def test_weighted_kappa_is_cohens() -> None:
    weights = 1 - np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]]) / 6
    assert cohen_kappa(crossed(COHEN), weights=weights).value == pytest.approx(0.348, abs=5e-4)


def test_linear_and_quadratic_weights_give_the_kappa_of_r() -> None:
    # vcd 1.4-11: Kappa(table, weights = "Equal-Spacing" | "Fleiss-Cohen"); psych 2.2.9: cohen.kappa(table)
    assert cohen_kappa(crossed(COHEN), weights=Weights.LINEAR).value == pytest.approx(0.47368421, abs=1e-8)
    assert cohen_kappa(crossed(COHEN), weights=Weights.QUADRATIC).value == pytest.approx(0.4545454545, abs=1e-9)


def test_fleiss_kappa_of_thirty_patients_is_fleiss() -> None:
    # Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses; kappa .430
    patients = (
        "0 0 0 6 0;0 3 0 0 3;0 1 4 0 1;0 0 0 0 6;0 3 0 3 0;2 0 4 0 0;0 0 4 0 2;2 0 3 1 0;2 0 0 4 0;0 0 0 0 6;"
        "1 0 0 5 0;1 1 0 4 0;0 3 3 0 0;1 0 0 5 0;0 2 0 3 1;0 0 5 0 1;3 0 0 1 2;5 1 0 0 0;0 2 0 4 0;1 0 2 0 3;"
        "0 0 0 0 6;0 1 0 5 0;0 2 0 1 3;2 0 0 4 0;1 0 0 4 1;0 5 0 1 0;4 0 0 0 2;0 2 0 4 0;1 0 5 0 0;0 0 0 0 6"
    )
    assert fleiss_kappa(tallied(patients)).value == pytest.approx(0.430, abs=5e-4)


def test_fleiss_kappa_of_fourteen_raters_is_the_encyclopedias() -> None:
    # the worked example of the English encyclopedia's article on Fleiss' kappa: 10 subjects, 14 raters, kappa .210
    subjects = "0 0 0 0 14;0 2 6 4 2;0 0 3 5 6;0 3 9 2 0;2 2 8 1 1;7 7 0 0 0;3 2 6 3 0;2 5 3 2 2;6 5 2 1 0;0 2 2 3 7"
    assert fleiss_kappa(tallied(subjects)).value == pytest.approx(0.210, abs=5e-4)


def test_ac1_holds_where_kappa_falls_below_zero_as_gwet_shows() -> None:
    # Gwet (2008): 118 + 5 + 2 + 0 subjects; nearly all agreed, kappa -.023, pi -.029, AC1 .941
    skewed = crossed([[118, 5], [2, 0]])
    assert cohen_kappa(skewed).value == pytest.approx(-0.0234, abs=5e-5)
    assert fleiss_kappa(skewed).value == pytest.approx(-0.0288, abs=5e-5)
    assert gwet_ac(skewed).value == pytest.approx(0.9408, abs=5e-5)


def test_gwets_handbook_example_of_four_raters() -> None:
    # Gwet (2014), table 2.10 (Krippendorff's data); irrCAC: AC1 .77544, Fleiss .76117, observed .81818
    raters = ratings(FOUR_OBSERVERS)
    assert gwet_ac(raters).value == pytest.approx(0.77544, abs=5e-6)
    assert fleiss_kappa(raters).value == pytest.approx(0.76117, abs=5e-6)
    assert percent_agreement(raters).value == pytest.approx(0.81818, abs=5e-6)


# Made-up codings with missing values; expected numbers by krippendorff 0.9.0 (alphas) and irrCAC 0.4.4 (the rest).
PEERS = [
    (
        "434411241432414 / .34411.24412411 / 434431124412414 / 43.431224412411", "1234",
        (0.668737, 0.653636, 0.633309, 0.587836), 0.661442, (0.697075, 0.640772, 0.607233),
    ),
    ("113.321. / 11311211", "123", (0.731707, 0.600741, 0.576923, 0.609683), 0.650273, (0.781197, 0.723542, 0.681592)),
    ("12221212.121 / .2122.112121", "12", (0.37037,) * 4, 0.328671, (0.337931,) * 3),
    ("221111112222 / 21221.12112.", "12", (-0.14,) * 4, -0.2, (-0.2,) * 3),
]  # fmt: skip


@pytest.mark.parametrize(("table", "values", "alphas", "fleiss", "gwet"), PEERS)
def test_coefficients_equal_those_of_peers_on_made_up_codings(
    table: str, values: str, alphas: tuple[float, ...], fleiss: float, gwet: tuple[float, ...]
) -> None:
    coded = ratings(table, values)
    assert [krippendorff_alpha(coded, level=level).value for level in Level] == pytest.approx(list(alphas), abs=1e-6)
    assert fleiss_kappa(coded).value == pytest.approx(fleiss, abs=1e-6)
    assert [gwet_ac(coded, weights=weights).value for weights in Weights] == pytest.approx(list(gwet), abs=1e-6)
