"""What one document contributes to actor resolution, read in a single pass: the gather keeps sheets, not texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from ...record import Annotated, Attribution, DateRange, MentionType, Span
from .acronyms import coined_abbreviations, defined_short_forms
from .datelines import dateline_state
from .finder import find_names
from .gazetteer import StateEntry, StateWord, given_names
from .heads import HeadKind, SourceHead
from .interviews import read_turns
from .lands import is_land, is_place
from .matching import table_match
from .metonyms import acts, is_short_state
from .nominals import nominal_places
from .page import Page, read_page
from .phrases import description_before
from .reporters import cited_names, name_before_who, quoting_attribution
from .roles import RoleSeen, read_roles
from .seen import NamePlace, NameSeen
from .sources import read_source
from .traits import Trait, read_traits


class SourceSeen(NamedTuple):
    """An attribution's source on a sheet: its head, where it stands, and the attribution that it is quoted in; or, with
    no attribution id, a description outside the sources, `told` where the annotation marks it as a mention."""

    attribution_id: str
    parent: str | None
    head: SourceHead
    words: str
    sentence: int
    paragraph: int
    position: int
    within: str | None
    antecedent: int | None = None
    cited: tuple[int, ...] = ()
    told: bool = False
    quoted: bool = False


class PronounSeen(NamedTuple):
    """A "he", "she" or "I" outside the sources: `[start, end)`, "m", "f" or "i", where it stands, and for "I" the
    attribution that it is quoted in."""

    start: int
    end: int
    pronoun: str
    sentence: int
    paragraph: int
    position: int
    quoted: bool
    within: str | None


@dataclass(slots=True)
class Sheet:
    """Names, roles and sources of one document, in text order. `defined` pairs a name with the short form that the
    text puts in brackets behind it. `acting` holds the indexes of state names that act rather than locate; `home` is
    the state where the article was filed, where a dateline says so."""

    document_id: str
    outlet: str | None
    published: DateRange
    names: tuple[NamePlace, ...]
    roles: list[RoleSeen]
    sources: list[SourceSeen]
    acting: frozenset[int]
    defined: tuple[tuple[int, int], ...]
    adjectives: frozenset[int]
    coined: tuple[str, ...]
    after_the: frozenset[int]
    lands: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    noun_after: dict[int, str] = field(default_factory=dict)
    bynames: tuple[str, ...] = ()
    genders: tuple[tuple[int, str], ...] = ()
    nominals: tuple[SourceSeen, ...] = ()
    pronouns: tuple[PronounSeen, ...] = ()
    adjuncts: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    home: str | None = None
    traits: tuple[Trait, ...] = ()


def read_sheet(annotated: Annotated) -> Sheet:
    """The sheet of one document."""
    page = read_page(annotated)
    names = find_names(
        page,
        annotated.annotation.mentions,
        [span for attribution in annotated.annotation.attributions for span in attribution.cue],
        [span for attribution in annotated.annotation.attributions for span in attribution.source],
    )
    for name in names:
        if not name.table and (name.titled or (" " in name.key and name.key.split()[0] in given_names())):
            page.persons.update(range(name.first, name.last + 1))
    roles = read_roles(page, names)
    acting = set()
    adjectives = set()
    after_the = set()
    noun_after: dict[int, str] = {}
    for index, name in enumerate(names):
        if name.table:
            entry, _ = table_match(page.words, name.first)
            if isinstance(entry, StateEntry):
                if entry.word in (StateWord.ADJECTIVE, StateWord.PEOPLE) and not is_short_state(name.text):
                    adjectives.add(index)
                elif acts(page, name, entry.word):
                    acting.add(index)
        if name.first > 0 and page.words[name.first - 1] in ("the", "The") and not name.titled:
            after_the.add(index)
        noun = _noun_after(page, name)
        if noun:
            noun_after[index] = noun
    return Sheet(
        document_id=annotated.document.id,
        outlet=annotated.document.outlet,
        published=annotated.document.published,
        names=tuple(name.settled() for name in names),
        roles=roles,
        sources=_sources(page, names, annotated.annotation.attributions),
        acting=frozenset(acting),
        defined=defined_short_forms(page, names),
        adjectives=frozenset(adjectives),
        coined=coined_abbreviations(page, names),
        after_the=frozenset(after_the),
        lands=frozenset(index for index, name in enumerate(names) if is_land(page, name)),
        places=frozenset(index for index, name in enumerate(names) if is_place(page, name)),
        noun_after=noun_after,
        genders=_genders(page, names),
        nominals=_nominals(page, names, annotated),
        adjuncts=frozenset(index for index, name in enumerate(names) if _in_adjunct(page, name)),
        joined=frozenset(index for index, name in enumerate(names) if _is_joined(page, name)),
        pronouns=_pronouns(page, annotated.annotation.attributions),
        home=dateline_state(page),
        traits=read_traits(page, names),
        bynames=tuple(sorted(set(_BYNAME.findall(annotated.document.text)))),
    )


# "Robert (Bob) Morris", also in furniture that glues names together: an alias, no mention.
_BYNAME = re.compile(r"[A-Z][a-z]+ \([A-Z][a-z]{1,11}\) [A-Z][a-z]+")


_BODY = frozenset(
    "administration government campaign office team camp cabinet spokesperson spokesman spokeswoman".split()
)


def _noun_after(page: Page, name: NameSeen) -> str:
    """The noun of a body named after the name before it ("Holt *administration*"), "" for none."""
    at = name.last + 1
    if at < len(page.words) and page.sentence[at] == page.sentence[name.first]:
        folded = page.words[at].lower()
        if folded in _BODY:
            return folded
    return ""


def _in_adjunct(page: Page, name: NameSeen) -> bool:
    """True inside a participle that opens the sentence, before its comma."""
    first = page.sentence_start[page.sentence[name.first]]
    opening = page.words[first]
    if not (opening.endswith("ing") and len(opening) > 4 and name.first > first):
        return False
    return "," not in page.words[first : name.first]


def _is_joined(page: Page, name: NameSeen) -> bool:
    """True for the second of two names joined by "and", with or without a title."""
    return not name.table and "and" in page.words[max(0, name.first - 4) : name.first]


_GENDERED = re.compile(r"\b(?:(he|his|him|himself)|(?:she|her|hers|herself))\b")


def _genders(page: Page, names: list[NameSeen]) -> tuple[tuple[int, str], ...]:
    """(name, gender) where a sentence names one person only and then goes on with "he" or "she"."""
    found = []
    starts = [name.start for name in names]
    for match in _GENDERED.finditer(page.text):
        last = bisect_right(starts, match.start()) - 1
        if last < 0:
            continue
        sentence = page.sentence[min(page.word_at(match.start()), len(page.words) - 1)]
        here = [
            at for at in range(max(0, last - 5), last + 1) if names[at].sentence == sentence and not names[at].table
        ]
        if len(here) == 1 and not names[here[0]].possessive:
            found.append((here[0], "m" if match.group(1) else "f"))
    return tuple(found)


def _nominals(page: Page, names: list[NameSeen], annotated: Annotated) -> tuple[SourceSeen, ...]:
    """Who is meant without a name outside the sources: what the annotation marks there, and what the rules find."""
    taken: set[int] = set()
    for attribution in annotated.annotation.attributions:
        for span in attribution.source:
            taken.update(_head_words(page, span))
    found: list[tuple[SourceHead, bool]] = []
    for mention in annotated.annotation.mentions:
        if mention.type is MentionType.NAME:
            continue
        inside = page.words_in(mention.start, mention.end)
        if not inside or inside[0] in taken:
            continue
        head = read_source(page, names, (mention.span,))
        if head.kind is not HeadKind.NONE:
            found.append((head, True))
    for head, _ in found:
        taken.update(page.words_in(head.start, head.end))
    found += [(head, False) for head in nominal_places(page, names, taken)]
    seen = []
    for head, told in found:
        sentence = page.sentence[head.at]
        position = head.at - page.sentence_start[sentence]
        where = sentence, page.paragraph[head.at], position
        seen.append(SourceSeen("", None, head, head.text, *where, None, told=told))
    return tuple(seen)


# What follows one of these in a source hangs on it and may mean somebody else: "aides to | the Danish premier".
_HANGS = frozenset("to of for from in at close near by".split())


def _head_words(page: Page, span: Span) -> list[int]:
    """The words of a source up to the first that hangs something on it, and one more word."""
    inside = page.words_in(span.start, span.end)
    for index in inside[1:]:
        if page.words[index].lower() in _HANGS:
            return list(range(inside[0], index + 1))
    return list(inside)


_THIRD = re.compile(r"\b(?:[Hh]e|[Ss]he|I)\b(?!\.)")
_PERSONS = {"he": "m", "she": "f", "i": "i"}


def _pronouns(page: Page, attributions: tuple[Attribution, ...]) -> tuple[PronounSeen, ...]:
    """Every "he" and "she" outside the sources, and every "I" in a quotation."""
    contents = _contents(attributions)
    spans = sorted((span.start, span.end) for attribution in attributions for span in attribution.source)
    found = []
    for match in _THIRD.finditer(page.text):
        start, end = match.span()
        index = page.word_at(start)
        if index >= len(page.words) or page.starts[index] != start:
            continue
        at = bisect_right(spans, (start, 10**9)) - 1
        if at >= 0 and spans[at][0] <= start < spans[at][1]:
            continue
        pronoun = _PERSONS[match.group().lower()]
        within = quoting_attribution(contents, start, "") if pronoun == "i" else None
        if pronoun == "i" and within is None:
            continue
        sentence = page.sentence[index]
        position = index - page.sentence_start[sentence]
        where = sentence, page.paragraph[index], position, page.quoted[index]
        found.append(PronounSeen(start, end, pronoun, *where, within))
    return tuple(found)


def _contents(attributions: tuple[Attribution, ...]) -> list[tuple[int, int, str]]:
    return sorted(
        (span.start, span.end, attribution.id)
        for attribution in attributions
        for span in (*attribution.quote, *attribution.content)
    )


def _sources(page: Page, names: list[NameSeen], attributions: tuple[Attribution, ...]) -> list[SourceSeen]:
    starts = [name.first for name in names]
    contents = _contents(attributions)
    turns = read_turns(page, names, attributions)
    seen = []
    for attribution in attributions:
        part = turns.parts.get(attribution.id)
        if part is not None:
            head = turns.head(attribution.id, page, attribution.source[0].start, attribution.source[0].end)
        else:
            head = read_source(page, names, attribution.source) if attribution.source else SourceHead(HeadKind.NONE)
        spoken = " … ".join(span.of(page.text) for span in sorted(attribution.source))
        placed = attribution.cue or attribution.content or (Span(0, 0),)
        anchor = head.at if head.at >= 0 else page.word_at(placed[0].start)
        anchor = min(anchor, max(len(page.words) - 1, 0))
        if not page.words:
            continue
        sentence = page.sentence[anchor]
        within = None
        if head.kind is HeadKind.PRONOUN and head.pronoun in ("i", "we"):
            within = quoting_attribution(contents, head.start, attribution.id)
        antecedent = None if part is None else turns.names[part]
        if head.kind is HeadKind.PRONOUN and head.pronoun == "who":
            antecedent = name_before_who(page, names, starts, head.at)
            if antecedent is None:
                head = description_before(page, names, head.at) or head
        seen.append(
            SourceSeen(
                attribution.id,
                attribution.parent,
                head,
                " ".join(spoken.split()),
                sentence,
                page.paragraph[anchor],
                anchor - page.sentence_start[sentence],
                within,
                antecedent,
                cited_names(page, names, starts, attribution, anchor),
            )
        )
    seen.sort(key=lambda source: (source.head.start if source.head.at >= 0 else 10**9, source.attribution_id))
    return seen
