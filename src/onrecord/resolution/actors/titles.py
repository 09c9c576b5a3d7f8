"""Titles in words: which nouns name an office or trade, and what a title phrase says."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .gazetteer import (
    OrganizationEntry,
    StateEntry,
    StateWord,
    entry_of,
    office_titles,
    plain,
    short_titles,
    words,
)
from .matching import table_match
from .names import without_possessive

_HYPHENED_ROLES = ("co-", "vice-", "ex-", "then-", "interim-", "acting-", "deputy-", "former-")


class TitlePhrase(NamedTuple):
    """A title taken apart: folded `title`, the organization or state it belongs to, whether it lies in the past."""

    title: str
    organization: str | None
    former: bool

    @property
    def office(self) -> str:
        """The office that the title names, or the title itself."""
        return office_of(self.title)


@cache
def is_role_noun(word: str) -> bool:
    """True for a word that names an office or trade in the singular ("minister", "Sen.", "co-leader")."""
    folded = word.lower().rstrip(".")
    if folded in words("roles") or folded in short_titles():
        return True
    return "-" in folded and any(
        folded.startswith(prefix) and folded[len(prefix) :] in words("roles") for prefix in _HYPHENED_ROLES
    )


def is_head_of(word: str) -> bool:
    """True for a word that can head "... of State", "... of Staff": a role noun, or the capital Chiefs."""
    return word == "Chiefs" or is_role_noun(word)


@cache
def is_plural_role(word: str) -> bool:
    """True for "ministers", "senators", "spokesmen", "Sens."."""
    folded = word.lower().rstrip(".")
    if folded.endswith("men") and folded[:-2] + "an" in words("roles"):
        return True
    if folded.endswith("ies") and folded[:-3] + "y" in words("roles"):
        return True
    return folded.endswith("s") and folded[:-1] in words("roles")


@cache
def office_of(title: str) -> str:
    """The office a folded title names: an entry of offices.tsv, else the title's own words."""
    offices = office_titles()
    folded = plain(title)
    if folded.startswith(("ambassador ", "envoy ")):
        folded = "ambassador"
    spelled = folded.replace("defence", "defense")
    for candidate in (spelled, folded):
        if candidate in offices:
            return offices[candidate]
    parts = spelled.split()
    while len(parts) > 1 and parts[0] in _WEAK:
        parts = parts[1:]
        if " ".join(parts) in offices:
            return offices[" ".join(parts)]
    return " ".join(parts)


_WEAK = frozenset(
    """
    former ex then interim acting outgoing incoming new newly current longtime long time veteran caretaker
    late retired designated embattled top""".split()
)


_PARTIES = {"republican": "Republican Party", "democratic": "Democratic Party", "democrat": "Democratic Party"}


def party_in(text: str) -> str | None:
    """The party whose people a description names ("House Republican leaders", "GOP donors")."""
    for word in text.split():
        if not word[0].isupper():
            continue
        folded = plain(without_possessive(word))
        entry = entry_of(folded)
        if folded in _PARTIES or (isinstance(entry, OrganizationEntry) and entry.type == "party"):
            return _PARTIES.get(folded) or (entry.name if isinstance(entry, OrganizationEntry) else None)
    return None


_PARTY_NAMES = frozenset(_PARTIES.values())
_HEADS_A_STATE = frozenset(
    "president minister premier chancellor governor mayor secretary ambassador judge justice".split()
)


def is_former(word: str) -> bool:
    """True for a word that puts a title into the past ("former", "ex-minister")."""
    folded = word.lower()
    return folded in ("former", "ex", "erstwhile", "onetime", "one-time") or folded.startswith(("ex-", "former-"))


def read_title(tokens: list[str]) -> TitlePhrase | None:
    """The title phrase that these words spell, without determiners; None when no role noun is among them.

    "Norway's envoy to Chile" gives ("envoy", "Norway"); "IDF spokesman" ("spokesman", "Israel
    Defense Forces"); "Salt and Sail alliance co-leader" ("co-leader", "Salt and Sail").
    """
    head = next(
        (
            i
            for i in range(len(tokens) - 1, -1, -1)
            if is_head_of(without_possessive(tokens[i])) and not _inside_of(tokens, i)
        ),
        None,
    )
    if head is None:
        return None
    former = any(is_former(token) for token in tokens[: head + 1])
    tail, tail_organization = _read_tail(tokens[head + 1 :], without_possessive(tokens[head]).lower())
    before = [
        token
        for token in tokens[:head]
        if plain(token) not in ("the", "a", "an", "its", "his", "her", "their", "another")
    ]
    organization, modifiers = _read_front(before)
    noun = tokens[head]
    folded = without_possessive(noun).lower().rstrip(".")
    noun = short_titles().get(folded, folded)
    for prefix in ("interim-", "acting-", "then-", "ex-", "former-"):
        if noun.startswith(prefix):
            noun = noun.removeprefix(prefix)
            modifiers += [prefix[:-1]] if prefix in ("interim-", "acting-") else []
    if noun in _PARTIES and organization is None and not modifiers:
        return TitlePhrase("member", _PARTIES[noun], former)
    if organization in _PARTY_NAMES and noun in _HEADS_A_STATE:
        organization = None  # a Republican president is not president of the party
    title = " ".join((*modifiers, noun, *tail))
    return TitlePhrase(title, organization or tail_organization, former)


def _inside_of(tokens: list[str], index: int) -> bool:
    """True when the noun at `index` only completes an earlier one: "head of the *judge* panel" is none, yet
    "chairman of the Joint *Chiefs*" is."""
    return any(
        tokens[i].lower() in ("of", "for", "at", "to", "in")
        and i > 0
        and is_role_noun(without_possessive(tokens[i - 1]))
        for i in range(index)
    )


_CALLS = words("honorific_m") | words("honorific_f")


def _read_front(before: list[str]) -> tuple[str | None, list[str]]:
    """The organization in front of the title noun, and the modifiers that belong to the title itself."""
    organization: str | None = None
    party: str | None = None
    modifiers: list[str] = []
    capitals: list[str] = []
    index = 0
    while index < len(before):
        entry, length = table_match(before, index)
        token = before[index]
        folded = plain(without_possessive(token))
        if entry is not None:
            if not (isinstance(entry, StateEntry) and entry.word is StateWord.SEAT and organization):
                organization = organization or entry.name
            index += length
            continue
        if folded == "party" and token[0].isupper() and capitals and index and before[index - 1][0].isupper():
            capitals.append(without_possessive(token))  # "the Harbour Party leader"
        elif folded in _PARTIES and token[0].isupper() and organization is None:
            party = _PARTIES[folded]
        elif folded in words("title_modifiers") or is_role_noun(token):
            if not (is_former(token) or folded == "counterpart" or folded in _WEAK - {"interim", "acting"}):
                modifiers.append(folded)
        elif (token[0].isupper() and folded not in words("stop") and folded not in words("adjectives")) or (
            capitals
            and token in ("and", "of", "&", "the", "for")
            and index + 1 < len(before)
            and before[index + 1][0].isupper()
        ):
            if folded in _CALLS:
                index += 1
                continue  # "Mr. Holt's spokesman"
            if index and before[index - 1][-2:] in ("'s", "’s"):
                capitals.clear()  # "Holt's National Council": the body, not its owner
            capitals.append(without_possessive(token))
        elif "-" in token and token.split("-")[-1].lower() in words("title_modifiers"):
            modifiers.append(folded)
        index += 1
    if organization is None and capitals:
        organization = " ".join(capitals)
    return organization or party, modifiers


OF_CITIES = frozenset("mayor bishop archbishop councilman councilwoman councillor rabbi".split())


def _read_tail(after: list[str], noun: str) -> tuple[list[str], str | None]:
    """Words after the title noun: "of state" stays in the title; "of Norland" names the organization."""
    if not after or after[0].lower() not in ("of", "for", "at", "to", "in", "on"):
        return [], None
    rest = [token for token in after[1:] if token.lower() not in ("the", "a", "an")]
    if not rest:
        return [], None
    if rest[0] == "opposition" and len(rest) > 1 and rest[1][0].isupper():
        rest = rest[1:]  # "leader of the opposition Harbour Party"
    if after[0].lower() == "of" and plain(rest[0]) in words("role_of") and entry_of(plain(" ".join(rest))) is None:
        taken: list[str] = []
        for token in rest:
            if plain(token) in words("role_of") or token.lower() == "and":
                taken.append(plain(token))
            else:
                break
        while taken and taken[-1] == "and":
            taken.pop()
        article = ["the"] if len(after) > 1 and after[1].lower() == "the" else []
        return ["of", *article, *taken], None
    entry, length = table_match(rest, 0)
    if after[0].lower() == "to":
        return ["to", *([entry.name] if entry else [])] if entry else [], None
    if entry is not None:
        body = _body_of_state(rest, length) if isinstance(entry, StateEntry) else None
        if body is not None:
            return [], body
        seat = isinstance(entry, StateEntry) and entry.word is StateWord.SEAT and noun in OF_CITIES
        return [], " ".join(map(without_possessive, rest[:length])) if seat else entry.name
    while len(rest) > 1 and not rest[0][0].isupper() and rest[0].isalpha():
        rest = rest[1:]
    capitals: list[str] = []
    for at, token in enumerate(rest):
        if token[0].isupper() or token in ("and", "of", "&", "for"):
            if at and rest[at - 1][-2:] in ("'s", "’s"):
                capitals.clear()
            if plain(token) not in _CALLS:
                capitals.append(without_possessive(token))
        else:
            break
    while capitals and not capitals[-1][0].isupper():
        capitals.pop()
    at = len(capitals)
    spelled = rest[:at]
    if capitals and [without_possessive(token) for token in spelled] == capitals:
        for end in range(at, min(at + 3, len(rest))):
            if not rest[end].islower() or plain(rest[end]) in words("stop"):
                break
            if plain(rest[end]) in _BODY_NOUNS:
                return [], " ".join(rest[: end + 1])  # "the Red River militia", "Halvern's navy"
    return [], " ".join(capitals) or None


_BODY_NOUNS = (words("org_nouns") | words("collectives")) - frozenset(
    "government administration regime country nation state cabinet chiefs rights press watch church front".split()
)
_BODY_REACH = 5  # words from the state on: "Norland's state oil and gas company"


def _body_of_state(rest: list[str], length: int) -> str | None:
    """The body that "Norland's navy" or "the Norlandic dockers' union" names, given the words of the state at the head
    of `rest`; None where only the state is named ("of Norland", "of Norland's government")."""
    owned = rest[length - 1][-2:] in ("'s", "’s")
    entry, _ = table_match(rest, 0)
    if not owned and not (isinstance(entry, StateEntry) and entry.word is StateWord.ADJECTIVE):
        return None
    for at in range(length, min(len(rest), length + _BODY_REACH)):
        token = rest[at]
        if not (token[0].isalpha() or token in ("'", "’")) or plain(token) in words("stop") - {"and"}:
            return None
        if plain(without_possessive(token)) in _BODY_NOUNS and rest[at + 1 : at + 2] != ["'"]:
            name = " ".join(rest[: at + 1]).replace(" '", "'").replace(" ’", "’")
            return without_possessive(name)
    return None
