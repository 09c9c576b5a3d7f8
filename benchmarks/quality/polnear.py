"""Attributions on PolNeAR: full attributions, the speech subset, words and spans by role; a rule baseline beside it.

    python -m benchmarks.quality.polnear [--split dev|test] [--tables]

A predicted attribution is right when source, cue and content each share at least half of the characters of the longer
side with those of one gold attribution, one to one; an absent gold source asks nothing. PolNeAR marks only the
outermost attribution, so nested ones are left out here, but for "as exported", where each of them counts as wrong. The
weights were trained on the train split and their thresholds fitted on dev: figures on dev are therefore a little kind,
those on test are not. `--tables` writes `docs/explanation/attribution-errors.md` anew between its marks.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.measure import Measure, print_measures
from benchmarks.quality.rule_baseline import attribute_by_rule
from onrecord.attribution import load_tagger
from onrecord.attribution.verbatim import Marks, verbatim
from onrecord.cleaning import mark_regions
from onrecord.record import Attribution, AttributionType, Document, Span
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.polnear"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
ROLES = ("source", "cue", "content")
MIN_COVER = 0.5
WORD = re.compile(r"\w+|[^\w\s]")
# Words of saying and "according to", fixed here so that the package's own lists may grow without moving the measure.
_SPEECH_WORDS = r"""
according_to sa(?:y|ys|id|ying) t(?:ell|ells|old|elling) tweet\w* writ\w+ wrote ask\w* add(?:s|ed|ing)? argu\w+
claim\w* declar\w+ announc\w+ stat(?:e|es|ed|ing|ement) not(?:e|es|ed|ing) explain\w* insist\w* suggest\w* warn\w*
call(?:s|ed|ing)? report(?:s|ed|ing)? acknowledg\w+ admit\w* deni\w+ deny\w* repl(?:y|ies|ied|ying) respond\w*
answer\w* critici[sz]\w+ accus\w+ urg\w+ describ\w+ mention\w* assert\w* contend\w* stress\w* emphasi\w+ point\w*_out
recall\w* promis\w+ vow\w* pledg\w+ remark\w* comment\w* confirm\w* quip\w* joke\w* shout\w* question\w* conced\w+
testif\w+ discuss\w* spoke speak\w* predict\w* allege\w* cit(?:e|es|ed|ing) quot\w+ reads? slam\w* blast\w* prais\w+
attack\w* refer\w* reiterat\w+ conclud\w+
"""
SPEECH = re.compile(r"\b(?:" + "|".join(w.replace("_", " ") for w in _SPEECH_WORDS.split()) + r")\b", re.IGNORECASE)
Parts = dict[str, list[tuple[int, int]]]
# Human against human reaches 0.69 on all and 0.87 on the speech subset (articles with several annotators).
GOALS = {
    "full attribution": 0.70,
    "speech only": 0.82,
    "direct, source and content": 0.95,
    "mixed, source and content": 0.88,
    "full attribution, as exported": 0.70,
    "speech only, as exported": 0.82,
}


@lru_cache(maxsize=128)
def annotated(text: str) -> tuple[Attribution, ...]:
    """What the pipeline finds in an article, with the regions that cleaning marks."""
    document = Document("benchmark", ("benchmark.txt",), text, sha256(text))
    return load_tagger().annotate(document, mark_regions(document)).attributions


def tagged(text: str) -> list[Parts]:
    """Outermost attributions of the shipped tagger."""
    return [parts(a) for a in annotated(text) if a.parent is None]


def exported(text: str) -> list[Parts]:
    """All that `onrecord export` writes, inner voices as well."""
    return [parts(a) for a in annotated(text)]


def parts(attribution: Attribution) -> Parts:
    return {role: _pairs(getattr(attribution, role)) for role in ROLES}


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def match(gold: list[Parts], predicted: list[Parts], roles_asked: tuple[str, ...] = ROLES) -> dict[int, int]:
    """Number of a gold attribution -> number of its predicted one: one to one, the closest first."""
    sides = [[[_characters(a[role]) for role in roles_asked] for a in side] for side in (gold, predicted)]
    candidates = []
    for g, roles in enumerate(sides[0]):
        for p, others in enumerate(sides[1]):
            both = [(a, b) for a, b in zip(roles, others, strict=True) if a]
            if all(len(a & b) >= MIN_COVER * max(len(a), len(b)) for a, b in both):
                candidates.append((-sum(len(a & b) / len(a | b) for a, b in both), g, p))
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, g, p in sorted(candidates):
        if g not in chosen and p not in used:
            chosen[g] = p
            used.add(p)
    return chosen


def count_matches(gold: list[Parts], predicted: list[Parts]) -> int:
    return len(match(gold, predicted))


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


def speech(text: str, attributions: list[Parts]) -> list[Parts]:
    return [a for a in attributions if SPEECH.search(" ".join(text[s:e] for s, e in a["cue"]))]


def quoted(text: str, attributions: list[Parts]) -> list[Parts]:
    return [a for a in attributions if any(mark in text[s:e] for s, e in a["content"] for mark in '"“”')]


def gold_of(row: dict[str, Any]) -> list[Parts]:
    return [{role: [(s, e) for s, e in a.get(role) or ()] for role in ROLES} for a in row["attributions"]]


def types(marks: Marks, attributions: list[Parts]) -> list[AttributionType]:
    """Direct, mixed or indirect, by the share of quoted words of each content."""
    return [verbatim(marks, a["content"])[0] for a in attributions]


def by_type(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[float, int]]:
    """Type -> (F1 of source and content, whatever the cue; number in the gold). A gold attribution is found by a
    predicted one of any type, and the other way round."""
    counts: dict[str, list[int]] = {type_.value: [0, 0, 0, 0] for type_ in AttributionType}
    for row in rows:
        gold, predicted, marks = gold_of(row), tagged(row["text"]), Marks(row["text"])
        pairs = match(gold, predicted, ("source", "content"))
        for side, hits, at in ((gold, set(pairs), 0), (predicted, set(pairs.values()), 2)):
            for n, type_ in enumerate(types(marks, side)):
                counts[type_.value][at] += n in hits
                counts[type_.value][at + 1] += 1
    found = {}
    for name, (hit, n_gold, right, n_found) in counts.items():
        precision, recall = right / max(n_found, 1), hit / max(n_gold, 1)
        found[name] = (2 * precision * recall / (precision + recall) if precision + recall else 0.0, n_gold)
    return found


def evaluate(rows: Iterable[dict[str, Any]], find: Callable[[str], list[Parts]]) -> dict[str, tuple[int, int, int]]:
    """Measure -> (right, gold, predicted), summed over the articles."""
    totals: dict[str, list[int]] = {}

    def add(name: str, right: int, gold: int, predicted: int) -> None:
        total = totals.setdefault(name, [0, 0, 0])
        for n, value in enumerate((right, gold, predicted)):
            total[n] += value

    for row in rows:
        text = row["text"]
        gold = gold_of(row)
        predicted = find(text)
        add("full attribution", count_matches(gold, predicted), len(gold), len(predicted))
        for name, choose in (("speech only", speech), ("with quotation marks", quoted)):
            sides = choose(text, gold), choose(text, predicted)
            add(name, count_matches(*sides), len(sides[0]), len(sides[1]))
        tokens = [match.span() for match in WORD.finditer(text)]
        for role in ROLES:
            spans = [{span for a in side for span in a[role]} for side in (gold, predicted)]
            add(f"{role} spans, exact", len(spans[0] & spans[1]), len(spans[0]), len(spans[1]))
            marked = [{t for t in tokens if not chars.isdisjoint(range(*t))} for chars in map(_characters, spans)]
            add(f"{role} words", len(marked[0] & marked[1]), len(marked[0]), len(marked[1]))
    return {name: (right, gold, predicted) for name, (right, gold, predicted) in totals.items()}


def f1(right: int, gold: int, predicted: int) -> float:
    return 2 * right / (gold + predicted) if gold + predicted else 0.0


def read(split: str) -> list[dict[str, Any]]:
    """The articles of a split; empty without the corpus."""
    path = DATA / "polnear" / f"{split}.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure(split: str = "dev") -> list[Measure]:
    """Goal beside result for the tagger, then the rule baseline's full attributions; empty without the corpus."""
    rows = read(split)
    measures: list[Measure] = []

    def add(name: str, value: float, detail: str = "") -> None:
        goal = GOALS.get(name)
        measures.append(
            Measure(
                f"PolNeAR {split}: {name}",
                f"{goal:.2f} F1" if goal else "",
                f"{value:.3f} F1 {detail}".rstrip(),
                None if goal is None else value >= goal,
                COMMAND,
            )
        )

    if not rows:
        return []
    everything = evaluate(rows, exported)
    for name, counts in evaluate(rows, tagged).items():
        right, n_gold, n_found = counts
        add(name, f1(*counts), f"(P {right / max(n_found, 1):.3f} R {right / max(n_gold, 1):.3f})")
    for name in ("full attribution", "speech only"):
        add(f"{name}, as exported", f1(*everything[name]))
    for name, (value, n_gold) in by_type(rows).items():
        add(f"{name}, source and content", value, f"({n_gold})")
    baseline = evaluate(rows, attribute_by_rule)
    for name in ("full attribution", "speech only"):
        add(f"{name}, rules", f1(*baseline[name]))
    return measures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    parser.add_argument(
        "--tables", action="store_true", help="write the tables of docs/explanation/attribution-errors.md"
    )
    given = parser.parse_args()
    if given.tables:
        from benchmarks.quality.attribution_tables import write_tables

        write_tables(given.split)
    else:
        print_measures(measure(given.split))
