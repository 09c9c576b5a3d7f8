from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.surface import read_surface
from onrecord.record import Document, Region, RegionKind, Span


def document(text: str) -> Document:
    return Document("doc-1", ("a.txt",), text, "")


def test_furniture_inside_a_sentence_is_read_over_and_spans_lead_back() -> None:
    text = "Minister OdaMinister says no to dam MORE said the dam is safe."
    regions = [
        Region(RegionKind.BODY, 0, 12),
        Region(RegionKind.FURNITURE, 12, 40),
        Region(RegionKind.BODY, 40, len(text)),
    ]
    surface = read_surface(document(text), regions)
    assert surface.text == "Minister Oda said the dam is safe."
    whole = surface.spans(0, len(surface.text))
    assert [s.of(text) for s in whole] == ["Minister Oda", " said the dam is safe."]
    assert surface.spans(9, 12) == (Span(9, 12),)


def test_words_glued_by_lost_furniture_are_set_apart() -> None:
    text = "Minister Oda[ad]said the dam is safe."
    regions = [Region(RegionKind.BODY, 0, 12), Region(RegionKind.FURNITURE, 12, 16), Region(RegionKind.BODY, 16, 37)]
    assert read_surface(document(text), regions).text == "Minister Oda said the dam is safe."


def test_credits_are_left_out_and_headline_stays_a_paragraph_of_its_own() -> None:
    text = "Dam is safe\nBy A. Writer\nThe dam is safe."
    regions = [
        Region(RegionKind.HEADLINE, 0, 11),
        Region(RegionKind.CREDIT, 12, 24),
        Region(RegionKind.BODY, 25, len(text)),
    ]
    assert read_surface(document(text), regions).text == "Dam is safe\nThe dam is safe."


def test_text_without_regions_is_read_whole() -> None:
    assert read_surface(document("One.\n\nTwo."), ()).text == "One.\n\nTwo."
    assert read_surface(document(""), ()).text == ""


def test_hard_wrapped_lines_become_one_paragraph() -> None:
    text = "The minister said on Monday that the\ndam was safe and would stay so for\nmany years to come.\n\nNext."
    assert read_surface(document(text), ()).text.count("\n") == 2


@given(st.lists(st.tuples(st.text(alphabet="ab .\n", min_size=1, max_size=8), st.sampled_from(RegionKind)), max_size=8))
def test_every_character_of_the_surface_leads_back_to_itself(parts: list[tuple[str, RegionKind]]) -> None:
    text, regions = "", []
    for words, kind in parts:
        regions.append(Region(kind, len(text), len(text) + len(words)))
        text += words
    surface = read_surface(document(text), regions)
    for at, sign in enumerate(surface.text):
        spans = surface.spans(at, at + 1)
        assert len(spans) <= 1
        if spans:
            origin = spans[0].of(text)
            assert origin == sign or (origin == "\n" and sign == " ")


def test_long_text_is_read_in_parts_that_make_the_whole() -> None:
    text = "One two.\nThree four five.\n\nSix " + "seven" * 10
    regions = [
        Region(RegionKind.BODY, 0, 12),
        Region(RegionKind.FURNITURE, 12, 14),
        Region(RegionKind.BODY, 14, len(text)),
    ]
    surface = read_surface(document(text), regions)
    parts = list(surface.parts(limit=20))
    assert "".join(part.text for part in parts) == surface.text
    assert all(len(part.text) <= 20 for part in parts)
    origins = [span.of(text) for part in parts for span in part.spans(0, len(part.text))]
    assert "".join(origins) == text[:12] + text[14:]
