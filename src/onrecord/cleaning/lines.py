"""The text as blocks: a line each, or a paragraph each where somebody wrapped the lines at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..record import Span

_LINE = re.compile(r"[^\n\u2028\u2029\f\v]+")
_TAB_WIDTH = 4
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` without white space at either end; `indent` in columns; `gap` counts empty lines before."""

    start: int
    end: int
    indent: int
    gap: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def split_blocks(text: str) -> list[Block]:
    """Every stretch of the text that holds more than white space, in order."""
    lines = _split_lines(text)
    return _join_wrapped(lines, text) if _is_wrapped(lines) else lines


def _split_lines(text: str) -> list[Block]:
    found: list[Block] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        lead = line[: len(line) - len(line.lstrip())]
        start = match.start() + len(lead)
        gap = text.count("\n", last_end, start) - 1 if found else 0
        found.append(Block(start, start + len(stripped), len(lead.expandtabs(_TAB_WIDTH)), max(gap, 0)))
        last_end = start + len(stripped)
    return found


def _is_wrapped(lines: Sequence[Block]) -> bool:
    """Whether most text stands in runs of near-equal lines of 50 to 100 columns, as mail and print-outs have it."""
    lengths = [line.end - line.start for line in lines]
    width = max(lengths, default=0)
    if not 45 <= width <= 110:
        return False
    adjoining = [length for length, following in zip(lengths, lines[1:], strict=False) if following.gap == 0]
    return len(adjoining) >= 4 and sum(1 for length in adjoining if length > 0.75 * width) > 0.7 * len(adjoining)


def _join_wrapped(lines: Sequence[Block], text: str) -> list[Block]:
    """A full line goes on in the next unless an empty line, another indent or a short line parts them."""
    width = max(line.end - line.start for line in lines)
    joined: list[Block] = []
    previous: Block | None = None
    for line in lines:
        if previous is not None and line.gap == 0 and _goes_on(previous, line, text, width):
            joined[-1] = Block(joined[-1].start, line.end, joined[-1].indent, joined[-1].gap)
        else:
            joined.append(line)
        previous = line
    return joined


def _goes_on(line: Block, following: Block, text: str, width: int) -> bool:
    length = line.end - line.start
    if length < 0.6 * width:
        return False
    ends = _SENTENCE_END.search(text[line.start : line.end]) is not None
    next_word = len(text[following.start : following.end].split(None, 1)[0])
    if ends and length + next_word + 1 < width - 1:  # the next word would have fitted: the paragraph was over
        return False
    return following.indent <= line.indent + 1 or not ends
