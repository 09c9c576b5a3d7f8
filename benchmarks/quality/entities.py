"""Names against hand annotation: exact span and kind, on held-out newswire, web text, Wikipedia and social media.

    python -m benchmarks.quality.entities

worldwide: the tenth of the corpus that neither training nor tuning saw. Dates and sums are not names here; facilities
count as places, products as other. UNER knows persons, organizations and places only; so are both sides cut.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from training.tagger.corpus import CROSSNER, NATIONALITY, OTHER, UNER, WNUT, Example, columns, worldwide

from benchmarks.measure import Measure, print_measures
from onrecord.attribution import load_tagger
from onrecord.record import Document, EntityKind, MentionType
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.entities"
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
# spaCy's small model and most taggers trained on CoNLL or OntoNotes lose ten points and more on worldwide newswire.
GOALS = {"worldwide newswire": 0.80, "UNER EWT": 0.70, "UNER PUD": 0.70}
PLAIN = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE})


def corpora() -> Iterable[tuple[str, list[Example]]]:
    yield "worldwide newswire", list(worldwide(DATA / "worldwide_ner/worldwide.jsonl.gz", "test"))
    unmarked = (OTHER, NATIONALITY)
    yield "UNER EWT", list(columns(DATA / "uner/en_ewt-ud-test.iob2.gz", UNER, unmarked=unmarked))
    yield "UNER PUD", list(columns(DATA / "uner/en_pud-ud-test.iob2.gz", UNER, unmarked=unmarked))
    yield "CrossNER politics", list(columns(DATA / "crossner_politics/test.conll.gz", CROSSNER, unmarked=unmarked))
    yield "WNUT-17", list(columns(DATA / "wnut17/emerging.test.annotated.gz", WNUT, unmarked=(NATIONALITY,)))


def count(examples: Iterable[Example]) -> dict[str, Counter[str]]:
    """Kind (and "all") -> right, gold, predicted."""
    totals: dict[str, Counter[str]] = {}
    for example in examples:
        document = Document(example.id, ("benchmark.txt",), example.text, sha256(example.text))
        gold = {(n.start, n.end): n.kinds for n in example.names if not set(n.kinds) & set(example.unmarked)}
        found = {
            (m.start, m.end): m.entity
            for m in load_tagger().annotate(document, ()).mentions
            if m.type is MentionType.NAME and m.entity not in example.unmarked
        }
        for kinds in gold.values():
            _add(totals, kinds[0], "gold")
        for span, kind in found.items():
            _add(totals, kind, "predicted")
            if kind in gold.get(span, ()):
                _add(totals, kind, "right")
    return totals


def _add(totals: dict[str, Counter[str]], kind: EntityKind, what: str) -> None:
    for name in (kind.value, "all"):
        totals.setdefault(name, Counter())[what] += 1


def f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / max(counts["gold"] + counts["predicted"], 1)


def measure() -> list[Measure]:
    """F1 of names by corpus, and by kind on the newswire; empty without the corpora."""
    if not (DATA / "worldwide_ner/worldwide.jsonl.gz").exists():
        return []
    measures = []
    for name, examples in corpora():
        totals = count(examples)
        goal, value = GOALS.get(name), f1(totals["all"])
        shown = f"{goal:.2f} F1" if goal else ""
        reached = None if goal is None else value >= goal
        measures.append(Measure(f"names, {name}", shown, f"{value:.3f} F1", reached, COMMAND))
        if name == "worldwide newswire":
            for kind in sorted(totals.keys() - {"all"}):
                measures.append(Measure(f"  {kind}", "", f"{f1(totals[kind]):.3f} F1", None, COMMAND))
    return measures


if __name__ == "__main__":
    print_measures(measure())
