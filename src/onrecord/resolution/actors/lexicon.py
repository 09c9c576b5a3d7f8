"""Which names count, and what each names: decided by vote over all documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...record import ActorKind, EntityKind
from .gazetteer import OrganizationEntry, StateEntry, entry_of, given_names, plain, words
from .names import PersonName, person_name
from .sheet import Sheet
from .sources import HeadKind

_ORDER = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.NATIONALITY, EntityKind.OTHER)


class Lexicon:
    """Folded names with the votes for what they name.

    The tagger's label counts 1 a place; a title or honorific before the name, a known given name, an organization
    noun at its end count more. A name without any such evidence is accepted only where it speaks.
    """

    def __init__(self) -> None:
        self._votes: dict[str, dict[EntityKind, float]] = defaultdict(lambda: defaultdict(float))
        self._speaks: set[str] = set()
        self._surnames: set[str] = set()
        self._names: dict[str, PersonName | None] = {}
        self._kinds: dict[str, ActorKind | None] = {}

    def add(self, sheet: Sheet) -> None:
        """Counts the names of one sheet."""
        for index, name in enumerate(sheet.names):
            votes = self._votes[name.key]
            if name.entity is not None and name.entity is not EntityKind.UNKNOWN:
                votes[name.entity] += 1.0
            if name.titled:
                votes[EntityKind.PERSON] += 2.0
            if index in sheet.after_the and " " not in name.key:
                votes[EntityKind.ORGANIZATION] += 0.2
            if name.key not in self._names:
                self._names[name.key] = person_name(name.text)
                self._form(name.key, name.text)
            if not name.weak:
                votes[EntityKind.UNKNOWN] += 1.0
        for role in sheet.roles:
            self._votes[sheet.names[role.name].key][EntityKind.PERSON] += 1.5
        for source in sheet.sources:
            if source.head.kind is HeadKind.NAME:
                otherwise = source.head.otherwise
                if otherwise is None or not (otherwise.plural or otherwise.noun in words("documents")):
                    self._speaks.update(sheet.names[index].key for index in source.head.names)
        for key in sheet.coined:
            self._votes[key][EntityKind.OTHER] += 3.0
        for long, short in sheet.defined:
            self._votes[sheet.names[long].key][EntityKind.ORGANIZATION] += 2.0
            self._votes[sheet.names[short].key][EntityKind.ORGANIZATION] += 2.0

    def _form(self, key: str, text: str) -> None:
        """Votes that the words of the name itself give, once a name."""
        votes = self._votes[key]
        parts = key.split()
        if len(parts) > 1:
            if parts[0] in _DIRECTIONS and parts[-1] in words("place_nouns"):
                votes[EntityKind.PLACE] += 4.0
            elif parts[-1] in words("other_nouns"):
                votes[EntityKind.OTHER] += 3.0
            elif (
                parts[-1] in words("org_nouns")
                or (parts[0] in _LEADING and len(parts) > 2)
                or (any(part in words("org_nouns") for part in parts) and ("of" in parts or "for" in parts))
            ):
                votes[EntityKind.ORGANIZATION] += 3.0
            elif parts[-1] in words("place_nouns"):
                votes[EntityKind.PLACE] += 2.0
            elif (
                parts[0] in given_names()
                and len(parts) <= 4
                and entry_of(parts[0]) is None
                and parts[0] not in _NO_GIVEN
            ):
                votes[EntityKind.PERSON] += 2.0
        bare = text.replace(".", "")
        if 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha():
            votes[EntityKind.ORGANIZATION] += 0.5

    def close(self) -> None:
        """After the last sheet: surnames of full names become known."""
        for key, name in self._names.items():
            if name is not None and name.given and self.kind(key) is ActorKind.PERSON:
                self._surnames.add(name.surname)
        self._kinds.clear()

    def person(self, key: str) -> PersonName | None:
        """The parts of the name behind `key`."""
        return self._names.get(key)

    def is_surname(self, key: str) -> bool:
        """True when some full name of the corpus ends in `key`."""
        return key in self._surnames

    def kind(self, key: str) -> ActorKind | None:
        """What a folded name names, as far as actors go; None for places, events, and what nothing speaks for."""
        if key not in self._kinds:
            self._kinds[key] = self._decide(key)
        return self._kinds[key]

    def _decide(self, key: str) -> ActorKind | None:
        entry = entry_of(key)
        votes = self._votes.get(key, {})
        person = votes.get(EntityKind.PERSON, 0.0)
        if isinstance(entry, StateEntry):
            return ActorKind.STATE
        if isinstance(entry, OrganizationEntry):
            return ActorKind.ORGANIZATION
        ranked = {kind: votes.get(kind, 0.0) for kind in _ORDER}
        if " " not in key and key in self._surnames:
            ranked[EntityKind.PERSON] += 2.0
        best = max(_ORDER, key=lambda kind: ranked[kind])
        if ranked[best] <= 0.3:
            if key in self._speaks:
                return ActorKind.PERSON if len(key.split()) <= 3 and person >= 0 else ActorKind.ORGANIZATION
            return None
        if best is EntityKind.PERSON:
            return ActorKind.PERSON
        if best is EntityKind.ORGANIZATION:
            return ActorKind.ORGANIZATION if ranked[best] >= 1.0 or key in self._speaks else None
        if best is EntityKind.NATIONALITY and (key in self._speaks or (" " not in key and key.endswith("s"))):
            return ActorKind.GROUP
        if key in self._speaks:
            return ActorKind.ORGANIZATION
        return None


_NO_GIVEN = frozenset("new la los san santa my so an in".split())
_DIRECTIONS = frozenset("west east north south western eastern northern southern".split())
_LEADING = frozenset("ministry department bank university institute office church council house bureau".split())


def read_lexicon(sheets: Sequence[Sheet]) -> Lexicon:
    """The lexicon of a corpus."""
    lexicon = Lexicon()
    for sheet in sheets:
        lexicon.add(sheet)
    lexicon.close()
    return lexicon


def outlet_like(key: str) -> bool:
    """True when a folded name is or sounds like a news outlet."""
    entry = entry_of(key)
    if isinstance(entry, OrganizationEntry):
        return entry.type == "outlet"
    parts = plain(key).split()
    return len(parts) > 1 and any(
        part in words("outlet_names") or part in words("outlet_nouns") for part in (parts[0], parts[-1])
    )
