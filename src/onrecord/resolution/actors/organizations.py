"""Organizations under their full and short names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...record import ActorKind, EntityKind
from .acronyms import initials
from .book import Book
from .gazetteer import OrganizationEntry, StateEntry, StateWord, entry_of, plain, shared_names, state_entries, words
from .lexicon import Lexicon
from .names import LEGAL_FORMS
from .sheet import Sheet


def _adds_a_kind(full: str) -> bool:
    """True when all words after the first only say what it is: "Cranmore" stands for "Cranmore Institute"."""
    return all(part in words("org_nouns") for part in full.split()[1:])


def _state_of(key: str) -> str | None:
    """The state that a table name points to; None for a name that several states share."""
    entry = entry_of(key)
    if isinstance(entry, StateEntry):
        return entry.name
    return entry.state if isinstance(entry, OrganizationEntry) and key not in shared_names() else None


STATE_BODIES = frozenset("government parliament court military".split())  # types of organizations
_OF_STATE = STATE_BODIES | {"outlet"}  # an outlet with a state is run by it
_BODY_NOUNS = frozenset(
    """ministry department government administration army navy parliament congress senate assembly embassy intelligence
    cabinet forces guard police court agency council treasury""".split()
)


@lru_cache(maxsize=1 << 14)
def _state_in(key: str) -> str | None:
    """The state whose body a full name says it is ("Danish Foreign Ministry", "Ministry of Defense of Denmark")."""
    parts = key.split()
    if not _BODY_NOUNS.intersection(parts):
        return None
    for length in (3, 2, 1):
        for piece in (parts[:length], parts[-length:]):
            entry = state_entries().get(" ".join(piece))
            if entry is not None and len(piece) < len(parts) and entry.word is not StateWord.SEAT:
                return entry.name
    return None


def without_legal_form(key: str, text: str) -> tuple[str, str]:
    """The folded name and its spelling without a closing "Inc." or "GmbH"."""
    parts, spelled = key.split(), text.split()
    while len(parts) > 1 and len(parts) == len(spelled) and parts[-1] in LEGAL_FORMS:
        parts.pop()
        spelled.pop()
    return " ".join(parts), " ".join(spelled).rstrip(",")


_TAIL_WORDS = 2  # "Red Rovers" stands for "Ashby Red Rovers"; longer tails are names of their own
_SHORTEST_FORM = 3
_CLEAR_TIMES = 3
# Last words of outlets that stand for one of them, without those that stand for a branch ("the press").
_OUTLET_ENDS = words("outlet_names") - frozenset("press presse nachrichten news radio tv television".split())
_SPELLINGS = {"centre": "center", "defence": "defense", "organisation": "organization", "programme": "program"}


@lru_cache(maxsize=1 << 14)
def one_spelling(key: str) -> str:
    """A folded name without what its spellings differ in: "and" or "&", an article, British letters, a plural inside
    ("Academy of Moving Picture Arts", "... Pictures Arts")."""
    parts = [_SPELLINGS.get(part, part) for part in key.replace("&", " and ").split() if part != "the"]
    if len(parts) < 3:
        return " ".join(parts)
    inside = [part[:-1] if len(part) > 4 and part.endswith("s") and part[-2] not in "sui" else part for part in parts]
    return " ".join((*inside[:-1], parts[-1]))


def _shared_tail(names: list[str]) -> list[str]:
    """The one name in which all the others end ("Ashby Rovers", "Cup Winners Ashby Rovers"); all of them for none."""
    short = min(names, key=len, default="")
    return [short] if short and all(name == short or name.endswith(f" {short}") for name in names) else names


def _tails(full: str) -> list[str]:
    """The last words of a folded name that can stand for it ("courier", "evening courier")."""
    parts = full.split()
    return [" ".join(parts[-length:]) for length in range(1, min(len(parts), _TAIL_WORDS + 1))]


def _clearly(counts: Counter[tuple[str, str]]) -> tuple[str, str] | None:
    """What is counted three times as often as anything else."""
    ranked = counts.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEAR_TIMES * ranked[1][1])
    return ranked[0][0] if clear else None


class Organizations:
    """Which short names stand for which organizations: by the shipped table, by definition in brackets, by initials
    and first words within one document."""

    def __init__(self) -> None:
        self.defined: dict[str, tuple[str, str]] = {}
        self._states: dict[str, frozenset[str]] = {}
        self._in_document: dict[tuple[str, str], tuple[str, str]] = {}
        self._usual: dict[str, Counter[tuple[str, str]]] = {}  # what a short form stood for, by document
        self._spelled: dict[str, tuple[str, str]] = {}
        self._outlets: dict[str, Counter[tuple[str, str]]] = {}  # by their last words, by document

    def each(self, sheets: Iterable[Sheet], lexicon: Lexicon) -> Iterator[Sheet]:
        """The sheets as they come, after reading their short names: two readers share one walk."""
        for sheet in sheets:
            self.add(sheet, lexicon)
            yield sheet

    def add(self, sheet: Sheet, lexicon: Lexicon) -> None:
        """Reads definitions and abbreviations off one sheet."""
        self._states[sheet.document_id] = frozenset(
            filter(None, map(_state_of, {n.key for n in sheet.names if n.table}))
        )
        for long, short in sheet.defined:
            self.defined.setdefault(sheet.names[short].key, (sheet.names[long].key, sheet.names[long].text))
        longer: dict[str, str] = {}
        for name in sheet.names:
            if " " in name.key and lexicon.kind(name.key) is ActorKind.ORGANIZATION:
                longer.setdefault(name.key, name.text)
        own = self._note_outlets(sheet, longer)
        if not longer and not own:
            return
        starts: dict[str, list[str]] = defaultdict(list)
        ends: dict[str, list[str]] = defaultdict(list)
        abbreviated: dict[str, set[str]] = defaultdict(set)
        for key, text in longer.items():
            self._spelled.setdefault(one_spelling(key), (key, text))
            for letters in initials(text):
                abbreviated[letters].add(key)
            parts = key.split()
            starts[parts[0]].append(key)
            for tail in _tails(key):
                ends[tail].append(key)
        for number, name in enumerate(sheet.names):
            key = name.key
            if (
                (" " in key and key not in ends and key not in own)
                or (sheet.document_id, key) in self._in_document
                or (entry_of(key) is not None and key not in words("outlet_names"))
            ):
                continue
            person = lexicon.kind(key) is ActorKind.PERSON
            if lexicon.is_place(key):
                continue  # "Norrin" is the province, not the Norrin Post
            if lexicon.kind(key) in (ActorKind.STATE, ActorKind.GROUP) or (person and lexicon.is_surname(key)):
                continue
            letters = key.replace(" ", "")
            matches = sorted(abbreviated.get(letters, ())) if name.text.isupper() and len(letters) > 1 else []
            if not matches and not (person and name.entity is EntityKind.PERSON):
                # "The Times" after "The Harbour Times", "the Rovers" after "Ashby Rovers".
                matches = _shared_tail(sorted({one_spelling(full): full for full in ends.get(key, [])}.values()))
            if not matches and len(key) > 3 and key not in words("org_nouns"):
                # "Cranmore" after "Cranmore Institute", but not where there is a "Cranmore Motors" too.
                matches = starts.get(key, [])
                if not person and not all(_adds_a_kind(full) for full in matches):
                    matches = []
            if not matches and key in own and number in sheet.after_the:
                self._in_document[sheet.document_id, key] = own[key]  # "told the Courier" in the Harbour Courier
            elif len(matches) == 1:
                found = matches[0], longer[matches[0]]
                self._in_document[sheet.document_id, key] = found
                self._note_usual(key, found)

    def _note_outlets(self, sheet: Sheet, longer: dict[str, str]) -> dict[str, tuple[str, str]]:
        """Counts the outlets that a document names in full. Its own outlet by its last words."""
        own: dict[str, tuple[str, str]] = {}
        text = (sheet.outlet or "").removeprefix("The ")
        if " " in text:
            own = {tail: (plain(text), text) for tail in _tails(plain(text))}
        named = {key: (key, text) for key, text in longer.items()} | {key: (key, text) for key, text in own.values()}
        for full in named.values():
            for tail in _tails(full[0]):
                if tail.split()[-1] in _OUTLET_ENDS and not full[0].startswith("the "):
                    self._outlets.setdefault(tail, Counter())[full] += 1
        return own

    def is_outlet_form(self, key: str) -> bool:
        """True when a name is the last words of an outlet that documents name in full."""
        return key in self._outlets and entry_of(key) is None

    def _outlet(self, key: str) -> tuple[str, str] | None:
        """The one outlet that documents name in full and that ends so, or one named far more often than others."""
        if not self.is_outlet_form(key):
            return None
        ranked = Counter[tuple[str, str]]()
        for full, count in self._outlets[key].items():
            ranked[self._spelled.get(one_spelling(full[0]), full)] += count
        return _clearly(ranked)

    def _note_usual(self, key: str, found: tuple[str, str]) -> None:
        """Counts what a distinctive short form stands for in the documents that tell."""
        if key.split()[-1] not in words("org_nouns") and len(key) >= _SHORTEST_FORM:
            self._usual.setdefault(key, Counter())[self._spelled.get(one_spelling(found[0]), found)] += 1

    def _usually(self, key: str) -> tuple[str, str] | None:
        """What a short form stands for where the document does not tell: what it stands for in three times as many
        documents as anything else."""
        return _clearly(self._usual[key]) if key in self._usual else None

    def is_short_form(self, key: str, document_id: str) -> bool:
        """True when the document names an organization in full that this name stands for."""
        return (document_id, key) in self._in_document

    def full_form(self, key: str, text: str, document_id: str) -> tuple[str, str]:
        """The folded full name and its spelling for a name seen in a document."""
        for _ in range(3):
            step = self._in_document.get((document_id, key)) or self.defined.get(key) or self._usually(key)
            step = step or self._outlet(key)
            if step is None or step[0] == key:
                break
            key, text = step
        return key, text

    def actor(self, book: Book, key: str, text: str, document_id: str) -> str:
        """The actor of an organization named here."""
        key, text = self.full_form(key, text, document_id)
        key, text = without_legal_form(key, text)
        key, text = self._spelled.get(one_spelling(key), (key, text)) if " " in key else (key, text)
        entry = entry_of(key)
        if isinstance(entry, OrganizationEntry):
            if key in shared_names() and entry.state not in self._states.get(document_id, ()):
                return book.open(ActorKind.ORGANIZATION, text, key, document_id)  # nothing tells whose Congress
            actor_id = book.open(ActorKind.ORGANIZATION, entry.name)
            if entry.whole:
                book.open(ActorKind.ORGANIZATION, entry.whole)
                book.belong(actor_id, entry.whole, ActorKind.ORGANIZATION)
            elif entry.state and entry.type in _OF_STATE:
                book.belong(actor_id, entry.state)
            return actor_id
        actor_id = book.open(ActorKind.ORGANIZATION, text, key)
        state = _state_in(key)
        if state is not None:
            book.belong(actor_id, state)
        return actor_id
