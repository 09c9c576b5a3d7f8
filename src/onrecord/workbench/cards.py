"""Cards of the desk: one bundle each, with everything that a coder needs to decide in its article's context."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from ..dossier.wording import KIND_WORDS, date_words, one_line
from ..record import Attribution, Concept, ConceptKind, DateRange, Precision, Role, Span
from ..store import Store, schema
from ..store.annotation import attribution_of
from ..store.searching import rows_with
from ..store.values import date_range
from .articles import span_pairs
from .bundles import Bundle, Waiting
from .seeing import Reader, sayings_seen

# Reports whose words are this alike (0-100, RapidFuzz token ratio) are ticked by default: they say the same.
SAME_WORDS = 80.0
_RULES = {
    "name": "full name",
    "surname": "surname of an actor named before",
    "role": "the office names its holder",
    "pronoun": "a pronoun, resolved from the sentences before",
    "metonym": "a place or house that stands for its government",
    "description": "a description; no name is given",
    "": "nobody by that name among the actors",
}


@dataclass(frozen=True, slots=True)
class Context:
    """The rows behind some cards, by id."""

    attributions: Mapping[str, Attribution]
    sayings: Mapping[str, Any]
    documents: Mapping[str, Any]
    actors: Mapping[str, Any]
    concepts: Mapping[str, Concept]
    origins: Mapping[str, str]  # suggestion id -> origin


def cards(
    store: Store, bundles: Sequence[Bundle], *, concepts: Mapping[str, Concept], reader: Reader = None
) -> list[dict[str, Any]]:
    """What the desk draws for each bundle, as JSON values; spans in code points of the first report's article."""
    if not bundles:
        return []
    with store.snapshot():
        context = _context(store, bundles, concepts, reader)
    return [_card(bundle, context) for bundle in bundles]


def _context(store: Store, bundles: Sequence[Bundle], concepts: Mapping[str, Concept], reader: Reader) -> Context:
    reports = [report for bundle in bundles for report in bundle.reports]
    attributions = {
        row.id: attribution_of(row)
        for row in rows_with(store, schema.attributions, "id", (r.attribution_id for r in reports))
    }
    sayings = sayings_seen(store, attributions, reader)
    documents = {row.id: row for row in rows_with(store, schema.documents, "id", (r.document_id for r in reports))}
    published = {row.document_id: row for row in rows_with(store, schema.publications, "document_id", documents)}
    wanted = {saying.actor_id for saying in sayings.values() if saying.actor_id}
    wanted.update(one for saying in sayings.values() for one in (*saying.via, *(saying.also or ())))
    actors = {row.id: row for row in rows_with(store, schema.actors, "id", wanted)}
    s = schema.suggestions
    origins = {row.id: row.origin for row in rows_with(store, s, "id", (r.id for r in reports))}
    return Context(
        attributions, sayings,
        {identifier: (row, published.get(identifier)) for identifier, row in documents.items()},
        actors, concepts, origins,
    )  # fmt: skip


def _card(bundle: Bundle, context: Context) -> dict[str, Any]:
    first = bundle.first
    attribution = context.attributions[first.attribution_id]
    saying = context.sayings[first.attribution_id]
    document, published = context.documents[first.document_id]
    concept = context.concepts.get(first.concept_id)
    actor = context.actors.get(saying.actor_id or "")
    parts = reasons(first, attribution, saying.resolved_by, document.text, concept)
    weakest = min(range(len(parts)), key=lambda n: parts[n][1])
    return {
        "id": first.id,
        "attribution": first.attribution_id,
        "document": {
            "id": document.id,
            "outlet": outlet_of(document, published),
            "published": date_words(published_of(document, published)),
            "title": one_line(document.title or document.path, 90),
        },
        "speaker": {
            "id": saying.actor_id,
            "name": one_line(saying.actor_name, 120) or "nobody named",
            "role": role_words(actor.roles) if actor is not None else "",
            "also": [
                {"id": one, "name": one_line(context.actors[one].name, 80)}
                for one in saying.also or ()
                if one in context.actors and one != saying.actor_id
            ],
        },
        "kind": KIND_WORDS[attribution.kind],
        "cue": words_of(document.text, attribution.cue),
        "content": words_of(document.text, attribution.content),
        "spans": {
            "source": span_pairs(attribution.source),
            "cue": span_pairs(attribution.cue),
            "content": span_pairs(attribution.content),
        },
        "via": [one_line(name_of(context, via), 80) for via in reversed(saying.via)],
        "via_ids": list(saying.via),
        "said": said_fields(saying),
        "concept": concept_fields(concept, first.concept_id, context.concepts),
        "stance": first.stance.value,
        "score": first.score,
        "origin": f"{context.origins[first.id]} · {attribution.origin}",
        "why": [[name, round(score, 2), words, n == weakest] for n, (name, score, words) in enumerate(parts)],
        "reports": [_report(report, first, context) for report in bundle.reports[1:]],
        "cluster": bundle.key[0],
    }


def reasons(
    waiting: Waiting, attribution: Attribution, resolved_by: str, text: str, concept: Concept | None
) -> list[tuple[str, float, str]]:
    """Why it was suggested: (part, certainty from 0 to 1, words). The weakest part is what a coder looks at first."""
    certain = {"name": 0.98, "role": 0.9, "surname": 0.92, "metonym": 0.85, "pronoun": 0.8, "description": 0.75}
    label = concept.label if concept else waiting.concept_id
    content = words_of(text, attribution.content)
    named = _matched(content, concept)
    about = f"“{named}” is in the content" if named else f"the content is about {label}, in other words"
    return [
        ("speaker", certain.get(resolved_by, 0.5), _RULES.get(resolved_by, resolved_by)),
        (
            "cue",
            attribution.score,
            f"“{one_line(words_of(text, attribution.cue), 60)}”: {KIND_WORDS[attribution.kind]}",
        ),
        ("concept", min(1.0, waiting.score / 0.775) if not named else 0.92, about),
        ("stance", waiting.score, f"{waiting.stance.value}, from the words of cue and content"),
    ]


def _matched(content: str, concept: Concept | None) -> str:
    if concept is None:
        return ""
    for keyword in (concept.label, *concept.keywords):
        found = re.search(rf"\b{re.escape(keyword)}\w*", content, re.IGNORECASE)
        if found:
            return found[0]
    return ""


def _report(report: Waiting, first: Waiting, context: Context) -> dict[str, Any]:
    document, published = context.documents[report.document_id]
    attribution = context.attributions[report.attribution_id]
    own = words_of(document.text, attribution.content)
    other = words_of(context.documents[first.document_id][0].text, context.attributions[first.attribution_id].content)
    alike = fuzz.token_sort_ratio(own.lower(), other.lower())
    same_stance = report.stance is first.stance
    return {
        "id": report.id,
        "document": document.id,
        "attribution": report.attribution_id,
        "outlet": outlet_of(document, published),
        "title": one_line(document.title or document.path, 90),
        "published": date_words(published_of(document, published)),
        "alike": round(alike),
        "stance": report.stance.value,
        "ticked": same_stance and alike >= SAME_WORDS,
        "content": own,
        "left_out": "" if alike >= 97 else _left_out(other, own),
    }


def _left_out(full: str, short: str, limit: int = 90) -> str:
    """The longest stretch of `full` that `short` does not have, where `short` is a part of it."""
    ours, theirs = full.split(), short.split()
    best: list[str] = []
    matcher = difflib.SequenceMatcher(None, [word.lower() for word in ours], [word.lower() for word in theirs], False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind in ("delete", "replace") and end - start > len(best):
            best = ours[start:end]
    return one_line(" ".join(best), limit)


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The words of several spans on one line, parted by an ellipsis."""
    return one_line(" … ".join(text[span.start : span.end] for span in spans))


def name_of(context: Context, actor_id: str) -> str:
    row = context.actors.get(actor_id)
    return row.name if row is not None else actor_id


def outlet_of(document: Any, published: Any) -> str:
    return (published.outlet if published is not None and published.outlet else document.outlet) or "outlet not known"


def published_of(document: Any, published: Any) -> DateRange:
    row = published if published is not None else document
    return DateRange(row.published_from, row.published_to, Precision(row.published_precision))


def said_fields(saying: Any) -> dict[str, Any]:
    said = date_range(saying.said_from, saying.said_to, saying.said_precision)
    return {
        "words": date_words(said) if said.known else "Unknown: nothing in the text dates it",
        "from": said.start.isoformat() if said.start else None,
        "to": said.end.isoformat() if said.end else None,
        "known": said.known,
        "exact": said.is_day,
    }


def role_words(roles: Sequence[Mapping[str, Any] | Role]) -> str:
    """The first role in words: "chief of the navy, Halvern, since 2022"."""
    for role in roles:
        fields = (
            role
            if isinstance(role, Mapping)
            else {"title": role.title, "organization": role.organization, "valid_from": None, "valid_to": None}
        )
        words = ", ".join(part for part in (fields["title"], fields["organization"]) if part)
        if fields.get("valid_to"):
            return f"{words}, until {str(fields['valid_to'])[:4]}"
        if fields.get("valid_from"):
            return f"{words}, since {str(fields['valid_from'])[:4]}"
        return words
    return ""


def concept_fields(concept: Concept | None, identifier: str, concepts: Mapping[str, Concept]) -> dict[str, Any]:
    ladder = [
        one.id
        for one in sorted(
            (c for c in concepts.values() if c.kind is ConceptKind.OPTION), key=lambda c: (c.rank or 0, c.label)
        )
    ]
    return {
        "id": identifier,
        "label": concept.label if concept else identifier,
        "kind": concept.kind.value if concept else "issue",
        "definition": concept.definition if concept else "",
        "rung": ladder.index(identifier) if identifier in ladder else None,
    }
