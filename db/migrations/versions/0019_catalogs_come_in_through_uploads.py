"""Files of operators wait, are applied program by program, and groups tell where they came from.

Programs and modules keep how deep and how long they are, groups where they are on the map; and
a title is found in every spelling.
"""

import re

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID, NAMES, ORDERED

revision = "0019"
down_revision = "0018"

UNITS = ("duration_years", "duration_months", "duration_hours")
QUOTES = re.compile("[«»\"'`“”„‘’]")
DASHES = re.compile("[‐‑‒–—―−]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
KEYS_AT_ONCE = 1000


def upgrade() -> None:
    for table in ("programs", "modules"):
        for unit in UNITS:
            op.add_column(table, sa.Column(unit, sa.Integer()))
    op.add_column("programs", sa.Column("level", sa.String()))
    op.add_column("programs", sa.Column("title_key", ORDERED, nullable=False, server_default=""))
    _fill_keys()
    op.create_index("ix_programs_provider_id_title_key", "programs", ["provider_id", "title_key"])
    op.add_column("groups", sa.Column("latitude", sa.Float()))
    op.add_column("groups", sa.Column("longitude", sa.Float()))
    _create_uploads()
    _create_parts()
    for table, columns in (
        ("uploads", ["fingerprint"]),
        ("upload_programs", ["upload_id", "number"]),
        ("upload_problems", ["upload_id", "number"]),
        ("upload_missing", ["object_id", "kind"]),
        ("group_origins", ["upload_id"]),
    ):
        op.create_index(NAMES["ix"] % {"table_name": table, "column_0_N_name": "_".join(columns)},
                        table, columns)  # fmt: skip


def downgrade() -> None:
    for table in (
        "group_origins", "upload_missing", "upload_problems", "upload_programs", "upload_rows",
        "upload_headers", "uploads",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_column("groups", "longitude")
    op.drop_column("groups", "latitude")
    op.drop_index("ix_programs_provider_id_title_key", table_name="programs")
    op.drop_column("programs", "title_key")
    op.drop_column("programs", "level")
    for table in ("programs", "modules"):
        for unit in UNITS:
            op.drop_column(table, unit)


def title_key(title: str) -> str:
    small = INVISIBLE.sub("", title).casefold().replace("ё", "е")
    return " ".join(DASHES.sub("-", QUOTES.sub("", small)).split())


def _fill_keys() -> None:
    bind = op.get_bind()
    last = 0
    page = sa.text("SELECT id, title FROM programs WHERE id > :last ORDER BY id LIMIT :most")
    while rows := bind.execute(page, {"last": last, "most": KEYS_AT_ONCE}).all():
        last = rows[-1].id
        bind.execute(
            sa.text("UPDATE programs SET title_key = :key WHERE id = :id"),
            [{"id": row.id, "key": title_key(row.title)} for row in rows],
        )


def _upload() -> sa.Column[int]:
    return sa.Column("upload_id", ID, sa.ForeignKey("uploads.id"), primary_key=True)


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", ID, primary_key=True),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("certify", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("staged_rows", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("ignored_columns", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("personal_columns", sa.Text(), nullable=False, server_default="[]"),
        sa.CheckConstraint(
            "state IN ('STAGING', 'STAGED', 'APPLYING', 'APPLIED', 'DROPPED')",
            name="upload_state_is_known",
        ),
    )
    op.create_table(
        "upload_headers",
        _upload(),
        sa.Column("number", sa.SmallInteger(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "upload_rows",
        _upload(),
        sa.Column("program", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "upload_programs",
        _upload(),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id")),
        sa.Column("told", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint(
            "state IN ('WAITING', 'APPLIED', 'REFUSED')", name="upload_program_state_is_known"
        ),
        sqlite_with_rowid=False,
    )


def _create_parts() -> None:
    op.create_table(
        "upload_problems",
        sa.Column("id", ID, primary_key=True),
        sa.Column("upload_id", ID, sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", ORDERED, nullable=False, server_default=""),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("fatal", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "upload_missing",
        _upload(),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("object_id", ID, primary_key=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "kind IN ('PROGRAM', 'MODULE', 'GROUP')", name="kind_of_missing_is_known"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "group_origins",
        sa.Column("group_id", ID, sa.ForeignKey("groups.id"), primary_key=True),
        _upload(),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
