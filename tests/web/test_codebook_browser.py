"""Codebook and actors as a person uses them: by keyboard, in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Served

NOTHING_HIDDEN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"


def check_by_axe(page: Any, where: str) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe is not installed")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(NOTHING_HIDDEN)
    wrong = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]]
    assert wrong == [], where


def open_codebook(page: Any, served: Served, path: str = "/codebook") -> None:
    page.goto(served.address(path))
    page.wait_for_selector("#passages > *")


def to_the_busiest(page: Any) -> str:
    """Goes to the concept with most statements by `j`; gives its label."""
    counts = [int(one.inner_text().split("\n")[0]) for one in page.query_selector_all("#tree .n")]
    for _ in range(counts.index(max(counts))):
        page.keyboard.press("j")
    page.wait_for_selector("#passages table")
    return str(page.inner_text("#label"))


def test_a_renamed_concept_is_seen_in_the_overview_and_undone_by_one_key(page: Any, served: Served) -> None:
    open_codebook(page, served)
    was = to_the_busiest(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "c-label"
    page.keyboard.press("Control+a")
    page.keyboard.type("A name of our own")
    page.keyboard.press("Enter")
    page.wait_for_selector("#toast >> text=Renamed to A name of our own")
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr")
    assert "A name of our own" in page.inner_text("#facets")
    assert was not in page.inner_text("#facets")
    open_codebook(page, served)
    page.keyboard.press("Backspace")
    page.wait_for_selector(f"#tree >> text={was}")


def test_words_proposed_in_the_reader_open_the_form_of_a_new_concept(page: Any, served: Served) -> None:
    open_codebook(page, served, "/codebook?propose=a%20tidal%20%3Cb%3Efence")
    assert page.input_value("#c-label") == "a tidal <b>fence"
    page.fill("#c-definition", "A row of turbines.")
    page.get_by_role("button", name="Add concept").click()
    page.wait_for_selector("#label >> text=a tidal <b>fence")
    assert served.project.store.concepts()[-1].definition == "A row of turbines."


def test_a_split_shows_what_it_changes_before_it_is_done(page: Any, served: Served) -> None:
    open_codebook(page, served)
    label = to_the_busiest(page)
    concept = next(one.id for one in served.project.store.concepts() if one.label == label)
    before = sum(one.concept_id == concept for one in served.project.store.statements())
    page.keyboard.press("s")
    page.wait_for_selector("#passages input")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "2 of" in page.inner_text("#splitbar")
    check_by_axe(page, "splitting")
    page.focus("#s-go")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.fill("#s-label", "one part of it")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="See what changes").click()
    page.wait_for_selector("dialog >> text=What the split changes")
    assert f"{before - 2} statements of {label} stay" in page.inner_text("dialog")
    assert served.project.store.decisions() == []
    check_by_axe(page, "the preview of a split")
    page.get_by_role("button", name="Split 2 statements off").click()
    page.wait_for_selector("#label >> text=one part of it")
    page.wait_for_selector("#n-passages >> text=2 statements")
    page.keyboard.press("Backspace")
    page.wait_for_selector("#live >> text=Undone", state="attached")
    assert sum(one.concept_id == concept for one in served.project.store.statements()) == before


def test_two_actors_merged_by_keyboard_are_one_in_the_overview_until_undone(page: Any, served: Served) -> None:
    page.goto(served.address("/actors?kind=person"))
    page.wait_for_selector("#actors")
    names = [one.inner_text() for one in page.query_selector_all("#actors tbody a")][:2]
    for press in ("j", "v", "j", "v", "m"):
        page.keyboard.press(press)
    page.wait_for_selector(f"dialog >> text=Then: {names[0]}")
    assert "No decision is changed" in page.inner_text("dialog")
    check_by_axe(page, "the preview of a merger")
    page.focus("#m-go")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#toast >> text=Merged into {names[0]}")
    page.goto(served.address("/overview"))
    page.wait_for_selector("#statements tbody tr")
    shown = page.inner_text("#facets")
    assert names[0] in shown
    assert names[1] not in shown
    page.goto(served.address("/actors?kind=person"))
    page.wait_for_selector("#actors")
    assert names[1] not in [one.inner_text() for one in page.query_selector_all("#actors tbody a")]
    page.keyboard.press("Backspace")
    page.wait_for_selector(f"#actors >> text={names[1]}")


def test_a_merger_keeps_the_full_name_rather_than_its_letters(page: Any, served: Served) -> None:
    page.goto(served.address("/actors?kind=organization"))
    page.wait_for_selector("#actors")
    names = {one.inner_text(): one.get_attribute("href") for one in page.query_selector_all("#actors tbody a")}
    assert {"HPA", "Halvern Press Agency"} <= set(names)
    for name in names:
        page.keyboard.press("j")
        if name in ("HPA", "Halvern Press Agency"):
            page.keyboard.press("v")
    page.keyboard.press("m")
    page.wait_for_selector("dialog >> text=Then: Halvern Press Agency")


def test_an_actor_is_renamed_and_given_a_role_by_keyboard(page: Any, served: Served) -> None:
    page.goto(served.address("/actors?kind=person"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#name")
    page.keyboard.press("e")
    page.fill("#e-name", "Another Name")
    page.focus("#r-add")
    page.keyboard.press("Enter")
    page.keyboard.type("harbour master")
    check_by_axe(page, "the form of an actor")
    page.keyboard.press("Enter")
    page.wait_for_selector("#name >> text=Another Name")
    assert "harbour master" in page.inner_text("#sheet")
    page.keyboard.press("Backspace")
    page.wait_for_selector("#live >> text=Undone", state="attached")
    assert page.inner_text("#name") != "Another Name"
