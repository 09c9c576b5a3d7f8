"""onrecord inside a spaCy pipeline: the same finds, at the same characters, wherever the document travels."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install 'onrecord[spacy]'")

from onrecord.attribution import load_tagger  # noqa: E402
from onrecord.errors import InputError  # noqa: E402
from onrecord.spacy_component import KEY, MENTIONS, _extend  # noqa: E402
from onrecord.testing import document_of  # noqa: E402

TEXT = (
    "Mara Quill said on Monday that the toll bridge would be “a grave mistake” for the harbor.\n\n"
    "Jory Penn, a spokesman for the port, said the army chief supports the bridge. He declined to comment further."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("en")
    made.add_pipe("onrecord")
    return made


def chars_of(doc: spacy.tokens.Doc) -> list[dict[str, tuple[tuple[int, int], ...]]]:
    return [dict(attribution.chars) for attribution in doc._.attributions]


def test_document_gets_what_the_extractor_finds_at_the_same_characters(nlp: spacy.language.Language) -> None:
    text = f"  {TEXT}\n\n👩‍👩‍👧 Tessa Orme\u00a0said\u200b the cafe\u0301 “Zoë’s” was closed."
    doc = nlp(text)
    assert doc.text == text
    found = load_tagger().annotate(document_of(text), ())
    for mine, given in zip(doc._.attributions, found.attributions, strict=True):
        for role in ("source", "cue", "content", "quote"):
            assert mine.chars[role] == tuple((span.start, span.end) for span in getattr(given, role))
        assert (mine.kind, mine.type, mine.score, mine.origin) == (given.kind, given.type, given.score, given.origin)
    assert [m.chars for m in doc._.mentions] == [(m.start, m.end) for m in found.mentions]


def test_roles_are_spans_of_tokens(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    first = doc._.attributions[0]
    assert [span.text for span in (*first.source, *first.cue)] == ["Mara Quill", "said"]
    assert [span.text for span in first.quote] == ["a grave mistake"]
    assert first.source[0].doc is doc
    assert {span.label_ for span in doc.spans[KEY]} == {"SOURCE", "CUE", "CONTENT"}
    assert ("Mara Quill", "PERSON") in {(span.text, span.label_) for span in doc.spans[MENTIONS]}


def test_attribution_inside_another_names_it_as_its_parent(nlp: spacy.language.Language) -> None:
    inner = next(a for a in nlp(TEXT)._.attributions if a.parent is not None)
    assert [span.text for span in (*inner.source, *inner.cue)] == ["the army chief", "supports"]
    assert inner.parent.source[0].text == "Jory Penn, a spokesman for the port,"


@pytest.mark.parametrize(("mode", "sources"), [("expand", ["xx-Mara Quill"]), ("contract", ["Quill"]), ("strict", [])])
def test_words_that_begin_inside_a_token_are_aligned_as_asked_and_kept_exactly(mode: str, sources: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"alignment_mode": mode})
    whole = spacy.blank("en")(TEXT)
    words = ["xx-Mara", *[token.text for token in whole][1:]]
    doc = spacy.tokens.Doc(nlp.vocab, words=words, spaces=[bool(token.whitespace_) for token in whole])
    doc.user_data[KEY] = {
        "alignment_mode": mode,
        "attributions": [
            {"id": "a", "source": [[3, 13]], "cue": [[14, 18]], "content": [[29, 40]], "quote": [], "kind": "said",
             "type": "indirect", "parent": None, "score": 1.0, "origin": "invented"},
        ],
        "mentions": [],
    }  # fmt: skip
    (attribution,) = doc._.attributions
    assert [span.text for span in attribution.source] == sources
    assert attribution.chars["source"] == ((3, 13),)
    assert doc.text[3:13] == "Mara Quill"


def test_many_documents_through_pipe_give_the_same_as_one_by_one(nlp: spacy.language.Language) -> None:
    texts = [TEXT, "", "Nothing was said.", TEXT.replace("Quill", "Finch")] * 2
    together = [chars_of(doc) for doc in nlp.pipe(texts, batch_size=3)]
    assert together == [chars_of(nlp(text)) for text in texts]


def test_document_keeps_its_attributions_on_disk_and_between_processes(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert chars_of(again) == chars_of(doc) != []
    box = spacy.tokens.DocBin(docs=[doc], store_user_data=True)
    (unboxed,) = spacy.tokens.DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab)
    assert unboxed._.attributions[0].source[0].text == "Mara Quill"


def test_other_processes_give_the_same(nlp: spacy.language.Language) -> None:
    (doc,) = nlp.pipe([TEXT], n_process=2)
    assert chars_of(doc) == chars_of(nlp(TEXT))


def test_pipeline_is_saved_with_its_settings_and_found_again_in_a_fresh_interpreter(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"clean": True, "alignment_mode": "contract"})
    nlp.to_disk(tmp_path / "pipeline")
    code = (
        f"import spacy; nlp = spacy.load({str(tmp_path / 'pipeline')!r}); one = nlp.get_pipe('onrecord'); "
        f"print(one.clean, one.alignment_mode, len(nlp({TEXT!r})._.attributions) > 2)"
    )
    said = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert said.split() == ["True", "contract", "True"]


def test_cleaning_reads_over_what_the_page_put_into_the_text() -> None:
    furniture = "Sign up for the evening letter"
    text = TEXT.replace("\n\n", f"\n\n{furniture}\n\n")
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"clean": True})
    spans = [span.text for span in nlp(text).spans[KEY]]
    assert spans
    assert not any(furniture in span for span in spans)


@pytest.mark.parametrize("config", [{"extractor": "none-such"}, {"alignment_mode": "guess"}])
def test_setting_that_is_not_there_is_refused_when_the_pipe_is_added(config: dict[str, str]) -> None:
    with pytest.raises(InputError, match=next(iter(config.values()))):
        spacy.blank("en").add_pipe("onrecord", config=config)


def test_attribute_that_another_package_has_taken_is_not_taken_over() -> None:
    spacy.tokens.Doc.set_extension("quill", getter=lambda doc: "theirs", force=True)
    with pytest.raises(InputError, match="'quill'"):
        _extend("quill", lambda doc: "ours")
    assert spacy.blank("en")("Quill")._.quill == "theirs"


def test_document_that_no_component_has_read_has_no_attributions() -> None:
    doc = spacy.blank("en")(TEXT)
    assert (doc._.attributions, doc._.mentions) == ([], [])


def test_component_works_beside_others_and_changes_no_token(nlp: spacy.language.Language) -> None:
    both = spacy.blank("en")
    both.add_pipe("sentencizer")
    both.add_pipe("onrecord")
    doc = both(TEXT)
    assert [token.text for token in doc] == [token.text for token in spacy.blank("en")(TEXT)]
    assert len(list(doc.sents)) > 1
    assert chars_of(doc) == chars_of(nlp(TEXT))
