from __future__ import annotations

import pytest

from onrecord.attribution.backing import backing
from onrecord.attribution.drafts import Draft, Stretch
from onrecord.attribution.headlines import headlines
from onrecord.attribution.hearsay import hearsay
from onrecord.attribution.kinds import kind_of_draft
from onrecord.attribution.labels import AttributionRole
from onrecord.attribution.nesting import floor, keep_inner, nested_under
from onrecord.attribution.nominal import nominal
from onrecord.attribution.outlets import outlets
from onrecord.attribution.refusals import refusals, without_tail
from onrecord.attribution.signatures import signed
from onrecord.attribution.speakers import names_speaker
from onrecord.attribution.subjects import with_fronted, with_objects, with_subjects, without_stamps
from onrecord.attribution.transcripts import find_turns, transcript
from onrecord.attribution.verbatim import Marks
from onrecord.record import EntityKind, Mention, MentionType


def stretch(text: str, words: str, role: AttributionRole) -> Stretch:
    start = text.index(words)
    return Stretch(role, start, start + len(words), 0, 0, 1, 0.9)


def draft(text: str, source: str, cue: str, *content: str) -> Draft:
    return Draft(
        (stretch(text, cue, AttributionRole.CUE),),
        (stretch(text, source, AttributionRole.SOURCE),) if source else (),
        tuple(stretch(text, words, AttributionRole.CONTENT) for words in content),
    )


def told(text: str, found: Draft) -> tuple[str, ...]:
    return tuple(" ++ ".join(text[s.start : s.end] for s in part) for part in (found.source, found.cue, found.content))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister: dam is safe", ("Minister", ":", "dam is safe")),
        ("Cabinet split over dam – Chancellor: “Nobody will hurry me”", ("Chancellor", ":", "“Nobody will hurry me”")),
        ("'We won': union chief", ("union chief", ":", "'We won'")),
        (
            "“We were close” – union negotiator Ada Oda to public radio.",
            ("union negotiator Ada Oda", "–", "“We were close”"),
        ),
        ("14:02 Mayor: the bridge is shut", ("Mayor", ":", "the bridge is shut")),
        (
            "9:05 Our correspondent Ada Oda is at the dam: “The water is still rising here.”",
            ("Our correspondent Ada Oda", ":", "“The water is still rising here.”"),
        ),
    ],
)
def test_line_that_sets_speaker_and_words_apart_is_an_attribution(text: str, expected: tuple[str, ...]) -> None:
    assert [told(text, found) for found in signed(text, [])] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Port concession: unions may strike",
        "What we know: the dam leaks",
        "The sign at the dam is old: “No fishing on Sundays”",
        "'The lake is not ours alone': an interview with the mediator",
        "Monday: rain. Tuesday: sun",
    ],
)
def test_colon_without_a_speaker_is_none(text: str) -> None:
    assert signed(text, []) == []


def test_name_that_speaks_elsewhere_is_a_speaker_before_a_colon() -> None:
    text = "Ada Oda said it would rain.\n15:10 Oda: strike begins at midnight."
    found = signed(text, [draft(text, "Ada Oda", "said", "it would rain")])
    assert told(text, found[-1]) == ("Oda", ":", "strike begins at midnight.")


def test_description_that_speaks_is_told_from_a_topic() -> None:
    assert names_speaker("the former finance minister", frozenset())
    assert names_speaker("two aides to the mayor", frozenset())
    assert not names_speaker("Port concession", frozenset())


def test_what_a_turn_of_a_transcript_reports_is_an_inner_voice() -> None:
    text = "REVIEW: Why now?\nODA: I said so. The farmers say it is late.\nREVIEW: And you?"
    inner = draft(text, "The farmers", "say", "it is late")
    own = draft(text, "I", "said", "so")
    found = transcript(text, [own, inner])
    assert [told(text, d)[0] for d in found] == ["REVIEW", "ODA", "REVIEW", "The farmers"]
    assert found[3].outer == 1
    assert found[1].verbatim


def test_quoted_turns_go_on_until_the_next_name() -> None:
    text = '"ODA: Well, no.\n\n"And never.\n\n"MARSH: Why?\n\n"ODA: Ask them.'
    assert [" ".join(w.of(text) for w in turn.words) for turn in find_turns(text)] == [
        "Well, no. And never.", "Why?", "Ask them.",
    ]  # fmt: skip


def test_names_with_a_colon_in_prose_are_no_transcript() -> None:
    assert find_turns("Monday: rain.\nThe week was dull.\nTuesday: sun.\nNobody minded.\nFriday: hail.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Okafor Calls Plan ‘A Disgrace’", ("Okafor", "Calls", "Plan ‘A Disgrace’")),
        ("Watchdog warns of new delays amid strike", ("Watchdog", "warns", "of new delays")),
        ("Black lawmakers rip mayor as a fraud", ("Black lawmakers", "rip", "mayor as a fraud")),
    ],
)
def test_headline_is_read_by_its_verb(text: str, expected: tuple[str, ...]) -> None:
    assert [told(text, found) for found in headlines(text, [])] == [expected]


@pytest.mark.parametrize(
    "text",
    ["Mayor’s support twice that of rivals", "Bus carrying fans claims first victims", "Budget questions are likely"],
)
def test_headline_without_a_speaking_subject_is_left_alone(text: str) -> None:
    assert list(headlines(text, [])) == []


def test_report_told_by_a_noun_is_found() -> None:
    text = "The board ignored the claim by the union that jobs would go. It met amid calls from the left for a vote."
    assert [told(text, found) for found in nominal(text, [])] == [
        ("the union", "claim", "that jobs would go"),
        ("the left", "calls", "for a vote"),
    ]


def test_noun_inside_a_content_is_an_inner_voice() -> None:
    text = "Oda recalled his warning that the dam would leak."
    outer = draft(text, "Oda", "recalled", "his warning that the dam would leak")
    (found,) = nominal(text, [outer])
    assert told(text, found) == ("his", "warning", "that the dam would leak")
    assert found.outer == 0


def test_stance_told_by_an_adjective_is_an_inner_voice() -> None:
    text = "Oda said the senators are also “positively inclined,” and the army is firmly against the dam."
    outer = draft(text, "Oda", "said", text[text.index("the senators") : -1])
    found = [told(text, d) for d in backing(text, [outer], [])]
    assert found == [
        ("the senators", "are also", "“positively inclined,”"),
        ("the army", "is firmly against", "the dam"),
    ]


def test_subject_before_an_active_verb_becomes_the_source() -> None:
    text = "The ports closed after the old republic threatened to leave. It is believed that rain will come."
    closing = draft(text, "", "threatened", "to leave")
    passive = draft(text, "", "is believed", "that rain will come")
    found = with_subjects(text, [closing, passive])
    assert [told(text, d)[0] for d in found] == ["the old republic", ""]


def test_words_after_an_active_verb_become_the_content() -> None:
    text = "aides have been lobbying their peers for a statement, while it rained."
    (found,) = with_objects(text, [draft(text, "aides", "have been lobbying")], len(text))
    assert told(text, found)[2] == "their peers for a statement"


def test_fronted_sentence_becomes_the_content_without_its_time() -> None:
    text = "14:32 Talks with the drivers have broken down, the mediator has just confirmed."
    (found,) = with_fronted(text, [draft(text, "the mediator", "has just confirmed")])
    assert told(text, found)[2] == "Talks with the drivers have broken down"
    (found,) = without_stamps(text, [draft(text, "the mediator", "confirmed", "14:32 Talks with")])
    assert told(text, found)[2] == "Talks with"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was no immediate comment from the port on Friday.", ("the port", "There was no", "immediate comment")),
        ("Calls to the port went unanswered.", ("the port", "went unanswered", "Calls")),
        ("The port has been approached for comment.", ("The port", "has been approached", "for comment")),
        ("Oda could not be reached.", ("Oda", "could not be", "reached")),
        ("Oda refused to be drawn.", ("Oda", "refused", "to be drawn")),
    ],
)
def test_silence_is_found_whichever_way_it_is_told(text: str, expected: tuple[str, ...]) -> None:
    (found,) = refusals(text, [])
    assert told(text, found) == expected
    assert kind_of_draft(text, found) == "no_comment"


def test_agreement_that_was_not_reached_is_nobodys_silence() -> None:
    assert refusals("A deal could not be reached.", []) == []


def test_refusal_ends_where_the_next_clause_begins() -> None:
    text = "The port refused to comment and there was no reaction from the mayor."
    found = without_tail(text, draft(text, "The port", "refused", text[17:-1]))
    assert told(text, found)[2] == "to comment"


def test_inner_voice_needs_a_higher_score_inside_quotation_marks() -> None:
    text = "“The left thinks it is late,” said Oda. Oda said the left hopes for rain."
    marks = Marks(text)
    assert floor(marks, draft(text, "The left", "thinks", "it is late"), 0.35) > 0.5
    assert floor(marks, draft(text, "the left", "hopes", "for rain"), 0.35) == 0.35


def test_he_believes_as_all_that_he_said_is_no_second_voice() -> None:
    text = "Oda said he believes the dam is safe and big."
    outer = draft(text, "Oda", "said", "he believes the dam is safe and big")
    assert not keep_inner(Marks(text), draft(text, "he", "believes", "the dam is safe and big"), outer)


def test_inner_voices_lie_under_the_shortest_content_that_holds_them() -> None:
    text = "Oda said that Marsh told aides that the army hopes for rain."
    outer = draft(text, "Oda", "said", "that Marsh told aides that the army hopes for rain")
    middle = draft(text, "Marsh", "told", "that the army hopes for rain")
    inner = draft(text, "the army", "hopes", "for rain")
    found = nested_under(Marks(text), [inner, middle], [outer])
    assert [(told(text, d)[0], d.outer) for d in found] == [("Marsh", 0), ("the army", 1)]


def test_paper_that_reports_is_no_person() -> None:
    text = "Kurier reported a leak. Ada Oda reported it too, and Oda reported it twice. Die Woche, a weekly, agreed."

    def person(words: str, after: int = 0) -> Mention:
        start = text.index(words, after)
        return Mention("doc-1", start, start + len(words), MentionType.NAME, EntityKind.PERSON, 0.9)

    named = [person("Kurier"), person("Ada Oda"), person("Oda", 45), person("Die Woche")]
    assert outlets(text, named) == {"Kurier", "Die Woche"}


def test_source_of_a_live_blog_entry_is_given_without_its_time() -> None:
    text = "15:30 The harbor office has not answered."
    (found,) = without_stamps(text, [draft(text, "15:30 The harbor office", "has not answered")])
    assert told(text, found)[0] == "The harbor office"


@pytest.mark.parametrize(
    ("text", "outer", "expected"),
    [
        (
            "According to the Courier, the dam office is said to have warned that the wall leaks.",
            ("the Courier", "According to", "the dam office is said to have warned that the wall leaks"),
            ("the dam office", "to have warned", "that the wall leaks"),
        ),
        (
            "Ada Oda, the engineer, was reported to have expressed doubts about the wall.",
            ("Ada Oda, the engineer", "was reported", "to have expressed doubts about the wall"),
            ("Ada Oda, the engineer", "to have expressed", "doubts about the wall"),
        ),
    ],
)
def test_what_somebody_is_said_to_have_said_is_his_own_voice(
    text: str, outer: tuple[str, str, str], expected: tuple[str, ...]
) -> None:
    (found,) = hearsay(text, [draft(text, *outer)], [])
    assert told(text, found) == expected
    assert found.outer == 0


def test_what_somebody_is_said_to_have_done_is_no_voice() -> None:
    text = "According to the Courier, the dam office is said to have closed the wall."
    outer = draft(text, "the Courier", "According to", "the dam office is said to have closed the wall")
    assert hearsay(text, [outer], []) == []
