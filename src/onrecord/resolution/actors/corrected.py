"""What coders decided about actors, laid over what the rules find: one actor of two, two of one, another speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...record import Actor, ActorFacts, Corrections, Mention, MentionType, Passage
from ...text import stable_id
from .book import Book
from .gazetteer import plain
from .result import DocumentActors, Speaker

RULE = "coder"


class Correction:
    """Corrections bound to the ids of this gather.

    `anchored` gives, for each document that a correction points into, its actors as the rules find them; the mention
    that overlaps an anchor most tells whom the anchor means.
    """

    def __init__(self, corrections: Corrections, book: Book, anchored: Mapping[str, DocumentActors]) -> None:
        self.given = corrections
        self.book = book
        self._anchored = anchored
        self._leads: dict[str, str] = {}
        self._moved: dict[tuple[str, int, int], str] = {}
        self._by_name: dict[str, set[str]] | None = None
        for group in corrections.same:
            self._join(group)
        for group in corrections.apart:
            self._part(group)
        self._facts: dict[str, ActorFacts] = {}
        for anchor, fact in corrections.facts.items():  # several anchors may mean one actor: later words over earlier
            actor_id = self.actor_at(anchor)
            if actor_id is not None:
                self._facts[actor_id] = _joined(self._facts.get(actor_id, ActorFacts()), fact)

    def actor_at(self, anchor: Passage) -> str | None:
        """The actor that an anchor means, after all joins and splits; None where nobody is mentioned there."""
        place = self._place(anchor)
        if place is None:
            return self._moved.get((anchor.document_id, anchor.start, anchor.end))
        mention, actor_id = place
        return self._now(mention, actor_id)

    def apply(self, found: DocumentActors) -> DocumentActors:
        """The document with its actors as decided."""
        mentions = tuple((mention, self._now(mention, actor_id)) for mention, actor_id in found.mentions)
        located = tuple((mention, self._now(mention, actor_id)) for mention, actor_id in found.located)
        spans = {(mention.start, mention.end): actor_id for mention, actor_id in mentions}
        told = {(m.start, m.end) for m, _ in (*mentions, *located)}
        extra = []
        for (document, start, end), actor_id in self._moved.items():
            if document == found.document_id and (start, end) not in told:
                extra.append((Mention(document, start, end, MentionType.NOMINAL), actor_id))
                self.book.drafts[actor_id].n_mentions += 1
        speakers = {
            attribution: self._speaker(attribution, speaker, found, spans)
            for attribution, speaker in found.speakers.items()
        }
        via = {attribution: tuple(map(self._lead, chain)) for attribution, chain in found.via.items()}
        for attribution in found.speakers:
            if attribution in self.given.vias:
                via[attribution] = tuple(filter(None, map(self._named, self.given.vias[attribution])))
        ordered = tuple(sorted((*mentions, *extra), key=lambda one: (one[0].start, one[0].end, one[1])))
        return DocumentActors(found.document_id, speakers, via, ordered, located)

    def finish(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """The actors with joined ones folded together, facts as decided, and those made by hand."""
        folded: dict[str, Actor] = {}
        for actor in actors:
            lead = self._lead(actor.id)
            known = folded.get(lead)
            named = actor if actor.id == lead or known is None else known
            if known is None:
                folded[lead] = replace(actor, id=lead)
                continue
            names = (known.name, *known.aliases, actor.name, *actor.aliases)
            folded[lead] = replace(
                known,
                name=named.name,
                kind=named.kind,
                aliases=tuple(name for name in dict.fromkeys(names) if name != named.name),
                roles=tuple(dict.fromkeys((*known.roles, *actor.roles))),
            )
        for added in self.given.added:
            folded.setdefault(added.id, added)
        for actor_id, fact in self._facts.items():
            if actor_id in folded:
                found = folded[actor_id]
                folded[actor_id] = replace(
                    found,
                    name=fact.name or found.name,
                    kind=fact.kind or found.kind,
                    aliases=_aliases(found, fact.name) if fact.aliases is None else fact.aliases,
                    roles=found.roles if fact.roles is None else fact.roles,
                    attributes={**found.attributes, **fact.attributes},
                )
        return tuple(folded.values())

    # -- ids -----------------------------------------------------------------------------------------------------

    def _place(self, anchor: Passage) -> tuple[Mention, str] | None:
        """The mention that overlaps an anchor most, those where somebody acts before mere lands."""
        page = self._anchored.get(anchor.document_id)
        if page is None:
            return None
        best: tuple[float, Mention, str] | None = None
        for mention, actor_id in (*page.mentions, *page.located):
            shared = min(mention.end, anchor.end) - max(mention.start, anchor.start)
            if shared <= 0:
                continue
            joint = shared / (max(mention.end, anchor.end) - min(mention.start, anchor.start))
            if best is None or joint > best[0]:
                best = joint, mention, actor_id
        return None if best is None else best[1:]

    def _join(self, group: tuple[Passage, ...]) -> None:
        places = [(anchor, self._place(anchor)) for anchor in group]
        ids = [self._lead(place[1]) for _, place in places if place is not None]
        if not ids:
            return
        for other in ids[1:]:
            if other != ids[0]:
                self._leads[other] = ids[0]
        for anchor, place in places:
            if place is None:  # the rules saw nobody there
                self._moved[anchor.document_id, anchor.start, anchor.end] = ids[0]

    def _part(self, group: tuple[Passage, ...]) -> None:
        """Makes a new actor for every anchor after the first that means the same actor as one before it. It takes the
        actor's mentions in its document; where both stand in one document, those of the same words."""
        kept: dict[str, list[tuple[Passage, Mention]]] = {}
        for anchor in group:
            place = self._place(anchor)
            if place is None:
                continue
            mention, actor_id = place
            lead = self._now(mention, actor_id)
            before = kept.setdefault(lead, [])
            if before:
                self._split(anchor, mention, actor_id, rivals=[rival for _, rival in before])
            before.append((anchor, mention))

    def _split(self, anchor: Passage, mention: Mention, actor_id: str, *, rivals: list[Mention]) -> None:
        draft = self.book.drafts[self._lead(actor_id)]
        new_id = stable_id("act", draft.kind.value, plain(draft.name), anchor.document_id, str(mention.start))
        self.book.split(draft.id, new_id)
        page = self._anchored[anchor.document_id]
        together = any(rival.document_id == anchor.document_id for rival in rivals)
        for other, found in (*page.mentions, *page.located):
            if self._lead(found) != draft.id:
                continue
            if not together or (other.start, other.end) == (mention.start, mention.end):
                self._moved[other.document_id, other.start, other.end] = new_id

    def _lead(self, actor_id: str) -> str:
        while actor_id in self._leads:
            actor_id = self._leads[actor_id]
        return actor_id

    def _now(self, mention: Mention, actor_id: str) -> str:
        moved = self._moved.get((mention.document_id, mention.start, mention.end))
        lead = self._lead(actor_id)
        if moved is not None and moved != lead:
            lead = self._lead(moved)
        return lead

    # -- speakers ------------------------------------------------------------------------------------------------

    def _speaker(
        self, attribution: str, speaker: Speaker, found: DocumentActors, spans: Mapping[tuple[int, int], str]
    ) -> Speaker:
        speaker = self._beside(attribution, speaker)
        if attribution in self.given.speakers:
            named = self.given.speakers[attribution]
            if named is None:
                return Speaker(None, "", RULE, 1.0)
            actor_id = self._named(named)
            if actor_id is None:
                words = named if isinstance(named, str) else speaker.actor_name
                return Speaker(None, words, RULE, 1.0)
            also = tuple(one for one in dict.fromkeys(map(self._lead, speaker.also)) if one != actor_id)
            return Speaker(actor_id, self._name(actor_id), RULE, 1.0, also)
        if speaker.actor_id is None:
            return speaker
        actor_id = self._lead(speaker.actor_id)
        # A split takes whole documents, or single mentions: the speaker goes where most of its mentions here went.
        votes: dict[str, int] = {}
        for mention, old in found.mentions:
            if old == speaker.actor_id:
                now = spans.get((mention.start, mention.end), actor_id)
                votes[now] = votes.get(now, 0) + 1
        if votes:
            actor_id = max(votes, key=lambda one: (votes[one], one == actor_id))
        return replace(
            speaker,
            actor_id=actor_id,
            actor_name=self._name(actor_id)
            if actor_id != speaker.actor_id or actor_id in self._facts
            else speaker.actor_name,
            also=tuple(one for one in dict.fromkeys(map(self._lead, speaker.also)) if one != actor_id),
        )

    def _beside(self, attribution: str, speaker: Speaker) -> Speaker:
        """The speaker with those who spoke with it as a coder gave them."""
        if attribution not in self.given.beside:
            return speaker
        ids = (self._named(one) for one in self.given.beside[attribution])
        return replace(speaker, also=tuple(one for one in ids if one is not None))

    def _named(self, named: Passage | str) -> str | None:
        """The actor id that a correction names: by anchor, by the id of an actor made by hand, else by name."""
        if isinstance(named, Passage):
            return self.actor_at(named)
        if any(actor.id == named for actor in self.given.added) or named in self.book.drafts:
            return self._lead(named)
        if self._by_name is None:
            self._by_name = {}
            for draft in self.book.drafts.values():
                self._by_name.setdefault(plain(draft.name), set()).add(self._lead(draft.id))
            for actor in self.given.added:
                self._by_name.setdefault(plain(actor.name), set()).add(actor.id)
        bearers = self._by_name.get(plain(named), set())
        return next(iter(bearers)) if len(bearers) == 1 else None

    def _name(self, actor_id: str) -> str:
        if actor_id in self._facts and (given := self._facts[actor_id].name):
            return given
        for added in self.given.added:
            if added.id == actor_id:
                return added.name
        return self.book.drafts[actor_id].name


def _joined(before: ActorFacts, later: ActorFacts) -> ActorFacts:
    return ActorFacts(
        later.name or before.name,
        later.kind or before.kind,
        before.aliases if later.aliases is None else later.aliases,
        before.roles if later.roles is None else later.roles,
        {**before.attributes, **later.attributes},
    )


def _aliases(actor: Actor, name: str | None) -> tuple[str, ...]:
    """The aliases with the old name among them, where an actor was renamed."""
    if name is None or name == actor.name:
        return actor.aliases
    return tuple(dict.fromkeys((actor.name, *(alias for alias in actor.aliases if alias != name))))


def anchored_documents(corrections: Corrections) -> frozenset[str]:
    """The documents into which corrections of actors point."""
    anchors: list[Passage] = [*corrections.facts]
    for group in (*corrections.same, *corrections.apart):
        anchors.extend(group)
    anchors.extend(named for named in corrections.speakers.values() if isinstance(named, Passage))
    for chain in (*corrections.vias.values(), *corrections.beside.values()):
        anchors.extend(named for named in chain if isinstance(named, Passage))
    return frozenset(anchor.document_id for anchor in anchors)
