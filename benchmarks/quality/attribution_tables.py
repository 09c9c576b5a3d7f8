"""The tables of `docs/explanation/attribution-errors.md`: by outlet, kind, type, length and source, and other text.

python -m benchmarks.quality.polnear --tables
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.quality import polnear, transfer
from benchmarks.quality.polnear import Parts, f1
from onrecord.attribution.kinds import kind_of
from onrecord.attribution.mentions import PRONOUNS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "attribution-errors.md"
BEGIN, END = "<!-- tables: python -m benchmarks.quality.polnear --tables -->", "<!-- end of tables -->"
# Exact span F1 of source, cue, content. Humans: 295 pairs of annotators on the 20 articles with six of them. The others
# are on CofeNet's pre-tokenised test file (Wang et al., COLING 2022), ours on running text of dev.
PUBLISHED = (
    ("two human annotators", 77.7, 70.5, 65.9),
    ("rules (CofeNet paper)", 10.7, 22.8, 5.6),
    ("BiLSTM + CRF", 71.1, 67.1, 60.9),
    ("BERT-base, 440 MB", 81.1, 74.0, 68.9),
    ("BERT-base + Cofe, 440 MB", 83.2, 75.3, 72.9),
)
Groups = dict[str, list[int]]  # name -> [gold found, gold, predicted right, predicted]


def write_tables(split: str = "dev") -> None:
    """Replaces what stands between the two marks of the page. Raises `SystemExit` without the corpus or the marks."""
    rows = polnear.read(split)
    page = PAGE.read_text(encoding="utf-8")
    if not rows or BEGIN not in page or END not in page:
        raise SystemExit(f"{PAGE}: nothing written; the corpus must lie in {polnear.DATA} and the marks in the page")
    before, _, rest = page.partition(BEGIN)
    text = "\n\n".join(tables(rows, split))
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def tables(rows: list[dict[str, Any]], split: str) -> Iterator[str]:
    counts = polnear.evaluate(rows, polnear.tagged)
    ours = [100 * f1(*counts[f"{role} spans, exact"]) for role in polnear.ROLES]
    published = [*PUBLISHED, (f"**onrecord**, PolNeAR {split}", *ours)]
    yield _table(
        "exact spans, F1", ("source", "cue", "content"), [(n, *(f"{v:.1f}" for v in vs)) for n, *vs in published]
    )
    exported = polnear.evaluate(rows, polnear.exported)
    yield _table(
        f"whole attributions, PolNeAR {split}",
        ("F1", "precision", "recall"),
        [
            *(_prf(name, counts[name]) for name in ("full attribution", "speech only", "with quotation marks")),
            *(
                _prf(f"{name}, inner voices counted as wrong", exported[name])
                for name in ("full attribution", "speech only")
            ),
        ],
    )
    yield _table(
        "source and content right, whatever the cue",
        ("F1", "in the gold"),
        [(name, f"{value:.3f}", n) for name, (value, n) in polnear.by_type(rows).items()],
    )
    for title, group in (
        ("by outlet", _by_outlet),
        ("by kind, as the cue's words tell it", _by_kind),
        ("by source", _by_source),
        ("by length of the content", _by_content),
        ("by length of the cue", _by_cue),
    ):
        groups = _grouped(rows, group)
        yield _table(
            title,
            ("F1", "precision", "recall", "in the gold"),
            [(*_shown(k, v[2] / max(v[3], 1), v[0] / max(v[1], 1)), v[1]) for k, v in sorted(groups.items())],
        )
    tally = transfer.tally_of(transfer.ARTICLES)
    yield _table(
        "invented articles of other regions, years and styles",
        ("result",),
        [(m.name.removeprefix("transfer: "), m.result) for m in transfer.rows(tally)],
    )


def _grouped(rows: Iterable[dict[str, Any]], group: Callable[[dict[str, Any], Parts], str]) -> Groups:
    """Full attributions: a gold one counts in its own group for recall, a predicted one in its own for precision."""
    groups: Groups = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        gold, predicted = polnear.gold_of(row), polnear.tagged(row["text"])
        pairs = polnear.match(gold, predicted)
        for at, side, hits in ((0, gold, set(pairs)), (2, predicted, set(pairs.values()))):
            for n, attribution in enumerate(side):
                counts = groups[group(row, attribution)]
                counts[at] += n in hits
                counts[at + 1] += 1
    return groups


def _words(row: dict[str, Any], attribution: Parts, role: str) -> str:
    return " ".join(row["text"][s:e] for s, e in attribution[role])


def _by_outlet(row: dict[str, Any], attribution: Parts) -> str:
    return str(row["publisher"])


def _by_kind(row: dict[str, Any], attribution: Parts) -> str:
    cue, content, source = (_words(row, attribution, role) for role in ("cue", "content", "source"))
    return kind_of(cue, content[:60], source[:60]).value


def _by_source(row: dict[str, Any], attribution: Parts) -> str:
    words = _words(row, attribution, "source").strip(" ,")
    if not words:
        return "no source"
    if words.casefold() in PRONOUNS:
        return "pronoun"
    return (
        "with a capital word"
        if any(word[0].isupper() for word in words.split()[1:] or words.split())
        else "description"
    )


def _by_content(row: dict[str, Any], attribution: Parts) -> str:
    return _band(len(_words(row, attribution, "content").split()), (5, 15, 30))


def _by_cue(row: dict[str, Any], attribution: Parts) -> str:
    return _band(len(_words(row, attribution, "cue").split()), (1, 3))


def _band(n: int, bounds: tuple[int, ...]) -> str:
    lower = 0
    for bound in bounds:
        if n <= bound:
            return f"{lower + 1:>2} to {bound} words" if bound > lower + 1 else f"{bound:>2} word"
        lower = bound
    return f"over {lower} words"


def _prf(name: str, counts: tuple[int, int, int]) -> tuple[str, str, str, str]:
    right, n_gold, n_found = counts
    return _shown(name, right / max(n_found, 1), right / max(n_gold, 1))


def _shown(name: str, precision: float, recall: float) -> tuple[str, str, str, str]:
    value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return name, f"{value:.3f}", f"{precision:.3f}", f"{recall:.3f}"


def _table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    lines = [f"| {title} | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(str(cell).strip() for cell in row) + " |" for row in rows)])
