from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We agree,” the mayor said.", ["We agree,"]),
        ('"We agree," the mayor said. "It is late."', ["We agree,", "It is late."]),
        ("‘We agree,’ the mayor said.", ["We agree,"]),
        ("'We agree,' the mayor said.", ["We agree,"]),
        ("«We agree», the mayor said.", ["We agree"]),
        ("``We agree,'' the mayor said.", ["We agree,"]),
        ("The mayors’ plan wasn't Anna's, and the '90s weren’t ours.", []),
        ("She called it “a 'silly' idea” twice.", ["a 'silly' idea", "silly"]),
        ("The so-called ‘farmers’ tax’ is gone.", ["farmers’ tax"]),
        ("Rock 'n' roll is dead.", []),
        ('It is 6" long.', []),
    ],
)
def test_quotations_are_found_in_every_style_and_apostrophes_are_not(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


def test_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    (quote,) = quotations("“We will not sell the harbour. Never")
    assert not quote.closed
    assert quote.start == 1


def test_forgotten_closing_mark_ends_at_the_next_opening_one() -> None:
    text = "“We agree, she said. “It is late,” she added."
    assert [q.closed for q in quotations(text)] == [False, True]


def test_only_the_asked_paragraph_is_read() -> None:
    text = "“One.”\n“Two.”"
    assert [text[q.start : q.end] for q in quotations(text, 7)] == ["Two."]


@given(st.text(alphabet="ab ,.\"'“”‘’«»`\n\u00a0é", max_size=60))
def test_quotations_lie_inside_the_text_in_order(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.opening < q.start <= q.end <= q.closing <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
