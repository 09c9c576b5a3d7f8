"""Runs of capitalised words cut into titles, nationalities and names."""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from ...record import EntityKind
from .gazetteer import PARTY_PEOPLE, entry_of, given_names, plain, words
from .matching import table_match
from .names import LEGAL_FORMS, SUFFIXES, without_possessive
from .page import Page
from .seen import NameSeen, Tagged, is_capital
from .titles import is_head_of, is_plural_role, is_role_noun


def cut_run(page: Page, first: int, last: int, tagged: Tagged, lowercase: set[str]) -> list[NameSeen]:
    """The names inside one run of words: titles, honorifics and leading nationalities cut off."""
    tokens = page.words[first : last + 1]
    found: list[NameSeen] = []
    head = page.in_head(page.starts[first])
    initial = page.starts_sentence(first)
    index = 0
    titled = False
    honorific = ""
    title_start = -1
    if first > 0 and (
        is_role_noun(page.words[first - 1])
        or (page.words[first - 1] == "." and first > 1 and is_role_noun(page.words[first - 2]))
    ):
        titled = page.sentence[first - 1] == page.sentence[first]
        title_start = first - 1 if titled else -1
    of_title = _of_title(page, first)
    if of_title >= 0:
        while index < len(tokens) and plain(tokens[index]) in words("role_of"):
            index += 1
        titled, title_start = True, of_title
    while index < len(tokens):
        token = tokens[index]
        lower = not token[0].isalnum() or (not token[0].isupper() and index not in tagged)
        if lower and token[:3] not in ("al-", "el-"):
            index += 1
            continue
        folded = plain(without_possessive(token))
        if folded == "the" and index + 1 < len(tokens) and table_match(tokens, index)[1] > 1:
            _, length = table_match(tokens, index)  # "The Hague", "The Economist"
            seen = seen_at(page, first + index, first + index + length - 1, tagged, head)
            seen.table = True
            found.append(seen)
            index += length
            continue
        if (
            index == 0
            and initial
            and (
                (
                    _is_stop(folded)
                    and not (token.isupper() and len(token) > 1)
                    and not _tagged_given(tokens, first, tagged)
                )
                or (len(tokens) > 1 and _opens_clause(folded))
                or (
                    folded in lowercase
                    and len(tokens) == 1
                    and first not in tagged
                    and _with_of_part(page, first, first) == first
                )
            )
        ):
            index += 1
            continue
        if (
            _is_stop(folded)
            and token.lower() == token.lower().rstrip(".")
            and len(token) < 12
            and not token.isupper()
            and first + index not in tagged
        ):
            index += 1
            titled, honorific, title_start = False, "", -1
            continue
        if (
            _only_states(token)
            or token.lower().startswith(_SIDES)
            or (len(token) > 3 and token[:2] in ("R-", "D-", "I-"))
        ):
            index += 1
            continue
        if folded in ("former", "ex", "late", "then") and index + 1 < len(tokens):
            index += 1
            continue
        if folded in _HONORIFICS and index + 1 < len(tokens):
            titled, honorific = True, folded
            title_start = first + index if title_start < 0 else title_start
            index += 1
            if index < len(tokens) and tokens[index] == ".":
                index += 1
            continue
        if _is_team(page, first + index, last, tagged, lowercase):
            end = tagged[first + index][0]
            found.append(seen_at(page, first + index, end, tagged, head))
            titled, honorific, title_start = False, "", -1
            index = end - first + 1
            continue
        party = folded in PARTY_PEOPLE and index + 1 == len(tokens)
        end_of_title = 0 if honorific or party else _title_end(tokens, index)
        if end_of_title:
            names = _names_in_title(page, first + index, first + end_of_title - 1, head)
            found.extend(names)
            titled = True
            title_start = first + index if title_start < 0 else title_start
            index = end_of_title
            if index < len(tokens) and tokens[index] == ".":
                index += 1
            continue
        entry, length = table_match(tokens, index)
        if entry is not None and _stands_alone(tokens, index, length):
            seen = seen_at(page, first + index, first + index + length - 1, tagged, head)
            seen.table = True
            found.append(seen)
            titled, honorific, title_start = False, "", -1
            index += length
            continue
        end = _name_end(tokens, index, first, tagged)
        if first + index not in tagged and end + 1 < len(tokens) and _is_person_at(first + end + 1, tagged):
            index = end + 1
            titled, honorific, title_start = False, "", -1
            continue  # what opens the headline before a person's name is nobody
        seen = seen_at(page, first + index, first + end, tagged, head)
        seen.titled, seen.honorific, seen.title_start = titled, honorific, title_start
        seen.weak = seen.weak or (initial and index == 0 and end == index)
        found.append(seen)
        titled, honorific, title_start = False, "", -1
        index = end + 1
        if seen.entity is not None and index < len(tokens) and _breaks_off(tokens, index) and not seen.possessive:
            index = _next_marked(tokens, index, first, tagged)
    return found


def _is_team(page: Page, at: int, last: int, tagged: Tagged, lowercase: set[str]) -> bool:
    """True for "Harbor Chiefs" or "the Senators" where the tagger marks an organization and the document writes no
    chiefs or senators small: a team, no title."""
    end, entity = tagged.get(at, (-1, EntityKind.UNKNOWN))
    if entity is not EntityKind.ORGANIZATION or end > last or not is_plural_role(page.words[end]):
        return False
    return plain(without_possessive(page.words[end])) not in lowercase and not page.words[at].isupper()


def _of_title(page: Page, first: int) -> int:
    """Index of the role noun when the run at `first` completes it ("Secretary of | State Vera Holt"); else -1."""
    at = first - 1
    if at > 0 and page.words[at] == "the":
        at -= 1
    if (
        at > 0
        and page.words[at] == "of"
        and plain(page.words[first]) in words("role_of")
        and is_head_of(page.words[at - 1])
        and plain(page.words[min(first + 1, len(page.words) - 1)]) not in words("org_nouns")
    ):
        return at - 1
    return -1  # also for "chairman of the Labour Party"


_SIDES = ("anti-", "pro-", "non-")
_INDEFINITE = frozenset("anything everything nothing something everyone someone anyone nobody".split())


@lru_cache(maxsize=1 << 12)
def _opens_clause(folded: str) -> bool:
    """True for a first word that belongs to no name: "*Following* Holt's visit", "*Anything* Holt did"."""
    return folded in _INDEFINITE or (folded.endswith("ing") and len(folded) > 5 and folded not in given_names())


def _tagged_given(tokens: list[str], first: int, tagged: Tagged) -> bool:
    """True for "*May* Collins", "*Will* Brandt": a given name that is a common word too, tagged with what follows."""
    return first in tagged and tagged[first][0] > first and plain(tokens[0]) in given_names()


def _is_stop(folded: str) -> bool:
    return folded in words("stop") or folded.split("'")[0] in ("i", "we", "it", "he", "she", "they", "you", "that")


def _only_states(token: str) -> bool:
    """True for "US-Israel", "Franco-German": states as modifiers, no name of an actor."""
    if "-" not in token and "–" not in token:
        return False
    parts = token.replace("–", "-").split("-")
    return all(table_match([part], 0)[0] is not None for part in parts if part) or parts[-1].islower()


_HONORIFICS = words("honorific_m") | words("honorific_f") | words("honorific_u")


def _title_end(tokens: list[str], index: int) -> int:
    """Index after the title that starts at `index` ("National Security Adviser", "Secretary of State"); 0 for none."""
    given = given_names()
    for at in range(index, min(index + 6, len(tokens))):
        token = tokens[at]
        folded = plain(token)
        possessive = token[-2:] in ("'s", "’s")
        if possessive and not (at + 1 == len(tokens) and is_role_noun(without_possessive(token))):
            return 0
        if possessive or is_role_noun(token) or is_plural_role(token):
            if folded in words("role_surnames") and at > index and plain(tokens[at - 1]) in given:
                return 0
            rest = [plain(without_possessive(word)) for word in tokens[at + 1 :]]
            if rest and rest[-1] in words("org_nouns") and not any(word in given for word in rest):
                return 0  # "Justice Department", "Attorneys General Association"
            return at + 1
        if at == index and table_match(tokens, index)[0] is not None and folded not in words("title_modifiers"):
            return 0
        if folded in given and folded not in words("title_modifiers") and folded not in words("role_of"):
            return 0
        if not (token[0].isalnum()):
            return 0
    return 0


def _names_in_title(page: Page, first: int, last: int, head: bool) -> list[NameSeen]:
    """Organizations and states named inside a title ("IDF Chief of Staff")."""
    found = []
    index = first
    while index <= last:
        entry, length = table_match(page.words, index)
        if entry is None or index + length - 1 > last:
            index += 1
            continue
        seen = seen_at(page, index, index + length - 1, {}, head)
        seen.table = True
        found.append(seen)
        index += length
    return found


def _stands_alone(tokens: list[str], index: int, length: int) -> bool:
    """False when the table name only begins a longer name ("Jerusalem Post", "American Bar Association")."""
    after = index + length
    if after >= len(tokens):
        return True
    if tokens[after - 1][-2:] in ("'s", "’s"):
        return True
    following = tokens[after]
    folded = plain(without_possessive(following))
    if not following[0].isupper():
        return True
    if is_role_noun(following) or is_plural_role(following) or _title_end(tokens, after):
        return True
    rest = [plain(without_possessive(token)) for token in tokens[after:]]
    if rest[-1] in words("org_nouns") or rest[-1] in words("other_nouns") or rest[-1] in words("place_nouns"):
        return length > 1 and rest[-1] not in words("org_nouns")
    if table_match(tokens, after)[0] is not None:
        return True
    return folded in given_names() and len(rest) > 1


def _is_person_at(at: int, tagged: Tagged) -> bool:
    return at in tagged and tagged[at][1] is EntityKind.PERSON


def _is_somebody_at(at: int, tagged: Tagged) -> bool:
    return at in tagged and tagged[at][1] in (EntityKind.PERSON, EntityKind.ORGANIZATION)


def _may_open_a_name(tokens: list[str], at: int) -> bool:
    """True for an initial or a given name that the tagger may have left out of the name behind it."""
    word = tokens[at - 1] if tokens[at] == "." and at else tokens[at]
    return len(word.replace(".", "")) == 1 or plain(word) in given_names()


def _breaks_off(tokens: list[str], following: int) -> bool:
    """True for a word that the tagger left out of the name before it, and rightly so."""
    word = tokens[following]
    folded = plain(without_possessive(word))
    if not word[0].isalpha() or len(word) == 1:
        return False
    return folded not in words("org_nouns") and folded not in SUFFIXES and folded not in LEGAL_FORMS


def _next_marked(tokens: list[str], index: int, first: int, tagged: Tagged) -> int:
    """Index of the next name that the tagger or a table knows, or of the next title, from `index` on: the words before
    it go on a headline."""
    while index < len(tokens) and first + index not in tagged:
        if table_match(tokens, index)[0] is not None or plain(tokens[index]) in _HONORIFICS:
            break
        if _title_end(tokens, index):
            break
        index += 1
    return index


def _name_end(tokens: list[str], index: int, first: int, tagged: Tagged) -> int:
    """Index of the last word of the name that starts at `index`."""
    end = index
    marked = tagged.get(first + index)
    limit = min(marked[0] - first, len(tokens) - 1) if marked else -1
    while end + 1 < len(tokens):
        if tokens[end][-2:] in ("'s", "’s") and end >= limit:
            office = plain(without_possessive(tokens[end + 1])) in ("office", "department", "bureau")
            if not (office and is_role_noun(without_possessive(tokens[end]))):
                break  # "Attorney's Office" is one name
        following = end + 1
        if limit < index and _is_somebody_at(first + following, tagged) and not _may_open_a_name(tokens, end):
            break  # "Rehires Attorney | Ida Holt"
        if following > limit and first + following in tagged and limit >= index:
            if marked is None or not tagged[first + following][1] is marked[1] is EntityKind.PERSON:
                break
            limit = min(tagged[first + following][0] - first, len(tokens) - 1)
        if following > limit >= index and _breaks_off(tokens, following):
            break  # "Ida Holt | Resigns"
        titled = is_role_noun(tokens[following]) and following + 1 < len(tokens) and following > limit
        if titled and (tokens[following + 1] == "." or plain(tokens[following]) not in words("role_surnames")):
            break  # "Ohio | Gov. Vera Holt"
        end = following
    while end > index and not tokens[end][0].isalnum() and tokens[end] not in (")",):
        end -= 1
    if end > index and plain(tokens[end]) in _WEEKDAYS and not _names_a_day(plain(tokens[end - 1])):
        end -= 1  # "broke with President Holt | Monday"
    return end


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NAMED_DAYS = frozenset("easter good ash palm whit black bloody super holy cyber".split())


def _names_a_day(before: str) -> bool:
    """True for what makes a weekday part of a name: "Good Friday", "Harbor News Sunday"."""
    return before in _NAMED_DAYS or before in words("org_nouns")


_DOTTED_ENDS = frozenset(("jr", "sr", "inc", "corp", "co", "ltd"))


def seen_at(page: Page, first: int, last: int, tagged: Tagged, head: bool) -> NameSeen:
    last = _with_of_part(page, first, last)
    if last > first and page.words[first] == "The" and entry_of(plain(page.of(first, last))) is None:
        first += 1
    text = page.of(first, last)
    bare = without_possessive(text)
    start = page.starts[first]
    if plain(bare).rpartition(" ")[2] in _DOTTED_ENDS and page.text[start + len(bare) : start + len(bare) + 1] == ".":
        bare += "."  # "Samuel Holt Jr."
    entity = None
    for index in range(first, last + 1):
        if index in tagged:
            entity = tagged[index][1]
            break
    return NameSeen(
        first=first,
        last=last,
        start=start,
        end=start + len(bare),
        text=intern(bare),  # the same names return in thousands of articles
        key=plain(bare),
        sentence=page.sentence[first],
        paragraph=page.paragraph[first],
        position=first - page.sentence_start[page.sentence[first]],
        quoted=page.quoted[first],
        entity=entity,
        weak=head,
        possessive=len(bare) < len(text),
    )


def _with_of_part(page: Page, first: int, last: int) -> int:
    """Last word of "Institute for National Security", "University of the North", given the words before "of"."""
    words_ = page.words
    if (
        plain(words_[last]) not in words("org_nouns")
        or last + 2 >= len(words_)
        or words_[last + 1] not in ("of", "for", "on")
    ):
        return last
    at = last + 2
    if words_[at] == "the" and at + 1 < len(words_):
        at += 1
    if plain(words_[at]) in words("stop"):
        return last  # "the Court on Monday"
    if not is_capital(words_[at]) or page.sentence[at] != page.sentence[first]:
        return last
    end = at
    while (
        end + 1 < len(words_)
        and is_capital(words_[end + 1])
        and not is_role_noun(words_[end + 1])
        and words_[end][-2:] not in ("'s", "’s")
    ):
        if plain(words_[end + 1]) in given_names() and page.sentence[end + 1] == page.sentence[first]:
            break
        end += 1
    if end + 2 < len(words_) and words_[end + 1] == "of" and is_capital(words_[end + 2]):
        end += 2
    if end + 2 < len(words_) and words_[end + 1] in ("and", "&") and is_capital(words_[end + 2]):
        joined = end + 2
        while joined + 1 < len(words_) and is_capital(words_[joined + 1]) and joined < end + 4:
            joined += 1
        if words_[end + 1] == "&" or plain(words_[joined]) in words("field_nouns"):
            end = joined  # "Centre for Trade and Industry Studies"
    return end
