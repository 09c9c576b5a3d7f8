"""Regions of pasted articles. All people, places and papers are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cleaning import find_repeated_lines, mark_regions
from onrecord.record import Document, Region, RegionKind
from onrecord.text import fold, sha256

BODY, CREDIT, FURNITURE = RegionKind.BODY, RegionKind.CREDIT, RegionKind.FURNITURE
HEADLINE, SUBHEAD = RegionKind.HEADLINE, RegionKind.SUBHEAD

ARTICLE = """Harbour Council Weighs Toll on Ferries Before Summer Season

Council members say the fee would pay for a new pier, while shop owners fear that visitors will stay away

By Orla Venn

The council of Port Ansel is considering a toll on every ferry that lands after May 1, its chair said on Tuesday.

"We cannot mend the pier with good wishes," said Tomas Brell, who has led the council since last autumn.

Shop owners, he added, had been told about the plan in a meeting that lasted four hours and ended without a vote.

What comes next

The ferry company refused to comment. A vote is planned for the second week of April, according to two officials.

Ilse Marron, the mayor, wrote on Monday that she "will not sign anything that empties the market square."
"""


def document(text: str, title: str | None = None) -> Document:
    return Document("doc-1", ("clip.txt",), text, sha256(text), title=title)


def kinds_of(text: str, *, repeated: frozenset[str] = frozenset()) -> list[tuple[RegionKind, str]]:
    regions = mark_regions(document(text), repeated=repeated)
    return [(region.kind, text[region.start : region.end]) for region in regions]


def kind_of(words: str, text: str) -> RegionKind:
    """The kind of the region that holds `words`."""
    start = text.index(words)
    return next(r.kind for r in mark_regions(document(text)) if r.start <= start and start + len(words) <= r.end)


def test_clean_article_keeps_every_paragraph() -> None:
    found = kinds_of(ARTICLE)
    assert [kind for kind, _ in found] == [HEADLINE, SUBHEAD, CREDIT, BODY, BODY, BODY, SUBHEAD, BODY, BODY]


def with_line(line: str) -> str:
    return ARTICLE.replace("What comes next", line)


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Share on FacebookShare on Facebook",
        "Sign up for our morning newsletter",
        "Click the bell to follow this topic",
        "READ MORE: Ferry strike enters its second week",
        "Related: Five islands without a bridge",
        "[Story continues below]",
        "Already a subscriber? Log in",
        "Subscribe now and save 30%",
        "© Harbour Pictures",
    ],
)
def test_line_of_the_page_between_paragraphs_is_furniture(line: str) -> None:
    assert kind_of(line, with_line(line)) is FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Wim Castell/Harbour Pictures",
        "The old pier of Port Ansel in a storm.Credit: Wim Castell",
        "The pier at dawn. Courtesy of the Port Ansel Museum",
        "Updated: 4:15 p.m.",
        "Originally published in The Ansel Courier.",
        "Mira Holt contributed to this report.",
        "March 14, 2023",
    ],
)
def test_line_that_names_author_picture_or_time_is_credit(line: str) -> None:
    assert kind_of(line, with_line(line)) is CREDIT


def test_run_of_headlines_glued_to_a_name_is_furniture_and_the_name_is_body() -> None:
    text = ARTICLE.replace(
        "its chair said",
        "its chair Tomas BrellTomas (Tom) BrellFerry fees: who pays? Pier repair runs late: report MORE said",
    )
    assert (
        FURNITURE,
        "Tomas (Tom) BrellFerry fees: who pays? Pier repair runs late: report MORE",
    ) in kinds_of(text)
    assert kind_of("its chair Tomas Brell", text) is BODY
    assert kind_of("said on Tuesday.", text) is BODY


def test_two_runs_in_one_sentence_are_both_found() -> None:
    text = with_line(
        "Mayor Ilse MarronIlse Ada MarronMarket to close early Mayor sues paper: report MORE (I) told Senator "
        "Bo McAllisterBo James McAllisterMORE on Friday that the fee was dead."
    )
    furniture = [words for kind, words in kinds_of(text) if kind is FURNITURE]
    assert furniture == [
        "Ilse Ada MarronMarket to close early Mayor sues paper: report MORE",
        "Bo James McAllisterMORE",
    ]


@pytest.mark.parametrize(
    "inserted",
    [
        "(For the latest tide tables – click here)",
        "(READ MORE: Who owns the ferries?)",
        "[Story continues below]",
        "(Photo: Wim Castell)",
        "READ MORE: Who owns the ferries?",
    ],
)
def test_insertion_at_the_end_of_a_paragraph_is_furniture(inserted: str) -> None:
    text = ARTICLE.replace("chair said on Tuesday.", f"chair said on Tuesday. {inserted}")
    assert (FURNITURE, inserted) in kinds_of(text)
    assert kind_of("its chair said on Tuesday.", text) is BODY


def test_headline_that_ends_in_a_full_stop_is_still_the_headline() -> None:
    text = "Harbour Council Weighs Toll.\n\n" + ARTICLE.split("\n\n", 2)[2]
    first = mark_regions(document(text))[0]
    assert (first.kind, text[first.start : first.end]) == (HEADLINE, "Harbour Council Weighs Toll.")


def test_repeated_headline_is_furniture_the_first_stays() -> None:
    headline = ARTICLE.split("\n", 1)[0]
    found = kinds_of(f"{headline}\n\n{ARTICLE}")
    assert found[0] == (HEADLINE, headline)
    assert found[1] == (FURNITURE, headline)


def test_caption_said_again_with_its_credit_is_all_credit() -> None:
    caption = "Ferries wait outside the harbour of Port Ansel in June."
    found = kinds_of(with_line(f"{caption}\n{caption}Credit: Wim Castell"))
    assert [kind for kind, words in found if words.startswith("Ferries wait")] == [CREDIT, CREDIT]


def test_teasers_behind_the_article_are_furniture() -> None:
    tail = [
        "Subscribe now for 2 marks a week",
        "Have an account? LOG IN",
        "A fisherman mends his net.",
        "Ten Things the Mayor Never Told You About the Market Square",
        "Children at the winter fair, in 2019.",
        "Why the Ferry Company Cannot Stay",
    ]
    found = kinds_of(ARTICLE + "\n" + "\n\n".join(tail))
    assert [kind for kind, words in found if words in tail] == [FURNITURE] * len(tail)
    assert found[-len(tail) - 1][0] is BODY


def test_embedded_post_stays_body() -> None:
    post = "I will not sign it. See you all at the market on Sunday! — Ilse Marron (@ilse_marron) May 3, 2023"
    assert kind_of(post, with_line(post)) is BODY


def test_dateline_is_credit_and_its_sentence_body() -> None:
    text = ARTICLE.replace("The council of", "PORT ANSEL (AP) — The council of")
    assert (CREDIT, "PORT ANSEL (AP) —") in kinds_of(text)


def test_line_shown_by_other_articles_of_the_outlet_is_furniture() -> None:
    line = "The Ansel Courier, voice of nine islands"
    other = "The weather will turn on Thursday, the harbour office said, with gales from the west.\n\n" + line
    repeated = find_repeated_lines({"ansel-courier": [with_line(line), other]})
    assert fold(line) in repeated
    assert (FURNITURE, line) in kinds_of(with_line(line), repeated=repeated)


def test_full_sentence_that_an_outlet_prints_twice_stays_body() -> None:
    line = "The harbour board of the northern island had first proposed the bridge in 1998."
    other = "The weather will turn on Thursday, the harbour office said, with gales from the west.\n\n" + line
    repeated = find_repeated_lines({"ansel-courier": [with_line(line), other]})
    assert (BODY, line) in kinds_of(with_line(line), repeated=repeated)


def test_copies_of_one_article_do_not_make_its_lines_repeated() -> None:
    assert find_repeated_lines({"": [ARTICLE, ARTICLE + "\nUpdated: 5 p.m."]}) == frozenset()


def test_wrapped_lines_are_one_region_a_paragraph() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in ARTICLE.split("\n\n"))
    assert [kind for kind, _ in kinds_of(wrapped)].count(BODY) == 5


_PIECES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "\n", "\n\n", "\u2028", "MORE", "BrellTomas Brell", "READ MORE: ", "(Photo: x)", "Advertisement",
                "said.", "© ", "\u200b", "\u202e", "\ud800", "Credit: A", " ", ARTICLE,
            ]
        ),
    ),
    max_size=20,
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(_PIECES)
def test_regions_tile_any_text_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    regions = mark_regions(document(text))
    covered = 0
    for region in regions:
        assert region.start >= covered
        assert text[covered : region.start].strip() == ""
        assert text[region.start : region.end].strip() == text[region.start : region.end] != ""
        covered = region.end
    assert text[covered:].strip() == ""


PASTED = """Menu
Subscribe
Grain Minister Calls Export Ban 'Off the Table' Ahead of Summit

Minister tells parliament that farmers will be paid by June, but the opposition doubts his figures

By Hanne Lovik and Tomas Reyer
March 3, 2024 | Updated 6:14 p.m. EST
3 min read
Share
A combine harvester at work near Ostrava Fields in July. Photo: Karel Voss / Velda Press

RUDNIK (Reuters) - Grain minister Petr Halasz said on Monday that an export ban was off the table this year.

"We will not punish our own farmers," Halasz told reporters in Rudnik.
Sign up for the Morning Ledger, our daily newsletter
He added that payments would be made by June.

According to the Ledger, three cabinet members had pushed for a ban. READ MORE: Inside the cabinet's longest night

"I do not know," said Olga Ferenc, who runs a mill near the border. "Ask me in June."

The ministry did not respond to a request for comment.

“This will be decided in Tallmar, not here,” opposition leader Maria Dencheva wrote on her website.MORE

Lena Ostrow contributed to this report.

Tags: grain, farmers, exports

Most read
Ten villages without a doctor
A woman sells bread at the market in Rudnik. Ivan Kolar
Why young farmers are leaving the plains for good
Log in to comment
"""


def test_page_pasted_with_its_surroundings_comes_apart() -> None:
    found = kinds_of(PASTED)
    said = [words for kind, words in found if kind is BODY]
    assert said[0].startswith("Grain minister Petr Halasz said")
    assert said[-1].endswith("wrote on her website.")
    assert len(said) == 7
    assert (HEADLINE, "Grain Minister Calls Export Ban 'Off the Table' Ahead of Summit") in found
    assert [kind for kind, words in found if words.startswith("Minister tells")] == [SUBHEAD]
    credits = [words for kind, words in found if kind is CREDIT]
    assert "March 3, 2024 | Updated 6:14 p.m. EST" in credits
    assert "Lena Ostrow contributed to this report." in credits
    assert found[-1] == (FURNITURE, "Log in to comment")


def test_declared_layout_decides_between_body_and_furniture() -> None:
    text = (
        "Harbour news\n\nThe pier was closed on Friday.\n\nWe, the paper, think that you should read our other stories."
    )
    body = text.index("The pier")
    layout = (Region(BODY, body, body + len("The pier was closed on Friday.")),)
    marked = mark_regions(Document("d", ("p.html",), text, sha256(text), layout=layout))
    assert [text[r.start : r.end] for r in marked if r.kind is BODY] == ["The pier was closed on Friday."]


def test_piece_inside_a_declared_body_is_still_furniture() -> None:
    text = "The pier was closed on Friday, the harbour office said. READ MORE: Five islands without a bridge"
    layout = (Region(BODY, 0, len(text)),)
    marked = mark_regions(Document("d", ("p.html",), text, sha256(text), layout=layout))
    assert [r.kind for r in marked] == [BODY, FURNITURE]


def test_declared_headline_stays_and_its_repeat_is_furniture() -> None:
    headline = "Pier closed"
    text = f"{headline}\n\n{headline}\n\nThe pier was closed on Friday, the harbour office said in a long statement."
    layout = (Region(HEADLINE, 0, len(headline)),)
    marked = mark_regions(Document("d", ("p.md",), text, sha256(text), layout=layout))
    assert [r.kind for r in marked] == [HEADLINE, FURNITURE, BODY]


@pytest.mark.parametrize("text", ["", " \n\t ", "Hello", "One line. And one more sentence in it.", "\n\nNo\n\n"])
def test_very_short_texts_are_marked_without_loss(text: str) -> None:
    assert "".join(words for _, words in kinds_of(text)).split() == text.split()


@pytest.mark.parametrize(
    "unit", ["(", "[read: ", "MORE ", "aB", "Bo BoBo ", "(click ", "Jan 1 ", "A B C ", ". A", "x\n"]
)
def test_hostile_text_takes_no_time(unit: str) -> None:
    text = unit * (15_000 // len(unit))
    started = time.process_time()
    mark_regions(document(text))
    assert time.process_time() - started < 4.0  # seconds; a runaway pattern takes minutes
