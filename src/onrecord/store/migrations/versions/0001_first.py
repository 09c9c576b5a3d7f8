"""The first schema: files and documents, annotation, gathered results, decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

ORDERED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON(none_as_null=True)
# (table, columns that must not change; all when None, and then no row may go either)
FROZEN = (("decisions", None), ("documents", ("text", "text_sha256")))


def upgrade() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("aliases", JSON, nullable=False),
        sa.Column("roles", JSON, nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actors"),
    )
    op.create_table(
        "concepts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("keywords", JSON, nullable=False),
        sa.Column("examples", JSON, nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_concepts"),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("path", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("paths", JSON, nullable=False),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("byline", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=False),
        sa.Column("published_basis", sa.String(), nullable=False),
        sa.Column("published_evidence", JSON, nullable=True),
        sa.Column("layout", JSON, nullable=False),
        sa.Column("n_chars", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_in_order", "documents", ["path", "position", "id"])
    op.create_table(
        "events",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("date_from", sa.Date(), nullable=True),
        sa.Column("date_to", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actors", JSON, nullable=False),
        sa.Column("evidence", JSON, nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_table(
        "files",
        sa.Column("path", ORDERED, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("n_documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_files"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "tensions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("passages", JSON, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tensions"),
    )
    op.create_table(
        "actor_mentions",
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name="fk_actor_mentions_actor_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_actor_mentions_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor_id", "position", name="pk_actor_mentions"),
    )
    op.create_index("ix_actor_mentions_document_id", "actor_mentions", ["document_id"])
    op.create_table(
        "attributions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", JSON, nullable=False),
        sa.Column("cue", JSON, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("quote", JSON, nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_attributions_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attributions"),
    )
    op.create_index("ix_attributions_in_order", "attributions", ["document_id", "position"])
    op.create_table(
        "derivations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_document", sa.String(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=True),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("evidence", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["from_document"], ["documents.id"], name="fk_derivations_from_document", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_derivations"),
    )
    op.create_index("ix_derivations_from_document", "derivations", ["from_document"])
    op.create_table(
        "mentions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_mentions_document_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_mentions"),
    )
    op.create_table(
        "publications",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published_from", sa.Date(), nullable=True),
        sa.Column("published_to", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("evidence", JSON, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_publications_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_publications"),
    )
    op.create_table(
        "readings",
        sa.Column("file", ORDERED, nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("path", ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_readings_document_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["file"], ["files.path"], name="fk_readings_file", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file", "document_id", "path", name="pk_readings"),
    )
    op.create_index("ix_readings_document_id", "readings", ["document_id"])
    op.create_table(
        "regions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_regions_document_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "position", name="pk_regions"),
    )
    op.create_table(
        "steps",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_steps_document_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "step", name="pk_steps"),
    )
    op.create_table(
        "sayings",
        sa.Column("attribution_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("via", JSON, nullable=False),
        sa.Column("said_from", sa.Date(), nullable=True),
        sa.Column("said_to", sa.Date(), nullable=True),
        sa.Column("said_precision", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.Column("resolved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name="fk_sayings_attribution_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attribution_id", name="pk_sayings"),
    )
    op.create_index("ix_sayings_actor_id", "sayings", ["actor_id"])
    op.create_index("ix_sayings_cluster", "sayings", ["cluster"])
    op.create_table(
        "statements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("attribution_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("organization", sa.String(), nullable=True),
        sa.Column("concept_id", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("said_from", sa.Date(), nullable=True),
        sa.Column("said_to", sa.Date(), nullable=True),
        sa.Column("said_precision", sa.String(), nullable=False),
        sa.Column("via", JSON, nullable=False),
        sa.Column("n_reports", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name="fk_statements_attribution_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_statements_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
    )
    op.create_index("ix_statements_actor_id", "statements", ["actor_id"])
    op.create_index("ix_statements_attribution_id", "statements", ["attribution_id"])
    op.create_index("ix_statements_concept_id", "statements", ["concept_id"])
    op.create_index("ix_statements_document_id", "statements", ["document_id"])
    op.create_table(
        "suggestions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("attribution_id", sa.String(), nullable=False),
        sa.Column("concept_id", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attribution_id"], ["attributions.id"], name="fk_suggestions_attribution_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suggestions"),
    )
    op.create_index("ix_suggestions_attribution_id", "suggestions", ["attribution_id"])
    op.create_index("ix_suggestions_concept_id", "suggestions", ["concept_id"])
    for table, columns in FROZEN:
        freeze(table, columns)


def freeze(table: str, columns: tuple[str, ...] | None) -> None:
    """Triggers that refuse what must not happen, whoever writes: a decision is history, a text is evidence."""
    reason = f"{table} are append-only" if columns is None else f"the {columns[0]} of {table} never changes"
    updates = "UPDATE" if columns is None else f"UPDATE OF {', '.join(columns)}"
    actions = [("update", updates)] if columns else [("update", updates), ("delete", "DELETE")]
    if op.get_bind().dialect.name == "sqlite":
        for name, action in actions:
            op.execute(
                f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{reason}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, action in actions:
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {action} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        )
    if columns is None:
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen()"
        )
