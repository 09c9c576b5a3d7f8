"""An invented coded project: two coders on two short texts, one of them with signs beyond plane 0."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.interchange import CodedPassage, CodedProject, CodedText
from onrecord.record import Concept, ConceptKind, Span

QUAY = "The quay stays open \U0001f6a2 until spring, harbor chief Ilse Brandt said.\nAnglers — all 40 — disagree."
NOTE = "“No toll,” wrote Tove Lind.\nShe blames the port."
CONCEPTS = (
    Concept("open", "Keep the quay open", "Not sold.", ConceptKind.OPTION, rank=1, keywords=("quay", "pier"),
            examples=("The quay stays",), counterexamples=("The market stays",), origin="codebook"),
    Concept("sell", "Sell the quay & the crane", "", ConceptKind.OPTION, rank=2, origin="codebook"),
    Concept("toll", "Toll", "Money for passing.", ConceptKind.ISSUE, origin="codebook"),
    Concept("fair", "It is <fair>", "", ConceptKind.ARGUMENT, parent="toll", origin="codebook"),
)  # fmt: skip


def passage(name: str, text_id: str, words: str, coder: str, **values: object) -> CodedPassage:
    text = QUAY if text_id == "doc-1" else NOTE
    start = text.index(words)
    spans = (Span(start, start + len(words)),)
    at = datetime(2031, 5, 4, 10, 30, tzinfo=UTC)
    return CodedPassage(name, text_id, spans, coder, at, **values)  # type: ignore[arg-type]


def invented_project() -> CodedProject:
    return CodedProject(
        title="Who said what: Keep the quay open",
        texts=(
            CodedText("doc-1", "clips/quay.txt", QUAY, "a" * 64, "Harbor Echo", "2031-05-03", "https://echo.example/1"),
            CodedText("doc-2", "clips/note.txt", NOTE, "b" * 64),
        ),
        concepts=CONCEPTS,
        passages=(
            passage("s1", "doc-1", "The quay stays open", "ana", concept_id="open", stance="support",
                    actor="Ilse Brandt", said="2031-05-02", via=("Harbor Echo",), memo="careful: a chief\x07 speaks"),
            passage("s2", "doc-1", "Anglers — all 40 — disagree", "ana", concept_id="open", stance="oppose",
                    actor="Anglers"),
            passage("s2", "doc-1", "Anglers — all 40 — disagree", "ben", concept_id="sell", stance="neutral"),
            passage("s3", "doc-2", "No toll", "ben", concept_id="toll", stance="oppose", actor="Tove Lind"),
        ),
        made_at=datetime(2031, 6, 1, tzinfo=UTC),
        version="0.5",
        text_memos=(("doc-2", "ben", "short"),),
    )  # fmt: skip
