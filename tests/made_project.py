"""A project made from dossier material, without reading any file: what `brief` would have stored."""

from __future__ import annotations

from pathlib import Path

from onrecord.dossier import Material
from onrecord.project import PROJECT_FILE, Project
from onrecord.record import FileReport, FileStatus
from onrecord.store import open_store


def make_project(folder: Path, material: Material) -> Path:
    """The project file with the material's documents, coding and statements."""
    path = folder / PROJECT_FILE
    with open_store(path, create=True) as store, store.transaction():
        for article in material.articles:
            document = article.document
            report = FileReport(document.path, FileStatus.READ, "", 1)
            store.save_reading(report, document.text_sha256, [document])
            store.save_annotation(document.id, article.regions, article.annotation, version="made 1")
        store.replace_resolution(
            publications=material.publications,
            actors=material.actors,
            sayings=list(material.sayings.values()),
            events=material.events,
            derivations=material.derivations,
            tensions=material.tensions,
        )
        store.replace_coding(concepts=material.concepts, suggestions=material.suggestions)
        store.add_decisions(material.decisions)
        store.replace_statements(material.statements)
    Project.open(path).close()
    return path
