"""Maps and gather of derivations and clusters: what stands between them, what a person corrects, what is no reuse."""

from __future__ import annotations

import pickle
from datetime import date

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Corrections,
    DateRange,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Span,
    derivation_key,
)
from onrecord.resolution.clusters import cluster_sayings, gather_clusters
from onrecord.resolution.derivation import (
    find_derivations,
    gather_derivations,
    learned_outlets,
    name_posters,
    read_report,
    refer,
)
from onrecord.resolution.sayings import tell
from onrecord.text import sha256

OWN = (
    "Engineers had warned the harbor council since winter that the wooden quay was sinking under heavy ore trucks, and "
    "nobody in the county hall had cared to answer the letters that they sent every second Monday."
)


def article(name: str, text: str, outlet: str, *said: tuple[str, str], day: int = 1) -> Annotated:
    """An article of May 2031; `said` are cue and content of its attributions."""
    document = Document(
        name, (f"{name}.txt",), text, sha256(text), outlet=outlet, published=DateRange.day(date(2031, 5, day))
    )
    attributions = []
    for place, (cue, content) in enumerate(said):
        at, cue_at = text.index(content), text.index(cue)
        quoted = content.startswith("“")
        attributions.append(
            Attribution(
                f"{name}-{place}",
                name,
                AttributionType.DIRECT if quoted else AttributionType.INDIRECT,
                AttributionKind.SAID,
                (),
                (Span(cue_at, cue_at + len(cue)),),
                (Span(at, at + len(content)),),
                (Span(at + 1, at + len(content) - 1),) if quoted else (),
            )
        )
    return Annotated(document, (), Annotation(name, tuple(attributions)))


def derive(articles: list[Annotated], corrections: Corrections | None = None) -> tuple[Derivation, ...]:
    outlets = {one.document.id: one.document.outlet for one in articles}
    return find_derivations(articles, publications={}, outlets_of=outlets, corrections=corrections or Corrections())


def clustered(*articles: Annotated, corrections: Corrections | None = None) -> dict[str, str]:
    ids = [one.id for article in articles for one in article.annotation.attributions]
    days = {one.id: article.document.published for article in articles for one in article.annotation.attributions}
    speakers = dict.fromkeys(ids, "brandt")
    return dict(cluster_sayings(articles, speakers, said=days, corrections=corrections or Corrections()))


COPY = [article("a", OWN, "The Marland Gazette"), article("b", f"{OWN} A vote is due.", "The Veldt Post", day=3)]


def test_sheets_and_references_survive_pickling_and_give_what_the_whole_gives() -> None:
    outlets = {one.document.id: one.document.outlet for one in COPY}
    sheets = [pickle.loads(pickle.dumps(read_report(one))) for one in COPY]
    names = learned_outlets(sheets, outlets.values())
    references = [pickle.loads(pickle.dumps(refer(one, names, one.document.outlet))) for one in COPY]
    edges = gather_derivations(sheets, references, publications={}, outlets_of=outlets, names=names)
    assert name_posters(edges, ()) == derive(COPY) != ()
    told = [pickle.loads(pickle.dumps(tell(one))) for one in COPY]
    assert gather_clusters(told, {}, said={}) == {}


def test_a_rejected_derivation_is_left_out_and_one_added_by_hand_stays() -> None:
    (edge,) = derive(COPY)
    assert (edge.from_document, edge.to_id) == ("b", "a")
    assert derive(COPY, Corrections(not_derived=frozenset({derivation_key(edge)}))) == ()
    by_hand = Derivation("hand", "a", DerivationTarget.OUTLET, None, "Corvina", DerivationRelation.CITES)
    assert derive(COPY, Corrections(derived=(by_hand,))) == (by_hand, edge)


def test_a_phrase_that_many_documents_have_shows_no_reuse() -> None:
    phrase = (
        "It was not immediately clear how many islanders would lose their berth in the old harbor, and the shipping "
        "office declined to say when the wooden quay would open to passengers again."
    )

    def paper(name: str) -> Annotated:
        own = " ".join(f"{name}word{number}" for number in range(150))
        return article(name, f"{own}. {phrase}", f"Paper {name}")

    assert derive([paper("left"), paper("right")]) != ()
    assert derive([paper(f"number{number}") for number in range(20)]) == ()


def test_speeches_alike_but_for_replaced_words_are_two_acts() -> None:
    first = "“We will never sell the old quay because the fishermen of this valley need it”"
    second = "“We will never lease the new bridge because the farmers of this valley need it”"
    cut = "“sell the old quay because the fishermen of this valley”"
    clusters = clustered(
        article("a", f"{first}, Brandt said.", "A", ("said", first)),
        article("b", f"{second}, Brandt said.", "B", ("said", second)),
        article("c", f"{cut}, Brandt said.", "C", ("said", cut)),
    )
    assert clusters["a-0"] == clusters["c-0"] != clusters["b-0"]


def test_a_post_told_in_other_words_joins_the_post() -> None:
    post = "“The northern ferry will sail again on Monday and islanders will travel free of charge”"
    told = "islanders would travel free on the northern ferry"
    other = "the museum would close for repairs in autumn"
    clusters = clustered(
        article("a", f"{post}, Brandt tweeted.", "A", ("tweeted", post)),
        article(
            "b", f"Brandt wrote on Twitter that {told}. Brandt said {other}.", "B", ("wrote", told), ("said", other)
        ),
    )
    assert clusters["a-0"] == clusters["b-0"] != clusters["b-1"]


def test_what_a_person_puts_together_or_takes_apart_stays_so() -> None:
    quote = "“The quay will be rebuilt in spring and paid for by all of us”"
    papers = [article(name, f"{quote}, Brandt said {name}.", name.upper(), ("said", quote)) for name in "abc"]
    apart = clustered(*papers, corrections=Corrections(severed=(("a-0", "b-0"),)))
    assert apart["a-0"] != apart["b-0"]
    assert apart["c-0"] in (apart["a-0"], apart["b-0"])
    other = article("d", "Brandt said buses would run.", "D", ("said", "buses would run"))
    joined = clustered(*papers, other, corrections=Corrections(together=(("a-0", "d-0"),)))
    assert len(set(joined.values())) == 1
