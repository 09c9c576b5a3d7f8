"""The side that a clause takes toward a thing named in it, composed of attitudes, effects, verdicts and negations."""

from __future__ import annotations

import pytest
from benchmarks.quality.stance import Invented, macro_f1, read_invented

from onrecord.coding.composing import compose
from onrecord.coding.stance import read_stance
from onrecord.coding.words import tokens
from onrecord.record import AttributionKind, Span, Stance

SENTENCES = [one for one in read_invented() if one.part != "c"]  # c is not to be fitted to


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one.text[:60])
def test_a_sentence_has_the_stance_that_a_careful_reader_gives_it(one: Invented) -> None:
    asked = any(word in " ".join(span.of(one.text) for span in one.cue) for word in ("ask", "wonder"))
    kind = AttributionKind.ASKED if asked else AttributionKind.SAID
    reading = read_stance(one.text, cue=one.cue, content=one.content, concept=one.concept, kind=kind)
    assert reading.stance is one.stance


# The words before the thing, the thing, the words after it; 1 for it, -1 against it, 0 for no side.
CLAUSES = [
    ("she opposes lifting ", "the ban", "", 1),
    ("they welcomed the end of ", "the subsidy", "", -1),
    ("a failure to raise ", "the ceiling", " would be a disaster", 1),
    ("he has never wanted ", "the canal", "", -1),
    ("we must not build ", "the canal", "", -1),
    ("the town needs ", "the canal", "", 1),
    ("jobs destroyed by ", "the levy", "", -1),
    ("he praised the move to rescind ", "the levy", "", -1),
    ("they complained that the town would not fund ", "the ferry", "", 1),
    ("she backs a ", "spending", " cut", -1),
    ("half of the voters oppose ", "the canal", "", 0),
    ("the court struck down ", "the canal toll", "", 0),
    ("he denied that ", "the canal toll", " would harm traders", 1),
    ("she defended ", "the canal toll", " against its critics", 1),
    ("on my first day I am going to cancel ", "the ferry pact", "", -1),
    ("we will go ahead with ", "the ferry pact", "", 1),
    ("she threatened to tear up ", "the ferry pact", "", -1),
    ("they voted to override his veto of ", "the ferry bill", "", 1),
    ("it has not wavered in its opposition to ", "the ferry bill", "", -1),
    ("it pushed back on a report that it was dropping its opposition to ", "the ferry bill", "", -1),
    ("she would meet Tomas Reel, a longtime opponent of ", "the ferry bill", "", 0),
    ("he understood that ", "the ferry bill", ", while not ideal, was worth keeping", 1),
    ("they voted on Wednesday to override his veto of ", "the ferry bill", "", 1),
    ("she pressured members to move ahead with ", "the ferry bill", " in the days before the attacks", 1),
    ("last-ditch warnings that ", "the ferry bill", " could hurt trade", -1),
    ("she pushed back hard on objections to ", "the ferry bill", "", 1),
    ("leaders must do more to confront ", "poverty", "", -1),
]


@pytest.mark.parametrize(("before", "thing", "after", "side"), CLAUSES)
def test_what_becomes_of_a_thing_turns_the_attitude_round(before: str, thing: str, after: str, side: int) -> None:
    text = before + thing + after
    total = compose(tokens(text), Span(len(before), len(before) + len(thing)))
    assert total is not None
    assert (total > 0.3) - (total < -0.3) == side


def test_a_clause_without_any_word_that_tells_gives_nothing() -> None:
    text = "the clerk read the canal toll aloud"
    assert compose(tokens(text), Span(text.index("the canal"), text.index(" aloud"))) is None


def test_macro_f1_weighs_rare_stances_like_common_ones() -> None:
    pairs = [("support", "support")] * 8 + [("oppose", "support"), ("oppose", "oppose")]
    assert macro_f1(pairs) == pytest.approx((16 / 17 + 2 / 3) / 2)


def reading_of(told: str, *, thing: str, said: str = "Mara Quill said ") -> Stance:
    """What the product reads from a saying whose cue is "said"."""
    text = said + told
    cue, at = text.index("said"), text.index(thing, len(said))
    content, concept = Span(len(said), len(text)), Span(at, at + len(thing))
    return read_stance(
        text, cue=[Span(cue, cue + 4)], content=[content], concept=concept, kind=AttributionKind.SAID
    ).stance


NO_SIDE = [
    "the plan needs approval by the chamber by June",
    "the plan needs approval by parliament by June 30",
    "the plan must be approved by the chamber",
    "the plan must first be approved by both houses",
    "the plan needs to be ratified by the senate before May",
    "the plan requires the consent of two provinces",
    "the plan has yet to win support in the council",
    "the plan is yet to be approved",
    "critics of the plan had met on Monday",
]


@pytest.mark.parametrize("told", NO_SIDE)
def test_what_a_thing_needs_or_has_not_yet_got_is_no_side_taken(told: str) -> None:
    assert reading_of(told, thing="the plan") is Stance.NEUTRAL


SIDES = [
    ("the plan must be approved", Stance.SUPPORT),
    ("the plan must be approved by Friday", Stance.SUPPORT),
    ("the plan must be stopped by the council", Stance.OPPOSE),
    ("the town needs the plan", Stance.SUPPORT),
]


@pytest.mark.parametrize(("told", "stance"), SIDES)
def test_who_wants_a_thing_done_takes_a_side(told: str, stance: Stance) -> None:
    assert reading_of(told, thing="the plan") is stance


PEOPLE = [
    ("critics of the levy were wrong", Stance.SUPPORT),
    ("opponents of the levy were mistaken", Stance.SUPPORT),
    ("critics of the levy were right", Stance.OPPOSE),
    ("critics of the levy were not wrong", Stance.OPPOSE),
    ("supporters of the levy were misguided", Stance.OPPOSE),
]


@pytest.mark.parametrize(("told", "stance"), PEOPLE)
def test_who_calls_the_critics_of_a_thing_wrong_is_for_it(told: str, stance: Stance) -> None:
    assert reading_of(told, thing="the levy") is stance


def test_support_but_not_for_any_is_conditional() -> None:
    text = "Mara Quill said she could support a toll bridge, but not one drawn on a napkin."
    content = Span(text.index("she could"), len(text) - 1)
    place = Span(text.index("a toll"), text.index(", but"))
    reading = read_stance(text, cue=[Span(11, 15)], content=[content], concept=place, kind=AttributionKind.SAID)
    assert reading.stance.value == "conditional"
