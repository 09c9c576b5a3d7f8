"""The section that tells what each option takes."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.dossier import Limits, render_dossier

from .invented import invented_material


def section(html: str) -> str:
    found = re.search(r'<section id="process".*?</section>', html, re.DOTALL)
    assert found
    return found.group()


def test_what_needs_approval_stands_beside_what_needs_none() -> None:
    shown = section(render_dossier(invented_material()))
    assert "Needs approval" in shown and "the consent of the port authority" in shown
    assert "Needs no approval" in shown and "any vote of the council" in shown
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
    assert links and set(links) <= targets


def test_without_requirements_the_section_says_so() -> None:
    shown = section(render_dossier(replace(invented_material(), requirements=())))
    assert "No article says what any of these options takes" in shown


def test_what_does_not_fit_is_counted() -> None:
    shown = section(render_dossier(invented_material(), limits=Limits(process_rows=1)))
    assert "1 more are in the table" in shown
