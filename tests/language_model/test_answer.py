"""What models answer instead of plain JSON."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.language_model.answer import MAX_ITEMS, NoAnswer, read_answer
from onrecord.record import AttributionKind, EntityKind

from .scripted_server import attributions, proposal

PLAIN = attributions(proposal("Quill", "said", "no", paragraph=2), names=({"text": "Quill", "kind": "person"},))


@pytest.mark.parametrize(
    "words",
    [
        PLAIN,
        f"```json\n{PLAIN}\n```",
        f"Here is the JSON you asked for:\n{PLAIN}\nLet me know!",
        f"<think>The object {{}} should have {{attributions}}.</think>{PLAIN}",
        f'{{"note": "first"}} {PLAIN}',
        PLAIN.replace('"no"', '"n\no"'),
    ],
)
def test_answer_is_found_among_fences_and_chatter(words: str) -> None:
    answer = read_answer(words)
    assert [(p.paragraph, p.source, p.cue, p.kind) for p in answer.proposals] == [
        (2, ("Quill",), ("said",), AttributionKind.SAID)
    ]
    assert answer.names == (("Quill", EntityKind.PERSON),)
    assert answer.n_unreadable == 0


@pytest.mark.parametrize(
    "words", ["", "I cannot help with that.", "[]", '{"attributions": 3}', "{" * 5_000, '{"a": 1}']
)
def test_words_without_an_answer_are_said_to_be_none(words: str) -> None:
    with pytest.raises(NoAnswer):
        read_answer(words)


def test_entries_that_are_no_attribution_are_counted() -> None:
    entries = [
        3,
        None,
        {"cue": "said"},
        {"cue": [], "content": ["no"]},
        {"cue": "said", "content": "no", "kind": "sung"},
    ]
    answer = read_answer(
        json.dumps({"attributions": entries, "names": [1, {"text": 2}, {"text": "Orsa", "kind": "x"}]})
    )
    assert answer.n_unreadable == 4
    assert [(p.source, p.cue, p.content, p.kind) for p in answer.proposals] == [((), ("said",), ("no",), None)]
    assert answer.names == (("Orsa", EntityKind.OTHER),)


def test_model_that_repeats_itself_without_end_is_cut_short() -> None:
    answer = read_answer(attributions(*[proposal("Quill", "said", "no")] * (MAX_ITEMS + 5)))
    assert (len(answer.proposals), answer.n_unreadable) == (MAX_ITEMS, 5)


@given(st.integers(0, len(PLAIN)))
def test_answer_cut_anywhere_gives_what_is_whole_of_it(at: int) -> None:
    answer = read_answer(PLAIN[:at], cut=True)
    assert [p.cue for p in answer.proposals] in ([], [("said",)])


@given(st.text(max_size=200))
def test_no_words_at_all_break_the_reader(words: str) -> None:
    with contextlib.suppress(NoAnswer):
        read_answer(words)
