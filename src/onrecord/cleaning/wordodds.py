"""How much the words of a block speak for the article: learned log-odds, hashed to a small table."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..text import fold
from .blockwords import BlockWords

BUCKETS = 1 << 14
WORD_ODDS = ("odds_mean", "odds_low", "odds_high", "odds_first", "odds_last")
_TOKEN = re.compile(r"\w+|[©|»:?!@#%]")
_DIGITS = re.compile(r"\d")
_LONGEST = 60  # words of a block that are looked at: half from either end

Table = npt.NDArray[np.float32]


def buckets(line: str) -> list[int]:
    """The table rows of a line's words and telling signs, in order; all digits are alike."""
    tokens = _TOKEN.findall(_DIGITS.sub("0", fold(line)))
    if len(tokens) > _LONGEST:
        tokens = tokens[: _LONGEST // 2] + tokens[-_LONGEST // 2 :]
    return [zlib.crc32(token.encode("utf-8", "surrogatepass")) % BUCKETS for token in tokens]


def odds_rows(described: Sequence[BlockWords], table: Table) -> Table:
    """float32 array (blocks, len(WORD_ODDS)): mean, lowest and highest log-odds, of the first two words, the last."""
    rows = np.zeros((len(described), len(WORD_ODDS)), dtype=np.float32)
    for index, words in enumerate(described):
        found = table[buckets(words.text)]
        if len(found):
            rows[index] = (found.mean(), found.min(), found.max(), found[:2].mean(), found[-1])
    return rows
