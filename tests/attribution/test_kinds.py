from __future__ import annotations

import pytest

from onrecord.attribution.kinds import is_speech, kind_of, may_attribute


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("said", "it would rain", "said"),
        ("according to", "the board", "said"),
        ("believes", "it will rain", "held"),
        ("fears", "rain", "held"),
        ("are concerned", "that it may rain", "held"),
        ("plans", "to build a dam", "planned"),
        ("vowed", "to build a dam", "planned"),
        ("asked", "whether it would rain", "asked"),
        ("declined to comment", "", "no_comment"),
        ("declined", "to comment on the dam", "no_comment"),
        ("declined", "to sell the dam", "said"),
        ("did not immediately respond to", "a request for comment", "no_comment"),
        ("has no comment", "", "no_comment"),
        ("said he plans", "to go", "said"),
        ("plans to announce", "a dam", "planned"),
        ("is expected to", "announce the terms of a loan", "planned"),
        ("could declare", "that the river is safe", "planned"),
        ("will announce", "the winner", "planned"),
        ("would say", "“uh huh”", "said"),
        ("is understood to have warned", "the board", "said"),
        ("likes to say", "that dams are dull", "said"),
        ("voted", "to build a dam", "planned"),
        ("did not say", "whether the dam would be built", "no_comment"),
        ("has yet to say", "when the dam would be built", "no_comment"),
        ("did not deny", "that the dam leaks", "said"),
        ("refused", "to be drawn", "no_comment"),
        ("refused to say", "how much it cost", "no_comment"),
        ("said nothing", "about the dam", "no_comment"),
        ("a potential statement by", "the dam's safety", "planned"),
    ],
)
def test_kind_follows_from_the_words_of_the_cue(cue: str, content: str, kind: str) -> None:
    assert kind_of(cue, content) == kind


@pytest.mark.parametrize(
    ("before", "cue", "content"),
    [
        ("If the mayor ", "announces", "a dam"),
        ("If the mayor ", "were to announce", "a dam"),
        ("in talks over a potential ", "statement by", "the dam"),
        ("An idea has come up: ", "A joint announcement about", "a dam"),
    ],
)
def test_statement_that_is_only_supposed_is_never_said(before: str, cue: str, content: str) -> None:
    assert kind_of(cue, content, "the mayor", before) == "planned"


def test_speech_is_told_from_thought() -> None:
    assert is_speech("has told reporters")
    assert not is_speech("hopes")


def test_clause_without_any_cue_word_is_not_read_again() -> None:
    assert may_attribute("the board favors the dam")
    assert not may_attribute("a large blue dam")


@pytest.mark.parametrize(
    ("source", "cue", "content", "kind"),
    [
        ("Q", ":", "Should the pool be closed?", "asked"),
        ("Q", ".", "The swimmers will not comment, will they?", "asked"),
        ("QUESTION", ":", "And the plan to close it?", "asked"),
        ("Interviewer", ":", "You once denied it.", "asked"),
        ("A", ":", "It should have been closed years ago.", "said"),
        ("Vera Holt", ":", "It should have been closed years ago.", "said"),
    ],
)
def test_the_turns_of_an_interviewer_are_asked(source: str, cue: str, content: str, kind: str) -> None:
    assert kind_of(cue, content, source) == kind
