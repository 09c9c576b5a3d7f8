"""Coded passages as W3C Web Annotations in JSON-LD: one annotation a statement, selectors by position and by quote.

Web Annotation Data Model (W3C Recommendation, 23 Feb 2017): a TextPositionSelector counts code points of the text,
start included, end not (4.2.5); a TextQuoteSelector adds the words with what stands before and after (4.2.4).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..record import Span
from .coded import CodedPassage, CodedProject, CodedText

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:vocab#"})
AROUND = 32  # code points of prefix and suffix
LOSSES = (
    "reports of one statement, derivations, events and regions are left out",
    "a statement on several spans has a target for each",
)


def web_annotations(project: CodedProject) -> dict[str, Any]:
    """An AnnotationCollection with one page of all annotations, as JSON values; ids are URNs of this project's ids."""
    texts = {text.id: text for text in project.texts}
    labels = {concept.id: concept.label for concept in project.concepts}
    items = list(_annotations(project, texts, labels))
    return {
        "@context": list(CONTEXT),
        "id": "urn:onrecord:annotations",
        "type": "AnnotationCollection",
        "label": project.title,
        "total": len(items),
        "generator": {"id": "urn:onrecord", "type": "Software", "name": f"onrecord {project.version}".strip()},
        "generated": _instant(project.made_at),
        "first": {"id": "urn:onrecord:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def write_web_annotations(project: CodedProject, path: str | Path) -> tuple[str, ...]:
    """Writes `web_annotations` as UTF-8 JSON-LD; gives what they do not hold, a line each."""
    content = json.dumps(web_annotations(project), ensure_ascii=False, indent=1)
    try:
        Path(path).write_text(content + "\n", encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); give another place") from error
    return LOSSES


def _annotations(
    project: CodedProject, texts: dict[str, CodedText], labels: dict[str, str]
) -> Iterator[dict[str, Any]]:
    for passage in project.passages:
        text = texts[passage.text_id]
        targets = [_target(text, span) for span in passage.spans]
        made: dict[str, Any] = {
            "id": f"urn:onrecord:annotation:{passage.id}:{passage.coder or 'nobody'}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": list(_bodies(passage, labels)),
            "target": targets[0] if len(targets) == 1 else targets,
        }
        if passage.coder:
            made["creator"] = {"type": "Person", "nickname": passage.coder}
        if passage.coded_at:
            made["created"] = _instant(passage.coded_at)
        yield made


def _bodies(passage: CodedPassage, labels: dict[str, str]) -> Iterator[dict[str, Any]]:
    told = {
        "concept": labels.get(passage.concept_id or "", passage.concept_id),
        "stance": passage.stance,
        "actor": passage.actor,
        "said": passage.said,
        "via": "; ".join(passage.via) or None,
    }
    for name, value in told.items():
        if value:
            body = {"type": "TextualBody", "purpose": "tagging", "value": value, "name": name}
            if name == "concept":
                body |= {"purpose": "classifying", "id": f"urn:onrecord:concept:{passage.concept_id}"}
            yield body
    if passage.memo:
        yield {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": passage.memo}


def _target(text: CodedText, span: Span) -> dict[str, Any]:
    return {
        "source": _source(text),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text.text),
                "prefix": text.text[max(0, span.start - AROUND) : span.start],
                "suffix": text.text[span.end : span.end + AROUND],
            },
        ],
    }


def _source(text: CodedText) -> dict[str, Any]:
    """The text itself, for positions count its signs, not those of the page it came from; that is `via`."""
    source: dict[str, Any] = {
        "id": f"urn:onrecord:document:{text.id}",
        "type": "Text",
        "format": "text/plain",
        "name": text.name,
    }
    if text.url:
        source["via"] = text.url
    if text.sha256:
        source["onrecord:sha256"] = text.sha256
    return source


def _instant(at: datetime) -> str:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
