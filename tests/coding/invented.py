"""Invented articles, annotated by hand: [source|words] {cue|words} <content|words> mark the spans of one sentence."""

from __future__ import annotations

import re

from onrecord.record import (
    Annotated,
    Annotation,
    Attribution,
    AttributionKind,
    AttributionType,
    Document,
    Region,
    RegionKind,
    Span,
)
from onrecord.text import sha256, stable_id

_MARK = re.compile(r"\[(?P<source>[^\]]+)\]|\{(?P<cue>[^}]+)\}|<(?P<content>[^>]+)>")


def article(marked: str) -> Annotated:
    """One attribution a line; a line without marks is plain text."""
    lines: list[str] = []
    found: list[dict[str, list[Span]]] = []
    offset = 0
    for line in marked.strip().split("\n"):
        plain, spans, last = "", {"source": [], "cue": [], "content": []}, 0
        for match in _MARK.finditer(line.strip()):
            plain += line.strip()[last : match.start()]
            role = str(match.lastgroup)
            words = match.group(role)
            spans[role].append(Span(offset + len(plain), offset + len(plain) + len(words)))
            plain += words
            last = match.end()
        plain += line.strip()[last:]
        if spans["cue"]:
            found.append(spans)
        lines.append(plain)
        offset += len(plain) + 1
    text = "\n".join(lines)
    identifier = stable_id("doc", text)
    attributions = tuple(
        Attribution(
            id=stable_id("att", identifier, number),
            document_id=identifier,
            type=AttributionType.INDIRECT,
            kind=AttributionKind.SAID,
            source=tuple(spans["source"]),
            cue=tuple(spans["cue"]),
            content=tuple(spans["content"]),
        )
        for number, spans in enumerate(found)
    )
    document = Document(identifier, (f"{identifier}.txt",), text, sha256(text))
    return Annotated(document, (Region(RegionKind.BODY, 0, len(text)),), Annotation(identifier, attributions))
