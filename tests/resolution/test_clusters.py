"""One act of speech told several times, in invented articles with hand-made attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Passage,
    Region,
    RegionKind,
    Span,
)
from onrecord.resolution.clusters import cluster_sayings
from onrecord.resolution.derivation import find_quotations
from onrecord.text import sha256, stable_id


def article(text: str, *contents: str, headline: str = "", cues: Sequence[str] = ()) -> Annotated:
    """An article whose attributions have the given contents, in order; ids are document id, "-", place."""
    document = Document(stable_id("document", text), ("clip.txt",), text, sha256(text))
    attributions = []
    for place, content in enumerate(contents):
        start = text.index(content)
        cue = Span(start, start)
        if cues:
            place_of_cue = text.index(cues[place], start + len(content))
            cue = Span(place_of_cue, place_of_cue + len(cues[place]))
        quote = [Span(start + one.start, start + one.end) for one in find_quotations(content)]
        attributions.append(
            Attribution(
                f"{document.id}-{place}",
                document.id,
                AttributionType.MIXED if quote else AttributionType.INDIRECT,
                AttributionKind.SAID,
                (),
                (cue,),
                (Span(start, start + len(content)),),
                tuple(quote),
            )
        )
    regions = (Region(RegionKind.HEADLINE, 0, len(headline)), Region(RegionKind.BODY, len(headline), len(text)))
    return Annotated(document, regions if headline else (), Annotation(document.id, tuple(attributions)))


def ids(*articles: Annotated) -> list[str]:
    return [one.id for article in articles for one in article.annotation.attributions]


def clustered(
    articles: Sequence[Annotated], speakers: Sequence[str | None], said: Mapping[str, DateRange] | None = None
) -> list[int]:
    """The cluster of each attribution as a number, in order of first appearance."""
    names = ids(*articles)
    clusters = cluster_sayings(articles, dict(zip(names, speakers, strict=True)), said=said or {})
    order = list(dict.fromkeys(clusters[name] for name in names))
    return [order.index(clusters[name]) for name in names]


def test_a_quotation_told_in_two_papers_is_one_saying_over_typography_and_spelling() -> None:
    first = article(
        "“We won’t close the harbour defences — not this winter,” Brandt said.",
        "“We won’t close the harbour defences — not this winter,”",
    )
    second = article(
        'Brandt said: "We won\'t close the harbor defenses, not this winter".',
        '"We won\'t close the harbor defenses, not this winter"',
    )
    assert clustered([first, second], ["brandt", "brandt"]) == [0, 0]


def test_the_same_words_by_two_known_speakers_are_two_sayings() -> None:
    text = "“The quay will be rebuilt in spring and paid for by all of us.”"
    assert clustered([article(f"{text} A.", text), article(f"{text} B.", text)], ["brandt", "odo"]) == [0, 1]


def test_an_unresolved_speaker_joins_a_known_one_by_a_long_quotation_only() -> None:
    long = "“The quay will be rebuilt in spring and paid for by all of us.”"
    short = "“The quay will be rebuilt.”"
    known, unknown = article(f"{long} A.", long), article(f"{long} B.", long)
    assert clustered([known, unknown], ["brandt", None]) == [0, 0]
    assert clustered([article(f"{short} A.", short), article(f"{short} B.", short)], ["brandt", None]) == [0, 1]


def test_no_unresolved_report_bridges_two_known_speakers() -> None:
    text = "“The quay will be rebuilt in spring and paid for by all of us.”"
    articles = [article(f"{text} {sign}.", text) for sign in "ABC"]
    assert len(set(clustered(articles, ["brandt", None, "odo"]))) == 3


def test_a_quotation_cut_in_two_meets_the_whole() -> None:
    whole = "“The ferries serve us well. A bridge would cost the islands their schools, and cost us the harbor.”"
    first = article(f"{whole} Brandt said.", whole)
    second = article(
        "“The ferries serve us well,” said Brandt. “A bridge would cost the islands their schools,” she went on.",
        "“A bridge would cost the islands their schools,”",
    )
    assert clustered([first, second], ["brandt", "brandt"]) == [0, 0]


def test_a_few_quoted_words_of_one_speaker_meet_the_sentence_that_holds_them() -> None:
    first = article("Brandt called the plan “a grave mistake” for the port.", "“a grave mistake” for the port")
    second = article(
        "“It would be a grave mistake to sell the ferries,” Brandt said.",
        "“It would be a grave mistake to sell the ferries,”",
    )
    other = article("Odo spoke of “a grave mistake” too.", "“a grave mistake”")
    assert clustered([first, second], ["brandt", "brandt"]) == [0, 0]
    assert clustered([first, second, other], ["brandt", "brandt", "odo"]) == [0, 1, 2]


def test_days_far_apart_keep_like_sayings_apart() -> None:
    text = "“The quay will be rebuilt in spring.”"
    articles = [article(f"{text} A.", text), article(f"{text} B.", text)]
    first, second = ids(*articles)
    said = {first: DateRange.day(date(2031, 1, 1)), second: DateRange.day(date(2031, 6, 1))}
    assert clustered(articles, ["brandt", "brandt"], said) == [0, 1]
    assert clustered(articles, ["brandt", "brandt"]) == [0, 0]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("the northern ferry line would close before winter because the quay is sinking", [0, 0]),
        ("the northern ferry line would not close before winter because the quay is sinking", [0, 1]),
        ("the southern tram depot would open after Easter", [0, 1]),
    ],
)
def test_indirect_reports_of_one_speaker_meet_when_nearly_all_their_words_do(second: str, expected: list[int]) -> None:
    first = "the northern ferry line would close before winter, as the quay was sinking"
    articles = [article(f"Brandt said that {first}.", first), article(f"According to Brandt, {second}.", second)]
    assert clustered(articles, ["brandt", "brandt"]) == expected


def test_a_reporter_s_words_lead_an_unresolved_speaker_nowhere_unless_the_text_is_copied() -> None:
    text = "the northern ferry line would close before winter, as the quay was sinking"
    first, second = article(f"Brandt said that {text}.", text), article(f"It was said that {text}.", text)
    assert clustered([first, second], ["brandt", None]) == [0, 1]
    passage = (Passage(first.document.id, 0, 9), Passage(second.document.id, 0, 9))
    copy = Derivation(
        "d",
        second.document.id,
        DerivationTarget.DOCUMENT,
        first.document.id,
        "A",
        DerivationRelation.SHARES_TEXT,
        passage,
    )
    speakers = dict(zip(ids(first, second), ["brandt", None], strict=True))
    assert len(set(cluster_sayings([first, second], speakers, said={}, derivations=[copy]).values())) == 1


def test_a_headline_and_the_sentence_below_it_are_one_saying() -> None:
    headline = "Mayor says northern ferry will close"
    text = (
        f"{headline}\n\nMayor Ada Brandt said on Monday that the northern ferry line will close by winter. "
        "She said that buses will run."
    )
    one = article(
        text,
        "northern ferry will close",
        "the northern ferry line will close by winter",
        "buses will run",
        headline=headline,
    )
    assert clustered([one], ["brandt"] * 3) == [0, 0, 1]


def test_she_added_goes_on_with_what_the_same_speaker_said_before() -> None:
    text = "“The quay will be rebuilt,” Brandt said. “Buses will run until then,” she added. “No,” Brandt said in May."
    one = article(
        text, "“The quay will be rebuilt,”", "“Buses will run until then,”", "“No,”", cues=("said", "added", "said")
    )
    assert clustered([one], ["brandt"] * 3) == [0, 0, 1]
    assert clustered([one], ["brandt", "odo", "brandt"]) == [0, 1, 2]


def test_nested_attributions_never_share_a_cluster() -> None:
    outer = "the engineer had told her that the wooden quay would sink before the first snow of winter"
    inner = "the wooden quay would sink before the first snow of winter"
    assert clustered([article(f"Brandt said that {outer}.", outer, inner)], ["brandt", None]) == [0, 1]


def test_every_attribution_gets_a_cluster_and_ids_do_not_hang_on_order() -> None:
    text = "“The quay will be rebuilt in spring and paid for by all of us.”"
    articles = [article(f"{text} {sign}.", text) for sign in "AB"]
    names = ids(*articles)
    speakers = dict.fromkeys(names, "brandt")
    forward = cluster_sayings(articles, speakers, said={})
    assert set(forward) == set(names)
    assert forward == cluster_sayings(articles[::-1], speakers, said={})
    assert cluster_sayings([], {}, said={}) == {}


def test_few_words_that_stand_alike_in_an_article_and_its_copy_are_one_act_of_speech() -> None:
    first = article("Brandt has called for a wider quay.", "a wider quay")
    second = article("The Courier wires: Brandt has called for a wider quay.", "a wider quay")
    speakers = dict.fromkeys(ids(first, second), "brandt")
    edge = Derivation(
        "d",
        second.document.id,
        DerivationTarget.DOCUMENT,
        first.document.id,
        "",
        DerivationRelation.SHARES_TEXT,
        (Passage(first.document.id, 0, 10),),
    )
    apart = cluster_sayings([first, second], speakers, said={})
    assert len(set(cluster_sayings([first, second], speakers, said={}, derivations=[edge]).values())) == 1
    assert len(set(apart.values())) == 2


def test_no_matter_denies_nothing() -> None:
    told = "we will rebuild the wooden quay of the old harbor before the winter storms"
    first = article(f"Brandt said {told}, no matter what Veldt says.", f"{told}, no matter what Veldt says")
    second = article(f"Brandt announced plans: {told}.", told)
    assert clustered([first, second], ["brandt", "brandt"]) == [0, 0]
