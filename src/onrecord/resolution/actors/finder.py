"""Places where capitalised words may name someone, with what speaks for a person, an organization or a place.

The tagger's names lead; this finder mends them (cuts titles off, joins fragments) and proposes the names it missed.
Whether a proposal counts is decided later, over all documents (`lexicon`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...record import EntityKind, Mention, MentionType, Span
from .cutting import cut_run, seen_at
from .gazetteer import given_names, plain, words
from .headings import names_in_title_case
from .names import without_possessive
from .page import Page
from .seen import NameSeen, Tagged, is_capital
from .titles import is_role_noun


def find_names(
    page: Page, mentions: Sequence[Mention], cues: Sequence[Span] = (), sources: Sequence[Span] = ()
) -> list[NameSeen]:
    """Name candidates of a page in text order, no two of them overlapping. No name runs into a cue of attribution."""
    spoken = {inside[0]: inside[-1] for span in sources if (inside := page.words_in(span.start, span.end))}
    borders = {page.word_at(edge) for cue in cues for edge in (cue.start, cue.end)}
    lowercase = {word for word in page.words if word.islower()}
    tagged = _tagged(page, mentions)
    found: list[NameSeen] = []
    done = -1
    for index, word in enumerate(page.words):
        if not (word[0].isupper() or index in tagged or word[:3] in ("al-", "el-")) or index <= done:
            continue
        if word in _CLOCKS and index + 1 < len(page.words) and page.words[index + 1][0].isupper():
            continue
        marked = tagged.get(index)
        if page.sentence[index] in page.title_case or not (is_capital(word) or marked):
            continue
        whole = marked is not None and ("and" in page.words[index : marked[0] + 1] or not is_capital(word))
        last = marked[0] if marked is not None and whole else _run_end(page, index, borders)
        found.extend(cut_run(page, index, last, tagged, lowercase))
        done = max(last, found[-1].last if found else 0)
    found.extend(_surnames_at_sentence_start(page, found))
    found.extend(names_in_title_case(page, found, tagged, spoken))
    found.sort(key=lambda name: name.first)
    return found


def _surnames_at_sentence_start(page: Page, found: list[NameSeen]) -> list[NameSeen]:
    """Words such as "Day said" that are also common words, where the page names a Day in full."""
    surnames = {name.key.split()[-1] for name in found if " " in name.key and not name.table}
    taken = {index for name in found for index in range(name.first, name.last + 1)}
    more = []
    for first in page.sentence_start:
        at = first
        while at < len(page.words) - 1 and not page.words[at][0].isalnum():
            at += 1
        if at >= len(page.words) or at in taken or page.sentence[at] in page.title_case:
            continue
        if page.words[at][0].isupper() and plain(without_possessive(page.words[at])) in surnames:
            more.append(seen_at(page, at, at, {}, True))
    return more


def _tagged(page: Page, mentions: Sequence[Mention]) -> Tagged:
    """First word of each tagged name to its last word and label."""
    tagged: Tagged = {}
    for mention in mentions:
        if mention.type is MentionType.NAME:
            inside = page.words_in(mention.start, mention.end)
            if inside and page.paragraph[inside[0]] == page.paragraph[inside[-1]]:  # no name goes on in the next line
                tagged[inside[0]] = (inside[-1], mention.entity)
    for first in sorted(tagged):
        last, entity = tagged.get(first, (-1, EntityKind.UNKNOWN))
        if last >= 0 and page.words[last] in ("of", "for") and last + 1 in tagged:
            tagged[first] = (tagged.pop(last + 1)[0], entity)  # "Times of | Norland"
    return tagged


# Words that stand in no name, though headlines write them with a capital ("Vera Holt To Resign").
_NEVER_INSIDE = frozenset("To From With As Is Was Are Were Has".split())
# "10 a.m. EDT | Vera Holt": a line of the clock in front of the text.
_CLOCKS = frozenset("PDT PST EDT EST CDT CST MDT MST ET PT GMT UTC BST CET CEST IST JST AEST AM PM".split())


def _run_end(page: Page, index: int, borders: set[int]) -> int:
    """Last word of the run of capitalised words that starts at `index`, particles and initials' dots included."""
    words_, sentence = page.words, page.sentence
    last = index
    n_words = len(words_)
    while last + 1 < n_words and sentence[last + 1] == sentence[index]:
        following = words_[last + 1]
        if last + 1 in borders or following in _NEVER_INSIDE or words_[last] in _CLOCKS:
            break
        office = following in ("Office", "Bureau") and is_role_noun(without_possessive(words_[last]))
        if words_[last][-2:] in ("'s", "’s") and not office:  # "Attorney's Office" is one name
            break
        if page.paragraph[last + 1] != page.paragraph[index] or page.starts[last + 1] - page.ends[last] > 3:
            break
        if is_capital(following):
            last += 1
        elif (
            (following == "." and len(words_[last]) == 1 and last + 2 < n_words and is_capital(words_[last + 2]))
            or (
                following == "."
                and words_[last].lower() in _DOTTED
                and last + 2 < n_words
                and is_capital(words_[last + 2])
            )
            or (following in words("particles") and last + 2 < n_words and is_capital(words_[last + 2]))
        ):
            last += 2
        elif (
            following in words("particles")
            and last + 3 < n_words
            and words_[last + 2] in words("particles")
            and is_capital(words_[last + 3])
        ):
            last += 3
        elif (
            following in ("'", "’")
            and words_[last][-1] == "s"
            and last + 2 < n_words
            and words_[last + 2][0].isupper()
            and plain(words_[last + 2]) in words("org_nouns")
            and words_[last][0].isupper()
        ):
            last += 2  # "Workers' Party"
        elif following == "and" and _is_joint_body(words_, index, last):
            last += 2
        elif following in _CLOSES and last + 3 < n_words and (length := _nickname_length(words_, last)):
            last += length + 3
        else:
            break
    return last


_BODIES = frozenset("committee ministry department commission council agency authority bureau subcommittee".split())


def _is_joint_body(words_: list[str], index: int, last: int) -> bool:
    """True before the "and" of "Trade and Fisheries Committee"."""
    if plain(words_[last]) in words("org_nouns") or any(
        plain(word) in given_names() for word in words_[index : last + 1]
    ):
        return False
    for at in range(last + 2, min(last + 5, len(words_))):
        if not words_[at][0].isupper():
            return False
        if plain(without_possessive(words_[at])) in _BODIES:
            return at > last + 2
    return False


_DOTTED = frozenset("sen rep gov gen col lt st prof rev adm amb dr mr mrs ms sgt capt maj hon pres sec".split())


_CLOSES = {"(": ")", '"': '"', "“": "”", "'": "'", "‘": "’"}


def _nickname_length(words_: list[str], last: int) -> int:
    """How many words the nickname in `Given (Nick) Surname` or `Given "The Nick" Surname` has, after the given name;
    0 where there is none."""
    if words_[last].lower() not in given_names():
        return 0
    closing = _CLOSES[words_[last + 1]]
    for length in (1, 2):
        end = last + 2 + length
        if end + 1 >= len(words_) or words_[end] != closing:
            continue
        nick = words_[last + 2 : end]
        fits = all(is_capital(word) and len(word) > 2 and not word.isupper() for word in nick)
        return length if fits and is_capital(words_[end + 1]) else 0
    return 0
