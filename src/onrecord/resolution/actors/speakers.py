"""Sources to speakers: names, pronouns and descriptions of one document, from top to bottom."""

from __future__ import annotations

from dataclasses import replace

from ...record import ActorKind, MentionType, Span
from .bodies import body_of
from .descriptions import Described, describe, office_holder, same_as_before, unnamed
from .gazetteer import words
from .heads import HeadKind, SourceHead
from .homes import STATE_NOUNS, state_meant
from .interviews import INTERVIEWEE, INTERVIEWER
from .nominals import BODY_NOUNS, OFFICIALS
from .pairs import is_pair, pair_meant
from .pronouns import NOBODY, Heard, choose
from .reader import Reading, Resolved
from .result import Speaker
from .sheet import PronounSeen, SourceSeen


def resolve_speakers(reading: Reading) -> dict[str, Speaker]:
    """The speaker of every attribution of a sheet whose names are resolved."""
    return _Listening(reading).resolve()


_COLLECTIVE_REACH_PARAGRAPHS = 2
_COLLECTIVE_REACH_SENTENCES = 3
_OPENING_WORDS = 4  # the subject of a sentence begins among these
_JOINED_WORDS = 8  # from the first of "Holt, the mayor, and Brandt" to the second
_SURE_ENOUGH = 0.6  # below this a description that is no source is not noted as a mention


def _pronoun_place(seen: PronounSeen) -> SourceSeen:
    """A pronoun outside the sources as a place without an attribution."""
    head = SourceHead(HeadKind.PRONOUN, seen.start, seen.end, 0, pronoun=seen.pronoun)
    where = seen.sentence, seen.paragraph, seen.position
    return SourceSeen("", None, head, "", *where, seen.within, quoted=seen.quoted)


def _place(source: SourceSeen) -> tuple[int, str]:
    """Text order; sources without words come last."""
    return (source.head.start if source.head.at >= 0 else 10**9, source.attribution_id)


class _Listening:
    """The state while the sources of one sheet are read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.speakers: dict[str, Speaker] = {}
        self.described: list[Described] = []
        self.spoken: list[tuple[SourceSeen, Speaker]] = []

    def resolve(self) -> dict[str, Speaker]:
        """The speaker of every attribution of the sheet."""
        speakers = self.speakers
        waiting: list[SourceSeen] = []
        at = 0
        sheet = self.reading.sheet
        places = (*sheet.sources, *sheet.nominals, *map(_pronoun_place, sheet.pronouns))
        for source in sorted(places, key=_place):
            while at < len(self.reading.sheet.names) and self.reading.sheet.names[at].start <= source.head.start:
                self._hear(at)
                at += 1
            if not source.attribution_id:
                if source.head.pronoun == "i" and not source.told:
                    waiting.append(source)
                else:
                    self._mention(source)
                continue
            speaker = self._speaker(source)
            if speaker is None:
                waiting.append(source)
            else:
                speakers[source.attribution_id] = speaker
                self.spoken.append((source, speaker))
        for source in waiting:
            quoting = self.speakers.get(source.within or "")
            if not source.attribution_id:
                if quoting is not None and quoting.actor_id is not None:
                    self._note(source, quoting.actor_id)
                continue
            speakers[source.attribution_id] = (
                self._again(source, quoting) if quoting is not None else _unresolved(source)
            )
        return speakers

    def _mention(self, source: SourceSeen) -> None:
        """Notes whom a description means on which no attribution hangs ("aides to *the Danish premier*")."""
        head = source.head
        if source.told:
            self._speaker(source)
            return
        if head.kind is HeadKind.PRONOUN:
            self._mention_person(source)
            return
        found: Resolved | None = None
        if is_pair(head):
            for actor_id in pair_meant(head, self.reading, paragraph=source.paragraph):
                self._note(source, actor_id)
            return
        if head.noun in BODY_NOUNS:
            found = body_of(source, self.reading)
            if found is None and head.noun in STATE_NOUNS and not head.states:
                meant = state_meant(head, self.reading, sentence=source.sentence)
                found = Resolved(meant[0], "metonym", meant[1]) if meant is not None else None
        elif head.plural and (head.states or head.noun in OFFICIALS or head.owner in self.reading.named):
            found = same_as_before(head, self.described) or unnamed(head, self.reading)
            self.described.append(Described(found.actor_id, head))
            self._note(source, found.actor_id)
            return
        elif head.title is not None:
            found = office_holder(source, self.reading)
        if found is not None and found.score >= _SURE_ENOUGH:
            self._note(source, found.actor_id)
            if self.reading.to.book.drafts[found.actor_id].kind is ActorKind.PERSON:
                gender = self.reading.genders.get(found.actor_id, "")
                where = source.sentence, source.paragraph, source.position, source.quoted
                self.reading.heard.append(Heard(found.actor_id, gender, *where))

    def _note(self, source: SourceSeen, actor_id: str) -> None:
        span = Span(source.head.start, source.head.end)
        book, document = self.reading.to.book, self.reading.sheet.document_id
        kind = MentionType.PRONOUN if source.head.kind is HeadKind.PRONOUN else MentionType.NOMINAL
        book.mention(actor_id, document, span, kind, source.head.text)

    def _mention_person(self, source: SourceSeen) -> None:
        """Notes whom "he" or "she" means, and hears it, so that the next pronoun can go on from it."""
        gender = source.head.pronoun
        where = source.sentence, source.paragraph, source.position, source.quoted
        chosen = choose(self.reading.heard, gender, sentence=source.sentence, paragraph=source.paragraph)
        if chosen is not None and chosen[1] >= _SURE_ENOUGH:
            self._note(source, chosen[0])
            self.reading.heard.append(Heard(chosen[0], gender, *where))

    def _hear(self, index: int) -> None:
        """A person named at this place can be meant by a later pronoun."""
        resolved = self.reading.named.get(index)
        if resolved is None or index in self.reading.sheet.noun_after:
            return
        if self.reading.to.book.drafts[resolved.actor_id].kind is ActorKind.PERSON:
            name = self.reading.sheet.names[index]
            gender = self.reading.genders.get(resolved.actor_id, "")
            speaks = index in self.reading.speaking
            place = name.sentence, name.paragraph, name.position, name.quoted
            adjunct = index in self.reading.sheet.adjuncts
            self.reading.heard.append(Heard(resolved.actor_id, gender, *place, speaks, adjunct))

    def _speaker(self, source: SourceSeen) -> Speaker | None:
        """The speaker of one source; None for an "I" whose quotation has none yet."""
        head = source.head
        if head.kind is HeadKind.NONE:
            return Speaker(None, source.words, "none" if not source.words else "unresolved", 0.0)
        if head.kind is HeadKind.NAME:
            if head.otherwise is None or any(index in self.reading.named for index in head.names):
                return self._by_names(source)
            source = source._replace(head=head.otherwise)
            head = head.otherwise
        if head.kind is HeadKind.PRONOUN:
            return self._by_pronoun(source)
        if is_pair(head):
            return self._by_pair(source)
        turn = self._by_turn(source)
        if turn is not None:
            self._note(source, turn.actor_id)
            return Speaker(turn.actor_id, self.reading.to.book.drafts[turn.actor_id].name, turn.rule, turn.score)
        found = describe(source, self.reading, self.described)
        if found is None:
            gender = _noun_gender(head.noun) if head.noun in words("relations") and not head.plural else ""
            if gender:  # "my father said ...": the next "he" is the father, and nobody with a name
                place = source.sentence, source.paragraph, source.position
                self.reading.heard.append(Heard(NOBODY, gender, *place, False, True))
            return _unresolved(source)
        self.reading.to.book.mention(
            found.actor_id, self.reading.sheet.document_id, Span(head.start, head.end), MentionType.NOMINAL, head.text
        )
        self.described.append(Described(found.actor_id, head))
        if self.reading.to.book.drafts[found.actor_id].kind is ActorKind.PERSON:
            gender = self.reading.genders.get(found.actor_id, "") or _noun_gender(head.noun)
            self.reading.genders[found.actor_id] = gender
            self.reading.heard.append(
                Heard(found.actor_id, gender, source.sentence, source.paragraph, source.position, False, True)
            )
        return Speaker(found.actor_id, self.reading.to.book.drafts[found.actor_id].name, found.rule, found.score)

    def _by_turn(self, source: SourceSeen) -> Resolved | None:
        """Who asks or answers in an interview printed in turns: the person introduced, else one of this document."""
        part = source.head.noun
        if not source.attribution_id or part not in (INTERVIEWER, INTERVIEWEE):
            return None
        named = self.reading.named.get(source.antecedent) if source.antecedent is not None else None
        if named is not None and self.reading.to.book.drafts[named.actor_id].kind is ActorKind.PERSON:
            return Resolved(named.actor_id, "description", 0.7)
        document = self.reading.sheet.document_id
        return Resolved(self.reading.to.book.open(ActorKind.PERSON, part, part, document), "description", 0.5)

    def _by_pair(self, source: SourceSeen) -> Speaker:
        """ "Both officials said": the one named first, the other beside it."""
        pair = pair_meant(source.head, self.reading, paragraph=source.paragraph)
        if not pair:
            return _unresolved(source)
        for actor_id in pair:
            self._note(source, actor_id)
        return Speaker(pair[0], self.reading.to.book.drafts[pair[0]].name, "description", 0.6, pair[1:])

    def _by_names(self, source: SourceSeen) -> Speaker:
        found = [self.reading.named[index] for index in source.head.names if index in self.reading.named]
        if not found:
            return _unresolved(source)
        also = tuple(dict.fromkeys(r.actor_id for r in found[1:] if r.actor_id != found[0].actor_id))
        rule = found[0].rule
        return Speaker(
            found[0].actor_id, self.reading.to.book.drafts[found[0].actor_id].name, rule, found[0].score, also
        )

    def _by_pronoun(self, source: SourceSeen) -> Speaker | None:
        head = source.head
        if head.pronoun in ("i", "we"):
            if source.within is None:
                return _unresolved(source)
            quoting = self.speakers.get(source.within)
            return None if quoting is None else self._again(source, quoting)
        if head.pronoun == "who":
            resolved = self.reading.named.get(source.antecedent) if source.antecedent is not None else None
            person = resolved is not None and self.reading.to.book.drafts[resolved.actor_id].kind is ActorKind.PERSON
            if resolved is None or head.text.lower() == "that" or (person and head.text.lower() == "which"):
                return _unresolved(source)
            if not person and head.text.lower() == "who":
                # "Holt, a clerk at the ministry who ...": a ministry is no who.
                named = self._person_in_sentence(source)
                return _unresolved(source) if named is None else self._pronoun_speaker(source, named, "pronoun", 0.65)
            return self._pronoun_speaker(source, resolved.actor_id, "pronoun", 0.85)
        if head.pronoun in ("m", "f"):
            chosen = choose(self.reading.heard, head.pronoun, sentence=source.sentence, paragraph=source.paragraph)
            if chosen is None:
                return _unresolved(source)
            place = Heard(chosen[0], head.pronoun, source.sentence, source.paragraph, source.position, False, True)
            self.reading.heard.append(place)
            return self._pronoun_speaker(source, chosen[0], "pronoun", chosen[1])
        if head.pronoun == "they":
            pair = self._pair_before(source)
            if pair:
                speaker = self._pronoun_speaker(source, pair[0], "pronoun", 0.6)
                return replace(speaker, also=pair[1:])
        if head.pronoun in ("they", "it"):
            wanted = (ActorKind.GROUP,) if head.pronoun == "they" else (ActorKind.ORGANIZATION, ActorKind.STATE)
            previous = self._previous_collective(source, wanted)
            if previous is not None:
                return self._pronoun_speaker(source, previous, "pronoun", 0.5)
        return _unresolved(source)

    def _person_in_sentence(self, source: SourceSeen) -> str | None:
        """The last person named before in the sentence."""
        last = self.reading.heard[-1] if self.reading.heard else None
        return last.actor_id or None if last is not None and last.sentence == source.sentence else None

    def _pair_before(self, source: SourceSeen) -> tuple[str, ...]:
        """The two persons who head the sentence before: "Haddad and Brandt left. *They* said ..."."""
        names, named = self.reading.sheet.names, self.reading.named
        found: list[str] = []
        place = -1
        last = self.reading.names_before(source.head.start)
        first = last
        while first > 0 and source.sentence - names[first - 1].sentence < 2:
            first -= 1
        for index in range(first, last):
            name, resolved = names[index], named.get(index)
            if resolved is None or name.sentence == source.sentence or index in self.reading.sheet.noun_after:
                continue
            if self.reading.to.book.drafts[resolved.actor_id].kind is not ActorKind.PERSON:
                continue
            opens = not found and name.position < _OPENING_WORDS
            follows = len(found) == 1 and index in self.reading.sheet.joined and name.first - place <= _JOINED_WORDS
            if opens or follows:
                found.append(resolved.actor_id)
                place = name.last
        return tuple(found) if len(found) == 2 and found[0] != found[1] else ()

    def _subject_before(self, source: SourceSeen, kinds: tuple[ActorKind, ...]) -> str | None:
        """The group or body that heads the sentence before these words, or an earlier part of theirs."""
        sheet = self.reading.sheet
        for index in range(self.reading.names_before(source.head.start) - 1, -1, -1):
            name = sheet.names[index]
            if source.sentence - name.sentence > 1 or source.paragraph - name.paragraph > 1:
                return None
            resolved = self.reading.named.get(index)
            if resolved is None or name.position >= _OPENING_WORDS or name.possessive:
                continue
            if self.reading.to.book.drafts[resolved.actor_id].kind in kinds:
                return resolved.actor_id
        return None

    def _previous_collective(self, source: SourceSeen, kinds: tuple[ActorKind, ...]) -> str | None:
        """The group ("they") or organization ("it") that heads the sentence before, or spoke last, at most two
        paragraphs before."""
        heading = self._subject_before(source, kinds)
        if heading is not None:
            return heading
        for earlier, speaker in reversed(self.spoken):
            if source.paragraph - earlier.paragraph > _COLLECTIVE_REACH_PARAGRAPHS:
                return None
            if kinds == (ActorKind.GROUP,) and source.sentence - earlier.sentence > _COLLECTIVE_REACH_SENTENCES:
                return None
            if speaker.actor_id is None:
                continue
            kind = self.reading.to.book.drafts[speaker.actor_id].kind
            if kind in kinds or (kinds == (ActorKind.GROUP,) and (speaker.also or kind is ActorKind.ORGANIZATION)):
                return speaker.actor_id
        return None

    def _again(self, source: SourceSeen, speaker: Speaker) -> Speaker:
        if speaker.actor_id is None:
            return _unresolved(source)
        return self._pronoun_speaker(source, speaker.actor_id, "quote", round(speaker.score * 0.95, 2))

    def _pronoun_speaker(self, source: SourceSeen, actor_id: str, rule: str, score: float) -> Speaker:
        span = Span(source.head.start, source.head.end)
        self.reading.to.book.mention(
            actor_id, self.reading.sheet.document_id, span, MentionType.PRONOUN, source.head.text
        )
        return Speaker(actor_id, self.reading.to.book.drafts[actor_id].name, rule, score)


def _unresolved(source: SourceSeen) -> Speaker:
    return Speaker(None, source.words, "unresolved", 0.0)


def _noun_gender(noun: str) -> str:
    if noun in words("woman_words"):
        return "f"
    return "m" if noun in words("man_words") else ""
