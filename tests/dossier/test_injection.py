"""Nothing that an article, outlet, actor, concept, file or URL says can run, load or break out of its place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.dossier import Material, Measure, render_dossier
from onrecord.dossier.views.articles import safe_url
from onrecord.record import (
    Actor,
    ActorKind,
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Basis,
    Concept,
    DateRange,
    Decision,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Document,
    Event,
    EventKind,
    FileReport,
    FileStatus,
    Passage,
    Publication,
    Region,
    RegionKind,
    Role,
    Saying,
    Span,
    Stance,
    Statement,
    StatementStatus,
    Suggestion,
    Tension,
    Verdict,
)
from onrecord.text import sha256

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><iframe src=javascript:alert(1)>",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202e\u2066<b>\x00\x1b[31m\ud800",
    "&lt;script&gt;&#60;script&#62;",
    "<meta http-equiv=refresh content=0;url=//evil>",
    "<base href=//evil/>",
)


def hostile_material(words: str, url: str | None = None) -> Material:
    """A project whose every free text is `words`."""
    text = f"{words}\n{words} said {words}.\n{words}"
    start = text.index("\n") + 1
    source = Span(start, start + len(words))
    cue = Span(source.end + 1, source.end + 5)
    content = Span(cue.end + 1, cue.end + 1 + len(words))
    attribution = Attribution(
        "a1",
        "d1",
        AttributionType.DIRECT,
        AttributionKind.NO_COMMENT,
        (source,),
        (cue,),
        (content,),
        (content,),
        None,
        words,
    )
    document = Document("d1", (words,), text, sha256(text), words, words, words, url or words, "en")
    passage = Passage("d1", source.start, content.end)
    said = DateRange.day(date(2034, 3, 2))
    return Material(
        title=words,
        made_on=date(2034, 4, 3),
        version=words,
        articles=(Annotated(document, (Region(RegionKind.BODY, 0, len(text)),), Annotation("d1", (attribution,))),),
        publications={"d1": Publication("d1", said, Basis.TEXT, (), words)},
        actors=(
            Actor("p1", words, ActorKind.PERSON, (words + "x",), (Role(words, words, None, None, passage),), (), words),
        ),
        sayings={"a1": Saying("a1", "p1", words, ("p1", words), said, words, words)},
        concepts=(Concept("c1", words, words, origin=words), Concept(words, words, words)),
        suggestions=(Suggestion("g1", "a1", "c1", Stance.SUPPORT, 0.5, words),),
        decisions=(Decision("y1", "g1", Verdict.ACCEPT, words, datetime(2034, 3, 3, tzinfo=UTC)),),
        statements=(
            Statement(
                "x1",
                "a1",
                "d1",
                "p1",
                words,
                words,
                "c1",
                Stance.SUPPORT,
                said,
                ("p1",),
                1,
                StatementStatus.ACCEPTED,
                words,
            ),
            Statement(
                "x2", "a1", "d1", "p1", words, words, "c1", Stance.OPPOSE, said, (), 1, StatementStatus.SUGGESTED, words
            ),
        ),
        events=(Event(words, words, said, EventKind.PLANNED, ("p1", words), (passage,), words),),
        derivations=(
            Derivation(words, "d1", DerivationTarget.OUTLET, None, words, DerivationRelation.CITES, (passage,)),
        ),
        tensions=(Tension(words, passage, passage, words, 0.5),),
        files=(FileReport(words, FileStatus.FAILED, words),),
        measures=(Measure(words, words, words, words),),
        not_annotated={words: words},
    )


class _Page(HTMLParser):
    """Collects what a browser would see as elements and attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    page = _Page()
    page.feed(html)
    return page.tags


def assert_harmless(html: str) -> None:
    tags = elements(html)
    names = [tag for tag, _ in tags]
    assert names.count("script") == 1
    assert names.count("style") == 1
    assert names.count("meta") == 5
    assert not {"iframe", "object", "embed", "base", "img", "form", "audio", "video", "foreignobject"} & set(names)
    for tag, attributes in tags:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"style", "src", "srcdoc", "action", "formaction", "xlink:href"}, (tag, name)
            if name == "href" and tag == "a":
                assert re.match(r"#|https?://", value), value
            elif name == "href":
                assert value == "data:," or value.startswith("#mk-"), value


STRUCTURE = {"section", "table", "svg", "details", "article", "nav"}


@lru_cache
def structure_of_plain_page() -> int:
    return sum(tag in STRUCTURE for tag, _ in elements(render_dossier(hostile_material("Plain words"))))


@pytest.mark.parametrize("words", ATTACKS)
def test_hostile_words_stay_words_wherever_they_stand(words: str) -> None:
    html = render_dossier(hostile_material(words))
    assert_harmless(html)
    assert sum(tag in STRUCTURE for tag, _ in elements(html)) == structure_of_plain_page()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), min_size=1, max_size=40).map(lambda text: f"a{text}b"))
def test_any_text_gives_a_page_that_can_be_written_and_runs_nothing(words: str) -> None:
    html = render_dossier(hostile_material(words))
    html.encode("utf-8")
    assert "\x00" not in html
    assert_harmless(html)


def test_the_policy_lets_only_the_two_blocks_of_the_page_run() -> None:
    html = render_dossier(hostile_material(ATTACKS[0]))
    policy = next(tag[1]["content"] for tag in elements(html) if "content-security-policy" in str(tag[1]).lower())
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2
    assert "http" not in policy


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://soundpost.example/a?b=1#c", True),
        ("HTTP://soundpost.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("https://a.example/\u202eexe", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert bool(safe_url(url)) is kept


def test_a_dropped_address_is_nowhere_a_link() -> None:
    html = render_dossier(hostile_material("Plain words", url="javascript:alert(document.domain)"))
    assert "javascript:" not in html


def test_every_kind_of_hostile_words_at_once_leaves_every_link_with_a_target() -> None:
    html = render_dossier(replace(hostile_material(ATTACKS[3]), title=ATTACKS[5]))
    tags = elements(html)
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in tags if tag == "a"}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
