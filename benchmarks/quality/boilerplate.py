"""Body text of pasted pages and pasted articles: `python -m benchmarks.quality.boilerplate`.

Every page is scored by a model that has seen no page of its host (`training/regions/folds`). The metric is that of the
Zyte article extraction benchmark: 4-grams of words, counted with repetition, precision and recall averaged over pages.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.regions.fit import flat, page_samples
from training.regions.mixtures import Article, furniture_of, load_articles, mix
from training.regions.pages import SHARED, Page, folds_by_host, load_pages

from benchmarks.measure import Measure, print_measures
from onrecord.cleaning import find_repeated_lines, mark_regions
from onrecord.cleaning.model import RegionModel, unpack
from onrecord.cleaning.regions import mark_regions_with
from onrecord.record import Document, RegionKind
from onrecord.text import sha256

COMMAND = "python -m benchmarks.quality.boilerplate"
FOLDS = Path(__file__).resolve().parents[2] / "training" / "regions" / "folds"
_TOKEN = re.compile(r"\w+")
_SAID = (RegionKind.BODY, RegionKind.SUBHEAD)

Counts = tuple[int, int, int]


def document_of(text: str) -> Document:
    return Document("page", ("page.txt",), text, sha256(text))


def body_of(text: str, model: RegionModel, repeated: frozenset[str] = frozenset()) -> str:
    """Body and subheads as one text; what stands above the first body is left out."""
    regions = mark_regions_with(model, document_of(text), repeated=repeated)
    first = next((r.start for r in regions if r.kind is RegionKind.BODY), 0)
    return "\n".join(text[r.start : r.end] for r in regions if r.kind in _SAID and r.start >= first)


def count_grams(gold: str, found: str) -> Counts:
    """4-grams in both, only in `found`, only in `gold`."""
    wanted, got = _grams(gold), _grams(found)
    both = sum((wanted & got).values())
    return both, sum(got.values()) - both, sum(wanted.values()) - both


def _grams(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    grams = (tuple(tokens[at : at + 4]) for at in range(max(1, len(tokens) - 3)))
    return Counter(gram for gram in grams if gram)


def page_score(counts: Iterable[Counts]) -> tuple[float, float, float]:
    """F1, precision, recall; a page without found (gold) text does not enter precision (recall)."""
    precisions: list[float] = []
    recalls: list[float] = []
    for both, extra, missed in counts:
        if both + extra:
            precisions.append(both / (both + extra))
        if both + missed:
            recalls.append(both / (both + missed))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall), precision, recall


@dataclass
class _Tally:
    attributed: int = 0
    attributed_kept: int = 0
    body: int = 0
    body_kept: int = 0
    furniture: int = 0
    furniture_found: int = 0
    called_furniture: int = 0

    def furniture_f1(self) -> float:
        return 2 * self.furniture_found / max(self.furniture + self.called_furniture, 1)


def score_mixtures(pages: Sequence[Page], folds: Sequence[int], models: Sequence[RegionModel]) -> _Tally:
    """Held-out articles pasted with a few lines of held-out pages; furniture is counted in code points."""
    articles = load_articles("dev")
    tally = _Tally()
    draw = random.Random(7)
    for fold, model in enumerate(models):
        samples = page_samples([page for page, at in zip(pages, folds, strict=True) if at == fold])
        pool = [
            furniture_of([words.text for words in sample.described], sample.labels.tolist())
            for sample in samples
            if sample.kind == "page"
        ]
        for article in articles[fold :: len(models)]:
            _score_one(model, article, mix(article, pool, draw), tally)
    return tally


def _score_one(model: RegionModel, article: Article, mixture: tuple[str, list[bool]], tally: _Tally) -> None:
    text, labels = mixture
    kinds = _kind_of_points(model, text)
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    attributed = {" ".join(line.split()) for line in article.attributed}
    for (start, end), is_body in zip(lines, labels, strict=True):
        inner = kinds[start:end]
        not_said = sum(1 for kind in inner if kind in (RegionKind.FURNITURE, RegionKind.CREDIT, RegionKind.HEADLINE))
        tally.called_furniture += not_said
        if is_body:
            kept = sum(1 for kind in inner if kind in _SAID) > 0.5 * len(inner)
            tally.body += 1
            tally.body_kept += kept
            if text[start:end] in attributed:
                tally.attributed += 1
                tally.attributed_kept += kept
        else:
            tally.furniture += end - start
            tally.furniture_found += not_said


def _kind_of_points(model: RegionModel, text: str) -> list[RegionKind | None]:
    kinds: list[RegionKind | None] = [None] * len(text)
    for region in mark_regions_with(model, document_of(text)):
        kinds[region.start : region.end] = [region.kind] * (region.end - region.start)
    return kinds


def measure() -> list[Measure]:
    """The rows of this benchmark; none where the corpora are missing."""
    if not (SHARED / "data" / "boilerplate_scrapinghub").exists():
        return [Measure("boilerplate: corpus missing", "-", "not measured", None, COMMAND)]
    pages = load_pages()
    folds = folds_by_host(pages)
    models = [unpack((FOLDS / f"{fold}.npz").read_bytes()) for fold in range(max(folds) + 1)]
    return list(_rows(pages, folds, models))


def _rows(pages: Sequence[Page], folds: Sequence[int], models: Sequence[RegionModel]) -> Iterator[Measure]:
    texts: dict[str, list[str]] = defaultdict(list)
    for page in pages:
        texts[page.host].append(page.text)
    repeated = {host: find_repeated_lines({host: found}) for host, found in texts.items()}
    pairs = list(zip(pages, folds, strict=True))
    plain = [count_grams(p.body, body_of(p.text, models[at])) for p, at in pairs]
    yield _page_row("pages pasted as text, 4-gram F1", plain, 0.92)
    again = [count_grams(p.body, body_of(p.text, models[at], repeated[p.host])) for p, at in pairs]
    yield _page_row("the same, with lines repeated by the host", again, 0.92)
    stripped = [count_grams(p.body, body_of(flat(p.text), models[at])) for p, at in pairs]
    yield _page_row("the same pages without indents and bullets", stripped, None)
    tally = score_mixtures(pages, folds, models)
    recall = tally.attributed_kept / tally.attributed
    yield Measure("pasted articles: lines with attributions kept", ">= 0.97", f"{recall:.4f}", recall >= 0.97, COMMAND)
    f1 = tally.furniture_f1()
    yield Measure("pasted articles: furniture F1 by code point", ">= 0.85", f"{f1:.3f}", f1 >= 0.85, COMMAND)
    speed = _speed(load_articles("dev"))
    yield Measure("mark_regions, articles a second", ">= 100", f"{speed:.0f}", speed >= 100, COMMAND)


def _page_row(name: str, counts: Sequence[Counts], goal: float | None) -> Measure:
    f1, precision, recall = page_score(counts)
    result = f"{f1:.3f} (P {precision:.3f} R {recall:.3f})"
    return Measure(name, f">= {goal}" if goal else "-", result, None if goal is None else f1 >= goal, COMMAND)


def _speed(articles: Sequence[Article]) -> float:
    documents = [document_of("\n\n".join(article.paragraphs)) for article in articles]
    mark_regions(documents[0])
    started = time.process_time()
    for document in documents:
        mark_regions(document)
    return len(documents) / (time.process_time() - started)


if __name__ == "__main__":
    raise SystemExit(0 if print_measures(measure()) else 1)
