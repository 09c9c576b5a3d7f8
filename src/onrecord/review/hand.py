"""What coders add by hand: attributions the machine did not see, and further codings of those it did.

A decision ADD on `hand:ID` (or an EDIT of it, which gives all values anew) holds either `attribution`, the id of one
that is there, or `document` with lists of spans `source`, `cue`, `content`, `quote`, and `type` of quotation `as`;
then `actor`, `via`, `said` as corrections read them; and, for a statement, `concept`, `stance`, `variables`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..record import Attribution, AttributionKind, AttributionType, Decision, Span, Verdict
from .journal import Settled
from .values import spans_in

BY_HAND = "hand:"


def is_by_hand(subject: str) -> bool:
    return subject.startswith(BY_HAND)


def origin_of(decision: Decision) -> str:
    return f"coder:{decision.coder}"


def rests_on(decision: Decision) -> str:
    """The id of the attribution that a decision by hand codes: one that was there, or its own."""
    return decision.word("attribution", decision.subject)


def attributions_by_hand(words: Mapping[str, Settled]) -> tuple[Attribution, ...]:
    """The attributions that coders added, in the order of the journal; disputed ones are left out."""
    return tuple(_attributions(words.items()))


def _attributions(words: Iterable[tuple[str, Settled]]) -> Iterable[Attribution]:
    for subject, word in words:
        made = word.decision
        if made is None or not is_by_hand(subject) or made.verdict is Verdict.REJECT or "attribution" in made.values:
            continue
        yield attribution_of(made)


def attribution_of(made: Decision) -> Attribution:
    """The attribution that one decision by hand describes. ValueError says what is missing or is no list of spans."""
    document = made.word("document")
    content = _spans(made, "content")
    if not document or not content:
        raise ValueError(f"decision {made.id}: a statement coded by hand needs a document and the spans of its content")
    quote = _spans(made, "quote")
    verbatim = AttributionType.DIRECT if quote == content else AttributionType.MIXED
    return Attribution(
        id=made.subject,
        document_id=document,
        type=AttributionType(made.word("as", (verbatim if quote else AttributionType.INDIRECT).value)),
        kind=AttributionKind(made.word("kind", AttributionKind.SAID.value)),
        source=_spans(made, "source"),
        cue=_spans(made, "cue"),
        content=content,
        quote=quote,
        parent=made.word("parent") or None,
        origin=origin_of(made),
        score=1.0,
    )


def _spans(made: Decision, name: str) -> tuple[Span, ...]:
    return spans_in(made.values.get(name) or ())
