"""The search for shared text against plain answers, and what must hold for any collection."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Annotated, Annotation, DerivationRelation, Document, Heard, Origins, Region, RegionKind
from onrecord.resolution.derivation import find_derivations, find_quotations
from onrecord.resolution.derivation import fingerprints as fingerprints_module
from onrecord.resolution.derivation.alignment import shared_runs
from onrecord.resolution.derivation.fingerprints import (
    AllPrints,
    Pieces,
    SharedPrints,
    fingerprints,
    paired,
    shared_table,
)
from onrecord.resolution.derivation.tokens import Tokenizer, key_of
from onrecord.text import sha256, stable_id

SENTENCES = (
    "The Marland Gazette reported that the ferry was late.",
    "“We shall keep the ferry running through the winter,” Ada Brandt told Reuters.",
    "Engineers had warned for months that the wooden quay was sinking under the weight of heavy trucks from the mine.",
    "Brandt tweeted that “the quay is safe and sound, whatever they say.”",
    "— Ada K. Brandt (@adabrandt) May 3, 2031",
    "Fishermen gathered outside the hall with lanterns and old nets, and some of them stayed until the early morning.",
    "Originally published in The Veldt Courier.",
    "PORT VELDT (AP) — The quay is sinking.",
    "The newspaper said that buses would run.",
    "\u00a0“An open mark that never closes, he said, would be a nuisance to every reader",
    "",
)
words = st.lists(st.sampled_from("ab cd ef gh ij kl".split()), max_size=40)


def article(text: str, outlet: str | None = None) -> Annotated:
    document = Document(stable_id("document", text, outlet), ("clip.txt",), text, sha256(text), outlet=outlet)
    return Annotated(document, (Region(RegionKind.BODY, 0, len(text)),) if text else (), Annotation(document.id))


@given(words, words)
def test_every_run_is_shared_and_cannot_grow(left: list[str], right: list[str]) -> None:
    seeds = [(i, j) for i in range(len(left)) for j in range(len(right)) if left[i : i + 6] == right[j : j + 6]]
    for run in shared_runs(left, right, [(i, j) for i, j in seeds if i + 6 <= len(left) and j + 6 <= len(right)]):
        ends = run.left + run.length, run.right + run.length
        assert left[run.left : ends[0]] == right[run.right : ends[1]]
        assert run.left == 0 or run.right == 0 or left[run.left - 1] != right[run.right - 1]
        assert ends[0] == len(left) or ends[1] == len(right) or left[ends[0]] != right[ends[1]]


@given(st.integers(9, 30), st.integers(0, 20), st.integers(0, 20))
def test_nine_shared_words_always_share_a_fingerprint(n_shared: int, n_before: int, n_after: int) -> None:
    tokenizer = Tokenizer()
    shared = [f"shared{number}" for number in range(n_shared)]
    left = [f"left{number}" for number in range(n_before)] + shared
    right = shared + [f"right{number}" for number in range(n_after)]
    words = [tokenizer.hashes(side) for side in (left, right)]
    (pair,) = SharedPrints([fingerprints(side) for side in words], Pieces.of(words)).candidates()
    assert (pair.left, pair.right) == (0, 1)
    assert all(left[seed.left : seed.left + 6] == right[seed.right : seed.right + 6] for seed in pair.seeds)


def test_fewer_than_six_words_have_no_fingerprint() -> None:
    hashes, places = fingerprints(np.array([1, 2, 3], np.uint64))
    assert len(hashes) == len(places) == 0
    assert list(SharedPrints([], Pieces.of([])).candidates()) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(SENTENCES), max_size=6), st.sampled_from((None, "The Veldt Post"))),
        max_size=5,
    )
)
def test_derivations_of_any_collection_hold_together(pages: list[tuple[list[str], str | None]]) -> None:
    texts = dict.fromkeys(("\n\n".join(sentences), outlet) for sentences, outlet in pages)
    articles = [article(text, outlet) for text, outlet in texts]
    edges = find_derivations(articles, publications={}, outlets_of={})
    known = {one.document.id: one.document.text for one in articles}
    assert len({edge.id for edge in edges}) == len(edges)
    for edge in edges:
        assert edge.to_id != edge.from_document
        assert edge.evidence
        assert all(0 <= one.start < one.end <= len(known[one.document_id]) for one in edge.evidence)
    least, greatest = Origins(edges).between([Heard(one) for one in known])
    assert (least > 0) == bool(known)
    assert least <= greatest <= len(known)
    assert edges == find_derivations(articles, publications={}, outlets_of={})


@given(st.text(alphabet="ab “”\"'‘’«».\n", max_size=80))
def test_quotations_lie_in_order_and_never_in_each_other(text: str) -> None:
    found = find_quotations(text)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] != "" for span in found)


def test_keys_fold_typography_and_spelling() -> None:
    assert [key_of(word) for word in ("Defence", "organisation", "colour", "won’t", "Brandt’s", "un\u00adder")] == [
        "defense", "organization", "color", "won't", "brandt", "under"
    ]  # fmt: skip


def test_a_page_that_names_its_house_can_be_the_article_meant() -> None:
    body = "Engineers had warned the harbor council that the wooden quay was sinking under heavy trucks from the mine."
    foot = "Subscribe to the Marland Gazette today"
    text = f"{body}\n\n{foot}"
    document = Document("d1", ("clip.txt",), text, sha256(text))
    regions = (Region(RegionKind.BODY, 0, len(body)), Region(RegionKind.FURNITURE, len(body) + 2, len(text)))
    source = Annotated(document, regions, Annotation("d1"))
    citing = article(
        "The Marland Gazette reported that engineers warned the harbor council of a wooden quay sinking under trucks."
    )
    (edge,) = find_derivations([source, citing], publications={}, outlets_of={})
    assert (edge.from_document, edge.to_id, edge.to_name) == (citing.document.id, "d1", "The Marland Gazette")


def test_a_long_quotation_printed_without_its_marks_is_text_taken_over() -> None:
    speech = (
        "the harbor board has looked the other way for eleven winters while the pilots of this coast steered by lamps "
        "that nobody had lit since the old lighthouse keeper drowned"
    )
    first = f"Anna Brandt spoke for an hour. “{speech.capitalize()},” she said on the quay."
    second = f"Fishermen meet on Monday in Norrin. {speech.capitalize()}. The ferry is late again."
    edges = find_derivations([article(first, "Gazette"), article(second, "Courier")], publications={}, outlets_of={})
    assert [edge.relation for edge in edges] == [DerivationRelation.SHARES_TEXT]


@pytest.mark.parametrize("rows_at_once", [1, 7, 10_000])
def test_pairs_are_the_same_in_any_number_of_lots(rows_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(5)
    texts = [np.unique(draw.integers(0, 40, 12).astype(np.uint64)) for _ in range(30)]
    holders = {int(one): [place for place, text in enumerate(texts) if one in text] for text in texts for one in text}
    wanted = sorted(
        (left, right)
        for found in holders.values()
        for place, left in enumerate(found)
        for right in (found[place + 1 :] if len(found) <= 8 else found[place + 1 : place + 2])
    )
    monkeypatch.setattr(fingerprints_module, "_ROWS", rows_at_once)
    table = shared_table(AllPrints.of((text, np.arange(len(text), dtype=np.int32)) for text in texts))
    lots = list(paired(table, most=8))
    assert [tuple(row) for lot in lots for row in lot[:, :2].tolist()] == wanted
    firsts = [set(lot[:, 0].tolist()) for lot in lots]
    assert all(not one & other for place, one in enumerate(firsts) for other in firsts[place + 1 :])
