"""Amounts in invented articles, listed once with their passages."""

from __future__ import annotations

from onrecord.record import Annotated, Annotation, Document
from onrecord.resolution.tensions import gather_figures, read_figures
from onrecord.text import sha256, stable_id


def article(text: str) -> Annotated:
    key = stable_id("document", text)
    return Annotated(Document(key, ("a.txt",), text, sha256(text)), (), Annotation(key))


def listed(*texts: str) -> list[tuple[str, int]]:
    articles = {one.document.id: one for one in map(article, texts)}
    quantities = [figure for one in articles.values() for figure in read_figures(one)]
    found = gather_figures(quantities, lambda key: articles[key].document.text)
    return [(figure.words, len(figure.evidence)) for figure in found]


def test_one_amount_of_two_articles_is_listed_once_and_first() -> None:
    assert listed(
        "The museum cost $80 million to build.",
        "The state pays the ferry company nearly $4 million in subsidies each year.",
        "Each year the ferry company gets $3.8 million in subsidies from the state.",
    ) == [("nearly $4 million", 2), ("$80 million", 1)]


def test_amounts_that_cannot_agree_are_listed_apart() -> None:
    found = listed(
        "The state pays the ferry company nearly $4 million in subsidies each year.",
        "Each year the ferry company gets $9 million in subsidies from the state.",
    )
    assert len(found) == 2


def test_small_counts_and_years_are_no_figures() -> None:
    assert listed("Three senators met 12 envoys in 1987.") == []


def test_money_comes_before_things_counted() -> None:
    found = listed("The navy keeps 5,000 sailors in the north.", "It costs $7 million a year.")
    assert [words for words, _ in found] == ["$7 million", "5,000"]


def test_no_figures_give_no_rows() -> None:
    assert gather_figures([], lambda key: "") == ()


def test_a_figure_is_told_without_the_dateline_of_its_article() -> None:
    one = article("OSTRAND, Sept 10 (OPA) - The ferry line would cost 40 million dollars.")
    (figure,) = gather_figures(read_figures(one), lambda key: one.document.text)
    assert figure.description == "The ferry line would cost 40 million dollars."


def test_a_plain_number_allows_itself_only() -> None:
    one = article("The plan would close the harbor with 44 turbines. It would cost nearly $9.4 billion.")
    plain, rough = sorted(gather_figures(read_figures(one), lambda key: one.document.text), key=lambda each: each.high)
    assert (plain.low, plain.high) == (44, 44)
    assert rough.low < 9.4e9 == rough.high


def test_a_figure_that_opens_a_sentence_belongs_to_that_sentence() -> None:
    one = article("Nobody stopped them! Three hundred ferries sailed at dawn. What a day! Ninety percent came back.")
    found = gather_figures(read_figures(one), lambda key: one.document.text)
    assert {figure.description for figure in found} == {
        "Three hundred ferries sailed at dawn.",
        "Ninety percent came back.",
    }


def test_the_result_of_a_vote_is_listed_and_pages_are_not() -> None:
    assert listed("The chamber voted 348-77 to override the veto.") == [("348-77", 1)]
    assert listed("The ferry law passed by a vote of 52 to 48 on Monday.") == [("52 to 48", 1)]
    assert listed("After a 97–1 vote the hall was quiet.") == [("97–1", 1)]
    assert listed("The chamber voted on pages 12-14 of the ferry law; Odo won 3-2.") == []
