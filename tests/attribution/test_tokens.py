from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import tokens
from onrecord.attribution.tokens import MAX_PIECES, Known, Unit, open_tokenizer, units
from onrecord.weights import FOLDER

PATH = FOLDER / "tagger-en-tokenizer.json"
pytestmark = pytest.mark.skipif(not PATH.exists(), reason="the weights are not in the package")
TOKENIZER = open_tokenizer(str(PATH)) if PATH.exists() else None
WORDS = [
    "Oda",
    "said",
    "“the",
    "dam’s",
    "U.S.",
    "can't",
    "— no”",
    "€5",
    "ａb",
    "e\u0301t",
    "a\u200bb",
    "😀",
    "50%",
    "\n",
    "_x",
]


def same(one: Unit, other: Unit) -> bool:
    arrays = ((one.pieces, other.pieces), (one.features, other.features), (one.first, other.first))
    return one.words == other.words and all(np.array_equal(a, b) for a, b in arrays)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", ""]))
def test_remembered_words_give_what_the_tokenizer_gives_for_the_paragraph(parts: list[str], between: str) -> None:
    text = between.join(parts)
    known: Known = {}
    remembered = [unit for _ in range(2) for unit in units(text, TOKENIZER, known=known)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_PLAIN", tokens.re.compile(r"(?!)"))
        whole = list(units(text, TOKENIZER))
    assert len(remembered) == 2 * len(whole)
    assert all(same(a, b) for a, b in zip(remembered, whole * 2, strict=True))


def test_memory_of_words_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_KNOWN", 3)
    known: Known = {}
    (unit,) = units("Oda said the old dam was safe and blue", TOKENIZER, known=known)
    assert len(known) <= 3
    assert len(unit.words) == 9


def test_word_of_many_pieces_is_marked_at_its_first() -> None:
    (unit,) = units("Okafor-Lindqvist spoke", TOKENIZER)
    assert len(unit.words) == 4
    assert len(set(unit.first.tolist())) == 4
    assert len(unit) > 6


def test_long_paragraph_is_cut_into_units_that_fit() -> None:
    found = list(units("The dam is safe. " * 200, TOKENIZER))
    assert all(len(unit) <= MAX_PIECES + 2 for unit in found)
    assert sum(len(unit.words) for unit in found) == 1000
