"""Gold chains as articles with sources, and how often resolution leads a source back to the right chain.

GUM's coreference (news, interviews, biographies) and NewsWCL50's chains over several outlets: names and pronouns that
stand before a verb of speaking. No tagger takes part: names come from the rules alone.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure
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


_SPEAKS = frozenset(
    """said says say added adds told tells stated states announced explained argued claimed insisted warned denied
    admitted confirmed noted wrote replied responded declared believes thinks suggested acknowledged commented
    asked reported described recalled remarked continued tweeted urged called""".split()
)


PRONOUNS = frozenset(("he", "she"))


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
            pronoun = end == first + 1 and tokens[first].lower() in PRONOUNS
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
