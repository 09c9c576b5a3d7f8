"""Which places of a model's words belong together, and what becomes of parts that lie in each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.language_model.answer import Proposal
from onrecord.attribution.language_model.grounding import Grounded, Ungrounded, ground
from onrecord.attribution.language_model.lookup import Lookup
from onrecord.attribution.language_model.passages import passages

TEXT = """Quill said no. Penn said that the chief said yes to the bridge.

“We do not want it,” she said, “and we never will.” He had asked before.

Tessa Orme told the council that the ferries were full. He said that he would wait.

The council is said to be split."""


def grounded(source: str, cue: str, *content: str, paragraph: int | None = None, text: str = TEXT) -> object:
    (passage,) = passages(text, 4_000)
    pieces = (source,) if source else ()
    return ground(Proposal(paragraph, pieces, (cue,), content, None), Lookup(text), passage)


def words(found: object, text: str = TEXT) -> tuple[list[str], ...]:
    assert isinstance(found, Grounded), found
    return tuple([span.of(text) for span in role] for role in (found.source, found.cue, found.content))


@pytest.mark.parametrize(
    ("proposed", "at"),
    [
        (("Quill", "said", "no"), 6),
        (("Penn", "said", "that the chief said yes to the bridge"), 20),
        (("the chief", "said", "yes to the bridge"), 40),
        (("He", "said", "that he would wait"), TEXT.index("He said") + 3),
    ],
)
def test_cue_that_stands_often_is_the_one_beside_its_source_and_content(proposed: tuple[str, ...], at: int) -> None:
    found = grounded(*proposed)
    assert isinstance(found, Grounded)
    assert (found.cue[0].start, found.repairs) == (at, ())


def test_paragraph_that_the_model_names_decides_between_twins() -> None:
    text = "Quill said no.\n\nQuill said no.\n\nQuill said no."
    starts = [grounded("Quill", "said", "no", paragraph=n, text=text).cue[0].start for n in (1, 2, 3)]  # type: ignore[attr-defined]
    assert starts == [6, 22, 38]
    assert isinstance(grounded("Quill", "said", "no", paragraph=9, text=text), Grounded)


def test_content_around_source_and_cue_keeps_the_rest() -> None:
    found = grounded("she", "said", "“We do not want it,” she said, “and we never will.”")
    assert words(found) == (["she"], ["said"], ["“We do not want it,”", "“and we never will.”"])
    assert found.repairs == ("overlap",)  # type: ignore[attr-defined]


def test_source_with_its_cue_in_it_is_cut() -> None:
    assert words(grounded("Quill said", "said", "no")) == (["Quill"], ["said"], ["no"])


def test_nobody_named_leaves_the_source_empty() -> None:
    assert words(grounded("", "is said", "to be split")) == ([], ["is said"], ["to be split"])


@pytest.mark.parametrize(
    "proposed",
    [
        ("Mara Quill", "said", "no"),  # a name that the text does not have
        ("Quill", "lied", "no"),
        ("Quill", "said", "never"),
        ("Quill", "said", "no bridge"),
        ("Quill", "said no", "no"),  # nothing is left of the content
    ],
)
def test_words_that_the_text_does_not_bear_out_have_no_place(proposed: tuple[str, ...]) -> None:
    assert isinstance(grounded(*proposed), Ungrounded)


def test_words_from_all_over_the_text_do_not_make_an_attribution() -> None:
    text = (
        "The mayor spoke. "
        + "The harbor is wide. " * 40
        + "Penn confessed.\n\n"
        + "It rained. " * 60
        + "He took the money."
    )
    found = grounded("The mayor", "confessed", "He took the money", text=text)
    assert found == Ungrounded("with words that do not stand together")


def test_content_of_the_next_paragraph_belongs_to_a_cue_that_announces_it() -> None:
    text = "The mayor spoke first. Quill said:\n\nWe do not want it.\n\nWe never will."
    assert words(grounded("Quill", "said", "We do not want it.", text=text), text) == (
        ["Quill"], ["said"], ["We do not want it."],
    )  # fmt: skip
    assert isinstance(grounded("Quill", "said", "We never will.", text=text), Ungrounded)
    assert isinstance(grounded("The mayor", "said", "We do not want it.", text=text), Ungrounded)


def test_line_of_its_own_signs_the_paragraph_before() -> None:
    text = "“We do not want it.”\n\n— Mara Quill, harbor chief"
    assert words(grounded("Mara Quill, harbor chief", "—", "“We do not want it.”", text=text), text)[1] == ["—"]


PIECES = st.lists(
    st.sampled_from(
        ["Quill", "said", "no", "He", "“We do", "bridge”", "the chief said", "x", "... that", "Penn said no."]
    ),
    max_size=3,
).map(tuple)


@given(PIECES, PIECES.filter(len), PIECES.filter(len), st.integers(-1, 9), st.integers(20, 400))
def test_whatever_is_proposed_roles_stay_apart_in_order_and_inside_the_passage(
    source: tuple[str, ...], cue: tuple[str, ...], content: tuple[str, ...], paragraph: int, limit: int
) -> None:
    lookup = Lookup(TEXT)
    for passage in passages(TEXT, limit):
        found = ground(Proposal(paragraph, source, cue, content, None), lookup, passage)
        if isinstance(found, Ungrounded):
            continue
        roles = (found.source, found.cue, found.content)
        assert found.cue
        assert found.content
        assert bool(found.source) == bool(source)
        for spans in roles:
            assert all(a.end <= b.start for a, b in pairwise(spans))
            assert all(passage.start <= s.start < s.end <= passage.end for s in spans)
        everything = sorted(span for spans in roles for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(everything))


def test_long_paragraph_is_cut_between_words_and_numbered_on() -> None:
    text = "one two three four\n\n" + "word " * 100 + "\nlast"
    found = list(passages(text, 100))
    numbers = [number for passage in found for number, _ in passage.numbered(text)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(sum(len(words) for _, words in passage.numbered(text)) <= 100 for passage in found)
    assert "".join(words for p in found for _, words in p.numbered(text)).replace(" ", "") == "".join(text.split())


def test_text_without_any_word_has_no_passages() -> None:
    assert list(passages(" \n\n ", 100)) == []
