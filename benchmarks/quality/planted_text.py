"""Sentences, speeches and their retellings in the invented world: what `planted` puts into articles."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.quality.planted_words import (
    ADJECTIVES,
    MANNERS,
    NOUNS,
    PLACES,
    REASONS,
    ROLES,
    SYNONYMS,
    THINGS,
    TIMES,
    VERBS,
    made_name,
    noun,
)


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    role: str
    first: str
    last: str

    @property
    def full(self) -> str:
        return f"{self.role} {self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of speech: who, the words, and the same in others' words."""

    id: str
    person: Person
    words: str
    retold: str
    again: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What a story is about: its few nouns and names, which every report of it must use."""

    nouns: tuple[str, ...]
    things: tuple[str, ...]
    town: str
    people: tuple[Person, ...]


def make_topic(number: int, chance: random.Random, people: list[Person]) -> Topic:
    """Some persons are new, some have been in the news before."""
    cast = [chance.choice(people)] if people and chance.random() < 0.4 else []
    while len(cast) < 3:
        name = made_name(chance), made_name(chance, 2)
        cast.append(Person(f"person-{number}-{len(cast)}", chance.choice(ROLES), *name))
    people.extend(person for person in cast if person not in people)
    return Topic(tuple(chance.sample(NOUNS, 3)), tuple(chance.sample(THINGS, 6)), made_name(chance), tuple(cast))


def sentence(topic: Topic, chance: random.Random) -> str:
    """A reporter's own sentence on a topic; two seldom share eight words in a row."""
    the = noun(chance.choice(topic.nouns)) if chance.random() < 0.7 else noun(chance.choice(NOUNS))
    one, two = (chance.choice(topic.things if chance.random() < 0.4 else THINGS) for _ in range(2))
    big, small = chance.choice(ADJECTIVES), chance.choice(ADJECTIVES)
    did, done, how = chance.choice(VERBS), chance.choice(VERBS), chance.choice(MANNERS)
    when, where, n = chance.choice(TIMES), chance.choice(PLACES), chance.randrange(3, 900)
    who = chance.choice(topic.people)
    return chance.choice(
        (
            f"The {big} {the} was {how} {did} {when}, and the {one} {done} {where} drew a {small} {two}.",
            f"{when.capitalize()}, {n} {one}s gathered {where} while a {small} {two} {how} {did} the {the}.",
            f"{who.last}, whose {small} {one} was {did} {when}, has {how} {done} the {the} of {topic.town}.",
            f"A {two} that {how} {did} the {the} {where} put the {big} {one} {n} days behind.",
            f"Residents of {topic.town} {did} the {one}, a {small} {two} that nobody {done} {when}.",
            f"With {n} {one}s still {where}, the {the} remains {big} and its {two} {did}.",
            f"No {one} has {done} the {the} {when}; the {small} {two} {where} {how} {did} it.",
            f"What began as a {small} {one} {where} ended {when} with a {big} {two} and a {did} {the}.",
            f"Under the {big} {two}, {who.full} {how} {did} {n} {one}s {when}.",
            f"The {one}s' {small} {two}, {did} {when}, left the {the} {done} and the town {big}.",
            f"In {topic.town} the {two} {did} {where} cost {n} million and {how} {done} the {one}.",
            f"Some {n} of the {one}s want the {big} {the} {done}; others call the {two} {small}.",
        )
    )


def make_speech(identifier: str, person: Person, topic: Topic, chance: random.Random) -> Speech:
    verb = chance.choice(sorted(SYNONYMS))
    the, other = chance.sample(topic.nouns, 2)
    the, other = noun(the), noun(other)
    big, thing = chance.choice(ADJECTIVES), chance.choice(THINGS)
    why, retold_why = chance.choice(REASONS)
    never = chance.random() < 0.5
    when, n = chance.choice(TIMES), chance.randrange(3, 900)
    tail = chance.choice(
        (
            f"and the {other} of {topic.town} will be next {when}",
            f"and not one of the {n} {thing}s has told me how else to do it",
            f"no matter what the {big} {thing} says about the {other}",
            f"and I told the {thing}s of {topic.town} as much {when}",
        )
    )
    why, retold_why = why.format(thing=chance.choice(topic.things)), retold_why.format(thing=chance.choice(THINGS))
    words = f"We will {'never ' if never else ''}{verb} the {big} {the} {why}, {tail}"
    meant = "would under no circumstances" if never else "intended to"
    retold = f"the administration {meant} {SYNONYMS[verb]} the {the}, {retold_why}"
    again = f"there were {'no ' if never else ''}plans to {verb} the {big} {the} of {topic.town} {why}"
    return Speech(identifier, person, words, retold, again)


def edited(text: str, chance: random.Random, share: float) -> str:
    """A desk's changes: that share of the words replaced, dropped or joined by another."""
    words: list[str] = []
    for word in text.split(" "):
        if chance.random() >= share:
            words.append(word)
        elif (deed := chance.random()) < 0.5:
            words.append(chance.choice(ADJECTIVES))
        elif deed < 0.75:
            words.extend((word, chance.choice(MANNERS)))
    return " ".join(words)


def retyped(quote: str, chance: random.Random) -> str:
    """The same quotation as other houses set it: no-break spaces, ellipses, brackets, inner marks, a tenth dropped."""
    words = quote.split(" ")
    deed = chance.randrange(6)
    place = chance.randrange(2, len(words) - 2)
    if deed == 0:
        return "\u00a0".join(words[:place]) + " " + " ".join(words[place:])
    if deed == 1:
        return " ".join([*words[:place], "…", *words[place + 2 :]])
    if deed == 2:
        return " ".join([*words[:place], f"[{words[place]}]", *words[place + 1 :]])
    if deed == 3:
        return " ".join([*words[:place], f"‘{words[place]}’", *words[place + 1 :]])
    if deed == 4:
        return " ".join(word for word in words if chance.random() >= 0.1)
    return quote.replace("because", "... because").replace("harbor", "harbour").replace("We will", "We’ll")


def part_of(quote: str, chance: random.Random) -> str:
    """Seven words or more of a quotation, from its start or its end, or from its middle."""
    words = quote.split(" ")
    length = chance.randrange(7, max(8, len(words) * 2 // 3))
    start = chance.choice((0, max(len(words) - length, 0), chance.randrange(max(len(words) - length, 1))))
    return " ".join(words[start : start + length]).strip(",")


def credited(person: Person, chance: random.Random) -> str:
    return chance.choice((person.full, person.last, f"{person.first} {person.last}"))
