"""Citations in running text: "according to Haaretz", "told Reuters", "the paper wrote", "local media reported"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...record import DerivationTarget, Span
from .outlets import OutletFinder, OutletMention, outlet_key
from .phrases import CAPITAL, SPACE, any_of, maybe, some
from .sentence import sentence_around

ANAPHOR_REACH = 1_200  # code points: how far back "the newspaper" looks for its outlet
_PUBLISHED = any_of(
    "interviewed reported revealed published broadcast aired obtained quoted cited released unearthed "
    "disclosed uncovered appeared appearing speaking wrote writing written writes carried leaked "
    "confirmed"
)
_SPOKE = any_of(
    "said says added argued told asked claimed insisted declared remarked announced stated denied confirmed repeated"
)
_MEDIA_VERBS = any_of(
    "reported reports report said says say suggested suggest claimed carried quoted cited speculated indicate indicated"
)
_BY = any_of(
    "[Aa]ccording_to reported_by reported_in report_by reports_by reports_in reports_from citing cited_by "
    "quoted_by quoted_in carried_by quoted_as_saying_by"
)
_TALK = any_of("interview interviewed conversation appearance spoke speaking talking show programme program podcast")
_HOSTS = any_of(
    "host presenter anchor broadcaster podcaster journalist reporter interviewer columnist blogger commentator"
)
_OPENERS = any_of(
    "Though While But And As When If Some Many Most The In Earlier Meanwhile However Although Since Because Other"
)
_REPORTS = any_of(
    "report reports story stories article piece op-ed oped column analysis investigation interview "
    "interviews editorial poll survey broadcast account essay dispatch exclusive expos[eé] review profile "
    "scoop segment podcast"
)
_NOUN = any_of(
    "newspaper newspapers paper daily weekly agency news_agency broadcaster magazine website site outlet "
    "network channel station tabloid broadsheet journal news_site news_website wire_service radio "
    "publication news_channel"
)
_ANAPHORS = any_of(
    "paper newspaper daily weekly broadsheet tabloid report outlet network agency news_agency magazine "
    "broadcaster site website article story publication channel station"
)
TOP = 400  # code points at the start where "Outlet: claim" is a headline
_WINDOW = 90  # code points beside a name that are looked at

_WROTE = "(?i:" + any_of(
    "reported reports wrote writes revealed reveals noted notes quoted quotes quoting cited cites citing published "
    "broke disclosed learned obtained uncovered reporting carried ran aired broadcast first_reported put_it "
    "interviewed editoriali[sz]ed opined headlined described detailed reviewed"
) + ")"  # fmt: skip
_SAID = any_of(
    "said says claimed claims confirmed suggested added called argued estimated declared announced projected found"
)
_ADVERBS = some(
    any_of("also first later previously earlier separately exclusively recently reportedly has have had further then")
)
_WHEN = maybe(rf"{any_of('on last this late early earlier')}{SPACE}\w+(?:{SPACE}\w+)?,?")
_ARTICLE = rf"{maybe(any_of('the a an its'))}(?:[\w’'-]+{SPACE}){{0,4}}?"
_WHO = rf"[{CAPITAL}][\w’'-]+(?:{SPACE}[{CAPITAL}][\w’'-]+)*"

_POSSESSOR = maybe(r"\w+[’']s")

# What stands before the name of an outlet that is cited.
_BEFORE = re.compile(
    r"(?:"
    rf"\b[Aa]ccording{SPACE}to{SPACE}"
    rf"(?:{_ARTICLE}{_REPORTS}{SPACE}(?:\w+{SPACE}){{0,3}}?{any_of('in by from on at with of to')}{SPACE})?"
    rf"|\b{any_of('told tells telling')}{SPACE}(?:{_WHO}{SPACE}{any_of('of at from on')}{SPACE})?"
    rf"|\b(?:{_REPORTS}|remarks|comments|statement|appearance|excerpts){SPACE}(?:\w+{SPACE}){{0,2}}?"
    rf"{any_of('in by with on to from for published_by published_in published_on aired_on aired_by')}{SPACE}"
    rf"|\b(?i:{_PUBLISHED}){SPACE}"
    rf"(?:\w+day{SPACE}|last{SPACE}\w+{SPACE}|earlier{SPACE})?{any_of('by in on to with for')}{SPACE}"
    rf"|\bquoted{SPACE}as{SPACE}saying{SPACE}{any_of('by in')}{SPACE}"
    rf"|\b(?i:{any_of('citing quoting cited quoted cites quotes')}){SPACE}"
    rf"|\b{any_of('spoke talked talking speaks')}{SPACE}{any_of('to with on')}{SPACE}"
    r")"
    rf"(?:{_ARTICLE}{_NOUN}{SPACE})?{maybe('[Tt]he')}{_POSSESSOR}[“\"‘']?$"
)
_ON_AIR = re.compile(
    rf"\b{_SPOKE}\b"
    rf"[^.;“”\"]{{0,40}}\b{any_of('on in')}{SPACE}{maybe('the')}$"
)
_OF_PERSON = re.compile(rf"\b{any_of('of at for from with and')}{SPACE}{maybe('the')}$", re.IGNORECASE)
_BEFORE_NOUN = re.compile(rf"(?:\b{any_of('a an the in from by recent new that')}{SPACE}|^)$", re.IGNORECASE)

# What stands after it.
_AFTER_WROTE = re.compile(
    rf"(?:[’']s?(?:{SPACE}[{CAPITAL}][\w’'-]+){{1,3}})?"
    rf"(?:{SPACE}{any_of('reporter columnist correspondent editor')}s?(?:{SPACE}[{CAPITAL}][\w’'-]+)*)?,?"
    rf"\s*{_ADVERBS}{_WHEN}{_ADVERBS}{_WROTE}\b"
)
_AFTER_ASKED = re.compile(
    rf"[’']s?(?:{SPACE}[{CAPITAL}][\w’'-]+){{1,3}}{SPACE}{any_of('asked pressed questioned challenged tweeted')}\b"
)
_AFTER_COLON = re.compile(r":[^\S\n]+[A-Z]?\w")
_AFTER_SAID = re.compile(rf"{SPACE}{_ADVERBS}{_WHEN}{_SAID}\b(?!{SPACE}in{SPACE}a{SPACE}statement)")
_AFTER_NOUN = re.compile(rf"(?:[’']s?)?{SPACE}(?:\w+{SPACE})?{_REPORTS}\b(?!{SPACE}cards?)")
_AFTER_WHICH = re.compile(
    rf"\s*[,:]\s*{any_of('which who')}{SPACE}{maybe('first')}"
    rf"{any_of('reported broke published obtained cited quoted')}\b"
)

# Frames that only the name of an outlet fills, also of one nobody has heard of.
_FRAMES = re.compile(
    rf"\b(?:first{SPACE}{any_of('reported published revealed disclosed broken')}{SPACE}by"
    rf"|{_REPORTS},?{SPACE}{any_of('published_in published_by carried_by carried_in aired_by aired_on broadcast_by')}"
    rf"|quoted{SPACE}as{SPACE}saying{SPACE}{any_of('by in')}){SPACE}{maybe('[Tt]he')}"
    rf"(?P<name>[{CAPITAL}][\w’'-]+(?:{SPACE}(?:(?:of|and|de){SPACE})?[{CAPITAL}][\w’'-]+){{0,3}})"
)
# "the Corvina newspaper", "a Marland daily": named or not, it is an outlet.
_KIND_OF_OUTLET = any_of(
    "newspaper daily weekly tabloid news_agency news_site news_website magazine broadcaster TV_channel radio_station "
    "TV_station television_channel state_television"
)
_NAMED_KIND = re.compile(
    rf"(?P<name>[{CAPITAL}][\w’'-]+(?:{SPACE}[{CAPITAL}][\w’'-]+){{0,2}}{SPACE}{_KIND_OF_OUTLET})\b(?!{SPACE}[{CAPITAL}])"
)
_MEDIA = any_of(
    "media newspapers media_outlets media_reports press_reports news_reports news_outlets news_agencies news_media "
    "news_organi[sz]ations state_television state_TV"
)
_WHOSE = (
    rf"(?:(?:[{CAPITAL}][\w.’'-]+|local|state|foreign|regional|national|domestic|government|opposition|pro-government|"
    rf"official|several|various|multiple|international|state-run){SPACE}(?:and{SPACE}[\w’'-]+{SPACE})?){{0,2}}"
)
_MEDIA_SAY = re.compile(
    rf"\b(?P<name>{_WHOSE}{_MEDIA}){SPACE}{_ADVERBS}"
    rf"{_MEDIA_VERBS}\b"
)
_BY_MEDIA = re.compile(
    rf"\b{_BY}"
    rf"{SPACE}{maybe('the')}(?P<name>{_WHOSE}{_MEDIA})\b"
)
_ANAPHOR = re.compile(
    rf"\b[Aa]ccording{SPACE}to{SPACE}the{SPACE}{_ANAPHORS}\b|"
    rf"\b[Tt]he{SPACE}{_ANAPHORS}(?:[’']s{SPACE}{any_of('report story article account sources source')}"
    rf"|{SPACE}{_ADVERBS}{_WHEN}(?:{_WROTE}|{_SAID}|{any_of('alleged alleges continued went_on')}))\b"
)
_HOST = re.compile(
    rf"\b{_TALK}\b"
    rf"[^.;“”\"\n]{{0,40}}?\b{any_of('with by of to on')}\b[^.;“”\"\n]{{0,40}}?"
    rf"\b{_HOSTS}s?,?{SPACE}"
    rf"(?P<name>[{CAPITAL}][\w’'.-]+(?:{SPACE}[{CAPITAL}][\w’'.-]+){{1,3}})"
)
_OPENING = re.compile(rf"{_OPENERS}{SPACE}")


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
        for mention in mentions
        if not _is_own(mention.key, own_key) and _is_cited(text, mention)
    ]
    for match in _HOST.finditer(text):
        anchor = Span(*match.span("name"))
        if not any(anchor.overlaps(mention.span) for mention in mentions):
            found.append(_unkeyed(DerivationTarget.ACTOR, match["name"].rstrip(".’'"), anchor, text))
    found.extend(_framed(text, mentions, own_key))
    for pattern in (_MEDIA_SAY, _BY_MEDIA):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            opening = _OPENING.match(text, start, end)
            anchor = Span(opening.end() if opening else start, end)
            if not any(citation.anchor.overlaps(anchor) for citation in found):
                found.append(_unkeyed(DerivationTarget.OUTLET, " ".join(anchor.of(text).split()), anchor, text))
    found = sorted((one for one in found if not _inside(one.anchor.start, skip)), key=lambda one: one.anchor)
    return sorted([*found, *_anaphors(text, found, mentions, own_key, skip)], key=lambda one: one.anchor)


def _unkeyed(kind: DerivationTarget, name: str, anchor: Span, text: str) -> Citation:
    return Citation(kind, None, name, anchor, sentence_around(text, anchor.start))


def _framed(text: str, mentions: Sequence[OutletMention], own_key: str | None) -> Iterator[Citation]:
    """Citations of outlets that no list knows, given away by the words around the name."""
    for match in _FRAMES.finditer(text):
        name = re.sub(r"[’']s?$", "", match["name"])
        yield from _unlisted(text, Span(match.start("name"), match.start("name") + len(name)), mentions, own_key)
    for match in _NAMED_KIND.finditer(text):
        span = Span(*match.span("name"))
        first = _OPENING.match(text, span.start, span.end) or _ARTICLE_FIRST.match(text, span.start, span.end)
        span = Span(first.end(), span.end) if first else span
        words = OutletMention(span.start, span.end, span.of(text), "", weak=True)
        if span.of(text)[0].isupper() and _is_cited(text, words):
            yield from _unlisted(text, span, mentions, own_key)


_ARTICLE_FIRST = re.compile(rf"(?:The|A|An|This|That|One|Another|His|Her|Their|Its){SPACE}")


def _unlisted(text: str, anchor: Span, mentions: Sequence[OutletMention], own_key: str | None) -> Iterator[Citation]:
    key = outlet_key(anchor.of(text))
    if not _is_own(key, own_key) and not any(anchor.overlaps(mention.span) for mention in mentions):
        name = " ".join(anchor.of(text).split())
        yield Citation(DerivationTarget.OUTLET, key, name, anchor, sentence_around(text, anchor.start))


def _is_cited(text: str, mention: OutletMention) -> bool:
    before = text[max(mention.start - _WINDOW, 0) : mention.start].rpartition("\n")[2]
    after = text[mention.end : mention.end + _WINDOW].partition("\n")[0]
    if _AFTER_WROTE.match(after) or _AFTER_WHICH.match(after) or _BEFORE.search(before):
        return True
    if mention.weak:
        return False
    if _AFTER_ASKED.match(after) or (not before.strip() and mention.start < TOP and _AFTER_COLON.match(after)):
        return True
    if _AFTER_NOUN.match(after) and _BEFORE_NOUN.search(before):
        return True
    return bool(_ON_AIR.search(before) or (_AFTER_SAID.match(after) and not _OF_PERSON.search(before)))


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
    for match in _ANAPHOR.finditer(text) if outlets else ():
        before = [citation for citation in outlets if citation.anchor.end <= match.start()]
        if _inside(match.start(), skip) or not before or match.start() - before[-1].anchor.end > ANAPHOR_REACH:
            continue
        cited = before[-1]
        between = [one for one in mentions if cited.anchor.end <= one.start < match.start()]
        if any(_is_own(one.key, own_key) for one in between):
            continue  # the document spoke of its own newspaper last
        passage = sentence_around(text, match.start())
        more.append(Citation(cited.kind, cited.key, cited.name, Span(*match.span()), passage))
    return more


def _is_own(key: str, own_key: str | None) -> bool:
    """Also by a short form: "the Post" in the Veldt Post."""
    return own_key is not None and (key == own_key or own_key.endswith(f" {key}") or own_key.startswith(f"{key} "))


def _inside(position: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= position < span.end for span in spans)
