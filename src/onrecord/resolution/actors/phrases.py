"""Descriptions taken apart: head noun, number, owner, states, title."""

from __future__ import annotations

from bisect import bisect_right

from .gazetteer import StateEntry, StateWord, plain, words
from .heads import HeadKind, SourceHead
from .matching import table_match
from .names import without_possessive
from .page import Page
from .seen import NameSeen
from .titles import is_plural_role, is_role_noun, read_title

PREPOSITIONS = frozenset(
    """
    to of for at in from with by on near within inside among close under behind across about representing
    familiar""".split()
)


DEFINITE = frozenset("the his her their its this that these those our my both".split())


INDEFINITE = frozenset(
    """
    a an one another some any many several few most all two three four five six dozens hundreds other no
    numerous various certain more""".split()
)


_QUANTITIES = frozenset(
    """
    percent % majority minority number array host handful range group couple pair dozens hundreds thousands
    lot list series wave chorus some many most all several one two three half third quarter""".split()
) - {"group"}


_ADJECTIVES_ED = frozenset(
    """retired elected appointed armed wounded united organized organised concerned experienced registered unnamed
    named displaced unelected educated skilled so-called""".split()
)


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
            or word in words("stop") - INDEFINITE - DEFINITE - {"of"}
            or word in words("subject_verbs")
        ):
            break
        if word.endswith("ed") and page.words[low - 1].islower() and word not in _ADJECTIVES_ED:
            break  # "the move enraged | Democrats who"
        low -= 1
        if word in DEFINITE or word in ("a", "an"):
            break
    if last < 0 or page.sentence[last] != sentence or not page.words[last][0].isalpha():
        return None
    head = description_of(page, names, low, last)
    return head if head.plural or is_role_noun(head.noun) or head.noun in _SOMEBODY else None


def description_of(page: Page, names: list[NameSeen], low: int, last: int) -> SourceHead:
    """The description that the words `low..last` give."""
    at_word: dict[int, int] = {}
    number = max(0, bisect_right(names, low, key=first_word) - 1)
    while number < len(names) and names[number].first <= last:
        for index in range(names[number].first, names[number].last + 1):
            at_word[index] = number
        number += 1
    return read_description(page, names, at_word, low, last)


_SOMEBODY = frozenset(
    "man woman person source witness voter resident insider member someone somebody anyone those".split()
)


def first_word(name: NameSeen) -> int:
    return name.first


def read_description(page: Page, names: list[NameSeen], at_word: dict[int, int], low: int, high: int) -> SourceHead:
    end = high
    owner: int | None = None
    link = ""
    for index in range(low + 1, high + 1):
        if page.words[index].lower() in PREPOSITIONS and not (
            page.words[index] == "of" and plain(page.words[min(index + 1, high)]) in words("role_of")
        ):
            end = index - 1
            link = page.words[index].lower()
            owner = next((at_word[i] for i in range(index + 1, high + 1) if i in at_word), None)
            break
    while end > low and not page.words[end][0].isalnum():
        end -= 1
    tokens = page.words[low : end + 1]
    headed = next((at for at, token in enumerate(tokens) if token == "of" and at and is_role_noun(tokens[at - 1])), 0)
    if link == "of" and plain(tokens[-1]) in _QUANTITIES and end + 2 <= high:
        whole = read_description(page, names, at_word, end + 2, high)
        return whole._replace(start=page.starts[low], text=page.of(low, high), definite=False)
    noun = without_possessive(tokens[headed - 1]).lower()
    states: list[str] = []
    for index in range(low, end + 1):
        entry, length = table_match(page.words, index)
        if index + length - 1 > end:
            entry = None
        if isinstance(entry, StateEntry) and (
            entry.word is not StateWord.SEAT or page.words[index + length - 1][-2:] in ("'s", "’s")
        ):
            states.append(entry.name)
        if owner is None and index in at_word and index < end and not isinstance(entry, StateEntry):
            owner, link = at_word[index], "'s"
    if owner is not None and link in ("of", "for", "from"):
        entry, _ = table_match([without_possessive(page.words[names[owner].first])], 0)
        if isinstance(entry, StateEntry):
            states.append(entry.name)
    first_word = tokens[0].lower()
    plural = (not headed and _is_plural(without_possessive(tokens[-1]), first_word)) or (
        len(tokens) > 1 and is_plural_role(tokens[-2]) and is_role_noun(tokens[-1])
    )
    definite = (
        first_word in DEFINITE
        or "'s" in " ".join(tokens[:-1]).replace("’", "'")
        or (first_word not in INDEFINITE and not plural)
    )
    role_end = high + 1 if link in ("of", "to", "for") else end + 1
    title = (
        read_title(page.words[low:role_end])
        if is_role_noun(without_possessive(tokens[-1]))
        or (not plural and any(is_role_noun(t) and tokens[i + 1 : i + 2] == ["of"] for i, t in enumerate(tokens)))
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
