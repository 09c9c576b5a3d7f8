"""Names in sentences set in title case, where capitals say nothing."""

from __future__ import annotations

from .cutting import cut_run, seen_at
from .gazetteer import given_names, plain, words
from .matching import table_match
from .names import without_possessive
from .page import Page
from .seen import NameSeen, Tagged, is_capital
from .titles import is_role_noun


def names_in_title_case(page: Page, found: list[NameSeen], tagged: Tagged, spoken: dict[int, int]) -> list[NameSeen]:
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
        shouted = page.words[index].isupper() and page.words[min(index + 1, len(page.words) - 1)].isupper()
        while index < len(page.words) and page.sentence[index] == number:
            word = page.words[index]
            if not is_capital(word):
                index += 1
                continue
            marked = tagged[index][0] if index in tagged else -1 if shouted else spoken.get(index, -1)
            if marked >= 0:
                cut = cut_run(page, index, marked, tagged, set())
                more.extend(cut)
                index = max(marked, cut[-1].last if cut else 0) + 1
                continue
            last, table = _known_at(page, index, known, guess=not shouted)
            if last >= 0:
                seen = seen_at(page, index, last, tagged, True)
                seen.table = table
                before = page.words[index - 1] if index else ""
                seen.titled = is_role_noun(before) or (
                    before == "." and index > 1 and is_role_noun(page.words[index - 2])
                )
                more.append(seen)
                index = seen.last
            index += 1
    return more


def _known_at(page: Page, index: int, known: dict[str, set[tuple[str, ...]]], *, guess: bool) -> tuple[int, bool]:
    """Last word of the name at `index` in title case and whether a table knows it; -1 for none."""
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
    goes_on = index + 1 < len(page.words) and page.sentence[index + 1] == page.sentence[index]
    following = page.words[index + 1] if goes_on else ""
    given = here[0] in given_names() and here[0] not in words("stop") and page.words[index][-2:] not in ("'s", "’s")
    if guess and given and following[:1].isupper() and plain(following) not in words("stop"):
        return index + 1, False
    return -1, False
