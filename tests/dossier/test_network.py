"""The network of the dossier: ties, camps and what is said of them; nothing overlaps, nothing is claimed too much."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest

from onrecord.dossier import Limits, Material, render_dossier
from onrecord.dossier.alliances import find_alliances, find_ties, most_spoken
from onrecord.dossier.figures.letters import text_width
from onrecord.dossier.figures.rings import SIZE, draw_rings
from onrecord.dossier.figures.sides import PORT, draw_sides
from onrecord.dossier.numbering import open_ledger
from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Concept,
    DateRange,
    Document,
    Saying,
    Span,
    Stance,
    Statement,
    StatementStatus,
)
from onrecord.text import sha256

from .invented import invented_material

NAMES = "Abel Brook|Cora Dunn|Ennis Fell|Greta Hale|Ivo Jessop|Kit Lorne|Mona Nash|Otto Pike".split("|")


def quarrel(stances: dict[str, dict[str, Stance]], *, accepted: bool = True) -> Material:
    """Speaker -> concept -> stance, each in a sentence of its own."""
    text, attributions, sayings, statements = "", [], {}, []
    for who, sides in stances.items():
        for concept, stance in sides.items():
            start = len(text)
            text += f"{who} said so.\n"
            key = f"a{len(attributions)}"
            source, cue = Span(start, start + len(who)), Span(start + len(who) + 1, start + len(who) + 5)
            content = Span(cue.end + 1, cue.end + 3)
            kind = (AttributionType.INDIRECT, AttributionKind.SAID)
            attributions.append(Attribution(key, "d1", *kind, (source,), (cue,), (content,), (), None, "tagger 1", 0.9))
            sayings[key] = Saying(key, who, "", (), DateRange.day(date(2034, 3, 2)), key, "name")
            status = StatementStatus.ACCEPTED if accepted else StatementStatus.SUGGESTED
            statements.append(
                Statement(f"x{key}", key, "d1", who, who, None, concept, stance, DateRange(), (), 1, status, "coder 1")
            )
    document = Document("d1", ("a.txt",), text, sha256(text), "Post")
    concepts = dict.fromkeys(concept for sides in stances.values() for concept in sides)
    return Material(
        "Quarrel",
        date(2034, 4, 3),
        "0.1.0",
        articles=(Annotated(document, (), Annotation("d1", tuple(attributions))),),
        actors=tuple(Actor(who, who, ActorKind.PERSON, (), (), (), "resolver 1") for who in stances),
        sayings=sayings,
        concepts=tuple(Concept(concept, concept) for concept in concepts),
        statements=tuple(statements),
    )


def two_camps(size: int = 4, *, accepted: bool = True) -> Material:
    concepts = ("bridge", "tunnel", "ferry")
    side = {True: Stance.SUPPORT, False: Stance.OPPOSE}
    return quarrel(
        {who: dict.fromkeys(concepts, side[place < size]) for place, who in enumerate(NAMES[: 2 * size])},
        accepted=accepted,
    )


def crowd() -> Material:
    """Twenty-five people with long names on nine concepts, in no clear order."""
    first, last = (
        "Abel Cora Ennis Greta Ivo".split(),
        "Brook-Waterstone Dunn Fell of_the_Quayside_Residents Lorne".split(),
    )
    concepts = (
        "a bridge over the northern sound|a tunnel|better ferries|a toll on every crossing for lorries|cost|marshes|"
        "a vote in April|jobs|noise at night"
    ).split("|")
    return quarrel(
        {
            f"{one} {other.replace('_', ' ')}": {
                concept: Stance.SUPPORT if (i + j + k * k) % 3 else Stance.OPPOSE
                for k, concept in enumerate(concepts)
                if (3 * i + 5 * j + 7 * k) % 5 < 2
            }
            for i, one in enumerate(first)
            for j, other in enumerate(last)
        }
    )


def section(material: Material, limits: Limits | None = None) -> str:
    html = render_dossier(material, limits=limits)
    return html[html.index('<section id="network"') : html.index('<section id="said"')]


def test_ties_are_sides_taken_by_people_with_a_name() -> None:
    ties = find_ties(open_ledger(invented_material(), Limits()))
    assert all(tie.stance in (Stance.SUPPORT, Stance.OPPOSE) and tie.speaker.key for tie in ties)
    mayor = [(tie.concept.id, tie.stance.value) for tie in ties if tie.speaker.name == "Ada Quill"]
    assert ("bridge", "support") in mayor
    assert ("bridge", "oppose") in mayor


def test_what_several_papers_report_is_one_statement_of_a_tie() -> None:
    ties = find_ties(open_ledger(invented_material(), Limits()))
    (tie,) = [tie for tie in ties if tie.speaker.name == "Olin Barge" and tie.concept.id == "bridge"]
    assert (len(tie.acts), tie.acts[0].n_reports) == (1, 2)


def test_two_opposed_groups_are_two_camps_and_the_supporting_one_is_b() -> None:
    found = find_alliances(find_ties(open_ledger(two_camps(), Limits())))
    assert found is not None
    assert found.stands_out
    assert found.polarization == pytest.approx(1.0)
    assert {name for name, camp in found.camps.items() if camp == 1} == set(NAMES[:4])
    assert {frozenset((pair.one, pair.other)) for pair in found.pairs} == {
        frozenset(pair) for group in (NAMES[:4], NAMES[4:8]) for pair in combinations(group, 2)
    }
    assert all(len({act.speaker_key for act in pair.acts}) == 2 for pair in found.pairs)


def test_few_actors_are_not_divided_into_camps() -> None:
    assert find_alliances(find_ties(open_ledger(two_camps(2), Limits()))) is None
    assert "Camps are not searched for" in section(two_camps(2))


def test_camps_that_chance_makes_as_well_are_called_no_finding() -> None:
    html = section(invented_material())
    assert "No division does clearly better than chance" in html
    assert "not a finding" in html
    assert "No division does clearly better" not in section(two_camps())


def test_suggestions_are_dashed_and_said_to_be_suggestions() -> None:
    html = section(two_camps(accepted=False))
    assert "all of them suggested by machine and none yet decided" in html
    assert re.findall(r'<path class="side (?:pos|neg)"', html) == []
    assert re.findall(r'<path class="agree"', html) == []
    assert html.count(", suggested</title>") == 24 + 12
    decided = section(two_camps())
    assert "all of them decided by a coder" in decided
    assert ", suggested</title>" not in decided


def test_every_line_opens_its_statements() -> None:
    html = render_dossier(invented_material())
    part = section(invented_material())
    cards = set(re.findall(r'<article class="qc"[^>]* id="(s\d+)"', html))
    opened = list(re.findall(r'data-ids="([^"]+)"><title>', part))
    assert len(opened) > 10
    assert {one for ids in opened for one in ids.split()} <= cards


def test_the_table_holds_every_tie_that_is_drawn() -> None:
    material = invented_material()
    table = section(material).split("<table")[1]
    for tie in find_ties(open_ledger(material, Limits())):
        assert tie.acts[0].anchor in table


def test_a_large_debate_draws_those_with_most_statements_and_says_so() -> None:
    html = section(two_camps(), Limits(network_actors=6, network_concepts=2))
    assert "Drawn are the 6 actors and 2 concepts with the most statements, 12 of 24 ties" in html
    assert all(name in html.split("<table")[1] for name in NAMES)
    assert "as a table, 3 of 8 actors" in section(two_camps(), Limits(network_rows=3))
    ties = find_ties(open_ledger(two_camps(), Limits()))
    assert len(most_spoken(ties, actors=3, concepts=1)) == 3


@pytest.mark.parametrize("stances", [{}, {"Abel Brook": {"bridge": Stance.SUPPORT}}])
def test_without_two_actors_the_section_says_why_it_is_empty(stances: dict[str, dict[str, Stance]]) -> None:
    html = section(quarrel(stances))
    assert "No network to draw" in html
    assert '<svg class="fig' not in html


def test_two_speakers_of_one_name_are_not_one() -> None:
    ties = find_ties(open_ledger(invented_material(), Limits()))
    assert len({tie.speaker.key for tie in ties if tie.speaker.name == "Tomlin Reeve"}) == 2


def test_marks_at_the_edge_of_a_concept_never_meet() -> None:
    links = [(f"a{i}", f"c{j}", 1 + i % 3) for i in range(20) for j in range(8) if (i * 7 + j * 5) % 3]
    for right in (None, {f"a{i}": i % 3 == 0 for i in range(20)}):
        sides = draw_sides(links, [f"c{j}" for j in range(8)], right)
        marks = [(line.x, line.y) for line in sides.lines]
        assert all(abs(a[1] - b[1]) >= PORT - 0.2 for a, b in combinations(marks, 2) if a[0] == b[0])
        boxes = sorted((box.y, box.y + box.height) for box in sides.boxes)
        assert all(upper[1] < lower[0] for upper, lower in pairwise(boxes))
        assert boxes[-1][1] <= sides.height


@pytest.mark.parametrize("n", [6, 12, 20])
def test_labels_in_the_picture_of_agreement_cover_no_other_label(n: int) -> None:
    names = {f"a{i}": (f"{NAMES[i % 8]} of the {NAMES[i * 3 % 8]} office", 1 + i % 5) for i in range(n)}
    pairs = [(f"a{i}", f"a{j}", 1.0 + (i + j) % 3) for i, j in combinations(range(n), 2) if (i + j) % 2 == 0]
    rings = draw_rings(names, pairs, {f"a{i}": i % 2 for i in range(n)})
    boxes = [
        [(x, y - 9, x + text_width(text, SIZE), y + 2) for x, y, text in point.words.lines]
        for point in rings.points
        if point.words
    ]
    assert len(boxes) >= 0.9 * n
    for one, other in combinations(boxes, 2):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a in one for b in other)
    assert all(box[0] >= 0 and box[2] <= 1080 for words in boxes for box in words)


def test_a_pair_is_decided_only_when_both_its_ends_are() -> None:
    material = two_camps()
    first = material.statements[0].actor_id
    half = tuple(
        replace(one, status=StatementStatus.SUGGESTED) if one.actor_id == first else one for one in material.statements
    )
    found = find_alliances(find_ties(open_ledger(replace(material, statements=half), Limits())))
    assert found is not None
    assert {pair.suggested for pair in found.pairs if first in (pair.one, pair.other)} == {True}
    assert {pair.suggested for pair in found.pairs if first not in (pair.one, pair.other)} == {False}
