"""Sources without a name: office holders meant by their title, bodies, unnamed persons and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...record import ActorKind
from .affiliations import state_of_bodies
from .bodies import known_body, named_body, owned_by_pronoun, resolved_as, without_article
from .gazetteer import office_titles, plain, words
from .heads import SourceHead
from .homes import STATE_NOUNS, state_meant
from .names import without_possessive
from .nominals import OFFICIALS, SERVANTS, STATE_PEOPLE
from .offices import RULERS, fits, same_organization
from .pronouns import choose
from .sheet import SourceSeen
from .titles import TitlePhrase, is_plural_role, is_role_noun, office_of, party_in

if TYPE_CHECKING:
    from .reader import Reading, Resolved


_SHARED_GROUPS = frozenset({"media", "press", "public", "people", "voters", "electorate"})


@dataclass(frozen=True, slots=True)
class Described:
    """An actor that an earlier description of the document stands for."""

    actor_id: str
    head: SourceHead


def describe(source: SourceSeen, reading: Reading, earlier: list[Described]) -> Resolved | None:
    """The actor that a description names; None when it means somebody definite who cannot be told."""
    head = source.head
    if _is_thing(head.noun):
        return _by_document(head, reading)
    body = named_body(head, reading) or owned_by_pronoun(source, reading)
    if body is not None:
        return body
    if not head.plural and head.title is not None and head.definite:
        held = office_holder(source, reading)
        if held is not None:
            return held
    if (head.definite or head.plural) and not _others(head):
        same = same_as_before(head, earlier)
        if same is not None:
            return same
    if not head.plural and head.definite and head.noun in words("collectives"):
        return known_body(head, reading) or _state_bare(source, reading) or _body_of_home(head, reading)
    if not head.plural and head.definite and head.owner is None and head.noun not in words("crowds"):
        return None
    if not head.plural and head.definite and head.title is not None and head.title.office in _OFFICES:
        return None  # a known office, though nobody here or at that time is said to hold it
    return unnamed(head, reading)


def _state_bare(source: SourceSeen, reading: Reading) -> Resolved | None:
    """ "The government", "the country", where no words say of which state."""
    head = source.head
    if head.noun not in STATE_NOUNS or head.states or head.modifiers:
        return None
    meant = state_meant(head, reading, sentence=source.sentence)
    return resolved_as(meant[0], "metonym", meant[1]) if meant is not None else None


# Bodies of which a state has one, so that "the army" is that of the state where the article was filed.
_ONE_A_STATE = frozenset("ministry parliament army military navy cabinet presidency legislature".split())


def _body_of_home(head: SourceHead, reading: Reading) -> Resolved | None:
    """ "The defense ministry", where the dateline tells whose, and no other state is spoken of more."""
    home = reading.sheet.home
    if home is None or head.noun not in _ONE_A_STATE or head.states or head.owner is not None:
        return None
    _, ranked = reading.states_named()
    if ranked and reading.to.book.drafts[ranked[0][0]].name != home and ranked[0][1] > 2:
        return None
    named = head._replace(states=(home,), definite=True, text=f"{without_article(head.text)} ({home})")
    body = named_body(named, reading)
    return resolved_as(body.actor_id, "description", 0.55) if body is not None else None


_OFFICES = frozenset(office_titles().values())


def _is_thing(noun: str) -> bool:
    """True for documents and other things that say something without being anybody."""
    for form in (noun, noun.removesuffix("s"), noun.removesuffix("es"), noun.removesuffix("ies") + "y"):
        if form in words("documents") or form in words("things"):
            return True
    return False


_ISSUES = frozenset(("'s", "by", "from", "of"))


def _by_document(head: SourceHead, reading: Reading) -> Resolved | None:
    """ "The institute's report", "a poll by the Norland Herald": who issued it."""
    if head.owner is None or head.owner not in reading.named or head.owner_link not in _ISSUES:
        return None
    owner = reading.named[head.owner]
    return resolved_as(owner.actor_id, "document", round(owner.score * 0.7, 2))


def office_holder(source: SourceSeen, reading: Reading) -> Resolved | None:
    """The holder of the office that "the Norlandic premier" names: who holds it by this document's own words, else in
    the corpus around its date, else a person named here to whom another document gives the title."""
    head = source.head
    phrase = head.title
    assert phrase is not None
    if phrase.organization is None and head.states:
        phrase = phrase._replace(organization=head.states[0])
    if "top" in head.modifiers and office_of(f"top {phrase.title}") != f"top {phrase.title}":
        phrase = phrase._replace(title=f"top {phrase.title}")
    if phrase.title == "counterpart":
        return _counterpart(phrase, source, reading)
    if phrase.title == "member" and len(head.modifiers) > 0:
        return None  # "the most effective Republican" is any of many
    held = [(actor_id, title) for actor_id, title in reading.holdings if fits(phrase, title)]
    exact = {actor_id for actor_id, title in held if phrase.organization and title.organization}
    if exact:
        return _chosen(exact, source, reading, 0.85)
    known = reading.to.known.holder(phrase, reading.sheet.published)
    if known is not None:
        return resolved_as(reading.to.known_id(known), "office", 0.85)
    holder = _holder(phrase, reading)
    if holder is not None:
        return resolved_as(holder, "office", 0.75)
    loose = {actor_id for actor_id, title in held if not _holds_elsewhere(actor_id, phrase, reading)}
    if loose:
        return _chosen(loose, source, reading, 0.85 if phrase.organization is None else 0.6)
    named = {
        actor_id
        for actor_id, start in reading.first_named.items()
        if start < head.start
        and reading.to.book.drafts[actor_id].kind is ActorKind.PERSON
        and any(fits(phrase, title) for title in reading.to.offices.titles_of(actor_id))
        and not _holds_elsewhere(actor_id, phrase, reading)
    }
    if named:
        return _chosen(named, source, reading, 0.7)
    # "The former director", whom this document called director, or the other way round: nobody else can be meant.
    turned = phrase._replace(former=not phrase.former)
    once = {
        actor_id
        for actor_id, title in reading.holdings
        if fits(turned, title)
        and (not phrase.former or any(fits(phrase, held) for held in reading.to.offices.titles_of(actor_id)))
    }
    return resolved_as(once.pop(), "office", 0.6) if len(once) == 1 else None


def _holder(phrase: TitlePhrase, reading: Reading) -> str | None:
    """Who held the office around the day; "the Danish leader" is a head of state or government."""
    offices = reading.to.offices
    found = offices.holder(phrase, reading.sheet.published)
    if found is not None or phrase.title not in RULERS:
        return found
    tops = {offices.holder(phrase._replace(title=title), reading.sheet.published) for title in (*_TOP, *RULERS)}
    tops.discard(None)
    return tops.pop() if len(tops) == 1 else None


_TOP = ("head of state", "head of government")
_HEARD_BEFORE = 3  # persons before "his Danish counterpart" whose office may be meant


def _counterpart(phrase: TitlePhrase, source: SourceSeen, reading: Reading) -> Resolved | None:
    """ "His Danish counterpart": who holds in Denmark the office of a person heard just before."""
    if phrase.organization is None:
        return None
    before = list(dict.fromkeys(place.actor_id for place in reversed(reading.heard)))[:_HEARD_BEFORE]
    for actor_id in before:
        offices = {title.office for title in reading.to.offices.titles_of(actor_id)}
        wanted = {*offices, *_TOP} if offices.intersection(_TOP) else offices
        found = {
            holder
            for holder, title in reading.holdings
            if holder != actor_id
            and title.office in wanted
            and same_organization(title.organization or "", phrase.organization)
        }
        if not found:
            held = {
                reading.to.offices.holder(phrase._replace(title=office), reading.sheet.published) for office in wanted
            }
            found = {holder for holder in held if holder is not None and holder != actor_id}
        if found:
            return _chosen(found, source, reading, 0.65)
    return None


def _holds_elsewhere(actor_id: str, phrase: TitlePhrase, reading: Reading) -> bool:
    """True when the actor holds this office of another organization only ("the Ohio senator" is not Texas')."""
    if phrase.organization is None:
        return False
    held = [t for t in reading.to.offices.titles_of(actor_id) if t.organization and (t.office == phrase.office)]
    return bool(held) and not any(fits(phrase, title) for title in held)


def _chosen(candidates: set[str], source: SourceSeen, reading: Reading, score: float) -> Resolved | None:
    """The only candidate, else the one that the text last spoke of."""
    if len(candidates) == 1:
        return resolved_as(next(iter(candidates)), "office", score)
    heard = [place for place in reading.heard if place.actor_id in candidates]
    chosen = choose(heard, "", sentence=source.sentence, paragraph=source.paragraph)
    return None if chosen is None else resolved_as(chosen[0], "office", round(min(0.6, chosen[1]), 2))


def same_as_before(head: SourceHead, earlier: list[Described]) -> Resolved | None:
    """The same description earlier in the document: same noun and number, and no modifier that contradicts."""
    for described in reversed(earlier):
        other = described.head
        if other.noun != head.noun or other.plural != head.plural:
            continue
        mine, theirs = _content_words(head), _content_words(other)
        if mine == theirs or (head.definite and mine <= theirs):
            return resolved_as(described.actor_id, "description", 0.6)
    return None


def _content_words(head: SourceHead) -> frozenset[str]:
    return frozenset(word for word in plain(head.text).replace("'s", "").split() if word not in words("stop")) | {
        head.noun
    }


_PERSON_ENDINGS = ("ist", "ian", "agent", "woman", "lawyer", "spy", "veteran", "expert", "hacker", "researcher")


def unnamed(head: SourceHead, reading: Reading) -> Resolved:
    """A group or person without a name, bound to its document; "the Norlandic media" and peoples are one everywhere."""
    name = without_possessive(" ".join(head.text.split()))
    folded = plain(without_article(name))
    shared = head.noun in _SHARED_GROUPS and bool(head.states)
    people = head.plural and bool(head.states) and not head.modifiers and plain(head.noun) == folded
    spelled = without_article(name).split()
    party = head.noun in _PARTY_PEOPLE and len(spelled) < 3 and all(word[0].isupper() for word in spelled)
    if shared or people or party:
        actor_id = reading.to.book.open(ActorKind.GROUP, without_article(name))
        if len(head.states) == 1 and not party:
            reading.to.book.belong(actor_id, head.states[0])
        return resolved_as(actor_id, "description", 0.7)
    if head.plural:
        kind = ActorKind.GROUP
    elif head.noun in words("collectives") and head.noun not in _LOOSE_BODIES:
        kind = ActorKind.ORGANIZATION
    elif is_role_noun(head.noun) or head.noun in _PERSON_NOUNS or head.noun.endswith(_PERSON_ENDINGS):
        kind = ActorKind.PERSON
    else:
        kind = ActorKind.GROUP
    parts = [folded, reading.sheet.document_id]
    if folded in reading.introduced and (_others(head) or not (head.definite or head.plural)):
        parts.append(str(head.start))  # "an official" and later "another official", or again "an official", stay apart
    reading.introduced.add(folded)
    actor_id = reading.to.book.open(kind, name, *parts)
    if len(head.states) == 1 and head.owner_link != "of" and (head.noun in STATE_PEOPLE or is_plural_role(head.noun)):
        reading.to.book.belong(actor_id, head.states[0])
    elif head.plural and (of_party := party_in(head.text)) is not None:
        reading.to.book.open(ActorKind.ORGANIZATION, of_party)
        reading.to.book.belong(actor_id, of_party, ActorKind.ORGANIZATION)  # "Republican leaders"
    elif head.owner is not None and head.owner in reading.named and head.plural:
        owner = reading.named[head.owner].actor_id
        whole = reading.to.book.drafts[owner].whole
        role = is_plural_role(head.noun)
        if whole is not None and head.owner_link == "'s" and role:
            reading.to.book.belong(actor_id, whole[1], whole[0])  # White House officials
        elif head.owner_link in _SERVES and (role or head.noun in SERVANTS):
            reading.to.book.own(actor_id, owner, "campaign" if "campaign" in head.modifiers else head.noun)
    elif head.noun in OFFICIALS and head.plural and not head.states:
        home = state_of_bodies(reading)
        if home is not None:
            reading.to.book.vote_home(actor_id, home)
    return resolved_as(actor_id, "description", 0.5)


_SERVES = frozenset(("'s", "to", "for", "of", "in"))


def _others(head: SourceHead) -> bool:
    """True for "another official", "other critics", "a second aide": somebody else than before."""
    return bool(_OTHER.intersection(head.text.lower().split()[:2]))


_OTHER = frozenset("another other others second third more".split())
_LOOSE_BODIES = frozenset("group coalition team panel alliance opposition movement".split())


_PARTY_PEOPLE = frozenset("democrats republicans conservatives liberals tories socialists greens".split())


_PERSON_NOUNS = frozenset(
    """
    source person man woman insider voter resident witness survivor victim supporter critic opponent member
    participant user friend relative""".split()
)
