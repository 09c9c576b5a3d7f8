"""Lists of articles are counted and paged from an index alone, without touching their texts."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    op.create_index("ix_documents_listed", "documents", ["present", "path", "position", "id"])
