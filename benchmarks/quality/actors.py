"""How often a source is led back to the right actor, and whether two actors are ever made one.

    python -m benchmarks.quality.actors

Gold: GUM's coreference (news, interviews, biographies, speeches; names and pronouns that stand before a verb of
speaking), NewsWCL50's chains over several outlets, invented stories in `actor_stories.txt`, a table of metonyms.
Silver, printed without a goal: PolNeAR's pronoun sources against CoreNLP's coreference, which was right in 16 of 30
hand-checked cases. No tagger takes part: names come from the rules alone, so that the numbers are a floor. The stories
were written beside the rules. Corpora are read from `../shared/data` (or `$ONRECORD_DATA`); a missing one says so.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from onrecord.record import (
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Document,
    MentionType,
    Region,
    RegionKind,
    Span,
)
from onrecord.resolution.actors import ActorResolution, resolve_actors
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.actors"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
STORIES = Path(__file__).with_name("actor_stories.txt")
_SPEAKS = frozenset(
    """said says say added adds told tells stated states announced explained argued claimed insisted warned denied
    admitted confirmed noted wrote replied responded declared believes thinks suggested acknowledged commented
    asked reported described recalled remarked continued tweeted urged called""".split()
)
_PRONOUNS = frozenset(("he", "she"))
_GLUED = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "'re", "'ve", "'ll", "'d", "'m"))
_NOT_NAMES = frozenset("I You We They One It This That These Those Who What He She Everyone Nobody Someone".split())
_GENRES = frozenset(("news", "interview", "bio"))


@dataclass
class Gold:
    """Annotated articles with, for each attribution, its gold entity and whether its source is a pronoun; and for each
    document the gold entities of spans."""

    articles: list[Annotated] = field(default_factory=list)
    wanted: dict[str, tuple[str, bool]] = field(default_factory=dict)
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)


def records(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def annotated(name: str, text: str, attributions: Iterable[Attribution] = ()) -> Annotated:
    """A document that is all body, with these attributions."""
    document = Document(name, (name,), text, sha256(text))
    return Annotated(document, (Region(RegionKind.BODY, 0, len(text)),), Annotation(name, tuple(attributions)))


def said(identifier: str, document: str, source: Span, cue: Span) -> Attribution:
    """A bare attribution: who, and the verb."""
    kinds = AttributionType.INDIRECT, AttributionKind.SAID
    return Attribution(identifier, document, *kinds, (source,), (cue,), (Span(cue.end, cue.end),))


def running_text(tokens: list[str], breaks: set[int], spaced: list[bool] | None) -> tuple[str, list[tuple[int, int]]]:
    """Text of tokens, a line break before each index of `breaks`, and the place of each token."""
    text = ""
    places = []
    for index, token in enumerate(tokens):
        if index and index in breaks:
            text += "\n"
        elif index and (spaced[index - 1] if spaced else token not in _GLUED and "-" not in (token, tokens[index - 1])):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def speaking_mentions(
    tokens: list[str], mentions: list[list[Any]], chain_at: int
) -> Iterator[tuple[int, int, str, int]]:
    """Mentions directly before a verb of speaking: (first token, end token, chain, verb's token)."""
    longest: dict[int, tuple[int, int, str]] = {}
    for mention in mentions:
        first, end, chain = mention[0], mention[1], str(mention[chain_at])
        if end - 1 not in longest or first < longest[end - 1][0]:
            longest[end - 1] = (first, end, chain)
    for last, (first, end, chain) in longest.items():
        verb = last + 1
        if verb < len(tokens) and tokens[verb] == ",":
            verb += 1
        if verb < len(tokens) and tokens[verb].lower() in ("has", "had", "also", "later", "then"):
            verb += 1
        if verb < len(tokens) and tokens[verb] in _SPEAKS:
            yield first, end, chain, verb


def gold_of(rows: Iterable[dict[str, Any]], chain_at: int, *, named: str | None = None) -> Gold:
    """Gold from rows of tokens and mentions; only chains with `named` in their label count when it is given."""
    gold = Gold()
    for row in rows:
        name = row["id"]
        tokens = row["tokens"]
        text, places = running_text(tokens, set(row.get("paras", ())), row.get("space_after"))
        attributions = []
        for first, end, chain, verb in speaking_mentions(tokens, row["mentions"], chain_at):
            identifier = f"{name}:{first}"
            source = Span(places[first][0], places[end - 1][1])
            pronoun = end == first + 1 and tokens[first].lower() in _PRONOUNS
            if not pronoun and (not tokens[end - 1][0].isupper() or tokens[end - 1] in _NOT_NAMES):
                continue
            attributions.append(said(identifier, name, source, Span(*places[verb])))
            gold.wanted[identifier] = (chain if chain_at == 2 else f"{name}:{chain}", pronoun)
        gold.articles.append(annotated(name, text, attributions))
        gold.spans[name] = [
            (places[m[0]][0], places[m[1] - 1][1], str(m[chain_at]) if chain_at == 2 else f"{name}:{m[chain_at]}")
            for m in row["mentions"]
            if named is None or named in str(m[chain_at])
        ]
    return gold


def chains_of_actors(result: ActorResolution, gold: Gold) -> dict[str, Counter[str]]:
    """Actor id to the gold entities that its name mentions fall on: the smallest gold span that ends where it ends."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in result.actors:
        for mention in actor.mentions:
            if mention.type is not MentionType.NAME:
                continue
            ending = [
                (end - start, chain)
                for start, end, chain in gold.spans[mention.document_id]
                if start <= mention.start and 0 <= end - mention.end <= 2
            ]
            if ending:
                found[actor.id][min(ending)[1]] += 1
    return found


@dataclass
class Tally:
    """Counts of one corpus: sources by pronoun or name, person names in their own and in another's actor."""

    right: Counter[bool] = field(default_factory=Counter)
    total: Counter[bool] = field(default_factory=Counter)
    merged: int = 0
    names: int = 0
    misses: list[str] = field(default_factory=list)


def count(gold: Gold, tally: Tally) -> None:
    """Adds one collection, resolved by itself."""
    result = resolve_actors(gold.articles)
    chains = chains_of_actors(result, gold)
    texts = {article.document.id: article.document.text for article in gold.articles}
    nameable = {chain for counter in chains.values() for chain in counter}
    sources = {a.id: a for article in gold.articles for a in article.annotation.attributions}
    for identifier, (chain, pronoun) in gold.wanted.items():
        if chain not in nameable:
            continue  # nobody names this entity anywhere: there is no actor to find
        speaker = result.speakers[identifier]
        tally.total[pronoun] += 1
        top = chains[speaker.actor_id].most_common(1) if speaker.actor_id in chains else []
        if top and top[0][0] == chain:
            tally.right[pronoun] += 1
        else:
            attribution = sources[identifier]
            text = texts[attribution.document_id]
            place = attribution.source[0]
            around = text[max(0, place.start - 90) : place.end + 40].replace("\n", " / ")
            given = f"{speaker.actor_name!r} [{speaker.resolved_by}]"
            tally.misses.append(f"{identifier} {place.of(text)!r} -> {given} {chain} {top} {around}")
    for actor in result.actors:
        if actor.kind is ActorKind.PERSON and actor.id in chains:
            ranked = chains[actor.id].most_common()
            tally.names += sum(number for _, number in ranked)
            tally.merged += sum(number for _, number in ranked[1:])
            if len(ranked) > 1:
                tally.misses.append(f"merged in {actor.name!r} {actor.aliases}: {ranked}")


def score(golds: Iterable[Gold], label: str, *, goals: tuple[float, float]) -> tuple[list[Measure], list[str]]:
    """Entity-level accuracy of named and pronoun sources, names in a wrong actor, and the misses in words."""
    tally = Tally()
    for gold in golds:
        count(gold, tally)
    rows = []
    for pronoun, goal, what in ((False, goals[0], "named"), (True, goals[1], "pronoun")):
        if tally.total[pronoun]:
            share = tally.right[pronoun] / tally.total[pronoun]
            result = f"{share:.3f} ({tally.right[pronoun]}/{tally.total[pronoun]})"
            name = f"{label}: {what} sources led to the right entity"
            rows.append(Measure(name, f">= {goal:.2f}", result, share >= goal, COMMAND))
    name = f"{label}: person names that fall on another entity than their actor's"
    rows.append(Measure(name, "", f"{tally.merged}/{tally.names}", None, COMMAND))
    return rows, tally.misses


def gum() -> tuple[list[Measure], list[str]]:
    rows = [
        row
        for split in ("train", "dev")
        for row in records(DATA / "gum" / f"gum_entities_{split}.jsonl.gz")
        if row["genre"] in _GENRES
    ]
    return score([gold_of(rows, 3)], "GUM", goals=(0.85, 0.75))


def newswcl() -> tuple[list[Measure], list[str]]:
    rows = list(records(DATA / "newswcl50" / "newswcl50.jsonl.gz"))
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        topics[row["id"].split("/")[0]].append(row)
    return score([gold_of(topic, 2) for topic in topics.values()], "NewsWCL50", goals=(0.85, 0.75))


_MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]|<([^>]+)>")


def read_story(name: str, marked: str) -> tuple[Annotated, dict[str, str]]:
    """An article from marked text, and its gold: attribution id to the actor's name ("-" for nobody)."""
    text = ""
    at = 0
    pending: list[tuple[Span, str]] = []
    attributions: list[Attribution] = []
    gold: dict[str, str] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark.group(1) or mark.group(3)
        at = mark.end()
        if mark.group(1):
            pending.append((Span(start, len(text)), mark.group(2)))
        elif pending:
            source, actor = pending.pop()
            identifier = f"{name}:{len(attributions)}"
            attributions.append(said(identifier, name, source, Span(start, len(text))))
            gold[identifier] = actor
    text += marked[at:]
    # A pronoun inside a quotation belongs to its speaker: the quoted words are the content of the attribution after.
    for index, attribution in enumerate(attributions):
        before = text[: attribution.source[0].start].rstrip()
        if before.endswith('"'):
            opening = before.rfind('"', 0, len(before) - 1)
            quoted = Span(opening + 1, len(before) - 1)
            attributions[index] = replace(attribution, content=(quoted,), quote=(quoted,))
    return annotated(name, text, attributions), gold


def stories() -> tuple[list[Measure], list[str]]:
    """Named, pronoun and described sources of the invented stories; each must get exactly the actor it means."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses = []
    wrong = 0
    for number, story in enumerate(STORIES.read_text("utf-8").split("\n== ")[1:]):
        read = [
            read_story(f"s{number}.{part}", text) for part, text in enumerate(story.partition("\n")[2].split("\n--\n"))
        ]
        result = resolve_actors([article for article, _ in read])
        names = {actor.id: {actor.name, *actor.aliases} for actor in result.actors}
        for article, gold in read:
            for attribution in article.annotation.attributions:
                surface = attribution.source[0].of(article.document.text)
                wanted = gold[attribution.id]
                speaker = result.speakers[attribution.id]
                what = (
                    "pronoun"
                    if surface.lower() in _STORY_PRONOUNS
                    else "named"
                    if _is_named(surface, wanted)
                    else "described"
                )
                total[what] += 1
                found = names.get(speaker.actor_id or "", {"-"})
                if wanted in found:
                    right[what] += 1
                else:
                    wrong += speaker.actor_id is not None
                    found_as = f"{speaker.actor_name!r} [{speaker.resolved_by}]"
                    misses.append(f"{attribution.id} {surface!r} -> {found_as}, not {wanted!r}")
    rows = []
    for what, goal in (("named", 0.85), ("pronoun", 0.75), ("described", 0.75)):
        share = right[what] / total[what]
        rows.append(
            Measure(
                f"stories: {what} sources led to the right actor",
                f">= {goal:.2f}",
                f"{share:.3f} ({right[what]}/{total[what]})",
                share >= goal,
                COMMAND,
            )
        )
    rows.append(Measure("stories: sources given to a wrong actor", "0", str(wrong), wrong == 0, COMMAND))
    return rows, misses


_STORY_PRONOUNS = frozenset("he she they it i we".split())


def _is_named(surface: str, wanted: str) -> bool:
    """True when the source holds the surname or another distinctive word of the actor's name."""
    return wanted.split()[-1].lower() in surface.lower()


# Sentence, and whether its state speaks (the state's name) or is only a place ("").
METONYMS = (
    ("Washington said it would sign the accord.", "United States"),
    ("The envoy lives in Washington.", ""),
    ("Jerusalem rejected the offer on Sunday.", "Israel"),
    ("Pilgrims walked from Jericho to Jerusalem.", ""),
    ("Moscow warned that it would respond.", "Russia"),
    ("The train from Moscow was late.", ""),
    ("Talks between Tokyo and Seoul resumed.", "Japan"),
    ("London has agreed to pay.", "United Kingdom"),
    ("A concert in London drew thousands.", ""),
    ("Beijing is considering new tariffs.", "China"),
    ("Shops across Beijing closed early.", ""),
    ("Tel Aviv was looking for a gesture.", "Israel"),
    ("Paris and Berlin urged restraint.", "France"),
    ("He was born near Paris.", ""),
    ("Ankara reportedly expelled two diplomats.", "Turkey"),
    ("The US wants a deal.", "United States"),
    ("The UK denied the report.", "United Kingdom"),
    ("Britain accused its neighbour of delay.", "United Kingdom"),
    ("Tehran will not negotiate.", "Iran"),
    ("New Delhi summoned the ambassador.", "India"),
    ("The flight to New Delhi was full.", ""),
    ("Kyiv thanked its partners and pledged reforms.", "Ukraine"),
    ("The museum outside Kyiv reopened.", ""),
    ("Canberra signed the pact with Wellington.", "Australia"),
    ("The river passes through Vienna.", ""),
)


def metonyms() -> tuple[list[Measure], list[str]]:
    """Sentences in which a seat of government acts, or is only a place."""
    misses = []
    for number, (sentence, wanted) in enumerate(METONYMS):
        result = resolve_actors([annotated(f"m{number}", sentence)])
        found = {actor.name for actor in result.actors if actor.kind is ActorKind.STATE}
        if (wanted not in found) if wanted else found:
            misses.append(f"{sentence!r}: {sorted(found)}, not {wanted!r}")
    right = len(METONYMS) - len(misses)
    share = right / len(METONYMS)
    return [
        Measure(
            "metonyms: acting states told from places",
            ">= 0.90",
            f"{share:.3f} ({right}/{len(METONYMS)})",
            share >= 0.9,
            COMMAND,
        )
    ], misses


def polnear() -> list[dict[str, Any]]:
    return list(records(DATA / "polnear" / "dev.jsonl.gz"))


def polnear_article(row: dict[str, Any], name: str) -> Annotated:
    """A PolNeAR article with its gold attributions."""
    attributions = []
    for number, gold in enumerate(row["attributions"]):
        source, cue, content = (tuple(Span(b, e) for b, e in gold[role]) for role in ("source", "cue", "content"))
        kinds = AttributionType.INDIRECT, AttributionKind.SAID
        attributions.append(Attribution(f"{name}:{number}", name, *kinds, source, cue, content))
    return annotated(name, row["text"], attributions)


def silver() -> tuple[list[Measure], list[str]]:
    """He/she sources whose CoreNLP chain holds a name: how often our actor bears that surname."""
    agree = total = named = pronouns = 0
    rows = polnear()
    result = resolve_actors([polnear_article(row, row["id"]) for row in rows])
    names = {actor.id: " ".join((actor.name, *actor.aliases)).lower() for actor in result.actors}
    for row in rows:
        if not row["corenlp"]:
            continue
        tokens = row["corenlp"]["tok"]
        chains = {}
        for chain in row["corenlp"]["coref"]:
            leads = [m for m in chain if m[3]]
            text = row["text"][tokens[2 * leads[0][0]] : tokens[2 * leads[0][1] - 1]] if leads else ""
            if text[:1].isupper() and text.lower() not in _STORY_PRONOUNS:
                chains.update({tokens[2 * m[0]]: text for m in chain if m[1] - m[0] == 1})
        for number, gold in enumerate(row["attributions"]):
            if not gold["source"]:
                continue
            begin, end = gold["source"][0]
            if row["text"][begin:end].lower() not in _PRONOUNS:
                continue
            pronouns += 1
            speaker = result.speakers[f"{row['id']}:{number}"]
            named += speaker.actor_id is not None
            if begin in chains and speaker.actor_id is not None:
                total += 1
                known = set(re.findall(r"\w+", names.get(speaker.actor_id, "")))
                agree += any(word.lower() in known for word in re.findall(r"[A-Z]\w+", chains[begin]))
    return [
        Measure(
            "PolNeAR dev: he/she sources given an actor",
            "",
            f"{named / pronouns:.3f} ({named}/{pronouns})",
            None,
            COMMAND,
        ),
        Measure(
            "PolNeAR dev: agreement with CoreNLP (silver, itself about half right)",
            "",
            f"{agree / total:.3f} ({agree}/{total})",
            None,
            COMMAND,
        ),
    ], []


def speed() -> tuple[list[Measure], list[str]]:
    """Milliseconds of processor time an article of 700 words, at 100 and at 500 articles."""
    rows = polnear()
    took = {}
    for size in (100, 500):
        articles = [polnear_article(rows[n % len(rows)], f"p{n}") for n in range(size)]
        n_words = sum(len(article.document.text.split()) for article in articles)
        started = time.process_time()
        resolve_actors(articles)
        took[size] = 1000 * (time.process_time() - started) * 700 / n_words
    measures = [
        Measure("speed: gather, an article of 700 words", "<= 4 ms", f"{took[500]:.1f} ms", took[500] <= 4, COMMAND),
        Measure(
            "speed: 500 articles against 100, each",
            "<= 1.2x",
            f"{took[500] / took[100]:.2f}x",
            took[500] <= 1.2 * took[100],
            COMMAND,
        ),
    ]
    return measures, []


def measure() -> list[Measure]:
    """Every part's measures; a part whose corpus is missing gives a row that says so."""
    return [row for rows, _ in _parts() for row in rows]


def _parts() -> Iterator[tuple[list[Measure], list[str]]]:
    for part in (stories, metonyms, gum, newswcl, silver, speed):
        try:
            yield part()
        except FileNotFoundError as error:
            row = Measure(f"actors, {part.__name__}: corpus", "", f"{error.filename} is missing", None, COMMAND)
            yield [row], []


def main() -> int:
    rows: list[Measure] = []
    for measures, misses in _parts():
        rows += measures
        if "-v" in sys.argv and misses:
            print(*misses, sep="\n")
    return 0 if print_measures(rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
