"""Which person a pronoun means: the last compatible speaker or subject, nearest sentence first.

The weights are those measured on hand-checked press text in the project's attribution study: a sentence back costs 1,
having spoken before gives 1.5, standing at the head of a sentence 1, standing inside a quotation costs 2.
"""

from __future__ import annotations

from dataclasses import dataclass

# Pronouns hardly ever reach farther back than this many paragraphs.
REACH_PARAGRAPHS = 6
_REACH_PLACES = 300  # of persons; bounds the work in a text that is one long paragraph
_SPOKE, _SUBJECT, _QUOTED, _UNSURE_GENDER, _ADJUNCT = 1.5, 1.0, 2.0, 0.75, 2.5
_HEAD_WORDS = 4


NOBODY = ""  # somebody whom no actor stands for: a pronoun that means them means no actor


@dataclass(slots=True)
class Heard:
    """A person mentioned at a place: candidates for a later pronoun. `adjunct`: inside a participle that opens the
    sentence, whose object its subject hardly is ("Running against *Holt*, he lost")."""

    actor_id: str
    gender: str
    sentence: int
    paragraph: int
    position: int
    quoted: bool
    spoke: bool = False
    adjunct: bool = False


def choose(heard: list[Heard], gender: str, *, sentence: int, paragraph: int) -> tuple[str, float] | None:
    """The actor that a pronoun of this gender means, and how clear the choice was (0.5 to 0.9); None without one.

    `heard` holds what was mentioned before the pronoun, in text order.
    """
    best: dict[str, float] = {}
    sure = max((one.sentence for one in heard[-_REACH_PLACES:] if gender and one.gender == gender), default=-1)
    for order in range(len(heard) - 1, max(-1, len(heard) - 1 - _REACH_PLACES), -1):
        candidate = heard[order]
        if paragraph - candidate.paragraph > REACH_PARAGRAPHS:
            break
        if candidate.gender and gender and candidate.gender != gender:
            continue
        score = float(candidate.sentence - sentence)
        score += _SPOKE if candidate.spoke else 0.0
        score += _SUBJECT if candidate.position < _HEAD_WORDS else 0.0
        score -= _QUOTED if candidate.quoted else 0.0
        score -= _ADJUNCT if candidate.adjunct and candidate.sentence == sentence else 0.0
        if not candidate.gender:  # all the less where somebody known to be of the gender stands beside or after it
            score -= _UNSURE_GENDER * (2 if sure >= candidate.sentence else 1)
        if score > best.get(candidate.actor_id, -1e9) + 1e-9:
            best[candidate.actor_id] = score
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][0] == NOBODY:
        return None
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 2.0
    return ranked[0][0], round(min(0.9, 0.5 + 0.2 * margin), 2)
