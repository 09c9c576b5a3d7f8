"""The work of an afternoon in one browser: decide, correct, merge, code by hand, undo, look at the network, export."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from .conftest import Served
from .test_reader_browser import SELECT, words_in
from .test_review_browser import n_left, saved


def test_a_debate_goes_from_suggestions_to_an_export_by_keyboard(page: Any, served: Served, tmp_path: Path) -> None:
    store = served.project.store
    looked_at: list[Path] = []

    def look(name: str) -> None:
        for shape, width, height in (("laptop", 1280, 800), ("narrow", 390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(150)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, shape)
            looked_at.append(tmp_path / f"{name}-{shape}.png")
            page.screenshot(path=str(looked_at[-1]))
        page.set_viewport_size({"width": 1440, "height": 900})

    def ties() -> str:
        page.goto(served.address("/overview?status=accepted"))
        page.wait_for_selector("#n-ties:not(:empty)")
        page.wait_for_timeout(200)
        return str(page.inner_text("#ties tbody"))

    nothing = ties()
    page.goto(served.address("/review"))
    before = n_left(page)
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert n_left(page) == before

    # A span is corrected on the first card, then twenty suggestions are decided.
    content = page.inner_text("[data-row=spans] >> nth=1")
    page.keyboard.press("e")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.inner_text("[data-row=spans] >> nth=1") != content
    for n in range(20):
        page.wait_for_selector("#sheet")  # no person decides on a card that is not there yet
        page.keyboard.press("x" if n % 5 == 4 else "a")
    saved(page)
    look("review")
    assert len({d.values["batch"] for d in store.decisions()}) == 20
    assert [d for d in store.decisions() if "content" in d.values]
    some = ties()
    assert some != nothing
    look("overview")

    # The last of them is taken back and made again.
    page.goto(served.address("/review"))
    accepted = len([s for s in store.statements() if s.status == "accepted"])
    page.keyboard.press("Backspace")
    page.wait_for_selector("#live >> text=/Undone/", state="attached")
    page.keyboard.press("Control+Shift+Z")
    page.wait_for_selector("#live >> text=/Done again/", state="attached")
    assert len([s for s in store.statements() if s.status == "accepted"]) == accepted

    # By hand, in the reader.
    document = next(iter(store.documents()))
    page.goto(served.address(f"/read/{document.id}"))
    page.wait_for_selector(".mc")
    assert page.evaluate(SELECT, words_in(page))
    page.keyboard.press("n")
    page.wait_for_selector(".panel")
    page.keyboard.type("pilot")
    page.wait_for_selector(".panel [role=option] >> text=pilot")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.wait_for_selector("#toast >> text=Coded by hand")
    by_hand = [s for s in store.statements() if s.origin == "coder:maria"]
    assert [s.stance for s in by_hand] == ["oppose"]
    look("reader")

    # Two actors become one.
    page.goto(served.address("/actors"))
    n_actors = len(list(store.actors()))
    for key in "jvjvm":
        page.keyboard.press(key)
    page.wait_for_selector("#m-go:not([disabled])")
    page.keyboard.press("Tab")
    page.locator("#m-go").press("Enter")
    page.wait_for_selector("#toast >> text=Merged")
    assert len(list(store.actors())) == n_actors - 1
    look("actors")
    assert ties() != some
    page.goto(served.address("/codebook"))
    look("codebook")

    page.goto(served.address("/export"))
    look("export")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download All tables, CSV").press("Enter")
    made = tmp_path / "tables.zip"
    download.value.save_as(made)
    with zipfile.ZipFile(made) as packed:
        statements = next(packed.read(name) for name in packed.namelist() if "statements" in name).decode()
    assert "coder:maria" in statements
    assert all(path.stat().st_size > 5_000 for path in looked_at)
