"""Stretches into drafts, on labels set by hand."""

from __future__ import annotations

import numpy as np

from onrecord.attribution.assembly import Linking, assemble
from onrecord.attribution.drafts import Draft, Stretch
from onrecord.attribution.encoder import Scores
from onrecord.attribution.labels import AttributionRole
from onrecord.attribution.tokens import WORD, Unit

SOURCE, CUE, CONTENT = AttributionRole.SOURCE, AttributionRole.CUE, AttributionRole.CONTENT


def drafts(text: str, *marked: tuple[AttributionRole, str]) -> list[Draft]:
    words = [m.span() for m in WORD.finditer(text)]
    n = len(words)
    nothing = np.zeros(n, np.int64)
    unit = Unit(words, nothing, nothing, np.arange(n))
    parts: list[Stretch] = []
    for role, phrase in marked:
        start = text.index(phrase)
        end = start + len(phrase)
        inside = [k for k, (b, e) in enumerate(words) if b < end and start < e]
        parts.append(Stretch(role, start, end, 0, inside[0], inside[-1] + 1, 0.9))
    zeros = np.zeros((n, 1), np.float32)
    scores = Scores(zeros, zeros, zeros, zeros)
    return assemble(text, [unit], {0: sorted(parts, key=lambda s: s.start)}, [scores], linking=Linking())


def contents(text: str, draft: Draft) -> list[str]:
    return [text[s.start : s.end] for s in sorted(draft.content, key=lambda s: s.start)]


def test_second_half_of_an_interrupted_quotation_goes_to_the_cue_of_the_first() -> None:
    text = "“We will wait,” Oda said, waving at the gates, “and then we go.”"
    said, waving = drafts(
        text, (CONTENT, "“We will wait,”"), (SOURCE, "Oda"), (CUE, "said"), (CUE, "waving at"), (CONTENT, "the gates"),
        (CONTENT, "“and then we go.”"),
    )  # fmt: skip
    assert contents(text, said) == ["“We will wait,”", "“and then we go.”"]
    assert contents(text, waving) == ["the gates"]


def test_content_that_swallows_the_second_half_is_cut_at_its_mark() -> None:
    text = '"We will wait," Oda said, waving at the gates, "and then we go."'
    said, waving = drafts(
        text, (CONTENT, '"We will wait,"'), (SOURCE, "Oda"), (CUE, "said"), (CUE, "waving at"),
        (CONTENT, 'the gates, "and then we go."'),
    )  # fmt: skip
    assert contents(text, said) == ['"We will wait,"', '"and then we go."']
    assert contents(text, waving) == ["the gates"]


def test_quotation_right_after_its_own_cue_stays_there() -> None:
    text = "“We will wait,” Oda said at the gates, adding, “and then we go.”"
    said, adding = drafts(
        text, (CONTENT, "“We will wait,”"), (SOURCE, "Oda"), (CUE, "said"), (CUE, "adding"),
        (CONTENT, "“and then we go.”"),
    )  # fmt: skip
    assert contents(text, said) == ["“We will wait,”"]
    assert contents(text, adding) == ["“and then we go.”"]


def test_cue_inside_a_quotation_does_not_own_its_beginning() -> None:
    text = "“The dam is old. The chief says it will hold.”"
    (says,) = drafts(
        text, (CONTENT, "“The dam is old."), (SOURCE, "The chief"), (CUE, "says"), (CONTENT, "it will hold.”")
    )
    assert contents(text, says) == ["it will hold.”"]


def test_quotation_that_nobody_closed_holds_no_cue() -> None:
    text = "“The dam is old, says the chief."
    (says,) = drafts(text, (CONTENT, "“The dam is old,"), (CUE, "says"), (SOURCE, "the chief"))
    assert contents(text, says) == ["“The dam is old,"]
