"""How far a title reaches to the left of a name."""

from __future__ import annotations

from .gazetteer import plain, words
from .matching import table_match
from .page import Page
from .seen import NameSeen
from .titles import is_head_of, is_role_noun

_STOPS_LEFT = frozenset(
    """
    said says told asked by with from in at on to that as but or nor if when while after before because since
    than into over under about between against among via per through where who whom which whose is was were
    are be been has have had will would could should may might and met meets saw sees told tells sent sends left leaves
    led made gave took brought won beat sought wrote call calls include includes urge urges name names made put
    result results""".split()
)


def title_before(page: Page, name: NameSeen) -> tuple[int, int] | None:
    """First and last word of the title phrase that stands directly before the name ("Norland's foreign minister
    Vera Holt"), None when no title does. "aides to Prime Minister Holt": the title begins after "to"."""
    last = name.first - 1
    if last >= 0 and page.words[last] == "." and last > 0 and is_role_noun(page.words[last - 1]):
        last -= 1
    if last < 0 or page.sentence[last] != page.sentence[name.first]:
        return None
    role_at = last
    if last in page.persons:
        return None
    if not is_role_noun(page.words[last]):
        role_at = _role_with_of(page, last)
        if role_at < 0:
            return None
    if page.words[last][-2:] in ("'s", "’s"):
        return None
    return left_edge(page, role_at), last


def _role_with_of(page: Page, last: int) -> int:
    """Index of the role noun of "Secretary of State", "chief of staff", "leader of the opposition"; -1 for none."""
    if plain(page.words[last]) not in words("role_of"):
        return -1
    at = last
    while at > 0 and last - at < 5:
        word = page.words[at]
        if word == "of":
            return at - 1 if is_head_of(page.words[at - 1]) else -1
        if plain(word) not in words("role_of") and word not in ("the", "and"):
            return -1
        at -= 1
    return -1


def left_edge(page: Page, role_at: int) -> int:
    """First word of the noun phrase that ends in the role noun, at most ten words to its left."""
    first = role_at
    sentence = page.sentence[role_at]
    while first > 0 and role_at - first < 10 and page.sentence[first - 1] == sentence:
        if first - 1 in page.persons:
            break
        word = page.words[first - 1]
        folded = word.lower()
        if not word[0].isalnum():
            if word == "." and len(page.words[first - 2]) <= 4 and is_role_noun(page.words[first - 2]):
                first -= 2
                continue
            break
        if folded in ("the", "a", "an", "one", "another", "his", "her", "their", "its"):
            first -= 1
            if first > 1 and page.words[first - 1] == "of" and is_head_of(page.words[first - 2]):
                first -= 2  # "Speaker of the House Rep."
                continue
            break
        if folded == "and" and first >= 2 and _joins_title(page, first):
            first -= 1
            continue
        if folded in ("for", "of", "to") and first > 1 and _speaks_for(page.words[first - 2]):
            break  # "a spokeswoman for Defense Minister Holt": the minister is not the spokeswoman
        if folded == "of" and page.words[first - 2][0].isupper() and page.words[first][0].isupper():
            first -= 1
            continue
        if (
            folded in _STOPS_LEFT
            or (folded.endswith("ed") and not word[0].isupper() and "-" not in word)
            or (
                folded.endswith("ing")
                and folded not in ("ruling", "governing", "outgoing", "incoming", "acting", "standing")
            )
        ):
            break
        first -= 1
    return first


def _speaks_for(word: str) -> bool:
    """True for a noun of somebody who works for the holder of a title: "spokesman", "lawyer", not "Secretary"."""
    return word[0].islower() and is_role_noun(word)


def _joins_title(page: Page, after: int) -> bool:
    """True when the "and" before word `after` lies inside one title ("minister and party leader", "Salt and Sail
    alliance leader") and does not join two holders ("Holt and Vice President Brandt")."""
    before = page.words[after - 2]
    following = page.words[after]
    if is_role_noun(before):
        return True
    return (
        before[0].isupper()
        and following[0].isupper()
        and not page.words[after - 3][:1].isupper()
        and plain(following) not in words("title_modifiers")
        and not is_role_noun(following)
        and table_match([following], 0)[0] is None
        and table_match([before], 0)[0] is None
    )
