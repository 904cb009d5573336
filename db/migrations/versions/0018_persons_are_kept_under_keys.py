"""Persons' names, birth dates and numbers are sealed, each person's under a key of its own.

What was written in the clear is gone from the tables afterwards; `db.migrate` sees that it is
gone from the files too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.migrations.frozen import ID
from db.sealing import ring_of

revision = "0018"
down_revision = "0017"

CHUNK = 1000
ERASED, ERASED_BORN_ON = "—", "1900-01-01"
ONE_KEY = "(key_id IS NULL) = (wrapped_key IS NULL) AND (key_id IS NULL) = (sealed IS NULL)"


def upgrade() -> None:
    op.create_table(
        "master_keys",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
    )
    _seal_children()
    _seal_applicants()
    _seal_drafts()


def downgrade() -> None:
    _open_drafts()
    _open_applicants()
    _open_children()
    op.drop_table("master_keys")


def _seal_children() -> None:
    bind = op.get_bind()
    for column in (*_sealed(), sa.Column("identity_index", sa.LargeBinary())):
        _add("children", column)
    _set_aside("certificate_numbers", "child_id")
    op.create_table(
        "certificate_numbers",
        sa.Column("child_id", ID, sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("number_index"),
    )
    for rows in _chunks(
        "SELECT c.id, c.full_name, c.born_on, c.normalized_name, n.number FROM children c"
        " LEFT JOIN was_certificate_numbers n ON n.child_id = c.id",
        "c.id",
    ):
        ring = ring_of(bind)
        _many(
            "UPDATE children SET key_id = :key_id, wrapped_key = :wrapped_key, sealed = :sealed,"
            " identity_index = :index WHERE id = :id",
            [
                {
                    **ring.seal(bind, row.full_name, str(row.born_on), row.number).columns(),
                    "index": ring.index(bind, "identity", f"{row.normalized_name}|{row.born_on}"),
                    "id": row.id,
                }
                for row in rows
            ],
        )
        _many(
            "INSERT INTO certificate_numbers (child_id, number_index) VALUES (:id, :index)",
            [
                {"id": row.id, "index": ring.index(bind, "number", row.number)}
                for row in rows
                if row.number is not None
            ],
        )
    op.drop_table("was_certificate_numbers")
    op.drop_index("ix_children_normalized_name_born_on", "children")
    for name in ("full_name", "born_on", "normalized_name"):
        op.execute(f"ALTER TABLE children DROP COLUMN {name}")
    op.create_index("ix_children_identity_index", "children", ["identity_index"])


def _open_children() -> None:
    bind = op.get_bind()
    op.drop_index("ix_children_identity_index", "children")
    # A column that is never empty can be added only with something in it.
    for name, type_, otherwise in (
        ("full_name", sa.String(), ERASED),
        ("born_on", sa.Date(), ERASED_BORN_ON),
        ("normalized_name", sa.String(), ERASED),
    ):
        _add("children", sa.Column(name, type_, nullable=False, server_default=otherwise))
    op.drop_table("certificate_numbers")
    op.create_table(
        "certificate_numbers",
        sa.Column("child_id", ID, sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.UniqueConstraint("number"),
    )
    for rows in _chunks("SELECT * FROM children c", "c.id"):
        opened = [(row.id, *ring_of(bind).open(bind, row)) for row in rows if row.key_id]
        _many(
            "UPDATE children SET full_name = :name, born_on = :born_on, normalized_name = :same"
            " WHERE id = :id",
            [
                {"id": one, "name": name, "born_on": _day(born_on), "same": _normalized(name)}
                for one, name, born_on, _ in opened
            ],
        )
        _many(
            "INSERT INTO certificate_numbers (child_id, number) VALUES (:id, :number)",
            [{"id": one, "number": number} for one, _, _, number in opened if number],
        )
    for name in ("sealed", "wrapped_key", "key_id", "identity_index"):
        op.execute(f"ALTER TABLE children DROP COLUMN {name}")
    op.create_index(
        "ix_children_normalized_name_born_on", "children", ["normalized_name", "born_on"]
    )


def _seal_applicants() -> None:
    _set_aside("applicants", "application_id")
    op.create_table("applicants", _application(), *_sealed(), _applicant())
    bind = op.get_bind()
    for rows in _chunks(
        "SELECT a.*, a.application_id AS id FROM was_applicants a", "a.application_id"
    ):
        _many(
            "INSERT INTO applicants (application_id, key_id, wrapped_key, sealed, applicant)"
            " VALUES (:id, :key_id, :wrapped_key, :sealed, :applicant)",
            [{**_seal(bind, row), "id": row.id, "applicant": row.applicant} for row in rows],
        )
    op.drop_table("was_applicants")


def _open_applicants() -> None:
    _set_aside("applicants", "application_id")
    op.create_table(
        "applicants",
        _application(),
        sa.Column("child_full_name", sa.String(), nullable=False),
        sa.Column("child_born_on", sa.Date(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String()),
        _applicant(),
    )
    bind = op.get_bind()
    for rows in _chunks(
        "SELECT a.*, a.application_id AS id FROM was_applicants a", "a.application_id"
    ):
        _many(
            "INSERT INTO applicants"
            " (application_id, child_full_name, child_born_on, full_name, applicant)"
            " VALUES (:id, :child, :born_on, :name, :applicant)",
            [{"id": row.id, "applicant": row.applicant, **_opened(bind, row)} for row in rows],
        )
    op.drop_table("was_applicants")


def _seal_drafts() -> None:
    _set_aside("application_drafts", "account_id")
    op.create_table("application_drafts", *_draft(*_sealed()))
    bind = op.get_bind()
    for rows in _chunks(
        "SELECT d.*, d.account_id AS id FROM was_application_drafts d", "d.account_id"
    ):
        _many(
            "INSERT INTO application_drafts (account_id, key, municipality_id, applicant,"
            " touched_at, key_id, wrapped_key, sealed) SELECT account_id, key, municipality_id,"
            " applicant, touched_at, :key_id, :wrapped_key, :sealed"
            " FROM was_application_drafts WHERE account_id = :id",
            [{**_seal(bind, row), "id": row.id} for row in rows],
        )
    op.drop_table("was_application_drafts")


def _open_drafts() -> None:
    _set_aside("application_drafts", "account_id")
    op.create_table(
        "application_drafts",
        *_draft(
            sa.Column("child_full_name", sa.String(), nullable=False),
            sa.Column("child_born_on", sa.Date()),
            sa.Column("full_name", sa.String(), nullable=False),
        ),
    )
    bind = op.get_bind()
    for rows in _chunks(
        "SELECT d.*, d.account_id AS id FROM was_application_drafts d", "d.account_id"
    ):
        _many(
            "INSERT INTO application_drafts (account_id, key, municipality_id, applicant,"
            " touched_at, child_full_name, child_born_on, full_name) SELECT account_id, key,"
            " municipality_id, applicant, touched_at, :child, :born_on, :name"
            " FROM was_application_drafts WHERE account_id = :id",
            [{**_opened(bind, row), "id": row.id} for row in rows],
        )
    op.drop_table("was_application_drafts")


def _seal(bind: sa.Connection, row: Any) -> dict[str, Any]:  # noqa: ANN401 - rows know no types
    """What an application says of persons."""
    born_on = None if row.child_born_on is None else str(row.child_born_on)
    sealed = ring_of(bind).seal(bind, row.child_full_name, born_on, row.full_name)
    return sealed.columns()


def _opened(bind: sa.Connection, row: Any) -> dict[str, Any]:  # noqa: ANN401 - rows know no types
    erased = (ERASED, ERASED_BORN_ON, ERASED)
    child, born_on, name = ring_of(bind).open(bind, row) if row.key_id else erased
    return {"child": child, "born_on": None if born_on is None else _day(born_on), "name": name}


def _sealed() -> list[sa.Column[Any]]:
    one_key = sa.CheckConstraint(ONE_KEY, name="a_person_has_a_key_and_values_or_neither")
    return [
        sa.Column("key_id", sa.String()),
        sa.Column("wrapped_key", sa.LargeBinary()),
        sa.Column("sealed", sa.LargeBinary(), one_key),
    ]


def _application() -> sa.Column[Any]:
    return sa.Column("application_id", ID, sa.ForeignKey("applications.id"), primary_key=True)


def _applicant() -> sa.Column[Any]:
    words = "applicant IN ('PARENT', 'REPRESENTATIVE', 'CHILD')"
    return sa.Column(
        "applicant",
        sa.String(),
        sa.CheckConstraint(words, name="applicant_is_known"),
        nullable=False,
        server_default="PARENT",
    )


def _draft(*said: sa.Column[Any]) -> list[sa.Column[Any]]:
    return [
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id")),
        *said,
        sa.Column("applicant", sa.String()),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _set_aside(table: str, key: str) -> None:
    """Neither database can change all of a table that has keys; so its rows wait in another."""
    op.execute(f"CREATE TABLE was_{table} AS SELECT * FROM {table}")
    # A chunk is found by its key; without an index each would read all of the table.
    op.execute(f"CREATE INDEX ix_was_{table} ON was_{table} ({key})")
    op.drop_table(table)


def _add(table: str, column: sa.Column[Any]) -> None:
    words = CreateColumn(column).compile(dialect=op.get_context().dialect)
    op.execute(f"ALTER TABLE {table} ADD COLUMN {words}")


def _chunks(question: str, key: str) -> Iterator[Sequence[Any]]:
    chunk = sa.text(f"{question} WHERE {key} > :after ORDER BY {key} LIMIT {CHUNK}")
    after = 0
    while rows := op.get_bind().execute(chunk, {"after": after}).all():
        yield rows
        after = rows[-1].id


def _many(statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        typed = sa.text(statement)
        if ":born_on" in statement:
            typed = typed.bindparams(sa.bindparam("born_on", type_=sa.Date()))
        op.get_bind().execute(typed, rows)


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _normalized(name: str) -> str:
    return " ".join(name.casefold().replace("ё", "е").split())
