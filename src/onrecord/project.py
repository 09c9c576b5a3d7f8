"""An open project: what the command line, the workbench and a notebook talk to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from .errors import InputError, StoreError
from .record import Annotated, Codebook, Concept, ConceptKind, FileStatus, Publication
from .store import Store, open_store
from .store.columns import TABLES
from .store.tables import export_tables, table_frame
from .version import __version__

if TYPE_CHECKING:
    import pandas

    from .debate import DebateTable
    from .network import Network, NetworkSeries
    from .pipeline import Progress
    from .settings import Settings

__all__ = ["DOSSIER_FILE", "PROJECT_FILE", "Progress", "Project", "Summary", "brief", "output_folder"]

PROJECT_FILE, DOSSIER_FILE = "project.onrecord", "dossier.html"
_NOT_FOLDERS = ("postgresql://", "postgres://")


def __getattr__(name: str) -> Any:
    """`Progress`, without loading all stages where a project is only opened."""
    if name == "Progress":
        from .pipeline import Progress

        return Progress
    raise AttributeError(name)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run put on the record, in numbers."""

    n_files_read: int
    n_files_skipped: int
    n_files_failed: int
    n_documents: int
    n_undated: int
    n_foreign: int
    n_attributions: int
    n_actors: int
    n_concepts: int
    n_statements: int
    n_reports: int
    n_accepted: int
    n_events: int
    n_derivations: int
    not_read: tuple[tuple[str, str], ...]
    not_annotated: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    on_the_table: tuple[tuple[str, Mapping[str, int]], ...]


class Project:
    """Tables, exports and dossier of one project. Made by `Project.open` or `brief`; closes as a context manager."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, location: str | Path, *, create: bool = False, only_read: bool = False) -> Project:
        """The project in a SQLite file, in a folder that `brief` wrote, or at a `postgresql://` URL; one that may not
        be written (a share, an archive) only with `only_read`.

        Raises `StoreError` where there is none, or one of a newer version.
        """
        if not _is_url(location):
            path = Path(location)
            location = path / PROJECT_FILE if path.is_dir() else path
        return cls(open_store(location, create=create, only_read=only_read))

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Project({self.location!r})"

    @property
    def location(self) -> str:
        return self._store.location

    @property
    def store(self) -> Store:
        """The project's rows, for services that stand beside this one (`workbench`, `debate`)."""
        return self._store

    @property
    def title(self) -> str:
        """The title given to it, else the debate in the words of its weightiest option or of its first headline."""
        return self._title()

    def identity(self) -> str:
        """An id that is made once and stays with the project wherever it is moved."""
        known: str | None = self._store.get_meta("project_id")
        if known is None:
            with self._store.transaction():
                known = self._store.get_meta("project_id") or uuid4().hex
                self._store.set_meta("project_id", known)
        return known

    def table(self, name: str) -> pandas.DataFrame:
        """One of the export tables as a DataFrame with the columns of the contract; also `project.statements` etc."""
        if name not in TABLES:
            raise InputError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
        return table_frame(self._store, name)

    def __getattr__(self, name: str) -> Any:
        if name in TABLES:
            return self.table(name)
        raise AttributeError(f"a project has no {name!r}; its tables are {', '.join(TABLES)}")

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *TABLES])

    def add(
        self,
        folder: str | Path,
        *,
        codebook: str | Path | Codebook | None = None,
        actors: str | Path | None = None,
        settings: Settings | None = None,
        report: Callable[[Progress], None] | None = None,
    ) -> None:
        """Reads what is new in `folder` and brings the record up to date. Safe to interrupt and to run again.

        A project keeps the codebook and the table of known actors it was given; another one replaces it, an empty
        `Codebook()` drops the codebook, an empty table the actors. See docs/how-to/known-actors.md.
        """
        from .coding import read_codebook
        from .engine.local import LocalEngine
        from .pipeline import given_codebook, put_on_record
        from .settings import load_settings

        settings = settings or load_settings()
        if actors is not None:
            from .gathering import KNOWN_ACTORS
            from .resolution.actors import read_known

            read_known(Path(actors))  # refuses a table that cannot be used before anything is changed
            self._store.set_meta(KNOWN_ACTORS, Path(actors).read_text("utf-8-sig"))
        if isinstance(codebook, str | Path):
            codebook = read_codebook(Path(codebook))
        if codebook is None and self._store.get_meta("codebook_given", False):
            codebook = given_codebook(self._store)  # the coding done with it must not be lost
        with LocalEngine(settings.workers, settings.item_timeout_s) as engine:
            put_on_record(
                Path(folder),
                self._store,
                engine=engine,
                settings=settings,
                codebook=codebook,
                report=report or (lambda progress: None),
            )

    def export(self, folder: str | Path, *, format: str = "jsonl") -> dict[str, int]:
        """Writes one file a table; gives the number of rows of each. `format` is jsonl, csv or parquet."""
        if format not in ("jsonl", "csv", "parquet"):
            raise InputError(f"{format!r} is no export format; use jsonl, csv or parquet")
        return export_tables(self._store, Path(folder), format=format)  # type: ignore[arg-type]

    def statement_table(
        self, *, accepted_only: bool = False, any_stance: bool = False, undated: bool = True
    ) -> DebateTable:
        """The statements as the table that `onrecord.network` takes; see `debate.debate_table`."""
        from .debate import debate_table

        return debate_table(self._store, accepted_only=accepted_only, any_stance=any_stance, undated=undated)

    def network(self, *, accepted_only: bool = False, **options: Any) -> Network | NetworkSeries:
        """The network of this project's statements, by default of `actor` and `concept`; options as `network.network`.

        Where dates matter (windows, date ranges, duplicates of a day or longer) statements without any are left out.
        """
        from .debate import asks_for_dates
        from .network import network

        made = self.statement_table(accepted_only=accepted_only, undated=not asks_for_dates(options))
        found = network(made.table, **{"variable1": "actor", **options})
        return replace(found, warnings=(*found.warnings, *made.notes))

    def write_dna(self, path: str | Path, *, accepted_only: bool = False) -> tuple[str, ...]:
        """Writes a `.dna` database that Discourse Network Analyzer 3 opens; gives what its reader must know."""
        from .debate import debate_database
        from .network.dna import write_dna

        database = debate_database(self._store, accepted_only=accepted_only)
        write_dna(database, Path(path))
        return tuple(database.warnings)

    def write_dossier(self, path: str | Path, *, title: str | None = None, made_on: date | None = None) -> Path:
        """Writes the dossier as one self-contained HTML file and gives its path."""
        from .dossier import Material, render_dossier
        from .error_rates import read_measures

        store = self._store
        with store.snapshot():
            concepts = tuple(store.concepts())
            publications = store.publications()
            material = Material(
                title=title or self._title(),
                made_on=made_on or datetime.now(UTC).date(),
                version=__version__,
                articles=tuple(_with_outlet(article, publications) for article in store.annotated()),
                publications=publications,
                actors=tuple(store.actors()),
                sayings={saying.attribution_id: saying for saying in store.sayings()},
                concepts=concepts,
                suggestions=tuple(store.suggestions()),
                decisions=tuple(store.decisions()),
                statements=tuple(store.statements()),
                events=tuple(store.events()),
                derivations=tuple(store.derivations()),
                tensions=tuple(store.tensions()),
                requirements=tuple(store.requirements()),
                figures=tuple(store.figures()),
                files=tuple(store.files()),
                measures=read_measures(),
                not_annotated={store.document(one).path: reason for one, reason in store.failures().items()},
                codebook_given=bool(store.get_meta("codebook_given", False)),
            )
        target = Path(path)
        _write_whole(target, render_dossier(material))
        return target

    def _title(self) -> str:
        """The debate in the words of its weightiest option, of proposed concepts the one most spoken of; else of its
        first headline."""
        given: str | None = self._store.get_meta("title")
        if given:
            return given
        # Where no codebook is given, which concepts are options is the program's guess.
        chosen = bool(self._store.get_meta("codebook_given", False))
        top = weightiest(self._store.concepts(), self._store.statement_counts(), chosen=chosen)
        if top is not None:
            return f"Who said what: {top.label}"
        titles = (document.title for document in self._store.documents() if document.title)
        return next(titles, "Who said what")

    def summary(self) -> Summary:
        """The numbers of the terminal summary."""
        from .pipeline import REMARKS

        store = self._store
        files = store.files()
        statuses = Counter(file.status for file in files)
        totals = store.totals()
        publications = store.publications()
        languages = {document.id: document.language for document in store.documents()}
        documents = list(languages)
        remarks: dict[str, list[str]] = store.get_meta(REMARKS, {})
        concepts = {concept.id: concept.label for concept in store.concepts()}
        ranked = sorted(totals.stances, key=lambda c: (-totals.stances[c].total(), concepts.get(c, c)))
        return Summary(
            n_files_read=statuses[FileStatus.READ],
            n_files_skipped=statuses[FileStatus.SKIPPED],
            n_files_failed=statuses[FileStatus.FAILED],
            n_documents=len(documents),
            n_undated=sum(not publications[d].published.known for d in documents if d in publications),
            n_foreign=sum(language not in (None, "en") for language in languages.values()),
            n_attributions=totals.sayings,
            n_actors=totals.speakers,
            n_concepts=len(concepts),
            n_statements=totals.statements,
            n_reports=totals.reports,
            n_accepted=totals.accepted,
            n_events=totals.events,
            n_derivations=totals.derivations,
            not_read=tuple((f.path, f.reason) for f in files if f.status is FileStatus.FAILED),
            not_annotated=tuple((store.document(d).path, reason) for d, reason in store.failures().items()),
            left_out=tuple((store.document(d).path, line) for d in documents for line in remarks.get(d, ())),
            on_the_table=tuple(
                (concepts.get(c, c), {stance.value: n for stance, n in totals.stances[c].items()}) for c in ranked[:5]
            ),
        )


def brief(
    folder: str | Path,
    out: str | Path | None = None,
    *,
    codebook: str | Path | Codebook | None = None,
    actors: str | Path | None = None,
    title: str | None = None,
    settings: Settings | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Project:
    """Reads `folder`, writes `out/project.onrecord` and `out/dossier.html`, and gives the open project.

    `out` is `<name of folder>-onrecord` in the current folder unless given; with a `postgresql://` URL the project is
    kept there and the dossier written to that folder. Run again it does only what is new.
    Raises `InputError` for a folder that is not there or holds nothing readable, `CodebookError`, `StoreError`.
    """
    source = Path(folder)
    target = output_folder(source, out)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{target}: cannot be made ({error.strerror}); give another place with -o") from error
    project = Project.open(str(out) if _is_url(out) else target / PROJECT_FILE, create=True)
    try:
        project.add(source, codebook=codebook, actors=actors, settings=settings, report=report)
        if title:  # kept, so that the workbench and every later dossier bear the same one
            with project.store.transaction():
                project.store.set_meta("title", title)
        project.write_dossier(target / DOSSIER_FILE)
    except BaseException:
        project.close()
        raise
    return project


def weightiest(concepts: Iterable[Concept], counts: Mapping[str, int], *, chosen: bool) -> Concept | None:
    """What a debate is named after: the most spoken of; options before all else where somebody has `chosen` them. None
    where nobody speaks of it."""

    def weight(concept: Concept) -> tuple[bool, int, bool, str]:
        other = concept.kind is not ConceptKind.OPTION
        return chosen and other, -counts.get(concept.id, 0), other, concept.id

    top = min(concepts, key=weight, default=None)
    return top if top is not None and counts.get(top.id, 0) else None


def output_folder(source: Path, out: str | Path | None) -> Path:
    """The folder that `brief` writes to: `out`, else (or with a URL) `<name>-onrecord` here.

    Raises `InputError` when the source is missing.
    """
    if not source.exists():
        raise InputError(f"{source}: there is no such file or folder; give a folder of articles, a zip or one article")
    if out is not None and not _is_url(out):
        return Path(out)
    return Path(f"{source.resolve().stem}-onrecord")


def _is_url(place: str | Path | None) -> bool:
    return str(place).startswith(_NOT_FOLDERS)


def _with_outlet(article: Annotated, publications: Mapping[str, Publication]) -> Annotated:
    """The article under the outlet that resolution found for it."""
    found = publications.get(article.document.id)
    if found is None or found.outlet in (None, article.document.outlet):
        return article
    return replace(article, document=replace(article.document, outlet=found.outlet))


def _write_whole(path: Path, content: str) -> None:
    """Writes beside the target and renames, so that a reader never sees half a file."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(content, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror}); give another place with -o") from error
