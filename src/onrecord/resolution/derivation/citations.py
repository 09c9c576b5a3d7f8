"""Citations in running text: "according to the Gazette", "told Reuters", "the paper wrote", "local media reported"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...record import DerivationTarget, Span
from .cues import (
    AFTER_ASKED,
    AFTER_COLON,
    AFTER_NOUN,
    AFTER_SAID,
    AFTER_SOURCES,
    AFTER_WHICH,
    AFTER_WROTE,
    ANAPHOR,
    ARTICLE_FIRST,
    BEFORE,
    BEFORE_NOUN,
    BY_MEDIA,
    FRAMES,
    HOST,
    JOINS,
    MEDIA_SAY,
    NAMED_KIND,
    OF_PERSON,
    ON_AIR,
    OPENING,
)
from .outlets import OutletFinder, OutletMention, is_own, outlet_key
from .sentence import sentence_around

ANAPHOR_REACH = 1_200  # code points: how far back "the newspaper" looks for its outlet

TOP = 400  # code points at the start where "Outlet: claim" is a headline
_WINDOW = 90  # code points beside a name that are looked at


_HOST_WORDS = ("host", "presenter", "anchor", "broadcaster", "podcaster", "journalist", "interviewer", "columnist",
               "blogger", "commentator", "reporter ")  # fmt: skip
_KIND_WORDS = ("newspaper", "daily", "weekly", "tabloid", "news ", "magazine", "broadcaster", "channel", "station",
               "first ", "published", "aired", "carried", "broadcast", "quoted as")  # fmt: skip
_MEDIA_WORDS = ("media", "newspapers", "press reports", "news reports", "news outlets", "news agencies", "news organi",
                "state t", " press", "radio", "television", " tv")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a text says that it stands on `name`; `passage` is the sentence, `anchor` the naming words.

    `key` identifies an outlet; it is None for a group of outlets ("local media") and for a person.
    """

    kind: DerivationTarget
    key: str | None
    name: str
    anchor: Span
    passage: Span


def find_citations(
    text: str, finder: OutletFinder, *, own: str | None = None, skip: Sequence[Span] = ()
) -> list[Citation]:
    """Citations in `text` in order, none of the document's own outlet and none that starts inside a span of `skip`."""
    own_key = outlet_key(own) if own else None
    mentions = [mention for mention in finder.mentions(text) if not _inside(mention.start, skip)]
    found = [
        Citation(DerivationTarget.OUTLET, mention.key, mention.name, mention.span, sentence_around(text, mention.start))
        for mention in _cited(text, mentions)
        if not is_own(mention.key, own_key)
    ]
    # The patterns are slow and their words rare: looking for the words first makes a large collection much faster.
    low = text.lower()
    for match in HOST.finditer(text) if any(word in low for word in _HOST_WORDS) else ():
        anchor = Span(*match.span("name"))
        if not any(anchor.overlaps(mention.span) for mention in mentions):
            found.append(_unkeyed(DerivationTarget.ACTOR, match["name"].rstrip(".’'"), anchor, text))
    if any(word in low for word in _KIND_WORDS):
        found.extend(_framed(text, mentions, own_key))
    for pattern in (MEDIA_SAY, BY_MEDIA) if any(word in low for word in _MEDIA_WORDS) else ():
        for match in pattern.finditer(text):
            start, end = match.span("told" if match.groupdict().get("told") else "name")
            opening = OPENING.match(text, start, end)
            anchor = Span(opening.end() if opening else start, end)
            if not any(citation.anchor.overlaps(anchor) for citation in found):
                found.append(_unkeyed(DerivationTarget.OUTLET, " ".join(anchor.of(text).split()), anchor, text))
    found = sorted((one for one in found if not _inside(one.anchor.start, skip)), key=lambda one: one.anchor)
    return sorted([*found, *_anaphors(text, found, mentions, own_key, skip)], key=lambda one: one.anchor)


def _unkeyed(kind: DerivationTarget, name: str, anchor: Span, text: str) -> Citation:
    return Citation(kind, None, name, anchor, sentence_around(text, anchor.start))


def _framed(text: str, mentions: Sequence[OutletMention], own_key: str | None) -> Iterator[Citation]:
    """Citations of outlets that no list knows, given away by the words around the name."""
    for match in FRAMES.finditer(text):
        name = re.sub(r"[’']s?$", "", match["name"])
        yield from _unlisted(text, Span(match.start("name"), match.start("name") + len(name)), mentions, own_key)
    for match in NAMED_KIND.finditer(text):
        span = Span(*match.span("name"))
        first = OPENING.match(text, span.start, span.end) or ARTICLE_FIRST.match(text, span.start, span.end)
        span = Span(first.end(), span.end) if first else span
        words = OutletMention(span.start, span.end, span.of(text), "", weak=True)
        if span.of(text)[0].isupper() and _is_cited(text, words):
            yield from _unlisted(text, span, mentions, own_key)


def _unlisted(text: str, anchor: Span, mentions: Sequence[OutletMention], own_key: str | None) -> Iterator[Citation]:
    key = outlet_key(anchor.of(text))
    if not is_own(key, own_key) and not any(anchor.overlaps(mention.span) for mention in mentions):
        name = " ".join(anchor.of(text).split())
        yield Citation(DerivationTarget.OUTLET, key, name, anchor, sentence_around(text, anchor.start))


def _cited(text: str, mentions: Sequence[OutletMention]) -> list[OutletMention]:
    """The mentions beside which a sign of a citation stands, and those joined to one of them by "and"."""
    cited = [_is_cited(text, mention) for mention in mentions]
    joined = [
        after.start - before.end < 50 and JOINS.match(text[before.end : after.start]) is not None
        for before, after in pairwise(mentions)
    ]
    for place, is_joined in enumerate(joined):
        if is_joined and cited[place]:
            cited[place + 1] = True
    for place in reversed(range(len(joined))):
        if joined[place] and cited[place + 1]:
            cited[place] = True
    return [mention for mention, is_cited in zip(mentions, cited, strict=True) if is_cited]


def _is_cited(text: str, mention: OutletMention) -> bool:
    before = text[max(mention.start - _WINDOW, 0) : mention.start].rpartition("\n")[2]
    after = text[mention.end : mention.end + _WINDOW].partition("\n")[0]
    if AFTER_WROTE.match(after) or AFTER_WHICH.match(after) or BEFORE.search(before):
        return True
    if mention.weak:
        return False
    if (
        AFTER_ASKED.match(after)
        or AFTER_SOURCES.match(after)
        or (not before.strip() and mention.start < TOP and AFTER_COLON.match(after))
    ):
        return True
    if AFTER_NOUN.match(after) and BEFORE_NOUN.search(before):
        return True
    return bool(ON_AIR.search(before) or (AFTER_SAID.match(after) and not OF_PERSON.search(before)))


def _anaphors(
    text: str,
    found: Sequence[Citation],
    mentions: Sequence[OutletMention],
    own_key: str | None,
    skip: Sequence[Span],
) -> list[Citation]:
    """ "The newspaper wrote", "according to the report": the outlet cited last, if it stands near enough."""
    outlets = [citation for citation in found if citation.kind is DerivationTarget.OUTLET]
    more = []
    for match in ANAPHOR.finditer(text) if outlets else ():
        before = [citation for citation in outlets if citation.anchor.end <= match.start()]
        if _inside(match.start(), skip) or not before or match.start() - before[-1].anchor.end > ANAPHOR_REACH:
            continue
        cited = before[-1]
        between = [one for one in mentions if cited.anchor.end <= one.start < match.start()]
        if any(is_own(one.key, own_key) for one in between):
            continue  # the document spoke of its own newspaper last
        passage = sentence_around(text, match.start())
        more.append(Citation(cited.kind, cited.key, cited.name, Span(*match.span()), passage))
    return more


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= position < span.end for span in spans)
