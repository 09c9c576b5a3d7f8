"""Which attribution and which document a decision is about, so that both find theirs without reading the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    # Decisions made before have none; they are found by their subject.
    for name in ("attribution_id", "document_id"):
        op.add_column("decisions", sa.Column(name, sa.String(), nullable=True))
        op.create_index(f"ix_decisions_{name}", "decisions", [name])
