"""Fits the region model and writes it: `python -m training.regions.train`.

    python -m training.regions.train              all pages -> src/onrecord/weights/regions-trees.npz, its manifest
    python -m training.regions.train --fold 2     without the hosts of fold 2 -> training/regions/folds/2.npz

The five fold models are what `python -m benchmarks.quality.boilerplate` scores, each on hosts it has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from onrecord.cleaning.model import RegionModel, pack

from .fit import fit, mixture_samples, page_samples, with_threshold
from .mixtures import load_articles
from .pages import folds_by_host, load_pages

ROOT = Path(__file__).resolve().parents[2]
FOLDS = Path(__file__).resolve().parent / "folds"
N_MIXTURES = 120
MIXTURE_WEIGHT = 0.35
THRESHOLD = 0.3  # page metric of the fold models is flat between 0.25 and 0.4; the lower side loses less body
VERSION = "1"


def fit_pages(fold: int | None, *, n_members: int = 1) -> RegionModel:
    """The model of all pages, or of all but those of one fold."""
    pages = load_pages()
    folds = folds_by_host(pages)
    samples = page_samples([page for page, at in zip(pages, folds, strict=True) if at != fold])
    mixtures = mixture_samples(
        samples, load_articles("train"), n_samples=N_MIXTURES, seed=fold or 0, weight=MIXTURE_WEIGHT
    )
    return with_threshold(fit(samples + mixtures, n_members=n_members), THRESHOLD)


def write_model(model: RegionModel, folder: Path) -> None:
    """`regions-trees.npz` and the manifest that names its digest."""
    data = pack(model)
    (folder / "regions-trees.npz").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    (folder / "regions-manifest.toml").write_text(
        "# Line classifier of the cleaning room; written by `python -m training.regions.train`.\n"
        "[regions]\n"
        f'file = "regions-trees.npz"\nversion = "{VERSION}"\nsha256 = "{digest}"\n'
        'trained_on = "181 web pages of the Zyte article extraction benchmark (MIT); pasted-article mixtures of '
        'PolNeAR training articles"\n'
        'score = "python -m benchmarks.quality.boilerplate"\n',
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, help="leave out this fold's hosts and write the fold model")
    parser.add_argument("--members", type=int, default=1, help="trees ensembles a pass")
    options = parser.parse_args()
    model = fit_pages(options.fold, n_members=options.members)
    if options.fold is None:
        write_model(model, ROOT / "src" / "onrecord" / "weights")
    else:
        FOLDS.mkdir(exist_ok=True)
        (FOLDS / f"{options.fold}.npz").write_bytes(pack(model))


if __name__ == "__main__":
    main()
