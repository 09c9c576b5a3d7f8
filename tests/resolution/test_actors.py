"""One actor per person, organization, state or group: invented stories, read as the tagger would hand them over."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.record import (
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    DateRange,
    Document,
    Region,
    RegionKind,
    Span,
)
from onrecord.resolution.actors import ActorResolution, resolve_actors
from onrecord.text import sha256


def article(
    text: str,
    *says: tuple[str, str] | tuple[str, str, str],
    name: str = "a",
    published: date | None = None,
    outlet: str | None = None,
) -> Annotated:
    """An article whose sources are the given words, in text order: (source, cue) or (source, cue, enclosing source)."""
    attributions: list[Attribution] = []
    at = 0
    for number, (source, cue, *enclosing) in enumerate(says):
        cue_at = text.find(cue, at)
        assert cue_at >= 0, cue
        found = max(text.rfind(source, at, cue_at), text.rfind(source, 0, cue_at)) if source else -1
        if source and (found < 0 or "\n" in text[found:cue_at]):
            found = text.find(source, cue_at)
        assert not source or found >= 0, source
        spans = (Span(found, found + len(source)),) if source else ()
        at = cue_at + len(cue)
        parent = f"{name}{enclosing[0]}" if enclosing else None
        attributions.append(
            Attribution(
                f"{name}{number}",
                name,
                AttributionType.INDIRECT,
                AttributionKind.SAID,
                spans,
                (Span(cue_at, cue_at + len(cue)),),
                (Span(cue_at + len(cue), min(len(text), cue_at + len(cue) + 20)),),
                parent=parent,
            )
        )
    day = DateRange.day(published) if published else DateRange()
    document = Document(name, (name,), text, sha256(text), outlet=outlet, published=day)
    return Annotated(document, (Region(RegionKind.BODY, 0, len(text)),), Annotation(name, tuple(attributions), ()))


def speaker_names(result: ActorResolution) -> list[str]:
    """Speakers in the order of their attributions' ids, unresolved ones as "?"."""
    names = {actor.id: actor.name for actor in result.actors}
    return [
        "?" if speaker.actor_id is None else names[speaker.actor_id] for _, speaker in sorted(result.speakers.items())
    ]


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
            "She said it would not.",
            [("He", "said"), ("She", "said")],
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
    ],
)
def test_a_source_is_led_back_to_the_full_name(text: str, says: list[tuple[str, str]], expected: list[str]) -> None:
    assert speaker_names(resolve_actors([article(text, *says)])) == expected


def test_aides_to_a_minister_are_a_group_and_not_the_minister() -> None:
    result = resolve_actors(
        [
            article(
                "Prime Minister Lars Brandt is ill. Aides to Brandt said he would recover.", ("Aides to Brandt", "said")
            )
        ]
    )
    [speaker] = result.speakers.values()
    [group] = [actor for actor in result.actors if actor.id == speaker.actor_id]
    assert (group.kind, group.name) == (ActorKind.GROUP, "Aides to Brandt")


def test_a_seat_of_government_counts_as_the_state_only_where_it_acts() -> None:
    text = "Oslo said it would sign. The talks were held in Oslo. A fair took place in Copenhagen."
    result = resolve_actors([article(text, ("Oslo", "said"))])
    [state] = [actor for actor in result.actors if actor.kind is ActorKind.STATE]
    assert state.name == "Norway"
    assert [mention.start for mention in state.mentions] == [0]


def test_surname_alone_in_another_article_finds_the_only_bearer() -> None:
    first = article("Vera Holt arrived. Holt said yes.", ("Holt", "said"), name="a")
    second = article("The plan is sound, Holt said.", ("Holt", "said"), name="b")
    result = resolve_actors([first, second])
    assert speaker_names(result) == ["Vera Holt", "Vera Holt"]
    assert [result.speakers[i].resolved_by for i in ("a0", "b0")] == ["surname", "surname"]


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


def test_no_articles_give_no_actors() -> None:
    assert resolve_actors([]) == ActorResolution()
