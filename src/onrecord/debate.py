"""A project's statements as the table that networks are computed from, and as a `.dna` database.

Statements, not reports of them, are rows: what one speaker said once and three papers printed counts once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from .errors import InputError
from .record import ActorKind, Attribution, DateRange, JsonValue, Span, Stance, Statement, StatementStatus

if TYPE_CHECKING:
    from .network import StatementTable
    from .network.dna import DnaDatabase
    from .store import Store

AGREEMENT = {Stance.SUPPORT: 1, Stance.OPPOSE: 0}
SIGN = {Stance.SUPPORT: 1, Stance.OPPOSE: -1, Stance.NEUTRAL: 0, Stance.CONDITIONAL: 0}
VARIABLES = ("actor", "person", "organization", "concept", "agreement", "stance", "position", "status", "via")


@dataclass(frozen=True)
class DebateTable:
    """`table` and, row by row, the ids of the project's statements. `notes` say what was left out, and how dates stand.

    Variables: `actor` (whoever spoke), `person` and `organization` (blank where the speaker is none, or has none),
    `concept` (its label), `agreement` (1 support, 0 oppose), `stance`, `position` (1, 0, -1), `status` (suggested or
    accepted), `via` (the outermost reporter), and those that coders noted. Of the document: `id`, `title`, `author`,
    `source` (the outlet).
    """

    table: StatementTable
    statement_ids: tuple[str, ...]
    notes: tuple[str, ...] = ()
    n_without_side: int = 0

    def statements_of(self, ids: Sequence[int]) -> tuple[str, ...]:
        """Ids in the project of the rows `ids`, such as `Network.statements_of` gives."""
        return tuple(self.statement_ids[number - 1] for number in ids)


@dataclass(slots=True)
class _Choice:
    kept: list[Statement] = field(default_factory=list)
    n_without_side: int = 0
    n_undated: int = 0
    n_rough: int = 0
    undated_are_in: bool = True


def debate_table(
    store: Store, *, accepted_only: bool = False, any_stance: bool = False, undated: bool = True
) -> DebateTable:
    """The statements of a project. Without `any_stance` only those for or against; DNA knows no other agreement.

    A statement known to a range of days stands in its middle. Without any date it stands on the first day of the table,
    which is harmless as long as nothing asks for dates; `undated=False` leaves it out. Raises InputError when nothing
    is left.
    """
    import pandas as pd

    from .network import Kind, table_from_frame

    with store.snapshot():
        statements = store.statements()
        publications = store.publications()
        documents = {document.id: document for document in store.documents()}
        concepts = {concept.id: concept.label for concept in store.concepts()}
        actors = {actor.id: actor for actor in store.actors()}
        attributions = {a.id: a for article in store.annotated() for a in article.annotation.attributions}
    choice = _chosen(statements, accepted_only=accepted_only, any_stance=any_stance, undated=undated)
    if not choice.kept:
        why = "; ".join(_told(choice)) or "the project has none"
        raise InputError(f"no statement to make a network of: {why}; code or accept some")
    days = [_middle(statement.said) for statement in choice.kept]
    first = min((day for day in days if day is not None), default=date(1970, 1, 1))
    rows = []
    for number, (statement, day) in enumerate(zip(choice.kept, days, strict=True), 1):
        document = documents[statement.document_id]
        publication = publications.get(document.id)
        actor = actors.get(statement.actor_id or "")
        person = actor is None or actor.kind is ActorKind.PERSON
        span = _extent(attributions[statement.attribution_id])
        rows.append(
            {
                "id": number,
                "time": datetime.combine(day or first, time()),
                "document": document.id,
                "start": span.start,
                "stop": span.end,
                "text": span.of(document.text),
                "coder": statement.origin,
                "actor": statement.actor_name,
                "person": statement.actor_name if person else "",
                "organization": statement.organization or ("" if person else statement.actor_name),
                "concept": concepts.get(statement.concept_id, statement.concept_id),
                "agreement": AGREEMENT.get(statement.stance, 0),
                "stance": statement.stance.value,
                "position": SIGN[statement.stance],
                "status": statement.status.value,
                "via": actors[statement.via[0]].name if statement.via and statement.via[0] in actors else "",
                "document_title": document.title or "",
                "document_author": document.byline or "",
                "document_source": (publication and publication.outlet) or document.outlet or "",
                "document_section": "",
                "document_type": "",
            }
        )
    own, own_kinds, own_notes = _own_variables(choice.kept, taken=set(rows[0]))
    for row, noted in zip(rows, own, strict=True):
        row.update(noted)
    frame = pd.DataFrame(rows)
    if any_stance:
        del frame["agreement"]
    kinds = {name: Kind.TEXT for name in VARIABLES if name in frame} | {"position": Kind.INTEGER}
    if not any_stance:
        kinds["agreement"] = Kind.BOOLEAN
    kinds |= {f"document_{name}": Kind.TEXT for name in ("title", "author", "source", "section", "type")}
    kinds |= {name: Kind(kind) for name, kind in own_kinds.items()}
    attributes = {"actor": {actor.name: {"kind": actor.kind.value, **actor.attributes} for actor in actors.values()}}
    table = table_from_frame(frame, kinds=kinds, attributes=attributes, origin=store.location)
    ids = tuple(statement.id for statement in choice.kept)
    return DebateTable(table, ids, (*_notes(choice), *own_notes), choice.n_without_side)


def _own_variables(
    statements: Sequence[Statement], *, taken: Collection[str]
) -> tuple[list[dict[str, str | int]], dict[str, str], list[str]]:
    """What coders noted in variables of their own, row by row; the kind of each; and what is to be told of it.

    A number or a yes is one only where every statement has it; else the variable is text, blank where nothing is noted.
    """
    rows: list[dict[str, str | int]] = [{} for _ in statements]
    kinds: dict[str, str] = {}
    notes = []
    for name in dict.fromkeys(name for statement in statements for name in statement.values):
        column = f"own {name}" if name in taken or name.startswith("document_") else name
        values = [statement.values.get(name) for statement in statements]
        kinds[column] = _kind_of(values)
        for row, value in zip(rows, values, strict=True):
            row[column] = _in_words(value) if kinds[column] == "short text" else int(value)  # type: ignore[arg-type]
        n_noted = sum(value is not None for value in values)
        if n_noted < len(values):
            notes.append(f"{column} is noted on {n_noted} of {len(values)} statements, and blank on the others")
    return rows, kinds, notes


def _kind_of(values: Sequence[JsonValue]) -> str:
    if all(isinstance(value, bool) for value in values):
        return "boolean"
    numbers = all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    return "integer" if numbers else "short text"


def _in_words(value: JsonValue) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def debate_database(store: Store, *, accepted_only: bool = False) -> DnaDatabase:
    """The articles and the statements for or against as a database of DNA 3, coders told apart.

    Its warnings say what DNA cannot hold: other stances, and the day of a statement, for which DNA takes the article's.
    """
    from .network.dna import CodedSpan, CodedType, TextDocument, compose
    from .network.dna.composing import DNA_STATEMENT

    with store.snapshot():
        made = debate_table(store, accepted_only=accepted_only)
        articles = list(store.documents())
        publications = store.publications()
    frame = made.table.frame()
    published = {one.id: publications.get(one.id, one).published for one in articles}
    outlets = {one.id: publications.get(one.id, one).outlet or one.outlet or "" for one in articles}
    documents = [
        TextDocument(
            key=document.id,
            text=document.text,
            time=datetime.combine(_middle(published[document.id]) or date(1970, 1, 1), time()),
            title=document.title or document.path,
            author=document.byline or "",
            source=outlets[document.id],
            notes=_day_in_words(published[document.id]),
        )
        for document in articles
    ]
    spans = [
        CodedSpan(
            document=str(row["document"]), start=int(row["start"]), stop=int(row["stop"]), coder=str(row["coder"]),
            values={name: row[name] for name in DNA_STATEMENT},
        )
        for row in frame.to_dict("records")
    ]  # fmt: skip
    database = compose(documents, [CodedType(spans)])
    n_undated = sum(not days.known for days in published.values())
    notes = [
        *([_sideless(made.n_without_side)] if made.n_without_side else []),
        "in DNA a statement has the day of its article; when it was said stays in the project",
        *([f"articles without a date, which stand on 1970-01-01: {n_undated} of {len(articles)}"] if n_undated else []),
    ]
    return replace(database, warnings=(*notes, *database.warnings))


def asks_for_dates(options: Mapping[str, Any]) -> bool:
    """Whether a network with these options depends on when things were said."""
    plain = {None, "no", "include", "document", "acrossrange"}
    named = ("time_window", "kernel", "start_date", "stop_date", "duplicates")
    return any(options.get(name) not in plain for name in named)


def _chosen(statements: Sequence[Statement], *, accepted_only: bool, any_stance: bool, undated: bool) -> _Choice:
    choice = _Choice(undated_are_in=undated)
    for statement in statements:
        if accepted_only and statement.status is not StatementStatus.ACCEPTED:
            continue
        if not any_stance and statement.stance not in AGREEMENT:
            choice.n_without_side += 1
            continue
        if not statement.said.known:
            choice.n_undated += 1
            if not undated:
                continue
        elif not statement.said.is_day:
            choice.n_rough += 1
        choice.kept.append(statement)
    return choice


def _notes(choice: _Choice) -> tuple[str, ...]:
    told = _told(choice)
    if choice.n_rough:
        told.append(f"{_statements(choice.n_rough)} dated by the middle of a range of days")
    suggested = sum(one.status is not StatementStatus.ACCEPTED for one in choice.kept)
    if suggested:
        told.append(
            f"{suggested} of {len(choice.kept)} statements are suggested by machine and not yet decided by a person"
        )
    return tuple(told)


def _told(choice: _Choice) -> list[str]:
    told = []
    if choice.n_without_side:
        told.append(_sideless(choice.n_without_side))
    if choice.n_undated:
        what = "without a date, and put on the first day" if choice.undated_are_in else "without a date, and left out"
        told.append(f"{_statements(choice.n_undated)} {what}")
    return told


def _sideless(number: int) -> str:
    return f"{_statements(number)} neutral or conditional, and left out"


def _statements(number: int) -> str:
    return f"{number} statement is" if number == 1 else f"{number} statements are"


def _middle(said: DateRange) -> date | None:
    """The middle day of the range, or the end that is known."""
    if said.start and said.end:
        return date.fromordinal((said.start.toordinal() + said.end.toordinal()) // 2)
    return said.start or said.end


def _day_in_words(published: DateRange) -> str:
    if published.is_day:
        return ""
    if not published.known:
        return "The day of publication is not known."
    return f"Published between {published.start or '?'} and {published.end or '?'}."


def _extent(attribution: Attribution) -> Span:
    """From the first to the last word of source, cue and content."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
