"""Places that mean somebody without a name, outside the sources: "aides to *the Danish premier*", "*his cabinet*"."""

from __future__ import annotations

from functools import cache

from .gazetteer import StateEntry, StateWord, words
from .heads import SourceHead
from .matching import table_match
from .names import without_possessive
from .page import Page
from .phrases import description_of
from .seen import NameSeen
from .titles import is_plural_role, is_role_noun
from .titlespans import left_edge

# Nouns of bodies that a description outside a source may take up again.
BODY_NOUNS = frozenset(
    """administration government regime cabinet ministry presidency army military party company firm committee
    council agency court parliament newspaper country nation organization organisation union commission
    department campaign office team intelligence homeland party bureau""".split()
)
# People whom the press counts as their state when it names the state.
STATE_PEOPLE = frozenset(
    """officials troops forces authorities diplomats leaders agents lawmakers ministers envoys representatives
    negotiators soldiers generals officers aides advisers advisors prosecutors investigators spies operatives
    citizens voters politicians senators media agencies services ministries""".split()
)
# People who serve a state also where no word says which.
OFFICIALS = frozenset(
    """lawmakers senators congressmen congresswomen prosecutors diplomats ministers troops soldiers generals ambassadors
    legislators parliamentarians""".split()
)
# People of somebody: they count where their owner is named.
SERVANTS = frozenset(
    "officials aides advisers advisors lawyers attorneys allies associates staff staffers employees agents".split()
)
PAIRED_NOUNS = frozenset("officials leaders men women ministers presidents premiers sides countries".split()) | {
    "nations",
    "governments", "states", "allies", "neighbors", "neighbours", "side", "country", "parties", "capitals",
}  # fmt: skip
PAIR_WORDS = frozenset("both two neither".split())
_POSSESSIVES = frozenset("his her its their our".split())


def nominal_places(page: Page, names: list[NameSeen], taken: set[int]) -> list[SourceHead]:
    """Descriptions of office holders, bodies, a state's people and pairs outside the words `taken` (the sources, which
    are read on their own), where something ties them to somebody: "the", a state, an owner; and no name beside them."""
    persons = {index for name in names for index in range(name.first, name.last + 1) if not name.table}
    at_word = {index: name for name in names for index in range(name.first, name.last + 1)}
    longer = [name for name in names if name.last > name.first]
    inside = persons | {index for name in longer for index in range(name.first, name.last + 1)}
    found = []
    for index, word in enumerate(page.words):
        bare = without_possessive(word)
        kind = _kind(bare)
        if not kind or index in inside or index in taken:
            continue
        owns = len(bare) < len(word)
        following = page.words[index + 1] if index + 1 < len(page.words) and not owns else ""
        beside = (index + 1 in persons and not owns) or (following in (".", ",", "(") and index + 2 in persons)
        if (beside and kind == "role") or is_role_noun(following) or is_plural_role(following) or _goes_on(following):
            continue
        first = _people_edge(page, index, at_word) if kind == "people" else left_edge(page, index)
        opener = page.words[first].lower()
        if opener in ("a", "an", "one", "another") or (
            first > 1 and page.words[first - 1] == "," and first - 2 in persons and not owns
        ):
            continue  # "a minister"; apposition: "Vera Holt, the foreign minister"
        last = index
        people_of = kind == "people" and bare.lower() in SERVANTS and following in _SERVE
        if (
            not people_of
            and following in _TAILS["people" if kind == "role" and _complete(page, first, index) else kind]
        ):
            tail = _named_tail(page, at_word, index + 1, people=kind == "people")
            if tail is None or kind == "body":
                continue
            last = tail
        elif kind == "people" and following in _COME_FROM:
            last = _named_tail(page, at_word, index + 1, people=True) or index
        if bare.lower() in SERVANTS and following in _SERVE and last == index:
            last = _served(page, at_word, index + 2) or index
        head = description_of(page, names, first, last)
        if _ties(head, kind, opener, page, first):
            found.append(head if last > index else head._replace(end=page.starts[index] + len(bare)))
    return found


@cache
def _kind(word: str) -> str:
    """What a word can head: "role", "body", "people", or "" for none of them."""
    folded = word.lower()
    if folded in BODY_NOUNS:
        return "body"
    if (
        folded in STATE_PEOPLE
        or folded in PAIRED_NOUNS
        or folded in SERVANTS
        or (word.islower() and is_plural_role(word))
    ):
        return "people"
    if folded in words("not_offices"):
        return ""
    return "role" if is_role_noun(word) and "." not in word else ""


# A description with one of these behind it is a longer one, which the rules do not read outside the sources.
_TAILS = {
    "role": frozenset(("of", "to", "for", "in", "at")),
    "body": frozenset(("of", "at")),
    "people": frozenset(("of", "for")),
}
_COME_FROM = frozenset(("from", "of"))
_SERVE = frozenset(("to", "for", "of", "in"))


def _served(page: Page, at_word: dict[int, NameSeen], at: int) -> int | None:
    """Last word of the name at `at`, behind an article or "Mr.": "aides to *Mr. Holt*"."""
    while at < len(page.words) and page.words[at].lower() in ("the", "mr", "mrs", "ms", "."):
        at += 1
    name = at_word.get(at)
    if name is None or name.first != at or name.possessive:
        return None
    return name.last


def _named_tail(page: Page, at_word: dict[int, NameSeen], at: int, *, people: bool) -> int | None:
    """Last word of the name behind the preposition at `at` ("leader *of the Norlandic Party*"), None where something
    else follows. Behind people only a state counts ("officials from Norland")."""
    first = at + 1
    if first < len(page.words) and page.words[first].lower() == "the":
        first += 1
    name = at_word.get(first)
    if name is None or name.first != first or name.possessive or page.words[at] not in _COME_FROM:
        return None
    entry, _ = table_match(page.words, first)
    state = isinstance(entry, StateEntry) and entry.word is not StateWord.ADJECTIVE
    following = page.words[name.last + 1] if name.last + 1 < len(page.words) else ""
    if following[:1].isalpha() and following[0].isupper():
        return None
    return name.last if (state if people else name.table) else None


_QUANTIFIERS = frozenset(
    """the some many several few most all senior top other former current these those more our their intelligence
    military government state army police nuclear law enforcement""".split()
)


_OWNED_PEOPLE = frozenset("campaign administration transition team staff".split())


def _people_edge(page: Page, index: int, at_word: dict[int, NameSeen]) -> int:
    """First word of "some senior Danish officials": from the state, and what counts them, up to the noun."""
    first = index
    while first > 0 and index - first < 5 and page.sentence[first - 1] == page.sentence[index]:
        word = page.words[first - 1]
        owner = at_word.get(first - 1)
        if owner is not None and not owner.table and (owner.possessive or not owner.weak):
            return owner.first  # "Holt campaign officials", "Holt's allies"
        entry = any(table_match(page.words, at)[1] > first - 1 - at for at in range(max(0, first - 3), first))
        if not (
            entry
            or word.lower() in _QUANTIFIERS
            or word.lower() in PAIR_WORDS
            or word.lower() in words("title_modifiers")
            or word.lower() in _OWNED_PEOPLE
        ):
            break
        first -= 1
    return first


def _complete(page: Page, first: int, index: int) -> bool:
    """True for an office whose state stands before it, which needs nothing behind it ("the Danish premier in Oslo")."""
    states = any(isinstance(table_match(page.words, at)[0], StateEntry) for at in range(first, index))
    return states and page.words[index].lower() not in ("ambassador", "envoy", "adviser", "advisor", "aide")


def _goes_on(following: str) -> bool:
    """True where the noun only begins a longer one ("government *officials*", "party *leader*")."""
    return following.lower() in BODY_NOUNS or following.lower() in STATE_PEOPLE


def _ties(head: SourceHead, kind: str, opener: str, page: Page, first: int) -> bool:
    if kind == "role":
        return head.title is not None and bool(head.states or opener in ("the", "this") or head.owner is not None)
    if kind == "body":
        return bool(head.states or opener in ("the", "that") or opener in _POSSESSIVES or head.owner_link == "'s")
    if opener in PAIR_WORDS or (opener in ("the", "our", "their") and page.words[first + 1] == "two"):
        return head.noun in PAIRED_NOUNS
    if head.owner is not None and (head.owner_link == "'s" or (head.noun in SERVANTS and head.owner_link in _SERVE)):
        return True  # "Holt's advisers", "Pentagon officials"
    if head.noun in OFFICIALS and not head.states and head.owner is None:
        return True
    if head.states and head.owner_link in _COME_FROM:
        return True
    return bool(head.states) and _state_leads(page, first, head)


def _state_leads(page: Page, first: int, head: SourceHead) -> bool:
    """True for "American officials", "the Danish troops": the state is an adjective or possessive in the phrase."""
    at = first
    while page.starts[at] < head.end:
        entry, _ = table_match(page.words, at)
        if isinstance(entry, StateEntry):
            return entry.word is not StateWord.SEAT
        at += 1
    return False
