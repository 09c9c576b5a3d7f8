"""Many documents at once: the same annotations as one by one, whatever stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import load_tagger
from onrecord.attribution.encoder import batches
from onrecord.record import Document
from onrecord.weights import FOLDER

WEIGHTS = pytest.mark.skipif(not (FOLDER / "tagger-en.onnx").exists(), reason="the weights are not in the package")
TEXTS = [
    "“The bridge is closed,” Mayor Ada Okafor said.\n\nShe wants the tram back, and hopes that the county will pay.",
    "The envoy told a conference that the army chief supports the treaty. Nobody in Port Anselm had asked him.",
    "According to the Daily Courier, the dam is safe. Lindqvist denied it, saying “it is open.”\n\nIt rained.",
    "",
    "Rain. " * 90 + "“We will build here,” said Oda. “And soon.”",
    "The union, which opposes the plan, declined to comment; its leader Ivo Brandt has warned of strikes before.",
]


def document(number: int, text: str) -> Document:
    return Document(f"doc-{number}", ("a.txt",), text, "")


@WEIGHTS
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=8))
def test_document_is_annotated_alike_whatever_stands_beside_it(chosen: list[int]) -> None:
    documents = [document(number, TEXTS[number]) for number in chosen]
    together = load_tagger().annotate_many([(each, ()) for each in documents])
    assert together == [load_tagger().annotate(each, ()) for each in documents]


@WEIGHTS
def test_no_documents_give_no_annotations() -> None:
    assert load_tagger().annotate_many([]) == []


@given(st.lists(st.integers(1, 256), max_size=40))
def test_batches_hold_every_unit_once_and_little_padding(lengths: list[int]) -> None:
    found = list(batches(lengths))
    assert sorted(n for batch in found for n in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[n] for n in batch) <= 256
