"""Bodies that a description names: administrations, offices, governments, armies, "the ministry", "the company"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...record import ActorKind
from .affiliations import HEADS
from .gazetteer import OrganizationEntry, StateEntry, entry_of, plain, words
from .heads import SourceHead
from .lexicon import outlet_like
from .names import person_name
from .pronouns import choose

if TYPE_CHECKING:
    from .reader import Reading, Resolved
    from .sheet import SourceSeen

_HONORIFICS = words("honorific_m") | words("honorific_f") | words("honorific_u")
_STATE_BODIES = frozenset({"government", "administration", "state", "regime", "nation", "country", "executive"})


_OWNED_BODIES = frozenset(
    {
        "administration",
        "government",
        "office",
        "campaign",
        "team",
        "camp",
        "cabinet",
        "party",
        "ministry",
        "foundation",
        "company",
        "department",
        "spokesperson",
    }
)


_LEADING_WORDS = frozenset(
    "the a an some many several few other another these those all both most certain various".split()
)


def resolved_as(actor_id: str, rule: str, score: float) -> Resolved:
    from .reader import Resolved  # the reader imports this module

    return Resolved(actor_id, rule, score)


def named_body(head: SourceHead, reading: Reading) -> Resolved | None:
    """ "The Holt administration", "Holt's office", "the Norlandic government", "the Norlandic army"."""
    if head.plural or head.noun not in words("collectives"):
        if head.states and head.noun in ("intelligence", "homeland"):
            return _arm_of(head, reading)
        return None
    if head.states and head.owner_link in ("", "'s", "of"):
        state = head.states[0]
        if head.noun in _STATE_BODIES and len(head.modifiers) <= 1:
            return resolved_as(reading.to.book.open(ActorKind.STATE, state), "metonym", 0.8)
        if head.definite:
            modifiers = sorted(head.modifiers - {"the"})
            name = without_article(head.text)
            actor_id = reading.to.book.open(ActorKind.ORGANIZATION, name, state, head.noun, *modifiers)
            reading.to.book.belong(actor_id, state)
            return resolved_as(actor_id, "description", 0.75)
    if (
        head.owner is not None
        and head.owner in reading.named
        and head.owner_link == "'s"
        and head.noun in _OWNED_BODIES
    ):
        extra = head.modifiers - set(plain(reading.sheet.names[head.owner].text).split()) - _HONORIFICS
        return owned_body(reading, head.owner, head.noun, extra=extra, text=head.text)
    return None


def _arm_of(head: SourceHead, reading: Reading) -> Resolved:
    """ "Norlandic intelligence" is one body everywhere; "the Norlandic homeland" is the state."""
    state = head.states[0]
    if head.noun == "homeland":
        return resolved_as(reading.to.book.open(ActorKind.STATE, state), "metonym", 0.7)
    actor_id = reading.to.book.open(ActorKind.ORGANIZATION, without_article(head.text), state, head.noun)
    reading.to.book.belong(actor_id, state)
    return resolved_as(actor_id, "description", 0.7)


_SPEAKS_FOR_OWNER = frozenset("campaign administration government cabinet office team camp spokesperson".split())


def owned_body(
    reading: Reading, index: int, noun: str, *, extra: frozenset[str] = frozenset(), text: str = ""
) -> Resolved:
    """The body that bears the name at `index`: "Holt administration", "Holt's office", a state's government."""
    return body_of_actor(reading, reading.named[index].actor_id, noun, extra=extra, text=text)


def body_of_actor(
    reading: Reading, owner: str, noun: str, *, extra: frozenset[str] = frozenset(), text: str = ""
) -> Resolved:
    """The body of an actor, as `owned_body` has it for a name."""
    draft = reading.to.book.drafts[owner]
    if draft.kind is ActorKind.STATE:
        return resolved_as(owner, "metonym", 0.75)
    extra = extra - frozenset(plain(draft.name).split()) - {"s"}
    if extra:
        named = without_article(" ".join(text.split()))
        actor_id = reading.to.book.open(ActorKind.ORGANIZATION, named, owner, noun, *sorted(extra))
        return resolved_as(actor_id, "description", 0.75)
    short = _surname(draft.name) if draft.kind is ActorKind.PERSON else draft.name
    joint = f"{short}'s {noun}" if noun in ("office", "team", "company", "foundation") else f"{short} {noun}"
    actor_id = reading.to.book.open(ActorKind.ORGANIZATION, joint, owner, noun)
    if noun in _SPEAKS_FOR_OWNER:
        reading.to.book.own(actor_id, owner, noun)
    state = _state_headed(reading, owner) if noun in _STATE_BODIES or noun in ("cabinet", "office") else None
    if state is not None:
        reading.to.book.belong(actor_id, state)
    return resolved_as(actor_id, "description", 0.8)


def _surname(name: str) -> str:
    """The word of a person's name that the press calls them by."""
    parts, read = name.split(), person_name(name)
    if not parts:
        return name
    return parts[0] if read is not None and read.given and plain(parts[0]) == read.surname else parts[-1]


def _party_of(reading: Reading, actor_id: str, score: float) -> Resolved | None:
    """The party that the texts' titles put a person in."""
    for title in reading.to.offices.titles_of(actor_id):
        key = plain(title.organization or "")
        entry = entry_of(key)
        if (isinstance(entry, OrganizationEntry) and entry.type == "party") or "party" in key.split():
            actor_id = reading.to.organizations.actor(
                reading.to.book, key, title.organization or "", reading.sheet.document_id
            )
            return resolved_as(actor_id, "description", score)
    return None


def _state_served(reading: Reading, actor_id: str) -> str | None:
    """The state in whose service the texts' titles put a person."""
    for title in reading.to.offices.titles_of(actor_id):
        key = plain(title.organization or "")
        entry = entry_of(key)
        if isinstance(entry, StateEntry):
            return entry.name
        if key and reading.to.lexicon.kind(key) is ActorKind.STATE:
            return title.organization
    return None


def _heads(reading: Reading, actor_id: str) -> bool:
    titles = reading.to.offices.titles_of(actor_id)
    return any(title.office in (*HEADS, "governor", "mayor") for title in titles)


def _state_headed(reading: Reading, owner: str) -> str | None:
    """The state that a person heads, by the titles given to them."""
    for title in reading.to.offices.titles_of(owner):
        entry = entry_of(plain(title.organization or ""))
        if title.office in ("head of state", "head of government") and isinstance(entry, StateEntry):
            return entry.name
    return None


def owned_by_pronoun(source: SourceSeen, reading: Reading) -> Resolved | None:
    """ "His administration", "her office": the body of the person whom the pronoun means."""
    head = source.head
    gender = {"his": "m", "her": "f"}.get(head.text.split(maxsplit=1)[0].lower() if head.text else "", "")
    if not gender or head.plural or head.noun not in _OWNED_BODIES or head.states:
        return None
    heard = reading.heard
    if head.noun in _STATE_BODIES or head.noun == "cabinet":  # whoever heads a state, rather than who spoke last
        heard = [place for place in heard if _heads(reading, place.actor_id)] or heard
    elif head.noun == "campaign":  # whoever the article says has one
        heard = [place for place in heard if place.actor_id in reading.campaigners()] or heard
    chosen = choose(heard, gender, sentence=source.sentence, paragraph=source.paragraph)
    if chosen is None or reading.to.book.drafts[chosen[0]].kind is not ActorKind.PERSON:
        return None
    if (head.noun in _STATE_BODIES or head.noun == "cabinet") and not _heads(reading, chosen[0]):
        state = _state_served(reading, chosen[0])  # a foreign minister's government is not named after him
        if state is None:
            return None
        return resolved_as(reading.to.book.open(ActorKind.STATE, state), "metonym", round(min(0.7, chosen[1]), 2))
    if head.noun == "party":
        return _party_of(reading, chosen[0], round(min(0.7, chosen[1]), 2))
    body = body_of_actor(reading, chosen[0], head.noun)
    return resolved_as(body.actor_id, "description", round(min(body.score, chosen[1]), 2))


def body_of(source: SourceSeen, reading: Reading) -> Resolved | None:
    """The body that a description means where it is not the source: a named one, or one spoken of before."""
    head = source.head
    if head.states or head.owner is not None:
        return named_body(head, reading)
    return owned_by_pronoun(source, reading) or (known_body(head, reading) if head.definite else None)


def known_body(head: SourceHead, reading: Reading) -> Resolved | None:
    """ "The ministry", "the newspaper": the last organization before it whose name fits the noun."""
    before = reading.names_before(head.start)
    for index in range(before - 1, max(-1, before - 1 - _REACH_NAMES), -1):
        resolved = reading.named.get(index)
        if resolved is None:
            continue
        if reading.sheet.noun_after.get(index) == head.noun and index not in reading.sheet.adjectives:
            return owned_body(reading, index, head.noun)
        draft = reading.to.book.drafts[resolved.actor_id]
        if head.noun == "party" and draft.kind is ActorKind.GROUP and draft.whole is not None:
            party = reading.to.book.known_id(*draft.whole)  # "Democrats sued. The party said ..."
            if draft.whole[0] is ActorKind.ORGANIZATION and party is not None:
                return resolved_as(party, "description", 0.6)
        if draft.kind is not ActorKind.ORGANIZATION:
            continue
        key = plain(draft.name)
        if head.noun in key.split() or (
            head.noun in words("outlet_nouns") and (reading.is_outlet(resolved.actor_id) or outlet_like(key))
        ):
            return resolved_as(resolved.actor_id, "description", 0.7)
    bare = head.text.lower().startswith("the ") and not head.modifiers and head.noun in _COMPANIES
    return _company_before(head, reading) if bare else None


_REACH_NAMES = 400  # how far back a body is looked for; bounds the work in very long texts
_COMPANIES = frozenset("company firm carmaker automaker manufacturer airline bank lender retailer insurer".split())


_COMPANY_REACH_PARAGRAPHS = 2


def _company_before(head: SourceHead, reading: Reading) -> Resolved | None:
    """The organization that opened the last sentence to open with one: "Northgate rose. The company said ..."."""
    places = [
        (name, reading.named[index])
        for index, name in enumerate(reading.sheet.names)
        if index in reading.named and name.start < head.start and not isinstance(entry_of(name.key), OrganizationEntry)
    ]
    last = places[-1][0].paragraph if places else 0
    for name, resolved in reversed(places):
        if last - name.paragraph > _COMPANY_REACH_PARAGRAPHS:
            return None
        if name.position < 4 and reading.to.book.drafts[resolved.actor_id].kind is ActorKind.ORGANIZATION:
            return resolved_as(resolved.actor_id, "description", 0.55)
    return None


def without_article(text: str) -> str:
    parts = text.split()
    while len(parts) > 1 and parts[0].lower() in _LEADING_WORDS:
        parts.pop(0)
    return " ".join(parts)
