"""Organizations under their full and short names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...record import ActorKind
from .acronyms import initials
from .book import Book
from .gazetteer import OrganizationEntry, StateEntry, StateWord, entry_of, shared_names, state_entries, words
from .lexicon import Lexicon
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


_LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co ltd limited llc llp plc ag gmbh sa spa nv bv se oyj ab asa pty".split()
)


def without_legal_form(key: str, text: str) -> tuple[str, str]:
    """The folded name and its spelling without a closing "Inc." or "GmbH"."""
    parts, spelled = key.split(), text.split()
    while len(parts) > 1 and len(parts) == len(spelled) and parts[-1] in _LEGAL_FORMS:
        parts.pop()
        spelled.pop()
    return " ".join(parts), " ".join(spelled).rstrip(",")


class Organizations:
    """Which short names stand for which organizations: by the shipped table, by definition in brackets, by initials
    and first words within one document."""

    def __init__(self) -> None:
        self.defined: dict[str, tuple[str, str]] = {}
        self._states: dict[str, frozenset[str]] = {}
        self._in_document: dict[tuple[str, str], tuple[str, str]] = {}

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
        if not longer:
            return
        starts: dict[str, list[str]] = defaultdict(list)
        ends: dict[str, list[str]] = defaultdict(list)
        abbreviated: dict[str, set[str]] = defaultdict(set)
        for key, text in longer.items():
            for letters in initials(text):
                abbreviated[letters].add(key)
            starts[key.split()[0]].append(key)
            if key.split()[-1] in words("outlet_names"):
                ends[key.split()[-1]].append(key)
        for name in sheet.names:
            key = name.key
            if (
                " " in key
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
            if not matches:
                matches = ends.get(key, [])  # "The Times" after "The Harbour Times"
            if not matches and len(key) > 3 and key not in words("org_nouns"):
                # "Cranmore" after "Cranmore Institute", but not where there is a "Cranmore Motors" too.
                matches = starts.get(key, [])
                if not person and not all(_adds_a_kind(full) for full in matches):
                    matches = []
            if len(matches) == 1:
                self._in_document[sheet.document_id, key] = (matches[0], longer[matches[0]])

    def is_short_form(self, key: str, document_id: str) -> bool:
        """True when the document names an organization in full that this name stands for."""
        return (document_id, key) in self._in_document

    def full_form(self, key: str, text: str, document_id: str) -> tuple[str, str]:
        """The folded full name and its spelling for a name seen in a document."""
        for _ in range(3):
            step = self._in_document.get((document_id, key)) or self.defined.get(key)
            if step is None or step[0] == key:
                break
            key, text = step
        return key, text

    def actor(self, book: Book, key: str, text: str, document_id: str) -> str:
        """The actor of an organization named here."""
        key, text = self.full_form(key, text, document_id)
        key, text = without_legal_form(key, text)
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
