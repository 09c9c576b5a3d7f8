# ruff: noqa: E501
"""Citations in running text: "according to Haaretz", "told Reuters", "the paper wrote", "local media reported"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...record import DerivationTarget, Span
from .outlets import OutletFinder, OutletMention, outlet_key

_REPORT = (
    r"(?:report|story|stories|article|piece|op-ed|oped|column|analysis|investigation|interview|editorial|poll|survey|"
    r"broadcast|account|essay|dispatch|exclusive|expos[eé]|review|profile|scoop|segment|podcast|reports)"
)
_ADVERB = (
    r"(?:(?:also|first|later|previously|earlier|separately|exclusively|recently|reportedly|has|have|had|further)\s+)*"
)
_DAY = r"(?:(?:on|last|this|late|early|earlier)\s+[\w]+(?:\s\w+)?,?\s+)?"
_WROTE = (
    r"(?i:reported|reports|wrote|writes|revealed|reveals|noted|notes|quoted|quotes|quoting|cited|cites|citing|published|"
    r"broke|disclosed|learned|obtained|uncovered|reporting|carried|ran|aired|broadcast|first\s+reported|put\s+it|"
    r"interviewed|editoriali[sz]ed|opined|headlined|described|detailed|reviewed)"
)
_SAID = (
    r"(?:said|says|claimed|claims|confirmed|suggested|added|called|argued|estimated|declared|announced|projected|found)"
)
_ARTICLE = r"(?:the\s+|an?\s+|its\s+)?(?:[\w’'-]+\s+){0,4}?"
_KIND = (
    r"(?:newspapers?|daily|weekly|agency|news\s+agency|broadcaster|magazine|website|site|outlet|network|channel|station|"
    r"tabloid|broadsheet|journal|news\s+site|wire\s+service|radio|publication)\s+"
)
_LEFT_STRONG = re.compile(
    rf"(?:\baccording\s+to\s+(?:{_ARTICLE}{_REPORT}\s+(?:\w+\s+){{0,3}}?(?:in|by|from|on|at|with|of|to)\s+)?|"
    r"\b(?:told|tells|telling)\s+(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*\s+(?:of|at|from|on)\s+)?|"
    rf"\b(?:{_REPORT}|remarks|comments|statement|appearance|excerpts)\s+(?:\w+\s+){{0,2}}?(?:in|by|with|on|to|from|for|published\s+(?:by|in|on)|aired\s+(?:on|by))\s+|"
    r"\b(?:interviewed|reported|revealed|published|broadcast|aired|obtained|quoted|cited|released|unearthed|disclosed|"
    r"uncovered|appeared|appearing|speaking|wrote|writing|written|writes|carried|leaked|confirmed)\s+"
    r"(?:\w+day\s+|last\s+\w+\s+|earlier\s+)?(?:by|in|on|to|with|for)\s+|"
    r"\b(?:citing|quoting|cited|quoted|cites|quotes)\s+|\bh/t:?\s+|\bhat[\s-]tip(?:\s+to)?:?\s+|"
    r"\b(?:spoke|talked|talking|speaks)\s+(?:to|with|on)\s+|"
    r"\b(?:interview|appearance)\s+\w+day\s+(?:on|with)\s+)"
    rf"(?:{_ARTICLE.replace('its', 'its')}{_KIND})?(?:[Tt]he\s+)?(?:\w+[’']s\s+)?[“\"‘']?$"
)
_LEFT_ON_AIR = re.compile(
    r"\b(?:said|says|added|argued|told|asked|claimed|insisted|declared|remarked|announced|stated|denied|confirmed|repeated)\b"
    r"[^.;“”\"]{0,40}\b(?:on|in)\s+(?:the\s+)?$"
)
_RIGHT_WROTE = re.compile(
    rf"(?:[’']s?(?:\s+[A-Z][\w’'-]+){{1,3}})?(?:\s+(?:reporter|columnist|correspondent|editor)s?(?:\s+[A-Z][\w’'-]+)*)?,?\s*{_ADVERB}{_DAY}{_ADVERB}{_WROTE}\b"
)
_RIGHT_SAID = re.compile(rf"\s+{_ADVERB}{_DAY}{_SAID}\b(?!\s+in\s+a\s+statement)")
_RIGHT_REPORT = re.compile(rf"(?:[’']s?)?\s+(?:\w+\s+){{0,1}}{_REPORT}\b(?!\s+(?:card|cards))")
_BEFORE_REPORT = re.compile(r"(?:\b(?:an?|the|in|from|by|recent|new|that)\s+|^)$", re.IGNORECASE)
_RIGHT_DASH = re.compile(r"\s*[,:]\s*(?:which|who)\s+(?:first\s+)?(?:reported|broke|published|obtained|cited|quoted)\b")
_MEDIA = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w’'-]+|local|state|foreign|regional|national|domestic|government|opposition|pro-government|Arab|"
    r"official|several|some|various|other|U\.S\.|US|UK|social)\s+(?:and\s+(?:[A-Z][\w’'-]+|international)\s+)?(?:state[\s-]run\s+|state\s+)?)?"
    r"(?:media|press|newspapers|state\s+television|state\s+TV|news\s+(?:outlets|organi[sz]ations|agencies|media|reports)|media\s+outlets|media\s+reports|press\s+reports))"
    rf"(?:\s+{_ADVERB}(?:reported|reports|report|said|says|say|suggested|suggest|claimed|carried|quoted|cited|speculated|indicate[d]?))\b"
)
_BY_MEDIA = re.compile(
    r"\b(?:according\s+to|reported\s+(?:by|in)|reports?\s+(?:by|in|from)|citing|cited\s+by|quoted\s+(?:by|in))\s+(?:the\s+)?"
    r"(?P<name>(?:(?:[A-Z][\w’'-]+|local|state|foreign|regional|national|several|some|multiple|U\.S\.|US|official)\s+){0,2}"
    r"(?:media|press|newspapers|state\s+television|news\s+outlets|media\s+outlets|media\s+reports|press\s+reports|news\s+reports))\b"
)
_ANAPHOR = re.compile(
    r"\b[Tt]he\s+(?:news)?(?P<noun>paper|newspaper|daily|weekly|broadsheet|tabloid|report|outlet|network|agency|magazine|"
    r"broadcaster|site|website|article|story|publication|channel|station)"
    rf"(?:[’']s\s+(?:report|story|article|account|sources?)|\s+{_ADVERB}{_DAY}(?:{_WROTE}|{_SAID}|alleged|alleges|continued|went\s+on))\b"
)
_ACCORDING_ANAPHOR = re.compile(
    r"\b[Aa]ccording\s+to\s+the\s+(?P<noun>paper|newspaper|daily|weekly|broadsheet|tabloid|report|outlet|network|news\s+agency|"
    r"magazine|broadcaster|site|website|article|story|publication|channel|station)\b"
)
_RADIO_HOST = re.compile(
    r"\b(?:interview(?:ed)?|conversation|appearance|spoke|speaking|talking|show|programme?|podcast)\b[^.;“”\"]{0,40}?\b(?:with|by|of|to|on)\b"
    r"[^.;“”\"]{0,40}?\b(?:host|presenter|anchor|broadcaster|podcaster|journalist|reporter|interviewer|columnist|blogger|commentator)s?,?\s+"
    r"(?P<name>[A-ZÀ-Þ][\w’'.-]+(?:\s[A-ZÀ-Þ][\w’'.-]+){1,3})"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a text says that it stands on `name`; `passage` is the sentence, `anchor` the naming words."""

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
        for mention in mentions
        if not _is_own(mention.key, own_key) and _is_cited(text, mention)
    ]
    for match in _RADIO_HOST.finditer(text):
        anchor = Span(*match.span("name"))
        if not _inside(anchor.start, skip) and not any(anchor.overlaps(mention.span) for mention in mentions):
            found.append(_citation(DerivationTarget.ACTOR, None, match["name"].rstrip(".’'"), anchor, text))
    for pattern in (_MEDIA, _BY_MEDIA):
        for match in pattern.finditer(text):
            anchor = Span(*match.span("name"))
            if not _inside(anchor.start, skip) and not any(citation.anchor.overlaps(anchor) for citation in found):
                found.append(_citation(DerivationTarget.OUTLET, None, " ".join(match["name"].split()), anchor, text))
    found.sort(key=lambda citation: (citation.anchor.start, citation.anchor.end))
    return sorted([*found, *_anaphors(text, found, mentions, own_key, skip)], key=lambda citation: citation.anchor)


def _citation(kind: DerivationTarget, key: str | None, name: str, anchor: Span, text: str) -> Citation:
    return Citation(kind, key, name, anchor, sentence_around(text, anchor.start))


def _is_cited(text: str, mention: OutletMention) -> bool:
    left = text[max(mention.start - 90, 0) : mention.start].rpartition("\n")[2]
    right = text[mention.end : mention.end + 90].partition("\n")[0]
    if _LEFT_STRONG.search(left) or _RIGHT_WROTE.match(right) or _RIGHT_DASH.match(right):
        return True
    if mention.weak:
        return False
    if _RIGHT_REPORT.match(right) and _BEFORE_REPORT.search(left):
        return True
    return bool(_LEFT_ON_AIR.search(left) or (_RIGHT_SAID.match(right) and not _PERSON_AT.search(left)))


_PERSON_AT = re.compile(r"\b(?:of|at|for|from|with|and)\s+(?:the\s+)?$", re.IGNORECASE)


def _anaphors(
    text: str,
    found: Sequence[Citation],
    mentions: Sequence[OutletMention],
    own_key: str | None,
    skip: Sequence[Span],
) -> list[Citation]:
    """ "The newspaper wrote", "according to the report": the outlet cited last, if it stands within 1,200 code points."""
    outlets = [citation for citation in found if citation.kind is DerivationTarget.OUTLET]
    more = []
    for match in sorted(
        [*_ANAPHOR.finditer(text), *_ACCORDING_ANAPHOR.finditer(text)], key=lambda match: match.start()
    ):
        if _inside(match.start(), skip):
            continue
        before = [citation for citation in outlets if citation.anchor.end <= match.start()]
        if not before or match.start() - before[-1].anchor.end > 1_200:
            continue
        cited = before[-1]
        if any(
            cited.anchor.end <= mention.start < match.start() and _is_own(mention.key, own_key) for mention in mentions
        ):
            continue  # the document spoke of its own newspaper last
        more.append(
            Citation(cited.kind, cited.key, cited.name, Span(*match.span()), sentence_around(text, match.start()))
        )
    return more


def _is_own(key: str, own_key: str | None) -> bool:
    """Also by a short form: "the Post" in the Veldt Post."""
    return own_key is not None and (key == own_key or own_key.endswith(f" {key}") or own_key.startswith(f"{key} "))


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= position < span.end for span in spans)


_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-ZÀ-Þ0-9])|\n")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|St|Prof|Rev|Adm|Amb|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Jr|Sr)|\.[A-Za-z])\.$"
)


def sentence_around(text: str, position: int) -> Span:
    """The sentence in which `position` lies, by signs alone (no model): what evidence opens on."""
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    line_end = len(text) if line_end < 0 else line_end
    start, end = line_start, line_end
    for match in _SENTENCE_END.finditer(text, line_start, line_end):
        if _NO_END.search(text, line_start, match.start() + 1):
            continue
        if match.end() <= position:
            start = match.end()
        else:
            end = match.start() + len(match.group().rstrip())
            break
    inner = text[start:end]
    return Span(
        start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip())) if inner.strip() else end
    )
