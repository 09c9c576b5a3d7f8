"""Stance, evidence and status as marks: shape is the stance, fill the evidence, outline the status."""

from __future__ import annotations

from dataclasses import dataclass

from ..record import Stance
from .evidence import EVIDENCE_CLASSES, Evidence
from .ledger import Act
from .wording import STANCE_CLASSES, STANCE_WORDS, date_words


@dataclass(frozen=True, slots=True)
class Mark:
    """`shape` is the id of a symbol of the page, `css` its classes, `words` what it says in words."""

    shape: str
    css: str
    words: str
    word_css: str
    stance_css: str


def mark_for(stance: Stance, evidence: Evidence, *, suggested: bool) -> Mark:
    stance_css = STANCE_CLASSES[stance]
    return Mark(
        f"mk-{stance_css}",
        f"m {stance_css} {'sug' if suggested else EVIDENCE_CLASSES[evidence]}",
        STANCE_WORDS[stance],
        "sugw" if suggested else "w",
        stance_css,
    )


def mark_of(act: Act) -> Mark:
    return mark_for(act.statement.stance, act.evidence, suggested=act.suggested)


def title_of(act: Act) -> str:
    """ "Runa Oskeld opposes: Full pact, 4 Sep 2031", with its status: the words behind a mark."""
    status = ", suggested" if act.suggested else ""
    word = STANCE_WORDS[act.statement.stance]
    return f"{act.speaker} {word}: {act.concept.label}, {date_words(act.statement.said)}{status}"
