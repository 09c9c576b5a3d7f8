"""Corpora as examples: a text, the attribution spans in it, and the names in it with what each may be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.attribution.labels import ROLES
from onrecord.attribution.running_text import join
from onrecord.record import EntityKind

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE
NATIONALITY, OTHER = EntityKind.NATIONALITY, EntityKind.OTHER
Kinds = tuple[EntityKind, ...]
# CoreNLP's MISC holds nationalities, events and works alike: either label is right.
CORENLP: dict[str, Kinds] = {
    "PERSON": (PERSON,), "ORGANIZATION": (ORGANIZATION,), "LOCATION": (PLACE,), "MISC": (OTHER, NATIONALITY),
}  # fmt: skip
WORLDWIDE: dict[str, Kinds] = {
    "Person": (PERSON,), "Organization": (ORGANIZATION,), "Location": (PLACE,), "Facility": (PLACE,),
    "NORP": (NATIONALITY,), "Misc": (OTHER,), "Product": (OTHER,),
}  # fmt: skip
CROSSNER: dict[str, Kinds] = {
    "person": (PERSON,), "politician": (PERSON,), "organisation": (ORGANIZATION,), "politicalparty": (ORGANIZATION,),
    "country": (PLACE,), "location": (PLACE,), "election": (OTHER,), "event": (OTHER,), "misc": (OTHER, NATIONALITY),
}  # fmt: skip
UNER: dict[str, Kinds] = {"PER": (PERSON,), "ORG": (ORGANIZATION,), "LOC": (PLACE,)}
WNUT: dict[str, Kinds] = {
    "person": (PERSON,), "corporation": (ORGANIZATION,), "group": (ORGANIZATION,), "location": (PLACE,),
    "product": (OTHER,), "creative-work": (OTHER,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    kinds: Kinds


# Stanford dependencies as CoreNLP writes them, without the lexical part; what is not listed shares the last number.
RELATIONS = (
    "root nsubj nsubjpass dobj iobj ccomp xcomp advcl acl acl:relcl csubj mark aux auxpass cop neg det amod compound "
    "nummod nmod case advmod appos conj cc punct parataxis dep discourse expl nmod:poss nmod:tmod compound:prt"
).split()


@dataclass(frozen=True, slots=True)
class Arcs:
    """A parse by machine: where each token starts, where its head starts (-1: the root), and the relation."""

    starts: list[int]
    heads: list[int]
    relations: list[int]


@dataclass(frozen=True, slots=True)
class Example:
    """`attributions` is one annotator's list of {source, cue, content}, or None where attribution was not marked.

    `unmarked` are kinds of names that the corpus leaves unmarked; `weight` scales the loss of the names.
    """

    id: str
    text: str
    attributions: list[dict[str, list[list[int]]]] | None
    names: list[Name]
    unmarked: Kinds = ()
    weight: float = 1.0
    alternates: list[list[dict[str, list[list[int]]]]] = field(default_factory=list)
    arcs: Arcs | None = None


def polnear(path: Path, *, silver_weight: float = 0.4) -> Iterator[Example]:
    """Attributions by hand (first annotator; the others in `alternates`), names as CoreNLP saw them."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            parse = row["corenlp"]
            names = []
            if parse:
                tokens = parse["tok"]
                for first, last, kind, *_ in parse["ents"]:
                    if kind in CORENLP:
                        names.append(Name(tokens[2 * first], tokens[2 * last - 1], CORENLP[kind]))
            yield Example(
                row["id"], row["text"], [_complete(a) for a in row["attributions"]], names,
                weight=silver_weight if parse else 0.0,
                alternates=[[_complete(a) for a in v] for v in (row.get("alternates") or {}).values()],
                arcs=_arcs(parse) if parse else None,
            )  # fmt: skip


def _arcs(parse: dict[str, Any]) -> Arcs:
    number = {name: n for n, name in enumerate(RELATIONS)}
    tokens = parse["tok"]
    found = Arcs([], [], [])
    for first, last in parse["sents"]:
        for n in range(first, last):
            head = parse["heads"][n]
            name = parse["deprel"][n] or "dep"
            found.starts.append(tokens[2 * n])
            found.heads.append(tokens[2 * (first + head)] if head >= 0 else -1)
            found.relations.append(number.get(name, number.get(name.split(":")[0], len(RELATIONS))))
    return found


def _complete(attribution: dict[str, Any]) -> dict[str, list[list[int]]]:
    return {role.value: attribution.get(role.value) or [] for role in ROLES}


def worldwide(path: Path, split: str) -> Iterator[Example]:
    """Newswire from all continents; two to four sentences make a paragraph, as in the press."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["split"] != split:
                continue
            sentences = list(zip(row["sentences"], row["tags"], strict=True))
            groups = [sentences[n : n + 3] for n in range(0, len(sentences), 3)]
            pieces = [[pair for s, t in group for pair in zip(s, t, strict=True)] for group in groups]
            yield _from_columns(row["id"], pieces, WORLDWIDE)


def columns(path: Path, table: dict[str, Kinds], *, unmarked: Kinds = ()) -> Iterator[Example]:
    """CoNLL files of single sentences; forty of them, a line each, make one example."""
    for number, sentences in enumerate(_batched(_read_columns(path), 40)):
        yield _from_columns(f"{path.stem}-{number}", sentences, table, unmarked=unmarked)


def _read_columns(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t")
            if row.startswith("# "):
                continue
            if len(cells) < 2:
                if sentence:
                    yield sentence
                sentence = []
            elif cells[0].isdigit() and len(cells) > 2:
                sentence.append((cells[1], cells[2]))
            else:
                sentence.append((cells[0], cells[1]))
    if sentence:
        yield sentence


def _batched(items: Iterator[list[tuple[str, str]]], size: int) -> Iterator[list[list[tuple[str, str]]]]:
    batch: list[list[tuple[str, str]]] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _from_columns(
    name: str, paragraphs: list[list[tuple[str, str]]], table: dict[str, Kinds], *, unmarked: Kinds = ()
) -> Example:
    text, names = "", []
    for paragraph in paragraphs:
        line, spans = join([token for token, _ in paragraph])
        base = len(text)
        current: Name | None = None
        for (start, end), (_, tag) in zip(spans, paragraph, strict=True):
            prefix, _, kind = tag.partition("-")
            kinds = table.get(kind, ())
            if prefix == "I" and current and kinds == current.kinds:
                current = Name(current.start, base + end, kinds)
            else:
                if current:
                    names.append(current)
                current = Name(base + start, base + end, kinds) if kinds else None
        if current:
            names.append(current)
        text += line + "\n"
    return Example(name, text, None, names, unmarked)
