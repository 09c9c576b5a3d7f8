"""Words of a model in an invented text: found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.language_model.lookup import Lookup, Place
from onrecord.record import Span

TEXT = (
    "Mara Quill’s aide said—on the record—that the “toll bridge”  would not\nbe built. “We do not want it,” "
    "she said. Amélie Dufrêne, who had said so before, said ‘never’. The Israeli envoy left."
)


def found(words: str, text: str = TEXT) -> list[Place]:
    return Lookup(text).places(words, within=Span(0, len(text)))


@pytest.mark.parametrize(
    ("words", "stands", "repairs"),
    [
        ("We do not want it,", "We do not want it,", ()),
        ("“toll bridge”", "“toll bridge”", ()),
        ('"toll bridge"', "“toll bridge”", ("quotation marks",)),
        ("Mara Quill's aide", "Mara Quill’s aide", ("quotation marks",)),
        ("bridge” would not be built", "bridge”  would not\nbe built", ("blanks",)),
        ("said-on the record--that", "said—on the record—that", ("dashes",)),
        ("mara quill", "Mara Quill", ("case",)),
        ("Ame\u0301lie Dufre\u0302ne", "Amélie Dufrêne", ("Unicode forms",)),
        ("TOLL BRIDGE' would", "toll bridge”  would", ("blanks", "quotation marks", "case")),
        ('"The Israeli envoy."', "The Israeli envoy", ("end marks",)),
        ("the toll bridge would", "the “toll bridge”  would", ("blanks", "quotation marks")),
        ("Dufrêne, who had said 'so' before", "Dufrêne, who had said so before", ("quotation marks",)),
    ],
)
def test_words_are_found_but_for_what_models_change_when_they_copy(
    words: str, stands: str, repairs: tuple[str, ...]
) -> None:
    (place,) = found(words)
    assert (TEXT[place.start : place.end], place.repairs) == (stands, repairs)


@pytest.mark.parametrize(
    "words", ["we do not need it", "Israel", "quills", "Mara Quills aide", "bridge would never be built", "", " ", "“"]
)
def test_words_that_do_not_stand_there_are_not_found(words: str) -> None:
    assert [place for place in found(words) if TEXT[place.start : place.end].strip("“")] == []


def test_every_place_is_found_as_a_whole_word() -> None:
    assert len(found("said")) == 4
    assert len(found("so")) == 1


def test_accent_that_joins_a_letter_belongs_to_it() -> None:
    text = "The cafe\u0301 closed."
    (place,) = found("the café", text)
    assert text[place.start : place.end] == "The cafe\u0301"


def test_words_that_a_script_joins_are_found_inside_a_word() -> None:
    assert [(p.start, p.end) for p in found("大臣", "「いいえ」と大臣は述べた。")] == [(6, 8)]


def test_ellipsis_parts_the_words_where_the_text_has_none() -> None:
    lookup = Lookup(TEXT)
    assert lookup.pieces("the old bridge ... be built", within=Span(0, len(TEXT))) == []
    pieces = lookup.pieces('that the "toll bridge" […] be built', within=Span(0, len(TEXT)))
    assert [TEXT[p[0].start : p[0].end] for p in pieces] == ["that the “toll bridge”", "be built"]
    assert all("ellipsis" in p[0].repairs for p in pieces)


def test_ellipsis_that_the_text_has_itself_parts_nothing() -> None:
    text = "“We ... will see,” she said."
    ((place,),) = Lookup(text).pieces("We ... will see", within=Span(0, len(text)))
    assert place.repairs == ()


def test_nothing_is_found_outside_the_passage() -> None:
    assert Lookup(TEXT).places("said", within=Span(0, 10)) == []
    assert Lookup(TEXT).places("SAID", within=Span(0, 10)) == []


WORDS = st.text(st.sampled_from("abAB é“”\"'’ \n-–—.…ﬁße\u0301\u200b\u00a0İ市🎉\U0001d504"), max_size=60)


@given(WORDS, st.data())
def test_what_is_cut_from_a_text_between_words_is_found_there_to_the_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    lookup = Lookup(text)
    places = lookup.places(words, within=Span(0, len(text)))
    for place in places:
        assert 0 <= place.start < place.end <= len(text)
        if not place.repairs:
            assert text[place.start : place.end] == words.strip()
    at = start + len(words) - len(words.lstrip())
    if words.strip() and lookup._whole(at, at + len(words.strip())):
        assert Place(at, at + len(words.strip())) in places


@given(WORDS, WORDS, st.sampled_from("xyz“' "), WORDS)
def test_other_letters_are_never_found(before: str, after: str, sign: str, words: str) -> None:
    text = before + after
    strange = words + sign + "qq"
    assert Lookup(text).places(strange, within=Span(0, len(text))) == []
