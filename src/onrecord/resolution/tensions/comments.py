"""Somebody who would not comment, beside what they, or people of theirs, are reported to have said on the matter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from ...record import Actor, ActorKind, Attribution, Saying, Tension, TensionKind
from ...text import fold
from ..derivation.tokens import Tokenizer
from ..links import gap
from .weighing import nested, overlap, pair_of, sentence_of, word_weights

ON_THE_MATTER = 0.35  # least weighted share of a refusal's paragraph that a saying of somebody else must be about
OWN_MATTER = 0.6  # and that the same person's saying must be about: people go on after "no comment"
SHARED_STEMS = 3
COMMENT_GAP = timedelta(days=21)
MOST = 400  # sayings of one actor that are looked through
REACH = 1_500  # code points before a refusal that names no matter
_SILENT = re.compile(
    r"\b(?:comments?|commenting|respon(?:d\w*|se)|reaction|declin\w+|refus\w+|silent)\b", re.IGNORECASE
)
_ACT = re.compile(
    r"\b(?:introduc|sign|launch|fil|submit|unveil|adopt|pass|approv|vot|plan|prepar|propos|offer)\w*\b", re.IGNORECASE
)  # what somebody does is no comment
_OTHERS_SAID = re.compile(
    r"(?:that\s+)?(?!(?:I|we|he|she|it|they)\b)(?:[\w’'.-]+,?\s+){1,10}?(?:had\s+|has\s+|have\s+)?"
    r"(?:said|says|say|told|tells|announced|stated|claimed|insisted|vowed|warned|reported)\b",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|about|whether|regarding|what|why|how|if)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:['’]s)?\s+(?:spokes(?:person|man|woman|people)(?:['’]s)?(?:\s+(?:office|unit))?|press\s+(?:office|secretary|service)|"
    r"media\s+office|communications\s+office|office)$",
    re.IGNORECASE,
)


def comments(
    refusals: Sequence[Attribution],
    sayings: Mapping[str, Saying],
    *,
    attribution_of: Callable[[str], Attribution],
    text_of: Callable[[str], str],
    actors: Mapping[str, Actor],
) -> Iterator[Tension]:
    """One pair for each refusal, where there is a saying on the same matter within three weeks."""
    members = _members(actors.values())
    asked = [one for one in refusals if one.id in sayings and sayings[one.id].actor_id is not None]
    wanted = {i for one in asked for i in _people(sayings[one.id].actor_id, members)}
    refused = {one.id for one in refusals}
    by_actor: dict[str, list[str]] = defaultdict(list)
    for identifier, saying in sayings.items():
        if saying.actor_id in wanted and identifier not in refused and len(by_actor[saying.actor_id]) < MOST:
            by_actor[saying.actor_id].append(identifier)
    tokenizer = Tokenizer()
    stems: dict[str, frozenset[str]] = {}
    for found in by_actor.values():
        for identifier in found:
            attribution = attribution_of(identifier)
            text = text_of(attribution.document_id)
            words = " ".join(span.of(text) for span in attribution.content)
            stems[identifier] = tokenizer.stems(tokenizer.tokens(words).keys)
    weights = word_weights(list(stems.values()))
    for one in asked:
        saying, text = sayings[one.id], text_of(one.document_id)
        refusal = sentence_of(one, text)
        before = text.rfind("\n", 0, max(text.rfind("\n", 0, refusal.start) - 1, 0))
        if not _ON.search(text, max((span.end for span in one.cue), default=refusal.start), refusal.end):
            before = min(before, refusal.start - REACH)  # refused to comment on all that was told so far
        matter = tokenizer.stems(tokenizer.tokens(text[max(before, 0) : refusal.end]).keys)
        best: tuple[float, str] | None = None
        for actor_id in _people(saying.actor_id, members):
            own = actor_id == saying.actor_id
            if not _SILENT.search(refusal.span.of(text)):
                continue  # "did not say which": not a refusal to speak
            for other in by_actor.get(actor_id, ()):
                if len(stems[other] & matter) < SHARED_STEMS or gap(sayings[other].said, saying.said) > COMMENT_GAP:
                    continue
                if _acts(attribution_of(other), text_of) or _relayed(attribution_of(other), sayings, text_of):
                    continue
                if nested(one, attribution_of(other)) or (own and attribution_of(other).document_id == one.document_id):
                    continue
                share = overlap(stems[other], matter, weights)
                if share >= (OWN_MATTER if own else ON_THE_MATTER):
                    best = max(best or (0.0, ""), (share, other))
        if best is not None:
            share, other = best
            attribution = attribution_of(other)
            reason = (
                f"{saying.actor_name} is reported not to have commented; "
                f"{sayings[other].actor_name} is reported to have said something on the matter."
            )
            comment = sentence_of(attribution, text_of(attribution.document_id))
            yield pair_of(refusal, comment, reason, 0.25 + 0.35 * share, TensionKind.COMMENT)


def _acts(attribution: Attribution, text_of: Callable[[str], str]) -> bool:
    text = text_of(attribution.document_id)
    return not attribution.quote and any(_ACT.search(span.of(text)) for span in attribution.cue)


def _relayed(attribution: Attribution, sayings: Mapping[str, Saying], text_of: Callable[[str], str]) -> bool:
    """Whether the actor only tells what somebody else said ("according to the Mail, the mayor said ..."): the outer
    saying, or one within it that is given to the same actor."""
    outer = sayings.get(attribution.parent) if attribution.parent is not None else None
    if outer is not None and outer.actor_id == sayings[attribution.id].actor_id:
        return True
    text = text_of(attribution.document_id)
    return bool(attribution.content) and bool(_OTHERS_SAID.match(attribution.content[0].of(text)))


def _people(actor_id: str | None, members: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return (actor_id, *members.get(actor_id, ())) if actor_id is not None else ()


def may_comment(asked: Iterable[str | None], actors: Iterable[Actor]) -> set[str]:
    """Whose sayings are looked through for a comment, where these actors are reported not to have commented."""
    refusing = [one for one in asked if one is not None]
    members = _members(actors) if refusing else {}
    return {person for one in refusing for person in _people(one, members)}


def _members(actors: Iterable[Actor]) -> dict[str, list[str]]:
    """Ids of those who hold an office in an actor, or in the body whose press office it is, by the actor's id."""
    actors = list(actors)
    by_name = {
        fold(name): actor.id
        for actor in actors
        if actor.kind is not ActorKind.STATE  # too many hold office in a state
        for name in (*actor.aliases, actor.name)
    }
    found: dict[str, list[str]] = defaultdict(list)
    for actor in actors:
        for role in actor.roles:
            home = by_name.get(fold(role.organization)) if role.organization and role.valid_to is None else None
            if home is not None and home != actor.id and actor.id not in found[home]:
                found[home].append(actor.id)
    for actor in actors:
        body = _OFFICE.sub("", actor.name)
        home = by_name.get(fold(body)) if body != actor.name else None
        if home is not None and home != actor.id:
            found[actor.id] += [one for one in (home, *found.get(home, ())) if one not in found[actor.id]]
    return dict(found)
