"""One actor per person, organization, state or group: invented stories, read as the tagger would hand them over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import ActorKind, EntityKind, MentionType, Span
from onrecord.resolution.actors import ActorResolution, resolve_actors

from .stories import Saying, actor_named, article, speaker_names


@pytest.mark.parametrize(
    ("text", "says", "expected"),
    [
        (
            "Norwegian Foreign Minister Vera Holt met us. The deal is near, Holt said. She added that time ran out.",
            [("Holt", "said"), ("She", "added")],
            ["Vera Holt", "Vera Holt"],
        ),
        (
            "Omar Haddad, the mayor of Brinkley, opposes the bridge. Ms. Dana Cole supports it. He said it would fail. "
            "She insisted it would not.",
            [("He", "said"), ("She", "insisted")],
            ["Omar Haddad", "Dana Cole"],
        ),
        (
            "Danish Prime Minister Lars Brandt flew to Oslo. The Danish premier said no.",
            [("The Danish premier", "said")],
            ["Lars Brandt"],
        ),
        (
            "Peter (Piet) Vandermeer spoke first. Piet Vandermeer then said he would resign.",
            [("Piet Vandermeer", "said")],
            ["Peter (Piet) Vandermeer"],
        ),
        (
            "Senator Ruth Calloway met her brother, the developer Dean Calloway. Mr. Calloway said no. "
            "Ms. Calloway argued otherwise.",
            [("Mr. Calloway", "said"), ("Ms. Calloway", "argued")],
            ["Dean Calloway", "Ruth Calloway"],
        ),
        (
            "Interior Minister Joost van der Berg resigned. Van der Berg said he was tired.",
            [("Van der Berg", "said")],
            ["Joost van der Berg"],
        ),
        (
            "The Harbour Workers Alliance (HWA) struck. The HWA said it would go on.",
            [("The HWA", "said")],
            ["Harbour Workers Alliance"],
        ),
        (
            "The Institute for Coastal Studies warned of floods. The institute said dikes were old.",
            [("The Institute for Coastal Studies", "warned"), ("The institute", "said")],
            ["Institute for Coastal Studies", "Institute for Coastal Studies"],
        ),
        (
            "President Samuel Holt came. The Holt administration said it would pay. The administration denied delay.",
            [("The Holt administration", "said"), ("The administration", "denied")],
            ["Holt administration", "Holt administration"],
        ),
        (
            "Kang Min-ho met Moon Jae-in. Mr. Moon said no.",
            [("Mr. Moon", "said")],
            ["Moon Jae-in"],
        ),
        (
            "Alder Motors Inc. closed a plant. The company said it had no choice. Alder Motors added nothing.",
            [("The company", "said"), ("Alder Motors", "added")],
            ["Alder Motors", "Alder Motors"],
        ),
        (
            "The Harbour Times printed it. The Times said it had proof.",
            [("The Times", "said")],
            ["Harbour Times"],
        ),
        (
            "The Trade and Fisheries Committee met. Justice Department lawyers left. The committee said no.",
            [("The committee", "said")],
            ["Trade and Fisheries Committee"],
        ),
        (
            "The Norwegian Government said it would sign.",
            [("The Norwegian Government", "said")],
            ["Norway"],
        ),
        (
            "One harbour official leaked the plan. The official said no more.",
            [("One harbour official", "leaked"), ("The official", "said")],
            ["One harbour official", "One harbour official"],
        ),
    ],
)
def test_a_source_is_led_back_to_whom_it_names(text: str, says: list[Saying], expected: list[str]) -> None:
    assert speaker_names(resolve_actors([article(text, *says)])) == expected


def test_aides_to_a_minister_are_a_group_and_not_the_minister() -> None:
    text = "Prime Minister Lars Brandt is ill. Aides to Brandt said he would recover."
    result = resolve_actors([article(text, ("Aides to Brandt", "said"))])
    [speaker] = result.speakers.values()
    assert speaker.actor_id == actor_named(result, "Aides to Brandt").id
    assert actor_named(result, "Aides to Brandt").kind is ActorKind.GROUP


def test_the_same_aides_in_two_articles_are_two_groups() -> None:
    text = "Aides to Lars Brandt said he would recover."
    pair = [article(text + f" {n}", ("Aides to Lars Brandt", "said"), name=n) for n in ("a", "b")]
    result = resolve_actors(pair)
    assert result.speakers["a0"].actor_id != result.speakers["b0"].actor_id


def test_a_joint_source_gives_the_first_and_the_others() -> None:
    text = "Vera Holt and Lars Brandt said they had agreed."
    result = resolve_actors([article(text, ("Vera Holt and Lars Brandt", "said"))])
    speaker = result.speakers["a0"]
    assert speaker.actor_id == actor_named(result, "Vera Holt").id
    assert speaker.also == (actor_named(result, "Lars Brandt").id,)


def test_a_seat_of_government_counts_as_the_state_only_where_it_acts() -> None:
    text = "Oslo said it would sign. The talks were held in Oslo. A fair took place in Copenhagen."
    result = resolve_actors([article(text, ("Oslo", "said"))])
    [state] = [actor for actor in result.actors if actor.kind is ActorKind.STATE]
    assert state.name == "Norway"
    assert [mention.start for mention in state.mentions] == [0]
    assert result.speakers["a0"].resolved_by == "metonym"


def test_two_seats_of_one_state_are_one_actor_and_stay_readable_as_aliases() -> None:
    text = "Jerusalem rejected the offer. Tel Aviv wants another one."
    result = resolve_actors([article(text, ("Jerusalem", "rejected"), ("Tel Aviv", "wants"))])
    assert speaker_names(result) == ["Israel", "Israel"]
    assert set(actor_named(result, "Israel").aliases) == {"Jerusalem", "Tel Aviv"}


def test_a_residence_is_an_organization_and_not_its_tenant() -> None:
    text = "President Samuel Holt rested. The White House declined to comment."
    result = resolve_actors([article(text, ("The White House", "declined"))])
    assert actor_named(result, "White House").kind is ActorKind.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S. senators left. Congress rejected the bill.", "US Congress"),
        ("Argentine senators left. Congress rejected the bill.", "Congress"),
    ],
)
def test_a_name_that_several_states_share_counts_where_its_state_is_named(text: str, name: str) -> None:
    assert speaker_names(resolve_actors([article(text, ("Congress", "rejected"))])) == [name]


def test_surname_alone_in_another_article_finds_the_only_bearer() -> None:
    first = article("Vera Holt arrived. Holt said yes.", ("Holt", "said"), name="a")
    second = article("The plan is sound, Holt said.", ("Holt", "said"), name="b")
    result = resolve_actors([first, second])
    assert speaker_names(result) == ["Vera Holt", "Vera Holt"]
    assert result.speakers["b0"].score < result.speakers["a0"].score


def test_surname_of_two_persons_in_other_articles_stays_apart() -> None:
    result = resolve_actors(
        [
            article("Vera Holt arrived. Holt said yes.", ("Holt", "said"), name="a"),
            article("Marcus Holt left. Holt said no.", ("Holt", "said"), name="b"),
            article("The plan is sound, Holt said.", ("Holt", "said"), name="c"),
        ]
    )
    names = speaker_names(result)
    assert names[:2] == ["Vera Holt", "Marcus Holt"]
    assert names[2] not in names[:2]


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Michael Tarrant", "Mike Tarrant", True),
        ("Michael J. Tarrant", "Michael Tarrant", True),
        ("Michael J. Tarrant", "Michael P. Tarrant", False),
        ("Michael Tarrant", "Michael Tarrant Jr.", False),
        ("José Álvarez", "Jose Alvarez", True),
        ("Anna Meier-Lund", "Anna Meier Lund", True),
        ("Michael Tarrant", "Martin Tarrant", False),
    ],
)
def test_full_names_merge_over_articles_when_nothing_contradicts(left: str, right: str, one: bool) -> None:
    pair = [article(f"{who} said it was late.", (who, "said"), name=n) for who, n in ((left, "a"), (right, "b"))]
    result = resolve_actors(pair)
    assert (result.speakers["a0"].actor_id == result.speakers["b0"].actor_id) is one


def test_a_definite_description_of_nobody_known_stays_unresolved() -> None:
    result = resolve_actors([article("The ambassador said the talks had failed.", ("The ambassador", "said"))])
    [speaker] = result.speakers.values()
    assert (speaker.actor_id, speaker.actor_name, speaker.resolved_by) == (None, "The ambassador", "unresolved")


def test_an_attribution_without_source_has_no_speaker_and_no_name() -> None:
    result = resolve_actors([article("It is reported that the bridge will close.", ("", "reported"))])
    [speaker] = result.speakers.values()
    assert (speaker.actor_id, speaker.actor_name, speaker.resolved_by) == (None, "", "none")


def test_i_inside_a_quotation_is_its_speaker() -> None:
    text = 'Vera Holt spoke. "I said so in May," Holt told us.'
    quoting, quoted = ("Holt", "told"), ("I", "said")
    base = article(text, quoted, quoting)
    first, second = base.annotation.attributions
    content = Span(text.index("I said"), text.index(',"'))
    told = replace(second, content=(content,), quote=(content,))
    result = resolve_actors([replace(base, annotation=replace(base.annotation, attributions=(first, told)))])
    assert speaker_names(result) == ["Vera Holt", "Vera Holt"]


def test_a_label_that_errs_in_one_place_is_outvoted() -> None:
    text = "Lars Brandt spoke. Brandt said yes. Later Brandt denied it."
    tagged = article(text, ("Brandt", "said"), ("Brandt", "denied"), names=[("Lars Brandt", EntityKind.PERSON)])
    wrong = article("Brandt Says No", name="b", names=[("Brandt", EntityKind.ORGANIZATION)])
    assert speaker_names(resolve_actors([tagged, wrong])) == ["Lars Brandt", "Lars Brandt"]


def test_furniture_names_nobody() -> None:
    text = "Vera Holt said yes. Also read: Tom Quill Leaves His Wife"
    furnished = article(text, ("Vera Holt", "said"), furniture="Also read: Tom Quill Leaves His Wife")
    assert [actor.name for actor in resolve_actors([furnished]).actors] == ["Vera Holt"]


def test_a_byname_in_furniture_is_an_alias_and_no_mention() -> None:
    text = "Robert Marchetti said yes. MORERobert (Bob) MarchettiMORE"
    furnished = article(text, ("Robert Marchetti", "said"), furniture="MORERobert (Bob) MarchettiMORE")
    actor = actor_named(resolve_actors([furnished]), "Robert Marchetti")
    assert actor.aliases == ("Robert (Bob) Marchetti",)
    assert len(actor.mentions) == 1


def test_a_headline_in_title_case_lends_its_capitals_to_nobody() -> None:
    text = "Holt Says Bridge Plan Needs More Time\nVera Holt spoke on Monday. Holt said no."
    result = resolve_actors([article(text, ("Holt", "Says"), ("Holt", "said"))])
    assert speaker_names(result) == ["Vera Holt", "Vera Holt"]
    assert [actor.name for actor in result.actors] == ["Vera Holt"]


def test_pronouns_and_descriptions_are_mentions_of_their_kind() -> None:
    text = "Danish Prime Minister Lars Brandt came. He said no. The premier added nothing."
    result = resolve_actors([article(text, ("He", "said"), ("The premier", "added"))])
    kinds = [mention.type for mention in actor_named(result, "Lars Brandt").mentions]
    assert kinds == [MentionType.NOMINAL, MentionType.NAME, MentionType.PRONOUN, MentionType.NOMINAL]
    starts = [span.start for span, _ in result.mentions["a"]]
    assert starts == sorted(starts)


def test_ids_stay_when_an_article_is_added() -> None:
    first = article("Vera Holt said yes to Lars Brandt.", ("Vera Holt", "said"), name="a")
    second = article("Ana Prado said no.", ("Ana Prado", "said"), name="b")
    before = {actor.name: actor.id for actor in resolve_actors([first]).actors}
    after = {actor.name: actor.id for actor in resolve_actors([second, first]).actors}
    assert before.items() <= after.items()


def test_no_articles_give_no_actors() -> None:
    assert resolve_actors([]) == ActorResolution()


_WORDS = st.sampled_from(
    """Vera Holt Mr. Dr. (Bob) "Bob" de van al-Masri O'Neill Minister of State the a said, , . - ’s he She who and Oslo
    U.S. EU NATO Party I we "I \n IDF former ex-minister , MP""".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_any_words_are_resolved_without_error_and_every_mention_lies_in_its_text(words: list[str]) -> None:
    text = " ".join(words) + " said Holt"
    result = resolve_actors([article(text, ("Holt", "said"))])
    for actor in result.actors:
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
    assert set(result.speakers) == {"a0"}
    known = {actor.id for actor in result.actors}
    assert {speaker.actor_id for speaker in result.speakers.values()} <= known | {None}
    assert {actor_id for chain in result.via.values() for actor_id in chain} <= known
    assert {actor_id for found in result.mentions.values() for _, actor_id in found} <= known
