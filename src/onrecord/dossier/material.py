"""What a dossier is made of: the tables of a project as plain record types, and nothing that knows a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..record import (
    Actor,
    Annotated,
    Concept,
    Decision,
    Derivation,
    Event,
    Figure,
    FileReport,
    Publication,
    Requirement,
    Saying,
    Statement,
    Suggestion,
    Tension,
)


class Measure(NamedTuple):
    """One measured figure: what was measured, the result, the goal, and on what it was measured."""

    name: str
    value: float | str | None
    goal: float | str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that `render_dossier` reads. Empty tables are allowed everywhere; the page then says what is missing.

    `publications` goes by document id and `sayings` by attribution id; `not_annotated` gives, by path, why a document
    that was read could not be searched for attributions. `made_on` is printed as the day of the build,
    so that the page depends on its material alone and the same material gives the same bytes.
    """

    title: str
    made_on: date
    version: str
    articles: tuple[Annotated, ...] = ()
    publications: Mapping[str, Publication] = field(default_factory=dict)
    actors: tuple[Actor, ...] = ()
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    tensions: tuple[Tension, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    figures: tuple[Figure, ...] = ()
    files: tuple[FileReport, ...] = ()
    measures: tuple[Measure | tuple[str, float | str | None, float | str | None, str], ...] = ()
    codebook_given: bool = False
    not_annotated: Mapping[str, str] = field(default_factory=dict)
