"""A page's visible text, its main text, its headline and its declared facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.reading import FileSource, Format, read_file
from onrecord.reading.draft import Draft
from onrecord.reading.limits import DEFAULT_LIMITS
from onrecord.reading.mainbody import place_paragraphs
from onrecord.reading.webpage import read_web_page
from onrecord.record import Basis, RegionKind

PARAGRAPHS = [
    "The harbour board said on Monday that the bridge treaty between the two towns would be put to a vote in summer.",
    "“We are not there yet,” said Ana Pell, who leads the board, “but the talks with Lower Vale have gone well.”",
    "Opponents of the bridge, among them the ferry union, want a study of the tolls before anybody signs anything.",
    "The mayor of Lower Vale did not answer questions about the date, and her office declined to comment on the toll.",
]


def page(*, head: str = "", body: str | None = None, lang: str = "en") -> str:
    main = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'>"
        f"<title>Towns near treaty | Vale Courier</title>{head}"
        "<style>p{color:red}</style></head><body><nav><ul><li><a href='/'>Home</a></li>"
        "<li><a href='/n'>News</a></li></ul>"
        f"</nav><main><article><h1>Towns near  <i>treaty</i></h1>{main}</article></main><script>alert('gone')</script>"
        "<aside><h2>Most read</h2><ul><li><a href='/1'>Ferry fares rise</a></li></ul></aside>"
        "<footer><p>© 2019 Vale Courier</p></footer></body></html>"
    )


def draft(source: str) -> Draft:
    (only,) = read_web_page(source.encode(), limits=DEFAULT_LIMITS).drafts
    return only


def test_text_is_all_that_a_reader_sees_in_order() -> None:
    text = draft(page()).text
    assert text.split("\n")[:2] == ["Home", "News"]
    assert "Towns near treaty\n\nThe harbour board" in text
    assert text.endswith("Most read\n\nFerry fares rise\n\n© 2019 Vale Courier")
    assert "alert" not in text
    assert "color" not in text


def test_layout_tells_body_and_headline_from_furniture_and_tiles_the_text() -> None:
    read = draft(page())
    kinds = {region.kind: region.span.of(read.text) for region in read.layout}
    assert kinds[RegionKind.HEADLINE] == "Towns near treaty"
    body = [region.span.of(read.text) for region in read.layout if region.kind is RegionKind.BODY]
    assert "\n\n".join(body) == "\n\n".join(PARAGRAPHS)
    at = 0
    for region in read.layout:
        assert not read.text[at : region.start].strip()
        at = region.end
    assert not read.text[at:].strip()


def test_invisible_signs_go_no_break_spaces_and_direction_marks_stay() -> None:
    text = draft(page(body="<p>har&shy;bour&#8203; of&nbsp;Lower &rlm;Vale &amp; more</p>" + PARAGRAPHS[0])).text
    assert "harbour of\u00a0Lower \u200fVale & more" in text


def test_hidden_elements_are_not_text() -> None:
    text = draft(
        page(
            body=f"<p>{PARAGRAPHS[0]}</p><p hidden>secret</p><div style='display:none'>secret</div>"
            "<template>secret</template>"
        )
    ).text
    assert "secret" not in text


def test_line_breaks_lists_and_cells_keep_words_apart() -> None:
    text = draft(page(body="one<br>two<ul><li>three<li>four</ul><table><tr><td>five<td>six<tr><td>seven</table>")).text
    assert "one\ntwo\n\nthree\nfour\n\nfive six\nseven" in text


def test_facts_come_from_linked_data_first() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "x"},
            {"@type": ["NewsArticle"], "headline": "Two towns near a treaty",
             "datePublished": "2019-09-17T10:35:00-04:00",
             "author": [{"name": "Ana Pell"}, {"name": "Lee Wu"}], "publisher": {"name": "The Vale Courier"}},
        ]
    }  # fmt: skip
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script><meta name='date' content='2018-01-01'>"
    facts = draft(page(head=head)).facts
    assert (facts.title, facts.outlet, facts.byline) == (
        "Two towns near a treaty",
        "The Vale Courier",
        "Ana Pell, Lee Wu",
    )
    assert (str(facts.published.start), facts.basis, facts.language) == ("2019-09-17", Basis.METADATA, "en")


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2019-09-17T23:59:00Z'>", "2019-09-17"),
        ("<meta itemprop='datePublished' content='Sept. 17, 2019'>", "2019-09-17"),
        ("<meta property='og:url' content='https://courier.example/2019/09/17/towns'>", "2019-09-17"),
        ("<link rel='canonical' href='https://courier.example/news/2019-09-17/towns'>", "2019-09-17"),
        ("<meta property='article:modified_time' content='2019-09-17'>", None),
        ("<meta property='article:published_time' content='9999-99-99'>", None),
        ("<meta name='date' content='soon'>", None),
        ("<time datetime='2019-09-17'>17 Sept</time>", None),
        ("", None),
    ],
)
def test_only_a_declared_day_of_publication_counts(head: str, day: str | None) -> None:
    published = draft(page(head=head)).facts.published
    assert (str(published.start) if published.known else None) == day


def test_outlet_falls_back_to_the_host_and_leaves_the_title() -> None:
    head = "<meta property='og:url' content='https://www.courier.example/a'>"
    assert draft(page(head=head)).facts.outlet == "courier.example"
    head = "<meta property='og:site_name' content='Vale Courier'>"
    assert draft(page(head=head)).facts.title == "Towns near treaty"


def test_page_in_a_declared_encoding_is_read_in_it() -> None:
    source = page().replace("utf-8", "iso-8859-1").replace("talks", "tälks")
    (read,) = read_web_page(source.encode("cp1252"), limits=DEFAULT_LIMITS).drafts
    assert "tälks" in read.text
    assert "“We are not" in read.text


def test_words_left_out_inside_a_paragraph_split_its_place() -> None:
    text = "Menu\nThe mayor READ MORE: ferry fares rise said on Monday that it was over. More\nThe mayor left."
    spans = place_paragraphs(text, ["The mayor said on Monday that it was over.", "The mayor left."])
    assert [span.of(text) for span in spans] == ["The mayor", "said on Monday that it was over.", "The mayor left."]


def test_a_page_made_by_this_program_is_not_an_article() -> None:
    reading = read_web_page(page(head='<meta name="generator" content="onrecord 0.1">').encode(), limits=DEFAULT_LIMITS)
    assert reading.drafts == ()


def test_day_in_print_settles_a_time_stamp_in_universal_time(tmp_path: Path) -> None:
    head = "<meta property='article:published_time' content='2019-09-18T02:35:00Z'>"
    stamp = "<p>By Ana Pell</p><p>Sept. 17, 2019 10:35 pm</p>"
    body = stamp + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    path = tmp_path / "a.html"
    path.write_text(page(head=head, body=body), encoding="utf-8")
    (document,), _ = read_file(FileSource(path, "a.html", Format.HTML))
    assert str(document.published.start) == "2019-09-17"
    assert document.published_evidence is not None
    assert document.published_evidence.of(document.text) == "Sept. 17, 2019"
