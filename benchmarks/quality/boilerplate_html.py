"""Body text from HTML on the 181 pages of the article extraction benchmark (Zyte, MIT): 4-gram F1.

    python benchmarks/quality/boilerplate_html.py [--data ../shared/data/boilerplate_scrapinghub] [--worst 10]

Prints goal beside result and exits with 1 below the goal. The score is that of the benchmark's own evaluation: runs of
four words as multisets, precision and recall a page averaged over the pages, F1 of the two averages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.measure import Measure, print_measures
from onrecord.reading import FileSource, Format, read_file
from onrecord.record import Document, RegionKind

GOAL = 0.96
COMMAND = "python benchmarks/quality/boilerplate_html.py"
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "boilerplate_scrapinghub"
_WORD = re.compile(r"\w+")


def measure(data: Path = DATA, *, worst: int = 0) -> list[Measure]:
    """The score on all pages and the pages read a second; prints the `worst` pages with the lowest F1."""
    with gzip.open(data / "ground-truth.json.gz", "rt", encoding="utf-8") as file:
        truth = json.load(file)
    began = time.process_time()
    scores = {page: _score_page(data, page, gold["articleBody"]) for page, gold in truth.items()}
    seconds = time.process_time() - began
    precision, recall, f1 = averages(list(scores.values()))
    for page in sorted(scores, key=lambda page: sum(scores[page]))[:worst]:
        print(f"  P {scores[page][0]:.2f} R {scores[page][1]:.2f} {page} {truth[page]['url'][:80]}")
    result = f"{f1:.3f} (P {precision:.3f}, R {recall:.3f})"
    return [
        Measure(f"body text from HTML, {len(scores)} pages, 4-gram F1", f"{GOAL:.2f}", result, f1 >= GOAL, COMMAND),
        Measure("pages read a second of processor time", "", f"{len(scores) / seconds:.1f}", None, COMMAND),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="body text from HTML on the article extraction benchmark")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--worst", type=int, default=0, help="also print the pages with the lowest F1")
    arguments = parser.parse_args()
    return 0 if print_measures(measure(arguments.data, worst=arguments.worst)) else 1


def body_of(document: Document) -> str:
    return "\n".join(region.span.of(document.text) for region in document.layout if region.kind is RegionKind.BODY)


def precision_recall(gold: str, found: str) -> tuple[float, float]:
    """Of one page, by runs of four words; a page without words in both is right."""
    wanted, given = _shingles(gold), _shingles(found)
    hits = (wanted & given).total()
    if wanted == given:
        return 1.0, 1.0
    return (hits / given.total() if given else 0.0), (hits / wanted.total() if wanted else 0.0)


def averages(scores: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision = statistics.mean(score[0] for score in scores)
    recall = statistics.mean(score[1] for score in scores)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def _score_page(data: Path, page: str, gold: str) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(gzip.decompress((data / "html" / f"{page}.html.gz").read_bytes()))
        documents, _ = read_file(FileSource(path, path.name, Format.HTML))
    return precision_recall(gold, "\n".join(map(body_of, documents)))


if __name__ == "__main__":
    sys.exit(main())
