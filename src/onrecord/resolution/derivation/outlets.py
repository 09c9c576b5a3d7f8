# ruff: noqa: E501
"""Names of outlets in a text: those shipped, those of the collection, those a text introduces, and those a name gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...record import Span
from ...text import fold, stable_id

# A newspaper's own words at the end (or start) of a capitalised name; WEAK ones need a strong sign of a citation.
_HEADS = frozenset(
    "times post journal news herald tribune guardian telegraph gazette chronicle observer ledger courier dispatch "
    "examiner enquirer inquirer sentinel daily weekly zeitung tv television radio newspaper broadcaster argus bugle "
    "post-dispatch intelligencer newswire".split()
)
_WEAK_HEADS = frozenset(
    "star sun globe mail mirror express standard record republic review monitor press echo register independent reporter "
    "today bulletin advertiser banner beacon magazine voice wire messenger mercury citizen patriot".split()
)
_FIRST = frozenset("radio channel tv agence agencia diario télévision televisión kanal".split())
_NOT_OUTLETS = frozenset(
    {
        "new york",
        "fake news",
        "breaking news",
        "good news",
        "bad news",
        "republican times",
        "central intelligence agency",
    }
)
_OPENERS = frozenset(
    "a an after also although and as at before but by earlier even every for from he her his how however i if in its later "
    "like many meanwhile most my no now of on one only our other over she since so some soon still that their then there "
    "these they this those though today two under until we what when where while who why with yet yesterday your".split()
)
_SHORT_FORMS = frozenset(
    "times post journal herald tribune guardian telegraph gazette chronicle observer globe star sun mail mirror ledger "
    "courier dispatch examiner enquirer inquirer register sentinel".split()
)
_JOINT = r"(?:of|de|del|della|la|le|and|&|for|al|el|the|in|da|do|den|der)"
_CAPITAL = r"(?:(?:al|el)-)?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w&./’'!-]*|24|i24\w+|\d{1,2}(?=\W)"
_RUN = re.compile(rf"(?:{_CAPITAL})(?:[ \u00a0](?:{_JOINT}[ \u00a0]){{0,2}}(?:{_CAPITAL}))*", re.UNICODE)
_SUFFIX = re.compile(r"(?:[’']s?|[.,!’'-]+)$")
_INTRODUCED = re.compile(
    r"\b(?P<name>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}),? (?:an?|the) (?:[\w’'-]+ ){0,4}?"
    r"(?:newspaper|daily|weekly|tabloid|broadsheet|news (?:site|website|agency|outlet|service|portal|organi[sz]ation)|broadcaster|"
    r"newswire|magazine|television (?:station|channel|network)|radio station)\b"
)
_CALLED = re.compile(
    r"\b(?:newspapers?|daily|weekly|tabloid|broadsheet|news (?:site|website|agency|outlet|service|portal)|broadcaster|"
    r"newswire|magazine|wire service|radio station|television (?:station|channel)|state agency|news channel)"
    r" (?P<name>(?:[Tt]he )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3})"
)


@dataclass(frozen=True, slots=True)
class OutletMention:
    """A place in a text that names an outlet. `key` is the same for all its names; a weak one may be something else."""

    start: int
    end: int
    name: str
    key: str
    weak: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    weak: bool


def outlet_id(name: str) -> str:
    """The id under which derivations point at an outlet, the same for all its known names."""
    return stable_id("outlet", outlet_key(name))


def outlet_key(name: str) -> str:
    """What all names of one outlet share: its chief name folded, without article, domain ending and "newspaper"."""
    plain = _plain(name)
    known = _shipped().get(plain)
    return _plain(known.name) if known else plain


def _plain(name: str) -> str:
    plain = fold(name)
    plain = re.sub(r"^(?:https?://)?(?:www\.)", "", plain)
    plain = re.sub(r"\.(?:com|org|net|co\.\w\w|co|info|news|eu|de|fr|uk)(?:/.*)?$", "", plain)
    plain = re.sub(r"^the ", "", plain)
    plain = re.sub(r" (?:newspaper|online|website|magazine)$", "", plain)
    return plain.strip(" .,'\"")


@cache
def _shipped() -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    table = files(__package__).joinpath("outlets.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, aliases, _ = line.split("\t")
        for form in (name, *filter(None, aliases.split(";"))):
            found.setdefault(_plain(form.rstrip("!")), _Known(name.rstrip("!"), form.endswith("!")))
    return found


class OutletFinder:
    """Finds outlets in texts; `learned` names are those of the collection's own outlets and of appositions."""

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self._known = dict(_shipped())
        for name in learned:
            plain = _plain(name)
            if len(plain) > 2 and plain not in _SHORT_FORMS:
                # "Gen" or "Current" as an outlet would turn up everywhere: a single plain word counts as weak.
                self._known.setdefault(plain, _Known(name.strip(), weak=" " not in plain and len(plain) < 5))
        self._most_words = max(len(plain.split()) for plain in self._known)

    def mentions(self, text: str) -> list[OutletMention]:
        """Outlets named in `text`, in order, none inside another."""
        found: list[OutletMention] = []
        full_names: dict[str, OutletMention] = {}
        for run in _RUN.finditer(text):
            for mention in self._in_run(text, run.start(), run.end(), full_names):
                found.append(mention)
                full_names[_plain(mention.name).rsplit(" ", 1)[-1]] = mention
        return found

    def _in_run(self, text: str, start: int, end: int, full_names: dict[str, OutletMention]) -> Iterable[OutletMention]:
        words = [(start + match.start(), start + match.end()) for match in re.finditer(r"\S+", text[start:end])]
        index = 0
        while index < len(words):
            for last in range(min(len(words), index + self._most_words + 1), index, -1):
                mention = self._named(text, words[index][0], words[last - 1][1], last - index, full_names)
                if mention is not None:
                    yield mention
                    index = last - 1
                    break
            index += 1

    def _named(
        self, text: str, start: int, end: int, n_words: int, full_names: dict[str, OutletMention]
    ) -> OutletMention | None:
        suffix = _SUFFIX.search(text, start, end)
        if suffix is not None:
            end = suffix.start()
        name = text[start:end]
        if len(name) < 2:
            return None
        plain = _plain(name)
        known = self._known.get(plain)
        after_article = text[max(start - 4, 0) : start].lower().endswith("the ") or name.lower().startswith("the ")
        if known is not None:
            if name.islower() or (len(plain) > 4 and name[-1].islower() and plain == name):
                return None
            return OutletMention(start, end, known.name, _plain(known.name), known.weak and not after_article)
        if after_article and n_words <= 2 and plain in _SHORT_FORMS:
            full = full_names.get(plain)
            if full is not None:
                return OutletMention(start, end, full.name, full.key)
            return OutletMention(start, end, f"The {name.removeprefix('The ')}", plain, weak=True)
        return self._by_head(name, plain, start, end, n_words)

    @staticmethod
    def _by_head(name: str, plain: str, start: int, end: int, n_words: int) -> OutletMention | None:
        parts = plain.split()
        if name.split()[0].lower() in _OPENERS:
            return None  # a sentence's first word, not the name's: the run is tried again without it
        if not 2 <= n_words <= 5 or plain in _NOT_OUTLETS:
            return None
        head_of_place = len(parts) > 2 and parts[1] in ("of", "de") and parts[0] in _HEADS
        press_agency = parts[-1] in ("agency", "network", "service") and parts[-2] in (
            "news", "press", "telegraph", "telegraphic", "broadcasting", "television", "radio", "media", "information",
        )  # fmt: skip
        if parts[-1] in _HEADS or head_of_place or press_agency or (parts[0] in _FIRST and len(parts) <= 3):
            weak = parts[-1] in ("times", "post", "radio", "news") and parts[0] in ("good", "fake", "hard", "last")
            return OutletMention(start, end, name, plain, weak)
        if parts[-1] in _WEAK_HEADS:
            return OutletMention(start, end, name, plain, weak=True)
        return None


def introduced_outlets(text: str) -> list[str]:
    """Names that the text itself calls a newspaper, an agency, a broadcaster ("Corvina, a Veldt weekly")."""
    found = [match["name"] for pattern in (_INTRODUCED, _CALLED) for match in pattern.finditer(text)]
    return [_SUFFIX.sub("", name) for name in found if not _PERSONAL.match(name)]


_PERSONAL = re.compile(
    r"(?:The|A|An|He|She|It|In|On|At|But|And|Its|Their|His|Her|This|That|Editor|Reporter|President|Prime|Minister)(?: |$)(?![A-Z])|"
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Editor|Reporter|President|Minister)\b"
)
