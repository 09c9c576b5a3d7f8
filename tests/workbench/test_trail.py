"""The audit report on the invented bridge debate: its facts, its methods text, its page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from onrecord.record import Verdict
from onrecord.store import Store, open_store
from onrecord.workbench.deciding import decide
from onrecord.workbench.trail import gather_trail
from onrecord.workbench.trail_facts import Trail
from onrecord.workbench.trail_page import render_trail
from onrecord.workbench.trail_words import methods_text
from tests.dossier.invented import invented_material
from tests.made_project import make_project

from .test_agreeing import START, Journal

WHEN = datetime(2034, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return open_store(make_project(tmp_path, replace(invented_material(), decisions=())))


@pytest.fixture
def coded(empty: Store) -> Store:
    journal = Journal()
    for number in range(1, 16):
        journal.say("ana", f"g{number}", Verdict.REJECT if number == 5 else Verdict.ACCEPT)
    for number in range(1, 13):
        changed = {"stance": "neutral"} if number in (3, 4) else {}
        verdict = Verdict.EDIT if changed else Verdict.REJECT if number in (5, 9) else Verdict.ACCEPT
        journal.say("ben", f"g{number}", verdict, **changed)
    journal.by_hand("ben", "d-wire", "twice the sum in the plan", concept="cost", stance="support")
    journal.say("ana", "g2", Verdict.MEMO, memo="is a vote a position?")
    journal.say("cay", "g3", stance="oppose", adjudicates=True)
    decide(empty, [replace(one, decided_at=START + timedelta(hours=n)) for n, one in enumerate(journal.made)])
    return empty


def trail_of(store: Store, **options: object) -> Trail:
    return gather_trail(
        store, title="The bridge", version="1.2", made_at=WHEN, resamples=50, **options  # type: ignore[arg-type]
    )  # fmt: skip


def test_facts_are_those_of_the_project(coded: Store) -> None:
    trail = trail_of(coded)
    assert (trail.corpus.n_documents, trail.corpus.n_undated) == (6, 1)
    assert [(work.coder, work.n_accepted, work.n_edited, work.n_rejected, work.n_added) for work in trail.coders] == [
        ("ana", 14, 0, 1, 0), ("ben", 8, 2, 2, 1), ("cay", 0, 0, 0, 0),
    ]  # fmt: skip
    assert [work.n_adjudicated for work in trail.coders] == [0, 0, 1]
    (fate,) = trail.suggestions
    assert (fate.name, fate.n, fate.n_accepted, fate.n_rejected, fate.n_disputed, fate.n_open) == (
        "coder-en 1", 15, 12, 1, 2, 0,
    )  # fmt: skip
    assert sum(band.n for band in trail.by_score) == 15
    assert sum(n for _, n in trail.per_day) == 30


def test_the_methods_text_says_the_numbers_and_what_cannot_be_told(coded: Store) -> None:
    text = " ".join(methods_text(trail_of(coded)))
    assert (
        "We read 6 articles from 5 outlets published between 1 March 2034 and 31 March 2034 with onrecord 1.2" in text
    )
    assert "12 were accepted as they were, 0 accepted with changes, 1 rejected, and 2 are in dispute" in text
    assert re.search(r"for the stance 0\.\d\d \[.*\] \(n = \d+\)", text)
    assert "One disagreement was settled by adjudication" in text
    assert "nan" not in text.lower()


def test_a_project_that_nobody_coded_says_so(empty: Store) -> None:
    trail = trail_of(empty)
    text = " ".join(methods_text(trail))
    assert "No person has decided on any of them: every statement is a suggestion by machine." in text
    assert "intercoder agreement cannot be reported" in text
    assert "Nobody has decided anything yet." in render_trail(trail)


def test_coders_can_be_left_unnamed_everywhere(coded: Store) -> None:
    page = render_trail(trail_of(coded, anonymous=True))
    assert "coder 1" in page
    assert not re.search(r"\b(ana|ben|cay)\b", page)


def test_the_page_loads_nothing_runs_nothing_and_escapes(coded: Store) -> None:
    trail = replace(trail_of(coded), title="<script>alert(1)</script>", settings=(("a", '"><img src=x onerror=1>'),))
    page = render_trail(trail)
    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'" in unescape(page)
    assert not re.search(r"(src|href)=\"(?!#|data:)", page)
    assert " style=" not in page
    assert page == render_trail(trail)


def test_every_link_within_the_page_has_its_place(coded: Store) -> None:
    page = render_trail(trail_of(coded))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


def test_changes_of_the_codebook_are_versions(coded: Store) -> None:
    journal = Journal()
    made = journal.say("ana", "concept:toll", Verdict.EDIT, definition="Money for crossing.")
    coded.add_decisions([replace(made, id="v2", decided_at=WHEN)])
    (change,) = trail_of(coded).changes
    assert (change.concept, change.what) == ("Toll on the crossing", "edit (definition: Money for crossing.)")
    assert "Version" in render_trail(trail_of(coded))
