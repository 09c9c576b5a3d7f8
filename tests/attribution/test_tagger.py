"""The shipped tagger on invented text: what any later weights must still do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attribution import load_tagger
from onrecord.plugins import Extractor
from onrecord.record import Annotation, Attribution, Document, MentionType, Region, RegionKind
from onrecord.weights import FOLDER

pytestmark = pytest.mark.skipif(not (FOLDER / "tagger-en.onnx").exists(), reason="the weights are not in the package")


def annotate(text: str, *regions: Region) -> Annotation:
    return load_tagger().annotate(Document("doc-1", ("a.txt",), text, ""), regions)


def one(text: str) -> tuple[str, str, str]:
    """Source, cue and content of the first attribution."""
    first = annotate(text).attributions[0]
    return tuple(" … ".join(s.of(text) for s in part) for part in (first.source, first.cue, first.content))  # type: ignore[return-value]


def test_tagger_is_an_extractor() -> None:
    assert isinstance(load_tagger(), Extractor)
    assert load_tagger().origin.startswith("tagger-en ")
    assert load_tagger() is load_tagger()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("“The bridge is closed,” Mayor Ada Okafor said.", "Mayor Ada Okafor", "said", "“The bridge is closed,”"),
        ("'The bridge is closed,' said Okafor.", "Okafor", "said", "'The bridge is closed,'"),
        ('"The bridge is closed," Okafor said.', "Okafor", "said", '"The bridge is closed,"'),
        ("The army chief believes the dam is safe.", "The army chief", "believes", "the dam is safe"),
        ("According to the Daily Courier, the dam is safe.", "the Daily Courier", "According to", "the dam is safe"),
    ],
)
def test_plain_attributions_are_found_whole(text: str, source: str, cue: str, content: str) -> None:
    assert one(text) == (source, cue, content)


def test_discontinuous_content_keeps_both_parts() -> None:
    text = "“The bridge,” Okafor said, “is closed for good.”"
    (found,) = annotate(text).attributions
    assert [s.of(text) for s in found.content] == ["“The bridge,”", "“is closed for good.”"]
    assert [s.of(text) for s in found.quote] == ["The bridge,", "is closed for good."]
    assert found.type == "direct"


def test_voice_inside_a_content_is_nested() -> None:
    text = "The envoy told a conference that the army chief supports the treaty."
    outer, inner = sorted(annotate(text).attributions, key=lambda a: a.parent is not None)
    assert inner.parent == outer.id
    assert inner.source[0].of(text) == "the army chief"


def test_furniture_inside_a_sentence_is_not_part_of_the_source() -> None:
    text = "Mayor OkaforOkafor wins vote Tram is late MORE said the bridge was closed."
    regions = (
        Region(RegionKind.BODY, 0, 12),
        Region(RegionKind.FURNITURE, 12, 46),
        Region(RegionKind.BODY, 46, len(text)),
    )
    found = annotate(text, *regions)
    assert [s.of(text) for s in found.attributions[0].source] == ["Mayor Okafor"]
    names = [m.span.of(text) for m in found.mentions if m.type is MentionType.NAME]
    assert names == ["Okafor"]


def test_credits_and_furniture_give_nothing() -> None:
    text = "“Subscribe now,” says the page."
    assert annotate(text, Region(RegionKind.FURNITURE, 0, len(text))) == Annotation("doc-1")


def test_pronoun_and_description_sources_are_mentions() -> None:
    text = "A senior official said the dam was safe. She said it was also blue."
    kinds = {m.span.of(text): m.type for m in annotate(text).mentions}
    assert kinds == {"A senior official": MentionType.NOMINAL, "She": MentionType.PRONOUN}


def test_same_text_gives_the_same_annotation() -> None:
    text = "Okafor said the bridge was closed. Lindqvist denied it, saying “it is open.”"
    assert annotate(text) == annotate(text)


def test_empty_document_gives_an_empty_annotation() -> None:
    assert annotate("") == Annotation("doc-1")


def spans_of(attribution: Attribution) -> list[tuple[int, int]]:
    parts = (*attribution.source, *attribution.cue, *attribution.content, *attribution.quote)
    return [(s.start, s.end) for s in parts]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Oda said ", "“yes", "” ", "\n", "\u200b", "😀", "the dam is safe. ", "'", "\x00", "é"]),
        max_size=12,
    )
)
def test_any_text_gives_spans_inside_it(parts: list[str]) -> None:
    text = "".join(parts)
    found = annotate(text)
    for attribution in found.attributions:
        assert attribution.cue
        assert attribution.content
        assert 0 <= attribution.score <= 1
        assert all(0 <= start < end <= len(text) for start, end in spans_of(attribution))
    assert len({a.id for a in found.attributions}) == len(found.attributions)
    assert all(0 <= m.start < m.end <= len(text) for m in found.mentions)


def test_paragraph_without_any_break_is_read_to_its_end() -> None:
    text = "The dam is safe and blue " * 400 + ". Okafor said the bridge was closed."
    assert annotate(text).attributions[-1].source[0].of(text) == "Okafor"
