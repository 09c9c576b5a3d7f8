"""B-cubed of humans and organizations over the documents of a topic of ECB+: other news than NewsWCL50.

    python -m benchmarks.quality.actors

Gold are the chains of `HUMAN` mentions in the sentences that ECB+ annotates: names, and all mentions, which are half
pronouns and nouns such as "police" and "two people". The documents of a topic are one folder. Tagger and resolver see
the whole bare text. Found mentions as in `actors_bcubed`; actors by themselves, not as their states. Head-word matching
makes one actor of all mentions in a topic whose head words are equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure
from benchmarks.quality.actor_gold import COMMAND, DATA, records
from benchmarks.quality.actors_bcubed import Event, Item, bcubed, clusters_of, event_of, tagged
from onrecord.resolution.actors import resolve_actors

SPLIT = "dev"


def measure() -> tuple[list[Measure], list[str]]:
    """Rows of the split's topics together."""
    items: list[Item] = []
    names: set[Item] = set()
    found: dict[Item, str] = {}
    for event in read_topics(DATA / "ecbplus"):
        items += event.items
        names.update(one for one in event.items if _is_name(event.tokens[one.document][one.head]))
        found |= clusters_of(event, resolve_actors([tagged(article) for article in event.articles]))
    rows = []
    for what, chosen in (("names", [one for one in items if one in names]), ("all mentions", items)):
        score = bcubed(chosen, found)
        by_head = bcubed(chosen, {item: item.word for item in chosen if item in found})
        told = f"{score.f1:.3f} (P {score.precision:.3f} R {score.recall:.3f}, {score.n_found}/{score.n_items})"
        name = f"ECB+ {SPLIT}, humans and organizations, {what}: B-cubed F1"
        rows.append(Measure(f"{name}, found", "", told, None, COMMAND))
        rows.append(Measure(f"{name}, found, by head word", "", f"{by_head.f1:.3f}", None, COMMAND))
    return rows, []


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _NO_NAMES


_NO_NAMES = frozenset("he she they i we it his her their who police two three men man officials".split())


def read_topics(folder: Path) -> Iterator[Event]:
    """The topics of the split, each with all its documents."""
    whole = {row["id"]: row for row in records(folder / "documents.jsonl.gz")}
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in records(folder / f"{SPLIT}.jsonl.gz"):
        document = whole[row["id"]]
        starts = _starts(document, row["sentences"])
        mentions = [
            [starts[str(sentence)] + numbers[0], starts[str(sentence)] + numbers[-1] + 1, f"{chain}_ACTOR"]
            for sentence, numbers, chain, type_, *_ in row["mentions"]
            if type_ == "HUM" and str(sentence) in starts
        ]
        topics[row["topic"]].append({"id": row["id"], "tokens": document["tokens"], "mentions": mentions})
    for topic, rows in topics.items():
        yield event_of(topic, rows)


def _starts(document: dict[str, Any], sentences: dict[str, list[str]]) -> dict[str, int]:
    """Number of each annotated sentence to its first token: the address in front of some documents shifts numbers."""
    first_of = {
        tuple(document["tokens"][first:end]): first for first, end in reversed(document["sents"]) if end > first
    }
    return {number: first_of[tuple(words)] for number, words in sentences.items() if tuple(words) in first_of}
