"""The page in a browser: quiet, usable by keyboard, without script, on a phone, in the dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from onrecord.dossier import render_dossier

from .invented import invented_material
from .test_injection import hostile_material
from .test_network import crowd

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("dossier") / "dossier.html"
    path.write_text(render_dossier(invented_material()), encoding="utf-8")
    return path.as_uri()


class Visit:
    """A page in its own context, with everything it complained about or asked for."""

    def __init__(self, browser: object, *, script: bool = True) -> None:
        self.context = browser.new_context(  # type: ignore[attr-defined]
            viewport={"width": 1440, "height": 900}, java_script_enabled=script
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)  # a loaded machine is slow, not wrong
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, url: str) -> Visit:
        self.page.goto("about:blank")
        self.complaints.clear()
        self.requests.clear()
        self.page.goto(url)
        return self

    def unfold(self) -> None:
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.fixture(scope="module")
def visit(browser: object) -> Iterator[Visit]:
    found = Visit(browser)
    yield found
    found.context.close()


def test_page_is_quiet_loads_nothing_and_never_scrolls_sideways(visit: Visit, url: str) -> None:
    visit.open(url)
    visit.unfold()
    for scheme in ("dark", "light"):
        visit.page.emulate_media(color_scheme=scheme)
        for width in (1440, 820, 390):
            visit.page.set_viewport_size({"width": width, "height": 900})
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    assert visit.complaints == []
    assert [request for request in visit.requests if not request.startswith(("file:", "data:", "about:"))] == []


def test_enter_opens_the_passages_below_the_row_and_escape_gives_the_focus_back(visit: Visit, url: str) -> None:
    visit.open(url)
    cell = visit.page.locator("#stands .cell").first
    cell.focus()
    visit.page.keyboard.press("Enter")
    assert cell.get_attribute("aria-expanded") == "true"
    panel = visit.page.locator(".panel")
    assert panel.locator("blockquote").count() >= 1
    assert panel.locator("[id]").count() == 0
    visit.page.keyboard.press("Escape")
    assert panel.count() == 0
    assert cell.get_attribute("aria-expanded") == "false"
    assert visit.page.evaluate("document.activeElement.classList.contains('cell')")


def test_only_one_panel_is_open_and_close_returns_to_its_mark(visit: Visit, url: str) -> None:
    visit.open(url)
    cells = visit.page.locator("#stands .cell")
    cells.nth(0).click()
    cells.nth(2).click()
    assert visit.page.locator(".panel").count() == 1
    visit.page.get_by_role("button", name="Close").click()
    assert visit.page.locator(".panel").count() == 0


def test_a_link_into_a_folded_text_opens_it(visit: Visit, url: str) -> None:
    visit.open(f"{url}#D2-1")
    assert visit.page.locator("#D2-text").get_attribute("open") is not None
    assert visit.page.locator("#D2-1").is_visible()


def test_without_script_links_lead_to_cards_and_no_dead_button_shows(browser: object, url: str) -> None:
    visit = Visit(browser, script=False)
    visit.open(url)
    visit.page.locator("#stands .cell").first.click()
    assert re.search(r"#s\d+$", visit.page.url)
    assert visit.page.locator(visit.page.url[visit.page.url.index("#") :]).is_visible()
    assert not visit.page.locator("#theme").is_visible()
    assert not visit.page.locator(".filter").first.is_visible()
    visit.context.close()


def test_the_theme_button_turns_the_page_dark_and_back(visit: Visit, url: str) -> None:
    visit.open(url)
    before = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
    visit.page.locator("#theme").click()
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    visit.page.locator("#theme").click()
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == before


def test_the_filter_leaves_the_statements_with_the_words(visit: Visit, url: str) -> None:
    visit.open(url)
    visit.page.locator("#f-register").fill("rask survey")
    visit.page.locator("#register output", has_text="of").wait_for()
    assert visit.page.locator("#register .qc:visible").count() == 1
    visit.page.locator("#f-register").fill("")
    visit.page.locator("#register .qc:visible").nth(10).wait_for()
    assert visit.page.locator("#register .qc:visible").count() > 10


def test_landmarks_headings_and_names_serve_a_screen_reader(visit: Visit, url: str) -> None:
    visit.open(url)
    page = visit.page
    assert page.locator("main").count() == page.locator("h1").count() == page.locator("nav[aria-label]").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    nameless = page.evaluate(
        "[...document.querySelectorAll('a[href],button,input,summary')].filter(e => !(e.textContent.trim() || "
        "e.getAttribute('aria-label') || (e.labels && e.labels.length))).map(e => e.outerHTML)"
    )
    assert nameless == []
    figures = page.evaluate(
        "[...document.querySelectorAll('svg')].filter(s => !s.closest('[aria-hidden]') && "
        "!s.closest('svg.fig a') && !s.getAttribute('aria-label')).map(s => s.outerHTML)"
    )
    assert figures == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_tables_have_captions_and_scoped_heads(visit: Visit, url: str) -> None:
    visit.open(url)
    assert visit.page.evaluate("[...document.querySelectorAll('main table')].every(t => t.caption)")
    assert visit.page.evaluate("[...document.querySelectorAll('main th')].every(h => h.scope)")


def test_print_gives_the_whole_page_on_paper_without_navigation(visit: Visit, url: str) -> None:
    visit.open(url)
    pdf = visit.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 20
    visit.page.emulate_media(media="print")
    assert not visit.page.locator("nav").is_visible()
    visit.page.emulate_media(media="screen")


def test_hostile_words_run_nothing_in_a_browser(visit: Visit, tmp_path: Path) -> None:
    words = "\"'></title></style></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    path = tmp_path / "hostile.html"
    path.write_text(render_dossier(hostile_material(words)), encoding="utf-8")
    visit.open(path.as_uri())
    visit.unfold()
    visit.page.locator("#stands .cell").first.click()
    assert visit.page.locator(".panel").count() == 1
    assert visit.complaints == []
    assert visit.page.evaluate("document.scripts.length") == 1


def test_a_line_of_the_network_opens_its_statements_by_keyboard(visit: Visit, url: str) -> None:
    visit.open(url)
    line = visit.page.locator("#network svg.net a[data-ids]").first
    line.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator(".panel blockquote").count() >= 1
    visit.page.keyboard.press("Escape")
    assert visit.page.locator(".panel").count() == 0
    assert visit.complaints == []


def test_words_of_the_network_cover_no_other_words_nor_marks(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "quarrel.html"
    path.write_text(render_dossier(crowd()), encoding="utf-8")
    visit.open(path.as_uri())
    figures = visit.page.locator("#network svg.fig.net")
    assert figures.count() == 2
    for figure in figures.all():
        boxes = figure.evaluate(
            "f => [...f.querySelectorAll('text, svg.m')].map(e => { const b = e.getBoundingClientRect();"
            " return [b.left, b.top + b.height * .14, b.right, b.bottom - b.height * .14, e.textContent] })"
        )
        frame = figure.bounding_box()
        met = [
            (a[4], b[4])
            for a, b in combinations(boxes, 2)
            if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
        ]
        assert met == []
        assert frame is not None
        outside = [b[4] for b in boxes if b[0] < frame["x"] - 1 or b[2] > frame["x"] + frame["width"] + 1]
        assert outside == []
