"""Pairs of documents that share text. The sentences are made up of invented words."""

from __future__ import annotations

import random

from onrecord.cleaning import find_near_duplicates
from onrecord.record import Document, Region, RegionKind
from onrecord.text import sha256

_SYLLABLES = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"]


def prose(seed: int, n_sentences: int = 40) -> list[str]:
    """Sentences of invented words; different seeds share none."""
    draw = random.Random(seed)
    lexicon = ["".join(draw.choices(_SYLLABLES, k=3)) for _ in range(400)]
    return [" ".join(draw.choices(lexicon, k=15)).capitalize() + "." for _ in range(n_sentences)]


def article(name: str, sentences: list[str], footer: str = "") -> tuple[Document, tuple[Region, ...]]:
    body = " ".join(sentences)
    text = body + ("\n" + footer if footer else "")
    regions = [Region(RegionKind.BODY, 0, len(body))]
    if footer:
        regions.append(Region(RegionKind.FURNITURE, len(body) + 1, len(text)))
    return Document(name, (f"{name}.txt",), text, sha256(text)), tuple(regions)


def test_copy_with_light_edits_shares_most_of_its_text() -> None:
    sentences = prose(1)
    edited = [sentence.replace("ba", "be") if i % 10 == 0 else sentence for i, sentence in enumerate(sentences)]
    (pair,) = find_near_duplicates([article("a", sentences), article("b", edited), article("c", prose(2))])
    assert (pair.left_id, pair.right_id) == ("a", "b")
    assert 0.7 < pair.left_share < 1.0


def test_article_cut_to_its_first_third_is_held_whole_by_the_long_one() -> None:
    sentences = prose(3)
    (pair,) = find_near_duplicates([article("long", sentences), article("short", sentences[:13])])
    assert pair.right_share > 0.97
    assert 0.2 < pair.left_share < 0.45
    assert pair.share == pair.right_share


def test_common_footer_and_one_common_sentence_make_no_pair() -> None:
    footer = " ".join(prose(9, 3))
    one, other = prose(4), prose(5)
    other[7] = one[7]
    assert find_near_duplicates([article("a", one, footer), article("b", other, footer)]) == ()


def test_many_copies_of_one_report_all_join_the_first() -> None:
    sentences = prose(6)
    pairs = find_near_duplicates([article(f"d{i}", sentences) for i in range(60)])
    assert {pair.right_id for pair in pairs if pair.left_id == "d0"} == {f"d{i}" for i in range(1, 60)}


def test_nothing_and_texts_too_short_to_compare_give_no_pairs() -> None:
    assert find_near_duplicates([]) == ()
    assert find_near_duplicates([article("a", ["Too short."]), article("b", ["Too short."])]) == ()


def test_pairs_do_not_depend_on_the_order_of_the_documents() -> None:
    documents = [article("a", prose(7)), article("b", prose(7)[:20]), article("c", prose(8) + prose(7)[20:])]
    names = {frozenset((pair.left_id, pair.right_id)) for pair in find_near_duplicates(documents)}
    assert names == {frozenset((p.left_id, p.right_id)) for p in find_near_duplicates(documents[::-1])}
    assert frozenset("ab") in names
