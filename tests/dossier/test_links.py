"""Every number leads to its passages: each link inside the page has a target, also where things were left out."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from onrecord.dossier import Limits, Material, render_dossier

from .invented import invented_material

TIGHT = Limits(
    full_texts=2,
    characters_a_text=180,
    passages_a_document=1,
    passages=2,
    cards=4,
    card_rows=3,
    marks_a_side=1,
    ids_a_panel=1,
    concepts=1,
    matrix_concepts=2,
    matrix_actors=2,
    speakers=2,
    quotes_a_speaker=1,
    more_quotes_a_speaker=1,
    actors_listed=3,
    timeline_marks=1,
    timeline_events=1,
    timeline_rows=4,
    claims=1,
    more_claims=1,
    tensions=1,
    flow_speakers=2,
    flow_relays=1,
    flow_outlets=2,
    documents_listed=4,
    files_listed=1,
)


def ids_of(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


@pytest.mark.parametrize("limits", [Limits(), TIGHT], ids=["all of it", "almost all left out"])
def test_every_internal_link_has_a_target(limits: Limits) -> None:
    html = render_dossier(invented_material(), limits=limits)
    targets = set(ids_of(html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
    for ids in re.findall(r'data-ids="([^"]+)"', html):
        assert set(ids.split()) <= targets
    assert set(re.findall(r'(?: for|aria-labelledby)="([^"]+)"', html)) <= targets


@pytest.mark.parametrize("limits", [Limits(), TIGHT], ids=["all of it", "almost all left out"])
def test_no_id_is_given_twice(limits: Limits) -> None:
    counts = Counter(ids_of(render_dossier(invented_material(), limits=limits)))
    assert [name for name, n in counts.items() if n > 1] == []


def test_what_is_left_out_is_said_with_where_to_find_it() -> None:
    html = render_dossier(invented_material(), limits=TIGHT)
    assert "statements are not on this page" in html
    assert "onrecord export" in html
    assert "articles are listed without their text" in html
    assert "Everyone else on record" in html
    assert "characters are shown; the whole text is in the project file" in html


def test_every_attribution_of_a_text_shown_in_full_has_its_own_anchor() -> None:
    material = invented_material()
    ids = set(ids_of(render_dossier(material)))
    n = sum(len(article.annotation.attributions) for article in material.articles)
    assert len([name for name in ids if re.fullmatch(r"D\d+-\d+", name)]) == n


def test_without_any_article_no_link_dangles() -> None:
    material = invented_material()
    html = render_dossier(Material(material.title, material.made_on, material.version, files=material.files))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids_of(html))
