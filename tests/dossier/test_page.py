"""The page as a whole: it is complete, the same for the same material, and honest when there is nothing."""

from __future__ import annotations

from datetime import date

from onrecord.dossier import Material, render_dossier

from .invented import invented_material

SECTIONS = "table stands network said time report tensions articles register gaps method".split()


def test_every_section_is_on_the_page_in_order() -> None:
    html = render_dossier(invented_material())
    places = [html.index(f'<section id="{name}"') for name in SECTIONS]
    assert places == sorted(places)


def test_the_same_material_gives_the_same_bytes() -> None:
    assert render_dossier(invented_material()) == render_dossier(invented_material())


def test_a_page_without_articles_says_what_is_missing_in_every_section() -> None:
    html = render_dossier(Material("Nothing yet", date(2034, 4, 3), "0.1.0"))
    for name in SECTIONS:
        assert f'<section id="{name}"' in html
    assert "There is no article." in html
    assert "No attribution was found" in html
