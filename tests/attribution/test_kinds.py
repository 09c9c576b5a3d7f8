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
    ],
)
def test_kind_follows_from_the_words_of_the_cue(cue: str, content: str, kind: str) -> None:
    assert kind_of(cue, content) == kind


def test_speech_is_told_from_thought() -> None:
    assert is_speech("has told reporters")
    assert not is_speech("hopes")


def test_clause_without_any_cue_word_is_not_read_again() -> None:
    assert may_attribute("the board favors the dam")
    assert not may_attribute("a large blue dam")
