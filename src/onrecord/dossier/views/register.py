"""Every statement, by concept and stance: cards first, then plain rows, then a count of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ..anchors import Anchors
from ..marks import Mark, mark_for
from ..phrases import Phrase, phrase
from ..wording import capital, count, one_line, spelled
from .cards import Card, CardRow, card_of, row_of
from .table import group_anchor


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one stance on one concept."""

    anchor: str
    concept: str
    mark: Mark
    counts: str
    cards: tuple[Card, ...]
    rows: tuple[CardRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class RegisterView:
    finding: Phrase
    groups: tuple[Group, ...]
    n_acts: int
    n_left: int


def view_register(anchors: Anchors) -> RegisterView:
    ledger, limits = anchors.ledger, anchors.ledger.limits
    groups: list[Group] = []
    for (_, stance), found in groupby(ledger.acts, key=lambda act: (act.concept.id, act.statement.stance)):
        acts = list(found)
        last = limits.cards + limits.card_rows
        suggested = all(act.suggested for act in acts)
        groups.append(
            Group(
                group_anchor(acts[0].concept, stance, anchors),
                one_line(acts[0].concept.label, 120),
                mark_for(stance, max(act.evidence for act in acts), suggested=suggested),
                f"{count(len(acts), 'statement')}, {count(sum(act.n_reports for act in acts), 'report')}",
                tuple(card_of(act, anchors) for act in acts if act.number <= limits.cards),
                tuple(row_of(act, anchors) for act in acts if limits.cards < act.number <= last),
                sum(act.number > last for act in acts),
            )
        )
    n_left = max(0, len(ledger.acts) - limits.cards - limits.card_rows)
    return RegisterView(_finding(anchors), tuple(groups), len(ledger.acts), n_left)


def _finding(anchors: Anchors) -> Phrase:
    acts = anchors.ledger.acts
    if not acts:
        return phrase("No statement has been coded or suggested.")
    quoted = sum(act.evidence == 2 for act in acts)
    relayed = sum(act.evidence == 0 for act in acts)
    return phrase(
        f"{count(len(acts), 'statement')}, {count(sum(act.n_reports for act in acts), 'report')}: "
        f"{capital(spelled(quoted)).lower()} {'rests' if quoted == 1 else 'rest'} on the speaker’s own words, "
        f"{spelled(relayed)} only on what others say they said."
    )
