"""Those who spoke with the speaker of an attribution."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"


def upgrade() -> None:
    op.add_column("sayings", sa.Column("also", sa.JSON(none_as_null=True), nullable=True))
    beside = sa.text("also IS NOT NULL")
    op.create_index("ix_sayings_beside", "sayings", ["attribution_id"], sqlite_where=beside, postgresql_where=beside)
