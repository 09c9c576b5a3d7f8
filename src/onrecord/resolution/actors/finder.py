"""Places where capitalised words may name someone, with what speaks for a person, an organization or a place.

The tagger's names lead; this finder mends them (cuts titles off, joins fragments) and proposes the names it missed.
Whether a proposal counts is decided later, over all documents (`lexicon`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...record import EntityKind, Mention, MentionType, Span
from .gazetteer import given_names, plain, words
from .names import without_possessive
from .page import Page
from .titles import is_head_of, is_plural_role, is_role_noun, table_match


@dataclass(slots=True)
class NameSeen:
    """One place that may name someone: words `first` to `last` of the page, free of titles and possessives.

    `entity` is the tagger's label, None where it marked nothing; `titled` says that a title or honorific stands
    directly before; `honorific` is that honorific ("mr"), "" for none. `weak` marks places where capitals mean
    little: headlines, first words of sentences.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    key: str
    sentence: int
    paragraph: int
    position: int
    quoted: bool
    entity: EntityKind | None = None
    titled: bool = False
    honorific: str = ""
    title_start: int = -1
    weak: bool = False
    table: bool = False
    possessive: bool = False


def find_names(page: Page, mentions: Sequence[Mention], cues: Sequence[Span] = ()) -> list[NameSeen]:
    """Name candidates of a page in text order, no two of them overlapping. No name runs into a cue of attribution."""
    borders = {page.word_at(edge) for cue in cues for edge in (cue.start, cue.end)}
    lowercase = {word for word in page.words if word.islower()}
    tagged = _tagged(page, mentions)
    found: list[NameSeen] = []
    index = 0
    n_words = len(page.words)
    while index < n_words:
        if page.sentence[index] in page.title_case:
            index += 1
            continue
        if index in tagged:
            last, _entity = tagged[index]
            if "and" in page.words[index : last + 1] or not _is_capital(page.words[index]):
                found.extend(_cut(page, index, last, tagged, lowercase))
                index = max(last, found[-1].last if found else 0) + 1
                continue
        if not _is_capital(page.words[index]):
            index += 1
            continue
        last = _run_end(page, index, borders)
        found.extend(_cut(page, index, last, tagged, lowercase))
        index = max(last, found[-1].last if found else 0) + 1
    found.extend(_surnames_at_sentence_start(page, found))
    found.extend(_in_title_case(page, found, tagged))
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
        if at < len(page.words) and at not in taken and page.words[at][0].isupper():
            if plain(without_possessive(page.words[at])) in surnames and page.sentence[at] not in page.title_case:
                more.append(_seen(page, at, at, {}, True))
    return more


def _in_title_case(page: Page, found: list[NameSeen], tagged: dict[int, tuple[int, EntityKind]]) -> list[NameSeen]:
    """Names in sentences set in title case: what the tagger marked, what tables or the rest of the page know, and a
    known given name with the word after it."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for name in found:
        parts = tuple(name.key.split())
        known.setdefault(parts[0], set()).add(parts)
        if len(parts) > 1 and not name.table:
            known.setdefault(parts[-1], set()).add(parts[-1:])
    more: list[NameSeen] = []
    for number in sorted(page.title_case):
        index = page.sentence_start[number]
        while index < len(page.words) and page.sentence[index] == number:
            word = page.words[index]
            if not _is_capital(word):
                index += 1
                continue
            last, table = _known_at(page, index, known, tagged)
            if last >= 0:
                seen = _seen(page, index, last, tagged, True)
                seen.table = table
                before = page.words[index - 1] if index else ""
                seen.titled = is_role_noun(before) or (
                    before == "." and index > 1 and is_role_noun(page.words[index - 2])
                )
                more.append(seen)
                index = seen.last
            index += 1
    return more


def _known_at(
    page: Page, index: int, known: dict[str, set[tuple[str, ...]]], tagged: dict[int, tuple[int, EntityKind]]
) -> tuple[int, bool]:
    """Last word of the name at `index` in title case and whether a table knows it; -1 for none."""
    if index in tagged:
        return tagged[index][0], False
    entry, length = table_match(page.words, index)
    if entry is not None:
        return index + length - 1, True
    here = [plain(without_possessive(word)) for word in page.words[index : index + 5]]
    flat = [part for word in here for part in word.split()]
    for parts in sorted(known.get(flat[0] if flat else "", ()), key=lambda parts: (-len(parts), parts)):
        if tuple(flat[: len(parts)]) == parts:
            taken, count = 0, 0
            while taken < len(parts):
                taken += len(here[count].split())
                count += 1
            return index + count - 1, False
    following = page.words[index + 1] if index + 1 < len(page.words) else ""
    if here[0] in given_names() and here[0] not in words("stop") and following[:1].isupper():
        if plain(following) not in words("stop") and page.words[index][-2:] not in ("'s", "’s"):
            return index + 1, False
    return -1, False


def _tagged(page: Page, mentions: Sequence[Mention]) -> dict[int, tuple[int, EntityKind]]:
    """First word of each tagged name to its last word and label."""
    tagged: dict[int, tuple[int, EntityKind]] = {}
    for mention in mentions:
        if mention.type is MentionType.NAME:
            inside = page.words_in(mention.start, mention.end)
            if inside:
                tagged[inside[0]] = (inside[-1], mention.entity)
    return tagged


def _is_capital(word: str) -> bool:
    return word[0].isupper() and (len(word) > 1 or word != "I")


def _run_end(page: Page, index: int, borders: set[int]) -> int:
    """Last word of the run of capitalised words that starts at `index`, particles and initials' dots included."""
    words_, sentence = page.words, page.sentence
    last = index
    n_words = len(words_)
    while last + 1 < n_words and sentence[last + 1] == sentence[index]:
        following = words_[last + 1]
        if last + 1 in borders:
            break
        if words_[last][-2:] in ("'s", "’s"):
            break
        if page.starts[last + 1] - page.ends[last] > 1:
            gap = page.text[page.ends[last] : page.starts[last + 1]]
            if len(gap) > 3:
                break
        if _is_capital(following):
            last += 1
        elif (
            (following == "." and len(words_[last]) == 1 and last + 2 < n_words and _is_capital(words_[last + 2]))
            or (
                following == "."
                and words_[last].lower() in _DOTTED
                and last + 2 < n_words
                and _is_capital(words_[last + 2])
            )
            or (following in words("particles") and last + 2 < n_words and _is_capital(words_[last + 2]))
        ):
            last += 2
        elif (
            following in words("particles")
            and last + 3 < n_words
            and words_[last + 2] in words("particles")
            and _is_capital(words_[last + 3])
        ):
            last += 3
        elif following in ("(", '"', "“") and last + 3 < n_words and _is_nickname(words_, last):
            last += 4
        else:
            break
    return last


_DOTTED = frozenset("sen rep gov gen col lt st prof rev adm amb dr mr mrs ms sgt capt maj hon pres sec".split())
_CLOSES = {"(": ")", '"': '"', "“": "”"}


def _is_nickname(words_: list[str], last: int) -> bool:
    """True for `Given (Nick) Surname` after the given name."""
    opening, nick, closing = words_[last + 1 : last + 4]
    return (
        closing == _CLOSES[opening]
        and _is_capital(nick)
        and len(nick) > 2
        and not nick.isupper()
        and last + 4 < len(words_)
        and _is_capital(words_[last + 4])
        and words_[last].lower() in given_names()
    )


def _cut(
    page: Page, first: int, last: int, tagged: dict[int, tuple[int, EntityKind]], lowercase: set[str]
) -> list[NameSeen]:
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
        if not token[0].isalnum() or (not token[0].isupper() and index not in tagged):
            index += 1
            continue
        folded = plain(without_possessive(token))
        if (
            index == 0
            and initial
            and (folded in words("stop") or (folded in lowercase and len(tokens) == 1 and first not in tagged))
        ):
            index += 1
            continue
        if (
            folded in words("stop")
            and token.lower() == token.lower().rstrip(".")
            and len(token) < 12
            and not token.isupper()
            and first + index not in tagged
        ):
            index += 1
            titled, honorific, title_start = False, "", -1
            continue
        if _only_states(token):
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
        end_of_title = 0 if honorific else _title_end(tokens, index)
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
            seen = _seen(page, first + index, first + index + length - 1, tagged, head)
            seen.table = True
            found.append(seen)
            titled, honorific, title_start = False, "", -1
            index += length
            continue
        end = _name_end(tokens, index, first, tagged)
        seen = _seen(page, first + index, first + end, tagged, head)
        seen.titled, seen.honorific, seen.title_start = titled, honorific, title_start
        seen.weak = seen.weak or (initial and index == 0 and end == index)
        found.append(seen)
        titled, honorific, title_start = False, "", -1
        index = end + 1
    return found


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
    ):
        return at - 1
    return -1


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
        if token[-2:] in ("'s", "’s"):
            return 0
        if is_role_noun(token) or is_plural_role(token):
            if folded in words("role_surnames") and at > index and plain(tokens[at - 1]) in given:
                return 0
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
        entry, length = table_match(page.words[: last + 1], index)
        if entry is None:
            index += 1
            continue
        seen = _seen(page, index, index + length - 1, {}, head)
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


def _name_end(tokens: list[str], index: int, first: int, tagged: dict[int, tuple[int, EntityKind]]) -> int:
    """Index of the last word of the name that starts at `index`."""
    end = index
    marked = tagged.get(first + index)
    limit = min(marked[0] - first, len(tokens) - 1) if marked else -1
    while end + 1 < len(tokens):
        if tokens[end][-2:] in ("'s", "’s") and end >= limit:
            break
        following = end + 1
        if following > limit and first + following in tagged and limit >= index:
            break
        if is_role_noun(tokens[following]) and following + 1 < len(tokens) and following > limit:
            if tokens[following + 1] == "." or plain(tokens[following]) not in words("role_surnames"):
                break  # "Ohio | Gov. Vera Holt"
        end = following
    while end > index and not tokens[end][0].isalnum() and tokens[end] not in (")",):
        end -= 1
    return end


def _seen(page: Page, first: int, last: int, tagged: dict[int, tuple[int, EntityKind]], head: bool) -> NameSeen:
    last = _with_of_part(page, first, last)
    text = page.of(first, last)
    bare = without_possessive(text)
    start = page.starts[first]
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
        text=bare,
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
        or words_[last + 1] not in ("of", "for")
    ):
        return last
    at = last + 2
    if words_[at] == "the" and at + 1 < len(words_):
        at += 1
    if not _is_capital(words_[at]) or page.sentence[at] != page.sentence[first]:
        return last
    end = at
    while (
        end + 1 < len(words_)
        and _is_capital(words_[end + 1])
        and not is_role_noun(words_[end + 1])
        and words_[end][-2:] not in ("'s", "’s")
    ):
        if plain(words_[end + 1]) in given_names() and page.sentence[end + 1] == page.sentence[first]:
            break
        end += 1
    if end + 2 < len(words_) and words_[end + 1] == "of" and _is_capital(words_[end + 2]):
        end += 2
    if end + 2 < len(words_) and words_[end + 1] in ("and", "&") and _is_capital(words_[end + 2]):
        joined = end + 2
        while joined + 1 < len(words_) and _is_capital(words_[joined + 1]) and joined < end + 4:
            joined += 1
        if words_[end + 1] == "&" or plain(words_[joined]) in words("field_nouns"):
            end = joined  # "Centre for Trade and Industry Studies"
    return end
