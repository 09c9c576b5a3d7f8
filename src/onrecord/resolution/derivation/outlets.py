"""Names of outlets in a text: shipped ones, the collection's own, those a text introduces or a name gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from ...record import Span
from ...text import fold, stable_id
from .phrases import CAPITAL, any_of

# A newspaper's own words at the end of a capitalised name; weak ones need a strong sign of a citation beside them.
_HEADS = frozenset(
    "times post journal news herald tribune guardian telegraph gazette chronicle observer ledger courier dispatch "
    "examiner enquirer inquirer sentinel daily weekly zeitung tv television radio newspaper broadcaster argus bugle "
    "post-dispatch intelligencer newswire".split()
)
_WEAK_HEADS = frozenset(
    "star sun globe mail mirror express standard record republic review monitor press echo register independent "
    "reporter today bulletin advertiser banner beacon magazine voice wire messenger mercury citizen patriot".split()
)
_FIRST = frozenset("radio channel tv agence agencia diario télévision televisión kanal".split())
_AGENCIES = frozenset("agency network service".split())
_OF_AGENCIES = frozenset("news press telegraph telegraphic broadcasting television radio media information".split())
_NOT_OUTLETS = frozenset({"fake news", "breaking news", "good news", "bad news", "real news", "hard news"})
_OPENERS = frozenset(
    "a an after also although and as at before but by earlier even every for from he her his how however i if in its "
    "later like many meanwhile most my no now of on one only or our other over she since so some soon still that their "
    "then there these they this those though today two under until we what when where while who why with yet "
    "your".split()
)
_LONGEST_HEADED = 6  # words of a name that its head gives away
_SHORT_FORMS = frozenset(
    "times post journal herald tribune guardian telegraph gazette chronicle observer globe star sun mail mirror ledger "
    "courier dispatch examiner enquirer inquirer register sentinel".split()
)
_JOINT = any_of("of de del della la le and & for al el the in da do den der")
_WORD = rf"(?:(?:al|el)-)?[{CAPITAL}][\w&./’'!-]*|24|i24\w+|\d{{1,2}}(?=\W)"
_RUN = re.compile(rf"(?:{_WORD})(?:[ \u00a0](?:{_JOINT}[ \u00a0]){{0,2}}(?:{_WORD}))*")
# "NBC News/Wall Street Journal" and "Washington Post-ABC News" are two outlets.
_PARTS = re.compile(r"(?:[^\s/-]|-(?!(?:ABC|NBC|CBS|CNN|Fox|BBC|Wall|Washington|New|Bloomberg|Reuters|AP|USA)\b))+")
_SUFFIX = re.compile(r"(?:[’']s?|[.,!’'-]+)$")
_CALLED = any_of(
    "newspaper daily weekly tabloid broadsheet news_site news_website news_agency news_outlet news_service news_portal "
    "news_organi[sz]ation broadcaster newswire magazine television_station television_channel television_network "
    "radio_station wire_service"
)
_INTRODUCED = re.compile(
    rf"(?<!\bin )(?<!\bof )(?<!\bfrom )(?<!\bat )(?P<name>\b[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,3}}), "
    rf"(?:an?|the) (?:[\w’'-]+ ){{0,4}}?{_CALLED}\b(?!,? [{CAPITAL}])"
)
_NAMED_AFTER = re.compile(
    rf"\b(?:the|[{CAPITAL}][\w’']+|state|local|business|opposition|public|private|regional|national)[ ]"
    rf"(?:[\w’'-]+ ){{0,2}}?{_CALLED}s?,? "
    rf"(?P<name>(?:[Tt]he )?[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,3}})"
)
_KIND = re.compile(rf"\b{_CALLED}")
_A_PERSON = re.compile(r"(?:The|A|An|He|She|It)$|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Editor|Reporter|President|Minister)\b")


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
    agency: bool = False


def outlet_id(name: str) -> str:
    """The id under which derivations point at an outlet, the same for all its known names."""
    return stable_id("outlet", outlet_key(name))


def outlet_key(name: str) -> str:
    """What all names of one outlet share: its chief name folded, without article, domain ending and "newspaper"."""
    plain = _plain(name)
    known = _shipped().get(plain)
    return _plain(known.name) if known else plain


def is_own(key: str, own_key: str | None) -> bool:
    """Whether a key names the document's own outlet: the same, a part at either end, or its initials."""
    if own_key is None:
        return False
    initials = "".join(word[0] for word in own_key.split())
    return key in (own_key, initials) or own_key.endswith(f" {key}") or own_key.startswith(f"{key} ")


def _plain(name: str) -> str:
    plain = fold(name)
    plain = re.sub(r"^(?:https?://)?(?:www\.)", "", plain)
    plain = re.sub(r"(?<=\w)\.(?:com|org|net|co\.\w\w|co|info|news|eu|de|fr|uk)(?:/.*)?$", "", plain)
    plain = plain.removeprefix("the ")
    plain = re.sub(r" (?:newspaper|online|website|magazine)$", "", plain)
    return plain.strip(" .,'\"")


@cache
def _shipped() -> dict[str, _Known]:
    """The outlets of `outlets.tsv` by all their folded names."""
    found: dict[str, _Known] = {}
    table = files(__package__).joinpath("outlets.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, aliases, kind = line.split("\t")
        for form in (name, *filter(None, aliases.split(";"))):
            found.setdefault(_plain(form.rstrip("!")), _Known(name.rstrip("!"), form.endswith("!"), kind == "agency"))
    return found


class OutletFinder:
    """Finds outlets in texts; `learned` names are those of the collection's own outlets and of appositions."""

    def __init__(self, learned: Iterable[str] = ()) -> None:
        self._known = dict(_shipped())
        for name in learned:
            plain = _plain(name)
            if len(plain) > 2 and plain not in _SHORT_FORMS:
                # A short single word ("Gen", "Now") would turn up everywhere.
                self._known.setdefault(plain, _Known(name.strip(), weak=" " not in plain and len(plain) < 5))
        self._most_words = max(len(plain.split()) for plain in self._known) + 1
        words = {word for plain in self._known for word in plain.split()}
        self._telling = words | _HEADS | _WEAK_HEADS | _FIRST | _AGENCIES
        self._plain: dict[str, str] = {}
        self._tells_of: dict[str, bool] = {}
        self._heads: dict[str, tuple[str, bool] | None] = {}

    def mentions(self, text: str) -> list[OutletMention]:
        """Outlets named in `text`, in order, none inside another."""
        found: list[OutletMention] = []
        full_names: dict[str, OutletMention] = {}
        for run in _RUN.finditer(text):
            if not any(map(self._tells, run.group().split())):
                continue
            words = [(run.start() + part.start(), run.start() + part.end()) for part in _PARTS.finditer(run.group())]
            for mention in self._in_run(text, words, full_names):
                found.append(mention)
                full_names[mention.key.rsplit(" ", 1)[-1]] = mention
        return found

    def is_agency(self, key: str) -> bool:
        """Whether the outlet is a shipped news agency, whose name stands on other outlets' pages too."""
        return key in self._known and self._known[key].agency

    def _tells(self, word: str) -> bool:
        """Whether a word of a capitalised run can be part of an outlet's name at all."""
        tells = self._tells_of.get(word)
        if tells is None:
            parts = [self._fold(_SUFFIX.sub("", part)) for part in _PARTS.findall(word)]
            tells = self._tells_of[word] = any(part in self._telling for part in parts)
        return tells

    def _fold(self, name: str) -> str:
        plain = self._plain.get(name)
        if plain is None:
            plain = self._plain[name] = _plain(name)
        return plain

    def _in_run(
        self, text: str, words: Sequence[tuple[int, int]], full_names: dict[str, OutletMention]
    ) -> Iterator[OutletMention]:
        """Known names first, the longest; what is left may give itself away by its head."""
        place = 0
        for first, after, mention in self._known_in(text, words, full_names):
            yield from self._headed_in(text, words[place:first])
            yield mention
            place = after
        yield from self._headed_in(text, words[place:])

    def _known_in(
        self, text: str, words: Sequence[tuple[int, int]], full_names: dict[str, OutletMention]
    ) -> Iterator[tuple[int, int, OutletMention]]:
        first = 0
        while first < len(words):
            for after in range(min(len(words), first + self._most_words), first, -1):
                start, end = _trim(text, words[first][0], words[after - 1][1])
                alone = first == 0 and after == len(words)
                mention = self._known_name(text, start, end, full_names, alone=alone)
                if mention is not None:
                    yield first, after, mention
                    first = after - 1
                    break
            first += 1

    def _known_name(
        self, text: str, start: int, end: int, full_names: dict[str, OutletMention], *, alone: bool
    ) -> OutletMention | None:
        name = text[start:end]
        if len(name) < 2 or name[0].islower():
            return None
        plain = self._fold(name)
        article = name.startswith("The ") or text[max(start - 4, 0) : start].lower() == "the "
        full = full_names.get(plain) if article and plain in _SHORT_FORMS else None
        if full is not None:
            return OutletMention(start, end, full.name, full.key)
        known = self._known.get(plain)
        if known is not None:
            if known.weak and not alone and not text.startswith((" Quotes", " Reports"), end):
                return None  # "the National Rifle Association"
            return OutletMention(start, end, known.name, _plain(known.name), known.weak and not article)
        if article and alone and plain in _SHORT_FORMS:
            return OutletMention(start, end, f"The {name.removeprefix('The ')}", plain, weak=True)
        return None

    def _headed_in(self, text: str, words: Sequence[tuple[int, int]]) -> Iterator[OutletMention]:
        first = 0
        while first < len(words):
            for after in range(min(len(words), first + _LONGEST_HEADED), first, -1):
                start, end = _trim(text, words[first][0], words[after - 1][1])
                name = text[start:end]
                if name not in self._heads:
                    self._heads[name] = _by_head(name, self._fold(name))
                headed = self._heads[name]
                if headed is not None:
                    yield OutletMention(start, end, name, *headed)
                    first = after - 1
                    break
            first += 1


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without a small "the" before it and a possessive or a mark after it."""
    if text.startswith("the ", start, end):
        start += 4
    suffix = _SUFFIX.search(text, start, end)
    return start, suffix.start() if suffix and suffix.start() > start else end


def _by_head(name: str, plain: str) -> tuple[str, bool] | None:
    """Key and weakness of a name that is no known outlet's but ends (or starts) like one."""
    parts = plain.split()
    words = name.split()
    if not 2 <= len(parts) <= 5 or plain in _NOT_OUTLETS:
        return None
    if words[0].lower() in _OPENERS or words[0][0].islower():
        return None
    if any(word.endswith(("’s", "'s", "’", "'")) or (word.endswith(".") and len(word) > 3) for word in words[:-1]):
        return None  # "Iowa's Cedar Rapids Gazette", "... met Sanders. The Veldt Post": the rest is tried again
    head_of_place = any(part in _HEADS and after in ("of", "de") for part, after in pairwise(parts[:-1]))
    if not head_of_place and any(part in ("of", "for", "and", "in") for part in parts[:2]):
        return None  # "Kelly of Veldt News"
    agency = parts[-1] in _AGENCIES and parts[-2] in _OF_AGENCIES
    if parts[-1] in _HEADS or head_of_place or agency or (parts[0] in _FIRST and len(parts) <= 3):
        return plain, False
    return (plain, True) if parts[-1] in _WEAK_HEADS else None


def introduced_outlets(text: str) -> list[str]:
    """Names that the text itself calls a newspaper, an agency, a broadcaster ("Corvina, a Veldt weekly")."""
    if not _KIND.search(text):
        return []
    found = [match["name"] for pattern in (_INTRODUCED, _NAMED_AFTER) for match in pattern.finditer(text)]
    names = [_SUFFIX.sub("", name) for name in found]
    return [name for name in names if not _A_PERSON.match(name) and name.split()[0].lower() not in _OPENERS]
