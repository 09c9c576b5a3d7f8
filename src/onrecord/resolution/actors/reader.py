"""One document against the registries of the corpus: every name to its actor, every source to its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ...record import ActorKind, EntityKind, MentionType, Span
from .affiliations import vote_body, vote_office
from .book import Book
from .gazetteer import (
    PARTY_PEOPLE,
    OrganizationEntry,
    StateEntry,
    StateWord,
    entry_of,
    nickname_groups,
    organization_entries,
    plain,
)
from .homes import StatePlace
from .known import NOTHING_KNOWN, Known, KnownActor
from .lexicon import Lexicon, names_nobody
from .names import KIN, PersonName, person_name, surname_forms
from .offices import Holding, OfficeTable, fits
from .organizations import STATE_BODIES, Organizations
from .persons import Person, Persons, honorific_gender
from .pronouns import Heard
from .seen import NamePlace
from .sheet import Sheet
from .titles import TitlePhrase, is_role_noun

# How far to trust a name by the rule that resolved it; calibrated by eye on press text, ordered rather than exact.
SCORES = {
    "name": 0.95,
    "surname": 0.9,
    "surname elsewhere": 0.7,
    "first name": 0.75,
    "several bearers": 0.55,
    "far ahead": 0.5,
    "new": 0.6,
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """An actor id, the rule that gave it, and its score."""

    actor_id: str
    rule: str
    score: float


@dataclass(slots=True)
class Registries:
    """What the whole corpus knows."""

    lexicon: Lexicon
    persons: Persons
    organizations: Organizations
    offices: OfficeTable
    book: Book
    known: Known = NOTHING_KNOWN

    def person_id(self, person: Person) -> str:
        """The actor of a person of the corpus."""
        if person.actor_id:
            return person.actor_id
        actor_id = person.actor_id = self.book.open(ActorKind.PERSON, person.name, person.key)
        for byname in person.bynames:
            self.book.drafts[actor_id].spell(byname, 0)
        if person.known is not None:
            self.book.drafts[actor_id].known = person.known
        else:
            self.book.drafts[actor_id].doubt = person.doubt
        return actor_id

    def known_id(self, actor: KnownActor) -> str:
        """The actor of a row of the user's table."""
        person = self.persons.by_known.get(actor.id)
        if person is not None:
            return self.person_id(person)
        parts = ("known", actor.id) if actor.kind is ActorKind.PERSON else ()
        actor_id = self.book.open(actor.kind, actor.name, *parts)
        self.book.drafts[actor_id].known = actor
        return actor_id

    def enter_offices(self, titles: TitlesSeen) -> None:
        """Writes who holds which office into the office table: first those named in full over all sheets, then
        surnames with a title. They go to the one bearer who is known to hold it, else to the only bearer of the sheet,
        else of the corpus."""
        for held, name in titles.full:
            person = self.persons.full(name, held.document_id)
            if person is not None:
                self.offices.add(replace(held, actor_id=self.person_id(person)))
        found = []
        for held, place, surname, names in titles.short:
            bearers = {
                person.key: person
                for name in names
                if (person := self.persons.full(name, held.document_id)) is not None
            }
            found.append((self._holder(place, surname, held.phrase, tuple(bearers.values())), held))
        for actor_id, held in found:
            if actor_id is not None:
                self.offices.add(replace(held, actor_id=actor_id))

    def _holder(self, name: NamePlace, surname: str, phrase: TitlePhrase, here: tuple[Person, ...]) -> str | None:
        """The actor of a surname with a title; None where the documents leave a choice."""
        gender = honorific_gender(name.honorific)
        everywhere = self.persons.by_surname.get(surname, ())
        holders = [p for p in everywhere if any(fits(phrase, one) for one in self.offices.titles_of(self.person_id(p)))]
        if holders and not any(person in holders for person in here):
            return self.person_id(holders[0]) if len(holders) == 1 else None
        for group in (here, everywhere):
            fitting = [person for person in group if not gender or person.may_be(gender)]
            if fitting:
                return self.person_id(fitting[0]) if len(fitting) == 1 else None
        if phrase.organization is None:
            return None
        return self.book.open(ActorKind.PERSON, name.text, surname, phrase.office, phrase.organization)


def _name_start(name: NamePlace) -> int:
    return name.start


class TitlesSeen:
    """The titles that sheets give to full names, and to surnames with the full names that bear them on the sheet."""

    def __init__(self) -> None:
        self.full: list[tuple[Holding, PersonName]] = []
        self.short: list[tuple[Holding, NamePlace, str, tuple[PersonName, ...]]] = []

    def each(self, sheets: Iterable[Sheet], lexicon: Lexicon) -> Iterator[Sheet]:
        """The sheets as they come, after reading their titles: several readers share one walk."""
        for sheet in sheets:
            self.add(sheet, lexicon)
            yield sheet

    def add(self, sheet: Sheet, lexicon: Lexicon) -> None:
        """Reads the titles of one sheet."""
        bearers: dict[str, dict[str, PersonName]] | None = None
        for role in sheet.roles:
            name = sheet.names[role.name]
            parts = lexicon.person(name.key)
            if parts is None or lexicon.kind(name.key) is ActorKind.ORGANIZATION:
                continue
            held = Holding("", role.phrase, sheet.document_id, sheet.published)
            if parts.given:
                self.full.append((held, parts))
                continue
            bearers = bearers if bearers is not None else _bearers(sheet, lexicon)
            self.short.append((held, name, parts.surname, tuple(bearers.get(parts.surname, {}).values())))


def _bearers(sheet: Sheet, lexicon: Lexicon) -> dict[str, dict[str, PersonName]]:
    """Full names of a sheet by surname and key."""
    found: dict[str, dict[str, PersonName]] = {}
    for name in sheet.names:
        parts = lexicon.person(name.key) if " " in name.key else None
        if parts is not None and parts.given:
            for form in {parts.surname, *parts.surname.split()[-1:]}:
                found.setdefault(form, {})[parts.key] = parts
    return found


class Reading:
    """The state while one sheet is read from top to bottom."""

    def __init__(self, sheet: Sheet, registries: Registries) -> None:
        self.sheet = sheet
        self.to = registries
        self.named: dict[int, Resolved] = {}
        self.genders: dict[str, str] = {}
        self.holdings: dict[tuple[str, TitlePhrase], None] = {}  # a set that keeps its order
        self.counts: Counter[str] = Counter()
        self._local: dict[str, list[Person]] = {}
        self._given: dict[str, list[Person]] = {}
        self.speaking = {index for source in sheet.sources for index in source.head.names}
        self.heard: list[Heard] = []
        self.first_named: dict[str, int] = {}
        self._persons_here: dict[str, Person] = {}
        self._bound: dict[str, str] = {}
        self._titles: dict[int, list[TitlePhrase]] = {}
        self.introduced: set[str] = set()  # descriptions of unnamed actors so far
        self._titled: Counter[str] = Counter()
        self._states: tuple[list[StatePlace], list[tuple[str, int]]] | None = None
        self._bodies: list[tuple[str, int]] | None = None
        self._campaigners: dict[str, int] | None = None
        self.homes_meant: list[tuple[str, int]] = []  # states that "the government" meant by the dateline, and where
        for role in sheet.roles:
            self._titles.setdefault(role.name, []).append(role.phrase)

    # -- names ---------------------------------------------------------------------------------------------------

    def resolve_names(self) -> None:
        """Gives every name of the sheet its actor; full names first, so that surnames find them."""
        lexicon, persons = self.to.lexicon, self.to.persons
        for name in self.sheet.names:
            parts = lexicon.person(name.key)
            if parts is not None and parts.given:
                person = persons.full(parts, self.sheet.document_id)
                if person is not None:
                    for form in {parts.surname, *parts.surname.split()[-1:]}:
                        self._note(self._local, form, person)
                    for given in {parts.given[0], parts.nickname} - {""}:
                        self._note(self._given, given, person)
        for index, name in enumerate(self.sheet.names):
            # "President Holt" finds Samuel Holt in the corpus by the title; then plain "Holt" is he here, too, also
            # where the document names Ida Holt in full.
            if (name.titled or name.honorific) and " " not in name.key and self._other_than_local(index, name):
                resolved = self._name(index, name)
                person = self._persons_here.get(resolved.actor_id) if resolved is not None else None
                if person is not None and resolved is not None:
                    self._note(self._local, name.key, person)
                    self._titled[resolved.actor_id] += 1
        for index, name in enumerate(self.sheet.names):
            resolved = self._name(index, name)
            if resolved is not None:
                self.named[index] = resolved
                self.first_named.setdefault(resolved.actor_id, name.start)
                self.counts[resolved.actor_id] += 1
        for role in self.sheet.roles:
            holder = self.named.get(role.name)
            if holder is not None and self.to.book.drafts[holder.actor_id].kind is ActorKind.PERSON:
                self.holdings[holder.actor_id, role.phrase] = None

    def _other_than_local(self, index: int, name: NamePlace) -> bool:
        """True when nobody whom the document names in full can be meant by a surname with this title."""
        bearers = self._local.get(name.key, [])
        if not bearers:
            return name.titled and not name.honorific
        gender = honorific_gender(name.honorific)
        fitting = self._fitting(bearers, gender)
        titles = [title for title in self._titles.get(index, []) if title.title != "member"]
        if not fitting or not titles:
            return not fitting
        return not any(self._holds(person, titles) for person in fitting) and any(
            self._holds(person, titles) for person in self.to.persons.by_surname.get(name.key, [])
        )

    def _holds(self, person: Person, titles: list[TitlePhrase]) -> bool:
        """True when some document gives the person, named in full or beyond doubt, one of these titles."""
        held = self.to.offices.titles_of(self.to.person_id(person))
        return any(fits(title, one) for title in titles for one in held)

    @staticmethod
    def _note(table: dict[str, list[Person]], form: str, person: Person) -> None:
        bearers = table.setdefault(form, [])
        if person not in bearers:
            bearers.append(person)

    def _name(self, index: int, name: NamePlace) -> Resolved | None:
        known = self.to.known.named(name.key) if self.to.known else None
        if known is not None and known.kind is not ActorKind.PERSON and not (name.titled or name.honorific):
            return Resolved(self.to.known_id(known), "name", SCORES["name"])
        kind = self.to.lexicon.kind(name.key)
        if (name.titled or name.honorific) and kind is not ActorKind.ORGANIZATION and not names_nobody(name.key):
            kind = ActorKind.PERSON
        if (
            kind is ActorKind.STATE
            and name.key in self._local
            and (name.entity is None or name.entity is EntityKind.PERSON)
        ):
            kind = ActorKind.PERSON  # Jordan the senator, named in full elsewhere in the document
        if name.key in ("north", "south") and len(halves := self._halves(name.key)) == 1:
            return Resolved(self.to.book.open(ActorKind.STATE, halves.pop()), "name", 0.8)
        if kind is ActorKind.STATE:
            return self._state(index, name)
        if name.key.endswith("s") and len(self._twins(name.key)) > 1:
            return None  # "the two Koreas" are entered as both
        if name.key in PARTY_PEOPLE and name.text[0].isupper():
            return self._party(name)
        short = self.to.organizations.is_short_form(name.key, self.sheet.document_id) or (
            index in self.sheet.after_the and self.to.organizations.is_outlet_form(name.key)
        )
        if short and not name.titled and not name.honorific:
            kind = ActorKind.ORGANIZATION
        if kind is ActorKind.PERSON or (kind is None and " " not in name.key and name.key in self._local):
            return self._person(index, name)
        if kind is ActorKind.ORGANIZATION:
            owned = self._named_body(name)
            if owned is not None:
                return owned
            actor_id = self.to.organizations.actor(self.to.book, name.key, name.text, self.sheet.document_id)
            return Resolved(actor_id, "name", SCORES["name"])
        if kind is ActorKind.GROUP:
            return Resolved(self.to.book.open(ActorKind.GROUP, name.text), "name", 0.8)
        return None

    def _named_body(self, name: NamePlace) -> Resolved | None:
        """ "Holt Administration" in capitals is the body that "the Holt administration" names."""
        owner, _, noun = name.key.rpartition(" ")
        state = entry_of(owner)
        if noun in ("government", "administration") and isinstance(state, StateEntry):
            return Resolved(self.to.book.open(ActorKind.STATE, state.name), "metonym", 0.8)
        if noun not in ("administration", "campaign") or not owner:
            return None
        surname = owner.split()[-1]
        bearers = self._local.get(surname) or self.to.persons.by_surname.get(surname, [])
        if len(bearers) != 1:
            return None
        owner_id = self.to.person_id(bearers[0])
        joint = f"{bearers[0].name.split()[-1]} {noun}"
        return Resolved(self.to.book.open(ActorKind.ORGANIZATION, joint, owner_id, noun), "name", 0.8)

    def _halves(self, direction: str) -> set[str]:
        """States of the document that "the North" or "the South" can mean."""
        names = (entry_of(name.key) for name in self.sheet.names if name.table)
        other = {"north": "south", "south": "north"}[direction]
        states = {e.name for e in names if isinstance(e, StateEntry)}
        own = {state for state in states if state.lower().startswith(f"{direction} ")}
        opposite = {f"{direction.title()}{state[5:]}" for state in states if state.lower().startswith(f"{other} ")}
        return own or {state for state in opposite if isinstance(entry_of(plain(state)), StateEntry)}

    def _state(self, index: int, name: NamePlace) -> Resolved | None:
        entry = entry_of(name.key)
        if index in self.sheet.adjectives:
            return self._people(name, entry) if isinstance(entry, StateEntry) else None
        if not isinstance(entry, StateEntry):  # a land that no table lists
            return Resolved(
                self.to.book.open(ActorKind.STATE, name.text.title() if name.text.isupper() else name.text), "name", 0.8
            )
        rule = "metonym" if entry.word is StateWord.SEAT else "name"
        bloc = plain(entry.name) in organization_entries()
        actor_id = self.to.book.open(ActorKind.ORGANIZATION if bloc else ActorKind.STATE, entry.name)
        return Resolved(actor_id, rule, 0.8 if rule == "metonym" else 0.95)

    def _twins(self, key: str) -> list[str]:
        """ "Koreas": North Korea and South Korea."""
        halves = (entry_of(f"{half} {key.removesuffix('s')}") for half in ("north", "south", "east", "west"))
        return [entry.name for entry in halves if isinstance(entry, StateEntry)]

    def _party(self, name: NamePlace) -> Resolved:
        """ "Democrats" are the people of their party."""
        self.to.book.open(ActorKind.ORGANIZATION, PARTY_PEOPLE[name.key])
        actor_id = self.to.book.open(ActorKind.GROUP, name.text)
        self.to.book.belong(actor_id, PARTY_PEOPLE[name.key], ActorKind.ORGANIZATION)
        return Resolved(actor_id, "name", 0.7)

    def _people(self, name: NamePlace, entry: StateEntry) -> Resolved | None:
        """ "The Danes" are one group everywhere; "Danish" alone is nobody."""
        if entry.word is not StateWord.PEOPLE or not name.key.endswith("s"):
            return None
        actor_id = self.to.book.open(ActorKind.GROUP, name.text)
        self.to.book.belong(actor_id, entry.name)
        return Resolved(actor_id, "name", 0.7)

    def _person(self, index: int, name: NamePlace) -> Resolved | None:
        parts = self.to.lexicon.person(name.key)
        if parts is None:
            return None
        noun = self.sheet.noun_after.get(index, "")
        if parts.given and name.key in self._local:
            parts = PersonName((), name.key)  # "Van Doren" alone, where "Ida Van Doren" is named
        if parts.given:
            person = self.to.persons.full(parts, self.sheet.document_id)
            return None if person is None else self._known(person, "name", SCORES["name"])
        if parts.suffix in KIN:
            return self._younger(name, parts)
        gender = honorific_gender(name.honorific)
        bearers = self._fitting(self._local.get(parts.surname, []), gender)
        if name.titled and bearers and self._other_than_local(index, name):
            bearers = []
        if len(bearers) == 1:
            return self._known(bearers[0], "surname", SCORES["surname"])
        if bearers:
            return self._one_of(index, bearers)
        if not bearers and is_role_noun(parts.surname) and (name.honorific or name.weak):
            return None  # "Mr. President"
        given = self._given.get(parts.surname, [])
        if not given and name.entity is not EntityKind.ORGANIZATION:
            here = self._persons_here.values()
            given = [one for one in here if any(full.given[:1] == (parts.surname,) for full in one.names)]
        if len(given) == 1 and (not name.honorific or not self.to.persons.by_surname.get(parts.surname)):
            return self._known(given[0], "first name", SCORES["first name"])
        if not name.honorific and not name.titled and not given:
            formal = nickname_groups().get(parts.surname, frozenset())
            bearers = [
                person for given_name, people in self._given.items() if given_name in formal for person in people
            ]
            if len(bearers) == 1:
                return self._known(bearers[0], "first name", SCORES["first name"])
        return self._elsewhere(index, name, parts.surname, gender, speaks_for_body=bool(noun))

    def _younger(self, name: NamePlace, parts: PersonName) -> Resolved:
        """ "Holt Jr.", "Samuel Jr.": of the family only whoever is called so."""
        everywhere = self.to.persons.by_suffix.get((parts.surname, parts.suffix), [])
        here = [person for person in everywhere if self.sheet.document_id in person.documents]
        fitting = here or everywhere
        if len(fitting) == 1:
            return self._known(fitting[0], "surname", SCORES["surname" if here else "surname elsewhere"])
        actor_id = self.to.book.open(ActorKind.PERSON, name.text, name.key, self.sheet.document_id)
        return Resolved(actor_id, "name", SCORES["new"])

    def _known(self, person: Person, rule: str, score: float) -> Resolved:
        actor_id = self.to.person_id(person)
        self.genders[actor_id] = person.gender
        self._persons_here[actor_id] = person
        return Resolved(actor_id, rule, score)

    @staticmethod
    def _fitting(bearers: list[Person], gender: str) -> list[Person]:
        if not gender:
            return bearers
        same = [person for person in bearers if person.gender == gender]
        return same or [person for person in bearers if person.may_be(gender)]

    def _one_of(self, index: int, bearers: list[Person]) -> Resolved | None:
        """Several persons of the document bear the surname: the title decides, else who is named more often so far,
        else the nearest full name before."""
        ids = {self.to.person_id(person): person for person in bearers}
        titles = self._titles.get(index, [])
        titled = [i for i in ids if any(fits(t, held) for t in titles for held in self.to.offices.titles_of(i))]
        if len(titled) == 1:
            return self._known(ids[titled[0]], "surname", SCORES["surname elsewhere"])
        last: str | None = None
        tally: Counter[str] = Counter()
        for earlier in range(index - 1, max(-1, index - 1 - _REACH_NAMES), -1):
            resolved = self.named.get(earlier)
            if resolved is not None and resolved.actor_id in ids:
                last = last or resolved.actor_id
                tally[resolved.actor_id] += 1
        if not tally:  # none named yet, as in a headline: whom the document goes on to call by title
            tally = Counter({actor_id: number for actor_id, number in self._titled.items() if actor_id in ids})
            last = max(tally, key=lambda actor_id: (tally[actor_id], actor_id)) if tally else None
        if not tally:
            return None
        ranked = tally.most_common(2)
        clear = len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]
        chosen = ranked[0][0] if clear else (_in_more_articles(ids) or last)
        return self._known(ids[chosen or ranked[0][0]], "surname", SCORES["several bearers"])

    def _elsewhere(
        self, index: int, name: NamePlace, surname: str, gender: str, *, speaks_for_body: bool
    ) -> Resolved | None:
        """Nobody of that surname is named in full here: the corpus' only bearer, else a person of this document."""
        bearers = self._fitting(self.to.persons.by_surname.get(surname, []), gender)
        titles = self._titles.get(index, [])
        if len(bearers) > 1 and speaks_for_body:
            bearers = [person for person in bearers if self._heads_a_body(person)] or bearers
        if len(bearers) > 1 and titles:
            fitting = [
                person
                for person in bearers
                if any(fits(t, held) for t in titles for held in self.to.offices.titles_of(self.to.person_id(person)))
            ]
            bearers = fitting if len(fitting) == 1 else bearers
        if len(bearers) > 1 and not titles and not name.honorific:
            bearers = _far_ahead(bearers)
            if len(bearers) == 1:
                return self._known(bearers[0], "surname", SCORES["far ahead"])
        if len(bearers) == 1:
            return self._known(bearers[0], "surname", SCORES["surname elsewhere"])
        for title in titles if not bearers else ():
            known = self.to.known.holder(title, self.sheet.published)
            spelled = person_name(known.name) if known is not None else None
            if known is not None and spelled is not None and surname in surname_forms(spelled):
                return Resolved(self.to.known_id(known), "surname", SCORES["surname elsewhere"])
        if name.weak and not name.titled and name.entity is None and index not in self.speaking:
            return None
        marks = [(title.office, title.organization) for title in titles if title.organization]
        if not bearers and marks:
            office, organization = marks[0]
            actor_id = self.to.book.open(ActorKind.PERSON, name.text, surname, office, str(organization))
        else:
            actor_id = self.to.book.open(ActorKind.PERSON, name.text, surname, self.sheet.document_id)
        actor_id = self._bound.setdefault(surname, actor_id)
        self.genders[actor_id] = self.genders.get(actor_id) or gender
        return Resolved(actor_id, "name", SCORES["new"])

    def _heads_a_body(self, person: Person) -> bool:
        """True for somebody after whom an administration is named."""
        titles = self.to.offices.titles_of(self.to.person_id(person))
        return any(title.office in ("head of state", "head of government", "governor", "mayor") for title in titles)

    # -- what the document adds to the book ----------------------------------------------------------------------

    def enter_names(self) -> None:
        """Writes the name mentions into the book: states only where they act or speak."""
        for name in self.sheet.names:
            for state in self._twins(name.key) if name.key.endswith("s") else ():
                twin = self.to.book.open(ActorKind.STATE, state)
                span = Span(name.start, name.end)
                self.to.book.mention(twin, self.sheet.document_id, span, MentionType.NOMINAL, "", located=True)
        for index, resolved in self.named.items():
            name = self.sheet.names[index]
            kind = self.to.book.drafts[resolved.actor_id].kind
            located = kind is ActorKind.STATE or resolved.rule == "metonym"
            located = located and index not in self.sheet.acting and index not in self.speaking
            if located and resolved.rule == "metonym":
                continue  # "a fair in Oslo" is no mention of Norway
            if kind is ActorKind.PERSON and index in self.sheet.noun_after and not name.titled:
                # "The Holt administration" mentions Holt only where Holt is spoken of, too, and not as one who acts.
                if self.counts[resolved.actor_id] < 2 or (resolved.rule == "name" and resolved.score == SCORES["new"]):
                    continue
                located = True
            vote_body(self, resolved.actor_id, name.key)
            span = Span(name.start, name.end)
            self.to.book.mention(
                resolved.actor_id, self.sheet.document_id, span, MentionType.NAME, name.text, located=located
            )
        for role in self.sheet.roles:
            holder = self.named.get(role.name)
            if holder is not None and self.to.book.drafts[holder.actor_id].kind is ActorKind.PERSON:
                self.to.book.role(holder.actor_id, self.sheet, role.phrase, role.start, role.end)
                vote_office(self, role.name, role.phrase)
                if role.title_end > role.title_start:
                    title = Span(role.title_start, role.title_end)
                    self.to.book.mention(
                        holder.actor_id, self.sheet.document_id, title, MentionType.NOMINAL, "", located=True
                    )

    def state_at(self, index: int) -> str | None:
        """The actor of the state that a name stands for, adjectives and seats included; None for other names."""
        name = self.sheet.names[index]
        if not name.table:
            return None
        entry = entry_of(name.key)
        if not isinstance(entry, StateEntry) or plain(entry.name) in organization_entries():
            return None
        return self.to.book.open(ActorKind.STATE, entry.name)

    def states_named(self) -> tuple[list[StatePlace], list[tuple[str, int]]]:
        """The places that name a state, in text order, and the states with how often, the one named most first."""
        if self._states is None:
            places = []
            for index, name in enumerate(self.sheet.names):
                actor_id = self.state_at(index)
                if actor_id is not None:
                    noun = index not in self.sheet.adjectives
                    places.append(StatePlace(name.start, name.sentence, name.position, actor_id, noun))
            self._states = places, Counter(place.actor_id for place in places).most_common()
        return self._states

    def home(self) -> str | None:
        """The actor of the state in which the article was filed; None where no dateline says so."""
        return self.to.book.open(ActorKind.STATE, self.sheet.home) if self.sheet.home else None

    def bodies_named(self) -> list[tuple[str, int]]:
        """The two states whose bodies (parliament, ministries, courts) the document names most, with how often."""
        if self._bodies is None:
            counts: Counter[str] = Counter()
            for index, name in enumerate(self.sheet.names):
                entry = entry_of(name.key) if name.table else None
                if isinstance(entry, OrganizationEntry) and entry.state and entry.type in STATE_BODIES:
                    whole = self.to.book.drafts[self.named[index].actor_id].whole if index in self.named else None
                    counts[entry.state] += whole is not None and whole[1] == plain(entry.state)
            self._bodies = [one for one in counts.most_common(2) if one[1]]
        return self._bodies

    def campaigners(self) -> Mapping[str, int]:
        """The persons whose campaigns the document speaks of, with how often, the first most."""
        if self._campaigners is None:
            counts = Counter(
                self.named[index].actor_id
                for index, noun in self.sheet.noun_after.items()
                if noun == "campaign" and index in self.named
            )
            drafts = self.to.book.drafts
            self._campaigners = {
                actor_id: count for actor_id, count in counts.most_common() if drafts[actor_id].kind is ActorKind.PERSON
            }
        return self._campaigners

    def campaigner(self) -> str | None:
        """The person whose campaign the document speaks of; None for none, or several with equal right."""
        ranked = list(self.campaigners().items())[:2]
        clear = ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
        return ranked[0][0] if clear else None

    def names_before(self, start: int) -> int:
        """How many names of the sheet begin before an offset."""
        return bisect_left(self.sheet.names, start, key=_name_start)

    def is_outlet(self, actor_id: str) -> bool:
        """True when an organization is a news outlet by the tables."""
        entry = entry_of(self.to.book.drafts[actor_id].name)
        return isinstance(entry, OrganizationEntry) and entry.type == "outlet"


def _in_more_articles(bearers: Mapping[str, Person]) -> str | None:
    """The actor of the family whom three articles name at least, and twice as many as any other of them."""
    ranked = sorted(bearers, key=lambda actor_id: (-len(bearers[actor_id].documents), actor_id))
    first, second = (len(bearers[actor_id].documents) for actor_id in ranked[:2])
    return ranked[0] if first >= 3 and first >= 2 * second else None


_REACH_NAMES = 1000  # how far back a namesake is looked for; bounds the work in very long texts


# A surname alone means the bearer whom at least this many documents name, this many times as many as the next.
_AHEAD_DOCUMENTS, _AHEAD_TIMES = 10, 20


def _far_ahead(bearers: list[Person]) -> list[Person]:
    """The bearer who is in the news so much more than his namesakes that a bare surname means nobody else."""
    ranked = sorted(bearers, key=lambda person: (-len(person.documents), person.key))
    first, second = len(ranked[0].documents), len(ranked[1].documents)
    return ranked[:1] if first >= _AHEAD_DOCUMENTS and first >= _AHEAD_TIMES * second else bearers
