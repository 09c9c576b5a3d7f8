"""Where an article was filed, as its first words say: "OSLO, Norway (AP) — The government ..."."""

from __future__ import annotations

import re

from .gazetteer import PlaceEntry, StateEntry
from .matching import table_match
from .page import Page

_DATELINE = re.compile(
    r"^[ \t]*((?:[A-Z][\w.'’-]+[ ,/]*){1,5})"  # OSLO, Norway
    r"(?:,? ?(?:\w+\.? \d{1,2}|\d{1,2} \w+)\.?)?"  # , Sept. 4
    r" ?(?:\([\w/ ,.&-]{2,30}\))?"  # (Agency)
    r" ?(?:—|–|--|-) ?(?=[\"“‘A-Z])",
    re.MULTILINE,
)
_FIRST = 2_500  # code points in which a dateline may stand, below headline, byline and credit


# Short forms of American states as agencies print them behind a city.
_AMERICAN = frozenset(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn "
    "Vt Va Wash Wis Wyo D.C N.C N.D N.H N.J N.M N.Y R.I S.C S.D W.Va Texas Ohio Iowa Utah".split()
)


def dateline_state(page: Page) -> str | None:
    """The state in which the article was filed; None where no dateline says so, or only a city that no table lists. The
    city counts where it stands in capitals, or before an agency in brackets."""
    for match in _DATELINE.finditer(page.text, 0, _FIRST):
        place = match.group(1)
        if not (place.split()[0].strip(",").isupper() or "(" in match.group()):
            continue
        inside = page.words_in(match.start(1), match.end(1))
        found = [entry for at in inside if (entry := table_match(_spelled(page, at, inside), 0)[0]) is not None]
        states = [one.name for one in found if isinstance(one, StateEntry)]
        parts = [one.state for one in found if isinstance(one, PlaceEntry) and one.state]
        if parts or states:
            return (states or parts)[-1] if len({*states, *parts}) == 1 else None
        if any(page.words[at].rstrip(".") in _AMERICAN for at in inside):
            return "United States"
    return None


def _spelled(page: Page, at: int, inside: range) -> list[str]:
    """The words from `at` on, in which capitals that only shout are lowered ("OSLO" is Oslo, "US" stays)."""
    return [word.capitalize() if len(word) > 3 and word.isupper() else word for word in page.words[at : inside[-1] + 1]]
