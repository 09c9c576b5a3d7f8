"""What coders decide about actors stands over what the rules find."""

from __future__ import annotations

from onrecord.record import Actor, ActorFacts, ActorKind, Annotated, Corrections, Passage
from onrecord.resolution.actors import resolve_actors

from .stories import actor_named, article

ONE = "Mayor Vera Holt opened the bridge. Holt said it was late."
TWO = "The developer Ida Brandt disagreed. Brandt said the bridge was early."


def place(text: str, words: str, name: str) -> Passage:
    start = text.index(words)
    return Passage(name, start, start + len(words))


def articles() -> list[Annotated]:
    return [article(ONE, ("Holt", "said"), name="one"), article(TWO, ("Brandt", "said"), name="two")]


def test_two_actors_that_a_coder_joins_are_one_with_both_names() -> None:
    same = (place(ONE, "Vera Holt", "one"), place(TWO, "Ida Brandt", "two"))
    result = resolve_actors(articles(), corrections=Corrections(same=(same,)))
    holt = actor_named(result, "Vera Holt")
    assert "Ida Brandt" in holt.aliases
    assert {speaker.actor_id for speaker in result.speakers.values()} == {holt.id}
    assert {mention.document_id for mention in holt.mentions} == {"one", "two"}


def test_one_actor_that_a_coder_parts_is_two_with_their_own_documents() -> None:
    other = "Vera Holt sells boats. Holt said business was slow."
    both = [article(ONE, ("Holt", "said"), name="one"), article(other, ("Holt", "said"), name="two")]
    assert len({speaker.actor_id for speaker in resolve_actors(both).speakers.values()}) == 1
    apart = (place(ONE, "Vera Holt", "one"), place(other, "Vera Holt", "two"))
    result = resolve_actors(both, corrections=Corrections(apart=(apart,)))
    assert len({speaker.actor_id for speaker in result.speakers.values()}) == 2
    named = [actor for actor in result.actors if actor.name == "Vera Holt"]
    assert [{mention.document_id for mention in actor.mentions} for actor in named] in (
        [{"one"}, {"two"}],
        [{"two"}, {"one"}],
    )


def test_a_name_a_kind_and_attributes_that_a_coder_gives_stand() -> None:
    fact = ActorFacts(name="Verena Holt", kind=ActorKind.GROUP, attributes={"party": "Greens"})
    result = resolve_actors(articles(), corrections=Corrections(facts={place(ONE, "Vera Holt", "one"): fact}))
    holt = actor_named(result, "Verena Holt")
    assert holt.kind is ActorKind.GROUP
    assert "Vera Holt" in holt.aliases
    assert holt.attributes == {"party": "Greens"}


def test_a_speaker_that_a_coder_names_stands_by_place_by_name_and_as_nobody() -> None:
    [(said, _)] = [item for item in resolve_actors(articles()).speakers.items() if item[1].actor_name == "Ida Brandt"]
    for named in (place(ONE, "Vera Holt", "one"), "Vera Holt"):
        result = resolve_actors(articles(), corrections=Corrections(speakers={said: named}))
        assert result.speakers[said].actor_id == actor_named(result, "Vera Holt").id
    result = resolve_actors(articles(), corrections=Corrections(speakers={said: None}))
    assert result.speakers[said].actor_id is None


def test_who_a_coder_says_spoke_with_the_speaker_stands_and_never_is_the_speaker_too() -> None:
    [(said, found)] = [
        item for item in resolve_actors(articles()).speakers.items() if item[1].actor_name == "Ida Brandt"
    ]
    holt = place(ONE, "Vera Holt", "one")
    result = resolve_actors(articles(), corrections=Corrections(beside={said: (holt, "Ida Brandt", "Nobody Known")}))
    assert (result.speakers[said].actor_id, found.also) == (found.actor_id, ())
    assert result.speakers[said].also == (actor_named(result, "Vera Holt").id,)
    swapped = Corrections(speakers={said: holt}, beside={said: (holt, "Ida Brandt")})
    assert resolve_actors(articles(), corrections=swapped).speakers[said].also == (found.actor_id,)
    assert resolve_actors(articles(), corrections=Corrections(beside={said: ()})).speakers[said].also == ()


def test_an_actor_made_by_hand_can_speak() -> None:
    [said] = resolve_actors(articles()[1:]).speakers
    added = Actor("act-hand", "Harbour Board", ActorKind.ORGANIZATION)
    result = resolve_actors(articles(), corrections=Corrections(added=(added,), speakers={said: "act-hand"}))
    assert result.speakers[said].actor_id == "act-hand"
    assert actor_named(result, "Harbour Board") == added


def test_words_that_the_rules_took_for_nobody_join_an_actor() -> None:
    text = "Vera Holt came. The lady of the bridge waved."
    there = Passage("one", text.index("The lady"), text.index(" waved"))
    same = (place(text, "Vera Holt", "one"), there)
    holt = actor_named(resolve_actors([article(text, name="one")], corrections=Corrections(same=(same,))), "Vera Holt")
    assert "The lady of the bridge" in [mention.span.of(text) for mention in holt.mentions]
