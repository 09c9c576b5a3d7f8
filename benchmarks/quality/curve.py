"""F1 against size, speed and training data: networks of fewer layers or fewer marked articles, as exported folders.

    python -m training.tagger.export CHECKPOINT --to FOLDER; python -m training.tagger.calibrate FOLDER
    python -m benchmarks.quality.curve FOLDER ...      # quality, kept as FOLDER/curve.json
    python -m benchmarks.quality.curve FOLDER ... --speed      # words a second, the folders in turn
    python -m benchmarks.quality.curve FOLDER ... --write      # table and picture of docs/explanation/tagger.md

Full and speech F1 are those of `benchmarks.quality.polnear` on dev, exact F1 those of `.cofenet` on the validation
file, "invented" the attributions of `.transfer`. Words a second count CPU time from text to attributions, inner voices
included, the median of a few runs in which the networks take turns. FOLDER's parent names the network: `layers-4` has
four layers, `share-25` has learned from a quarter of the marked articles.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality import cofenet, polnear, transfer
from onrecord.attribution.labels import ROLES
from onrecord.attribution.tagger import NAME, Tagger
from onrecord.cleaning import mark_regions
from onrecord.record import Annotation, Document
from onrecord.text import sha256
from onrecord.weights import open_manifest

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
DOCS = Path(__file__).parents[2] / "docs"
PAGE, PICTURE = DOCS / "explanation" / "tagger.md", DOCS / "img" / "tagger-curve.svg"
BEGIN, END = "<!-- curve: python -m benchmarks.quality.curve -->", "<!-- end of curve -->"
FILE = "curve.json"
BATCH = 16
Row = dict[str, Any]


def tagger_of(folder: Path) -> Tagger:
    return Tagger(open_manifest(NAME, folder=folder))


def quality(folder: Path) -> Row:
    """F1 in points by measure, and the size of the network's file in MB."""
    tagger = tagger_of(folder)

    def found(text: str) -> Annotation:
        document = Document("benchmark", ("benchmark.txt",), text, sha256(text))
        return tagger.annotate(document, mark_regions(document))

    rows = polnear.read("dev")
    known = {row["text"]: found(row["text"]).attributions for row in rows}
    outermost = polnear.evaluate(rows, lambda text: [polnear.parts(a) for a in known[text] if a.parent is None])
    exported = polnear.evaluate(rows, lambda text: [polnear.parts(a) for a in known[text]])
    exact = cofenet.scores(cofenet.read(DATA / "polnear/cofenet_protocol/valid.jsonl.gz"), tagger=tagger)
    tally = transfer.Tally()
    for article in transfer.read_articles(transfer.ARTICLES):
        transfer.score(article, list(found(article.text).attributions), tally)
    values = {f"{role.value}_exact": exact[f"{role.value}_exact_f1"] for role in ROLES}
    for name, counts in (("", outermost), ("_exported", exported)):
        values[f"full{name}"] = polnear.f1(*counts["full attribution"])
        values[f"speech{name}"] = polnear.f1(*counts["speech only"])
    values["invented"] = transfer.f1(*tally.counts["attributions"])
    return {name: round(value, 4) for name, value in values.items()} | {
        "megabytes": round((folder / f"{NAME}.onnx").stat().st_size / 1e6, 2)
    }


def speeds(folders: Sequence[Path], *, articles: int, runs: int) -> list[float]:
    """Words a second of each network, in CPU time; the networks take turns, so that all meet the same neighbors."""
    texts = [row["text"] for row in polnear.read("dev")[:articles]]
    documents = [(Document(f"article-{n}", (f"{n}.txt",), text, ""), ()) for n, text in enumerate(texts)]
    taggers = [tagger_of(folder) for folder in folders]
    seconds: list[list[float]] = [[] for _ in folders]
    for tagger in taggers:
        tagger.annotate_many(documents[:2])
    for _ in range(runs):
        for tagger, spent in zip(taggers, seconds, strict=True):
            started = time.process_time()
            for begin in range(0, len(documents), BATCH):
                tagger.annotate_many(documents[begin : begin + BATCH])
            spent.append(time.process_time() - started)
    n_words = sum(len(text.split()) for text in texts)
    return [n_words / statistics.median(spent) for spent in seconds]


def table(rows: dict[str, Row]) -> str:
    """Markdown, a line a network."""
    columns = (
        "network",
        "exact source / cue / content",
        "full F1",
        "speech",
        "invented articles",
        "MB",
        "words/s, one core",
    )
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for name, row in rows.items():
        speed = f"{row['words_per_second']:,.0f}" if "words_per_second" in row else "as 6 layers"
        exact = " / ".join(f"{row[f'{role.value}_exact']:.3f}" for role in ROLES)
        lines.append(
            f"| {shown(name)} | {exact} | {row['full']:.3f} | {row['speech']:.3f} | {row['invented']:.3f} | "
            f"{row['megabytes']:.1f} | {speed} |"
        )
    return "\n".join(lines)


def shown(name: str) -> str:
    kind, _, number = name.partition("-")
    return f"{number} layers" if kind == "layers" else f"6 layers, {number} % of the marked articles"


def draw(rows: dict[str, Row], target: Path) -> None:
    """F1 against speed for networks of fewer layers, and against the share of marked articles, side by side."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams.update({"svg.hashsalt": "onrecord", "font.size": 9, "svg.fonttype": "none"})
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6), sharey=True)
    cut = [(name, row) for name, row in rows.items() if name.startswith("layers")]
    shares = [(name, row) for name, row in rows.items() if name.startswith("share")]
    styles = (("speech", "speech", "o"), ("full", "full attribution", "s"), ("content_exact", "content, exact", "^"))
    for key, label, mark in styles:
        left.plot([row["words_per_second"] for _, row in cut], [row[key] for _, row in cut], marker=mark, label=label)
        right.plot([int(name.partition("-")[2]) for name, _ in shares], [row[key] for _, row in shares], marker=mark)
    for name, row in cut:
        note = f"{name.partition('-')[2]} layers\n{row['megabytes']:.0f} MB"
        left.annotate(
            note, (row["words_per_second"], row["speech"]), textcoords="offset points", xytext=(0, 6), ha="center"
        )
    left.set(xlabel="words a second, one core, 8-bit integers", ylabel="F1")
    left.margins(x=0.12, y=0.18)
    right.set(xlabel="share of the 840 marked articles, %", xticks=[int(n.partition("-")[2]) for n, _ in shares])
    left.legend(frameon=False, loc="center left", bbox_to_anchor=(0, 0.58))
    for axes in (left, right):
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})


def kept(folder: Path) -> Row:
    path = folder / FILE
    found: Row = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write(rows: dict[str, Row]) -> None:
    """Replaces what stands between the two marks of the page, and the picture."""
    page = PAGE.read_text(encoding="utf-8")
    if BEGIN not in page or END not in page:
        raise SystemExit(f"{PAGE}: nothing written; it needs the lines {BEGIN} and {END}")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    draw(rows, PICTURE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--articles", type=int, default=84, help="for the speed")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.speed:
        found = speeds(given.folders, articles=given.articles, runs=given.runs)
        new: list[Row] = [{"words_per_second": round(value)} for value in found]
    else:
        new = [{} if kept(folder) else quality(folder) for folder in given.folders]
    rows = {
        folder.resolve().parent.name: kept(folder) | values for folder, values in zip(given.folders, new, strict=True)
    }
    for folder, row in zip(given.folders, rows.values(), strict=True):
        (folder / FILE).write_text(json.dumps(row), encoding="utf-8")
        print(folder, json.dumps(row))
    if given.write:
        write(rows)


if __name__ == "__main__":
    main()
