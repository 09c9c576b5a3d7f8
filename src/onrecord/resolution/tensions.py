"""Pairs of passages that a careful reader would put side by side; none says who is right."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from rapidfuzz import fuzz

from ..record import (
    Actor,
    Annotated,
    Attribution,
    AttributionKind,
    AttributionType,
    Derivation,
    DerivationRelation,
    DerivationTarget,
    Passage,
    Saying,
    Span,
    Stance,
    Tension,
)
from ..text import fold, stable_id
from .derivation.quotations import find_quotations
from .derivation.sentence import sentence_around
from .derivation.tokens import Tokenizer, unread
from .links import gap
from .quantities import Quantity, find_quantities

Position = tuple[str, str, Stance, str | None]  # attribution id, concept id, stance, actor id

MOST = 60  # tensions in all
SAME_QUANTITY = 0.6  # least weighted share of the words around two figures, of the shorter sentence
SAME_SENTENCE = 0.4  # and of the longer one
SAME_STEMS = 4
SMALL = 5  # two figures both below this are enumerations ("two states") rather than rival counts
FIGURE_GAP = timedelta(days=7)  # counts grow: what was written later than this is no rival
SHARED_STEMS = 3
MOST_POSTINGS = 40  # figures that share a stem; beyond, the stem says too little
QUOTE_WORDS = 4  # of a quotation looked for in the article cited
ABSENT = 70.0  # greatest rapidfuzz partial ratio of a quotation that is not there
ON_THE_MATTER = 0.35  # least weighted share of a refusal's paragraph that a saying must be about
COMMENT_GAP = timedelta(days=21)
_CLIP = 90  # code points of a quotation shown in a reason


def find_tensions(
    articles: Sequence[Annotated],
    sayings: Mapping[str, Saying],
    *,
    positions: Iterable[Position] = (),
    derivations: Iterable[Derivation] = (),
    actors: Iterable[Actor] = (),
    labels: Mapping[str, str] | None = None,
) -> tuple[Tension, ...]:
    """Tensions in `articles`, the strongest first: an actor on both sides of a concept, two figures for one quantity, a
    quotation that the article cited does not hold, a refusal to comment beside a comment.

    `sayings` go by attribution id, `labels` name concepts by id. Both passages are sentences of the documents.
    """
    texts = {article.document.id: article.document.text for article in articles}
    attributions = {one.id: one for article in articles for one in article.annotation.attributions}
    found = [
        *_both_sides(attributions, texts, sayings, positions, labels or {}),
        *_figures(articles),
        *_missing_quotations(articles, derivations),
        *_comments(articles, attributions, sayings, actors),
    ]
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (-one.score, one.id))[:MOST])


def _tension(left: Passage, right: Passage, reason: str, score: float) -> Tension:
    left, right = sorted((left, right)) if left.document_id == right.document_id else (left, right)
    return Tension(stable_id("tension", left, right), left, right, reason, round(min(max(score, 0.0), 1.0), 4))


def _sentence(attribution: Attribution, text: str) -> Passage:
    """From the sentence in which the attribution starts to the one in which its content ends."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = sentence_around(text, first).start
    return Passage(attribution.document_id, start, max(sentence_around(text, max(last - 1, first)).end, last))


def _both_sides(
    attributions: Mapping[str, Attribution],
    texts: Mapping[str, str],
    sayings: Mapping[str, Saying],
    positions: Iterable[Position],
    labels: Mapping[str, str],
) -> Iterator[Tension]:
    """One actor for and against one concept, in two acts of speech: one pair for each actor and concept."""
    held: dict[tuple[str, str], dict[Stance, list[str]]] = defaultdict(lambda: defaultdict(list))
    for attribution_id, concept_id, stance, actor_id in positions:
        if actor_id is not None and attribution_id in attributions and attribution_id in sayings:
            held[actor_id, concept_id][stance].append(attribution_id)
    for (_, concept_id), sides in sorted(held.items()):
        pairs = [
            (_plainness(attributions[one]) + _plainness(attributions[other]), one, other)
            for one in sorted(set(sides[Stance.SUPPORT]))
            for other in sorted(set(sides[Stance.OPPOSE]))
            if sayings[one].cluster != sayings[other].cluster and not _nested(attributions[one], attributions[other])
        ]
        if not pairs:
            continue
        plainness, one, other = max(pairs, key=lambda pair: (pair[0], pair[1], pair[2]))
        sizes = sorted(
            len({sayings[member].cluster for member in sides[side]}) for side in (Stance.SUPPORT, Stance.OPPOSE)
        )
        left, right = (
            _sentence(attributions[member], texts[attributions[member].document_id]) for member in (one, other)
        )
        if left == right:
            continue
        label = labels.get(concept_id, concept_id)
        reason = f"{sayings[one].actor_name} is reported in favor of “{label}” on one side and against it on the other."
        yield _tension(left, right, reason, 0.5 + 0.15 * plainness + 0.2 * sizes[0] / sizes[1])


def _plainness(attribution: Attribution) -> float:
    """Verbatim words leave least room for the reporter's or the machine's reading."""
    return {AttributionType.DIRECT: 1.0, AttributionType.MIXED: 0.7}.get(attribution.type, 0.3) * attribution.score


def _nested(one: Attribution, other: Attribution) -> bool:
    return one.document_id == other.document_id and any(a.overlaps(b) for a in one.content for b in other.content)


def _figures(articles: Sequence[Annotated]) -> Iterator[Tension]:
    """Two figures for one quantity: same unit, same period, nearly the same words around, values that cannot agree.

    One pair for two documents and a unit. Sentences with several figures of the unit are lists and left out.
    """
    tokenizer = Tokenizer()
    published = {article.document.id: article.document.published for article in articles}
    quantities = _alone([quantity for article in articles for quantity in find_quantities(article, tokenizer)])
    weights = _weights([quantity.context for quantity in quantities])
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, quantity in enumerate(quantities):
        for stem in sorted(quantity.context):
            holders[quantity.unit, quantity.period, stem].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        if len(found) <= MOST_POSTINGS:
            shared.update((one, other) for place, one in enumerate(found) for other in found[place + 1 :])
    best: dict[tuple[str, str, str], Tension] = {}
    for (one, other), n_shared in sorted(shared.items()):
        left, right = quantities[one], quantities[other]
        documents = (left.passage.document_id, right.passage.document_id)
        if n_shared < SHARED_STEMS or documents[0] == documents[1] or not _rivals(left, right):
            continue
        if gap(published[documents[0]], published[documents[1]]) > FIGURE_GAP:
            continue
        overlap = _overlap(left.context, right.context, weights)
        if overlap >= SAME_QUANTITY and _overlap(left.context, right.context, weights, of=max) >= SAME_SENTENCE:
            reason = f"Two figures for what reads like one quantity: {left.words} and {right.words}."
            tension = _tension(left.passage, right.passage, reason, 0.3 + 0.5 * overlap)
            slot = (*documents, left.unit)
            if slot not in best or tension.score > best[slot].score:
                best[slot] = tension
    yield from best.values()


def _alone(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Those that are the only figure of their unit in their sentence."""
    counts = Counter((quantity.passage, quantity.unit) for quantity in quantities)
    return [quantity for quantity in quantities if counts[quantity.passage, quantity.unit] == 1]


def _rivals(left: Quantity, right: Quantity) -> bool:
    """Whether two figures can contradict each other: apart ("nearly 4" and "3.8" agree), not both small, no names that
    the other lacks on both sides, enough words in common."""
    if left.low <= right.high and right.low <= left.high:
        return False
    if max(left.high, right.high) < SMALL or len(left.context & right.context) < SAME_STEMS:
        return False
    return not (left.names - right.names and right.names - left.names)


def _missing_quotations(articles: Sequence[Annotated], derivations: Iterable[Derivation]) -> Iterator[Tension]:
    """A quotation that a report ascribes to an article of the collection, which does not hold it."""
    by_id = {article.document.id: article for article in articles}
    tokenizer = Tokenizer()
    for edge in derivations:
        told = edge.relation in (DerivationRelation.CITES, DerivationRelation.REPUBLISHES)
        if not told or edge.to_kind is not DerivationTarget.DOCUMENT or edge.to_id not in by_id:
            continue
        text, target = by_id[edge.from_document].document.text, by_id[edge.to_id].document
        for passage in edge.evidence:
            if passage.document_id != edge.from_document:
                continue
            for quotation in find_quotations(text[passage.start : passage.end]):
                quoted = fold(text[passage.start + quotation.start : passage.start + quotation.end])
                if len(quoted.split()) < QUOTE_WORDS or fuzz.partial_ratio(quoted, fold(target.text)) > ABSENT:
                    continue
                reason = (
                    f"“{_clip(quoted)}” is ascribed to {edge.to_name}; the article of {edge.to_name} in this "
                    "collection does not hold these words. They may stand in another one."
                )
                yield _tension(passage, _nearest(by_id[edge.to_id], text, passage.span, tokenizer), reason, 0.6)


def _nearest(article: Annotated, text: str, passage: Span, tokenizer: Tokenizer) -> Passage:
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


def _comments(
    articles: Sequence[Annotated],
    attributions: Mapping[str, Attribution],
    sayings: Mapping[str, Saying],
    actors: Iterable[Actor],
) -> Iterator[Tension]:
    """Somebody who would not comment, beside what that actor, or one who holds office there, is reported to have said
    on the same matter: one pair for each refusal."""
    if not any(one.kind is AttributionKind.NO_COMMENT for one in attributions.values()):
        return
    texts = {article.document.id: article.document.text for article in articles}
    members = _members(actors)
    tokenizer = Tokenizer()
    stems: dict[str, frozenset[str]] = {}
    by_actor: dict[str, list[Attribution]] = defaultdict(list)
    for one in attributions.values():
        saying = sayings.get(one.id)
        if saying is not None and saying.actor_id is not None and one.kind is not AttributionKind.NO_COMMENT:
            by_actor[saying.actor_id].append(one)
            words = " ".join(span.of(texts[one.document_id]) for span in one.content)
            stems[one.id] = tokenizer.stems(tokenizer.tokens(words).keys)
    weights = _weights(list(stems.values()))
    for one in attributions.values():
        saying = sayings.get(one.id)
        if one.kind is not AttributionKind.NO_COMMENT or saying is None or saying.actor_id is None:
            continue
        text = texts[one.document_id]
        refusal = _sentence(one, text)
        before = text.rfind("\n", 0, max(text.rfind("\n", 0, refusal.start) - 1, 0))
        matter = tokenizer.stems(tokenizer.tokens(text[max(before, 0) : refusal.end]).keys)
        choices = [
            (_overlap(stems[other.id], matter, weights), other.id)
            for actor_id in (saying.actor_id, *members.get(saying.actor_id, ()))
            for other in by_actor.get(actor_id, ())
            if not _nested(one, other)
            and len(stems[other.id] & matter) >= SHARED_STEMS
            and gap(sayings[other.id].said, saying.said) <= COMMENT_GAP
        ]
        if not choices or max(choices)[0] < ON_THE_MATTER:
            continue
        overlap, other_id = max(choices)
        other = attributions[other_id]
        reason = (
            f"{saying.actor_name} is reported not to have commented; "
            f"{sayings[other_id].actor_name} is reported to have said something on the matter."
        )
        yield _tension(refusal, _sentence(other, texts[other.document_id]), reason, 0.25 + 0.35 * overlap)


def _members(actors: Iterable[Actor]) -> dict[str, list[str]]:
    """Ids of those who hold an office in an actor, by the actor's id."""
    actors = list(actors)
    by_name = {fold(name): actor.id for actor in actors for name in (*actor.aliases, actor.name)}
    found: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        for role in actor.roles:
            home = by_name.get(fold(role.organization)) if role.organization else None
            if home is not None and home != actor.id and actor.id not in found[home]:
                found[home].append(actor.id)
    return found


def _weights(contexts: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(stem for context in contexts for stem in context)
    return {stem: math.log(1 + len(contexts) / count) for stem, count in counts.items()}


def _overlap(
    left: frozenset[str],
    right: frozenset[str],
    weights: Mapping[str, float],
    *,
    of: Callable[[Iterable[float]], float] = min,
) -> float:
    """Weight of the stems in both for that of the lighter set (with `of=max` the heavier one); 0 when it is empty."""
    whole = of(sum(weights.get(stem, 1.0) for stem in sorted(side)) for side in (left, right))
    return sum(weights.get(stem, 1.0) for stem in sorted(left & right)) / whole if whole else 0.0


def _clip(words: str) -> str:
    return words if len(words) <= _CLIP else words[: _CLIP - 1].rsplit(" ", 1)[0] + " …"
