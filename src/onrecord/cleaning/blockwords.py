"""What can be said of one block without its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .inline import Piece
from .lines import Block
from .phrases import (
    COPYRIGHT,
    CREDIT_CLOSING,
    CREDIT_HINTS,
    CREDIT_INSIDE,
    CREDIT_LAST_WORD,
    CREDIT_OPENING,
    DATE_LINE,
    PROMPT_INSIDE,
    PROMPT_OPENING,
)

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # Thai, Japanese, Chinese: two signs a word
_LOOSE_STOP = re.compile(r"\s+(?=[.,;!?]$)")
_FINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$|[\"”’»]$|:$")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for by with from and or but as is are was be it its his her their over after before"
        " into amid against about how why what who when not no than that this s t re ve ll via vs up out off",
    )
)
_CREDIT_WORDS = 60  # a caption with its credit seldom has more
_PROMPT_WORDS = 14
_LONG_LINE = 600  # code points; no credit or prompt is longer, and hostile lines stay cheap
_SEEN = 20_000  # code points of a block that are looked at
_PROMPT_INSIDE_WORDS = 30


@dataclass(frozen=True, slots=True)
class BlockWords:
    """Surface of one block: `words` it has, whether it ends as a sentence, share of its long words in capitals,
    and which general page language it speaks."""

    text: str
    words: int
    final: bool
    capitals: float
    credit: bool
    prompt: bool
    copyright: bool
    doubled: bool

    @property
    def solid(self) -> bool:
        """Reads as a paragraph of prose."""
        return self.final and self.words >= 12 and not (self.credit or self.prompt or self.copyright)

    @property
    def headline_case(self) -> bool:
        return self.capitals > 0.7 and self.words >= 3


def describe(text: str, block: Block, pieces: Sequence[Piece] = ()) -> BlockWords:
    """`pieces` are what stands inside the block without belonging to it: it is described without them."""
    line = _without(text, block, pieces)[:_SEEN]
    found = _WORD.findall(line)
    long_words = [word for word in found if word.lower() not in _SMALL and not word[0].isdigit()]
    capitals = sum(1 for word in long_words if word[0].isupper()) / len(long_words) if long_words else 0.0
    n_words = max(len(found), len(_UNSPACED.findall(line)) // 2)
    return BlockWords(
        text=line,
        words=n_words,
        final=_FINAL.search(line) is not None,
        capitals=capitals,
        credit=_is_credit(line, n_words),
        prompt=_is_prompt(line, n_words),
        copyright=n_words <= 40 and COPYRIGHT.match(line) is not None,
        doubled=_is_doubled(line),
    )


def _is_credit(line: str, n_words: int) -> bool:
    if len(line) > _LONG_LINE:
        return False
    if n_words == 0 or n_words > _CREDIT_WORDS or line.endswith(":"):  # "From the Ansel Courier:" opens a quotation
        return False
    opening = CREDIT_OPENING.match(line)
    if opening is not None and (n_words <= 30 or not line.lower().startswith(("by", "from"))):
        return not (line.lower().startswith(("by ", "from ")) and (n_words > 16 or line.endswith(".")))
    if n_words <= 14 and len(line) <= 120 and DATE_LINE.match(line):
        return True
    lowered = line.lower()
    if ("contribut" in lowered or "ing by" in lowered) and CREDIT_CLOSING.search(line) is not None:
        return True
    hinted = (
        line[-1] in ")]" or any(hint in lowered for hint in CREDIT_HINTS) or CREDIT_LAST_WORD.search(line) is not None
    )
    return hinted and CREDIT_INSIDE.search(line) is not None


def _is_prompt(line: str, n_words: int) -> bool:
    if n_words == 0 or len(line) > _LONG_LINE:
        return n_words == 0
    if n_words <= _PROMPT_WORDS and PROMPT_OPENING.match(line):
        return not (line.endswith((".", "”", '"')) and n_words > 9 and PROMPT_INSIDE.search(line) is None)
    return n_words <= _PROMPT_INSIDE_WORDS and PROMPT_INSIDE.search(line) is not None


def _is_doubled(line: str) -> bool:
    """The same words twice without a space between, as a button and its label are pasted."""
    half = len(line) // 2
    return 3 <= half <= 60 and len(line) % 2 == 0 and line[:half] == line[half:] and any(c.isalpha() for c in line)


def _without(text: str, block: Block, pieces: Sequence[Piece]) -> str:
    if not pieces:
        return text[block.start : block.end]
    kept: list[str] = []
    at = block.start
    for span, _ in pieces:
        kept.append(text[at : span.start])
        at = span.end
    kept.append(text[at : block.end])
    return _LOOSE_STOP.sub("", "".join(kept)).strip()
