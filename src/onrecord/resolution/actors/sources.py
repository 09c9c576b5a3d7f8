"""What a source says about who speaks: names, a pronoun, or a description, and which word is its head."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from ...record import Span
from .finder import NameSeen
from .gazetteer import StateEntry, StateWord, plain, words
from .names import without_possessive
from .page import Page
from .roles import title_before
from .titles import TitlePhrase, is_plural_role, is_role_noun, read_title, table_match

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
    "i": "i", "me": "i", "my": "i", "myself": "i", "we": "we", "us": "we", "our": "we", "ourselves": "we",
    "who": "who", "whom": "who", "which": "who", "whose": "who", "that": "who",
    "you": "you", "this": "this", "these": "this", "those": "this", "one": "one",
}  # fmt: skip
_CONTRACTED = re.compile(r"(?<=i|u|e|y|t|o)['’](?:ve|re|m|ll|d|s)$")
_PREPOSITIONS = frozenset(
    """
    to of for at in from with by on near within inside among close under behind across about representing
    familiar""".split()
)
_ARTICLES_DEFINITE = frozenset("the his her their its this that these those our my both".split())
_ARTICLES = frozenset(
    """
    a an one another some any many several few most all two three four five six dozens hundreds other no
    numerous various certain more""".split()
)


_QUANTITIES = frozenset(
    """
    percent % majority minority number array host handful range group couple pair dozens hundreds thousands
    lot list series wave chorus some many most all several one two three half third quarter""".split()
) - {"group"}


class HeadKind(StrEnum):
    NONE = "none"
    NAME = "name"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class SourceHead:
    """The head of a source. `names` are indexes of the page's names that speak; for a description (`nominal`) they
    are empty and `owner` is the name it hangs on ("aides to *Holt*", "*Holt*'s office"); `states` are named by an
    adjective or possessive; `title` is its title, when its head is one ("the Norlandic premier").

    `otherwise` is the reading as a description of a lone first word whose capital may mean nothing ("Officials said").
    `start`, `end`: the head phrase in the text; `at`: index of its first word.
    """

    kind: HeadKind
    start: int = 0
    end: int = 0
    at: int = -1
    text: str = ""
    names: tuple[int, ...] = ()
    pronoun: str = ""
    noun: str = ""
    plural: bool = False
    definite: bool = False
    owner: int | None = None
    owner_link: str = ""
    states: tuple[str, ...] = ()
    title: TitlePhrase | None = None
    modifiers: frozenset[str] = frozenset()
    otherwise: SourceHead | None = None


def read_source(page: Page, names: list[NameSeen], spans: tuple[Span, ...]) -> SourceHead:
    """The head of a source's spans; kind NONE when it has no words."""
    for span in sorted(spans):
        head = _read(page, names, span)
        if head.kind is not HeadKind.NONE:
            return head
    return SourceHead(HeadKind.NONE)


def _read(page: Page, names: list[NameSeen], span: Span) -> SourceHead:
    indices = list(page.words_in(span.start, span.end))
    while indices and not page.words[indices[0]][0].isalnum():
        indices.pop(0)
    while indices and not page.words[indices[-1]][0].isalnum():
        indices.pop()
    if not indices:
        return SourceHead(HeadKind.NONE)
    first, last = indices[0], indices[-1]
    if last > first and page.words[last].lower() in ("himself", "herself", "itself", "themselves"):
        last -= 1
    at_word: dict[int, int] = {}
    number = max(0, bisect_right(names, first, key=_first) - 1)
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
        and lowered not in _ARTICLES
        and lowered not in _ARTICLES_DEFINITE
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
                nominal = _nominal(page, names, at_word, low, high)
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
            speaking.append(named)
        elif nominal is not None and not renames:
            break
    if speaking:
        lead = names[speaking[0]]
        otherwise = None
        if lead.weak and not lead.titled and lead.first == first:
            otherwise = _nominal(page, names, at_word, *segments[0])
        return SourceHead(
            HeadKind.NAME,
            lead.start,
            lead.end,
            lead.first,
            lead.text,
            names=tuple(dict.fromkeys(speaking)),
            otherwise=otherwise,
        )
    return nominal or _nominal(page, names, at_word, first, last)


def _shouted(word: str) -> bool:
    """True for WHO and US: names in capitals, no pronouns."""
    return len(word) > 1 and word.isupper()


def description_before(page: Page, names: list[NameSeen], at: int) -> SourceHead | None:
    """The description that "who" at word `at` refers back to ("officials *who* fear"); None for none."""
    last = at - 1
    while last >= 0 and page.words[last] in (",", "(", "—", "–"):
        last -= 1
    sentence = page.sentence[at]
    low = last
    while low > 0 and page.sentence[low - 1] == sentence and at - low < 12:
        word = page.words[low - 1].lower()
        if (
            not word[0].isalnum()
            or word in words("stop") - _ARTICLES - _ARTICLES_DEFINITE - {"of"}
            or word in words("subject_verbs")
        ):
            break
        low -= 1
        if word in _ARTICLES_DEFINITE or word in ("a", "an"):
            break
    if last < 0 or page.sentence[last] != sentence or not page.words[last][0].isalpha():
        return None
    number = max(0, bisect_right(names, low, key=_first) - 1)
    at_word = {
        i: n
        for n in range(number, len(names))
        if names[n].first <= last
        for i in range(names[n].first, names[n].last + 1)
    }
    return _nominal(page, names, at_word, low, last)


def _first(name: NameSeen) -> int:
    return name.first


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
    if after < len(page.words) and page.words[after].lower() in (*_ARTICLES_DEFINITE, "a", "an", "other", "others"):
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


def _named_head(
    page: Page, names: list[NameSeen], at_word: dict[int, int], low: int, high: int, span_end: int
) -> int | None:
    """The name that the phrase `low..high` is about, None when its head is a common noun."""
    end = high
    while end > low and not page.words[end][0].isalnum():
        end -= 1
    if end not in at_word:
        # "Haddad of the Norland Tigers", "Holt in a statement": a name followed by a preposition still leads.
        for index in range(low, end):
            if page.words[index].lower() in _PREPOSITIONS and index - 1 in at_word and index > low:
                return _named_head(page, names, at_word, low, index - 1, span_end)
            if page.words[index].lower() in _PREPOSITIONS:
                return None
        return None
    number = at_word[end]
    name = names[number]
    if name.possessive and page.ends[name.last] <= span_end and name.last < high:
        return None
    start = name.first
    edges = title_before(page, name)
    if edges is not None:
        start = max(low, edges[0])
    while start > low and page.words[start - 1].lower() in ("the", "a", "an", "mr", "mrs", "ms", "dr", "."):
        start -= 1
    prefix = page.words[low:start]
    for position, word in enumerate(prefix):
        if word.lower() in _PREPOSITIONS:
            inner = low + position
            if inner - 1 in at_word and inner > low:
                return _named_head(page, names, at_word, low, inner - 1, span_end)
            return None
    entry, _ = table_match([without_possessive(page.words[name.first])], 0)
    adjectival = isinstance(entry, StateEntry) and entry.word in (StateWord.ADJECTIVE, StateWord.PEOPLE)
    if adjectival and name.table and name.first == name.last and not _shouted(name.text.replace(".", "")):
        return None
    return number


def _nominal(page: Page, names: list[NameSeen], at_word: dict[int, int], low: int, high: int) -> SourceHead:
    end = high
    owner: int | None = None
    link = ""
    for index in range(low + 1, high + 1):
        if page.words[index].lower() in _PREPOSITIONS and not (
            page.words[index] == "of" and plain(page.words[min(index + 1, high)]) in words("role_of")
        ):
            end = index - 1
            link = page.words[index].lower()
            owner = next((at_word[i] for i in range(index + 1, high + 1) if i in at_word), None)
            break
    while end > low and not page.words[end][0].isalnum():
        end -= 1
    tokens = page.words[low : end + 1]
    if link == "of" and plain(tokens[-1]) in _QUANTITIES and end + 2 <= high:
        whole = _nominal(page, names, at_word, end + 2, high)
        return replace(whole, start=page.starts[low], text=page.of(low, high), definite=False)
    noun = without_possessive(tokens[-1]).lower()
    states: list[str] = []
    for index in range(low, end + 1):
        entry, length = table_match(page.words[: end + 1], index)
        if isinstance(entry, StateEntry) and (
            entry.word is not StateWord.SEAT or page.words[index + length - 1][-2:] in ("'s", "’s")
        ):
            states.append(entry.name)
        if owner is None and index in at_word and index < end and not isinstance(entry, StateEntry):
            owner, link = at_word[index], "'s"
    if owner is not None and link not in ("'s",):
        entry, _ = table_match([without_possessive(page.words[names[owner].first])], 0)
        if isinstance(entry, StateEntry):
            states.append(entry.name)
    first_word = tokens[0].lower()
    plural = _is_plural(tokens[-1], first_word)
    definite = (
        first_word in _ARTICLES_DEFINITE
        or "'s" in " ".join(tokens[:-1]).replace("’", "'")
        or (first_word not in _ARTICLES and not plural)
    )
    role_end = high + 1 if link in ("of", "to", "for") else end + 1
    title = (
        read_title(page.words[low:role_end])
        if is_role_noun(without_possessive(tokens[-1])) or (not plural and any(is_role_noun(t) for t in tokens))
        else None
    )
    modifiers = frozenset(
        plain(without_possessive(token)) for token in page.words[low:end] if token[0].isalnum()
    ) - words("stop")
    return SourceHead(
        HeadKind.NOMINAL, page.starts[low], page.ends[high], low, page.of(low, high),
        noun=noun, plural=plural, definite=definite, owner=owner, owner_link=link,
        states=tuple(dict.fromkeys(states)), title=title, modifiers=modifiers,
    )  # fmt: skip


def _is_plural(word: str, first_word: str) -> bool:
    folded = word.lower()
    if first_word in ("a", "an", "one", "another", "this", "that"):
        return False
    if folded in words("plural_people") or is_plural_role(word):
        return True
    entry, _ = table_match([word], 0)
    if isinstance(entry, StateEntry) and entry.word is StateWord.PEOPLE:
        return True
    return folded.endswith("s") and not folded.endswith(("ss", "us", "is")) and len(folded) > 3
