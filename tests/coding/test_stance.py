"""The stance of a speaker, from the words of cue and content."""

from __future__ import annotations

import pytest

from onrecord.coding.stance import read_stance
from onrecord.record import AttributionKind, Span, Stance

# (cue, content, concept, stance): the concept's words stand in the content, or are None when it is only pointed back to
SAYINGS = [
    ("said", "the toll bridge would be a costly blunder for the island", "toll bridge", Stance.OPPOSE),
    ("said", "it would be a grave mistake", None, Stance.OPPOSE),
    ("slammed", "the toll bridge", "toll bridge", Stance.OPPOSE),
    ("backs", "the toll bridge", "toll bridge", Stance.SUPPORT),
    ("is in favor of", "the toll bridge", "toll bridge", Stance.SUPPORT),
    ("said", "the toll bridge had support from the harbor master", "toll bridge", Stance.SUPPORT),
    ("warned", "the toll bridge would ruin the ferries", "toll bridge", Stance.OPPOSE),
    ("said", "a toll bridge is the best way to save the island", "toll bridge", Stance.SUPPORT),
    ("said", "a toll bridge would not help the island", "toll bridge", Stance.OPPOSE),
    ("said", "the toll bridge is not a danger to the ferries", "toll bridge", Stance.SUPPORT),
    ("said", "the council would accept a toll bridge only if islanders cross free", "toll bridge", Stance.CONDITIONAL),
    ("said", "we shall not accept a toll bridge that closes the ferry port", "toll bridge", Stance.CONDITIONAL),
    ("said", "unless the tolls are halved there will be no bridge", None, Stance.CONDITIONAL),
    ("said", "the toll bridge was discussed on Tuesday", "toll bridge", Stance.NEUTRAL),
    ("said", "The islanders do not want that", None, Stance.OPPOSE),
    ("ruled out", "a toll bridge", "toll bridge", Stance.OPPOSE),
    ("said", "rejecting the toll bridge would be a mistake", "toll bridge", Stance.SUPPORT),
    ("fear", "the toll bridge would shackle the council", "toll bridge", Stance.OPPOSE),
    ("said", "the toll bridge would give us a layer of protection against storms", "toll bridge", Stance.SUPPORT),
    ("called for", "a toll bridge", "toll bridge", Stance.SUPPORT),
    ("rejected", "the toll bridge", "toll bridge", Stance.OPPOSE),
    ("said", "without a toll bridge the island has no future", "toll bridge", Stance.SUPPORT),
    ("called", "the toll bridge a gamble", "toll bridge", Stance.OPPOSE),
    ("said", "the toll bridge should be built this year", "toll bridge", Stance.SUPPORT),
    ("said", "the toll bridge must not be built", "toll bridge", Stance.OPPOSE),
    ("said", "we should not be afraid of a toll bridge", "toll bridge", Stance.SUPPORT),
    ("said", "We want the jobs. We do not want the toll bridge", "toll bridge", Stance.OPPOSE),
    ("said", "the toll bridge would cost nine million crowns", "toll bridge", Stance.NEUTRAL),
    ("said", "there were concerns it could limit the ferries", None, Stance.OPPOSE),
]  # fmt: skip


def saying(cue: str, content: str, concept: str | None) -> tuple[str, Span, Span, Span | None]:
    text = f"Mara Quill {cue} {content}."
    start = text.index(content, 11 + len(cue))
    at = (
        None if concept is None else Span(start + content.index(concept), start + content.index(concept) + len(concept))
    )
    return text, Span(11, 11 + len(cue)), Span(start, start + len(content)), at


@pytest.mark.parametrize(("cue", "content", "concept", "stance"), SAYINGS, ids=lambda v: str(v)[:40])
def test_words_show_the_stance_of_the_speaker(cue: str, content: str, concept: str | None, stance: Stance) -> None:
    text, cue_span, content_span, at = saying(cue, content, concept)
    reading = read_stance(text, cue=[cue_span], content=[content_span], concept=at, kind=AttributionKind.SAID)
    assert reading.stance is stance


def test_declining_to_comment_takes_no_side() -> None:
    text, cue, content, at = saying("refused to comment on", "the toll bridge", "toll bridge")
    reading = read_stance(text, cue=[cue], content=[content], concept=at, kind=AttributionKind.NO_COMMENT)
    assert reading.stance is Stance.NEUTRAL


def test_words_without_any_sign_of_stance_are_neutral_without_clarity() -> None:
    text, cue, content, at = saying("said", "the toll bridge has four lanes", "toll bridge")
    reading = read_stance(text, cue=[cue], content=[content], concept=at, kind=AttributionKind.SAID)
    assert (reading.stance, reading.clarity) == (Stance.NEUTRAL, 0.0)
