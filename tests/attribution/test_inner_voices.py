from __future__ import annotations

import pytest

from onrecord.attribution.calibration import Calibration, OperatingPoint
from onrecord.attribution.drafts import Draft, Stretch
from onrecord.attribution.inner_voices import INNER_FEATURES, inner_features, worth
from onrecord.attribution.labels import AttributionRole
from onrecord.weights import FOLDER, open_manifest

WEIGHTS = pytest.mark.skipif(not (FOLDER / "tagger-en.onnx").exists(), reason="the weights are not in the package")


def inner(text: str, source: str, cue: str, content: str, sure: float = 0.9) -> tuple[str, Draft]:
    def part(role: AttributionRole, words: str) -> tuple[Stretch, ...]:
        at = text.index(words)
        return (Stretch(role, at, at + len(words), 0, 0, 0, sure),)

    roles = AttributionRole.CUE, AttributionRole.SOURCE, AttributionRole.CONTENT
    parts = [part(role, words) for role, words in zip(roles, (cue, source, content), strict=True)]
    return text, Draft(*parts, outer=0)


UNION = inner(
    "the Dockers' Union says that the pier will sink", "the Dockers' Union", "says", "that the pier will sink"
)
HIMSELF = inner("he hopes the pier will hold for a year", "he", "hopes", "the pier will hold for a year")
NOBODY = inner("no one would say the pier is safe to use", "no one", "would say", "the pier is safe to use")
PLAN = inner("the Port Office plans to close the pier", "the Port Office", "plans", "to close the pier")
THREAT = inner("the Port Office threatened to close the pier", "the Port Office", "threatened", "to close the pier")


def test_features_tell_intent_from_a_threat_and_a_voice_from_nobody() -> None:
    seen = {
        name: dict(zip(INNER_FEATURES, inner_features(*draft), strict=True))
        for name, draft in (
            ("union", UNION),
            ("himself", HIMSELF),
            ("nobody", NOBODY),
            ("plan", PLAN),
            ("threat", THREAT),
        )
    }
    assert [seen["plan"]["intent"], seen["threat"]["intent"]] == [1, 0]
    assert [seen[name]["pronoun"] for name in ("union", "himself")] == [0, 1]
    assert seen["nobody"]["anyone"] == seen["nobody"]["modal"] == 1
    assert seen["union"]["clause"] == seen["union"]["capital"] == 1


@WEIGHTS
def test_another_voice_is_worth_more_than_the_speakers_own_hope_a_plan_or_nobodys_word() -> None:
    weights = Calibration.of(open_manifest("tagger-en", folder=FOLDER).settings["calibration"]).inner
    found = {id(draft): worth(*draft, weights) for draft in (UNION, HIMSELF, NOBODY, PLAN, THREAT)}
    assert found[id(UNION)] > 0.5 > found[id(HIMSELF)]
    assert found[id(NOBODY)] < 0.3
    assert found[id(PLAN)] < found[id(THREAT)]
    assert all(0 <= value <= 1 for value in found.values())


def test_least_worth_is_read_by_operating_point_and_is_none_where_nobody_judged() -> None:
    given = {"points": {"default": {"said": 0.4, "nested": 0.3, "inner": 0.35}}, "inner": [0.5]}
    calibration = Calibration.of(given)
    assert calibration.thresholds(OperatingPoint.DEFAULT).inner == 0.35
    assert list(calibration.thresholds(OperatingPoint.DEFAULT).by_kind) == ["said"]
    assert calibration.inner == (0.5,)
    assert Calibration.of({}).inner == ()
