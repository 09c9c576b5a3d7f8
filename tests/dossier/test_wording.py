"""Days, numbers and labels as the page writes them; evidence and origins; the axis; contrast of the tokens."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord.dossier
from onrecord.dossier.evidence import Heard, Origins
from onrecord.dossier.figures.axis import fit_axis
from onrecord.dossier.passages import context, pieces
from onrecord.dossier.wording import count, date_words, listed, one_line
from onrecord.record import DateRange, Derivation, DerivationRelation, DerivationTarget, Passage, Precision, Span

D = date


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (DateRange.day(D(2031, 9, 4)), "4 Sep 2031"),
        (DateRange.between(D(2031, 9, 1), D(2031, 9, 13)), "1–13 Sep 2031"),
        (DateRange.between(D(2031, 8, 31), D(2031, 9, 1)), "31 Aug–1 Sep 2031"),
        (DateRange.between(D(2031, 12, 28), D(2032, 1, 3)), "28 Dec 2031–3 Jan 2032"),
        (DateRange(D(2031, 9, 1), D(2031, 9, 30), Precision.MONTH), "Sep 2031"),
        (DateRange(D(2031, 1, 1), D(2031, 12, 31), Precision.YEAR), "2031"),
        (DateRange.between(None, D(2031, 9, 5)), "by 5 Sep 2031"),
        (DateRange.between(D(2031, 10, 4), None), "4 Oct 2031 or later"),
        (DateRange(), "no date"),
    ],
)
def test_dates_are_written_as_the_design_language_says(dates: DateRange, words: str) -> None:
    assert date_words(dates) == words


def test_counts_and_lists_agree_with_their_number() -> None:
    assert (count(1, "article"), count(1204, "article")) == ("1 article", "1,204 articles")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")


def test_labels_lose_marks_that_turn_the_direction_of_writing() -> None:
    assert one_line("safe\u202e\n  exe\u2069") == "safe exe"
    assert one_line("a long label that must be cut somewhere", 20) == "a long label that…"


def derivation(source: str, target: str) -> Derivation:
    return Derivation("r", source, DerivationTarget.DOCUMENT, target, "", DerivationRelation.CITES)


def test_reports_share_an_origin_when_one_derives_from_the_other_or_both_from_a_third() -> None:
    origins = Origins([derivation("b", "a"), derivation("c", "x"), derivation("d", "x")])
    assert origins.count([Heard("a"), Heard("b")]) == 1
    assert origins.count([Heard("c"), Heard("d")]) == 1
    assert origins.count([Heard("a"), Heard("c")]) == 2


def test_reports_through_the_same_innermost_person_share_an_origin() -> None:
    origins = Origins([])
    assert origins.count([Heard("a", ("envoy",)), Heard("b", ("paper", "envoy"))]) == 1
    assert origins.count([Heard("a", ("envoy",)), Heard("b", ("aide",))]) == 2


def test_a_post_quoted_in_three_papers_is_one_origin() -> None:
    posts = [
        Derivation("r", paper, DerivationTarget.ACTOR, "mayor", "The mayor (@mayor)", DerivationRelation.QUOTES)
        for paper in "abc"
    ]
    assert Origins(posts).count([Heard(paper, speaker="mayor") for paper in "abc"]) == 1
    assert Origins(posts).count([Heard(paper, speaker="chair") for paper in "abc"]) == 3


def test_reports_that_cite_an_outlet_at_the_passage_share_its_origin() -> None:
    cited = [
        Derivation("r", paper, DerivationTarget.OUTLET, None, name, DerivationRelation.CITES, (Passage(paper, 0, 30),))
        for paper, name in (("a", "Coast Gazette"), ("b", "coast gazette"))
    ]
    near, far = Span(10, 60), Span(40, 60)
    assert Origins(cited).count([Heard("a", extent=near), Heard("b", extent=near)]) == 1
    assert Origins(cited).count([Heard("a", extent=near), Heard("b", extent=far)]) == 2


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12), st.sets(st.integers(0, 7), min_size=1))
def test_origins_are_the_components_that_a_search_finds(edges: list[tuple[int, int]], chosen: set[int]) -> None:
    origins = Origins([derivation(str(left), str(right)) for left, right in edges])
    near: dict[int, set[int]] = {node: {node} for node in range(8)}
    for left, right in edges:
        if left in chosen:  # only what the reports of the claim themselves rest on can join them
            near[left].add(right)
            near[right].add(left)
    seen: set[int] = set()
    components = 0
    for node in sorted(chosen):
        if node not in seen:
            components += 1
            queue = [node]
            while queue:
                at = queue.pop()
                if at not in seen:
                    seen.add(at)
                    queue.extend(near[at])
    assert origins.count([Heard(str(node)) for node in sorted(chosen)]) == components


def test_a_war_fifty_years_ago_does_not_stretch_the_axis() -> None:
    core = [DateRange.day(D(2031, 9, day)) for day in (1, 13)]
    axis = fit_axis(core, [DateRange.day(D(1981, 5, 1)), DateRange.day(D(2031, 10, 4))], 0, 100)
    assert axis is not None
    assert axis.first.year == 2031
    assert axis.last >= D(2031, 10, 4)
    assert not axis.shows(DateRange.day(D(1981, 5, 1)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.dates(), min_size=1, max_size=6), st.lists(st.dates(), max_size=6))
def test_any_dates_give_an_axis_that_holds_its_core(core: list[date], others: list[date]) -> None:
    axis = fit_axis([DateRange.day(day) for day in core], [DateRange.day(day) for day in others], 0, 1000)
    assert axis is not None
    assert axis.first <= min(core) <= max(core) <= axis.last
    ticks = axis.ticks()
    assert len(ticks) <= 40
    assert all(0 <= axis.x(day) <= 1000 for day in core)


def test_a_passage_is_shown_in_its_sentence() -> None:
    text = "First one. Mr. Pell said that it rains, again. Last one.\nNext line."
    start = text.index("it rains")
    assert context(text, Span(start, start + 8)).of(text) == "Mr. Pell said that it rains, again."


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_pieces_put_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [(Span(min(pair), max(pair)), "T", "") for pair in spans]
    assert "".join(piece.text for piece in pieces(text, Span(0, len(text)), marks=marks)) == text


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_tokens_reach_a_contrast_of_4_5_on_their_ground(theme: int) -> None:
    css = (Path(onrecord.dossier.__file__).parent / "assets" / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r"--paper:#[^}]*", css)
    tokens = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", blocks[theme]))
    grounds = {"ink": ("paper", "mark", "mark-2", "tint"), "ink-2": ("paper", "mark"), "ink-3": ("paper", "tint")}
    grounds |= dict.fromkeys(("support", "oppose", "cond", "neutral"), ("paper",))
    for name, papers in grounds.items():
        for paper in papers:
            light, dark = sorted((_luminance(tokens[name]), _luminance(tokens[paper])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, paper)
