"""What an actor said, the latest first, is read from an index, however much it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    op.create_index("ix_sayings_spoken", "sayings", ["actor_id", sa.text("said_to DESC"), "position"])
    op.drop_index("ix_sayings_actor_id", "sayings")
