"""Organizations under their full and short names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...record import ActorKind
from .acronyms import is_acronym_of
from .book import Book
from .gazetteer import OrganizationEntry, entry_of, words
from .lexicon import Lexicon
from .sheet import Sheet


def _adds_a_kind(full: str) -> bool:
    """True when all words after the first only say what it is: "Cranmore" stands for "Cranmore Institute"."""
    return all(part in words("org_nouns") for part in full.split()[1:])


class Organizations:
    """Which short names stand for which organizations: by the shipped table, by definition in brackets, by initials
    and first words within one document."""

    def __init__(self) -> None:
        self.defined: dict[str, tuple[str, str]] = {}
        self._in_document: dict[tuple[str, str], tuple[str, str]] = {}

    def add(self, sheet: Sheet, lexicon: Lexicon) -> None:
        """Reads definitions and abbreviations off one sheet."""
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
        for key in longer:
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
            if lexicon.kind(key) not in (ActorKind.ORGANIZATION, None):
                continue
            matches = [full for full in longer if is_acronym_of(name.text, longer[full])] if name.text.isupper() else []
            if not matches:
                matches = ends.get(key, [])  # "The Times" after "The Harbour Times"
            if not matches and len(key) > 3 and key not in words("org_nouns"):
                matches = [full for full in starts.get(key, []) if _adds_a_kind(full)]
            if len(matches) == 1:
                self._in_document[sheet.document_id, key] = (matches[0], longer[matches[0]])

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
        entry = entry_of(key)
        if isinstance(entry, OrganizationEntry):
            return book.open(ActorKind.ORGANIZATION, entry.name)
        return book.open(ActorKind.ORGANIZATION, text, key)


def read_organizations(sheets: Sequence[Sheet], lexicon: Lexicon) -> Organizations:
    """Short forms of a whole corpus."""
    found = Organizations()
    for sheet in sheets:
        found.add(sheet, lexicon)
    return found
