"""Where statements come from: a project, a `.dna` database of DNA 3, or a table as CSV or Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...errors import InputError

if TYPE_CHECKING:
    from ...network import StatementTable

TABLES = (".csv", ".tsv", ".parquet")


@dataclass(frozen=True)
class Source:
    """`table`, what of the options it settles by itself, and `notes` that a reader must know."""

    table: StatementTable
    settled: dict[str, Any]
    notes: tuple[str, ...] = ()


def open_source(location: str, *, statement_type: str | None, accepted_only: bool, asked: dict[str, Any]) -> Source:
    """The statements at `location`. In a project `variable1` is by default whoever spoke (`actor`)."""
    ending = Path(location).suffix.lower()
    if accepted_only and ending in (".dna", *TABLES):
        raise InputError(f"{location}: only a project knows what a person accepted; leave out --accepted-only")
    if ending == ".dna":
        from ...network.dna import read_dna

        database = read_dna(location)
        return Source(database.table(statement_type), {}, tuple(database.warnings))
    if statement_type is not None:
        raise InputError(f"{location}: only .dna databases have statement types; leave out --statement-type")
    if ending in TABLES:
        from ...network import read_table

        return Source(read_table(location), {})
    from ...debate import asks_for_dates
    from ...project import Project

    with Project.open(location, only_read=True) as project:
        made = project.statement_table(accepted_only=accepted_only, undated=not asks_for_dates(asked))
    return Source(made.table, {"variable1": "actor"}, made.notes)
