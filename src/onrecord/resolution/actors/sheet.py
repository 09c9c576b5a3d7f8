"""What one document contributes to actor resolution, read in a single pass: the gather keeps sheets, not texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from ...record import Annotated, Attribution, DateRange, EntityKind, Mention, MentionType
from .finder import NameSeen, find_names
from .gazetteer import StateEntry, StateWord, plain, words
from .page import Page, read_page
from .roles import RoleSeen, read_roles
from .sources import PRONOUNS, HeadKind, SourceHead, description_before, read_source
from .titles import table_match


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """An attribution's source on a sheet: its head, where it stands, and the attribution that it is quoted in."""

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


@dataclass(slots=True)
class Sheet:
    """Names, roles and sources of one document, in text order. `defined` pairs a name with the short form that the
    text puts in brackets behind it. `acting` holds the indexes of state names that act rather than locate."""

    document_id: str
    outlet: str | None
    published: DateRange
    names: list[NameSeen]
    roles: list[RoleSeen]
    sources: list[SourceSeen]
    acting: frozenset[int]
    defined: tuple[tuple[int, int], ...]
    adjectives: frozenset[int]
    coined: tuple[str, ...]
    after_the: frozenset[int]
    noun_after: dict[int, str] = field(default_factory=dict)
    bynames: tuple[str, ...] = ()
    genders: tuple[tuple[int, str], ...] = ()
    pronouns: tuple[Mention, ...] = ()


def read_sheet(annotated: Annotated) -> Sheet:
    """The sheet of one document."""
    page = read_page(annotated)
    names = find_names(
        page,
        annotated.annotation.mentions,
        [span for attribution in annotated.annotation.attributions for span in attribution.cue],
    )
    roles = read_roles(page, names)
    acting = set()
    adjectives = set()
    after_the = set()
    noun_after: dict[int, str] = {}
    for index, name in enumerate(names):
        if name.table:
            entry, _ = table_match(page.words, name.first)
            if isinstance(entry, StateEntry):
                if entry.word in (StateWord.ADJECTIVE, StateWord.PEOPLE) and not _is_short_state(name.text):
                    adjectives.add(index)
                elif _acts(page, name, entry.word):
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
        names=names,
        roles=roles,
        sources=_sources(page, names, annotated.annotation.attributions),
        acting=frozenset(acting),
        defined=_defined(page, names),
        adjectives=frozenset(adjectives),
        coined=_coined(page, names),
        after_the=frozenset(after_the),
        noun_after=noun_after,
        genders=_genders(page, names),
        bynames=tuple(sorted(set(_BYNAME.findall(annotated.document.text)))),
        pronouns=tuple(m for m in annotated.annotation.mentions if m.type is MentionType.PRONOUN),
    )


# "Robert (Bob) Morris", also in furniture that glues names together: an alias, no mention.
_BYNAME = re.compile(r"[A-Z][a-z]+ \([A-Z][a-z]{1,11}\) [A-Z][a-z]+")


def _is_short_state(text: str) -> bool:
    """ "US", "U.S.", "UK": name and adjective in one."""
    return plain(text) in ("us", "uk", "vatican", "hong kong", "new zealand")


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


def _acts(page: Page, name: NameSeen, word: StateWord) -> bool:
    """True where the name of a state or seat stands for its government: it is the subject of a verb of saying,
    thinking or deciding, or party to something "between X and Y" or "with X". "in X", "from X" locate."""
    before = page.words[name.first - 1].lower() if name.first > 0 else ""
    if before == "the" and name.first > 1:
        before = page.words[name.first - 2].lower()
    if before in words("locative"):
        return False
    sentence = page.sentence[name.first]
    at = name.last + 1
    if name.possessive:
        return word is not StateWord.SEAT
    after = page.words[at].lower() if at < len(page.words) and page.sentence[at] == sentence else ""
    if after == "and" and at + 1 < len(page.words) and page.words[at + 1][0].isupper():
        before_pair = before
        for skip in range(at + 1, min(at + 6, len(page.words))):
            if not page.words[skip][0].isupper() and page.words[skip] not in ("the", ","):
                after = page.words[skip].lower()
                break
        if before_pair == "between":
            return True
    skipped = 0
    while after in words("aux") and skipped < 3 and at + 1 < len(page.words):
        at += 1
        skipped += 1
        after = page.words[at].lower()
    if after in words("subject_verbs") or (
        skipped and after in ("not", "been", "willing", "ready", "prepared", "open")
    ):
        return True
    if before in ("between", "with", "by", "against", "urged", "told", "asked", "and"):
        return before != "and" or _after_between(page, name.first)
    return word is StateWord.NAME and skipped > 0


def _after_between(page: Page, first: int) -> bool:
    """True for the Y of "between X and Y"."""
    return any(page.words[at] in ("between", "Between") for at in range(max(0, first - 6), first))


def _defined(page: Page, names: list[NameSeen]) -> tuple[tuple[int, int], ...]:
    """Pairs (long name, short form) from `Institute for Something (ISS)`; the initials must agree."""
    found = []
    for index in range(len(names) - 1):
        long, short = names[index], names[index + 1]
        if (
            short.first == long.last + 2
            and page.words[long.last + 1] == "("
            and short.last + 1 < len(page.words)
            and page.words[short.last + 1] == ")"
        ):
            if is_acronym_of(short.text, long.text):
                found.append((index, index + 1))
            elif is_acronym_of(long.text, short.text):
                found.append((index + 1, index))
    return tuple(found)


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


def _coined(page: Page, names: list[NameSeen]) -> tuple[str, ...]:
    """Abbreviations of common words: "qualitative edge (QE)" names a thing, not an organization."""
    found = []
    for name in names:
        letters = name.text.replace(".", "").lower()
        if name.first == name.last and name.text.isupper() and name.first > len(letters):
            if page.words[name.first - 1] != "(" or name.entity is EntityKind.PERSON:
                continue
            before = page.words[name.first - 1 - len(letters) : name.first - 1]
            if "".join(word[0].lower() for word in before) == letters and any(word.islower() for word in before):
                found.append(name.key)
    return tuple(found)


def is_acronym_of(short: str, long: str) -> bool:
    """True when capitals `short` are the initials of `long`, small words counted or not ("ISNA", "DoD")."""
    letters = short.replace(".", "").lower()
    if (
        len(letters) < 2
        or not short.replace(".", "")[:1].isupper()
        or " " in short
        or not any(c.isupper() for c in short[1:])
    ):
        return False
    parts = [part for part in long.replace("-", " ").split() if part[0].isalnum()]
    strong = "".join(part[0] for part in parts if part[0].isupper()).lower()
    every = "".join(part[0] for part in parts).lower()
    return letters in (strong, every)


def _sources(page: Page, names: list[NameSeen], attributions: tuple[Attribution, ...]) -> list[SourceSeen]:
    starts = [name.first for name in names]
    contents = sorted(
        (span.start, span.end, attribution.id)
        for attribution in attributions
        for span in (*attribution.quote, *attribution.content)
    )
    seen = []
    for attribution in attributions:
        head = read_source(page, names, attribution.source) if attribution.source else SourceHead(HeadKind.NONE)
        spoken = " … ".join(span.of(page.text) for span in sorted(attribution.source))
        anchor = head.at if head.at >= 0 else page.word_at((attribution.cue or attribution.content)[0].start)
        anchor = min(anchor, max(len(page.words) - 1, 0))
        if not page.words:
            continue
        sentence = page.sentence[anchor]
        within = None
        if head.kind is HeadKind.PRONOUN and head.pronoun in ("i", "we"):
            within = _quoting(contents, head.start, attribution.id)
        antecedent = None
        if head.kind is HeadKind.PRONOUN and head.pronoun == "who":
            antecedent = _before_who(page, names, starts, head.at)
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
                _cited(page, names, starts, attribution, anchor),
            )
        )
    seen.sort(key=lambda source: (source.head.start if source.head.at >= 0 else 10**9, source.attribution_id))
    return seen


def _quoting(contents: list[tuple[int, int, str]], offset: int, own: str) -> str | None:
    """The attribution whose content holds `offset`, the narrowest first; its own content does not count."""
    holding = [(end - start, other) for start, end, other in contents if start <= offset < end and other != own]
    return min(holding)[1] if holding else None


def _before_who(page: Page, names: list[NameSeen], starts: list[int], at: int) -> int | None:
    """Index of the name that "who" refers back to: the name directly before it, a comma or bracket between."""
    index = bisect_right(starts, at) - 1
    if index >= 0 and page.sentence[names[index].last] == page.sentence[at]:
        between = page.words[names[index].last + 1 : at]
        if len(between) <= 2 or (between[0] in (",", "(") and between[-1] == "," and len(between) < 16):
            return index
    return None


_REPORT_VERBS = frozenset("reported reports said says wrote writes quoted cited citing".split())
_TOLD = frozenset("told tell telling".split())


def _cited(
    page: Page, names: list[NameSeen], starts: list[int], attribution: Attribution, anchor: int
) -> tuple[int, ...]:
    """Names in the attribution's sentence, outside its own source, cue and content, that report it: "according to X",
    "X reported", "told X", "in an interview with X", "a report by X"."""
    sentence = page.sentence[anchor]
    low = page.sentence_start[sentence]
    found = []
    own = (*attribution.source, *attribution.content)
    index = bisect_right(starts, low - 1)
    while index < len(names) and names[index].sentence == sentence:
        name = names[index]
        if not any(span.start <= name.start < span.end for span in own) and _reports(page, name):
            found.append(index)
        index += 1
    return tuple(found)


def _reports(page: Page, name: NameSeen) -> bool:
    before = [word.lower() for word in page.words[max(0, name.first - 5) : name.first]]
    while before and before[-1] in (
        "the",
        "newspaper",
        "daily",
        "agency",
        "news",
        "magazine",
        "broadcaster",
        "state",
        "website",
    ):
        before.pop()
    after = page.words[name.last + 1].lower() if name.last + 1 < len(page.words) else ""
    if before[-2:] == ["according", "to"] or before[-2:] in (
        ["interview", "with"],
        ["interview", "to"],
        ["report", "by"],
        ["report", "in"],
        ["statement", "to"],
        ["comments", "to"],
        ["remarks", "to"],
    ):
        return True
    if before[-1:] in (["told"], ["tells"], ["telling"], ["quoted by"], ["citing"], ["cited"]):
        return True
    return after in ("reported", "reports") or (
        after in ("newspaper", "news") and "reported" in [w.lower() for w in page.words[name.last + 1 : name.last + 4]]
    )


def is_pronoun(word: str) -> bool:
    """True for a word that can stand as a pronoun source."""
    return word.lower() in PRONOUNS


def entity_votes(name: NameSeen) -> EntityKind | None:
    """The tagger's label of a name seen, None when it gave none."""
    return name.entity
