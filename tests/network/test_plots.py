"""The picture of a network: labels that never cover one another, marks that lead somewhere, the same bytes again."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.errors import InputError
from onrecord.network.plots import Mark, Picture, plot_network
from onrecord.network.plots.labels import place_labels, wrapped
from onrecord.network.result import Network

from .made_debates import congruence, debate
from .made_networks import odd_networks, one_mode, two_mode

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {
    "five": debate(3, 2, density=0.8),
    "thirty": debate(20, 10),
    "a hundred and twenty": debate(85, 35, density=0.08),
    "long labels": debate(14, 8, words=(5, 14), density=0.3),
}


def camps(network: Network) -> dict[str, int]:
    return {label: index % 2 for index, label in enumerate(network.rows)}


def drawn_boxes(picture: Picture) -> dict[str, list[tuple[float, float, float, float]]]:
    """Boxes of the words as matplotlib draws them, in points; the lines of a label are one entry."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(picture.figure)
    picture.figure.set_dpi(288)
    renderer = canvas.get_renderer()
    labels = [text for text in picture.figure.axes[0].texts if str(text.get_gid() or "").startswith("label-")]
    found: dict[str, list[tuple[float, float, float, float]]] = {}
    for text in labels:
        box = text.get_window_extent(renderer).extents / 4
        found.setdefault(f"{text.get_gid()}", []).append(tuple(box))
    return found


def meeting(a: tuple[float, ...], b: tuple[float, ...], slack: float = 0.0) -> bool:
    return a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    return {size: plot_network(network) for size, network in SIZES.items()}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", ["two-mode", "one-mode"])
def test_no_label_covers_another(size: str, mode: str, pictures: dict[str, Picture]) -> None:
    network = SIZES[size] if mode == "two-mode" else congruence(SIZES[size])
    picture = pictures[size] if mode == "two-mode" else plot_network(network, camps=camps(network))
    placed = picture.label_boxes
    assert len(placed) >= 0.8 * len(set(network.rows) | (set(network.columns) if mode == "two-mode" else set()))
    assert not [(a, b) for (a, one), (b, other) in combinations(placed, 2) if meeting(one, other)]


@pytest.mark.parametrize("size", SIZES)
def test_words_are_drawn_within_the_boxes_that_were_kept_apart(size: str, pictures: dict[str, Picture]) -> None:
    picture = pictures[size]
    below = picture.figure.axes[0].get_ylim()[0]
    kept = [box for _, box in picture.label_boxes]
    for name, lines in drawn_boxes(picture).items():
        for left, bottom, right, top in lines:
            line = (left + 0.5, bottom + below + 0.5, right - 0.5, top + below - 0.5)
            wide = [box for box in kept if box[0] - 1 <= line[0] and line[2] <= box[2] + 1]
            assert [box for box in wide if box[1] - 1.5 <= line[1] and line[3] <= box[3] + 1.5], name


@pytest.mark.parametrize("size", SIZES)
def test_nodes_neither_meet_nor_leave_the_page(size: str, pictures: dict[str, Picture]) -> None:
    picture = pictures[size]
    axes = picture.figure.axes[0]
    nodes = [patch for patch in axes.patches if str(patch.get_gid()).startswith("node-")]
    boxes = [patch.get_extents().transformed(axes.transData.inverted()).extents for patch in nodes]
    assert len(boxes) == len(SIZES[size].rows) + len(SIZES[size].columns)
    assert not [1 for one, other in combinations(boxes, 2) if meeting(one, other, slack=0.5)]
    width, height = axes.get_xlim()[1], axes.get_ylim()[1]
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height for box in boxes)


def test_a_label_without_room_is_numbered_and_listed() -> None:
    crowded = plot_network(debate(24, 12, words=(4, 8)), width=80, height=60)
    assert re.match(r"\d+ labels? without room in the picture: numbered, and listed below it", crowded.notes[-1])
    words = [text.get_text() for text in crowded.figure.axes[0].texts]
    listed = [word for word in words if re.match(r"\d+  \w", word)]
    assert len(listed) == int(crowded.notes[-1].split()[0])


def test_same_network_and_seed_give_the_same_bytes() -> None:
    network = SIZES["five"]
    one, other = plot_network(network, seed=4), plot_network(network, seed=4)
    assert one.svg() == other.svg() == one.svg()
    assert one.png(dpi=80) == other.png(dpi=80)
    assert one.pdf() == other.pdf()


def test_bytes_do_not_hang_on_the_process() -> None:
    program = (
        "import hashlib, matplotlib; matplotlib.rcParams['font.size'] = 30\n"
        "from tests.network.made_debates import debate\n"
        "from onrecord.network.plots import plot_network\n"
        "p = plot_network(debate(3, 2, density=0.8))\n"
        "print(hashlib.sha256(p.svg().encode() + p.png(dpi=60) + p.pdf()).hexdigest())"
    )
    env = {"PYTHONHASHSEED": "7", "PATH": "", "MPLCONFIGDIR": "", "HOME": str(Path.home())}
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, env=env
    )
    here = plot_network(debate(3, 2, density=0.8))
    digest = hashlib.sha256(here.svg().encode() + here.png(dpi=60) + here.pdf()).hexdigest()
    assert made.stdout.strip() == digest


def test_no_date_and_no_program_stand_in_the_files() -> None:
    picture = plot_network(two_mode())
    assert b"CreationDate" not in picture.pdf()
    assert "dc:date" not in picture.svg()
    assert b"Software" not in picture.png(dpi=60)


def test_every_tie_and_node_is_a_mark_that_can_lead_to_its_statements() -> None:
    asked: list[Mark] = []

    def link(mark: Mark) -> str | None:
        asked.append(mark)
        return "#s" + "-".join(str(part) for part in mark.names).replace(" ", "") if mark.kind == "tie" else None

    picture = plot_network(two_mode(), link=link)
    assert [mark.kind for mark in asked].count("tie") == np.count_nonzero(two_mode().matrix)
    assert next(mark.names for mark in asked if mark.kind == "node") == ("Harbour Union",)
    root = etree.fromstring(picture.svg().encode())
    targets = [a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{SVG}a")]
    assert len(targets) == np.count_nonzero(two_mode().matrix)
    assert "#sHarbourUnion-Dredgetheeastchannel" in targets
    assert root.get("role") == "group"
    both = plot_network(two_mode(), link=lambda mark: f"#{mark.kind}").svg()
    assert both.count('href="#node"') > 2 * 7 - 1  # disc or square, and each line of the label


def test_tooltips_say_marks_as_sentences() -> None:
    texts = [mark.text for mark in plot_network(two_mode()).marks.values()]
    assert "Pilots' Guild opposes Dredge the east channel: −2" in texts
    assert "Harbour Union: 3 statements" in texts
    assert "Harbour Union disagrees with Pilots' Guild: −2" in [
        mark.text for mark in plot_network(one_mode()).marks.values()
    ]


def test_inline_svg_obeys_a_strict_content_policy_and_takes_the_colors_of_the_page() -> None:
    text = plot_network(two_mode(), title="Ports & <ships>", link=lambda mark: "#s1").inline_svg("net-")
    assert "style=" not in text
    assert "<style" not in text
    assert "var(--support, #0b5c9e)" in text
    root = etree.fromstring(text.encode())
    assert root.findtext(f"{SVG}title") == "Ports & <ships>"
    assert "statements" in (root.findtext(f"{SVG}desc") or "")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(name.startswith("net-") for name in ids)
    assert (root.get("width"), root.get("class")) == (None, "fig")
    assert {a.get("{http://www.w3.org/1999/xlink}href") for a in root.iter(f"{SVG}a")} == {"#s1"}


def test_labels_that_look_like_code_stay_words() -> None:
    odd = ("#0b5c9e", 'id="node-1"', "<b>&amp;", "$x^2$ {y}")
    picture = plot_network(two_mode(rows=odd, row_attributes={}))
    for text in (picture.svg(), picture.inline_svg("p-")):
        root = etree.fromstring(text.encode())
        words = {"".join(element.itertext()) for element in root.iter(f"{SVG}text")}
        assert set(odd) <= words


def test_stance_is_told_by_more_than_color() -> None:
    lines = {line.get_gid(): line for line in plot_network(two_mode()).figure.axes[0].lines if line.get_gid()}
    styles = {(line.get_color(), line.is_dashed()) for line in lines.values()}
    assert styles == {("#0b5c9e", False), ("#a83c06", True)}


def test_threshold_leaves_out_ties_and_no_nodes() -> None:
    kinds = [mark.kind for mark in plot_network(two_mode(), threshold=2).marks.values()]
    assert (kinds.count("tie"), kinds.count("node")) == (2, 7)


def test_camps_are_drawn_apart_and_named() -> None:
    picture = plot_network(
        congruence(SIZES["thirty"]), camps=camps(SIZES["thirty"]), camp_names={0: "For", 1: "Against"}
    )
    axes = picture.figure.axes[0]
    words = [text.get_text() for text in axes.texts]
    assert {"For", "Against"} <= set(words)
    discs = [patch for patch in axes.patches if str(patch.get_gid()).startswith("node-")]
    left = max(disc.get_center()[0] for disc in discs[0::2])
    right = min(disc.get_center()[0] for disc in discs[1::2])
    assert left < right


def test_empty_network_says_so() -> None:
    picture = plot_network(two_mode(np.zeros((0, 0)), rows=(), columns=()))
    assert "No statements in this range." in picture.svg()


def test_ending_decides_the_format_and_others_are_refused(tmp_path: Path) -> None:
    picture = plot_network(two_mode())
    starts = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}
    for ending, start in starts.items():
        assert picture.save(tmp_path / f"net{ending}", dpi=60).read_bytes().startswith(start)
    with pytest.raises(InputError, match=r"pictures are written as .svg, .png, .pdf"):
        picture.save(tmp_path / "net.jpg")
    with pytest.raises(InputError, match="there is no folder"):
        picture.save(tmp_path / "no" / "net.svg")


def test_letters_no_font_has_are_noted_on_paper_only() -> None:
    picture = plot_network(two_mode(rows=("Qo\U0001346b", "b", "c", "d"), row_attributes={}))
    picture.svg()
    assert picture.notes == []
    picture.png(dpi=60)
    assert "no installed font has" in picture.notes[0]


def test_matplotlib_is_left_as_it_was_and_pyplot_is_not_loaded() -> None:
    program = (
        "import sys, onrecord.network.plots\n"
        "assert 'matplotlib' not in sys.modules and 'scipy' not in sys.modules\n"
        "import matplotlib as m; now = lambda: {k: m.rcParams[k] for k in m.rcParams if 'backend' not in k}\n"
        "before = now()\n"
        "from tests.network.made_debates import debate\n"
        "onrecord.network.plots.plot_network(debate(3, 2)).svg()\n"
        "assert now() == before and 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=True)


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Harbour Union", ["Harbour Union"]),
        ("Coastal Residents' Association of the North", ["Coastal Residents'", "Association of the North"]),
        ("a " * 60, ["a a a a a a a a a a a a", "a a a a a a a a a a a a", "a a a a a a a a a a a a…"]),
        ("Donaudampfschifffahrtsgesellschaftskapitän", ["Donaudampfschifffahrtsg-", "esellschaftskapitän"]),
        ("line\nbreak\ttab", ["line break tab"]),
    ],
)
def test_labels_are_wrapped_between_words_and_shortened_at_the_end(label: str, lines: list[str]) -> None:
    assert wrapped(label).split("\n") == lines


def test_no_labels_need_no_places() -> None:
    assert place_labels([], []) == []


@pytest.mark.parametrize("size", ["thirty", "long labels"])
def test_no_line_from_a_node_to_its_label_runs_under_another_label(size: str, pictures: dict[str, Picture]) -> None:
    axes = pictures[size].figure.axes[0]
    leaders = [line.get_xydata() for line in axes.lines if line.get_linewidth() == 0.4]
    for (x0, y0), (x1, y1) in leaders:
        for share in np.linspace(0, 0.97, 40):
            x, y = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
            inner = [
                label for label, (left, bottom, right, top) in pictures[size].label_boxes
                if left + 0.3 < x < right - 0.3 and bottom + 0.3 < y < top - 0.3
            ]  # fmt: skip
            assert inner == []


@given(odd_networks(), st.integers(0, 3), st.sampled_from([30.0, 80.0, 180.0]))
@settings(max_examples=25, deadline=None)
def test_any_network_can_be_drawn_at_any_width(network: Network, seed: int, width: float) -> None:
    picture = plot_network(network, camps=camps(network), seed=seed, width=width)
    for text in (picture.svg(), picture.inline_svg("x-")):
        etree.fromstring(text.encode("utf-8", "replace"))
    boxes = [box for _, box in picture.label_boxes]
    assert not [1 for one, other in combinations(boxes, 2) if meeting(one, other)]
