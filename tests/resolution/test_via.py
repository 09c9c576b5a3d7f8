"""Through whom a statement reaches the outlet."""

from __future__ import annotations

import pytest

from onrecord.resolution.actors import resolve_actors

from .stories import article, speaker_names, via_names


def test_an_ambassador_who_speaks_for_a_general_stands_between_him_and_the_outlet() -> None:
    text = "Ambassador Leila Haddad said that army chief Karim Mansour favors a truce."
    says = ("Ambassador Leila Haddad", "said"), ("army chief Karim Mansour", "favors", 0)
    result = resolve_actors([article(text, *says)])
    assert speaker_names(result) == ["Leila Haddad", "Karim Mansour"]
    assert via_names(result, "a1") == ["Leila Haddad"]
    assert "a0" not in result.via


def test_a_chain_runs_from_the_outermost_reporter_inwards() -> None:
    text = "Harbour News reported that aides said Vera Holt wants a vote."
    story = article(text, ("Harbour News", "reported"), ("aides", "said", 0), ("Vera Holt", "wants", 1))
    result = resolve_actors([story])
    assert via_names(result, "a2") == ["Harbour News", "aides"]


@pytest.mark.parametrize(
    "text",
    [
        "Aides to Holt said the bill was dead, Harbour News reported.",
        "According to Harbour News, Aides to Holt said the bill was dead.",
        "Aides to Holt said the bill was dead, according to the newspaper Harbour News.",
        "In an interview with Harbour News, Aides to Holt said the bill was dead.",
    ],
)
def test_an_outlet_cited_beside_a_source_is_its_reporter(text: str) -> None:
    result = resolve_actors([article(text, ("Aides to Holt", "said"))])
    assert via_names(result, "a0") == ["Harbour News"]


def test_the_publishing_outlet_is_never_its_own_reporter() -> None:
    text = "Vera Holt said the bill was dead, in an interview with Harbour News."
    result = resolve_actors([article(text, ("Vera Holt", "said"), outlet="Harbour News")])
    assert "a0" not in result.via


def test_somebody_who_quotes_himself_is_no_reporter_of_himself() -> None:
    text = "Vera Holt said that she wants a vote."
    result = resolve_actors([article(text, ("Vera Holt", "said"), ("she", "wants", 0))])
    assert "a1" not in result.via


def test_a_neighbour_clause_does_not_become_a_reporter() -> None:
    text = "Vera Holt said yes, while according to Harbour News the vote is off."
    result = resolve_actors([article(text, ("Vera Holt", "said"), ("Harbour News", "according to"))])
    assert "a0" not in result.via


def test_attributions_that_enclose_each_other_end() -> None:
    text = "Vera Holt said Lars Brandt denied it."
    result = resolve_actors([article(text, ("Vera Holt", "said", 1), ("Lars Brandt", "denied", 0))])
    assert via_names(result, "a1") == ["Vera Holt"]
