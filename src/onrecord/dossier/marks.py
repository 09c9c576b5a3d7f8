"""Stance, evidence and status as marks: shape is the stance, fill the evidence, outline the status."""

from __future__ import annotations

from dataclasses import dataclass

from ..record import ConceptKind, Stance
from .evidence import EVIDENCE_CLASSES, Evidence
from .ledger import Act
from .wording import STANCE_CLASSES, date_words, stance_words


@dataclass(frozen=True, slots=True)
class Mark:
    """`shape` is the id of a symbol of the page, `css` its classes, `words` what it says in words."""

    shape: str
    css: str
    words: str
    word_css: str
    stance_css: str


def mark_for(
    stance: Stance, evidence: Evidence, *, suggested: bool, plural: bool = False, kind: ConceptKind = ConceptKind.ISSUE
) -> Mark:
    stance_css = STANCE_CLASSES[stance]
    return Mark(
        f"mk-{stance_css}",
        f"m {stance_css} {'sug' if suggested else EVIDENCE_CLASSES[evidence]}",
        stance_words(stance, plural=plural, kind=kind),
        "sugw" if suggested else "w",
        stance_css,
    )


def mark_of(act: Act) -> Mark:
    return mark_for(
        act.statement.stance, act.evidence, suggested=act.suggested, plural=act.plural, kind=act.concept.kind
    )


def title_of(act: Act) -> str:
    """ "Runa Oskeld opposes: Full pact, 4 Sep 2031", with its status: the words behind a mark."""
    status = ", suggested" if act.suggested else ""
    word = stance_words(act.statement.stance, plural=act.plural, kind=act.concept.kind)
    return f"{act.speaker} {word}: {act.concept.label}, {date_words(act.statement.said)}{status}"
