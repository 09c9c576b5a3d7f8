"""The tables of a project: one schema for SQLite and PostgreSQL.

Spans and passages are JSON lists (`[start, end]`, `[document, start, end]`) of code points; days are DATE (ISO text in
SQLite); moments are ISO 8601 text with their offset. `position` keeps the order in which values were given; that of
sayings and statements follows from their attribution's, so that one can be put between others (`places.py`). A change
here needs a new file in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

# Sorted by code point on both: SQLite compares bytes by itself, PostgreSQL only under the collation "C".
Ordered = String().with_variant(String(collation="C"), "postgresql")
Json = JSON(none_as_null=True)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, String, nullable=False)


def _json(name: str) -> Column[object]:
    return Column(name, Json, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _place() -> Column[int]:
    return Column("position", BigInteger().with_variant(Integer, "sqlite"), nullable=False)


def _score() -> Column[float]:
    return Column("score", Double, nullable=False)


def _in_document(*, primary_key: bool = False, cascade: bool = True) -> Column[str]:
    target = ForeignKey("documents.id", ondelete="CASCADE" if cascade else None)
    return Column("document_id", String, target, primary_key=primary_key, nullable=False)


def _on_attribution(*, primary_key: bool = False) -> Column[str]:
    target = ForeignKey("attributions.id", ondelete="CASCADE")
    return Column("attribution_id", String, target, primary_key=primary_key, nullable=False, index=not primary_key)


meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", JSON, nullable=False))

files = Table(
    "files",
    metadata,
    Column("path", Ordered, primary_key=True),
    _text("fingerprint"),
    _text("status"),
    _text("reason"),
    _count("n_documents"),
)

# `present` is false once no file holds the text any more; the row stays, since decisions may rest on it.
documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", Ordered, nullable=False),
    _count("position"),
    Column("present", Boolean, nullable=False),
    _json("paths"),
    Column("outlet", String),
    Column("title", String),
    Column("byline", String),
    Column("url", String),
    Column("language", String),
    Column("published_from", Date),
    Column("published_to", Date),
    _text("published_precision"),
    _text("published_basis"),
    Column("published_evidence", Json),
    _json("layout"),
    _count("n_chars"),
    _text("text_sha256"),
    Column("text", Text, nullable=False),
    Index("ix_documents_in_order", "path", "position", "id"),
    Index("ix_documents_listed", "present", "path", "position", "id"),
)

# What one file said about a document (`fields`). A document's own columns are a function of its readings, so the
# order in which files were read leaves no trace.
readings = Table(
    "readings",
    metadata,
    Column("file", Ordered, ForeignKey("files.path", ondelete="CASCADE"), primary_key=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("path", Ordered, primary_key=True),
    _count("position"),
    _json("fields"),
)

# A step done on a document (`error` empty), or failed (`error` says why).
steps = Table(
    "steps",
    metadata,
    _in_document(primary_key=True),
    Column("step", String, primary_key=True),
    _text("version"),
    Column("error", String),
)

regions = Table(
    "regions",
    metadata,
    _in_document(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _count("start"),
    _count("end"),
)

attributions = Table(
    "attributions",
    metadata,
    Column("id", String, primary_key=True),
    _in_document(),
    _count("position"),
    _text("type"),
    _text("kind"),
    _json("source"),
    _json("cue"),
    _json("content"),
    _json("quote"),
    Column("parent", String),
    _text("origin"),
    _score(),
    Index("ix_attributions_in_order", "document_id", "position"),
)

mentions = Table(
    "mentions",
    metadata,
    _in_document(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _count("start"),
    _count("end"),
    _text("type"),
    _text("entity"),
    _score(),
)

publications = Table(
    "publications",
    metadata,
    _in_document(primary_key=True),
    _count("position"),
    Column("published_from", Date),
    Column("published_to", Date),
    _text("published_precision"),
    _text("basis"),
    _json("evidence"),
    _text("reason"),
    Column("outlet", String),
)

actors = Table(
    "actors",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _text("name"),
    _text("kind"),
    _json("aliases"),
    _json("roles"),
    _text("origin"),
    _json("attributes"),
)

actor_mentions = Table(
    "actor_mentions",
    metadata,
    Column("actor_id", String, ForeignKey("actors.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    _count("start"),
    _count("end"),
    _text("type"),
    _text("entity"),
    _score(),
    Index("ix_actor_mentions_placed", "actor_id", "document_id", "start"),
)

sayings = Table(
    "sayings",
    metadata,
    _on_attribution(primary_key=True),
    _place(),
    Column("actor_id", String),
    _text("actor_name"),
    _json("via"),
    Column("said_from", Date),
    Column("said_to", Date),
    _text("said_precision"),
    Column("cluster", String, nullable=False, index=True),
    _text("resolved_by"),
    Column("also", Json),  # null for the most, who speak alone
)
Index("ix_sayings_spoken", sayings.c.actor_id, sayings.c.said_to.desc(), sayings.c.position)
Index(
    "ix_sayings_beside",
    sayings.c.attribution_id,
    sqlite_where=sayings.c.also.is_not(None),
    postgresql_where=sayings.c.also.is_not(None),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _text("description"),
    Column("date_from", Date),
    Column("date_to", Date),
    _text("precision"),
    _text("kind"),
    _json("actors"),
    _json("evidence"),
    _text("anchor"),
)

derivations = Table(
    "derivations",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    Column("from_document", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("to_kind"),
    Column("to_id", String),
    _text("to_name"),
    _text("relation"),
    _json("evidence"),
)

tensions = Table(
    "tensions",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _json("passages"),
    _text("reason"),
    _score(),
    Column("kind", String, nullable=False, server_default=""),
)

concepts = Table(
    "concepts",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _text("label"),
    _text("definition"),
    _text("kind"),
    Column("parent", String),
    Column("rank", Integer),
    _json("keywords"),
    _json("examples"),
    _text("origin"),
    _json("counterexamples"),
    Column("retired", Boolean, nullable=False),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _on_attribution(),
    Column("concept_id", String, nullable=False, index=True),
    _text("stance"),
    _score(),
    _text("origin"),
)

# Append-only: triggers refuse UPDATE and DELETE. `attribution_id` and `document_id` say what a decision is about, where
# it is about a passage.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("subject", String, nullable=False, index=True),
    _text("verdict"),
    _text("coder"),
    _text("decided_at"),
    _json("values"),
    Column("supersedes", String, index=True),
    Column("attribution_id", String, index=True),
    Column("document_id", String, index=True),
    Index("ix_decisions_coder", "coder", "number"),
)

# What decisions on attributions, on documents and by hand come to, kept for quick reading: a function of `decisions`.
# `attribution_id` is the attribution edited, or the one that a statement coded by hand rests on.
edits = Table(
    "edits",
    metadata,
    Column("subject", String, primary_key=True),
    Column("document_id", String, index=True),
    Column("attribution_id", String, index=True),
    _text("verdict"),
    _text("coder"),
    _json("values"),
    Column("found", Json),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    _place(),
    _on_attribution(),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("actor_id", String),
    _text("actor_name"),
    Column("organization", String),
    Column("concept_id", String, nullable=False, index=True),
    _text("stance"),
    Column("said_from", Date),
    Column("said_to", Date),
    _text("said_precision"),
    _json("via"),
    _count("n_reports"),
    _text("status"),
    _text("origin"),
    _count("n_origins"),
    Column("coder", String),
    _text("type"),
    _json("values"),
    Column("codebook", Integer),
    Index("ix_statements_position", "position"),
    Index("ix_statements_by_actor", "actor_id", "status"),
)

requirements = Table(
    "requirements",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    Column("concept_id", String, nullable=False, index=True),
    _text("kind"),
    Column("needed", Boolean, nullable=False),
    _text("description"),
    _json("actors"),
    Column("due_from", Date),
    Column("due_to", Date),
    _text("due_precision"),
    Column("attribution_id", String),
    _json("evidence"),
)

figures = Table(
    "figures",
    metadata,
    Column("id", String, primary_key=True),
    _count("position"),
    _text("words"),
    Column("low", Double, nullable=False),
    Column("high", Double, nullable=False),
    _text("unit"),
    _text("period"),
    _text("description"),
    _json("evidence"),
)

# What a step found in one document, in its own form: gathers read it instead of the text.
summaries = Table(
    "summaries",
    metadata,
    _in_document(primary_key=True),
    Column("step", String, primary_key=True),
    _text("version"),
    Column("value", LargeBinary, nullable=False),
)

# What a learner proposed after some decisions (`origin` says how many), the first time it did: rows are only ever
# added, and stay when the attribution they were about is gone.
learned_suggestions = Table(
    "learned_suggestions",
    metadata,
    Column("id", String, primary_key=True),
    Column("attribution_id", String, nullable=False, index=True),
    _text("concept_id"),
    _text("stance"),
    _score(),
    _text("origin"),
)

# Every version of the codebook that was saved: `concepts` as they were, by a digest of them.
codebook_versions = Table(
    "codebook_versions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", String, nullable=False, index=True),
    _text("saved_by"),
    _text("saved_at"),
    _text("note"),
    _json("concepts"),
)

# `role` is coder, adjudicator, admin or reader; `password` is a hash, empty for one who cannot log in.
coders = Table(
    "coders",
    metadata,
    Column("name", String, primary_key=True),
    _text("role"),
    Column("password", String),
    Column("active", Boolean, nullable=False),
    _text("created_at"),
    _json("settings"),
)

# `token` is a hash of what the browser holds.
sessions = Table(
    "sessions",
    metadata,
    Column("token", String, primary_key=True),
    Column("coder", String, ForeignKey("coders.name", ondelete="CASCADE"), nullable=False, index=True),
    _text("created_at"),
    _text("seen_at"),
    _text("expires_at"),
)

# Work given out together: documents or suggestions (`kind`), with the seed that drew them.
batches = Table(
    "batches",
    metadata,
    Column("id", String, primary_key=True),
    _text("name"),
    _text("kind"),
    Column("blind", Boolean, nullable=False),
    Column("released", Boolean, nullable=False),
    Column("seed", Integer),
    _text("made_by"),
    _text("made_at"),
    _json("settings"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("batch", String, ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    Column("coder", String, ForeignKey("coders.name", ondelete="CASCADE"), primary_key=True),
    Column("subject", String, primary_key=True, index=True),
    _count("position"),
    Index("ix_assignments_coder", "coder", "batch", "position"),
)
