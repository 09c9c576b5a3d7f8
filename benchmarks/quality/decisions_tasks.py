"""Coded corpora as tasks: every passage that could be asked about, a codebook, and what the corpus' own coders said."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.coding.learning import Candidate
from onrecord.coding.matching import ConceptFinder
from onrecord.coding.stance import read_stance
from onrecord.coding.words import inverse_frequencies, stem_set
from onrecord.record import AttributionKind, Codebook, Concept, Span, Stance

Gold = Mapping[str, Mapping[str, Stance]]  # candidate -> concept -> stance; no entry: it does not matter
MIN_MATTERS = 25  # passages that matter, for a debate to be a task
MIN_ARTICLES = 6  # fewer are one story rather than a debate
OTHERS = 120  # articles on other matters that one debate is mixed with
SEVERAL, OWN, MIXED = "all policies, all articles", "one debate, its articles", "one debate in mixed coverage"
DOMAIN = "one domain's claims among all claims"


@dataclass(frozen=True, slots=True)
class Task:
    """`candidates` in reading order, the passages of an article together."""

    corpus: str
    kind: str
    name: str
    candidates: tuple[Candidate, ...]
    codebook: Codebook
    gold: Gold
    language: str = "en"

    @property
    def n_matter(self) -> int:
        return sum(candidate.id in self.gold for candidate in self.candidates)

    def sample(self, seed: int, share: float = 0.8) -> Task:
        """The same with a random `share` of the articles in random order; concepts nobody used left out."""
        articles: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            articles[candidate.document_id].append(candidate)
        kept = random.Random(seed).sample(sorted(articles), max(2, round(share * len(articles))))
        candidates = tuple(candidate for article in kept for candidate in articles[article])
        used = {concept for candidate in candidates for concept in self.gold.get(candidate.id, ())}
        codebook = Codebook(tuple(concept for concept in self.codebook if concept.id in used))
        return replace(self, candidates=candidates, codebook=codebook)


def read_tasks(path: Path) -> list[Task]:
    """The tasks of a corpus file or folder. Raises `ValueError` for rows in another format."""
    files = sorted(path.glob("*.jsonl.gz")) if path.is_dir() else [path]
    rows = [row for file in files for row in _rows(file)]
    if rows and "sentences" in rows[0] and "stances" in rows[0]:
        return _seesaw(path.name, rows)
    if rows and "quote" in rows[0] and "codes" in rows[0]:
        labels = path if path.is_dir() else path.parent
        return _claims(path.name, [row for row in rows if "doc_id" in row], labels / "codebook.json")
    raise ValueError(
        f"{path}: needs lines of JSON with sentences, entities and stances (SEESAW), or with quote, codes, polarity,"
        " date and doc_id (DEbateNet)"
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def _seesaw(corpus: str, rows: Sequence[dict[str, Any]]) -> list[Task]:
    """A sentence matters when somebody takes sides in it on a policy of the codebook (an object of type Topic).

    Its speaker is known only where a side is taken at all, so orders must not look at speakers; codes may.
    """
    gold: dict[str, dict[str, Stance]] = {}
    candidates: dict[str, list[Candidate]] = {}
    for row in rows:
        policies = {entity["name"] for entity in row["entities"] if entity["type"] == "Topic"}
        speakers: dict[str, str] = {}
        for sentence, subject, sign, target, *_ in row["stances"]:
            identifier = f"{row['id']}:{sentence}"
            if target in policies:
                side = Stance.SUPPORT if sign == "POS" else Stance.OPPOSE
                gold.setdefault(identifier, {})[target] = side
                speakers.setdefault(identifier, subject)
        candidates[row["id"]] = [
            Candidate(f"{row['id']}:{number}", row["id"], text, speakers.get(f"{row['id']}:{number}", ""))
            for number, text in enumerate(row["sentences"])
        ]
    debates: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        debates[row["topic"]].append(row["id"])
    everything = [row["id"] for row in rows]
    tasks = [_task(corpus, SEVERAL, "", everything, candidates, gold)]
    for debate, articles in debates.items():
        own = _task(corpus, OWN, debate, articles, candidates, gold)
        if own.n_matter < MIN_MATTERS or len(articles) < MIN_ARTICLES:
            continue
        others = [article for article in everything if article not in articles]
        mixed = [*articles, *random.Random(debate).sample(others, min(OTHERS, len(others)))]
        within = {concept.id for concept in own.codebook}
        tasks += [own, _task(corpus, MIXED, debate, mixed, candidates, gold, within=within)]
    return tasks


def _task(
    corpus: str,
    kind: str,
    name: str,
    articles: Sequence[str],
    candidates: Mapping[str, Sequence[Candidate]],
    gold: Gold,
    *,
    within: Collection[str] | None = None,
) -> Task:
    chosen = [candidate for article in articles for candidate in candidates[article]]
    kept = {
        candidate.id: codes
        for candidate in chosen
        if (codes := {c: s for c, s in gold.get(candidate.id, {}).items() if within is None or c in within})
    }
    concepts = sorted({concept for codes in kept.values() for concept in codes})
    return _read_by_machine(
        Task(corpus, kind, name, tuple(chosen), Codebook(tuple(Concept(c, c) for c in concepts)), kept)
    )


def _claims(corpus: str, rows: Sequence[dict[str, Any]], labels: Path) -> list[Task]:
    """Every claim is a candidate; those with a code of one domain (100, 200 ...) matter to who studies that domain."""
    rows = sorted(rows, key=lambda row: (row["date"], row["doc_id"]))
    names = {row["code"]: row for row in json.loads(labels.read_text(encoding="utf-8"))} if labels.exists() else {}
    candidates = [
        Candidate(str(number), row["doc_id"], row["quote"], row["name"] or "") for number, row in enumerate(rows)
    ]
    by_article: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_article[candidate.document_id].append(candidate)
    ordered = tuple(candidate for article in by_article.values() for candidate in article)
    domains = Counter(f"{code[0]}00" for row in rows for code in set(row["codes"]) if code[1:] != "00")
    tasks = []
    for domain in sorted(domains):
        gold = {
            candidate.id: codes
            for candidate, row in zip(candidates, rows, strict=True)
            if (codes := {c: _side(row["polarity"]) for c in row["codes"] if c[0] == domain[0] and c != domain})
        }
        used = sorted({code for codes in gold.values() for code in codes})
        concepts = tuple(
            Concept(code, names.get(code, {}).get("de", code), names.get(code, {}).get("en", "")) for code in used
        )
        task = Task(corpus, DOMAIN, domain, ordered, Codebook(concepts), gold, "de")
        if task.n_matter >= MIN_MATTERS:
            tasks.append(task)
    return tasks


def _side(polarity: object) -> Stance:
    return Stance.OPPOSE if str(polarity).startswith("-") else Stance.SUPPORT


def _read_by_machine(task: Task) -> Task:
    """The task with what the shipped coder reads in each passage before anybody has decided anything."""
    finder = ConceptFinder(task.codebook, inverse_frequencies(stem_set(c.text) for c in task.candidates))
    read = []
    for candidate in task.candidates:
        mentions = finder.find(candidate.text)
        suggested = {}
        for mention in mentions:
            others = [Span(m.start, m.end) for m in mentions if m.concept_id != mention.concept_id]
            reading = read_stance(
                candidate.text, cue=(), content=[Span(0, len(candidate.text))],
                concept=Span(mention.start, mention.end), kind=AttributionKind.SAID, rivals=others,
            )  # fmt: skip
            suggested[mention.concept_id] = (reading.stance, mention.score * (0.55 + 0.45 * reading.clarity))
        read.append(replace(candidate, suggested=suggested))
    return replace(task, candidates=tuple(read))
