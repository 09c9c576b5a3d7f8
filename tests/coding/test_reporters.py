"""Those who only report whose side somebody is on take none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.coding import suggest_codes
from onrecord.record import Codebook, Concept, EntityKind, Mention, MentionType, Stance

from .invented import article

MARKET = Codebook((Concept("market", "night market"),))


@pytest.mark.parametrize(
    ("marked", "person", "stance"),
    [
        (
            "<Mayor Ilse Brandt is ready to scrap the night market>, [The Veldt Mail] {reported}, citing two aides.",
            "Ilse Brandt", Stance.NEUTRAL,
        ),
        (
            "[Radio Odo] {has revealed} <that Deputy Jory Penn wants to ban the night market>.",
            "Jory Penn", Stance.NEUTRAL,
        ),
        (
            "[The Beacon] {reported} <that Ada Lund, the harbor master, still opposes the night market>.",
            "Ada Lund", Stance.NEUTRAL,
        ),
        # a finding of one's own is one's own side; so is what is said rather than reported
        ("[The inquiry] {reported} <that it opposes the night market>.", "inquiry", Stance.OPPOSE),
        ("[Ilse Brandt] {said} <she is ready to scrap the night market>.", "Ilse Brandt", Stance.OPPOSE),
    ],
)  # fmt: skip
def test_who_reports_that_a_person_is_ready_to_do_something_takes_no_side(
    marked: str, person: str, stance: Stance
) -> None:
    one = article(marked)
    at = one.document.text.index(person)
    mention = Mention(one.document.id, at, at + len(person), MentionType.NAME, EntityKind.PERSON)
    one = replace(one, annotation=replace(one.annotation, mentions=(mention,)))
    assert [found.stance for found in suggest_codes([one], MARKET)] == [stance]
