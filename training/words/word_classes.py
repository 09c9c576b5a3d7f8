"""Writes `src/onrecord/coding/word_classes.tsv`: how often a lower-case English word is noun, adjective, verb or other.

    python -m training.words.word_classes [--data ../shared/data]

Counted on UD English EWT (CC BY-SA 4.0) and the permissive genres of UD English GUM (CC BY), training splits only.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter, defaultdict
from pathlib import Path

OUTPUT = Path(__file__).parents[2] / "src" / "onrecord" / "coding" / "word_classes.tsv"
CLASSES = {"NOUN": "N", "ADJ": "J", "VERB": "V", "AUX": "V", "PROPN": "N"}
PERMISSIVE_GUM = ("news", "interview", "academic", "bio", "court", "voyage")
MIN_COUNT = 2


def count_classes(data: Path) -> dict[str, Counter[str]]:
    """Lower-cased word -> class -> count; classes N, J, V and O."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in (data / "ewt" / "en_ewt-ud-train.conllu.xz", data / "gum" / "en_gum-train.conllu.xz"):
        wanted = True
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc id = GUM_"):
                    wanted = line.split("GUM_", 1)[1].split("_", 1)[0] in PERMISSIVE_GUM
                columns = line.rstrip("\n").split("\t")
                if wanted and len(columns) == 10 and columns[0].isdigit() and _is_plain(columns[1]):
                    counts[columns[1]][CLASSES.get(columns[3], "O")] += 1
    return counts


def _is_plain(word: str) -> bool:
    return word.isalpha() and word.islower()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    counts = count_classes(parser.parse_args().data)
    with OUTPUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write("# word\tnoun\tadjective\tverb\tother (counts; UD English EWT, CC BY-SA 4.0, and GUM, CC BY)\n")
        for word, classes in sorted(counts.items()):
            if sum(classes.values()) >= MIN_COUNT:
                out.write(f"{word}\t{classes['N']}\t{classes['J']}\t{classes['V']}\t{classes['O']}\n")


if __name__ == "__main__":
    main()
