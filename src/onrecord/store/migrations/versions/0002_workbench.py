"""The workbench: who codes, what they were given, what their decisions come to; and what each option requires."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

JSON = sa.JSON(none_as_null=True)


def _text(name: str, *, nullable: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable, primary_key=primary_key)


def upgrade() -> None:
    # Filled in rows that are there already; new rows always give all columns.
    op.add_column("actors", sa.Column("attributes", JSON, nullable=False, server_default="{}"))
    op.add_column("concepts", sa.Column("counterexamples", JSON, nullable=False, server_default="[]"))
    op.add_column("concepts", sa.Column("retired", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("statements", sa.Column("n_origins", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("statements", sa.Column("coder", sa.String(), nullable=True))
    op.add_column("statements", sa.Column("type", sa.String(), nullable=False, server_default=""))
    op.add_column("statements", sa.Column("values", JSON, nullable=False, server_default="{}"))
    op.add_column("statements", sa.Column("codebook", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":  # SQLite's INTEGER is wide enough as it is
        for table in ("sayings", "statements"):
            op.alter_column(table, "position", type_=sa.BigInteger())
    op.create_index("ix_statements_position", "statements", ["position"])
    op.create_index("ix_decisions_coder", "decisions", ["coder", "number"])
    op.create_index("ix_decisions_supersedes", "decisions", ["supersedes"])
    op.create_table(
        "edits",
        _text("subject"),
        _text("document_id", nullable=True),
        _text("attribution_id", nullable=True),
        _text("verdict"),
        _text("coder"),
        sa.Column("values", JSON, nullable=False),
        sa.Column("found", JSON, nullable=True),
        sa.PrimaryKeyConstraint("subject", name="pk_edits"),
    )
    op.create_index("ix_edits_document_id", "edits", ["document_id"])
    op.create_index("ix_edits_attribution_id", "edits", ["attribution_id"])
    _create_people()
    op.create_table(
        "codebook_versions",
        sa.Column("number", sa.Integer(), nullable=False),
        _text("digest"),
        _text("saved_by"),
        _text("saved_at"),
        _text("note"),
        sa.Column("concepts", JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_codebook_versions"),
    )
    op.create_index("ix_codebook_versions_digest", "codebook_versions", ["digest"])
    op.create_table(
        "requirements",
        _text("id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("concept_id"),
        _text("kind"),
        sa.Column("needed", sa.Boolean(), nullable=False),
        _text("description"),
        sa.Column("actors", JSON, nullable=False),
        sa.Column("due_from", sa.Date(), nullable=True),
        sa.Column("due_to", sa.Date(), nullable=True),
        _text("due_precision"),
        _text("attribution_id", nullable=True),
        sa.Column("evidence", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_requirements"),
    )
    op.create_index("ix_requirements_concept_id", "requirements", ["concept_id"])
    op.create_table(
        "summaries",
        _text("document_id"),
        _text("step"),
        _text("version"),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_summaries_document_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "step", name="pk_summaries"),
    )


def _create_people() -> None:
    op.create_table(
        "coders",
        _text("name"),
        _text("role"),
        _text("password", nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        _text("created_at"),
        sa.Column("settings", JSON, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_coders"),
    )
    op.create_table(
        "sessions",
        _text("token"),
        _text("coder"),
        _text("created_at"),
        _text("seen_at"),
        _text("expires_at"),
        sa.ForeignKeyConstraint(["coder"], ["coders.name"], name="fk_sessions_coder", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
    )
    op.create_index("ix_sessions_coder", "sessions", ["coder"])
    op.create_table(
        "batches",
        _text("id"),
        _text("name"),
        _text("kind"),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=True),
        _text("made_by"),
        _text("made_at"),
        sa.Column("settings", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_table(
        "assignments",
        _text("batch"),
        _text("coder"),
        _text("subject"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.id"], name="fk_assignments_batch", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["coder"], ["coders.name"], name="fk_assignments_coder", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch", "coder", "subject", name="pk_assignments"),
    )
    op.create_index("ix_assignments_subject", "assignments", ["subject"])
    op.create_index("ix_assignments_coder", "assignments", ["coder", "batch", "position"])
