"""Passages that deserve to be read side by side, in invented articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Concept,
    ConceptKind,
    DateRange,
    Document,
    Event,
    EventKind,
    Passage,
    Role,
    Saying,
    Span,
    Stance,
    Tension,
    TensionKind,
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
        # one clause but for the figure, whatever else the sentences say
        (
            "The tram line loses 40 million crowns a year, and no mayor can defend that.",
            "The tram line loses 28 million crowns a year, by the drivers' own accounts.",
            1,
        ),
        ("The levy brings in $9 million a month, Odo said.", "Now the levy brings in $5 million a month.", 1),
        # one clause that counts different things
        (
            "The town spends 40 million crowns a year on roads, and has for long.",
            "The town spends 28 million crowns a year on schools, by its own accounts.",
            0,
        ),
        (
            "The company loses $40 million a year, and bankers in Veldt think that it will close before winter.",
            "The company loses $28 million a year, although its bakeries sell more bread than any rival.",
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


def voiced(text: str, content: str, cue: str, *, day: date | None = None) -> Annotated:
    """An article in which one cue and content are marked."""
    found = article(text, content, day=day)
    (one,) = found.annotation.attributions
    at = text.index(cue)
    marked = replace(one, cue=(Span(at, at + len(cue)),))
    return replace(found, annotation=replace(found.annotation, attributions=(marked,)))


PACT = Concept("pact", "ferry pact", kind=ConceptKind.OPTION, keywords=("ferry agreement",))


def told_both_ways(left: Annotated, right: Annotated, **options: object) -> tuple[Tension, ...]:
    known = sayings(left, right)
    one, other = known
    positions = [(one, "pact", Stance.SUPPORT, "brandt"), (other, "pact", Stance.OPPOSE, "brandt")]
    return find_tensions([left, right], known, positions=positions, concepts=[PACT], **options)  # type: ignore[arg-type]


FOR = voiced("Brandt said she backs the ferry pact.", "she backs the ferry pact", "said")


@pytest.mark.parametrize(
    ("text", "content", "n_tensions"),
    [
        ("Brandt said she rejects the ferry pact.", "she rejects the ferry pact", 1),
        ("Brandt said she opposes any such agreement.", "she opposes any such agreement", 1),
        # on an "if" nobody takes a side
        (
            "Brandt said she would reject the ferry pact if it cost jobs.",
            "she would reject the ferry pact if it cost jobs",
            0,
        ),
        # the matter is not named
        ("Brandt said she rejects the new harbor dues.", "she rejects the new harbor dues", 0),
        # what was coded as opposed is no such thing in words
        ("Brandt said she hopes for a better ferry pact.", "she hopes for a better ferry pact", 0),
    ],
)
def test_both_sides_must_be_seen_in_the_passages(text: str, content: str, n_tensions: int) -> None:
    assert len(told_both_ways(FOR, voiced(text, content, "said"))) == n_tensions


def test_nuances_within_one_article_are_no_tension() -> None:
    text = "Brandt said she backs the ferry pact. She also said she rejects the ferry pact of her rivals."
    one = article(text, "she backs the ferry pact", "she rejects the ferry pact of her rivals")
    known = sayings(one)
    positions = [
        (identifier, "pact", stance, "brandt")
        for identifier, stance in zip(known, (Stance.SUPPORT, Stance.OPPOSE), strict=True)
    ]
    assert find_tensions([one], known, positions=positions, concepts=[PACT]) == ()


def test_a_stance_that_changed_is_told_with_its_days() -> None:
    against = voiced("Brandt said she rejects the ferry pact.", "she rejects the ferry pact", "said")
    known = sayings(FOR, against)
    one, other = known
    known[one] = replace(known[one], said=DateRange.day(date(2031, 9, 4)))
    known[other] = replace(known[other], said=DateRange.day(date(2031, 5, 2)))
    positions = [(one, "pact", Stance.SUPPORT, "brandt"), (other, "pact", Stance.OPPOSE, "brandt")]
    (tension,) = find_tensions([FOR, against], known, positions=positions, concepts=[PACT])
    assert tension.reason == (
        "Brandt is reported against “ferry pact” on 2 May 2031, and in favor of “ferry pact” on 4 September 2031."
    )


def test_people_of_one_body_on_both_sides_stand_side_by_side() -> None:
    against = voiced(
        "Senior Coast Guard officers said they reject the ferry pact.", "they reject the ferry pact", "said"
    )
    known = sayings(FOR, against)
    one, other = known
    known[other] = replace(known[other], actor_id="officers", actor_name="senior Coast Guard officers")
    actors = [
        Actor("guard", "Coast Guard", ActorKind.ORGANIZATION),
        Actor("brandt", "Orla Brandt", ActorKind.PERSON, (), (Role("chief", "Coast Guard"),)),
        Actor("officers", "senior Coast Guard officers", ActorKind.GROUP),
    ]
    positions = [(one, "pact", Stance.SUPPORT, "brandt"), (other, "pact", Stance.OPPOSE, "officers")]
    (tension,) = find_tensions([FOR, against], known, positions=positions, concepts=[PACT], actors=actors)
    assert tension.reason.startswith("People of Coast Guard on both sides")


def test_an_office_told_as_past_and_as_present_is_asked_about() -> None:
    early = article("Former harbor minister Brandt spoke.", day=date(2031, 5, 4))
    late = article("Harbor Minister Brandt returned.", day=date(2031, 9, 4))
    roles = (
        Role("harbor minister", "Veldt", None, date(2031, 5, 4), Passage(early.document.id, 0, 28)),
        Role("harbour minister", "Veldt", None, None, Passage(late.document.id, 0, 22)),
    )
    actor = Actor("brandt", "Orla Brandt", ActorKind.PERSON, (), roles)
    (tension,) = find_tensions([early, late], {}, actors=[actor])
    assert "is called former harbor minister of Veldt in one article and harbour minister in another" in tension.reason


def test_an_office_left_in_between_is_no_question() -> None:
    late = article("Former harbor minister Brandt spoke.", day=date(2031, 9, 4))
    early = article("Harbor Minister Brandt returned.", day=date(2031, 5, 4))
    roles = (
        Role("harbor minister", "Veldt", None, date(2031, 9, 4), Passage(late.document.id, 0, 28)),
        Role("harbor minister", "Veldt", None, None, Passage(early.document.id, 0, 22)),
    )
    assert find_tensions([early, late], {}, actors=[Actor("brandt", "Orla Brandt", ActorKind.PERSON, (), roles)]) == ()


def test_an_office_told_of_a_time_gone_by_is_no_question() -> None:
    early = article("Former harbor minister Brandt spoke.", day=date(2031, 5, 4))
    late = article("Brandt, then harbor minister, had written a letter.", day=date(2031, 9, 4))
    roles = (
        Role("harbor minister", "Veldt", None, date(2031, 5, 4), Passage(early.document.id, 0, 28)),
        Role("harbor minister", "Veldt", None, None, Passage(late.document.id, 0, 28)),
    )
    assert find_tensions([early, late], {}, actors=[Actor("brandt", "Orla Brandt", ActorKind.PERSON, (), roles)]) == ()


def test_a_press_office_that_says_nothing_stands_beside_its_chief() -> None:
    text = (
        "Envoy Vell said that the chief of the Coast Guard favors selling the northern ferries to Norland. "
        "The Coast Guard spokesman’s office refused to comment."
    )
    one = article(text, "selling the northern ferries to Norland", "refused to comment")
    first, second = one.annotation.attributions
    one = replace(
        one,
        annotation=replace(one.annotation, attributions=(first, replace(second, kind=AttributionKind.NO_COMMENT))),
    )
    known = sayings(one)
    known[second.id] = replace(known[second.id], actor_id="press", actor_name="Coast Guard spokesman’s office")
    actors = [
        Actor("guard", "Coast Guard", ActorKind.ORGANIZATION),
        Actor("brandt", "Orla Brandt", ActorKind.PERSON, (), (Role("chief", "Coast Guard"),)),
        Actor("press", "Coast Guard spokesman’s office", ActorKind.ORGANIZATION),
    ]
    (tension,) = find_tensions([one], known, actors=actors)
    assert "Coast Guard spokesman’s office is reported not to have commented" in tension.reason


def test_a_paper_that_tells_what_others_said_makes_no_comment_of_its_own() -> None:
    text = (
        "The Mail said the harbor minister said on Monday that the northern ferries would be sold to Norland. "
        "The harbor office declined to comment."
    )
    one = article(
        text,
        "the harbor minister said on Monday that the northern ferries would be sold to Norland",
        "the northern ferries would be sold to Norland",
        "declined to comment",
    )
    outer, inner, refusal = one.annotation.attributions
    told = (outer, replace(inner, parent=outer.id), replace(refusal, kind=AttributionKind.NO_COMMENT))
    one = replace(one, annotation=replace(one.annotation, attributions=told))
    known = sayings(one)
    known[refusal.id] = replace(known[refusal.id], actor_id="office", actor_name="harbor office")
    actors = [
        Actor("office", "harbor office", ActorKind.ORGANIZATION),
        Actor("brandt", "Mail", ActorKind.PERSON, (), (Role("minister", "harbor office"),)),  # taken for its minister
    ]
    assert find_tensions([one], known, actors=actors) == ()


def test_who_told_a_figure_is_no_part_of_what_it_counts() -> None:
    def told(source: str, words: str) -> Annotated:
        one = article(f"{words}, {source} said.", words)
        (before,) = one.annotation.attributions
        at = one.document.text.index(source)
        spans = replace(
            before, source=(Span(at, at + len(source)),), cue=(Span(at + len(source) + 1, len(one.document.text) - 1),)
        )
        return replace(one, annotation=replace(one.annotation, attributions=(spans,)))

    left = told("Finance Minister Orla Brandt", "The treaty would cost Veldt $340 million")
    right = told("the former bank governor Ada Lund", "The treaty would cost Veldt $520 million")
    assert len(find_tensions([left, right], {})) == 1


def told(one: Annotated, words: str, day: date) -> Event:
    start = one.document.text.index(words)
    passage = Passage(one.document.id, start, start + len(words))
    return Event(stable_id("event", words, day), words, DateRange.day(day), EventKind.PLANNED, (), (passage,), "")


GAZETTE = "The harbor council will vote on the Orsa barrage levy on 4 May."
COURIER = "A vote of the harbor council on the Orsa barrage levy is due on 11 May."


def dated(first: Annotated, second: Annotated, *events: Event) -> tuple[Tension, ...]:
    return find_tensions([first, second], {}, events=events)


def test_two_articles_that_put_one_vote_on_different_days_are_a_tension_of_its_own_kind() -> None:
    first, second = article(GAZETTE, day=date(2031, 4, 28)), article(COURIER, day=date(2031, 4, 29))
    (found,) = dated(first, second, told(first, GAZETTE, date(2031, 5, 4)), told(second, COURIER, date(2031, 5, 11)))
    assert found.kind is TensionKind.DATES
    assert found.reason == "Two dates for what reads like one event: 4 May 2031 and 11 May 2031."
    assert {found.left.document_id, found.right.document_id} == {first.document.id, second.document.id}


def test_a_rival_date_is_found_however_many_votes_were_told_before_it() -> None:
    crowd, events = [], []
    for number in range(70):
        day = date(2024, 1, 1) + timedelta(days=30 * number)
        words = f"The parish of Nettle{number} will vote on its ferry tariff and on bench number {number} then."
        crowd.append(article(words, day=day))
        events.append(told(crowd[-1], words, day + timedelta(days=3)))
    first, second = article(GAZETTE, day=date(2031, 4, 28)), article(COURIER, day=date(2031, 4, 29))
    events += [told(first, GAZETTE, date(2031, 5, 4)), told(second, COURIER, date(2031, 5, 11))]
    pairs = [
        {one.left.document_id, one.right.document_id}
        for one in find_tensions([*crowd, first, second], {}, events=events)
    ]
    assert {first.document.id, second.document.id} in pairs


def test_a_vote_that_was_put_off_has_two_dates_rightly() -> None:
    moved = "The vote of the harbor council on the Orsa barrage levy was put off to 11 May."
    first, second = article(GAZETTE, day=date(2031, 4, 28)), article(moved, day=date(2031, 4, 29))
    assert not dated(first, second, told(first, GAZETTE, date(2031, 5, 4)), told(second, moved, date(2031, 5, 11)))


def test_an_article_that_tells_both_days_tells_two_votes() -> None:
    both = f"{GAZETTE} {COURIER}"
    first, second = article(GAZETTE, day=date(2031, 4, 28)), article(both, day=date(2031, 4, 29))
    events = told(first, GAZETTE, date(2031, 5, 4)), told(second, COURIER, date(2031, 5, 11))
    assert not dated(first, second, *events, told(second, GAZETTE, date(2031, 5, 4)))


def test_votes_a_quarter_apart_or_of_other_bodies_are_two() -> None:
    first, second = article(GAZETTE, day=date(2031, 4, 28)), article(COURIER, day=date(2031, 4, 29))
    assert not dated(first, second, told(first, GAZETTE, date(2031, 5, 4)), told(second, COURIER, date(2031, 8, 20)))
    other = "The vote of the Norrin assembly on the harbor council levy is due on 11 May."
    third = article(other, day=date(2031, 4, 29))
    assert not dated(first, third, told(first, GAZETTE, date(2031, 5, 4)), told(third, other, date(2031, 5, 11)))


def test_another_figure_for_the_cost_that_the_sentence_before_gives_is_a_tension() -> None:
    one = article(
        "The institute says a full barrage would cost 9.4 billion marks. The guild puts the cost at 6.1 billion marks."
    )
    (found,) = find_tensions([one], {})
    assert found.kind is TensionKind.FIGURES
    assert found.reason == "Two figures for what reads like one quantity: 9.4 billion and 6.1 billion."


def test_a_second_figure_for_something_else_is_none() -> None:
    text = (
        "A full barrage would cost 9.4 billion marks. The cost of the small ferry line on the coast is 6 billion marks."
    )
    assert not find_tensions([article(text)], {})


def test_what_is_said_in_private_stands_beside_what_is_said_in_public() -> None:
    text = "Brandt privately supports the pilot ferry, although she has publicly called for the great bridge."
    document = Document("d", ("clip.txt",), text, sha256(text))

    def saying(cue: str, content: str) -> Attribution:
        places = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
        kind = AttributionType.INDIRECT, AttributionKind.HELD
        return Attribution(stable_id("att", cue), "d", *kind, (), (places[0],), (places[1],))

    one, other = (
        saying("privately supports", "the pilot ferry"),
        saying("has publicly called for", "the great bridge"),
    )
    told = Annotated(document, (), Annotation("d", (one, other)))
    brandt = Actor("brandt", "Brandt", ActorKind.PERSON)
    positions = [(one.id, "ferry", Stance.SUPPORT, "brandt"), (other.id, "bridge", Stance.SUPPORT, "brandt")]
    (tension,) = find_tensions([told], sayings(told), positions=positions, actors=[brandt])
    assert "in private" in tension.reason
    assert tension.left.span.of(text) == "privately supports the pilot ferry"
    assert find_tensions([told], sayings(told), positions=positions[:1], actors=[brandt]) == ()
