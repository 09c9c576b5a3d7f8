"""How many independent origins reports of one claim have."""

from __future__ import annotations

from onrecord.record import Derivation, DerivationRelation, DerivationTarget, Heard, Origins, Passage, Span

CITES, REPUBLISHES = DerivationRelation.CITES, DerivationRelation.REPUBLISHES
SHARES = DerivationRelation.SHARES_TEXT
OUTLET, DOCUMENT = DerivationTarget.OUTLET, DerivationTarget.DOCUMENT


def edge(
    start: str,
    relation: DerivationRelation,
    to: str,
    *,
    kind: DerivationTarget = OUTLET,
    at: tuple[int, int] | None = None,
) -> Derivation:
    evidence = (Passage(start, *at),) if at else ()
    return Derivation(f"{start}{to}", start, kind, to, to, relation, evidence)


def heard(*documents: str, at: tuple[int, int] = (0, 50)) -> list[Heard]:
    return [Heard(one, extent=Span(*at)) for one in documents]


def test_what_one_agency_sent_to_two_papers_has_one_origin() -> None:
    origins = Origins([edge("a", REPUBLISHES, "ap"), edge("b", REPUBLISHES, "ap")])
    assert origins.between(heard("a", "b", "c")) == (2, 2)


def test_an_outlet_cited_elsewhere_in_the_reports_is_not_their_origin() -> None:
    edges = [edge("a", CITES, "gazette", at=(5_000, 5_100)), edge("b", CITES, "gazette", at=(10, 40))]
    assert Origins(edges).count(heard("a", "b")) == 2
    assert Origins(edges).count([*heard("a", at=(5_050, 5_080)), *heard("b")]) == 1


def test_an_article_cited_near_the_claim_joins_at_least_and_one_cited_far_from_it_does_not() -> None:
    near, far = edge("b", CITES, "a", kind=DOCUMENT, at=(200, 260)), edge("b", CITES, "a", kind=DOCUMENT, at=(900, 960))
    assert Origins([near]).between(heard("a", "b")) == (1, 2)
    assert Origins([far]).between(heard("a", "b")) == (2, 2)


def test_copied_text_joins_surely_where_it_holds_the_claim() -> None:
    copied = edge("b", SHARES, "a", kind=DOCUMENT, at=(0, 400))
    assert Origins([copied]).between(heard("a", "b")) == (1, 1)
    assert Origins([copied]).between([*heard("a"), *heard("b", at=(700, 800))]) == (1, 2)


def test_two_who_copy_one_absent_article_share_an_origin_and_nobody_has_none() -> None:
    edges = [edge("a", SHARES, "x", kind=DOCUMENT), edge("b", SHARES, "x", kind=DOCUMENT)]
    assert Origins(edges).count(heard("a", "b")) == 1
    assert Origins(edges).between([]) == (0, 0)
