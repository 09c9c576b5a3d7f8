"""The reader as a person uses it: marks and margin, coding by hand, correcting spans, furniture."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Served

SELECT = """words => {
  const body = document.getElementById('body');
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + words.length);
    const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
    return true;
  }
  return false;
}"""


@pytest.fixture
def reading(page: Any, served: Served) -> Any:
    first = next(iter(served.project.store.documents()))
    page.goto(served.address(f"/read/{first.id}"))
    page.wait_for_selector(".mc")
    return page


def words_in(page: Any) -> str:
    """Some words of the body that stand in one text node."""
    return str(
        page.evaluate(
            "() => [...document.querySelectorAll('#body p.ar-body')].flatMap(p => [...p.childNodes])"
            ".map(n => n.textContent.trim()).find(t => t.split(' ').length > 5)"
        )
    )


def test_the_text_on_the_screen_is_the_text_on_file(reading: Any, served: Served) -> None:
    document = next(iter(served.project.store.documents()))
    shown = reading.evaluate("() => [...document.querySelectorAll('#body > *')].map(e => e.textContent)")
    assert shown == [line for line in document.text.split("\n") if line.strip()]


def test_keys_walk_marks_and_cards_together(reading: Any) -> None:
    reading.keyboard.press("j")
    first = reading.get_attribute(".mc[aria-current=true]", "data-id")
    reading.keyboard.press("j")
    second = reading.get_attribute(".mc[aria-current=true]", "data-id")
    assert first != second
    assert reading.query_selector(f".m.here[data-marks~='{second}']") is not None
    reading.keyboard.press("k")
    assert reading.get_attribute(".mc[aria-current=true]", "data-id") == first


def test_a_statement_is_coded_by_hand_from_a_selection_and_can_be_undone(reading: Any, served: Served) -> None:
    words = words_in(reading)
    assert reading.evaluate(SELECT, words)
    before = len(served.project.store.statements())
    reading.keyboard.press("n")
    reading.wait_for_selector(".panel")
    reading.keyboard.type("pilot")
    reading.wait_for_selector(".panel [role=option] >> text=pilot")
    reading.keyboard.press("Enter")
    reading.locator(".panel [data-s=oppose]").click()
    reading.click("#save-statement")
    reading.wait_for_selector("#toast >> text=Coded by hand")
    made = [s for s in served.project.store.statements() if s.origin == "coder:maria"]
    assert len(made) == 1
    assert made[0].stance == "oppose"
    assert made[0].status == "accepted"
    attribution = next(
        a
        for article in served.project.store.annotated([made[0].document_id])
        for a in article.annotation.attributions
        if a.id == made[0].attribution_id
    )
    card = reading.inner_text(f".mc[data-id='{made[0].attribution_id}']")
    assert "said" in card
    assert "not known" not in card
    text = served.project.store.document(made[0].document_id).text
    assert "".join(text[span.start : span.end] for span in attribution.content) == words
    reading.keyboard.press("Backspace")
    reading.wait_for_selector("#live >> text=/Undone/", state="attached")
    assert len(served.project.store.statements()) == before


def test_two_statements_may_share_the_same_words(reading: Any, served: Served) -> None:
    words = words_in(reading)
    for concept in ("pilot", "full"):
        assert reading.evaluate(SELECT, words)
        reading.keyboard.press("n")
        reading.wait_for_selector(".panel")
        reading.keyboard.type(concept)
        reading.wait_for_selector(f".panel [role=option] >> text={concept}")
        reading.keyboard.press("Enter")
        reading.click("#save-statement")
        reading.wait_for_selector("#toast >> text=Coded by hand")
        reading.wait_for_selector("#state[data-state=saved]")
    made = [s for s in served.project.store.statements() if s.origin == "coder:maria"]
    assert len({s.concept_id for s in made}) == 2


def test_a_suggestion_is_accepted_and_rejected_from_its_card(reading: Any, served: Served) -> None:
    card = reading.locator(".mc.suggested").first
    card.click()
    reading.keyboard.press("a")
    reading.wait_for_selector("#state[data-state=saved]")
    assert reading.query_selector(".mc.accepted") is not None
    assert [s for s in served.project.store.statements() if s.status == "accepted"]


def test_words_are_marked_as_furniture_and_the_text_stays(reading: Any, served: Served) -> None:
    words = words_in(reading)
    assert reading.evaluate(SELECT, words)
    reading.keyboard.press("h")
    reading.wait_for_selector("#toast >> text=Marked as furniture")
    assert words in reading.evaluate(
        "() => [...document.querySelectorAll('.infurn, .ar-furniture')].map(e => e.textContent).join(' ')"
    )
    document = next(iter(served.project.store.documents()))
    article = next(iter(served.project.store.annotated([document.id])))
    start = document.text.index(words)
    assert any(r.kind == "furniture" and r.start <= start < r.end for r in article.regions)


def test_without_a_selection_a_person_is_told_what_to_do(reading: Any) -> None:
    reading.keyboard.press("n")
    reading.wait_for_selector("#toast >> text=Select the words")


def test_the_dossier_opens_inside_with_its_own_policy(page: Any, served: Served) -> None:
    page.goto(served.address("/dossier"))
    page.wait_for_selector("#time")
    assert page.query_selector("#report") is not None
