"""The outlet of an article that does not name its own: from the furniture of its page, never from a story beside it."""

from __future__ import annotations

import pytest

from onrecord.record import Annotated, Annotation, Document, Region, RegionKind
from onrecord.resolution.derivation import infer_outlets
from onrecord.resolution.derivation.outlets import is_own
from onrecord.text import sha256, stable_id


def page(*lines: tuple[RegionKind, str], outlet: str | None = None) -> Annotated:
    text, regions, start = "\n".join(words for _, words in lines), [], 0
    for kind, words in lines:
        regions.append(Region(kind, start, start + len(words)))
        start += len(words) + 1
    document = Document(stable_id("doc", text), ("a.txt",), text, sha256(text), outlet=outlet)
    return Annotated(document, tuple(regions), Annotation(document.id))


BODY = (RegionKind.BODY, "The council argued about the bridge until midnight.")


def outlet_of(*articles: Annotated) -> str | None:
    return infer_outlets(articles)[articles[0].document.id]


def test_subscription_line_names_the_house() -> None:
    assert (
        outlet_of(page(BODY, (RegionKind.FURNITURE, "Subscribe to The Harbor Gazette today"))) == "The Harbor Gazette"
    )


def test_paper_cited_in_the_body_is_not_the_house() -> None:
    assert outlet_of(page((RegionKind.BODY, "According to The Harbor Gazette, the bridge is late."))) is None


def test_two_houses_on_one_page_name_none() -> None:
    lines = ("Subscribe to The Harbor Gazette", "Sign up for The Island Post newsletter")
    assert outlet_of(page(BODY, *((RegionKind.FURNITURE, line) for line in lines))) is None


def test_name_from_a_file_takes_the_spelling_of_the_collection() -> None:
    assert outlet_of(page(BODY, outlet="harbor gazette"), page(BODY, BODY, outlet="Harbor Gazette")) == "Harbor Gazette"


def test_name_from_a_file_alone_is_set_in_capitals() -> None:
    assert outlet_of(page(BODY, outlet="harbor gazette")) == "Harbor Gazette"


@pytest.mark.parametrize(
    ("key", "own", "is_one"),
    [
        ("island press agency", "island press agency", True),
        ("ipa", "island press agency", True),
        ("post", "veldt post", True),
        ("harbor gazette", "veldt post", False),
        ("ipa", None, False),
    ],
)
def test_outlet_knows_itself_by_its_initials_and_its_short_name(key: str, own: str | None, is_one: bool) -> None:
    assert is_own(key, own) is is_one


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("The Harbor Gazette", "The Harbor Gazette"),
        ("Veldt Post", "Veldt Post"),
        ("Harbor Gazette Moves To Veldt", None),
        ("Harbor Bridge Opens", None),
        ("Brandt sues the Harbor Gazette", None),
    ],
)
def test_first_line_that_is_a_name_of_a_paper_and_nothing_else_is_its_house(first: str, outlet: str | None) -> None:
    assert outlet_of(page((RegionKind.HEADLINE, first), (RegionKind.CREDIT, "March 4, 2031"), BODY)) == outlet
