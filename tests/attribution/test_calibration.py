from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution import load_review_tagger, load_tagger, load_unattended_tagger
from onrecord.attribution.calibration import FEATURES, STRAIGHT, UNFITTED, Calibration, OperatingPoint, on_curve
from onrecord.errors import InputError
from onrecord.record import AttributionKind, Document
from onrecord.weights import FOLDER

WEIGHTS = pytest.mark.skipif(not (FOLDER / "tagger-en.onnx").exists(), reason="the weights are not in the package")
shares = st.lists(st.floats(0.01, 0.99), min_size=3, max_size=3, unique=True).map(sorted)
rising = st.tuples(shares, shares).map(lambda both: [(0.0, 0.0), *zip(*both, strict=True), (1.0, 1.0)])


@given(rising, st.floats(0, 1), st.floats(0, 1))
def test_surer_answers_never_score_less(curve: list[tuple[float, float]], x: float, y: float) -> None:
    low, high = sorted((x, y))
    assert 0 <= on_curve(low, curve) <= on_curve(high, curve) + 1e-12 <= 1 + 1e-9


def test_curve_passes_through_its_points() -> None:
    curve = [(0.0, 0.0), (0.5, 0.8), (1.0, 1.0)]
    assert [on_curve(x, curve) for x in (0.0, 0.25, 0.5, 0.75, 1.0)] == pytest.approx([0, 0.4, 0.8, 0.9, 1])
    assert on_curve(0.3, STRAIGHT) == pytest.approx(0.3)


def test_score_is_a_probability_in_four_decimals() -> None:
    values = [1.0, *[0.0] * (len(FEATURES) - 1)]
    assert Calibration(UNFITTED, ((0.0, 0.0), (0.5, 0.123456), (1.0, 1.0))).score(values) == 0.1235
    assert Calibration().score([1e6] * len(FEATURES)) == 1.0


def test_manifest_gives_thresholds_by_point_and_kind() -> None:
    given = {"points": {"unattended": {"said": 0.8, "nested": 0.9}, "default": {"held": 0.2}}, "nested_threshold": 0.4}
    calibration = Calibration.of(given)
    unattended = calibration.thresholds(OperatingPoint.UNATTENDED)
    assert (unattended.by_kind, unattended.nested) == ({AttributionKind.SAID: 0.8}, 0.9)
    assert calibration.thresholds(OperatingPoint.DEFAULT).nested == 0.4
    assert calibration.thresholds(OperatingPoint.REVIEW).by_kind == {}


def test_unknown_operating_point_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="review, default, unattended"):
        load_tagger("cautious")


@WEIGHTS
def test_unattended_reports_less_than_review_and_says_so_in_its_origin() -> None:
    text = (
        "Mayor Ada Okafor said the bridge was closed. There were fears that it might fall. The dam, a report of the "
        "river board found, is safe. Critics see a plan behind it. Lindqvist wants the tram back, and votes to pay."
    )
    found = {
        point: load_tagger(point).annotate(Document("doc-1", ("a.txt",), text, ""), ()).attributions
        for point in OperatingPoint
    }
    sizes = [len(found[point]) for point in OperatingPoint]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] > 0
    assert {a.origin for a in found[OperatingPoint.UNATTENDED]} == {f"{load_tagger().origin} unattended"}
    assert {a.score for a in found[OperatingPoint.DEFAULT]} <= {a.score for a in found[OperatingPoint.REVIEW]}


def test_fitted_score_is_calibrated_on_rows_it_has_not_seen() -> None:
    calibrate = pytest.importorskip("training.tagger.calibrate", reason="training is not in the package")
    draw = np.random.default_rng(2)
    x = np.column_stack([np.ones(2000), *(draw.normal(size=2000) for _ in range(len(FEATURES) - 1))])
    true = 0.5 + 0.45 * np.tanh(2 * x[:, 1])  # not logistic: the curve must bend
    rows = calibrate.Judged(x, np.full(2000, "said"), np.arange(2000) // 20, draw.random(2000) < true, 1500)
    unseen = calibrate.unseen_scores(rows)
    assert calibrate.calibration_error(unseen, rows.right) < 0.03
    assert np.abs(unseen - true).mean() < 0.05


def test_one_gold_attribution_is_matched_once_by_the_closest() -> None:
    calibrate = pytest.importorskip("training.tagger.calibrate", reason="training is not in the package")
    gold = [[[(0, 4)], [(5, 9)], [(10, 30)]]]
    near, same = [[(0, 4)], [(5, 9)], [(10, 25)]], [[(0, 4)], [(5, 9)], [(10, 30)]]
    assert calibrate.matches(gold, [near, same]) == {1}
    assert calibrate.matches(gold, [[[(0, 4)], [(5, 9)], [(40, 50)]]]) == set()


@WEIGHTS
def test_operating_points_are_extractors_of_their_own() -> None:
    assert load_review_tagger() is load_tagger("review")
    assert load_unattended_tagger() is load_tagger(OperatingPoint.UNATTENDED)
    assert load_unattended_tagger().encoder is load_tagger().encoder
