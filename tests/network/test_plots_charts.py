"""Bars, lines over time, states, distances, dendrogram, backbone: what is drawn is what was measured."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.errors import InputError
from onrecord.network.measures.backbone import BackboneStep, NestedBackbone
from onrecord.network.measures.barplot import Barplot
from onrecord.network.measures.distances import Distance
from onrecord.network.measures.embedding import Embedding
from onrecord.network.measures.phases import Phase, PhaseTransitions, SliceDistances
from onrecord.network.measures.polarization import Polarization, PolarizationSeries
from onrecord.network.measures.posterior import Estimate
from onrecord.network.measures.scaling import Scaling, ScalingOptions
from onrecord.network.measures.states import StateMethod, States
from onrecord.network.options import NetworkOptions
from onrecord.network.plots import (
    Picture,
    plot_activity,
    plot_backbone,
    plot_barplot,
    plot_dendrogram,
    plot_distances,
    plot_polarization,
    plot_scaling,
    plot_states,
)
from onrecord.network.plots.style import (
    DARK_GROUPS,
    GROUP_INKS,
    GROUPS,
    INK,
    INK_2,
    INK_3,
    OPPOSE,
    PAPER,
    SUPPORT,
    group_variables,
)
from onrecord.network.plots.timeaxis import TimeAxis, time_axis

from .made_debates import months
from .made_networks import ODD

SVG = "{http://www.w3.org/2000/svg}"


def bars(levels: tuple[int | str, ...] = (0, 1), counts: object = ((2, 1), (5, 7), (0, 3)), **more: object) -> Barplot:
    fields: dict[str, object] = {
        "variable": "concept",
        "qualifier": "agreement",
        "entities": ("Dredge the channel", "Raise the tariff", "Ban dark ships"),
        "levels": levels,
        "counts": np.array(counts),
        "options": NetworkOptions(),
        "attributes": {},
    }
    return Barplot(**{**fields, **more})  # type: ignore[arg-type]


def slice_of(middle: datetime | None, value: float, **more: object) -> Polarization:
    return Polarization(
        ("a", "b"), (0, 1), value, 1 - value, 0.0, 0.0, 0.0, 0.0, 0.0, "exact", 0, 12, None, middle, **more
    )  # type: ignore[arg-type]


def polarized(values: list[float], **more: object) -> PolarizationSeries:
    slices = tuple(slice_of(when, value, **more) for when, value in zip(months(len(values)), values, strict=True))
    return PolarizationSeries(slices, NetworkOptions(), 0)


def transitions(labels: tuple[int, ...] = (0, 0, 1, 1, 0), missing: tuple[int, ...] = ()) -> PhaseTransitions:
    n = len(labels) + len(missing)
    used = tuple(place for place in range(n) if place not in missing)
    sequence: list[int | None] = [None] * n
    for place, label in zip(used, labels, strict=True):
        sequence[place] = label
    distances = np.abs(np.subtract.outer(np.array(labels), np.array(labels))) + 0.1 * (1 - np.eye(len(labels)))
    slices = SliceDistances(
        distances, Distance.ABSDIFF, used, tuple(months(n)), tuple([9] * n), NetworkOptions(),
    )  # fmt: skip
    runs = [i for i in range(n) if i == 0 or sequence[i] != sequence[i - 1]]
    phases = tuple(
        Phase(state, first, last - 1, slices.middles[first], slices.middles[last - 1])
        for first, last in zip(runs, [*runs[1:], n], strict=False)
        if (state := sequence[first]) is not None
    )
    states = States(np.array(labels), StateMethod.AVERAGE, 0.3, np.linspace(-0.2, 0.8, len(labels)), ())
    return PhaseTransitions(slices, states, Embedding(np.zeros((len(labels), 2)), 0.0), tuple(sequence), phases, 0)


def nested(losses: tuple[float, ...] = (0.01, 0.02, 0.2, 1.0)) -> NestedBackbone:
    steps = tuple(
        BackboneStep(i + 1, f"concept {i + 1}", loss, 0.4 / (i + 1), 90 - 20 * i) for i, loss in enumerate(losses)
    )
    return NestedBackbone(steps, Distance.SPECTRAL, NetworkOptions())


def scaled(dimensions: int, n: int = 5) -> Scaling:
    mean = np.random.default_rng(n).normal(size=(n, dimensions)).round(2)
    nothing = np.zeros((n, dimensions))
    positions = Estimate(mean, nothing, mean - 0.4, mean + 0.6, nothing, nothing)
    actors = tuple(f"Actor number {i}" for i in range(n))
    return Scaling(actors, (), positions, positions, positions, tuple(range(3, 3 + n)), ScalingOptions())


CHARTS = {
    "bars": lambda **more: plot_barplot(bars(), **more),
    "bars of integers": lambda **more: plot_barplot(bars((-2, 0, 3), [[1, 2, 3], [4, 0, 0], [0, 0, 5]]), **more),
    "bars of words": lambda **more: plot_barplot(bars(("cost", "nature")), **more),
    "bars of all": lambda **more: plot_barplot(bars((1,), [[3], [4], [1]], qualifier=None), **more),
    "polarization": lambda **more: plot_polarization(
        polarized([0.5, 0.6, 0.8], interval=(0.4, 0.9), chance=0.5), **more
    ),
    "activity": lambda **more: plot_activity(months(5), [3, 0, 4, 1, 9], [1, 2, 0, 0, 4], **more),
    "activity of all": lambda **more: plot_activity(months(5), [3, 0, 4, 1, 9], **more),
    "states": lambda **more: plot_states(transitions(), **more),
    "distances": lambda **more: plot_distances(transitions().slices, states=(0, 0, 1, 1, 0), **more),
    "dendrogram": lambda **more: plot_dendrogram(
        np.array([[0, 1, 4.0], [1, 0, 3], [4, 3, 0]]), ["Pilots", "Navy", "Union"], groups=[0, 0, 1], **more
    ),
    "backbone": lambda **more: plot_backbone(nested(), **more),
    "positions on a line": lambda **more: plot_scaling(scaled(1), camps={"Actor number 2": 1}, **more),
    "positions on a map": lambda **more: plot_scaling(scaled(2), **more),
}


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_is_the_same_bytes_twice_and_speaks_to_screen_readers(chart: str) -> None:
    one, other = CHARTS[chart](), CHARTS[chart]()
    assert one.svg() == other.svg()
    assert one.png(dpi=60) == other.png(dpi=60)
    root = etree.fromstring(one.inline_svg("c-").encode())
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert "style=" not in one.inline_svg("c-").replace("font-style=", "")


@pytest.mark.parametrize("chart", CHARTS)
def test_every_mark_of_a_chart_can_lead_to_its_statements(chart: str) -> None:
    picture = CHARTS[chart](link=lambda mark: f"#{mark.kind}")
    assert picture.marks
    links = [
        a.get("{http://www.w3.org/1999/xlink}href") for a in etree.fromstring(picture.svg().encode()).iter(f"{SVG}a")
    ]
    assert len(links) == len(picture.marks) + len(picture.label_boxes)  # a label leads where its mark leads


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("width", [80.0, 180.0])
def test_no_word_leaves_the_page(chart: str, width: float) -> None:
    picture = CHARTS[chart](width=width)
    for left, _, right, _ in word_boxes(picture).values():
        assert left >= -0.5
        assert right <= picture.figure.get_size_inches()[0] * 72 + 0.5


def word_boxes(picture: Picture) -> dict[str, tuple[float, float, float, float]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    picture.figure.set_dpi(288)
    renderer = FigureCanvasAgg(picture.figure).get_renderer()
    words = [text for text in picture.figure.axes[0].texts if text.get_text()]
    return {
        f"{i} {text.get_text()}": tuple(text.get_window_extent(renderer).extents / 4) for i, text in enumerate(words)
    }


def test_bars_are_as_long_as_their_counts_and_the_most_spoken_of_is_first() -> None:
    picture = plot_barplot(bars())
    boxes = {name: patch for patch in picture.figure.axes[0].patches if (name := patch.get_gid())}
    marks = {picture.marks[name].names: patch.get_width() for name, patch in boxes.items()}
    unit = marks["Raise the tariff", "1"] / 7
    assert marks["Raise the tariff", "0"] == pytest.approx(5 * unit)
    assert marks["Ban dark ships", "1"] == pytest.approx(3 * unit)
    assert ("Ban dark ships", "0") not in marks
    assert next(iter(picture.marks.values())).text == "Raise the tariff, opposed: 5 statements"


def test_bars_beyond_the_most_wanted_are_told() -> None:
    assert plot_barplot(bars(), most=2).notes == ["1 concept with fewer statements not shown"]


def test_integer_levels_lie_on_both_sides_and_zero_in_its_own_column() -> None:
    picture = CHARTS["bars of integers"]()
    assert [mark.text for mark in picture.marks.values()][:4] == [
        "Dredge the channel, agreement −2: 1 statement",
        "Dredge the channel, agreement 3: 3 statements",
        "Dredge the channel, neutral: 2 statements",
        "Ban dark ships, agreement 3: 5 statements",
    ]


def test_a_slice_without_polarization_leaves_a_gap() -> None:
    picture = plot_polarization(polarized([0.5, float("nan"), 0.7, 0.6]))
    lines = [line for line in picture.figure.axes[0].lines if line.get_color() == INK and line.get_linewidth() == 1.4]
    assert [len(line.get_xdata()) for line in lines] == [1, 2]
    assert len(picture.marks) == 3


def test_slices_without_time_are_refused() -> None:
    series = PolarizationSeries((slice_of(None, 0.5), slice_of(None, 0.6)), NetworkOptions(), 0)
    with pytest.raises(InputError, match="compute with a time window or a kernel"):
        plot_polarization(series)


def test_states_have_one_bar_a_phase() -> None:
    marks = list(plot_states(transitions((0, 0, 1, 1, 0), missing=(5,))).marks.values())
    assert [mark.names[0] for mark in marks] == ["1", "2", "1"]
    assert [mark.value for mark in marks] == [2, 2, 1]
    assert marks[0].text == "State 1, 15 Jan 2029–14 Feb 2029: 2 slices"


def test_near_slices_are_dark_and_large_matrices_are_an_image() -> None:
    picture = plot_distances(transitions().slices)
    cells = {
        picture.marks[str(patch.get_gid())].value: sum(patch.get_facecolor()[:3])
        for patch in picture.figure.axes[0].patches
        if patch.get_gid()
    }
    assert sorted(cells, key=lambda value: cells[value]) == sorted(cells)
    many = plot_distances(transitions(tuple(i // 20 for i in range(40))).slices)
    assert "<image" in many.svg()


def test_branches_join_what_is_near_first() -> None:
    branches = [mark for mark in CHARTS["dendrogram"]().marks.values() if mark.kind == "branch"]
    assert [(set(mark.names), mark.value) for mark in branches] == [({"Pilots", "Navy"}, 1.0), ({"Union", "Navy"}, 3.5)]


def test_positions_are_ordered_and_their_marks_tell_the_interval() -> None:
    marks = list(CHARTS["positions on a line"]().marks.values())
    assert [mark.value for mark in marks] == sorted((mark.value for mark in marks), reverse=True)
    first = marks[0]
    assert first.text.startswith(f"{first.names[0]}: {first.value:.2f} ({first.value - 0.4:.2f} to")


def test_no_label_of_the_map_covers_another() -> None:
    picture = plot_scaling(scaled(2, 60))
    boxes = [box for _, box in picture.label_boxes]
    assert len(boxes) > 40
    assert not [
        1 for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]  # fmt: skip


def test_a_way_of_joining_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="average, complete, single, ward"):
        plot_dendrogram(np.zeros((2, 2)), ["a", "b"], method="middle")


def test_the_loss_of_nothing_is_told_in_words() -> None:
    words = [text.get_text() for text in plot_backbone(nested()).figure.axes[0].texts]
    assert "nothing stays: 1.00 →" in words
    assert words.index("concept 4") < words.index("concept 1")


EMPTY = {
    "bars": lambda: plot_barplot(bars(entities=(), counts=np.zeros((0, 2), int))),
    "polarization": lambda: plot_polarization(PolarizationSeries((), NetworkOptions(), 0)),
    "activity": lambda: plot_activity([], []),
    "dendrogram": lambda: plot_dendrogram(np.zeros((1, 1)), ["alone"]),
    "backbone": lambda: plot_backbone(nested(())),
    "positions": lambda: plot_scaling(scaled(1, 0)),
    "states": lambda: plot_states(transitions(())),
    "distances": lambda: plot_distances(transitions(()).slices),
}


@pytest.mark.parametrize("chart", EMPTY)
def test_nothing_to_show_is_said_and_not_drawn(chart: str) -> None:
    words = [text.get_text() for text in EMPTY[chart]().figure.axes[0].texts]
    assert len(words) == 1
    assert words[0].endswith(".")


@given(st.datetimes(datetime(1900, 1, 1), datetime(2090, 1, 1)), st.floats(60, 3e9))
@settings(max_examples=150, deadline=None)
def test_ticks_grow_stay_within_and_leave_room_for_their_words(first: datetime, seconds: float) -> None:
    axis = TimeAxis(first, first + timedelta(seconds=seconds), 0, 400)
    ticks = [when for when, _, _ in axis.ticks()]
    assert ticks == sorted(set(ticks))
    assert all(axis.first <= when <= axis.last for when in ticks)
    assert len(ticks) <= 400 / 34 + 2


def test_years_are_written_where_they_begin() -> None:
    ticks = TimeAxis(datetime(2029, 10, 5), datetime(2030, 6, 1), 0, 300).ticks()
    assert [(words, year) for _, words, year in ticks] == [
        ("Nov", "2029"), ("Dec", ""), ("Jan", "2030"), ("Feb", ""), ("Mar", ""), ("Apr", ""), ("May", ""), ("Jun", ""),
    ]  # fmt: skip


def test_one_moment_still_makes_an_axis() -> None:
    axis = time_axis([datetime(2031, 5, 1)], 0, 100)
    assert axis.x(datetime(2031, 5, 1)) == 50


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_and_marks_stand_out_from_the_ground() -> None:
    assert all(contrast(color, PAPER) >= 4.5 for color in (INK, INK_2, INK_3, SUPPORT, OPPOSE, *GROUP_INKS))
    assert all(contrast(color, PAPER) >= 2.4 for color in GROUPS)  # large fills, never told by color alone
    assert all(contrast(color, "#15171a") >= 4.5 for color in DARK_GROUPS)
    assert "--group-1:#1d4f56;--group-1-ink:#1b4b52;" in group_variables()
    assert "--group-6-ink:#c2beaa;" in group_variables(dark=True)


def test_the_first_groups_differ_in_print_without_color() -> None:
    shades = sorted(luminance(color) ** (1 / 2.2) for color in GROUPS[:4])
    assert min(b - a for a, b in pairwise(shades)) > 0.05


def test_odd_labels_are_drawn_as_words() -> None:
    n = len(ODD)
    distances = np.abs(np.subtract.outer(np.arange(n), np.arange(n))).astype(float)
    steps = tuple(BackboneStep(i + 1, label, 0.1 * i, 0.4, 5) for i, label in enumerate(ODD))
    pictures = (
        plot_barplot(bars(entities=ODD, counts=np.ones((n, 2), int)), title="<&> ]]>"),
        plot_dendrogram(distances, ODD),
        plot_backbone(NestedBackbone(steps, Distance.SPECTRAL, NetworkOptions())),
    )
    for picture in pictures:
        root = etree.fromstring(picture.inline_svg("o-").encode())
        words = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
        assert {"=SUM(A1)", "🚢 emoji", "Łódź & <tag>", "]]>", "NA"} <= words
        picture.png(dpi=50)
