"""Who reports on whose report, in invented articles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Basis,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Publication,
    Region,
    RegionKind,
)
from onrecord.resolution.derivation import find_derivations
from onrecord.text import sha256, stable_id

CITES, REPUBLISHES = DerivationRelation.CITES, DerivationRelation.REPUBLISHES
QUOTES, SHARES = DerivationRelation.QUOTES, DerivationRelation.SHARES_TEXT


def article(text: str, *, outlet: str | None = None, regions: Sequence[Region] = ()) -> Annotated:
    document = Document(stable_id("document", text), ("clip.txt",), text, sha256(text), outlet=outlet)
    return Annotated(document, tuple(regions), Annotation(document.id))


def derive(
    *articles: Annotated, days: Sequence[date | None] = (), actors: Sequence[Actor] = ()
) -> tuple[Derivation, ...]:
    publications = {
        one.document.id: Publication(one.document.id, DateRange.day(day), Basis.METADATA)
        for one, day in zip(articles, days, strict=False)
        if day
    }
    outlets = {one.document.id: one.document.outlet for one in articles}
    return find_derivations(articles, publications=publications, outlets_of=outlets, actors=actors)


def named(edges: Sequence[Derivation]) -> set[tuple[str, str]]:
    return {(edge.relation.value, edge.to_name) for edge in edges}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry will close in May, according to the Marland Gazette.", {("cites", "Marland Gazette")}),
        ("Reuters reported on Monday that the ferry would close.", {("cites", "Reuters")}),
        ("“It is over,” the minister told The Guardian.", {("cites", "The Guardian")}),
        ("He spoke of it in an interview with BBC Radio 4.", {("cites", "BBC")}),
        ("The harbor plan was first reported by Bloomberg News.", {("cites", "Bloomberg")}),
        ("A Veldt Courier report says that the quay is sinking.", {("cites", "Veldt Courier")}),
        ("Veldt Courier Quotes Mayor on Ferry\n\nThe mayor spoke.", {("cites", "Veldt Courier")}),
        ("Marland media reported that talks had begun.", {("cites", "Marland media")}),
        ("The talks had begun, according to local media.", {("cites", "local media")}),
        ("She hinted at it in an interview with radio host Odo Brenn last week.", {("cites", "Odo Brenn")}),
        ("Corvina, a Veldt weekly, said so first. Corvina reported that he left.", {("cites", "Corvina")}),
        ("The quay is sinking.\n\nh/t Veldt Courier", {("cites", "Veldt Courier")}),
        ("The quay is sinking.\n\nOriginally published in The Veldt Courier.", {("republishes", "The Veldt Courier")}),
        ("This article first appeared in Harbor Notes.\n\nThe quay sinks.", {("republishes", "Harbor Notes")}),
        ("PORT VELDT (AP) — The quay is sinking, officials said.", {("republishes", "Associated Press")}),
        ("By ODO BRENN\nAssociated Press\n\nThe quay is sinking.", {("republishes", "Associated Press")}),
        ("The quay sinks.\n\nThis article was translated from the Polish.", {("republishes", "an original in Polish")}),
        ("The quay sinks.\n\nCourtesy of the Veldt Courier", {("republishes", "Veldt Courier")}),
        ("“The dam will hold,” he was quoted as saying by Xinhua.", {("cites", "Xinhua")}),
        ("The minister, in remarks carried by state media, denied it.", {("cites", "state media")}),
        ("“No,” she told Norland daily Aftenbladet on Friday.", {("cites", "Aftenbladet")}),
        ("A Marland daily reported that the talks failed.", {("cites", "Marland daily")}),
        ("The dam will hold.\n\nWith inputs from PTI", {("cites", "Press Trust of India")}),
        ("CNN’s Jake Quill asked her about the dam.", {("cites", "CNN")}),
        ("The story was picked up by Reuters and the BBC.", {("cites", "Reuters"), ("cites", "BBC")}),
        ("“I never saw it,” she told local radio.", {("cites", "local radio")}),
        ("Unconfirmed reports in the Norlandic press suggest a deal.", {("cites", "Norlandic press")}),
        ("Kommersant's sources say the deal is off.", {("cites", "Kommersant")}),
        ("Brussels, 4 May (Belga) – The dam will hold.", {("republishes", "Belga")}),
        ("The dam will hold.\n\n(With AFP)", {("cites", "Agence France-Presse")}),
        ("BBC: Dam will hold\n\nThe dam will hold.", {("cites", "BBC")}),
        ("This is an edited version of an article that appeared in Harbor Notes.", {("republishes", "Harbor Notes")}),
        ("In a post on X, Ada Brandt wrote: “The ferry will stay open.”", {("quotes", "Ada Brandt")}),
        (
            "By Odo Brenn, Norland Press Agency\n\nThe dam will hold.",
            {("republishes", "Norland Press Agency")},
        ),
        ("The dam will hold.\n\n© 2031 Marland News Service", {("republishes", "Marland News Service")}),
        ("The story was broken by Reuters on Sunday.", {("cites", "Reuters")}),
    ],
)
def test_a_report_that_says_what_it_stands_on_is_taken_at_its_word(text: str, expected: set[tuple[str, str]]) -> None:
    assert named(derive(article(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the Port Authority that the quay was sinking.",
        "The Times Square ferry was late.",
        "According to the minister, the quay is sinking.",
        "Photo: Odo Brenn, courtesy of the Harbor Office",
        "The Central Intelligence Agency said that it knew.",
        "He spoke in an interview with his mother.",
        "The newspaper was wet.",
        "His memoir, first published in Britain, sold well.",
        "The bill was originally published in Norlandic.",
        "Flyers were distributed by the Harbor League.",
        "He had read it in the Times and did not believe it.",
        "A spokesman for the New York Times Company declined to comment.",
        "She worked for the Guardian before she joined the ministry.",
        "Photograph: Odo Brenn/Reuters",
        "In Norland, the daily bread is dear. “It is,” Norland said.",
        "Vox and Slate disagree.",
        "Brandt, who ran for office in May, was broken by grief.",
        "She joined the Norland News Agency in 2019 and left it a year later.",
        "Reuters could not independently verify the claim.",
        "",
    ],
)
def test_what_names_no_report_gives_no_derivation(text: str) -> None:
    assert derive(article(text)) == ()


def test_no_outlet_cites_itself_by_full_or_short_name() -> None:
    text = "The minister told the Veldt Post that he would stay. “Yes,” she told the Post."
    assert derive(article(text, outlet="The Veldt Post")) == ()


def test_the_newspaper_means_the_outlet_named_last() -> None:
    text = (
        "The quay is sinking, Reuters reported. Later the Marland Gazette wrote of cracks.\n\n"
        "According to the newspaper, they grow."
    )
    gazette = next(edge for edge in derive(article(text)) if edge.to_name == "Marland Gazette")
    assert [text[passage.start : passage.end] for passage in gazette.evidence] == [
        "Later the Marland Gazette wrote of cracks.",
        "According to the newspaper, they grow.",
    ]


def test_an_embedded_post_leads_to_its_author_with_handle_also_from_other_papers() -> None:
    embed = article("....we keep the ferry running, whatever it costs! — Ada K. Brandt (@adabrandt) 3 мая 2031 г.")
    other = article("Brandt tweeted that she would “keep the ferry running, whatever it costs.”")
    edges = derive(embed, other)
    assert [(edge.relation, edge.to_kind, edge.to_name) for edge in edges] == [
        (QUOTES, DerivationTarget.ACTOR, "Ada K. Brandt (@adabrandt)")
    ] * 2
    assert edges[0].evidence[0].end == len(embed.document.text)


def test_a_poster_is_led_to_the_one_actor_of_that_name() -> None:
    ada, bo = Actor("a1", "Ada Brandt", ActorKind.PERSON), Actor("a2", "Bo Brandt", ActorKind.PERSON, ("Brandt",))
    embed = article("We keep the ferry running! — Ada K. Brandt (@adabrandt) May 3, 2031")
    assert [edge.to_id for edge in derive(embed, actors=[ada, bo])] == ["a1"]
    assert [edge.to_id for edge in derive(embed, actors=[ada, Actor("a3", "Ada Brandt", ActorKind.PERSON)])] == [None]


STORY = (
    "The harbor council voted late on Tuesday to close the northern ferry line by the end of the coming winter. "
    "Engineers had warned for months that the wooden quay was sinking under the weight of heavy trucks. Fishermen "
    "gathered outside the hall with lanterns and old nets, and some of them stayed until morning."
)


def test_copied_sentences_lead_from_the_later_to_the_earlier_document() -> None:
    first = article(f"Ferry to close\n\n{STORY} The council will meet again in March.")
    second = article(f"News in brief. {STORY} Buses will take over.")
    edges = derive(second, first, days=[date(2031, 5, 4), date(2031, 5, 2)])
    assert [(edge.from_document, edge.relation, edge.to_id) for edge in edges] == [
        (second.document.id, SHARES, first.document.id)
    ]
    mine, theirs = edges[0].evidence[:2]
    assert second.document.text[mine.start : mine.end] == first.document.text[theirs.start : theirs.end]


def test_a_quotation_in_common_is_no_copy() -> None:
    quote = "“We shall keep the ferry running through the winter and nobody will be left behind on the islands,”"
    first = article(f"{quote} the mayor said on the quay.")
    second = article(f"At the market Brandt was cheered. {quote} she told the crowd.")
    assert derive(first, second) == ()


def test_the_words_of_a_law_in_common_are_no_copy() -> None:
    law = (
        "Under Article 12 of the harbor law, no person shall moor a vessel at any public quay between the hours of "
        "sunset and sunrise without the written leave of the harbor master, who may refuse it without a reason."
    )
    first = article(f"Ferries will run late. {law} Brandt promised to keep to it.")
    second = article(f"A man was fined on Sunday. {law} He paid.")
    assert derive(first, second) == ()
    vow = law.replace("no person shall", "we shall never")
    assert len(derive(article(f"Ferries will run late. {vow}"), article(f"A man was fined. {vow} He paid."))) == 1


def test_furniture_in_common_is_no_copy() -> None:
    text = f"Mayor resigns.\n\n{STORY}"
    furniture = Region(RegionKind.FURNITURE, text.index(STORY), len(text))
    first = article(text, regions=[Region(RegionKind.BODY, 0, 14), furniture])
    second = article(f"Quay opens. {STORY}")
    assert derive(first, second) == ()


def test_a_citation_becomes_one_of_the_article_that_holds_the_words() -> None:
    source = article(
        "“The ferry is the only road our children have to school,” teacher Odo Brenn said. Snow fell.",
        outlet="Marland Gazette",
    )
    other = article("The Marland Gazette is for sale. A buyer has been found.", outlet="Marland Gazette")
    citing = article(
        "Brenn told the Marland Gazette that “the ferry is the only road our children have to school.”",
        outlet="The Veldt Post",
    )
    (edge,) = derive(source, other, citing)
    assert (edge.to_kind, edge.to_id, edge.to_name) == (
        DerivationTarget.DOCUMENT,
        source.document.id,
        "Marland Gazette",
    )
    assert edge.evidence[-1].document_id == source.document.id
