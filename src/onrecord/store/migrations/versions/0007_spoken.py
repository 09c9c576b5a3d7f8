"""What an actor said last, where it is mentioned and how much it states is read from indexes, however much it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    op.create_index("ix_sayings_spoken", "sayings", ["actor_id", sa.text("said_to DESC"), "position"])
    op.create_index("ix_statements_by_actor", "statements", ["actor_id", "status"])
    op.create_index("ix_actor_mentions_placed", "actor_mentions", ["actor_id", "document_id", "start"])
    op.drop_index("ix_sayings_actor_id", "sayings")
    op.drop_index("ix_statements_actor_id", "statements")
