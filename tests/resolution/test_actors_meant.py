"""Whom descriptions and pronouns outside the sources mean, and what belongs to whom."""

from __future__ import annotations

import pickle
from datetime import date

from onrecord.record import Annotated, MentionType
from onrecord.resolution.actors import ActorResolution, gather_actors, read_actors, resolve_actors, stream_actors
from onrecord.resolution.actors.result import DocumentActors

from .stories import actor_named, article


def words_of(result: ActorResolution, name: str, text: str) -> list[str]:
    return [mention.span.of(text) for mention in actor_named(result, name).mentions]


def speaker_and_others(result: ActorResolution) -> list[str]:
    names = {actor.id: actor.name for actor in result.actors}
    [speaker] = result.speakers.values()
    return [speaker.actor_name, *(names[actor_id] for actor_id in speaker.also)]


def test_both_officials_are_the_two_office_holders_named_before() -> None:
    text = "Danish Defense Minister Lars Brandt met Norway's army chief, Vera Holt. Both officials said it went well."
    assert speaker_and_others(resolve_actors([article(text, ("Both officials", "said"))])) == [
        "Lars Brandt",
        "Vera Holt",
    ]


def test_neither_side_is_the_two_states_named_before() -> None:
    text = "A pact between Denmark and Norway was drafted in June. Neither side has commented."
    found = speaker_and_others(resolve_actors([article(text, ("Neither side", "commented"))]))
    assert found == ["Denmark", "Norway"]


def test_they_are_the_two_who_head_the_sentence_before() -> None:
    text = "Vera Holt and Lars Brandt left early. They said the hall was cold."
    assert speaker_and_others(resolve_actors([article(text, ("They", "said"))])) == ["Vera Holt", "Lars Brandt"]


def test_the_government_is_that_of_the_only_state_nearby() -> None:
    text = "Prices in Denmark rose again. The government said it would act."
    [speaker] = resolve_actors([article(text, ("The government", "said"))]).speakers.values()
    assert (speaker.actor_name, speaker.resolved_by) == ("Denmark", "metonym")


def test_the_country_is_not_the_subject_of_its_own_sentence() -> None:
    text = "Norway and Denmark met. Norway gave the country two ships."
    result = resolve_actors([article(text)])
    assert "the country" in words_of(result, "Denmark", text)
    assert "the country" not in words_of(result, "Norway", text)


def test_his_government_is_the_government_of_who_is_meant() -> None:
    text = "Danish Prime Minister Lars Brandt spoke in Denmark. He said that his government would fall."
    result = resolve_actors([article(text, ("He", "said"))])
    body = actor_named(result, "Brandt government")
    assert [mention.type for mention in body.mentions] == [MentionType.NOMINAL]
    assert result.part_of[body.id] == actor_named(result, "Denmark").id


def test_a_states_people_and_bodies_are_part_of_it() -> None:
    text = "Danish officials met in Denmark. The Danish Foreign Ministry agreed. Danes cheered. Democrats did not."
    result = resolve_actors([article(text, ("The Danish Foreign Ministry", "agreed"))])
    wholes = {actor.name: result.part_of.get(actor.id) for actor in result.actors}
    denmark = actor_named(result, "Denmark").id
    assert wholes["Danish officials"] == wholes["Danish Foreign Ministry"] == wholes["Danes"] == denmark


def test_a_state_as_a_mere_land_is_a_mention_but_takes_no_part() -> None:
    text = "A fair was held in Norway. Denmark said no."
    seen: list[DocumentActors] = []
    result = resolve_actors([article(text, ("Denmark", "said"))])
    stream_actors([read_actors(article(text, ("Denmark", "said")))], seen.append)
    assert words_of(result, "Norway", text) == ["Norway"]
    assert [text[mention.start : mention.end] for mention, _ in seen[0].mentions] == ["Denmark"]
    assert [text[mention.start : mention.end] for mention, _ in seen[0].located] == ["Norway"]


def test_the_counterpart_holds_the_same_office_elsewhere() -> None:
    text = (
        "Norwegian Foreign Minister Ida Lund arrived. Danish Foreign Minister Lars Brandt waited. "
        "Lund greeted her Danish counterpart."
    )
    assert "her Danish counterpart" in words_of(resolve_actors([article(text)]), "Lars Brandt", text)


def test_a_title_finds_its_bearer_although_a_namesake_is_named_in_full() -> None:
    first = article("Danish President Samuel Holt said yes.", ("Samuel Holt", "said"), name="a")
    text = "President Holt and Ida Holt came to the fair. Mr. Holt smiled. Holt said little."
    second = article(text, ("Holt", "said"), name="b")
    result = resolve_actors([first, second])
    assert {speaker.actor_name for speaker in result.speakers.values()} == {"Samuel Holt"}


def test_i_in_a_quotation_and_he_in_reported_speech_are_mentions_of_the_speaker() -> None:
    text = "Lars Brandt arrived. Brandt said he was tired."
    assert "he" in words_of(resolve_actors([article(text, ("Brandt", "said"))]), "Lars Brandt", text)


def stories() -> list[Annotated]:
    texts = (
        "Danish Prime Minister Lars Brandt came. He said no. The premier left. Both officials said so.",
        "Brandt said the Danish government was ready. Aides to the Danish premier said more.",
    )
    return [
        article(texts[0], ("He", "said"), ("Both officials", "said"), name="a", published=date(2020, 1, 1)),
        article(texts[1], ("Brandt", "said"), ("Aides", "said"), name="b", published=date(2020, 2, 1)),
    ]


def test_sheets_that_were_pickled_give_the_same_actors_as_articles() -> None:
    sheets = [pickle.loads(pickle.dumps(read_actors(story))) for story in stories()]
    assert gather_actors(sheets) == resolve_actors(stories())


def test_a_stream_gives_each_document_once_and_actors_without_mentions() -> None:
    pages: list[DocumentActors] = []
    sheets = [read_actors(story) for story in stories()]
    streamed = stream_actors(sheets, pages.append)
    whole = gather_actors(sheets)
    assert [page.document_id for page in pages] == ["a", "b"]
    assert {actor.id for actor in streamed.actors} == {actor.id for actor in whole.actors}
    assert not any(actor.mentions for actor in streamed.actors)
    noted = sum(len(page.mentions) + len(page.located) for page in pages)
    assert noted == sum(len(actor.mentions) for actor in whole.actors)


def test_unnamed_officials_are_kept_apart_unless_the_text_goes_on_about_one() -> None:
    text = "An official said yes. Another official said no. The official added more. Officials said little."
    said = ("An official", "said"), ("Another official", "said"), ("The official", "added"), ("Officials", "said")
    first, second, third, many = [
        speaker.actor_id for speaker in resolve_actors([article(text, *said)]).speakers.values()
    ]
    assert len({first, second, many}) == 3
    assert third == second


def test_an_interim_office_says_so_and_is_still_the_office() -> None:
    text = "The interim-Secretary of Defense Mark Lund came. The secretary of defense said no."
    result = resolve_actors([article(text, ("The secretary of defense", "said"))])
    assert [role.title for role in actor_named(result, "Mark Lund").roles] == ["interim secretary of defense"]
    assert {speaker.actor_name for speaker in result.speakers.values()} == {"Mark Lund"}


def test_he_after_my_father_said_is_the_father_and_nobody_with_a_name() -> None:
    text = 'Samuel Holt left early. "It is late," my father said. He said the road was long.'
    result = resolve_actors([article(text, ("my father", "said"), ("He", "said the"))])
    assert [speaker.actor_id for speaker in result.speakers.values()] == [None, None]


def test_the_congresswoman_is_the_representative_and_the_party_that_of_its_people() -> None:
    text = "Rep. Ida Holt said no. The congresswoman said it was late. Democrats sued. The party alleged a plot."
    says = [("Ida Holt", "said no"), ("The congresswoman", "said it"), ("The party", "alleged")]
    result = resolve_actors([article(text, *says)])
    assert [speaker.actor_name for speaker in result.speakers.values()] == ["Ida Holt", "Ida Holt", "Democratic Party"]
