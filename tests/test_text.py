"""Words, sentences, lines and folding; every offset counts code points of the text given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span, text_of
from onrecord.text import fold, lines, sentences, stable_id, words

SENTENCES = [
    ("Mr. Quill agreed. He left.", ["Mr. Quill agreed.", "He left."]),
    ("The U.S. agreed. It paid.", ["The U.S. agreed.", "It paid."]),
    ("He refused. “We will wait,” he said.", ["He refused.", "“We will wait,” he said."]),
    ('Sen. "Bo" Penn came.', ['Sen. "Bo" Penn came.']),
    ("A heading\nA sentence.", ["A heading", "A sentence."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text)] == expected


def test_dotted_abbreviation_is_one_word() -> None:
    text = "The U.N. said: don’t."
    assert [span.of(text) for span in words(text)] == ["The", "U.N.", "said", ":", "don’t", "."]


def test_lines_carry_no_white_space_at_their_ends() -> None:
    text = "  one \n\n\u00a0two\n"
    assert [span.of(text) for span in lines(text)] == ["one", "two"]


@pytest.mark.parametrize(
    ("left", "right"),
    [("“Don’t”", '"don\'t"'), ("a\u00a0b", "A  B"), ("co\u00adop", "coop"), ("wait …", "WAIT ..."), ("x–y", "x-y")],
)
def test_folding_makes_typographic_variants_equal(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@given(st.text(max_size=200), st.integers(0, 50), st.integers(0, 200))
def test_spans_lie_inside_the_part_asked_for_and_never_overlap(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), max(min(start, len(text)), min(end, len(text)))
    for found in (words(text, start, end), sentences(text, start, end)):
        last = start
        for span in found:
            assert last <= span.start < span.end <= end
            last = span.end


def test_ids_depend_on_the_parts_and_their_order_only() -> None:
    assert stable_id("x", "a", 1) == stable_id("x", "a", 1) != stable_id("x", 1, "a")


def test_words_of_several_spans_show_the_gap() -> None:
    text = "Penn said, on Monday, that it rained"
    assert text_of([Span(27, 36), Span(0, 4)], text) == "Penn … it rained"


def test_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="start <= end"):
        Span(5, 4)
