"""An invented press: any number of annotated articles about debates that never were, made from a seed.

A *story* is a day on which two to five people of one debate speak. One to nine outlets report it, each with some of
the sayings in its own frame, verbatim quotations in common; one report in fifteen is a reprint with a few sentences
changed. Casts share surnames, persons are named in full first and by surname later, sources have offices, and text
holds figures and dates. Attributions, mentions and regions are planted with the words, so that no tagger need run.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    DateRange,
    Document,
    EntityKind,
    Mention,
    MentionType,
    Region,
    RegionKind,
    Span,
)
from onrecord.text import sha256, stable_id

STORY_DEBATE = 400  # articles for one debate, about
FIRST_DAY = date(2031, 1, 6)
_SYLLABLES = (
    "ba bel bor bran cal cor dal dor dun ed el en fal fen gar gor hal har hel hol im ir kel kor lan len lor mal mar "
    "mer mor nal nor or os pel por quil ran rel ros sal sel ser tal tar tel tor ul vel ver vor wen wil yor zan"
).split()
_ENDS = "ack and ard ault berg by dorf ell en er est ford gate ham holt in kin land ley lin man mar mond more".split()
_GIVEN = (
    "Anna Maria Laura Helen Clara Emma Julia Nora Alice Rosa Irene Martha Eva Sarah Diana Carol Ruth Lucy Peter John "
    "Thomas Martin Paul David Robert James Daniel Simon Henry George Walter Arthur Frank Oscar Victor Hugo Felix Karl"
).split()
_TITLES = (
    "Senator", "Minister", "Governor", "Mayor", "Energy Minister", "Finance Minister", "Professor", "Commissioner",
    "Prime Minister", "President", "Ambassador", "Councilor",
)  # fmt: skip
_BODIES = ("Institute", "Union", "Council", "Party", "Association", "Ministry", "Agency", "Fund", "University", "Bank")
_PAPERS = ("Gazette", "Courier", "Herald", "Post", "Standard", "Chronicle", "Tribune", "Observer", "Mail", "Times")
_HEADS = (
    "bridge tunnel levy tax barrage reservoir subsidy treaty pact bill reform ban quota tariff fund pipeline ferry "
    "railway harbor stadium curfew loan pension school hospital"
).split()
_KINDS = (
    "coastal pilot northern carbon tidal floating regional emergency winter cheap public private rural urban fiscal"
).split()
_NOUNS = (
    "council harbor budget village market winter fisher worker farmer engineer household voter school road coast "
    "river island factory power price contract court vote delay risk cost plan study report promise debt union "
    "season storm field wage rent bus station bridge dam turbine cable water coal wind job train museum clinic nurse "
    "teacher driver owner tenant buyer builder planner lawyer judge officer soldier guard priest painter mill quarry "
    "forest orchard meadow ditch canal lock pier crane ship boat net herring cod barley wheat sheep cattle cheese"
).split()
_VERBS = (
    "closed opened carried delayed weighed raised lowered doubled covered damaged mended built sold bought moved "
    "tested counted watched guarded cleaned emptied filled crossed served fed housed paid lost won kept"
).split()
_ADJECTIVES = (
    "old new small large narrow wide northern southern quiet costly cheap empty crowded stormy calm distant early late "
    "public private local foreign rusty broken modest grand bitter careful hasty plain heavy"
).split()
_ADVERBS = "slowly quickly twice again rarely often quietly openly early late".split()
_FOR = (
    "{c} is the right step and must come soon", "we support {c} because it will save {n} jobs on the {w}",
    "{c} would give every {n} a fair {w}", "nobody who knows the {w} can be against {c}",
    "we need {c} before the {a} {n} breaks",
)  # fmt: skip
_AGAINST = (
    "{c} would be a grave mistake for every {n}", "we reject {c} and will fight it at every {w}",
    "{c} would ruin the {a} {n} and the {w}", "there is no {n} that could justify {c}",
    "we will oppose {c} as long as the {w} stands",
)  # fmt: skip
_OTHER = (
    "the {w} of the {a} {n} will be counted with the {n2}", "the {a} {n} was {v} by a {w} that no {n2} asked for",
    "every {n} on the {w} knows how the {n2} ended", "no {n} has been {v} since the {a} {w} came",
    "the talks about {c} go on until the {n} is {v}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    given: str
    surname: str
    title: str
    body: str
    male: bool

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}"


@dataclass(slots=True)
class _Page:
    """An article as it is written: words so far and what is planted in them."""

    words: list[str] = field(default_factory=list)
    n: int = 0
    regions: list[Region] = field(default_factory=list)
    mentions: list[tuple[int, int, MentionType, EntityKind]] = field(default_factory=list)
    sayings: list[dict[str, tuple[Span, ...]]] = field(default_factory=list)
    named: set[Person] = field(default_factory=set)

    def add(self, words: str) -> Span:
        self.words.append(words)
        self.n += len(words)
        return Span(self.n - len(words), self.n)

    def mention(self, words: str, kind: EntityKind, type_: MentionType = MentionType.NAME) -> Span:
        span = self.add(words)
        self.mentions.append((span.start, span.end, type_, kind))
        return span

    def line(self, kind: RegionKind, start: int) -> None:
        self.regions.append(Region(kind, start, self.n))
        self.add("\n\n")


@cache
def _names(n: int, seed: int, ends: bool = True) -> tuple[str, ...]:
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < n:
        stem = "".join(draw.choice(_SYLLABLES) for _ in range(draw.choice((1, 1, 2))))
        found[(stem + (draw.choice(_ENDS) if ends else draw.choice(_SYLLABLES))).capitalize()] = None
    return tuple(found)


class _Debate:
    """One debate: what it is about, where, and who takes part; some speak far more than others."""

    def __init__(self, number: int) -> None:
        draw = random.Random(f"debate {number}")
        self.place = draw.choice(_names(1500, 3, False))
        self.options = [f"{draw.choice(_KINDS)} {draw.choice(_HEADS)}" for _ in range(4)]
        surnames = _names(4000, 1)
        bodies = [f"{draw.choice(_names(3000, 2, False))} {draw.choice(_BODIES)}" for _ in range(9)]
        self.cast = [
            Person(
                given := draw.choice(_GIVEN), draw.choice(surnames), draw.choice(_TITLES), draw.choice(bodies),
                _GIVEN.index(given) >= 18,
            )
            for _ in range(28)
        ]  # fmt: skip
        self.activity = list(accumulate(1 / rank for rank in range(1, 29)))
        self.common = draw.choices(_names(20_000, 5, False), k=40)  # names of villages, boats and mills hereabouts


@cache
def _wordlist() -> tuple[tuple[str, ...], list[float]]:
    """Nouns, the real ones first, and their summed weights: a few are everywhere, most are rare, as in any language."""
    nouns = (*_NOUNS, *(name.lower() for name in _names(20_000, 5, False)))
    return nouns, list(accumulate(1 / (rank + 20) for rank in range(len(nouns))))


def _noun(draw: random.Random) -> str:
    nouns, weights = _wordlist()
    return draw.choices(nouns, cum_weights=weights)[0]


def _say(draw: random.Random, option: str, patterns: Sequence[str]) -> str:
    return draw.choice(patterns).format(
        c=f"the {option}", n=_noun(draw), n2=_noun(draw), w=_noun(draw), a=draw.choice(_ADJECTIVES),
        v=draw.choice(_VERBS),
    )  # fmt: skip


def _saying(draw: random.Random, option: str) -> str:
    """What somebody says: a view of an option, and often a second part."""
    first = _say(draw, option, draw.choice((_FOR, _AGAINST, _OTHER)))
    if draw.random() < 0.6:
        first += f", {draw.choice(('and', 'but', 'because', 'while'))} {_say(draw, option, _OTHER)}"
    return first


def _plain(draw: random.Random, debate: _Debate, day: date) -> tuple[str, str]:
    """A sentence of the reporter's own, without a source, in two parts; a name of the place stands between them."""
    n, a, v = draw.choice, _ADJECTIVES, _VERBS
    before = f"The {n(a)} {_noun(draw)} near "
    rest = f" {n(v)} the {_noun(draw)} of a {n(a)} {_noun(draw)} {n(_ADVERBS)}"
    kind = draw.randrange(7)
    if kind == 0:
        on = day + timedelta(days=draw.randrange(-90, 120))
        rest += f" on {on:%B} {on.day}" + (f", {on.year}" if draw.random() < 0.4 else "")
    elif kind == 1:
        rest += f" for ${draw.randrange(2, 900)} million a year"
    elif kind == 2:
        rest += f", and {draw.randrange(20, 9000):,} {_noun(draw)}s were {n(v)} last {n(('week', 'month', 'year'))}"
    elif kind == 3:
        rest += f" before parliament votes on {(day + timedelta(days=draw.randrange(1, 9))):%A}"
    return before, rest + f", while the {n(a)} {_noun(draw)} {n(v)} a {_noun(draw)}."


def _report(page: _Page, draw: random.Random, who: Person, said: str, day: date) -> None:
    """One attribution: direct, indirect or by a pronoun, in the outlet's own frame."""
    first = who not in page.named
    page.named.add(who)
    source: list[Span] = []
    cue_word = draw.choice(("said", "said", "said", "told reporters", "warned", "argued", "added"))
    style = draw.randrange(4)
    when = f" on {day - timedelta(days=draw.randrange(3)):%A}" if draw.random() < 0.35 else ""

    def name_source() -> None:
        start = page.n
        if first:
            if draw.random() < 0.6:
                page.add(f"{who.title} ")
                page.mention(who.full, EntityKind.PERSON)
            else:
                page.mention(who.full, EntityKind.PERSON)
                page.add(" of the ")
                page.mention(who.body, EntityKind.ORGANIZATION)
        elif draw.random() < 0.25:
            page.mention("he" if who.male else "she", EntityKind.UNKNOWN, MentionType.PRONOUN)
        else:
            page.mention(who.surname, EntityKind.PERSON)
        source.append(Span(start, page.n))

    parts: dict[str, tuple[Span, ...]]
    if style < 2:
        page.add("“")
        content = page.add(said[0].upper() + said[1:] + ",")
        page.add("” ")
        name_source()
        page.add(" ")
        cue = page.add(cue_word)
        page.add(f"{when}.")
        parts = {"content": (content,), "quote": (content,)}
    elif style == 2:
        name_source()
        page.add(" ")
        cue = page.add(cue_word)
        page.add(f"{when} that ")
        content = page.add(said)
        page.add(".")
        parts = {"content": (content,), "quote": ()}
    else:
        name_source()
        page.add(" ")
        cue = page.add(cue_word)
        page.add(f"{when} that ")
        cut = said.find(" ", len(said) // 2)
        start = page.n
        page.add(f"{said[:cut]} “")
        quote = page.add(said[cut + 1 :])
        content = Span(start, page.n)
        page.add("”.")
        parts = {"content": (content,), "quote": (quote,)}
    page.sayings.append(parts | {"source": tuple(source), "cue": (cue,)})


def invented_articles(n: int, *, seed: int = 1) -> Iterator[Annotated]:
    """`n` annotated articles of 300 to 600 words, no text twice."""
    draw = random.Random(seed)
    outlets = [f"The {place} {paper}" for place in _names(1500, 3, False)[:60] for paper in _PAPERS][::3]
    debates = [_Debate(number) for number in range(max(3, n // STORY_DEBATE))]
    made = 0
    while made < n:
        debate = draw.choice(debates)
        day = FIRST_DAY + timedelta(days=draw.randrange(1200))
        option = draw.choice(debate.options)
        cast = draw.choices(debate.cast, cum_weights=debate.activity, k=draw.randrange(2, 6))
        stranger = Person(
            given := draw.choice(_GIVEN), draw.choice(_names(4000, 1)), "Captain", f"{debate.place} Union",
            _GIVEN.index(given) >= 18,
        )  # fmt: skip
        acts = [(who, _saying(draw, option)) for who in dict.fromkeys((*cast, stranger)) for _ in range(4)]
        facts = [_plain(draw, debate, day) for _ in range(6)]
        earlier: list[Annotated] = []
        for _ in range(min(n - made, draw.choice((1, 1, 2, 3, 4, 5, 9)))):
            late = day + timedelta(days=draw.choice((0, 0, 0, 1, 2)))
            wire = draw.choice(earlier) if earlier and draw.random() < 0.12 else None
            article = _written(draw, debate, option, acts, facts, draw.choice(outlets), late, made, wire)
            earlier.append(article)
            yield article
            made += 1


def _written(
    draw: random.Random, debate: _Debate, option: str, acts: Sequence[tuple[Person, str]],
    facts: Sequence[tuple[str, str]], outlet: str, day: date, number: int, wire: Annotated | None,
) -> Annotated:  # fmt: skip
    page = _Page()
    start = page.add(f"{draw.choice(acts)[0].surname} speaks on {option} as {debate.place} waits, again").start
    page.line(RegionKind.HEADLINE, start)
    start = page.add(f"By {draw.choice(_GIVEN)} {draw.choice(_names(4000, 1))}").start
    page.line(RegionKind.CREDIT, start)
    if wire is not None:
        start = page.add(f"This article was originally published in {wire.document.outlet}.").start
        page.line(RegionKind.CREDIT, start)
        _copy(page, wire)
    goal = draw.randrange(300, 600) * 6.0
    told = list(acts)
    draw.shuffle(told)
    while page.n < goal:
        start = page.n
        for _ in range(draw.choice((1, 2, 2, 3))):
            if page.n > start:
                page.add(" ")
            if told and draw.random() < 0.52:
                who, said = told.pop()
                _report(page, draw, who, said, day)
            else:
                before, rest = draw.choice(facts) if draw.random() < 0.05 else _plain(draw, debate, day)
                page.add(before)
                page.mention(draw.choice((debate.place, draw.choice(debate.common))), EntityKind.PLACE)
                page.add(rest)
                if draw.random() < 0.3:
                    page.add(" The ")
                    page.mention(draw.choice(debate.cast).body, EntityKind.ORGANIZATION)
                    page.add(f" keeps a {draw.choice(_ADJECTIVES)} {_noun(draw)}.")
        page.line(RegionKind.BODY, start)
    start = page.add(f"Sign up for the evening letter of {outlet}").start
    page.line(RegionKind.FURNITURE, start)
    return _finished(page, outlet, day if draw.random() > 0.08 else None, number)


def _copy(page: _Page, wire: Annotated) -> None:
    """The body of another article, word for word, with all that is planted in it."""
    body = [region for region in wire.regions if region.kind is RegionKind.BODY]
    first, last = body[0].start, body[-1].end
    moved = page.n - first
    page.add(wire.document.text[first:last])

    def shift(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(Span(span.start + moved, span.end + moved) for span in spans)

    page.regions += [Region(region.kind, region.start + moved, region.end + moved) for region in body]
    page.add("\n\n")
    for mention in wire.annotation.mentions:
        if first <= mention.start < last:
            page.mentions.append((mention.start + moved, mention.end + moved, mention.type, mention.entity))
    for one in wire.annotation.attributions:
        if first <= one.cue[0].start < last:
            parts = ("source", "cue", "content", "quote")
            page.sayings.append({part: shift(getattr(one, part)) for part in parts})


def _finished(page: _Page, outlet: str, day: date | None, number: int) -> Annotated:
    text = "".join(page.words).rstrip("\n")
    digest = sha256(text)
    identifier = f"doc-{digest[:16]}"
    attributions = tuple(
        Attribution(
            stable_id("att", identifier, *parts["cue"]),
            identifier,
            AttributionType.DIRECT
            if parts["quote"] == parts["content"]
            else AttributionType.MIXED
            if parts["quote"]
            else AttributionType.INDIRECT,
            AttributionKind.SAID,
            parts["source"],
            parts["cue"],
            parts["content"],
            parts["quote"],
            None,
            "invented",
            0.9,
        )
        for parts in page.sayings
    )
    mentions = tuple(Mention(identifier, *planted) for planted in sorted(page.mentions))
    regions = tuple(region for region in page.regions if region.end <= len(text))
    published = DateRange() if day is None else DateRange.day(day)
    document = Document(
        identifier,
        (f"{number:07}.txt",),
        text,
        digest,
        outlet=outlet,
        title=text.partition("\n")[0],
        language="en",
        published=published,
        published_basis=Basis.NONE if day is None else Basis.METADATA,
    )
    return Annotated(document, regions, Annotation(identifier, attributions, mentions))
