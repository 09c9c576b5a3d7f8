from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.review.agreement import Continuum, Marked, unitizing_alphas


def marks(*stretches: tuple[int, int, str]) -> list[Marked]:
    """First and last place counted from 1, as the method's author counts."""
    return [Marked(first - 1, last, value) for first, last, value in stretches]


# Expected numbers: a peer's implementation in R (quallmer) of Krippendorff (2019), section 12.6.
PEERS = [
    (
        60,
        [
            marks((3, 5, "1")),
            marks((3, 5, "1"), (11, 20, "2")),
            marks((3, 5, "2"), (16, 20, "2")),
        ],
        (0.5238010446, 0.3982981424, 0.46875),
        {"1": 0.3125, "2": 0.5859375},
    ),
    (
        60,
        [
            marks((1, 10, "a"), (21, 30, "b"), (41, 50, "a")),
            marks((3, 12, "a"), (21, 28, "b"), (42, 50, "b")),
            marks((1, 9, "a"), (20, 30, "b")),
        ],
        (0.6021939226, 0.5810315521, 0.7534402831),
        {"a": 0.7537804823, "b": 0.7531223921},
    ),
    (
        100,
        [marks((5, 14, "x"), (30, 44, "y"), (60, 69, "z")), marks((6, 14, "x"), (31, 40, "y"), (61, 75, "y"))],
        (0.7192753623, 0.5866608913, 0.5557823129),
        {"x": 1.0, "y": 0.4676971859, "z": 0.0},
    ),
]


@pytest.mark.parametrize(("length", "coders", "expected", "per_value"), PEERS)
def test_alphas_for_unitizing_equal_those_of_a_peer(
    length: int, coders: list[list[Marked]], expected: tuple[float, ...], per_value: dict[str, float]
) -> None:
    found = unitizing_alphas([Continuum(length, {f"coder {n}": each for n, each in enumerate(coders)})])
    assert [found.binary.value, found.nominal.value, found.coding.value] == pytest.approx(list(expected), abs=1e-9)
    assert {k: one.value for k, one in found.per_value.items()} == pytest.approx(per_value, abs=1e-9)


def test_marking_the_same_stretches_with_the_same_values_is_perfect() -> None:
    same = marks((2, 9, "for"), (15, 30, "against"))
    found = unitizing_alphas([Continuum(50, {"ana": same, "ben": same})])
    assert (found.binary.value, found.nominal.value, found.coding.value) == (1.0, 1.0, 1.0)


def test_other_values_on_the_same_stretches_leave_the_boundaries_perfect() -> None:
    ana, ben = marks((2, 9, "for"), (15, 30, "against")), marks((2, 9, "against"), (15, 30, "for"))
    found = unitizing_alphas([Continuum(50, {"ana": ana, "ben": ben})])
    assert found.binary.value == 1.0
    assert found.coding.value is not None
    assert found.coding.value < 0


def test_text_that_nobody_marked_barely_moves_alpha() -> None:
    # in a kappa over characters the first would be near 1, for nearly all characters are unmarked by both
    ana, ben = marks((10, 19, "a"), (40, 49, "b")), marks((60, 69, "a"), (80, 89, "b"))
    short = unitizing_alphas([Continuum(100, {"ana": ana, "ben": ben})]).binary.value
    long = unitizing_alphas([Continuum(10_000, {"ana": ana, "ben": ben})]).binary.value
    assert short is not None
    assert short < 0.05
    assert long is not None
    assert long < 0.05


@pytest.mark.parametrize(
    ("continua", "words"),
    [
        ([], "no document was read by two coders"),
        ([Continuum(9, {"ana": marks((1, 2, "a"))})], "no document was read by two coders"),
        ([Continuum(9, {"ana": [], "ben": []})], "no coder marked anything"),
        ([Continuum(9, {"ana": marks((1, 3, "a")), "ben": marks((5, 6, "a"))})], "no stretch was marked by two coders"),
    ],
)
def test_where_nothing_can_be_told_the_reason_is_said(continua: list[Continuum], words: str) -> None:
    coding = unitizing_alphas(continua).coding
    assert coding.value is None
    assert coding.reason == words


def test_intervals_are_drawn_over_documents_and_need_several() -> None:
    def document(shift: int) -> Continuum:
        ana, ben = marks((5, 14, "a"), (20, 29, "b")), marks((5, 14 + shift, "a"), (20, 29, "b" if shift % 2 else "a"))
        return Continuum(60, {"ana": ana, "ben": ben})

    few = unitizing_alphas([document(1)], resamples=50)
    several = unitizing_alphas([document(shift) for shift in range(5)] * 2, resamples=50, seed=4)
    assert few.nominal.interval is None
    interval = several.nominal.interval
    assert interval is not None
    assert several.nominal.value is not None
    assert interval.low <= several.nominal.value <= interval.high


def test_stretches_that_overlap_or_leave_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="ordered, apart"):
        Continuum(9, {"ana": [Marked(0, 5, "a"), Marked(4, 6, "a")]})
    with pytest.raises(ValueError, match="within 9"):
        Continuum(9, {"ana": [Marked(5, 10, "a")]})


@st.composite
def unitizations(draw: st.DrawFn) -> list[Marked]:
    cuts = sorted(draw(st.sets(st.integers(0, 60), max_size=8)))
    return [Marked(start, end, draw(st.sampled_from("abc"))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]


@given(unitizations(), unitizations(), unitizations())
def test_no_alpha_exceeds_one_nor_hangs_on_the_order_of_coders(
    ana: list[Marked], ben: list[Marked], cay: list[Marked]
) -> None:
    one = unitizing_alphas([Continuum(60, {"ana": ana, "ben": ben, "cay": cay})])
    other = unitizing_alphas([Continuum(60, {"cay": cay, "ana": ana, "ben": ben})])
    for first, second in ((one.binary, other.binary), (one.nominal, other.nominal), (one.coding, other.coding)):
        assert (first.value is None) == bool(first.reason)
        if first.value is None:
            assert second.value is None
        else:
            assert first.value <= 1 + 1e-9
            assert second.value == pytest.approx(first.value)


@given(unitizations().filter(bool), unitizations(), st.integers(2, 5))
def test_counting_in_finer_units_changes_gaps_only_in_their_own_pairs(
    ana: list[Marked], ben: list[Marked], factor: int
) -> None:
    def coding(scale: int) -> float | None:
        def scaled(found: list[Marked]) -> list[Marked]:
            return [Marked(each.start * scale, each.end * scale, each.value) for each in found]

        return unitizing_alphas([Continuum(60 * scale, {"ana": scaled(ana), "ben": scaled(ben)})]).coding.value

    coarse, fine = coding(1), coding(factor)
    assert fine == (coarse if coarse is None else pytest.approx(coarse))


def test_value_that_one_article_alone_holds_does_not_stop_the_intervals() -> None:
    same = marks((1, 10, "often"))
    rare = marks((1, 10, "often"), (20, 30, "rare"))
    continua = [Continuum(50, {"ana": same, "ben": same})] * 9 + [Continuum(50, {"ana": rare, "ben": rare})]
    found = unitizing_alphas(continua, resamples=40, seed=1)
    assert set(found.per_value) == {"often", "rare"}
    assert found.per_value["rare"].value == 1
