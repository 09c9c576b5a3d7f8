"""Passages that deserve to be read side by side, in invented articles."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    DateRange,
    Document,
    Saying,
    Span,
    Stance,
)
from onrecord.resolution.derivation import find_derivations
from onrecord.resolution.tensions import find_tensions
from onrecord.text import sha256, stable_id


def article(
    text: str,
    *contents: str,
    outlet: str | None = None,
    kind: AttributionKind = AttributionKind.SAID,
    day: date | None = None,
) -> Annotated:
    published = DateRange.day(day) if day else DateRange()
    document = Document(
        stable_id("document", text), ("clip.txt",), text, sha256(text), outlet=outlet, published=published
    )
    attributions = tuple(
        Attribution(
            f"{document.id}-{place}",
            document.id,
            AttributionType.INDIRECT,
            kind,
            (),
            (Span(text.index(content), text.index(content)),),
            (Span(text.index(content), text.index(content) + len(content)),),
        )
        for place, content in enumerate(contents)
    )
    return Annotated(document, (), Annotation(document.id, attributions))


def sayings(*articles: Annotated, actor: str = "brandt") -> dict[str, Saying]:
    return {
        one.id: Saying(one.id, actor, actor.title(), (), DateRange(), f"cluster-{one.id}")
        for article in articles
        for one in article.annotation.attributions
    }


@pytest.mark.parametrize(
    ("first", "second", "n_tensions"),
    [
        # the same quantity, values apart
        (
            "The state pays the ferry company nearly $4 million in subsidies each year.",
            "Each year the ferry company gets over $9 million in subsidies from the state.",
            1,
        ),
        (
            "The storm drowned at least 14 sailors off the northern cape on Sunday.",
            "On Sunday 9 sailors drowned in the storm off the northern cape.",
            1,
        ),
        # values that agree within their words
        (
            "The state pays the ferry company nearly $4 million in subsidies each year.",
            "Each year the ferry company gets $3.8 million in subsidies from the state.",
            0,
        ),
        # another period
        (
            "The state pays the ferry company nearly $4 million in subsidies each year.",
            "The state has paid the ferry company over $90 million in subsidies since the war.",
            0,
        ),
        # other things counted
        (
            "The ferry company owns 12 boats in the northern harbor.",
            "The ferry company owns 40 buses in the northern harbor.",
            0,
        ),
        # other matters
        ("The ferry costs $4 million a year to run.", "The new hospital costs $70 million a year.", 0),
        # lists of the same unit
        (
            "Odo won 40 delegates in the northern towns and Brandt 12 delegates in the southern towns.",
            "Odo won 25 delegates in the northern towns and Brandt 70 delegates in the southern towns.",
            0,
        ),
        # years and times
        ("The ferry opened in 1987 at 12:30.", "The ferry opened in 2003 at 8:15.", 0),
    ],
)
def test_two_figures_for_one_quantity_are_put_side_by_side(first: str, second: str, n_tensions: int) -> None:
    found = find_tensions([article(first), article(second)], {})
    assert len(found) == n_tensions
    assert all("figures" in one.reason for one in found)


def test_a_count_that_has_grown_since_is_no_rival() -> None:
    first = article("The storm drowned at least 14 sailors off the northern cape.", day=date(2031, 5, 4))
    soon = article("The storm drowned 40 sailors off the northern cape.", day=date(2031, 5, 5))
    late = article("The storm drowned 40 sailors off the northern cape in all.", day=date(2031, 7, 5))
    assert len(find_tensions([first, soon], {})) == 1
    assert find_tensions([first, late], {}) == ()


def test_an_actor_for_and_against_one_concept_is_shown_once() -> None:
    first = article("Brandt said that the ferry should stay.", "the ferry should stay")
    second = article("Brandt said that the ferry must go. She is sure.", "the ferry must go")
    known = sayings(first, second)
    one, other = known
    positions = [(one, "ferry", Stance.SUPPORT, "brandt"), (other, "ferry", Stance.OPPOSE, "brandt")]
    (tension,) = find_tensions([first, second], known, positions=positions, labels={"ferry": "keep the ferry"})
    assert "Brandt" in tension.reason
    assert "keep the ferry" in tension.reason
    assert second.document.text[tension.right.start : tension.right.end] == "Brandt said that the ferry must go."
    same = {key: Saying(key, "brandt", "Brandt", (), DateRange(), "cluster-1") for key in known}
    assert find_tensions([first, second], same, positions=positions) == ()


def test_a_quotation_that_the_cited_article_does_not_hold_is_named() -> None:
    source = article(
        "Engineers warned the harbor council for months that the wooden quay was sinking under heavy trucks.",
        outlet="Marland Gazette",
    )
    citing = article(
        "The Marland Gazette reported that engineers had warned the harbor council that the wooden quay was sinking "
        "under heavy trucks, “a scandal without equal in our history.”",
        outlet="The Veldt Post",
    )
    edges = find_derivations([source, citing], publications={}, outlets_of={})
    (tension,) = find_tensions([source, citing], {}, derivations=edges)
    assert "a scandal without equal" in tension.reason
    assert {tension.left.document_id, tension.right.document_id} == {source.document.id, citing.document.id}


def test_a_refusal_to_comment_stands_beside_a_comment_on_the_matter() -> None:
    refusing = article(
        "The sale of the northern ferries to Norland was near, the paper said. Brandt declined to comment.",
        "declined to comment",
        kind=AttributionKind.NO_COMMENT,
    )
    speaking = article(
        "Brandt said that the sale of the northern ferries to Norland was near.",
        "the sale of the northern ferries to Norland was near",
    )
    (tension,) = find_tensions([refusing, speaking], sayings(refusing, speaking))
    assert "not to have commented" in tension.reason


def test_calm_coverage_has_no_tension() -> None:
    assert find_tensions([], {}) == ()
    assert find_tensions([article("The ferry left at noon."), article("The ferry came back.")], {}) == ()
