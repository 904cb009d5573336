"""Open enrollments and committed sums are counted by the database itself (section 4, REG-2).

Whatever writes an enrollment or an entry, one row or a chunk, moves the counters with it, and
a step over a limit is refused with the reason's code, under any number of simultaneous requests.
A row of a limit is only there where the municipality set one, so that nobody waits for nothing.
"""

from alembic import op

revision = "0011"
down_revision = "0010"

# A desk offer holds nothing until the parent accepts it (ENR-12).
COUNTS = (
    "({row}.state IN ('REQUESTED', 'OFFERED', 'ACTIVE')"
    " AND NOT ({row}.state = 'OFFERED' AND {row}.origin = 'DESK'))"
)
OLD, NEW = COUNTS.format(row="OLD"), COUNTS.format(row="NEW")
LIMITS = {
    "direction_limits": ("direction", "DIRECTION_FULL"),
    "provider_limits": ("provider_id", "PROVIDER_FULL"),
}
MONEY = "NEW.kind IN ('RESERVE', 'RELEASE', 'REFUND')"
AGREEMENT = (
    "period_id = NEW.period_id AND ceiling_kopecks IS NOT NULL AND provider_id ="
    " (SELECT e.provider_id FROM enrollments AS e WHERE e.id = NEW.enrollment_id)"
)
STEP = "CASE NEW.kind WHEN 'RESERVE' THEN NEW.amount ELSE -NEW.amount END"
TOO_MUCH = "NEW.kind = 'RESERVE' AND committed_kopecks + NEW.amount > ceiling_kopecks"


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _count_on_postgresql()
    else:
        _count_on_sqlite()


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for name in ("begins", "moves"):
            op.execute(f"DROP TRIGGER an_enrollment_that_{name}_is_counted ON enrollments")
        op.execute("DROP TRIGGER committed_sums_are_counted ON ledger")
        op.execute("DROP FUNCTION count_open_enrollments()")
        op.execute("DROP FUNCTION count_committed_sums()")
        return
    for table in LIMITS:
        for name in ("begun", "reopened", "ended"):
            op.execute(f"DROP TRIGGER {table}_count_what_{name}")
    op.execute("DROP TRIGGER committed_sums_are_counted")


def _count_on_sqlite() -> None:
    for table, (column, code) in LIMITS.items():
        mine = f"period_id = NEW.period_id AND {column} = NEW.{column}"
        taken = (
            f" BEGIN SELECT RAISE(ABORT, '{code}') FROM {table} WHERE {mine} AND open >= most;"
            f" UPDATE {table} SET open = open + 1 WHERE {mine}; END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_count_what_begun AFTER INSERT ON enrollments WHEN {NEW}{taken}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_count_what_reopened AFTER UPDATE OF state ON enrollments"
            f" WHEN {NEW} AND NOT {OLD}{taken}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_count_what_ended AFTER UPDATE OF state ON enrollments"
            f" WHEN {OLD} AND NOT {NEW}"
            f" BEGIN UPDATE {table} SET open = open - 1 WHERE {mine}; END"
        )
    op.execute(
        f"CREATE TRIGGER committed_sums_are_counted AFTER INSERT ON ledger WHEN {MONEY}"
        f" BEGIN SELECT RAISE(ABORT, 'AGREEMENT_EXHAUSTED') FROM agreements"
        f" WHERE {AGREEMENT} AND {TOO_MUCH};"
        f" UPDATE agreements SET committed_kopecks = committed_kopecks + {STEP}"
        f" WHERE {AGREEMENT}; END"
    )


def _count_on_postgresql() -> None:
    moves = "".join(
        f" UPDATE {table} SET open = open + step WHERE period_id = NEW.period_id"
        f" AND {column} = NEW.{column} RETURNING open > most INTO over;"
        f" IF step > 0 AND over THEN RAISE EXCEPTION '{code}' USING ERRCODE = 'check_violation';"
        " END IF; over := false;"
        for table, (column, code) in LIMITS.items()
    )
    op.execute(
        "CREATE FUNCTION count_open_enrollments() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ DECLARE over boolean := false; step integer := 1; BEGIN"
        f" IF TG_OP = 'UPDATE' THEN IF {OLD} THEN step := -1; END IF; END IF;"
        f"{moves} RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER an_enrollment_that_begins_is_counted AFTER INSERT ON enrollments"
        f" FOR EACH ROW WHEN ({NEW}) EXECUTE FUNCTION count_open_enrollments()"
    )
    op.execute(
        "CREATE TRIGGER an_enrollment_that_moves_is_counted AFTER UPDATE OF state ON enrollments"
        f" FOR EACH ROW WHEN ({OLD} IS DISTINCT FROM {NEW})"
        " EXECUTE FUNCTION count_open_enrollments()"
    )
    op.execute(
        "CREATE FUNCTION count_committed_sums() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ DECLARE over boolean := false; BEGIN"
        f" UPDATE agreements SET committed_kopecks = committed_kopecks + {STEP} WHERE {AGREEMENT}"
        " RETURNING committed_kopecks > ceiling_kopecks INTO over;"
        " IF NEW.kind = 'RESERVE' AND over THEN"
        " RAISE EXCEPTION 'AGREEMENT_EXHAUSTED' USING ERRCODE = 'check_violation'; END IF;"
        " RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER committed_sums_are_counted AFTER INSERT ON ledger"
        f" FOR EACH ROW WHEN ({MONEY}) EXECUTE FUNCTION count_committed_sums()"
    )
