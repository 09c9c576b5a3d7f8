"""Running text from the tokens of a corpus, set as in print, and the place of each token in it."""

from __future__ import annotations

import re

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}’”]|'s|’s|n't|n’t|'(?:re|ve|ll|d|m)|''|\.\.\.)", re.IGNORECASE)
_NO_SPACE_AFTER = re.compile(r"^(?:[(\[{$£€“‘]|``)$")


def join(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Running text from tokens, spaced as in print, and each token's span in it."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    glue = True
    quote_open = False
    for raw in tokens:
        token = raw
        closing = False
        if raw in ("``", "''"):
            token = '"'
            closing = raw == "''"
            quote_open = not closing
        elif raw == '"':
            closing = quote_open
            quote_open = not quote_open
        opening = token == '"' and not closing
        if not (glue or closing or (_NO_SPACE_BEFORE.match(token) and token != '"')):
            parts.append(" ")
            at += 1
        spans.append((at, at + len(token)))
        parts.append(token)
        at += len(token)
        glue = opening or bool(_NO_SPACE_AFTER.match(token))
    return "".join(parts), spans
