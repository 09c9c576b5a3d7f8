"""One row of numbers for each block: how it looks and which words it is made of, without its neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..text import fold
from .blockwords import BlockWords
from .lines import Block

Matrix = npt.NDArray[np.float32]

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to for by with from and or but as is are was were be been has have had it its he his"
        " she her they their them we our you your i that this these those which who whom what when where not no"
        " will would can"
        " could may might should do does did than then there so if into about after before over also said more most all"
        " some any other out up one only just like because while through between during against under"
        " de la le les des du et un une en est que qui dans pour sur par au aux plus ne pas ce il elle nous vous"
        " el los las y del se con por una su para como al lo o os da do das dos em um uma com não na no por mais e é"
        " der die das und ist in den von zu mit sich auf für nicht im dem ein eine als auch es an werden aus er hat"
        " il di che è per non sono della dei nel alla si come anche i w z na się nie jest do to"
        " och att det som är av på för med den till och i yang dan di untuk dengan ini itu dari pada",
    )
)
_REPORTING = re.compile(
    r"(?i)\b(?:said|says|told|added|according to|announced|wrote|tweeted|stated|claimed|asked|argued|warned|noted"
    r"|reported|explained|insisted|denied|confirmed)\b"
)
_BULLET = re.compile(r"^(?:[*+•·‣▪◦●○■□–—»>|#-]|\d{1,2}[.)]|o\s)\s*")
_SEPARATORS = re.compile(r"[|•·»›>]|\s[-–—/]\s")
_LINK = re.compile(r"https?:|www\.|@\w|\.(?:com|org|net|co|html?)\b|#\w")
_QUOTE = re.compile('["“”«»„]')
_INNER_STOP = re.compile(r"[.!?…。][\"”’)]?\s")
_ADDRESS = re.compile(r"(?i)\b(?:you|your|our|us|we)\b")
_PICTURE = re.compile(
    r"(?i)\b(?:photos?|images?|getty|picture[sd]?|credit|caption|pictured|file|video|shows?|seen|poses?|left|right|above)\b"
)
_COMMENT = re.compile(
    r"(?i)^\W*(?:reply|quote|report|\d+ (?:comments?|replies|responses)|comments?|(?:leave|add|post|write) a (?:reply"
    r"|comment)|log in to (?:reply|comment))\b.{0,25}$|\d.{0,20}\b(?:says?|said|wrote)\s*:$"
    r"|\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\W*$|\bat \d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?\W*$"
)
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_FOREIGN = re.compile("[\u0300-\u1fff\u2070-\U0010ffff]")  # neither Latin letters nor typographic signs
_MARK = re.compile(r"[^\w\s]")

SURFACE = (
    "words", "chars", "word_length", "stop_share", "final", "colon", "question", "commas", "inner_stops", "capitals",
    "digits", "upper", "bullet", "separators", "link", "quote", "reporting", "credit", "prompt", "copyright", "doubled",
    "starts_lower", "starts_digit", "address", "picture", "foreign", "marks", "seen_before", "seen_count", "topic",
    "topic_rare", "gap", "indent", "long_indent", "n_glued", "comment",
)  # fmt: skip


def surface_rows(blocks: Sequence[Block], described: Sequence[BlockWords]) -> Matrix:
    """float32 array (blocks, len(SURFACE)). Topic columns compare each block's words with the document's prose."""
    folded = [fold(_BULLET.sub("", words.text)) for words in described]
    counts = Counter(folded)
    tokens = [_content_words(line) for line in folded]
    prose = Counter(
        token for words, found in zip(described, tokens, strict=True) if words.solid for token in set(found)
    )
    long_indent = _indent_of_prose(blocks, described)
    seen: set[str] = set()
    rows = np.zeros((len(blocks), len(SURFACE)), dtype=np.float32)
    for index, (block, words) in enumerate(zip(blocks, described, strict=True)):
        own = _row(words)
        topic, rare = _topic(tokens[index], prose, words.solid)
        rows[index] = (
            *own,
            folded[index] in seen,
            min(counts[folded[index]], 5),
            topic,
            rare,
            min(block.gap, 4),
            min(block.indent, 80),
            float(np.clip(block.indent - long_indent, -20, 20)),
            _n_glued(words.text),
            _COMMENT.search(words.text) is not None,
        )
        seen.add(folded[index])
    return rows


def _row(words: BlockWords) -> tuple[float, ...]:
    line = words.text
    bullet = _BULLET.match(line)
    text = line[bullet.end() :] if bullet else line
    found = _WORD.findall(text)
    n_words = max(len(found), 1)
    n_chars = max(len(text), 1)
    lowered = [word.lower() for word in found]
    return (
        math.log1p(len(found)),
        math.log1p(len(text)),
        sum(map(len, found)) / n_words,
        sum(1 for word in lowered if word in _STOP_WORDS) / n_words,
        words.final,
        text.endswith(":"),
        text.endswith("?"),
        text.count(",") / n_words,
        min(len(_INNER_STOP.findall(text)), 8),
        words.capitals,
        len(_DIGIT.findall(text)) / n_chars,
        text.isupper(),
        bullet is not None,
        min(len(_SEPARATORS.findall(text)), 6),
        min(len(_LINK.findall(text)), 4),
        min(len(_QUOTE.findall(text)), 6),
        _REPORTING.search(text) is not None,
        words.credit,
        words.prompt,
        words.copyright,
        words.doubled,
        text[:1].islower(),
        text[:1].isdigit(),
        min(len(_ADDRESS.findall(text)), 6) / n_words,
        min(len(_PICTURE.findall(text)), 4) / n_words,
        0.0 if text.isascii() else len(_FOREIGN.findall(text)) / n_chars,
        len(_MARK.findall(text)) / n_chars,
    )


def _content_words(folded: str) -> list[str]:
    return [word for word in _WORD.findall(folded) if len(word) > 3 and word not in _STOP_WORDS]


def _topic(tokens: Sequence[str], prose: Counter[str], solid: bool) -> tuple[float, float]:
    """Share of the block's content words that other prose blocks use, and that several of them use; -1 for none."""
    if not tokens:
        return -1.0, -1.0
    own = 1 if solid else 0
    once = sum(1 for token in tokens if prose[token] > own)
    often = sum(1 for token in tokens if prose[token] > own + 1)
    return once / len(tokens), often / len(tokens)


def _indent_of_prose(blocks: Sequence[Block], described: Sequence[BlockWords]) -> int:
    """The indent under which most words of prose stand: paragraphs of one article share their depth in the page."""
    mass: Counter[int] = Counter()
    for block, words in zip(blocks, described, strict=True):
        if words.solid:
            mass[block.indent] += words.words
    return mass.most_common(1)[0][0] if mass else 0


_GLUED = re.compile(r"[a-zà-þ][A-ZÀ-Þ][a-zà-þ]|[a-z][.!?][A-Z]")


def _n_glued(line: str) -> int:
    return min(len(_GLUED.findall(line)), 5)
