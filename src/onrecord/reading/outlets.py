"""The outlet, where the text itself names it: a copyright line, a line that promotes the paper. Else None."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..record import Span
from ..text import fold

_WORD = r"(?:[A-Z][\w'’&.-]*|\d+[A-Z]*)"
_NAME = rf"(?:[Tt]he\s++)?{_WORD}(?:\s++(?:(?:of|the|and|&|de|la|le)\s++){{0,2}}{_WORD}){{0,4}}"
_THE_NAME = rf"(?P<name>[Tt]he\s++{_WORD}(?:\s++(?:of\s++)?{_WORD}){{0,3}})"
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright)\s*+(?:©|\([cC]\))?\s*+(?:(?:19|20)\d\d(?:\s*+[-–]\s*+(?:19|20)\d\d)?,?\s*+)(?:by\s++)?(?P<name>{_NAME})"
)
_RIGHTS = re.compile(rf"^(?P<name>{_NAME})[.,]?\s++(?:© )?[Aa]ll [Rr]ights [Rr]eserved")
# Each with words that its pattern needs: looking for those first is fifty times as fast.
_PROMOTIONS = (
    (("ign up", "ubscribe", "egister"),
     re.compile(rf"\b(?:[Ss]ign up|[Ss]ubscribe|[Rr]egister)\s++(?:for|to)\s++(?P<name>{_NAME})['’]s\s")),
    (("ign up", "ubscribe"),
     re.compile(rf"\b(?:[Ss]ign up|[Ss]ubscribe)\s++(?:for|to)\s++{_THE_NAME}\s++(?:newsletter|daily|weekly|for)\b")),
    (("ollow The", "ollow the"),
     re.compile(rf"\b[Ff]ollow\s++{_THE_NAME}\s++on\s++(?:Twitter|Facebook|Instagram|Telegram|X)\b")),
    ((" app",),
     re.compile(rf"\b(?:[Dd]ownload|[Gg]et)\s++(?:the\s++)?(?P<name>{_NAME})\s++app\b")),
    (("upport The", "upport the", "oin The", "oin the"),
     re.compile(rf"\b(?:[Ss]upport|[Jj]oin)\s++{_THE_NAME}(?:['’]s)?\s++(?:by|[Cc]ommunity|journalism|today)\b")),
)  # fmt: skip
_REPUBLISHED = re.compile(
    rf"(?:[Oo]riginally|[Ff]irst)\s++(?:published|appeared)\s++(?:in|on|by|at)\s++(?P<name>{_NAME})"
)
_TRAILERS = re.compile(
    r"[.,]*\s*+\b(?:All|Inc|LLC|Ltd|Limited|Follow|Contact|Terms|Privacy|About|Site|Subscribe|Powered|Designed|Reprinted|Use)\b.*$"
)
# A company that owns papers is not the paper: better no outlet than "Vale Media Holdings".
_COMPANY = re.compile(
    r"\b(?:Media|Holdings?|Publishing|Publications|Publishers|Interactive|Networks?|Group|Corp|Corporation|Company|Communications"
    r"|Broadcasting|Digital|Newspapers|Entertainment|Technologies|Solutions|GmbH|AG|BV|Co|Services)\b|&$"
)
# Who licenses pictures and wires: their sign stands under photographs in other people's papers.
_LICENSERS = frozenset(
    {"getty", "getty images", "afp", "ap", "associated press", "the associated press", "reuters", "thomson reuters",
     "epa", "shutterstock", "istock", "flickr", "wikimedia commons", "pool", "dpa", "upi", "xinhua", "alamy"}
)  # fmt: skip


def outlet_said_in(text: str, head: Sequence[Span], tail: Sequence[Span]) -> str | None:
    """The name after "© 2019" or in "Sign up for X's newsletter". A republisher's source and picture agencies are no
    outlets; two different names are no answer."""
    found: dict[str, str] = {}
    for line in [*head, *tail]:
        said = line.of(text)[:400]
        if "©" not in said and "opyright" not in said and "ights" not in said and "(c)" not in said.lower():
            continue
        for match in (_COPYRIGHT.search(said), _RIGHTS.search(said)):
            if match:
                _note(match["name"], found)
    if not found:
        said = text[:60_000]
        for needed, pattern in _PROMOTIONS:
            if any(word in said for word in needed):
                for match in pattern.finditer(said):
                    _note(match["name"], found)
    if not found:
        return None
    elsewhere = {_key(match["name"]) for match in _REPUBLISHED.finditer(text)}
    names = [name for key, name in found.items() if key not in elsewhere]
    return names[0] if len(names) == 1 else None


def _note(name: str, found: dict[str, str]) -> None:
    name = re.split(r"(?<=[a-zA-Z]{3})\.\s?(?=[A-Z])", name)[0]
    name = " ".join(_TRAILERS.sub("", name).split()).strip(" .,'’-")
    if _COMPANY.search(name):
        return
    if len(name) >= 2 and _key(name) not in _LICENSERS:
        found.setdefault(_key(name), name[:1].upper() + name[1:])


def _key(name: str) -> str:
    return fold(name).removeprefix("the ").strip(" .'")
