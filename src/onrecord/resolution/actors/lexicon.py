"""Which names count, and what each names: decided by vote over all documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...record import ActorKind, EntityKind
from .gazetteer import OrganizationEntry, PlaceEntry, StateEntry, entry_of, given_names, plain, words
from .heads import HeadKind, SourceHead
from .known import NOTHING_KNOWN, Known
from .names import DEGREES, SUFFIXES, PersonName, person_name
from .sheet import Sheet


@dataclass(slots=True)
class Votes:
    """What speaks for the kind of a folded name: the tagger's labels, a place each; what the words of the name itself
    say; titles, roles and definitions around it; and at how many places it stands."""

    seen: int = 0
    strong: int = 0
    speaks: int = 0
    after_the: int = 0
    lands: int = 0
    labels: dict[EntityKind, float] = field(default_factory=dict)
    form: dict[EntityKind, float] = field(default_factory=dict)
    context: dict[EntityKind, float] = field(default_factory=dict)


def _add(counts: dict[EntityKind, float], kind: EntityKind, amount: float = 1.0) -> None:
    counts[kind] = counts.get(kind, 0.0) + amount


# A title now and then before a name proves little ("Florida senator" is a Florida senator): share of its places.
_CONTEXT_SHARE = 0.08
_LABELLED_SHARE = 0.8  # of a surname's places count as labelled where the tagger marked fewer


class Lexicon:
    """Folded names and what each of them names, by vote over all documents.

    The tagger's labels lead; the words of the name ("... Institute", a known given name) and its surroundings (a
    title, a role, a definition in brackets) mend them. A name without any such evidence counts only where it speaks.
    """

    def __init__(self, known: Known = NOTHING_KNOWN) -> None:
        self._known = known
        self._votes: dict[str, Votes] = {}
        self._surnames: set[str] = set()
        self._names: dict[str, PersonName | None] = {}
        self._kinds: dict[str, ActorKind | None] = {}
        self._places: dict[str, bool] = {}

    def add(self, sheet: Sheet) -> None:
        """Counts the names of one sheet."""
        for index, name in enumerate(sheet.names):
            votes = self._votes.get(name.key)
            if votes is None:
                votes = self._votes[name.key] = Votes(form=form_votes(name.key, name.text))
                self._names[name.key] = person_name(name.text)
            votes.seen += 1
            votes.strong += not name.weak
            votes.after_the += index in sheet.after_the
            votes.lands += index in sheet.lands
            if index in sheet.lands or index in sheet.places:
                _add(votes.context, EntityKind.PLACE, 2.0 if index in sheet.lands else 1.0)
            if name.entity is not None and name.entity is not EntityKind.UNKNOWN:
                _add(votes.labels, name.entity)
            if name.titled or name.honorific:
                _add(votes.context, EntityKind.PERSON)
        for role in sheet.roles:
            _add(self._votes[sheet.names[role.name].key].context, EntityKind.PERSON)
        for source in sheet.sources:
            if source.head.kind is HeadKind.NAME and not _is_common(source.head.otherwise):
                for index in source.head.names:
                    self._votes[sheet.names[index].key].speaks += 1
        for key in sheet.coined:
            self._votes[key].form[EntityKind.OTHER] = 4.0
        for long, short in sheet.defined:
            _add(self._votes[sheet.names[long].key].context, EntityKind.ORGANIZATION, 2.0)
            _add(self._votes[sheet.names[short].key].context, EntityKind.ORGANIZATION, 2.0)

    def close(self) -> None:
        """After the last sheet: surnames of full names become known."""
        for key, name in self._names.items():
            if name is not None and name.given and self.kind(key) is ActorKind.PERSON:
                self._surnames.add(name.surname)
        self._kinds.clear()
        self._places.clear()

    def person(self, key: str) -> PersonName | None:
        """The parts of the name behind `key`."""
        return self._names.get(key)

    def is_surname(self, key: str) -> bool:
        """True when some person of the corpus bears `key` as surname."""
        return key in self._surnames

    def kind(self, key: str) -> ActorKind | None:
        """What a folded name names, as far as actors go; None for places, events, and what nothing speaks for."""
        if key not in self._kinds:
            self._kinds[key] = self._decide(key)
        return self._kinds[key]

    def is_place(self, key: str) -> bool:
        """True when a name that no table lists is a place or land, by its labels and surroundings."""
        if key not in self._places:
            votes = self._votes.get(key)
            self._places[key] = (
                votes is not None and entry_of(key) is None and self._best(key, votes) is EntityKind.PLACE
            )
        return self._places[key]

    def _decide(self, key: str) -> ActorKind | None:
        kinds = {actor.kind for actor in self._known.by_name.get(key, ())}
        if len(kinds) == 1:
            return kinds.pop()
        entry = entry_of(key)
        if isinstance(entry, StateEntry):
            return ActorKind.STATE
        if isinstance(entry, OrganizationEntry):
            return ActorKind.ORGANIZATION
        votes = self._votes.get(key)
        if votes is None or names_nobody(key) or key in words("things") or key in words("documents"):
            return None
        if key.endswith("s") and key[:-1] in words("adjectives"):
            return ActorKind.GROUP  # Europeans, Muslims
        if isinstance(entry, PlaceEntry):
            return ActorKind.ORGANIZATION if votes.speaks else None
        best = self._best(key, votes)
        if best is EntityKind.PERSON:
            return ActorKind.PERSON
        if best is EntityKind.ORGANIZATION:
            return ActorKind.ORGANIZATION
        if best is EntityKind.NATIONALITY and (votes.speaks or (" " not in key and key.endswith("s"))):
            return ActorKind.GROUP
        if best is EntityKind.PLACE and votes.lands:
            return ActorKind.STATE
        if not votes.speaks or (best is EntityKind.OTHER and votes.form.get(EntityKind.OTHER)):
            return None  # "the Water Treaty requires": a treaty is nobody
        if best is None:
            body = 2 * votes.after_the >= votes.seen  # "the Guardian" is nobody's surname
            return ActorKind.PERSON if len(key.split()) <= 3 and not body else ActorKind.ORGANIZATION
        return ActorKind.ORGANIZATION

    def _best(self, key: str, votes: Votes) -> EntityKind | None:
        """The kind with the most weight; None when nothing speaks for any."""
        labelled = sum(votes.labels.values())
        if " " not in key and key in self._surnames:
            labelled = max(labelled, _LABELLED_SHARE * votes.seen)  # one label in a headline outvotes no family
        score = {kind: 2.0 * count / max(labelled, 1.0) for kind, count in votes.labels.items()}
        for kind, count in votes.form.items():
            score[kind] = score.get(kind, 0.0) + (0.8 * count if labelled else count)
        for kind, count in votes.context.items():
            share = min(1.0, count / votes.seen)
            if share >= _CONTEXT_SHARE or count >= 20:
                score[kind] = score.get(kind, 0.0) + (1.0 + share if " " in key or share > 0.3 else share)
        if votes.lands and not votes.context.get(EntityKind.PERSON):
            # Nobody but a land has an ambassador or a parliament: surer than a label on a name never seen in training.
            score[EntityKind.PLACE] = score.get(EntityKind.PLACE, 0.0) + 1.5
        if " " not in key and key in self._surnames:
            score[EntityKind.PERSON] = score.get(EntityKind.PERSON, 0.0) + 1.0
        ranked = sorted(score.items(), key=lambda item: (-item[1], _ORDER.index(item[0])))
        if not ranked or ranked[0][1] <= 0.3:
            return None
        if ranked[0][0] is EntityKind.ORGANIZATION and ranked[0][1] < 1.0 and not votes.speaks:
            return None
        return ranked[0][0]


def form_votes(key: str, text: str) -> dict[EntityKind, float]:
    """What the words of a name say by themselves."""
    parts = key.split()
    bare = text.replace(".", "")
    if len(parts) == 1:
        return {EntityKind.ORGANIZATION: 0.5} if 2 <= len(bare) <= 6 and bare.isupper() and bare.isalpha() else {}
    if parts[0] in _DIRECTIONS and parts[-1] in words("place_nouns"):
        return {EntityKind.PLACE: 4.0}
    if parts[-1] in _DAYS and (parts[0] in _FEASTS or parts[0] not in given_names()):
        return {EntityKind.OTHER: 4.0}  # Easter Monday, Christmas Eve
    if parts[-1] in words("other_nouns") or parts[-1] in words("things") or parts[-1] in _PAPERS:
        return {EntityKind.OTHER: 3.0}
    if parts[-1] in words("org_nouns") or (parts[0] in _LEADING and len(parts) > 2):
        return {EntityKind.ORGANIZATION: 3.0}
    if any(part in words("org_nouns") for part in parts) and ("of" in parts or "for" in parts or "on" in parts):
        return {EntityKind.ORGANIZATION: 3.0}
    if parts[-1] in words("place_nouns"):
        return {EntityKind.PLACE: 2.0}
    if parts[0] in given_names() and len(parts) <= 4 and entry_of(parts[0]) is None and parts[0] not in _NO_GIVEN:
        return {EntityKind.PERSON: 2.0}
    return {}


def _is_common(otherwise: SourceHead | None) -> bool:
    """True when the lone first word of a sentence reads better as a description ("Polls", "Police")."""
    return otherwise is not None and (
        otherwise.plural or otherwise.noun in words("documents") or otherwise.noun in words("things")
    )


_PAPERS = frozenset("memo memos email emails letter letters suit lawsuit tapes leaks hunt peninsula".split())
_DIRECTIONS = frozenset("west east north south western eastern northern southern".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday day eve weekend".split())
_FEASTS = frozenset("easter good ash palm whit holy black super christmas new election independence memorial".split())
_NO_GIVEN = frozenset("new la los san santa my so an in".split())
_ORDER = tuple(EntityKind)
_LEADING = frozenset("ministry department bank university institute office church council house bureau".split())


def read_lexicon(sheets: Iterable[Sheet], known: Known = NOTHING_KNOWN) -> Lexicon:
    """The lexicon of a corpus."""
    lexicon = Lexicon(known)
    for sheet in sheets:
        lexicon.add(sheet)
    lexicon.close()
    return lexicon


_LEFT_OVER = frozenset("inc corp co ltd llc plc gmbh".split())


def names_nobody(key: str) -> bool:
    """True for a folded word that stands beside names and is none ("MD", "Jr.", "Inc.", "Congressional")."""
    return key in DEGREES or key in SUFFIXES or key in _LEFT_OVER or key in words("adjectives")


def outlet_like(key: str) -> bool:
    """True when a folded name is or sounds like a news outlet."""
    entry = entry_of(key)
    if isinstance(entry, OrganizationEntry):
        return entry.type == "outlet"
    parts = plain(key).split()
    return len(parts) > 1 and any(
        part in words("outlet_names") or part in words("outlet_nouns") for part in (parts[0], parts[-1])
    )
