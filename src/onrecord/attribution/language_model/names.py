"""The names a model saw, found in the text by themselves: every place where a form stands, and a surname alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...record import EntityKind, Mention, MentionType, Span
from ..surface import Surface
from .lookup import Lookup

MOST_FORMS = 500
_MAX_NAME = 120  # code points


def verified_names(
    proposed: Iterable[tuple[str, EntityKind]], lookup: Lookup, *, within: Span
) -> tuple[dict[str, EntityKind], int]:
    """The forms that stand in the passage to the letter, with the kind first given to each; and how many do not."""
    forms: dict[str, EntityKind] = {}
    n_missing = 0
    for words, kind in proposed:
        usable = len(words) <= _MAX_NAME and any(sign.isalnum() for sign in words)
        if not usable or next(lookup.exact(words, within=within), None) is None:
            n_missing += 1
        elif len(forms) < MOST_FORMS:
            forms.setdefault(words, kind)
    return forms, n_missing


def name_mentions(
    document_id: str, surface: Surface, lookup: Lookup, forms: Mapping[str, EntityKind], *, score: float
) -> list[Mention]:
    """A mention wherever one of the forms stands, the longest first, in text order; a name that furniture interrupts
    keeps its longest stretch."""
    taken = bytearray(len(surface.text))
    found: list[Mention] = []
    known = {**_surnames(forms), **forms}
    for words in sorted(known, key=lambda form: (-len(form), form)):
        for place in lookup.exact(words, within=Span(0, len(surface.text))):
            spans = surface.spans(place.start, place.end)
            if any(taken[place.start : place.end]) or not spans:
                continue
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
            span = max(spans, key=len)
            found.append(Mention(document_id, span.start, span.end, MentionType.NAME, known[words], score))
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _surnames(forms: Mapping[str, EntityKind]) -> dict[str, EntityKind]:
    """The last words of persons' names, where they look like names themselves."""
    last = {words.split()[-1] for words, kind in forms.items() if kind is EntityKind.PERSON and " " in words}
    return {word: EntityKind.PERSON for word in sorted(last) if word[:1].isupper() and len(word) > 2}
