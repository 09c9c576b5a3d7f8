"""Projects that are empty, very long, in another script or full of signs beyond the basic plane."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.dossier import Material
from onrecord.project import Project
from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    Concept,
    DateRange,
    Document,
    Publication,
    Region,
    RegionKind,
    Saying,
    Span,
    Stance,
    Suggestion,
)
from onrecord.web.pages import NAVIGATION
from tests.made_project import make_project

from .conftest import Served, serve

N = 300
NAME = "Her Excellency the Deputy Under-Secretary for Wayfinding, Ferries and Lanterns " * 3


def long_article() -> Material:
    """One article of some 100 kB with three hundred attributions, no outlet and no day; some of it runs right to left,
    and emoji stand before every span."""
    text, attributions, sayings, suggestions = "🛳️🧭 A day at the pier\n", [], {}, []
    for n in range(N):
        lead = f"🪔 Line {n} of the log 🌊. " + "The lamps were lit again. " * 8
        name = ["Ola Brandt 🧑🏽‍✈️", "נועה ברק", NAME.strip()][n % 3]
        said = "המעבורת תצא בזמן" if n % 3 == 1 else f"we keep ferry {n} running 🚢 whatever comes"
        start = len(text) + len(lead)
        source = Span(start, start + len(name))
        cue = Span(source.end + 1, source.end + 5)
        content = Span(cue.end + 1, cue.end + 1 + len(said))
        text += f"{lead}{name} said {said}.\n"
        identifier = f"att-{n}"
        attributions.append(
            Attribution(
                identifier, "doc-1", AttributionType.INDIRECT, AttributionKind.SAID, (source,), (cue,), (content,),
                (), None, "tagger",
            )
        )  # fmt: skip
        sayings[identifier] = Saying(identifier, None, name, (), DateRange(), f"cluster-{n}", "nobody")
        suggestions.append(Suggestion(f"sug-{n}", identifier, "ferry", Stance.SUPPORT, 0.7, "coder"))
    document = Document("doc-1", ("log.txt",), text, "0" * 64, None, None, None, None, "en")
    return Material(
        title="the log",
        made_on=date(2034, 4, 3),
        version="1",
        articles=(
            Annotated(document, (Region(RegionKind.BODY, 0, len(text)),), Annotation("doc-1", tuple(attributions))),
        ),
        publications={"doc-1": Publication("doc-1", DateRange(), Basis.NONE, (), "none")},
        sayings=sayings,
        concepts=(Concept("ferry", "Keep the ferry", "Whether the ferry runs on."),),
        suggestions=tuple(suggestions),
    )


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Material], tuple[Project, Served]]]:
    closing: list[Callable[[], None]] = []

    def start(material: Material) -> tuple[Project, Served]:
        project = Project.open(make_project(tmp_path, material))
        running = serve(project)
        closing.extend((running.stop, project.close))
        return project, running

    yield start
    for end in closing:
        end()


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def test_an_empty_project_says_so_on_every_page(opened: Any, window: Any) -> None:
    _, served = opened(Material(title="nothing yet", made_on=date(2034, 4, 3), version="1"))
    window.goto(served.start_address())
    for path, _ in NAVIGATION:
        answer = window.goto(served.address(path))
        assert answer.status == 200, path
        window.wait_for_timeout(150)
    window.goto(served.address("/review"))
    assert "Nothing left" in window.inner_text("#body")
    for key in ("a", "x", "1", "e", "s", "j", "f", "m", "c", "n", "]", "Backspace", "Shift+A"):
        window.keyboard.press(key)
    assert window.complaints == []


def test_a_long_article_with_emoji_and_two_scripts_is_marked_at_the_right_words(opened: Any, window: Any) -> None:
    project, served = opened(long_article())
    document = next(iter(project.store.documents()))
    assert len(document.text.encode()) > 80_000
    window.goto(served.start_address())
    window.goto(served.address(f"/read/{document.id}"))
    window.wait_for_selector(".mc")
    assert window.locator(".mc").count() == N
    cues = window.evaluate(
        "() => [...document.querySelectorAll('#body > p')].map((p) => p.querySelectorAll('.m')[1]?.textContent ?? '')"
    )
    assert set(cues[-N:]) == {"said"}
    assert window.evaluate("document.documentElement.scrollWidth") <= 1280
    window.goto(served.address("/review"))
    shown = window.inner_text("[data-row=spans] >> nth=1")
    assert "ferry" in shown or re.search(r"[\u0590-\u05ff]", shown)
    window.keyboard.press("e")
    window.keyboard.press("ArrowLeft")
    window.keyboard.press("Enter")
    window.keyboard.press("a")
    window.wait_for_selector("#state[data-state=saved]")
    edit = next(one for one in project.store.decisions() if "content" in one.values)
    ((start, end),) = edit.values["content"]  # type: ignore[misc, union-attr]
    said = document.text[start:end]
    assert said.startswith(("we keep ferry", "המעבורת"))
    assert not said.endswith(("comes", "בזמן"))
    assert window.complaints == []
