"""What a source says about who speaks: names, a pronoun, or a description, and which word is its head."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...record import Span
from .gazetteer import StateEntry, StateWord
from .heads import PRONOUNS, HeadKind, SourceHead
from .matching import table_match
from .names import without_possessive
from .page import Page
from .phrases import DEFINITE, INDEFINITE, PREPOSITIONS, first_word, read_description
from .seen import NameSeen
from .titles import is_role_noun
from .titlespans import title_before

_CONTRACTED = re.compile(r"(?<=i|u|e|y|t|o)['’](?:ve|re|m|ll|d|s)$")


def read_source(page: Page, names: list[NameSeen], spans: tuple[Span, ...]) -> SourceHead:
    """The head of a source's spans; kind NONE when it has no words."""
    for span in sorted(spans):
        head = _read(page, names, span)
        if head.kind is not HeadKind.NONE:
            return head
    return SourceHead(HeadKind.NONE)


def _read(page: Page, names: list[NameSeen], span: Span) -> SourceHead:
    indices = list(page.words_in(span.start, span.end))
    while indices and (
        not page.words[indices[0]][0].isalnum() or page.words[indices[0]] in ("by", "By", "to", "from", "for")
    ):
        indices.pop(0)
    while indices and not page.words[indices[-1]][0].isalnum():
        indices.pop()
    if not indices:
        return SourceHead(HeadKind.NONE)
    first, last = indices[0], indices[-1]
    if last > first and page.words[last].lower() in ("himself", "herself", "itself", "themselves"):
        last -= 1
    if last > first + 1 and page.words[first] in ("who", "whom", "which") and page.words[last].endswith("s"):
        first += 1  # "the envoy, who American officials said ...": the clause has a subject of its own
    at_word: dict[int, int] = {}
    number = max(0, bisect_right(names, first, key=first_word) - 1)
    while number < len(names) and names[number].first <= last:
        for index in range(names[number].first, names[number].last + 1):
            at_word[index] = number
        number += 1
    lowered = page.words[first] if _shouted(page.words[first]) else page.words[first].lower()
    lowered = _CONTRACTED.sub("", lowered)
    if first == last and lowered in PRONOUNS and first not in at_word:
        return _pronoun(page, first, lowered)
    if (
        lowered in PRONOUNS
        and lowered not in INDEFINITE
        and lowered not in DEFINITE
        and first + 1 <= last
        and page.words[first + 1] in (",", "who", "and", "himself", "herself", "themselves")
    ):
        return _pronoun(page, first, lowered)
    if page.words[last].lower() in ("whom", "who") and page.words[last - 1] in ("of", ",", "and"):
        return _pronoun(page, last, "who")
    segments = _segments(page, first, last, at_word)
    speaking: list[int] = []
    nominal: SourceHead | None = None
    previous_speaks = False
    for number, (low, high) in enumerate(segments):
        named = _named_head(page, names, at_word, low, high, span.end)
        renames = number > 0 and page.words[low - 1] in (",", "—", "–", ":")
        if named is None:
            if number == 0:
                nominal = read_description(page, names, at_word, low, high)
            elif previous_speaks and not renames and nominal is None and number == len(segments) - 1:
                break  # "Holt and other scientists": the rest has no name
            previous_speaks = False
            continue
        bare = names[named].first == low
        if number == 0 or (number == 1 and nominal is not None and renames and not nominal.plural):
            speaking.append(named)
            nominal = None
            previous_speaks = True
        elif previous_speaks and page.words[low - 1] != "(" and (not renames or bare):
            if _belongs_to_host(page, names[speaking[-1]], segments[number - 1][1]):
                break
            speaking.append(named)
        elif nominal is not None and not renames:
            break
    if speaking:
        lead = names[speaking[0]]
        otherwise = None
        if lead.weak and not lead.titled and lead.first == first:
            otherwise = read_description(page, names, at_word, *segments[0])
        return SourceHead(
            HeadKind.NAME,
            lead.start,
            lead.end,
            lead.first,
            lead.text,
            names=tuple(dict.fromkeys(speaking)),
            otherwise=otherwise,
        )
    return nominal or read_description(page, names, at_word, first, last)


def _belongs_to_host(page: Page, lead: NameSeen, end: int) -> bool:
    """True after "the Tax Center at the Holt Institute", where "and Brandt College" is its second host."""
    if lead.first in page.persons:
        return False
    return any(page.words[at].lower() in ("at", "of", "within") for at in range(lead.last + 1, end + 1))


def _without_party(page: Page, at_word: dict[int, int], low: int, end: int) -> int:
    """Last word of the name in "Rep. Vera Holt Ohio Democrat", where the comma is missing."""
    if page.words[end] not in ("Democrat", "Republican", "Conservative", "Labour"):
        return end
    at = end - 1
    while at > low and table_match(page.words, at)[0] is not None:
        at -= 1
    return at if at in page.persons and at in at_word else end


def _shouted(word: str) -> bool:
    """True for WHO and US: names in capitals, no pronouns."""
    return len(word) > 1 and word.isupper()


def _pronoun(page: Page, index: int, lowered: str) -> SourceHead:
    return SourceHead(
        HeadKind.PRONOUN,
        page.starts[index],
        page.ends[index],
        index,
        page.words[index],
        pronoun=PRONOUNS.get(lowered, "it"),
    )


def _segments(page: Page, first: int, last: int, at_word: dict[int, int]) -> list[tuple[int, int]]:
    """The source cut at commas, brackets, relative pronouns and at "and" between whole phrases: head phrase first,
    then what is joined to it. Everything from an apposition's relative clause on is dropped."""
    cuts: list[tuple[int, int]] = []
    low = first
    index = first
    while index <= last:
        word = page.words[index]
        inside_name = index in at_word and index - 1 in at_word and at_word[index] == at_word[index - 1]
        if not inside_name:
            if word.lower() in ("who", "which", "whose", "whom", "that", "where") and index > first:
                last = index - 1
                break
            if word in (",", "(", "—", "–", ":", ";") or (
                word in ("and", "&") and index > first and _joins_phrases(page, at_word, index, low)
            ):
                if index > low:
                    cuts.append((low, index - 1))
                low = index + 1
        index += 1
    if low <= last:
        cuts.append((low, last))
    return [(low, high) for low, high in cuts if any(page.words[i][0].isalnum() for i in range(low, high + 1))] or [
        (first, last)
    ]


def _joins_phrases(page: Page, at_word: dict[int, int], index: int, low: int) -> bool:
    """True when "and" joins two speakers; false inside a title or "Trade and Industry Ministry"."""
    before, after = index - 1, index + 1
    if after < len(page.words) and page.words[after].lower() in (*DEFINITE, "a", "an", "other", "others"):
        return True
    if index - 1 == low and before not in at_word and not page.words[before].endswith("s"):
        return False  # "state and local leaders"
    if before in at_word and not is_role_noun(page.words[before]):
        return after < len(page.words)
    return (
        not is_role_noun(page.words[before])
        and not page.words[before][0].isupper()
        and not any(i in at_word for i in range(low, index))
    )


_TRAILS = frozenset(
    """during after before since earlier later last this yesterday today tonight monday tuesday wednesday thursday
    friday saturday sunday""".split()
)


def _named_head(
    page: Page, names: list[NameSeen], at_word: dict[int, int], low: int, high: int, span_end: int
) -> int | None:
    """The name that the phrase `low..high` is about, None when its head is a common noun."""
    end = high
    while end > low and not page.words[end][0].isalnum():
        end -= 1
    end = _without_party(page, at_word, low, end)
    if end not in at_word:
        # "Haddad of the Norland Tigers", "Holt in a statement": a name followed by a preposition still leads.
        for index in range(low, end):
            word = page.words[index].lower()
            trails = word in PREPOSITIONS or word in _TRAILS or word.endswith("ing")
            if trails and index - 1 in at_word and index > low:
                return _named_head(page, names, at_word, low, index - 1, span_end)
            if word in PREPOSITIONS:
                return None
        return None
    number = at_word[end]
    name = names[number]
    if name.possessive and page.ends[name.last] <= span_end and name.last < high:
        return None
    start = name.first
    edges = None if name.table else title_before(page, name)
    if edges is not None:
        start = max(low, edges[0])
    while start > low and page.words[start - 1].lower() in ("the", "a", "an", "mr", "mrs", "ms", "dr", "."):
        start -= 1
    prefix = page.words[low:start]
    for position, word in enumerate(prefix):
        if word.lower() in PREPOSITIONS:
            inner = low + position
            if inner - 1 in at_word and inner > low:
                return _named_head(page, names, at_word, low, inner - 1, span_end)
            return None
    entry, _ = table_match([without_possessive(page.words[name.first])], 0)
    adjectival = isinstance(entry, StateEntry) and entry.word in (StateWord.ADJECTIVE, StateWord.PEOPLE)
    if adjectival and name.table and name.first == name.last and not _shouted(name.text.replace(".", "")):
        return None
    return number
