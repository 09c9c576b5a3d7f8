"""Steps between tags and attributions, on drafts made by hand."""

from __future__ import annotations

import pytest

from onrecord.attribution.backing import backing
from onrecord.attribution.continuation import join_paragraphs
from onrecord.attribution.drafts import Draft, Stretch
from onrecord.attribution.labels import AttributionRole
from onrecord.attribution.mentions import agree, source_mentions
from onrecord.attribution.nesting import clauses, keep_inner
from onrecord.attribution.refusals import refusals
from onrecord.attribution.signatures import signed
from onrecord.attribution.verbatim import Marks, verbatim
from onrecord.record import Attribution, AttributionKind, AttributionType, EntityKind, Mention, MentionType, Span


def stretch(text: str, words: str, role: AttributionRole = AttributionRole.CONTENT) -> Stretch:
    start = text.index(words)
    return Stretch(role, start, start + len(words), 0, 0, 1, 0.9)


def draft(text: str, source: str, cue: str, *content: str) -> Draft:
    return Draft(
        (stretch(text, cue, AttributionRole.CUE),),
        (stretch(text, source, AttributionRole.SOURCE),) if source else (),
        tuple(stretch(text, words) for words in content),
    )


def contents(text: str, found: Draft) -> list[str]:
    return [text[s.start : s.end] for s in found.content]


def test_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“We will build,” said Oda. “We will build here.\n\n“And we will build soon,” he promised nobody."
    first = draft(text, "Oda", "said", "“We will build,”", "“We will build here.")
    (joined,) = join_paragraphs(Marks(text), [first], [])
    assert contents(text, joined)[-1] == "“And we will build soon,”"


def test_closed_quotation_alone_in_a_paragraph_keeps_the_speaker_but_is_another_attribution() -> None:
    text = "“We will build,” said Oda.\n\n“Nobody can stop us.”\n\nThe weather was fine."
    first = draft(text, "Oda", "said", "“We will build,”")
    joined = join_paragraphs(Marks(text), [first], [])
    assert [contents(text, d) for d in joined] == [["“We will build,”"], ["“Nobody can stop us.”"]]
    assert joined[1].source == first.source


def test_quotation_after_a_colon_belongs_to_the_cue_before_it() -> None:
    text = "The letter reads:\n\n“We agree.”\n\n“We will pay.”"
    joined = join_paragraphs(Marks(text), [draft(text, "The letter", "reads")], [])
    assert contents(text, joined[0]) == ["“We agree.”"]


def test_cue_inside_a_quotation_that_goes_on_is_the_speakers_own_word() -> None:
    text = "“We will build,” said Oda. “We will build here.\n\n“The chief supports the dam, and so do we.”"
    first = draft(text, "Oda", "said", "“We will build,”", "“We will build here.")
    (joined,) = join_paragraphs(Marks(text), [first, draft(text, "The chief", "supports", "the dam")], [])
    assert contents(text, joined)[-1] == "“The chief supports the dam, and so do we.”"


def test_paragraph_without_quotation_marks_ends_the_speech() -> None:
    text = "“We will build,” said Oda.\n\nIt rained.\n\n“Nobody can stop us.”"
    assert len(join_paragraphs(Marks(text), [draft(text, "Oda", "said", "“We will build,”")], [])) == 1


def test_quotation_the_tagger_passed_over_joins_the_speaker_of_its_paragraph() -> None:
    text = "“We will build,” said Oda. “Nobody can stop us.”"
    (joined,) = join_paragraphs(Marks(text), [draft(text, "Oda", "said", "“We will build,”")], [])
    assert contents(text, joined) == ["“We will build,”", "“Nobody can stop us.”"]


@pytest.mark.parametrize(
    ("content", "type_", "quote"),
    [
        ("“We agree,”", AttributionType.DIRECT, ["We agree,"]),
        ("that “we agree”", AttributionType.DIRECT, ["we agree"]),
        ("the plan was “daft”", AttributionType.MIXED, ["daft"]),
        ("the plan was daft", AttributionType.INDIRECT, []),
        ("the plan’s author wasn't there", AttributionType.INDIRECT, []),
    ],
)
def test_type_follows_from_the_share_of_quoted_words(content: str, type_: AttributionType, quote: list[str]) -> None:
    text = f"Oda said {content}"
    found, quoted = verbatim(Marks(text), [(9, len(text))])
    assert found is type_
    assert [text[b:e] for b, e in quoted] == quote


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The port did not respond to a request for comment.", "The port"),
        ("The price rose, but a spokesman for the port declined to comment.", "a spokesman for the port"),
        ("Oda could not immediately be reached for comment.", "Oda"),
        ("Neither Oda nor the port would comment.", "Neither Oda nor the port"),
        ("The port wouldn’t comment on the sale.", "The port"),
        ("“No,” it said. The union also has not returned a call.", "The union"),
    ],
)
def test_refusal_to_comment_is_found_with_the_one_who_refused(text: str, source: str) -> None:
    (found,) = refusals(text, [])
    assert text[found.source[0].start : found.source[0].end].endswith(source)


def test_willingness_to_comment_is_no_refusal() -> None:
    assert refusals("Oda said the port would comment. Oda would comment on it.", []) == []


def test_refusal_the_tagger_found_is_not_found_again() -> None:
    text = "The port declined to comment."
    assert refusals(text, [draft(text, "The port", "declined", "to comment")]) == []


def test_signed_post_is_a_direct_attribution() -> None:
    text = "Great news today for our town! — Ada Okafor (@adaokafor) May 3, 2031"
    (found,) = signed(text, [])
    assert text[found.source[0].start : found.source[0].end] == "Ada Okafor (@adaokafor)"
    assert contents(text, found) == ["Great news today for our town!"]
    assert found.verbatim


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_signed_quotation_names_its_speaker(gap: str) -> None:
    text = f"“We never agreed.”{gap}― Ada Okafor, 41, Haven\nThe sale — Oda’s Plan B — goes on."
    (found,) = signed(text, [])
    assert text[found.source[0].start : found.source[0].end] == "Ada Okafor"
    assert contents(text, found) == ["“We never agreed.”"]


def test_transcript_needs_two_speakers() -> None:
    text = "ODA: We never agreed.\nREPORTER: Why not?\nODA: Nobody asked."
    assert [contents(text, d) for d in signed(text, [])] == [["We never agreed."], ["Why not?"], ["Nobody asked."]]
    quoted = (
        '"ODA: We never agreed.\n\n"It was late.\n\n"(LAUGHTER)\n\n"We left.\n\n"REPORTER: Why?\n\n"ODA: It rained."'
    )
    assert next(contents(quoted, d) for d in signed(quoted, [])) == ["We never agreed.", "It was late.", "We left."]
    assert signed("UPDATE: The port is closed.\nNOTE: It may open.\nNOTE: Soon.", []) == []


def test_only_contents_that_may_hold_a_cue_are_read_again() -> None:
    text = "Oda said that the army chief favors the dam. Oda said it was big and blue."
    plain = draft(text, "Oda", "said", "it was big and blue")
    rich = draft(text, "Oda", "said", "that the army chief favors the dam")
    assert [(n, text[b:e]) for n, b, e in clauses(text, [plain, rich])] == [(1, "the army chief favors the dam")]


def test_speakers_own_i_think_is_no_other_voice() -> None:
    text = "“I think it is late and the chief favors it,” said Oda."
    marks = Marks(text)
    assert not keep_inner(marks, draft(text, "I", "think", "it is late"))
    assert keep_inner(marks, draft(text, "the chief", "favors", "it"))


def test_names_of_one_document_agree_on_their_kind() -> None:
    text = "Ada Oda met Oda. Oda left the Port of Haven, where Oda and Odas live."

    def name(words: str, kind: EntityKind, score: float, after: int = 0) -> Mention:
        start = text.index(words, after)
        return Mention("doc-1", start, start + len(words), MentionType.NAME, kind, score)

    found = agree(
        text,
        [
            name("Ada Oda", EntityKind.PERSON, 0.9),
            name("Oda", EntityKind.PLACE, 0.6, 8),
            name("Oda", EntityKind.PERSON, 0.5, 17),
            name("Port of", EntityKind.PLACE, 0.7),
            name("Haven", EntityKind.PLACE, 0.8),
        ],
        within=[Span(0, len(text))],
    )
    assert [(m.span.of(text), m.entity.value) for m in found] == [
        ("Ada Oda", "person"),
        ("Oda", "person"),
        ("Oda", "person"),
        ("Port of Haven", "place"),
        ("Oda", "person"),
    ]


def test_backing_told_by_a_noun_is_an_inner_voice() -> None:
    text = "Oda said the plan has the support of the union and of two mayors, but costs too much."
    outer = draft(text, "Oda", "said", "the plan has the support of the union and of two mayors, but costs too much")
    (inner,) = backing(text, [outer], [])
    assert contents(text, inner) == ["the plan"]
    assert text[inner.source[0].start : inner.source[0].end] == "the union and of two mayors"
    assert inner.outer == 0
    assert backing(text, [outer], [inner]) == []


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("Secretary of State Ada Oda", []),
        ("deputy mayor Ada Oda", []),
        ("an aide to Ada Oda", ["nominal"]),
        ("two aides", ["nominal"]),
        ("She", ["pronoun"]),
    ],
)
def test_source_that_is_a_titled_name_needs_no_mention_of_its_own(source: str, kinds: list[str]) -> None:
    text = f"{source} said so."
    span = Span(0, len(source))
    cue, content = (Span(text.index(word), text.index(word) + len(word)) for word in ("said", "so"))
    attribution = Attribution(
        "att-1", "doc-1", AttributionType.INDIRECT, AttributionKind.SAID, (span,), (cue,), (content,)
    )
    at = text.find("Ada Oda")
    named = [Mention("doc-1", at, at + 7, MentionType.NAME, EntityKind.PERSON)] if at >= 0 else []
    assert [m.type.value for m in source_mentions(text, [attribution], named)] == kinds
