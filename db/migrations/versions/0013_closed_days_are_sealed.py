"""Entries are found by the instant of their recording, and digests of days are only added to.

An enrollment's entries lie together with its certificate's, so they need no index of their own;
that one was written all over for each chunk of the daily run, the one by instant at its end.
"""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.drop_index("ix_ledger_enrollment_id", "ledger")
    op.create_index("ix_ledger_recorded_at", "ledger", ["recorded_at"])
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER day_digests_is_only_added_to"
            " BEFORE UPDATE OR DELETE OR TRUNCATE ON day_digests"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history()"
        )
        return
    for act in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER day_digests_refuses_{act} BEFORE {act} ON day_digests"
            " BEGIN SELECT RAISE(ABORT, 'day_digests is only added to'); END"
        )


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP TRIGGER day_digests_is_only_added_to ON day_digests")
    else:
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER day_digests_refuses_{act}")
    op.drop_index("ix_ledger_recorded_at", "ledger")
    op.create_index("ix_ledger_enrollment_id", "ledger", ["enrollment_id"])
