"""What a report ascribes to another article of the collection, and that article does not bear out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from rapidfuzz import fuzz

from ...record import Annotated, Derivation, DerivationRelation, DerivationTarget, Passage, Span, Tension, TensionKind
from ...text import fold
from ..derivation.quotations import find_quotations
from ..derivation.sentence import sentence_around
from ..derivation.tokens import Tokenizer, unread
from .weighing import clip, pair_of

QUOTE_WORDS = 4  # of a quotation looked for in the article cited
ABSENT = 70.0  # greatest rapidfuzz partial ratio of a quotation that is not there
_FOLDED = 256  # folded texts kept in memory
SAME_MATTER = 3  # stems that a claim shares with the sentence nearest to it
_NUMBER = re.compile(r"(?<![\w.,$€£-])[$€£]?\d[\d,.]*\d|(?<![\w.,$€£-])[$€£]?\d")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def not_borne_out(
    derivations: Iterable[Derivation],
    article_of: Callable[[str], Annotated | None],
    text_of: Callable[[str], str] | None = None,
) -> Iterator[Tension]:
    """Quotations, and figures, that a report ascribes to an article which holds neither them nor their like. `text_of`
    gives the text of an article ("" where there is none) where that is cheaper than the article."""
    tokenizer = Tokenizer()

    def text_in(document_id: str) -> str:
        article = article_of(document_id)
        return article.document.text if article is not None else ""

    text_of = text_of or text_in
    folded = lru_cache(_FOLDED)(lambda document_id: fold(text_of(document_id)))
    for edge in derivations:
        told = edge.relation in (DerivationRelation.CITES, DerivationRelation.REPUBLISHES)
        if not told or edge.to_kind is not DerivationTarget.DOCUMENT or edge.to_id is None:
            continue
        text, whole = text_of(edge.from_document), folded(edge.to_id)
        if not text or not whole:
            continue
        for passage in edge.evidence:
            if passage.document_id != edge.from_document:
                continue
            reason = _missing(text, passage, whole, edge.to_name, tokenizer, partial(article_of, edge.to_id))
            target = article_of(edge.to_id) if reason is not None else None
            if reason is not None and target is not None:
                yield pair_of(
                    passage, nearest(target, text, passage.span, tokenizer), *reason, TensionKind.NOT_BORNE_OUT
                )


def _missing(
    text: str, passage: Passage, whole: str, name: str, tokenizer: Tokenizer, target_of: Callable[[], Annotated | None]
) -> tuple[str, float] | None:
    """Why the passage is not borne out by the folded text `whole`, and how strong a sign that is."""
    for quotation in find_quotations(text[passage.start : passage.end]):
        quoted = fold(text[passage.start + quotation.start : passage.start + quotation.end])
        if len(quoted.split()) >= QUOTE_WORDS and fuzz.partial_ratio(quoted, whole) <= ABSENT:
            return (
                f"“{clip(quoted)}” is ascribed to {name}; the article of {name} in this collection does not hold these "
                "words. They may stand in another one."
            ), 0.6
    words = passage.span.of(text)
    numbers = [found for found in _NUMBER.findall(words) if not _YEAR.match(found) and len(found) > 1]
    absent = [number for number in numbers if not re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d])", whole)]
    target = target_of() if absent else None
    if target is not None:
        near = nearest(target, text, passage.span, tokenizer)
        stems = [tokenizer.stems(tokenizer.tokens(one).keys) for one in (words, near.span.of(target.document.text))]
        if len(stems[0] & stems[1]) >= SAME_MATTER:
            return (
                f"{absent[0]} is ascribed to {name}; the article of {name} in this collection does not give this "
                "figure. It may stand in another one."
            ), 0.45
    return None


def nearest(article: Annotated, text: str, passage: Span, tokenizer: Tokenizer) -> Passage:
    """The sentence of `article` that has most words in common with a passage of another text."""
    wanted = tokenizer.stems(tokenizer.tokens(passage.of(text)).keys)
    tokens = tokenizer.tokens(article.document.text, unread(article))
    best, chosen = -1, Span(0, 0)
    place = 0
    while place < len(tokens):
        sentence = sentence_around(article.document.text, int(tokens.starts[place]))
        after = place + 1
        while after < len(tokens) and tokens.starts[after] < sentence.end:
            after += 1
        common = len(wanted & tokenizer.stems(tokens.keys[place:after]))
        if common > best:
            best, chosen = common, sentence
        place = after
    return Passage(article.document.id, chosen.start, chosen.end)
