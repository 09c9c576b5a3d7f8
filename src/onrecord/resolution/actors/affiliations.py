"""Whom an actor speaks for: an official for a state, a staffer for a party, "Holt's aides" for whom Holt speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...record import ActorKind, Role
from .gazetteer import OrganizationEntry, PlaceEntry, StateEntry, StateWord, entry_of, office_titles, plain
from .matching import table_match
from .names import without_possessive
from .result import Affiliation
from .titles import OF_CITIES, TitlePhrase

if TYPE_CHECKING:
    from .book import Book, Draft
    from .organizations import Organizations
    from .reader import Reading

# Offices that only a state has, so that the state is meant also where the words leave it out.
_NOT_OF_STATES = frozenset(("party leader", "secretary general", "commission president", "mayor", "police chief"))
HEADS = frozenset(("head of state", "head of government"))
_PARLIAMENTS = frozenset("house senate congressional parliamentary parliament congress knesset duma bundestag".split())
_STATE_NOUNS = frozenset(
    """minister senator representative congressman congresswoman lawmaker legislator ambassador envoy prosecutor judge
    justice undersecretary attorney-general""".split()
)
_STATE_TITLES = frozenset(
    ("attorney general", "solicitor general", "special counsel", "surgeon general", "vice president", "first lady")
)
_REPORTERS = frozenset("correspondent reporter columnist editor anchor host journalist".split())
_CAMPAIGNS = frozenset("campaign party".split())
_BODIES_ENOUGH = 3
_CLEAR_TIMES = 2


def is_state_office(phrase: TitlePhrase) -> bool:
    """True for an office that only a state has, by its words alone."""
    if phrase.office in _STATE_OFFICES:
        return True
    parts = phrase.title.split()
    noun = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    return (
        noun in _STATE_NOUNS
        or any(phrase.title.endswith(title) for title in _STATE_TITLES)
        or not _PARLIAMENTS.isdisjoint(parts)
    )


# Who holds one of these is in the news from abroad as often as from home.
_TRAVELLERS = frozenset(("foreign", "defense", "ambassador", "trade", "national security adviser", "army chief"))
_STATE_OFFICES = frozenset(office_titles().values()) - _NOT_OF_STATES


def vote_office(reading: Reading, index: int, phrase: TitlePhrase) -> None:
    """Counts the state whose office the person named at `index` holds, or whose campaign employs them, where the title
    leaves it out."""
    if phrase.organization is None and "campaign" in phrase.title.split():
        owner = reading.campaigner()
        if owner is not None:
            reading.to.book.vote_campaign(reading.named[index].actor_id, owner)
        return
    if phrase.organization is not None or not is_state_office(phrase):
        return
    state = state_at_office(reading, index, phrase)
    if state is not None:
        reading.to.book.vote_home(reading.named[index].actor_id, state)


def vote_body(reading: Reading, actor_id: str, key: str) -> None:
    """Counts the state whose body an organization is, where its name leaves it out ("Senate Finance Committee")."""
    draft = reading.to.book.drafts[actor_id]
    if draft.kind is not ActorKind.ORGANIZATION or draft.whole is not None or not is_nameless_state_body(key):
        return
    home = state_of_bodies(reading)
    if home is not None:
        reading.to.book.vote_home(actor_id, home)


def state_at_office(reading: Reading, index: int, phrase: TitlePhrase) -> str | None:
    """The state, by name, whose office the name at `index` holds where the words do not say: the one whose bodies the
    document speaks of (its parliament, its ministries), else the only state of that sentence or of the one before.
    Nobody's president is looked for in a state that somebody else heads."""
    home = state_of_bodies(reading)
    if home is not None:
        return home
    if reading.sheet.home is not None and phrase.office in _STATE_OFFICES - HEADS - _TRAVELLERS:
        return reading.sheet.home
    places, ranked = reading.states_named()
    drafts = reading.to.book.drafts
    if phrase.office in HEADS:
        holder = reading.named[index].actor_id
        led = [one for one in ranked if not reading.to.offices.is_led(drafts[one[0]].name, but=holder)]
        if led and (len(led) == 1 or led[0][1] >= _CLEAR_TIMES * led[1][1]):
            return drafts[led[0][0]].name
        return None
    if phrase.office not in _STATE_OFFICES:
        return None  # beside "special counsel" stands the land that he looks into
    sentence = reading.sheet.names[index].sentence
    for wanted in (sentence, sentence - 1):
        found = {place.actor_id for place in places if place.sentence == wanted}
        if found:
            return drafts[found.pop()].name if len(found) == 1 else None
    return None


def state_of_bodies(reading: Reading) -> str | None:
    """The state whose bodies the document names: three times at least, and twice as often as any other's."""
    bodies = reading.bodies_named()
    clear = bodies and (len(bodies) == 1 or bodies[0][1] >= _CLEAR_TIMES * bodies[1][1])
    return bodies[0][0] if clear and bodies[0][1] >= _BODIES_ENOUGH else None


_STATE_BODY_WORDS = frozenset("senate parliament congress ministry cabinet army navy".split())


def is_nameless_state_body(key: str) -> bool:
    """True for a body of some state whose name does not say of which ("Senate Finance Committee")."""
    parts = key.split()
    return not _STATE_BODY_WORDS.isdisjoint(parts) or (
        parts[0] == "house" and (len(parts) == 1 or parts[-1] in ("committee", "representatives"))
    )


_BODIES_OF_STATES = frozenset(
    """ministry department government administration army navy military parliament congress senate assembly embassy
    intelligence cabinet forces guard police court agency council treasury service""".split()
)


def is_body_of_state(key: str) -> bool:
    """True for the folded name, without its state, of a body that only states have ("navy", "central bank")."""
    parts = key.replace("'s", "").split()
    return not _BODIES_OF_STATES.isdisjoint(parts) or parts[-2:] == ["central", "bank"]


class Wholes:
    """Whose body each draft of a book is, and whom persons and groups speak for."""

    def __init__(self, book: Book, organizations: Organizations) -> None:
        self.book = book
        self.organizations = organizations
        self._surnames: dict[str, list[str]] = {}
        for draft in book.drafts.values():
            if draft.kind is ActorKind.PERSON and draft.roles:
                for surname in plain(draft.name).split()[-1:]:
                    self._surnames.setdefault(surname, []).append(draft.id)
        self._found: dict[str, Affiliation | None] = {}

    def affiliations(self) -> dict[str, Affiliation]:
        """Person, or group or body of a person, to whom it speaks for."""
        found = {}
        for draft in list(self.book.drafts.values()):
            if draft.whole is not None:
                continue
            affiliation = self._of(draft.id)
            if affiliation is not None and affiliation.whole != draft.id:
                found[draft.id] = affiliation
        return found

    def _of(self, actor_id: str) -> Affiliation | None:
        if actor_id not in self._found:
            self._found[actor_id] = None  # against a circle: "Holt's adviser Brandt", "Brandt's boss Holt"
            self._found[actor_id] = self._read(self.book.drafts[actor_id])
        return self._found[actor_id]

    def _read(self, draft: Draft) -> Affiliation | None:
        if draft.owner is not None:
            owner, noun = draft.owner
            return self._owned(owner, campaign=noun in _CAMPAIGNS, former=False)
        ranked = sorted(self._candidates(draft), key=lambda one: one[0])
        return ranked[0][1] if ranked else None

    def _candidates(self, draft: Draft) -> list[tuple[tuple[bool, int, str], Affiliation]]:
        """What the roles of a person say, the surest first: what is over comes last, a state before other bodies, these
        before a party that somebody only belongs to."""
        found = []
        for role in (draft.roles or {}).values():
            former = _is_over(role)
            affiliation = self._of_role(role, former)
            if affiliation is not None:
                rank = 2 if role.title == "member" else 0 if self._reaches_state(affiliation.whole) else 1
                found.append(((former, rank, affiliation.whole), affiliation))
        owner = _winner(draft.campaigns or {})
        if owner is not None and owner != draft.id:
            former = all(_is_over(role) for role in (draft.roles or {}).values() if "campaign" in role.title.split())
            party = self._owned(owner, campaign=True, former=former)
            if party is not None:
                found.append(((former, 1, party.whole), party))
        home = _winner(draft.homes or {})
        state = self._actor(ActorKind.STATE, home) if home is not None else None
        if state is not None:
            former = all(_is_over(role) for role in (draft.roles or {}).values()) and bool(draft.roles)
            found.append(((former, 0, state), Affiliation(state, former)))
        return found

    def _of_role(self, role: Role, former: bool) -> Affiliation | None:
        if role.organization is None or _REPORTERS.intersection(role.title.split()):
            return None  # the White House's correspondent does not speak for it
        folded = plain(role.organization).removeprefix("the ")
        entry = entry_of(folded)
        if (
            isinstance(entry, StateEntry)
            and entry.word is StateWord.SEAT
            and OF_CITIES.intersection(role.title.split())
        ):
            return None  # the bishop of Oslo
        if isinstance(entry, StateEntry):
            whole = self._actor(ActorKind.STATE, entry.name)
        elif isinstance(entry, OrganizationEntry):
            whole = self._actor(ActorKind.ORGANIZATION, entry.name)
        elif isinstance(entry, PlaceEntry):
            whole = self._actor(ActorKind.STATE, entry.state) if entry.state else None
        else:
            document_id = role.evidence.document_id if role.evidence is not None else ""
            full, _ = self.organizations.full_form(folded, folded, document_id)
            whole = self._actor(ActorKind.ORGANIZATION, full) or self._state_leading(role.organization)
            surname = folded.rpartition(" ")[2]
            bearers = self._surnames.get(surname, ()) if whole is None else ()
            if len(bearers) == 1:
                return self._owned(bearers[0], campaign="campaign" in role.title.split(), former=former)
        return Affiliation(whole, former) if whole is not None else None

    def _state_leading(self, organization: str) -> str | None:
        """The state of "Norland's navy" or "Norlandic navy"; of "Norland's Labour Party" the party."""
        words_ = organization.split()
        entry, length = table_match(words_, 0) if words_ else (None, 0)
        if entry is None and len(words_) > 1 and words_[0] != (owner := without_possessive(words_[0])):
            body = is_body_of_state(plain(" ".join(words_[1:])))
            return self.book.known_id(ActorKind.STATE, plain(owner)) if body else None  # a land that no table lists
        if not isinstance(entry, StateEntry) or entry.word is StateWord.SEAT or length == len(words_):
            return None
        rest = plain(" ".join(words_[length:]))
        own = self.book.known_id(ActorKind.ORGANIZATION, rest)
        if own is not None and self.book.drafts[own].whole is None and not is_body_of_state(rest):
            return own  # the party of "Norland's Labour Party"
        return self._actor(ActorKind.STATE, entry.name) if is_body_of_state(rest) else None

    def _owned(self, owner: str, *, campaign: bool, former: bool) -> Affiliation | None:
        """Whom the people of `owner` speak for: an organization or state itself, a person's state, body or party."""
        draft = self.book.drafts[owner]
        if draft.kind is not ActorKind.PERSON:
            return Affiliation(owner, former)
        if campaign:
            parties = [role for role in (draft.roles or {}).values() if self._is_party(role.organization)]
            return self._of_role(parties[0], former) if parties else None
        own = self._of(owner)
        return Affiliation(own.whole, former or own.former) if own is not None else None

    def _is_party(self, organization: str | None) -> bool:
        entry = entry_of(plain(organization or ""))
        return isinstance(entry, OrganizationEntry) and entry.type == "party"

    def _reaches_state(self, actor_id: str) -> bool:
        draft = self.book.drafts[actor_id]
        return draft.kind is ActorKind.STATE or (draft.whole is not None and draft.whole[0] is ActorKind.STATE)

    def _actor(self, kind: ActorKind, name: str) -> str | None:
        if kind is ActorKind.STATE or isinstance(entry_of(plain(name)), OrganizationEntry):
            return self.book.open(kind, name)
        return self.book.known_id(kind, plain(name))


def _is_over(role: Role) -> bool:
    return role.valid_to is not None or "former" in role.title.split()


def _winner(votes: Mapping[str, int]) -> str | None:
    """What has at least twice the votes of anything else."""
    ranked = sorted(votes.items(), key=lambda one: (-one[1], one[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEAR_TIMES * ranked[1][1]):
        return None
    return ranked[0][0]
