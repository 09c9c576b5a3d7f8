"""Full names of persons merged over all documents, and who may answer to a surname.

Two full names are one person when surname, given name (or a nickname or initial of it) and middle names agree and no
honorific contradicts; a short form that fits several persons joins none of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...record import ActorKind, Passage
from .gazetteer import given_names, plain, words
from .known import NOTHING_KNOWN, Known, KnownActor
from .lexicon import Lexicon
from .names import KIN, SURNAME_FIRST, PersonName, compatible, gender_of, person_name, surname_forms, surname_sound
from .namesakes import Post, Told, doubt, post_of, split_documents, told_by_office, told_by_trait
from .sheet import Sheet


@dataclass(slots=True)
class Person:
    """One person of the corpus: the spellings of the full name, the documents that hold one, what tells the gender."""

    key: str
    names: list[PersonName]
    spellings: Counter[str]
    documents: set[str]
    genders: Counter[str] = field(default_factory=Counter)
    given_gender: str = ""
    bynames: set[str] = field(default_factory=set)
    known: KnownActor | None = None
    doubt: tuple[Passage, Passage] | None = None  # two introductions that may be those of two persons
    actor_id: str = ""
    gender: str = ""
    name: str = ""

    def settle(self) -> None:
        """Fixes name and gender once all that the documents tell is counted."""
        self.gender = self._gender()
        self.name = self._name()

    def _gender(self) -> str:
        """ "m", "f", or "" when nothing tells or the evidence is split. A given name counts as three pronouns."""
        counts = self.genders + Counter({self.given_gender: 3} if self.given_gender else {})
        men, women = counts["m"], counts["f"]
        if men >= 2 * women and men > 0:
            return "m"
        return "f" if women >= 2 * men and women > 0 else ""

    def may_be(self, gender: str) -> bool:
        """False where the texts, not the given name alone, tell that the person is of the other gender."""
        told = _told(self.genders)
        return not told or told == gender

    def _name(self) -> str:
        """The name in the user's table, else the spelling used most, the longer one among equals."""
        if self.known is not None:
            return self.known.name
        return max(self.spellings, key=lambda spelling: (self.spellings[spelling], len(spelling), spelling))


class Persons:
    """The persons of a corpus by full name, surname and given name."""

    def __init__(self) -> None:
        self.by_key: dict[str, Person] = {}
        self.by_full: dict[str, Person] = {}
        self.by_surname: dict[str, list[Person]] = defaultdict(list)
        self.by_suffix: dict[tuple[str, str], list[Person]] = {}
        self.by_known: dict[str, Person] = {}
        self.namesakes: dict[tuple[str, str], Person] = {}

    def full(self, name: PersonName, document_id: str = "") -> Person | None:
        """The person with this full name; in a document that means a namesake, that one."""
        return self.namesakes.get((name.key, document_id)) or self.by_full.get(name.key)

    def free_key(self, key: str) -> str:
        """The key, with a number where somebody has it: "George W. Holt" beside a George Holt who may be he or not."""
        number, free = 1, key
        while free in self.by_key:
            number += 1
            free = f"{key} {number}"
        return free

    def part(self, person: Person, mark: str, documents: frozenset[str]) -> None:
        """Takes the documents of a namesake from a person; `mark` tells them apart."""
        key = self.free_key(f"{person.key} {mark}")
        own = Person(key, person.names, Counter(person.spellings), set(documents), Counter(person.genders))
        own.given_gender = person.given_gender
        person.documents -= documents
        self.by_key[key] = own
        for name in person.names:
            for document in documents:
                self.namesakes[name.key, document] = own
            for form in surname_forms(name):
                if own not in self.by_surname[form]:
                    self.by_surname[form].append(own)


def honorific_gender(honorific: str) -> str:
    """ "m" for mr, "f" for mrs, "" for dr or none."""
    if honorific in words("honorific_m"):
        return "m"
    if honorific in words("honorific_f"):
        return "f"
    return ""


def read_persons(sheets: Iterable[Sheet], lexicon: Lexicon, known: Known = NOTHING_KNOWN) -> Persons:
    """All persons that some document names in full; the spellings that the user's table gives one person are one."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    documents: dict[str, set[str]] = defaultdict(set)
    genders: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, PersonName] = {}
    posts: dict[str, list[Post]] = defaultdict(list)
    told: dict[str, list[Told]] = defaultdict(list)
    bynames: set[str] = set()
    for sheet in sheets:
        bynames.update(sheet.bynames)
        seen: dict[int, str] = {}
        for index, place in enumerate(sheet.names):
            name = lexicon.person(place.key)
            if name is None or not name.given or lexicon.kind(place.key) is not ActorKind.PERSON:
                continue
            seen[index] = name.key
            names.setdefault(name.key, name)
            if name.nickname and not names[name.key].nickname:
                names[name.key] = name
            spellings[name.key][place.text] += 1
            documents[name.key].add(sheet.document_id)
            gender = honorific_gender(place.honorific)
            if gender:
                genders[name.key][gender] += 2
        _agreement(sheet, seen, names, genders)
        for trait in sheet.traits:
            if trait.name in seen:
                told[seen[trait.name]].append(told_by_trait(trait, sheet.document_id, sheet.published))
        for role in sheet.roles:
            if role.name in seen:
                post = post_of(role.phrase, sheet.document_id, sheet.published)
                if post is not None:
                    posts[seen[role.name]].append(post)
                held = told_by_office(role.phrase, sheet.document_id, sheet.published, role.start, role.end)
                if held is not None:
                    told[seen[role.name]].append(held)
                noun = role.phrase.title.split()[0] if " of " in role.phrase.title else role.phrase.title.split()[-1]
                if noun in words("woman_words"):
                    genders[seen[role.name]]["f"] += 2
                elif noun in words("man_words"):
                    genders[seen[role.name]]["m"] += 2
    surnames = {name.surname for name in names.values() if " " in name.surname}
    for key in [key for key in names if key in surnames]:
        del names[key]  # "Van Doren" is the surname of "Ida Van Doren", not a person called Van
    persons = Persons()
    blocks: dict[str, list[PersonName]] = defaultdict(list)
    for name in names.values():
        blocks[surname_sound(name.surname)].append(name)
    for surname in sorted(blocks):
        for group in _merge(blocks[surname], documents, genders):
            _enter(persons, group, spellings, documents, genders)
    for person in list(persons.by_key.values()):
        own = [one for name in person.names for one in told.get(name.key, ())]
        held_posts = [post for name in person.names for post in posts.get(name.key, ())]
        if own or held_posts:
            _part(persons, person, held_posts, own)
    _recognize(persons, known)
    for person in persons.by_key.values():
        person.settle()
    for byname in bynames:
        parsed = person_name(byname)
        bearer = persons.full(parsed) if parsed is not None else None
        if bearer is not None:
            bearer.bynames.add(byname)
    return persons


def _part(persons: Persons, person: Person, posts: list[Post], told: list[Told]) -> None:
    """Parts namesakes, and notes where one that is left may be two."""
    parted: set[str] = set()
    for mark, apart in split_documents(posts, told):
        persons.part(person, mark, apart)
        parted |= apart
    left = [one for one in told if one.document_id not in parted]
    if len(left) > 1:
        person.doubt = doubt(left, n_documents=len(person.documents))


def _recognize(persons: Persons, known: Known) -> None:
    """Gives persons their rows of the user's table, and joins those whose names stand in one row. A name that two rows
    bear tells nobody."""
    for actor in known.actors:
        if actor.kind is not ActorKind.PERSON:
            continue
        found: list[Person] = []
        short: list[str] = []
        for spelling in (actor.name, *actor.aliases):
            parsed = person_name(spelling)
            if parsed is None or known.named(plain(spelling)) is not actor:
                continue
            if not parsed.given:
                short.append(parsed.surname)
            person = persons.full(parsed)
            if person is not None and person not in found and person.known is None:
                found.append(person)
        if not found:
            continue
        lead = max(found, key=lambda person: (len(person.documents), person.key))
        lead.known = actor
        persons.by_known[actor.id] = lead
        for other in found:
            if other is lead:
                continue
            lead.names += other.names
            lead.spellings.update(other.spellings)
            lead.documents |= other.documents
            lead.genders.update(other.genders)
            lead.bynames |= other.bynames
            persons.by_key.pop(other.key, None)
            for called, alike in persons.by_suffix.items():
                if other in alike:
                    persons.by_suffix[called] = [*(one for one in alike if one is not other and one is not lead), lead]
            for name in other.names:
                persons.by_full[name.key] = lead
                for form in surname_forms(name):
                    bearers = [person for person in persons.by_surname[form] if person is not other]
                    persons.by_surname[form] = bearers if lead in bearers else [*bearers, lead]
        for form in short:
            if lead not in persons.by_surname[form]:
                persons.by_surname[form].append(lead)


def _agreement(
    sheet: Sheet, seen: dict[int, str], names: dict[str, PersonName], genders: dict[str, Counter[str]]
) -> None:
    """Counts pronouns that agree with a person named in full, or by a surname that only one of them bears here."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for full in seen.values():
        bearers[names[full].surname].add(full)
    for index, gender in sheet.genders:
        key: str | None = seen.get(index)
        if key is None:
            alone = bearers.get(sheet.names[index].key, set())
            key = next(iter(alone), None) if len(alone) == 1 else None
        if key is not None:
            genders[key][gender] += 1


def _merge(
    block: list[PersonName], documents: dict[str, set[str]], genders: dict[str, Counter[str]]
) -> list[list[PersonName]]:
    """Names of one surname grouped into persons. Longer names come first; a name that fits two groups stays alone."""
    groups: list[list[PersonName]] = []
    by_key = {name.key: name for name in block}
    led = {name.key: inside for name in block if (inside := _without_lead(name, by_key)) is not None}
    block = [name for name in block if name.key not in led]
    for name in sorted(block, key=lambda name: (-len(name.given), -len(documents[name.key]), name.key)):
        fitting = [
            group
            for group in groups
            if all(
                compatible(name, other) and not _clash(name, other, genders) and not _suffixed(name, other, documents)
                for other in group
            )
        ]
        if len(fitting) > 1:
            exact = [group for group in fitting if any(other.given[0] == name.given[0] for other in group)]
            fitting = exact if len(exact) == 1 else []
        if fitting and len(fitting) == 1:
            fitting[0].append(name)
        else:
            groups.append([name])
    for key, inside in led.items():
        while inside.key in led:
            inside = led[inside.key]
        next(group for group in groups if inside in group).append(by_key[key])
    return groups


def _without_lead(name: PersonName, block: dict[str, PersonName]) -> PersonName | None:
    """The name inside a longer one that a headline's verb or a club opens ("Fired Samuel Holt")."""
    if len(name.given) < 2 or name.given[0] in given_names() or len(name.given[0]) < 2:
        return None
    inside = block.get(" ".join((*name.given[1:], name.surname, *filter(None, (name.suffix,)))))
    return inside if inside is not None and inside.given[0] in given_names() else None


def _suffixed(left: PersonName, right: PersonName, documents: dict[str, set[str]]) -> bool:
    """True for "Samuel Holt" and "Samuel Holt III" where some document names both: grandfather and grandson."""
    return left.suffix != right.suffix and not documents[left.key].isdisjoint(documents[right.key])


def _clash(left: PersonName, right: PersonName, genders: dict[str, Counter[str]]) -> bool:
    """True when honorifics call one a man and the other a woman."""
    mine, theirs = _told(genders[left.key]), _told(genders[right.key])
    return bool(mine and theirs and mine != theirs)


def _told(counts: Counter[str]) -> str:
    """The gender that the counts tell beyond doubt: twice or more, and at least three times the other."""
    for gender, other in (("m", "f"), ("f", "m")):
        if counts[gender] >= 2 and counts[gender] >= 3 * counts[other]:
            return gender
    return ""


def _enter(
    persons: Persons,
    group: list[PersonName],
    spellings: dict[str, Counter[str]],
    documents: dict[str, set[str]],
    genders: dict[str, Counter[str]],
) -> None:
    lead = max(group, key=lambda name: (len(documents[name.key]), -len(name.given), name.key))
    middle = [given for given in lead.given[1:] if len(given) > 1]
    key = " ".join((lead.given[0], *middle, lead.surname, *filter(None, (lead.suffix,))))
    if key in persons.by_key:
        key = persons.free_key(lead.key)
    person = Person(key, group, Counter(), set())
    for name in group:
        person.spellings.update(spellings[name.key])
        person.documents |= documents[name.key]
        person.genders.update(genders[name.key])
        gender = gender_of(name)
        if gender and name.surname not in SURNAME_FIRST:
            person.given_gender = gender
        persons.by_full[name.key] = person
        for form in dict.fromkeys((name.given[0], name.surname)) if name.suffix in KIN else ():
            bearers = persons.by_suffix.setdefault((form, name.suffix), [])
            if person not in bearers:
                bearers.append(person)
    persons.by_key[key] = person
    if all(name.suffix for name in group):
        return  # "Holt Jr." is never called Holt alone where there is a Holt
    for form in sorted({form for name in group for form in surname_forms(name)}):
        persons.by_surname[form].append(person)
