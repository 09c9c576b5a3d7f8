"""The methods text that a paper may copy: what was done, in sentences, with every number from the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..dossier.wording import agree, count, number, spelled
from ..review.agreement import Coefficient
from .agreeing import STATEMENT
from .trail_facts import Trail

_COMPARED = {STATEMENT: "whether there is a statement", "concept": "the concept", "stance": "the stance",
             "actor": "the actor", "day": "the day"}  # fmt: skip


def methods_text(trail: Trail) -> tuple[str, ...]:
    """Paragraphs in plain words; what cannot be told is said to be so."""
    return tuple(
        " ".join(sentences)
        for sentences in (
            list(_corpus(trail)),
            list(_coding(trail)),
            list(_reliability(trail)),
            list(_limits(trail)),
        )
        if sentences
    )


def _corpus(trail: Trail) -> Iterator[str]:
    corpus = trail.corpus
    outlets = sum(name != "outlet not known" for name, _ in corpus.by_outlet)
    span = f" published between {_day(corpus.first)} and {_day(corpus.last)}" if corpus.first and corpus.last else ""
    yield (
        f"We read {count(corpus.n_documents, 'article')} from {count(outlets, 'outlet')}{span} with onrecord "
        f"{trail.version}."
    )
    if corpus.n_undated:
        yield f"{_start(corpus.n_undated, 'article')} {agree(corpus.n_undated, 'bears', 'bear')} no date."
    if corpus.not_read:
        n = len(corpus.not_read)
        yield f"{_start(n, 'file')} could not be read and {agree(n, 'is', 'are')} listed in the appendix."


def _coding(trail: Trail) -> Iterator[str]:
    used = [f"{model.name} {model.version}" for model in trail.models if model.n_rows]
    if used:
        yield f"Attributions (who said what) were found by {', '.join(used)}."
    total = sum(fate.n for fate in trail.suggestions)
    decided = sum(fate.n_decided for fate in trail.suggestions)
    origins = ", ".join(fate.name for fate in trail.suggestions if fate.name)
    concepts = count(len(trail.concepts), "concept")
    if trail.codebook_given:
        versions = f" ({len(trail.changes) + 1} versions)" if trail.changes else ""
        yield f"Statements were coded with a codebook of {concepts}{versions}."
    else:
        yield f"Statements were coded with {concepts} that the program proposed."
    if total:
        yield f"{_start(total, 'suggestion')} of concept and stance came from {origins or 'a model'}."
    if not trail.coders:
        yield "No person has decided on any of them: every statement is a suggestion by machine."
        return
    accepted = sum(fate.n_accepted for fate in trail.suggestions)
    edited = sum(fate.n_edited for fate in trail.suggestions)
    rejected = sum(fate.n_rejected for fate in trail.suggestions)
    disputed = sum(fate.n_disputed for fate in trail.suggestions)
    coders = len(trail.coders)
    yield (
        f"{_start(coders, 'coder')} decided {number(decided)} of them: {number(accepted)} were accepted as they were, "
        f"{number(edited)} accepted with changes, {number(rejected)} rejected"
        + (f", and {number(disputed)} are in dispute." if disputed else ".")
    )
    added = sum(work.n_added for work in trail.coders)
    if added:
        yield f"{_start(added, 'statement')} {agree(added, 'was', 'were')} coded by hand."
    suggested = trail.n_statements - trail.n_accepted
    yield (
        f"Of {count(trail.n_statements, 'statement')}, {number(trail.n_accepted)} rest on such decisions"
        + (f"; {number(suggested)} are suggestions that nobody has decided." if suggested else ".")
    )


def _reliability(trail: Trail) -> Iterator[str]:
    report = trail.agreement
    if not report.n_units:
        yield "No passage was decided by two coders, so intercoder agreement cannot be reported."
        return
    yield (
        f"{_start(report.n_units, 'passage')} in {count(report.n_documents, 'article')} "
        f"{agree(report.n_units, 'was', 'were')} decided by two or more coders."
    )
    told, untold = [], []
    for variable, what in _COMPARED.items():
        alpha = _alpha(trail, variable)
        if alpha is None:
            continue
        if alpha.value is None:
            untold.append(f"{what} ({alpha.reason})")
        else:
            told.append(f"{what} {_value(alpha)} (n = {number(alpha.n_units)})")
    if told:
        intervals = _intervals(trail)
        yield f"Krippendorff's alpha{intervals} was, for {'; for '.join(told)}."
    if untold:
        yield f"It cannot be told for {'; for '.join(untold)}."
    spans = report.spans.nominal
    if spans.value is not None:
        yield f"Alpha for unitizing over words (u-alpha) was {_value(spans)}."
    if trail.n_adjudicated:
        n = trail.n_adjudicated
        yield f"{_start(n, 'disagreement')} {agree(n, 'was', 'were')} settled by adjudication."


def _limits(trail: Trail) -> Iterator[str]:
    scored = next((model for model in trail.models if model.n_rows and model.scores), None)
    if scored:
        name, value = scored.scores[0]
        yield f"The attribution model reaches {value} ({name}), so some passages are missed."
    yield (
        "Machine suggestions keep their origin and score; every decision, also a withdrawn one, is kept with its coder "
        "and time. Articles were processed on one computer and sent nowhere."
    )


def _alpha(trail: Trail, variable: str) -> Coefficient | None:
    """The alpha to report: interval for days, nominal for the rest."""
    try:
        found = trail.agreement.of(variable)
    except KeyError:
        return None
    wanted = "interval" if variable == "day" else "nominal"
    return next(one for one in found.coefficients if one.name == f"Krippendorff's alpha ({wanted})")


def _intervals(trail: Trail) -> str:
    return f" (nominal; interval for days; 95 % bootstrap intervals over units, {number(trail.resamples)} draws)"


def _value(one: Coefficient) -> str:
    ends = one.interval
    return f"{one.value:.2f}" + (f" [{ends.low:.2f}, {ends.high:.2f}]" if ends else "")


def _start(n: int, noun: str) -> str:
    words = spelled(n)
    return f"{words[:1].upper()}{words[1:]} {noun if n == 1 else noun + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
