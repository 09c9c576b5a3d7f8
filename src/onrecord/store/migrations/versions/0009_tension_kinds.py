"""What kind of pair a tension is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    op.add_column("tensions", sa.Column("kind", sa.String(), nullable=False, server_default=""))
