"""An invented press of any size with every report's true origin known: stories, the reports that stand on each other,
and what only looks like reuse.

Planted are reposts, desk edits, updated versions, excerpts, kept sentences, credited retellings, lifted quotations,
wire copy whose original is missing and embedded posts; beside them stand reports of one press conference in each
reporter's own words, notes that all papers print, idioms, quoted clauses, long names, chance runs of words, slogans of
several speakers and speeches given again months later. Everything depends on the seed and the size only.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.planted_text import (
    Person,
    Speech,
    Topic,
    credited,
    edited,
    make_speech,
    make_topic,
    part_of,
    retyped,
    sentence,
)
from benchmarks.quality.planted_words import ADJECTIVES, BOILERPLATES, NOUNS, PHRASES, SLOGANS, made_name, noun
from onrecord.record import (
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
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.planted"
N_ARTICLES, SEED = 10_000, 11
HEADS = "Gazette Courier Herald Tribune Chronicle Telegraph Examiner Observer Dispatch Sentinel Ledger".split()
WIRES = {"AP": "Associated Press", "Reuters": "Reuters", "AFP": "Agence France-Presse"}
FIRST_DAY, N_DAYS = date(2030, 1, 1), 700
UNDATED = 0.12  # share of articles whose day is not known
UNRESOLVED = 0.12  # share of attributions whose speaker resolution did not find


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: a reporter's words, and in it, where `content` is not empty, one report of `speech`."""

    before: str
    content: str = ""
    after: str = ""
    speech: Speech | None = None
    form: str = ""  # whole, retyped, part, again (indirect, near the words), retold (in other words), post, slogan


@dataclass(slots=True)
class Planted:
    """Articles with what is true of them; ids go by document and attribution.

    `edges`: manner of each derivation by document and target (a document's id or an outlet's name). `family`: documents
    that hold one text, so that verbatim words in common are no mistake. `acts`: attribution -> speech and form.
    """

    articles: list[Annotated] = field(default_factory=list)
    edges: dict[tuple[str, str], str] = field(default_factory=dict)
    family: dict[str, set[str]] = field(default_factory=dict)
    kin: dict[str, set[str]] = field(default_factory=dict)
    targets_of: dict[str, list[str]] = field(default_factory=dict)
    trap: dict[str, set[str]] = field(default_factory=dict)  # what a document looks alike with others for
    acts: dict[str, tuple[str, str]] = field(default_factory=dict)
    speakers: dict[str, str | None] = field(default_factory=dict)
    said: dict[str, DateRange] = field(default_factory=dict)

    def targets(self, document: str) -> Sequence[str]:
        """What a document was planted to stand on."""
        return self.targets_of.get(document, ())


def plant(n_articles: int, *, seed: int = 11) -> Planted:
    """About `n_articles` articles (whole stories, so a few more)."""
    chance = random.Random(seed)
    press = Press(chance, max(12, min(220, n_articles // 12)))
    number = 0
    while len(press.made.articles) < n_articles:
        press.story(number)
        number += 1
    chance.shuffle(press.made.articles)
    return press.made


@dataclass(frozen=True, slots=True)
class Story:
    """What later reports of an event build on: the first report's id and paragraphs, what was said to all, and what was
    said to its reporter alone."""

    topic: Topic
    original: str
    first: Sequence[Part]
    public: Speech
    private: Speech
    day: date


class Press:
    """All outlets of the invented world at work."""

    def __init__(self, chance: random.Random, n_outlets: int) -> None:
        self.chance, self.made = chance, Planted()
        self.outlets = [f"The {made_name(chance)} {chance.choice(HEADS)}" for _ in range(n_outlets)]
        self.phrases = [Part(phrase) for phrase in PHRASES]
        self.people: list[Person] = []
        self.stump: list[tuple[Speech, date]] = []

    def story(self, number: int) -> None:
        """One event: first reports by several outlets, then what others make of them."""
        chance = self.chance
        topic = make_topic(number, chance, self.people)
        day = FIRST_DAY + timedelta(chance.randrange(N_DAYS))
        public = [
            make_speech(f"speech-{number}-{n}", person, topic, chance) for n, person in enumerate(topic.people[:2])
        ]
        private = make_speech(f"speech-{number}-9", topic.people[2], topic, chance)
        # Another act of a speaker of today, on the matter of today: like it, and not it.
        second = make_speech(f"speech-{number}-8", topic.people[0], topic, chance)
        outlets = chance.sample(self.outlets, 9)
        first = [*self.own(topic, 9), *(self.report(speech, "whole") for speech in (*public, private, second))]
        first += [self.report(private, "part")] if chance.random() < 0.2 else []
        chance.shuffle(first)
        original = self.print(outlets[0], day, first, dated=True)
        for outlet in outlets[1 : 2 + chance.randrange(2)]:  # heard at the same press conference
            forms = [chance.choice(("whole", "retyped", "part", "again")) for _ in public]
            told = [self.report(speech, form) for speech, form in zip(public, forms, strict=True)]
            self.print(outlet, day, [*self.own(topic, 8), *told])
        from benchmarks.quality.planted_manners import MANNERS

        manners = sorted(MANNERS)
        for outlet, manner in zip(outlets[4:], chance.sample(manners, 2 + chance.randrange(3)), strict=False):
            MANNERS[manner](self, Story(topic, original, first, public[0], private, day), outlet)
        self._alike(number, topic, public[0], outlets, day)

    def own(self, topic: Topic, most: int) -> list[Part]:
        chance = self.chance
        parts = [Part(sentence(topic, chance)) for _ in range(chance.randrange(most // 2, most) + 1)]
        parts += [Part(chance.choice(PHRASES)) for _ in range(chance.randrange(3))]
        return parts

    def report(self, speech: Speech, form: str) -> Part:
        chance, who = self.chance, credited(speech.person, self.chance)
        if form in ("again", "retold"):
            words = edited(speech.again if form == "again" else speech.retold, chance, 0.12)
            verb = chance.choice(("said that", "told reporters that", "made it clear that", "announced that"))
            return Part(f"{who} {verb} ", words, ".", speech, form)
        words = {"whole": speech.words, "retyped": retyped(speech.words, chance)}.get(form) or part_of(
            speech.words, chance
        )
        if chance.random() < 0.5:
            return Part("", f"“{words},”", f" {chance.choice(('said', 'warned', 'told a crowd'))} {who}.", speech, form)
        return Part(f"{who} {chance.choice(('said', 'insisted', 'declared'))}: ", f"“{words}.”", "", speech, form)

    def print(
        self, outlet: str, day: date, parts: Sequence[Part], *, dated: bool = False, late: int = 0, foot: str = ""
    ) -> str:
        """Puts one article into the world; its id."""
        chance, made = self.chance, self.made
        identifier = f"doc-{len(made.articles)}"
        known = dated or chance.random() >= UNDATED
        published = DateRange.day(day + timedelta(late)) if known else DateRange()
        topic_words = next((part.before for part in parts if not part.content and part.before not in PHRASES), "News")
        text = " ".join(topic_words.split()[:6]).strip(",.") + "\n\n"
        regions = [Region(RegionKind.HEADLINE, 0, len(text) - 2)]
        attributions: list[Attribution] = []
        for part in parts:
            start = len(text) + len(part.before)
            text += part.before + part.content + part.after + "\n\n"
            if part.speech is not None:
                attributions.append(_attribution(f"{identifier}-{len(attributions)}", identifier, start, part))
                name = attributions[-1].id
                made.acts[name] = part.speech.id, part.form
                made.speakers[name] = part.speech.person.id if chance.random() >= UNRESOLVED else None
                made.said[name] = published
        if foot:
            text += foot + "\n\n"
        if chance.random() < 0.5:
            text += chance.choice(BOILERPLATES) + "\n"
        regions.append(Region(RegionKind.BODY, regions[0].end, len(text)))
        document = Document(identifier, (f"{identifier}.txt",), text, sha256(text), outlet=outlet, published=published)
        made.articles.append(Annotated(document, tuple(regions), Annotation(identifier, tuple(attributions))))
        made.family[identifier] = {identifier}
        return identifier

    def outlet_of(self, identifier: str) -> str:
        return self.made.articles[int(identifier.partition("-")[2])].document.outlet or ""

    def near(self, identifier: str, original: str) -> None:
        """Two reports may share a chance run of words where one tells the other's matter: that is no mistake."""
        self.made.kin.setdefault(identifier, set()).add(original)

    def derived(self, identifier: str, original: str, manner: str, *, text: bool = True) -> None:
        self.made.edges[identifier, original] = manner
        self.made.targets_of.setdefault(identifier, []).append(original)
        if text:
            self.made.family[identifier] |= {original}

    def desk(self, parts: Sequence[Part], share: float) -> list[Part]:
        return [
            replace(part, before=edited(part.before, self.chance, share)) if not part.content else part
            for part in parts
        ]

    def _alike(self, number: int, topic: Topic, speech: Speech, outlets: Sequence[str], day: date) -> None:
        """What must not be joined: slogans, speeches given again, quoted clauses, long names, chance runs."""
        chance, made = self.chance, self.made
        trap = chance.choice(("slogan", "stump", "clause", "name", "chance run", "none", "none"))
        before = len(made.articles)
        if trap == "slogan":
            words = chance.choice(SLOGANS)
            said = replace(speech, id=f"slogan-{number}", words=words)
            part = Part("", f"“{words},”", f" said {credited(said.person, chance)}.", said, "slogan")
            self.print(outlets[8], day, [*self.own(topic, 8), part])
        elif trap == "stump":
            if self.stump and chance.random() < 0.6:
                old, last = chance.choice(self.stump)
                self.print(
                    outlets[8],
                    last + timedelta(100 + chance.randrange(60)),
                    [*self.own(topic, 8), self.report(replace(old, id=f"stump-{number}"), "whole")],
                    dated=True,
                )
            else:
                self.stump.append((speech, day))
        elif trap in ("clause", "name", "chance run"):
            a, b, c = (chance.choice(NOUNS) for _ in range(3))
            if trap == "clause":
                shared = (
                    f"Article {number} reads: “No {noun(a)} shall be built within two miles of any {noun(b)} unless "
                    f"the owner of the nearest {noun(c)} has given leave in writing.”"
                )
            elif trap == "name":
                full = (
                    f"Royal Commission on the Protection of {noun(a).title()} and the Orderly Use of "
                    f"{noun(b).title()} and {noun(c).title()} Rights"
                )
                shared = f"The {full} meets on Mondays."
            else:
                shared = f"the {chance.choice(ADJECTIVES)} {noun(a)} beside the {noun(b)} is older than the {noun(c)}"
            for outlet in outlets[7:9]:
                mine = [*self.own(make_topic(number, chance, []), 8)]
                mine.insert(1, Part(f"{shared}, {sentence(topic, chance)}" if trap == "chance run" else shared))
                self.print(outlet, day + timedelta(chance.randrange(5)), mine)
        for article in made.articles[before:]:
            made.trap.setdefault(article.document.id, set()).add(trap)


def _attribution(identifier: str, document_id: str, start: int, part: Part) -> Attribution:
    """The report with the spans that a careful tagger marks; the cue is the words beside the content."""
    content = Span(start, start + len(part.content))
    quoted = part.content[:1] == "“"
    quote = (Span(content.start + 1, content.end - 1 - (part.content[-2] in ",.")),) if quoted else ()
    quote = (content,) if part.form == "post" else quote
    cue = Span(start - len(part.before), start) if part.before else Span(content.end, content.end + len(part.after))
    kind = AttributionType.DIRECT if quoted else AttributionType.INDIRECT
    return Attribution(identifier, document_id, kind, AttributionKind.SAID, (), (cue,), (content,), quote)


def measure(n_articles: int = N_ARTICLES, seed: int = SEED) -> list[Measure]:
    """Derivations and statement clusters of a press of so many articles."""
    from benchmarks.quality.planted_score import measure_planted  # it reads this module

    return measure_planted(n_articles, seed, COMMAND)


def main() -> int:
    """The exit code: 0 when no goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=N_ARTICLES)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    return 0 if print_measures(measure(asked.articles, asked.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())
