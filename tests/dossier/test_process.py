"""The sections that tell what each option takes, and which amounts are given."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.dossier import Limits, render_dossier

from .invented import invented_material


def section(html: str, name: str = "process") -> str:
    found = re.search(rf'<section id="{name}".*?</section>', html, re.DOTALL)
    assert found
    return found.group()


def test_what_needs_approval_stands_beside_what_needs_none() -> None:
    shown = section(render_dossier(invented_material()))
    for words in (
        "Needs approval",
        "the consent of the port authority",
        "Needs no approval",
        "any vote of the council",
    ):
        assert words in shown
    assert "is said to need none" in shown


def test_a_row_tells_on_whose_word_it_rests_and_by_when() -> None:
    shown = section(render_dossier(invented_material()))
    assert "aides to the mayor" in shown  # the chain of the attribution
    assert "in its own voice" in shown  # no attribution holds the other one
    assert "20 Apr 2034" in shown


def test_every_passage_of_the_section_leads_somewhere() -> None:
    html = render_dossier(invented_material())
    targets = set(re.findall(r' id="([^"]+)"', html))
    links = re.findall(r'href="#([^"]+)"', section(html))
    assert links
    assert set(links) <= targets


def test_without_requirements_the_section_says_so() -> None:
    shown = section(render_dossier(replace(invented_material(), requirements=())))
    assert "No article says what any of these options takes" in shown


def test_what_does_not_fit_is_counted() -> None:
    shown = section(render_dossier(invented_material(), limits=Limits(process_rows=1)))
    assert "1 more are in the table" in shown


def test_an_amount_stands_beside_its_sentence() -> None:
    shown = section(render_dossier(invented_material()), "figures")
    assert "2.1 billion crowns" in shown
    assert "It costs 2.1 billion crowns." in shown


def test_without_amounts_the_section_says_so() -> None:
    shown = section(render_dossier(replace(invented_material(), figures=())), "figures")
    assert "no sum of money" in shown
