"""Roles that the text itself gives to a name: title before it, apposition after it, party in brackets."""

from __future__ import annotations

from typing import NamedTuple

from .gazetteer import PlaceEntry, StateEntry, plain, words
from .matching import table_match
from .names import without_possessive
from .page import Page
from .seen import NameSeen
from .titles import OF_CITIES, TitlePhrase, is_plural_role, is_role_noun, read_title
from .titlespans import left_edge, title_before


class RoleSeen(NamedTuple):
    """A role read off the text: which name (by its index on the page) holds it, and the words `[start, end)` that
    say so; the title's own words are `[title_start, title_end)`, empty for a party in brackets."""

    name: int
    phrase: TitlePhrase
    start: int
    end: int
    title_start: int = 0
    title_end: int = 0


_HONORIFICS = words("honorific_m") | words("honorific_f") | words("honorific_u")
_LINKS = frozenset({"is", "was", "became", "becomes", "remains"})


_SHORT_PARTIES = {"r": "Republican Party", "d": "Democratic Party", "con": "Conservative Party", "lab": "Labour Party"}


def read_roles(page: Page, names: list[NameSeen]) -> list[RoleSeen]:
    """Roles of the names on a page, in text order; names that a table knows as state or organization hold none."""
    found: list[RoleSeen] = []
    for index, name in enumerate(names):
        if name.table or name.sentence in page.title_case:
            continue
        found.extend(_before(page, index, name))
        found.extend(_fronted(page, index, name))
        found.extend(_after(page, index, name))
        found.extend(_party(page, index, name))
        found.extend(_predecessor(page, index, name, found))
    return _counterparts(found)


def _predecessor(page: Page, index: int, name: NameSeen, found: list[RoleSeen]) -> list[RoleSeen]:
    """`His predecessor, Vera Holt,`: she held the office of the person before once."""
    at = name.first - 1
    while at > 0 and page.words[at] in (",", "."):
        at -= 1
    if at < 1 or page.words[at].lower() != "predecessor" or page.sentence[at] != page.sentence[name.first]:
        return []
    before = [role for role in found if role.name < index and role.phrase.title != "member"]
    if not before or page.sentence[at] - page.sentence[page.word_at(before[-1].start)] > 3:
        return []
    phrase = before[-1].phrase
    title = phrase.title.removeprefix("acting ").removeprefix("interim ")
    first = left_edge(page, at)
    place = page.starts[first], name.end, page.starts[first], page.ends[at]
    return [RoleSeen(index, TitlePhrase(title, phrase.organization, True), *place)]


def _counterparts(roles: list[RoleSeen]) -> list[RoleSeen]:
    """Roles in which "her Danish counterpart" took over the title of the person named before; without one it goes."""
    found: list[RoleSeen] = []
    for role in roles:
        if role.phrase.title.split()[-1] != "counterpart":
            found.append(role)
            continue
        before = [other for other in found if other.name < role.name and other.phrase.title != "member"]
        if before:
            phrase = TitlePhrase(before[-1].phrase.title, role.phrase.organization, False)
            found.append(role._replace(phrase=phrase))
    return found


def _phrases(page: Page, first: int, last: int) -> list[TitlePhrase]:
    """Title phrases of the words `first..last`, split where "and" joins two titles."""
    tokens = [word for word in page.words[first : last + 1] if word != "."]
    groups: list[list[str]] = [[]]
    for at, token in enumerate(tokens):
        if (
            token in ("and", "/")
            and groups[-1]
            and (is_role_noun(groups[-1][-1]) or _second_office(groups[-1], tokens, at))
            and any(is_role_noun(t) for t in tokens[at + 1 :])
        ):
            groups.append([])
        elif groups[-1] and _opens_title(tokens, at) and groups[-1][-1].lower() in _STANDS_BEFORE_TITLE:
            groups.append([token])
        else:
            groups[-1].append(token)
    return [phrase for group in groups if (phrase := read_title(group)) is not None and _is_office(phrase)]


def _second_office(first: list[str], tokens: list[str], at: int) -> bool:
    """True at the "and" of "chairman of Quayside *and* chief executive of Northgate"."""
    following = []
    for token in tokens[at + 1 : at + 4]:
        following.append(token)
        if is_role_noun(token) or not token.islower():
            break
    if not following or not is_role_noun(following[-1]):
        return False
    return any(map(is_role_noun, first)) and all(word.islower() for word in following)


def _opens_title(tokens: list[str], at: int) -> bool:
    """True where a second title may begin: a role noun, or a state or place before one."""
    return is_role_noun(tokens[at]) or table_match(tokens, at)[0] is not None


# "presidential candidate Sen. Holt": two titles side by side.
_STANDS_BEFORE_TITLE = frozenset(
    "candidate nominee frontrunner hopeful contender challenger rival opponent leader colleague fellow".split()
)


def _is_office(phrase: TitlePhrase) -> bool:
    """False for nouns that characterize somebody and name no office ("rival", "fellow Democrat", "star")."""
    parts = phrase.title.split()
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    return head not in words("not_offices")


def _before(page: Page, index: int, name: NameSeen) -> list[RoleSeen]:
    edges = title_before(page, name)
    if edges is None:
        return []
    first, last = edges
    if page.words[first].lower() in ("a", "an") and last - first == 1:
        return []  # "an official Brandt visit"
    place = page.starts[first], name.end, page.starts[first], page.ends[last]
    of = None if OF_CITIES.intersection(map(str.lower, page.words[first : last + 1])) else _of_land(page, name)
    return [
        RoleSeen(index, phrase if phrase.organization or not of else phrase._replace(organization=of), *place)
        for phrase in _phrases(page, first, last)
    ]


def _of_land(page: Page, name: NameSeen) -> str | None:
    """ "President Vera Holt *of Norland*", "Rep. Vera Holt *of Ohio*": whose title it is."""
    at = name.last + 1
    if name.possessive or at + 1 >= len(page.words) or page.words[at] != "of":
        return None
    at += page.words[at + 1] == "the"
    entry, _ = table_match(page.words, at + 1) if at + 1 < len(page.words) else (None, 0)
    return entry.name if isinstance(entry, StateEntry | PlaceEntry) else None


def _fronted(page: Page, index: int, name: NameSeen) -> list[RoleSeen]:
    """`Norland's ambassador to the UN, Vera Holt,`"""
    comma = name.first - 1
    if comma < 2 or page.words[comma] != "," or page.sentence[comma] != page.sentence[name.first]:
        return []
    if name.last + 1 < len(page.words) and page.words[name.last + 1] not in (",", ".", ";", ")", "—", "–"):
        return []
    at = comma - 1
    floor = max(page.sentence_start[page.sentence[comma]], comma - 12)
    role_at = -1
    while at >= floor:
        word = page.words[at]
        if at in page.persons:
            return []
        if not word[0].isalnum() and word != ".":
            break
        if is_role_noun(word) and not (at + 1 < comma and page.words[at + 1] not in ("of", "for", "to", "at", "in")):
            role_at = at
            break
        at -= 1
    if role_at < 0:
        return []
    first = left_edge(page, role_at)
    opener = page.words[first]
    possessive = any(word[-2:] in ("'s", "’s") for word in page.words[first:role_at])
    if first > 1 and page.words[first - 1] == "of" and page.words[first - 2].lower() in words("relations"):
        return []  # "the wife of the former president, Vera Holt,"
    if not (possessive or opener.lower() in ("the", "its", "their", "his", "her") or opener[0].isupper()):
        return []
    place = page.starts[first], name.end, page.starts[first], page.ends[comma - 1]
    return [RoleSeen(index, phrase, *place) for phrase in _phrases(page, first, comma - 1)]


def _after(page: Page, index: int, name: NameSeen) -> list[RoleSeen]:
    """`Vera Holt, the foreign minister of Norland,` · `Vera Holt, who serves as ...` · `Vera Holt is the ...`"""
    at = name.last + 1
    n_words = len(page.words)
    if at >= n_words or name.possessive or page.sentence[at] != page.sentence[name.first]:
        return []
    if name.first and page.words[name.first - 1] in ("the", "The") and not (name.titled or name.honorific):
        return []  # "the Courier, the minister": no person is called "the Courier"
    limit = min(n_words, at + 16)
    if page.words[at] == "." and name.text[-1] == "." and at + 1 < n_words:
        at += 1  # "Samuel Holt Jr., a lawyer"
    word = page.words[at]
    if word in (",", "(", "—", "–"):
        at += 1
        if at < limit and page.words[at].lower() == "who":
            at = _after_serves(page, at + 1, limit)
            if at < 0:
                return []
        elif at + 1 < limit and page.words[at].isdigit() and page.words[at + 1] == ",":
            at += 2
    elif word in _LINKS and at + 1 < limit and page.words[at + 1] in ("the", "a", "an", "now"):
        at += 1
    else:
        return []
    if at >= n_words:
        return []  # the text breaks off behind the comma
    if page.words[at].islower() and page.words[at].endswith(("s", "ed")) and _is_verb(page.words[at]):
        return []  # "Vera Holt, supports a pilot scheme"
    if _opens_clause(page, at):
        return []  # "Vera Holt, contradicting her minister"
    first = at
    end = at
    has_role = -1
    while end < limit and page.sentence[end] == page.sentence[name.first]:
        token = page.words[end]
        if token in (",", ")", ";", ":", "—", "–", "(", '"', "“", "”") or token.lower() in (
            "who",
            "which",
            "whose",
            "that",
            "said",
            "says",
            "told",
            *_NEW_SUBJECTS,
        ):
            break
        if token == "." and not (
            len(page.words[end - 1]) <= 4
            and (is_role_noun(page.words[end - 1]) or plain(page.words[end - 1]) in _HONORIFICS)
        ):
            break
        if has_role < 0 and is_role_noun(token):
            has_role = end
        if has_role < 0 and token.lower() in (
            "to",
            "in",
            "at",
            "on",
            "from",
            "with",
            "by",
            "as",
            "was",
            "is",
            "has",
            "had",
            "will",
            "would",
        ):
            return []
        end += 1
    if has_role < 0 or end == first or _names_another(page, first, end, has_role):
        return []
    if word == "," and _is_fronted(page, name) and (end >= n_words or page.words[end] not in _CLOSES_APPOSITION):
        return []  # "According to Vera Holt, the minister | said ..."
    if word == "," and end < n_words and page.words[end] == "," and _is_list(page, first, end):
        return []
    if page.words[first].lower() in ("his", "her", "their") and not is_role_noun(
        page.words[first + 1 if first + 1 < end else first]
    ):
        return []
    place = name.start, page.ends[end - 1], page.starts[first], page.ends[end - 1]
    return [RoleSeen(index, phrase, *place) for phrase in _phrases(page, first, end - 1)]


# Words that open a phrase before the subject of a sentence; a participle does, too.
_FRONTS = frozenset(
    """according after before in on at with without despite unlike like for from under since during besides alongside
    contrary thanks due together following""".split()
)
_JOINS = frozenset("and but yet still so also even however".split())
_CLOSES_APPOSITION = frozenset((",", ")", "—", "–", ";"))


def _is_fronted(page: Page, name: NameSeen) -> bool:
    """True for a name in the phrase before the subject of its sentence ("After a call with *Vera Holt*, ..."): what
    follows its comma is the subject, unless a second comma closes it."""
    at = page.sentence_start[page.sentence[name.first]]
    while at < name.first and (not page.words[at][0].isalnum() or page.words[at].lower() in _JOINS):
        at += 1
    opening = page.words[at].lower()
    fronts = opening in _FRONTS or (len(opening) > 4 and opening.endswith("ing"))
    return at < name.first and fronts and "," not in page.words[at : name.first]


# Participles that stand in titles ("sitting president"), besides those among the title's modifiers.
_IN_TITLES = frozenset("sitting serving founding visiting leading presiding retiring departing reigning".split())
_DETERMINERS = frozenset("the a an his her its their our my this that these those him them it all both".split())


def _opens_clause(page: Page, at: int) -> bool:
    """True for a participle with its object ("contradicting *his* minister"), false for "outgoing minister"."""
    word = page.words[at]
    if not (word.islower() and len(word) > 4 and word.endswith("ing")) or at + 1 >= len(page.words):
        return False
    following = page.words[at + 1]
    names = following[0].isupper() and word not in _IN_TITLES and word not in words("title_modifiers")
    return names or following.lower() in _DETERMINERS


def _is_verb(word: str) -> bool:
    """True for a word in -s or -ed that opens no title."""
    title = word in words("title_modifiers") or is_role_noun(word) or is_plural_role(word) or word.startswith("ex-")
    return not title and word not in ("his", "its", "retired", "elected", "appointed", "ousted", "fired", "disgraced")


_NEW_SUBJECTS = ("he", "she", "they", "we", "i")  # "the director | he ousted"


def _names_another(page: Page, first: int, end: int, role_at: int) -> bool:
    """True where the words name a person other than as the one whom the office serves ("Holt's chief adviser")."""
    inside = [at for at in range(first, end) if at in page.persons]
    if not inside:
        return False
    owns = page.words[inside[-1]][-2:] in ("'s", "’s") or page.words[inside[-1]][-2:] in ("s'", "s’")
    return not (owns and inside[-1] < role_at and inside[-1] - inside[0] + 1 == len(inside))


def _after_serves(page: Page, at: int, limit: int) -> int:
    """Index after `also serves as`, `is`, `was` in a relative clause; -1 when it is none of these."""
    while at < limit and page.words[at].lower() in ("also", "now", "currently", "once", "previously", "has", "had"):
        at += 1
    if at < limit and page.words[at] in ("is", "was"):
        return at + 1
    if (
        at + 1 < limit
        and page.words[at] in ("serves", "served", "worked", "works", "acts", "acted", "doubles")
        and page.words[at + 1] == "as"
    ):
        return at + 2
    return -1


def _is_list(page: Page, first: int, end: int) -> bool:
    """True when the words between commas end in a name: an item of a list, no apposition."""
    tokens = page.words[first:end]
    return (
        tokens[-1][0].isupper()
        and tokens[0][0].isupper()
        and not is_role_noun(tokens[-1])
        and "of" not in tokens
        and "for" not in tokens
        and table_match(tokens, 0)[0] is None
    )


def _party(page: Page, index: int, name: NameSeen) -> list[RoleSeen]:
    """`Vera Holt (R-Ohio)`, `(Likud)`."""
    at = name.last + 1
    if name.first not in page.persons:
        return []
    if at + 2 >= len(page.words) or page.words[at] not in ("(", ","):
        return []
    inside = without_possessive(page.words[at + 1])
    short = inside.split("-")[0].lower()
    closes = page.words[at + 2] in (")", "-", ".", ",", "—") or inside.count("-") > 0
    if short in ("r", "d", "con", "lab") and closes and (page.words[at] == "(" or "-" in inside):
        phrase = TitlePhrase("member", _SHORT_PARTIES[short], False)
    elif (
        page.words[at] == "("
        and page.words[at + 2] == ")"
        and inside[0].isupper()
        and len(inside) > 2
        and not inside.isdigit()
        and inside.lower() not in words("stop")
    ):
        entry, _ = table_match([inside], 0)
        phrase = TitlePhrase("member", entry.name if entry else inside, False)
    else:
        return []
    return [RoleSeen(index, phrase, name.start, page.ends[min(at + 2, len(page.ends) - 1)])]
