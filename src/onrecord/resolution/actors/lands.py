"""Names that the words around them show to be places, and places that have a government: for states and provinces that
no table lists."""

from __future__ import annotations

import re

from .page import Page
from .seen import NameSeen

# "Sundmark's ambassador", "Norrin's governor": whoever has these is a land. "Quill's campaign" is not among them.
_GOVERNS = re.compile(
    r"[’']s (?:\w+ ){0,2}?(?:ambassador|embassy|envoy to|prime minister|foreign minister|"
    r"(?:foreign|defen[cs]e) ministry|"
    r"parliament|navy|army|air force|military|coast guard|king|queen|constitution|capital|border|coast|economy|"
    r"citizens|ruling (?:party|coalition))\b"
)
_RECEIVES = re.compile(
    r"\b(?:ambassador to|embassy in|envoy to|government of|republic of|kingdom of|province of|people of) $",
    re.IGNORECASE,
)
_LIES = re.compile(r"\b(?:in|near|throughout|across|outside|northern|southern|eastern|western) $", re.IGNORECASE)
_REACH = 24  # code points before a name that hold the longest of these phrases


def is_land(page: Page, name: NameSeen) -> bool:
    """Whether the words beside a name say that it has a government."""
    if page.text[name.end : name.end + 1] in ("'", "’") and _GOVERNS.match(page.text, name.end):
        return True
    return bool(_RECEIVES.search(page.text[max(0, name.start - _REACH) : name.start]))


def is_place(page: Page, name: NameSeen) -> bool:
    """Whether something is said to lie in it."""
    return bool(_LIES.search(page.text[max(0, name.start - _REACH) : name.start]))
