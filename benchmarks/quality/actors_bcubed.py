"""B-cubed of actors over the documents of an event, for a file in the format of NewsWCL50.

    python -m benchmarks.quality.actors FILE.jsonl.gz [--json] [-v]

Each line of the file is a document: `id` ("event/-/event_outlet"), `tokens`, `mentions` ([first, end, chain]). The
documents of an event are resolved together, as one folder. Gold are the mentions of chains of persons (`_ACTOR`),
organizations (`_GROUP`, `_ORGANIZATION`) and countries (`_COUNTRY`); chains that gather several persons of a country
under one name (`_ACTOR-I`) are left out.

*Found*: the tagger and the resolver see the bare text; a gold mention is found where a mention of theirs has the same
head word in the same place. A gold mention that is not found has recall 0, and precision is that of the found ones
(B-cubed-0 of Stoyanov et al. 2009; what was found beside the gold mentions cannot be judged, for the annotation
is of the coded concepts only). *Given*: the resolver is told the places of the gold mentions, and nothing else of them.
Head-word matching, the baseline, makes one actor of all mentions in an event whose head words are equal.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.actor_gold import annotated, records
from onrecord.record import ActorKind, Annotated, Mention, MentionType, Span
from onrecord.resolution.actors import ActorResolution, resolve_actors

_RUNS = (
    ("", "found"),
    ("by_actor_", "found, by actor"),
    ("given_", "given"),
    ("head_", "found, by head word"),
    ("given_head_", "given, by head word"),
)
GOAL, MARGIN = 0.75, 0.15
_PRINCIPAL_SHARE = 0.05
_LEADS = frozenset("president premier chancellor king queen emperor emir sultan leader dictator ruler pope".split()) | {
    "prime minister"
}
KINDS = {"ACTOR": "person", "COUNTRY": "country", "GROUP": "organization", "ORGANIZATION": "organization"}
_GLUED_LEFT = frozenset((".", ",", ";", ":", "!", "?", ")", "]", "%", "”", "’", "…"))
_GLUED_RIGHT = frozenset(("(", "[", "$", "“", "‘", "£", "€", "#"))
_CLITICS = ("'s", "’s", "n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'", "’")
_POSTMODIFIERS = frozenset(
    """of in for at to from who whom whose which that on with by near under against during over about into and or
    but ( -- — –""".split()
) | {","}


@dataclass(frozen=True, slots=True)
class Item:
    """A gold mention: its event, document, head token, head word, chain, kind, and its place in the running text."""

    event: str
    document: str
    head: int
    word: str
    chain: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed precision, recall and their harmonic mean, and how many items were found."""

    precision: float
    recall: float
    n_found: int
    n_items: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bcubed(items: Sequence[Item], clusters: Mapping[Item, str]) -> Score:
    """B-cubed of `clusters`, which may leave items out; every item and cluster counts within its event."""
    placed = [item for item in items if item in clusters]
    joint = Counter((item.event, clusters[item], item.chain) for item in placed)
    in_cluster = Counter((item.event, clusters[item]) for item in placed)
    in_chain = Counter((item.event, item.chain) for item in items)
    precision = recall = 0.0
    for item in placed:
        same = joint[item.event, clusters[item], item.chain]
        precision += same / in_cluster[item.event, clusters[item]]
        recall += same / in_chain[item.event, item.chain]
    return Score(precision / max(len(placed), 1), recall / max(len(items), 1), len(placed), len(items))


def text_of(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The running text of tokens and each token's place in it; a token `\\n` is a break of paragraphs."""
    text = ""
    places: list[tuple[int, int]] = []
    opened = False
    glue = True
    for index, token in enumerate(tokens):
        if token in ("\\n", "\n") or not token.strip():
            text = text.rstrip() + "\n\n"
            places.append((len(text), len(text)))
            glue, opened = True, False
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        joins = token == "-" and text[-1:].isalnum() and following[:1].isalnum()
        closes = token == '"' and opened
        if not (glue or joins or closes or token in _GLUED_LEFT or token in _CLITICS):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
        glue = joins or token in _GLUED_RIGHT or (token == '"' and not opened)
        if token == '"':
            opened = not opened
    return text, places


def head_of(tokens: Sequence[str], first: int, end: int) -> int:
    """The token that heads the noun phrase `tokens[first:end]`: the last before what hangs on it."""
    last = first
    for index in range(first, end):
        word = tokens[index].lower()
        if index > first and word in _POSTMODIFIERS and tokens[last][0].isalnum():
            break
        if tokens[index][0].isalnum():
            last = index
    return last


@dataclass(frozen=True, slots=True)
class Event:
    """The documents of an event with their gold, and each token's place by document."""

    name: str
    articles: tuple[Annotated, ...]
    items: tuple[Item, ...]
    tokens: Mapping[str, Sequence[str]]
    places: Mapping[str, Sequence[tuple[int, int]]]


def read_events(path: Path) -> list[Event]:
    """The events of a file, each with the documents in file order."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in records(path):
        rows[row["id"].split("/")[0]].append(row)
    return [event_of(name, found) for name, found in rows.items()]


def event_of(name: str, rows: Iterable[dict[str, Any]]) -> Event:
    articles, items, tokens_of, places_of = [], [], {}, {}
    for row in rows:
        tokens = row["tokens"]
        text, places = text_of(tokens)
        articles.append(annotated(row["id"], text))
        tokens_of[row["id"]], places_of[row["id"]] = tokens, places
        for first, end, chain in row["mentions"]:
            kind = KINDS.get(str(chain).rsplit("_", 1)[-1])
            if kind is not None:
                head = head_of(tokens, first, end)
                place = places[first][0], places[end - 1][1]
                items.append(Item(name, row["id"], head, tokens[head].lower(), chain, kind, *place))
    return Event(name, tuple(articles), tuple(dict.fromkeys(items)), tokens_of, places_of)


def tagged(article: Annotated) -> Annotated:
    """The article as the shipped tagger reads it."""
    from onrecord.attribution import load_tagger

    return replace(article, annotation=load_tagger().annotate(article.document, article.regions))


def given(event: Event) -> list[Annotated]:
    """The articles with the places of the gold mentions told, as descriptions without a kind."""
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for item in event.items:
        spans[item.document].add((item.start, item.end))
    articles = []
    for article in event.articles:
        name = article.document.id
        told = tuple(Mention(name, *span, MentionType.NOMINAL) for span in sorted(spans[name]))
        articles.append(replace(article, annotation=replace(article.annotation, mentions=told)))
    return articles


def _mentions(result: ActorResolution) -> dict[str, list[tuple[Span, str]]]:
    """All mentions by document, states as mere lands included."""
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for actor in result.actors:
        for mention in actor.mentions:
            found[mention.document_id].append((mention.span, actor.id))
    return found


def clusters_of(event: Event, result: ActorResolution) -> dict[Item, str]:
    """The actor of each gold mention: that of the mention with the same head, of nearest length among several.

    A phrase that means two ("North and South Norland", "both countries") has two gold mentions on one span; each takes
    the one of our actors inside the span that is its chain's elsewhere in the event.
    """
    at: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    inside: dict[str, list[tuple[Span, str]]] = _mentions(result)
    for document, mentions in inside.items():
        token_at = {start: index for index, (start, end) in enumerate(event.places[document]) if end > start}
        ends = {end: index + 1 for index, (start, end) in enumerate(event.places[document]) if end > start}
        for index, word in enumerate(event.tokens[document]):  # some corpora leave the possessive on its word
            clitic = next((one for one in ("'s", "’s", "'", "’") if len(word) > len(one) and word.endswith(one)), "")
            if clitic:
                ends.setdefault(event.places[document][index][1] - len(clitic), index + 1)
        for span, actor_id in mentions:
            first, end = token_at.get(span.start), ends.get(span.end)
            if first is not None and end is not None and end > first:
                at[document, head_of(event.tokens[document], first, end)].append((span.end - span.start, actor_id))
    spans = Counter((item.document, item.start, item.end) for item in event.items)
    found = {}
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for item in event.items:
        same = at.get((item.document, item.head))
        if same and spans[item.document, item.start, item.end] == 1:
            found[item] = min(same, key=lambda one: (abs(one[0] - (item.end - item.start)), one[1]))[1]
            usual[item.chain][found[item]] += 1
    for item in event.items:
        if spans[item.document, item.start, item.end] > 1:
            within = [
                actor_id
                for span, actor_id in inside[item.document]
                if item.start <= span.start and span.end <= item.end
            ]
            if within:
                found[item] = max(within, key=lambda actor_id: (usual[item.chain][actor_id], actor_id))
    return found


def measure_file(path: Path) -> tuple[list[Measure], dict[str, float], list[str]]:
    """The measures of a file, the numbers by name, and what went wrong, a line per chain and actor."""
    command = f"python -m benchmarks.quality.actors {path.name}"
    items: list[Item] = []
    found: dict[Item, str] = {}
    alone: dict[Item, str] = {}
    told: dict[Item, str] = {}
    misses: list[str] = []
    for event in read_events(path):
        items += event.items
        result = resolve_actors([tagged(article) for article in event.articles])
        here = clusters_of(event, result)
        misses += _misses(event, here, result)
        alone |= here
        found |= _as_wholes(here, result)
        result = resolve_actors(given(event))
        told |= _as_wholes(clusters_of(event, result), result)
    if not items:
        raise SystemExit(f"{path}: no mentions of chains that end in {', '.join(sorted(KINDS))}; see the format above")
    numbers: dict[str, float] = {}
    rows = []
    heads = {item: item.word for item in items}
    groups = (("", ("person", "organization", "country")), ("person_country_", ("person", "country")))
    for prefix, kinds in (*groups, *((f"{kind}_", (kind,)) for kind in ("person", "country", "organization"))):
        chosen = [item for item in items if item.kind in kinds]
        if not chosen:
            continue
        scores = {
            "": bcubed(chosen, found),
            "by_actor_": bcubed(chosen, alone),
            "given_": bcubed(chosen, told),
            "head_": bcubed(chosen, {item: heads[item] for item in chosen if item in found}),
            "given_head_": bcubed(chosen, heads),
        }
        numbers.update({f"{prefix}{name}bcubed_f1": round(score.f1, 4) for name, score in scores.items()})
        label = " and ".join(kinds) if len(kinds) < 3 else "all"
        for name, what in _RUNS:
            score = scores[name]
            goal = prefix == "person_country_" and name == ""
            text = f"{score.f1:.3f} (P {score.precision:.3f} R {score.recall:.3f}, {score.n_found}/{score.n_items})"
            ok = score.f1 >= GOAL if goal else None
            rows.append(Measure(f"{label}: B-cubed F1, {what}", f">= {GOAL}" if goal else "", text, ok, command))
        if prefix == "person_country_":
            gain = scores[""].f1 - max(scores["head_"].f1, scores["given_head_"].f1)
            name = f"{label}: found, above head-word matching on given mentions"
            rows.append(Measure(name, f">= {MARGIN}", f"{gain:+.3f}", gain >= MARGIN, command))
    return rows, numbers, misses


def _as_wholes(found: Mapping[Item, str], result: ActorResolution) -> dict[Item, str]:
    """Each mention's state, party or body where its actor speaks for one, as NewsWCL50 codes it; the persons whom an
    event is about, and heads of states, stand for themselves there."""
    alone = _principals(result)
    return {item: result.camp(actor_id, alone=alone, former=True) for item, actor_id in found.items()}


def _principals(result: ActorResolution) -> frozenset[str]:
    """Heads of states and governments, candidates, and persons with a share of all mentions of persons."""
    persons = [actor for actor in result.actors if actor.kind is ActorKind.PERSON]
    enough = _PRINCIPAL_SHARE * sum(len(actor.mentions) for actor in persons)
    return frozenset(
        actor.id
        for actor in persons
        if len(actor.mentions) >= enough or any(_leads(role.title) for role in actor.roles)
    )


def _leads(title: str) -> bool:
    return title.removeprefix("former ") in _LEADS or title.split()[-1] in ("candidate", "nominee")


def _misses(event: Event, found: Mapping[Item, str], result: ActorResolution) -> list[str]:
    """Each chain with what it was given, actors with most mentions first, and the words of what was not found."""
    names = {actor.id: actor.name for actor in result.actors}
    text = {article.document.id: article.document.text for article in event.articles}
    lines = []
    for chain in sorted({item.chain for item in event.items}):
        members = [item for item in event.items if item.chain == chain]
        actors = Counter(names[found[item]] for item in members if item in found)
        lost = Counter(text[item.document][item.start : item.end] for item in members if item not in found)
        lines.append(f"{chain} {len(members)}: {dict(actors.most_common(8))} not found {dict(lost.most_common(12))}")
    return lines


def run(path: Path, *, as_json: bool, verbose: bool) -> int:
    """Prints the measures of a file, a line of JSON at the end where asked; 0 when all goals are reached."""
    rows, numbers, misses = measure_file(path)
    if verbose:
        print(*misses, sep="\n")
    reached = print_measures(rows)
    if as_json:
        print(json.dumps(numbers, sort_keys=True))
    return 0 if reached else 1
