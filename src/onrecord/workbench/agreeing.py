"""Agreement between the coders of a project: per variable, pair and month, over spans, and what they differ on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..record import Decision, Stance
from ..review.agreement import (
    Coefficient,
    Confusion,
    Level,
    Ratings,
    Stretch,
    cohen_kappa,
    confusions,
    continuum_of,
    disagreeing_units,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent_agreement,
    ratings_of,
    unitizing_alphas,
    with_interval,
)
from ..review.hand import is_by_hand
from ..store import Store
from ..text import fold
from .agreement_report import ALL, AgreementReport, Difference, Disagreement, VariableAgreement
from .coded_units import DoubleCoded, Unit, double_coded
from .coder_words import Coding

__all__ = [
    "ALL",
    "BY",
    "AgreementReport",
    "Difference",
    "Disagreement",
    "VariableAgreement",
    "measure_agreement",
]

BY = ("variable", "coder", "month")
STATEMENT, NO_STATEMENT = "statement", "no statement"
# from against to for: what an ordinal alpha of the stance counts ranks in
STANCES = (Stance.OPPOSE.value, Stance.NEUTRAL.value, Stance.CONDITIONAL.value, Stance.SUPPORT.value)


@dataclass(frozen=True, slots=True)
class _Variable:
    """How one variable is read off a unit. `key` splits a unit by what else must be equal for values to compare."""

    name: str
    value: Callable[[Coding], Any]
    level: Level = Level.NOMINAL
    values: tuple[Any, ...] | None = None
    by_concept: bool = False


def measure_agreement(
    store: Store,
    *,
    decisions: Sequence[Decision] | None = None,
    coders: Collection[str] = (),
    by: Iterable[str] = (),
    resamples: int = 0,
    confidence: float = 0.95,
    seed: int = 0,
) -> AgreementReport:
    """The agreement of the coders who decided the same subjects, with `resamples` bootstrap draws for intervals.

    `decisions`: those that the reader may see (blindness is the caller's to enforce); all when None. `by` adds scopes:
    "coder" every pair, "month" every month in which a unit got its second coding. Nothing coded twice gives a report
    whose coefficients say so.
    """
    found = double_coded(store, decisions, coders=coders)
    scopes = _scopes(found, set(by))
    variables: list[VariableAgreement] = []
    for variable in _variables(found):
        for scope, units, pair in scopes:
            ratings = _ratings(variable, units, found.coders, pair)
            variables.append(_measured(variable, scope, ratings, resamples, confidence, seed))
    continua = [
        continuum_of(len(found.wordings[name]), _stretches(found, name, found.codings[name])) for name in found.codings
    ]
    return AgreementReport(
        coders=found.coders,
        n_units=len(found.units),
        n_documents=len(found.codings),
        variables=tuple(variables),
        spans=unitizing_alphas(continua, resamples=resamples, confidence=confidence, seed=seed),
        disagreements=_disagreements(found),
        notes=_notes(found),
    )


def _variables(found: DoubleCoded) -> list[_Variable]:
    concepts = {c.concept for unit in found.units for c in unit.by_coder.values() if c.concept} | set(found.concepts)
    listed = [
        _Variable(STATEMENT, lambda c: STATEMENT if c.on_record else NO_STATEMENT, values=(STATEMENT, NO_STATEMENT)),
        _Variable("concept", lambda c: c.concept, values=tuple(sorted(concepts))),
        _Variable("stance", lambda c: c.stance, level=Level.ORDINAL, values=STANCES, by_concept=True),
        _Variable("actor", lambda c: fold(c.actor) if c.actor else None),
        _Variable("day", lambda c: _ordinal(c.day), level=Level.INTERVAL),
    ]
    own = sorted({name for unit in found.units for c in unit.by_coder.values() for name in c.variables})
    for name in own:
        given = {c.variables[name] for u in found.units for c in u.by_coder.values() if name in c.variables}
        whole = all(isinstance(value, int) and not isinstance(value, bool) for value in given)
        level = Level.INTERVAL if whole else Level.NOMINAL
        listed.append(_Variable(name, lambda c, name=name, whole=whole: _own(c.variables.get(name), whole), level))  # type: ignore[misc]
    return listed


def _own(value: object, whole: bool) -> object:
    return value if whole or value is None else str(value)


def _ordinal(day: str | None) -> int | None:
    """A day as a number; None where no single day is known, for a range is no place on a scale of days."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _scopes(found: DoubleCoded, by: set[str]) -> list[tuple[str, Sequence[Unit], tuple[str, str] | None]]:
    listed: list[tuple[str, Sequence[Unit], tuple[str, str] | None]] = [(ALL, found.units, None)]
    if "coder" in by:
        pairs = sorted({(a, b) for unit in found.units for a in unit.by_coder for b in unit.by_coder if a < b})
        listed += [(f"{a} and {b}", found.units, (a, b)) for a, b in pairs]
    if "month" in by:
        months = sorted({f"{unit.completed_at:%Y-%m}" for unit in found.units})
        listed += [(month, [u for u in found.units if f"{u.completed_at:%Y-%m}" == month], None) for month in months]
    return listed


def _ratings(
    variable: _Variable, units: Sequence[Unit], coders: Sequence[str], pair: tuple[str, str] | None
) -> Ratings:
    given: dict[str, dict[str, Any]] = {coder: {} for coder in pair or coders}
    for unit in units:
        for coder, coding in unit.by_coder.items():
            value = variable.value(coding)
            if coder in given and value is not None:
                given[coder][_key(variable, unit, coding)] = value
    return ratings_of(given, values=variable.values).pairable()


def _key(variable: _Variable, unit: Unit, coding: Coding) -> str:
    """Stances are compared where coders named one concept: for one thing and against another is no disagreement."""
    return f"{unit.id}\n{coding.concept}" if variable.by_concept else unit.id


def _measured(
    variable: _Variable, scope: str, ratings: Ratings, resamples: int, confidence: float, seed: int
) -> VariableAgreement:
    def told(measure: Callable[[Ratings], Coefficient], draws: int) -> Coefficient:
        return with_interval(measure, ratings, resamples=draws, confidence=confidence, seed=seed)

    alphas: list[Callable[[Ratings], Coefficient]] = [krippendorff_alpha]
    if variable.level is not Level.NOMINAL:
        alphas.append(lambda r: krippendorff_alpha(r, level=variable.level))
    others: list[Callable[[Ratings], Coefficient]] = [percent_agreement]
    if variable.level is not Level.INTERVAL:  # on a scale of days no two categories are alike enough for kappa
        others = [cohen_kappa if len(ratings.coders) == 2 else fleiss_kappa, gwet_ac, percent_agreement]
    beside = resamples if scope == ALL else 0  # in small scopes the interval of alpha is enough
    return VariableAgreement(
        variable.name,
        scope,
        len(ratings.units),
        len(disagreeing_units(ratings)),
        (*(told(each, resamples) for each in alphas), *(told(each, beside) for each in others)),
    )


def _stretches(found: DoubleCoded, document: str, codings: Sequence[Coding]) -> dict[str, list[Stretch]]:
    """What each coder put on record in a document, as words. A machine's suggestion that not all of the document's
    coders have decided is left out: one who has not come to it has not said that nothing is there."""
    coders = found.coders_of[document]
    decided: dict[str, set[str]] = {}
    for coding in codings:
        decided.setdefault(coding.subject, set()).add(coding.coder)
    listed: dict[str, list[Stretch]] = {coder: [] for coder in coders}
    for coding in codings:
        whole = is_by_hand(coding.subject) or len(decided[coding.subject]) == len(coders)
        words = found.wordings[document].within(coding.spans)
        if coding.on_record and whole and words:
            listed[coding.coder].append(Stretch(coding.subject, coding.coder, words, coding.concept or ""))
    return listed


def _disagreements(found: DoubleCoded) -> tuple[Disagreement, ...]:
    listed: list[Disagreement] = []
    for variable in _variables(found):
        units: dict[str, Unit] = {}
        for unit in found.units:
            for coding in unit.by_coder.values():
                units.setdefault(_key(variable, unit, coding), unit)
        ratings = _ratings(variable, found.units, found.coders, None)
        topics = {} if variable.name == "concept" else {k: _label(found, _topic(k, u)) for k, u in units.items()}
        listed += [_listed(found, variable, each, units) for each in confusions(ratings, topics)]
    return tuple(listed)


def _topic(key: str, unit: Unit) -> str | None:
    return key.partition("\n")[2] or unit.concept


def _listed(found: DoubleCoded, variable: _Variable, confusion: Confusion, units: Mapping[str, Unit]) -> Disagreement:
    def word(value: Any) -> str:
        return _in_words(found, variable, value)

    return Disagreement(
        variable=variable.name,
        sentence=confusion.in_words(word),
        left=word(confusion.left),
        right=word(confusion.right),
        concept=confusion.topic,
        n=len(confusion.units),
        differences=tuple(_difference(found, variable, units[key]) for key in confusion.units),
    )


def _in_words(found: DoubleCoded, variable: _Variable, value: Any) -> str:
    if value is None:
        return "nothing"
    if variable.name == "concept":
        return _label(found, value)
    if variable.name == "actor":
        said = (c.actor for unit in found.units for c in unit.by_coder.values() if c.actor and fold(c.actor) == value)
        return next(said, str(value))
    return date.fromordinal(value).isoformat() if variable.name == "day" else str(value)


def _label(found: DoubleCoded, concept: str | None) -> str:
    known = found.concepts.get(concept or "")
    return known.label if known else concept or ""


def _difference(found: DoubleCoded, variable: _Variable, unit: Unit) -> Difference:
    document = found.articles[unit.document_id].document
    told = {c: _in_words(found, variable, variable.value(coding)) for c, coding in sorted(unit.by_coder.items())}
    words = " … ".join(" ".join(span.of(document.text).split()) for span in sorted(unit.spans))
    return Difference(unit.id, document.id, document.path, unit.spans, words, told)


def _notes(found: DoubleCoded) -> tuple[str, ...]:
    notes: list[str] = []
    if len(found.coders) < 2:
        who = f"only {found.coders[0]} has decided anything" if found.coders else "nobody has decided anything yet"
        return (f"{who}; agreement needs two coders who decide the same passages",)
    if not found.units:
        notes.append("no passage was decided by two coders; assign the same articles to two of them")
    if found.n_once:
        notes.append(f"{found.n_once:,} subjects were decided by one coder alone and are left out")
    by_hand = sum(is_by_hand(unit.id) for unit in found.units)
    suggested = len(found.units) - by_hand
    if suggested:
        notes.append(
            f"{suggested:,} of {len(found.units):,} units were marked by the machine for both coders: their boundaries "
            "agree by construction, so only those coded by hand tell how far coders would mark alike"
        )
    return tuple(notes)
