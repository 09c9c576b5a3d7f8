"""How one report comes to stand on another, a function for each manner: `(press, story, outlet)` prints an article of
`outlet` that builds on the story's first report, and notes what is true of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from benchmarks.quality.planted import WIRES, Part, Press, Story
from benchmarks.quality.planted_text import edited, make_speech, sentence

Manner = Callable[[Press, Story, str], None]


def _days_later(press: Press) -> int:
    return press.chance.choice((0, 1, 1, 2, 4))


def repost(press: Press, story: Story, outlet: str) -> None:
    """The whole text with other typography."""
    parts = [replace(part, before=part.before.replace("'", "’")) for part in press.desk(story.first, 0.01)]
    mine = press.print(outlet, story.day, parts, late=_days_later(press))
    press.derived(mine, story.original, "repost")


def desk_edit(press: Press, story: Story, outlet: str) -> None:
    """Every twelfth word changed, a fifth of the paragraphs dropped, two of them moved."""
    parts = [part for part in press.desk(story.first, 0.08) if press.chance.random() < 0.8] or list(story.first)
    parts.insert(0, parts.pop(press.chance.randrange(len(parts))))
    mine = press.print(outlet, story.day, parts, late=_days_later(press))
    press.derived(mine, story.original, "desk edit")


def updated(press: Press, story: Story, outlet: str) -> None:
    """The same outlet's later version: a new lead, more paragraphs, most of the old ones."""
    kept = [part for part in story.first if press.chance.random() < 0.7]
    parts = [Part(sentence(story.topic, press.chance)), *kept, Part(sentence(story.topic, press.chance))]
    mine = press.print(press.outlet_of(story.original), story.day, parts, dated=True, late=press.chance.randrange(2))
    press.derived(mine, story.original, "updated version")


def excerpt(press: Press, story: Story, outlet: str) -> None:
    mine = press.print(outlet, story.day, list(story.first[: max(3, len(story.first) // 3)]), late=_days_later(press))
    press.derived(mine, story.original, "excerpt")


def kept_sentences(press: Press, story: Story, outlet: str) -> None:
    """An own report in which two or three sentences of the first one stand."""
    own = [part for part in story.first if not part.content and part.before.split()[-1] and len(part.before) > 60]
    taken = press.chance.sample([part for part in own if part not in press.phrases], 2 + press.chance.randrange(2))
    parts = press.own(story.topic, 9)
    for part in press.desk(taken, 0.02):
        parts.insert(press.chance.randrange(len(parts) + 1), part)
    mine = press.print(outlet, story.day, parts, late=_days_later(press))
    press.derived(mine, story.original, "kept sentences")


def credited(press: Press, story: Story, outlet: str) -> None:
    """The matter in own words, with a word on whose report it is; one speech retold."""
    house = press.outlet_of(story.original)
    told = press.report(story.private, press.chance.choice(("again", "retold")))
    matter = press.chance.choice(
        [part.before for part in story.first if not part.content and part not in press.phrases]
    )
    matter = edited(matter, press.chance, 0.3).rstrip(".")
    said = press.chance.choice(
        (f"{matter}, according to {house}.", f"{house} reported that {matter}.", f"{matter}, {house} wrote.")
    )
    parts = [*press.own(story.topic, 7), Part(said), told]
    mine = press.print(outlet, story.day, parts, late=_days_later(press))
    press.derived(mine, story.original, "credited retelling", text=False)
    press.near(mine, story.original)


def lifted(press: Press, story: Story, outlet: str) -> None:
    """A quotation that one paper alone heard, with that paper's name."""
    told = press.report(story.private, press.chance.choice(("whole", "retyped", "part")))
    house = press.outlet_of(story.original)
    who = story.private.person
    lead = press.chance.choice(
        (f"{who.last} told {house} about the matter. ", f"In an interview with {house}, {who.last} was blunt. ")
    )
    parts = [*press.own(story.topic, 7), replace(told, before=lead + told.before)]
    mine = press.print(outlet, story.day, parts, late=_days_later(press))
    press.derived(mine, story.original, "lifted quotation, credited", text=False)
    press.near(mine, story.original)


def lifted_silently(press: Press, story: Story, outlet: str) -> None:
    """The same without a word: one act of speech, but nothing shows who stands on whom."""
    told = press.report(story.private, press.chance.choice(("whole", "retyped", "part")))
    press.print(outlet, story.day, [*press.own(story.topic, 7), told], late=_days_later(press))


def wire(press: Press, story: Story, outlet: str) -> None:
    """Two papers print an agency's dispatch that is itself not in the collection."""
    sign, agency = press.chance.choice(sorted(WIRES.items()))
    parts = [*press.own(story.topic, 9), press.report(story.public, "whole")]
    first = Part(f"{story.topic.town.upper()} ({sign}) — {sentence(story.topic, press.chance)}")
    houses = [outlet, press.chance.choice(press.outlets)]
    family: set[str] = set()
    for house in houses:
        kept = [first, *(part for part in press.desk(parts, 0.02) if press.chance.random() < 0.8)]
        mine = press.print(house, story.day, kept, late=press.chance.randrange(2))
        press.derived(mine, agency, "wire credit")
        press.made.family[mine].add(f"wire {len(press.made.edges)}" if not family else next(iter(family)))
        family = family or {f"wire {len(press.made.edges)}"}


def note(press: Press, story: Story, outlet: str) -> None:
    foot = f"Originally published in {press.outlet_of(story.original)}."
    mine = press.print(outlet, story.day, press.desk(story.first, 0.01), late=_days_later(press), foot=foot)
    press.derived(mine, story.original, "repost with a note")


def post(press: Press, story: Story, outlet: str) -> None:
    """A speaker's post embedded; in another paper the same post in other words."""
    who = story.public.person
    name = f"{who.first} {who.last}"
    signed = f" — {name} (@{who.first.lower()}{who.last.lower()}) {story.day:%B} {story.day.day}, {story.day.year}"
    speech = make_speech(f"{story.public.id}-post", who, story.topic, press.chance)
    shown = Part("", speech.words + ".", signed, speech, "post")
    mine = press.print(outlet, story.day, [*press.own(story.topic, 6), shown])
    press.made.edges[mine, name] = "embedded post"
    told = Part(f"{who.last} tweeted that ", speech.retold, ".", speech, "post retold")
    other = press.chance.choice(press.outlets)
    press.print(other, story.day, [*press.own(story.topic, 6), told])


MANNERS: dict[str, Manner] = {
    one.__name__: one
    for one in (
        repost, desk_edit, updated, excerpt, kept_sentences, credited, lifted, lifted_silently, wire, note, post,
    )
}  # fmt: skip
