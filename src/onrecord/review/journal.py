"""The journal read: what each coder's word on a subject is, and what counts when there are several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..record import Decision, JsonValue, Verdict, decisions_in_force

# Values that tell about the deciding, not about the thing decided: two coders who differ only in them agree.
ABOUT_DECIDING = frozenset(
    ("adjudicates", "batch", "codebook", "memo", "of", "reason", "round", "score", "seconds", "shown", "why")
)
Values = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Standing:
    """One coder's word on one subject: the decision that stands (None: none yet), and what was noted beside it."""

    decision: Decision | None = None
    notes: tuple[Decision, ...] = ()  # flags, memos and skips, oldest first


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts for a subject: one decision, or None while coders differ; `coders` says who said what, by name."""

    decision: Decision | None
    coders: Mapping[str, Decision] = field(default_factory=dict, hash=False)

    @property
    def disputed(self) -> bool:
        return self.decision is None


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], Standing]:
    """(subject, coder) -> that coder's word. Withdrawn decisions leave no trace; adjudications are not counted here.

    Edits add up: one that gives the stance keeps the concept of the one before; acceptance or rejection ends that.
    """
    found: dict[tuple[str, str], Standing] = {}
    for one in decisions_in_force(decisions):
        if is_adjudication(one):
            continue
        before = found.get((one.subject, one.coder), Standing())
        if one.verdict.decides:
            found[one.subject, one.coder] = Standing(_added_to(before.decision, one), before.notes)
        else:
            found[one.subject, one.coder] = Standing(before.decision, (*before.notes, one))
    return found


def settled(
    decisions: Iterable[Decision],
    *,
    adjudicators: Collection[str] | None = None,
    originals: Mapping[str, Values] | None = None,
) -> dict[str, Settled]:
    """Subject -> what counts: the last adjudication, else what all coders who decided agree on, else None (disputed).

    `adjudicators` are those whose adjudications count, None for anybody's (a project without accounts). `originals`
    gives by subject what the machine had proposed, so that an edit which changes nothing agrees with an acceptance.
    """
    made = list(decisions)
    final: dict[str, Decision] = {}
    for one in decisions_in_force(made):
        if one.verdict.decides and is_adjudication(one) and (adjudicators is None or one.coder in adjudicators):
            final[one.subject] = one
    by_coder: dict[str, dict[str, Decision]] = {}
    for (subject, coder), word in standing(made).items():
        if word.decision is not None:
            by_coder.setdefault(subject, {})[coder] = word.decision
    result: dict[str, Settled] = {}
    for subject in dict.fromkeys((*by_coder, *final)):
        coders = by_coder.get(subject, {})
        decision = final.get(subject)
        if decision is None:
            words = list(coders.values())
            original = (originals or {}).get(subject) or next(map(suggested_in, words), {})
            meanings = [meaning(word, original) for word in words]
            agree = all(other == meanings[0] for other in meanings[1:])
            decision = words[0] if agree else None
        result[subject] = Settled(decision, coders)
    return result


def _added_to(before: Decision | None, edit: Decision) -> Decision:
    """The edit with the values of the edits before it that it leaves alone; null takes a value back."""
    if edit.verdict is not Verdict.EDIT:
        return edit
    kept = before.values if before is not None and before.verdict in (Verdict.EDIT, Verdict.ADD) else {}
    both = {**kept, **edit.values}
    return replace(edit, values={name: value for name, value in both.items() if value is not None})


def suggested_in(decision: Decision) -> Values:
    """The suggestion that a decision answers, as it was: attribution, concept, stance, score, origin; {} for none."""
    of = decision.values.get("of")
    return of if isinstance(of, Mapping) else {}


def is_adjudication(decision: Decision) -> bool:
    return decision.values.get("adjudicates") is True


def meaning(decision: Decision, original: Values) -> tuple[bool, dict[str, object]]:
    """What a decision comes to: whether the thing is on record, and the values in which it differs from `original`."""
    if decision.verdict is Verdict.REJECT:
        return False, {}
    return True, {
        name: _plain(value)
        for name, value in decision.values.items()
        if name not in ABOUT_DECIDING and _plain(value) != _plain(original.get(name))
    }


def _plain(value: JsonValue) -> object:
    """The same value with lists for every sequence, so that a tuple equals what JSON gave back."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
