"""The search keeps bits of programs and groups in blocks, in place of a row for each word.

The new tables are filled by whoever migrates to the newest version (`db.migrate`), because the
dictionary and the table of synonyms that decide about words are no part of a migration.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID, ORDERED

revision = "0023"
down_revision = "0022"

TABLES = (
    "search_repairs",
    "search_lexicon",
    "search_words",
    "search_programs",
    "search_blocks",
    "search_state",
)


def upgrade() -> None:
    op.drop_table("program_words")
    op.create_table(
        "search_state",
        sa.Column("id", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("made_by", sa.String(), nullable=False),
    )
    op.execute("INSERT INTO search_state (id, made_by) VALUES (1, '')")
    op.create_table(
        "search_blocks",
        sa.Column("block", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
    )
    _create_programs()
    _create_words()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    op.create_table(
        "program_words",
        sa.Column("word", ORDERED, primary_key=True),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), primary_key=True),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_program_words_program_id", "program_words", ["program_id"])


def _create_programs() -> None:
    op.create_table(
        "search_programs",
        sa.Column("block", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("program_id", ID, primary_key=True, autoincrement=False),
        sa.Column("first_bit", sa.Integer(), nullable=False),
        sa.Column("bits", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_programs_program_id", "search_programs", ["program_id"], unique=True)


def _create_words() -> None:
    op.create_table(
        "search_words",
        sa.Column("lemma", ORDERED, primary_key=True),
        sa.Column("place", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("block", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_lexicon",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("lemma", ORDERED, nullable=False),
        sa.Column("places", sa.SmallInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_search_lexicon_lemma", "search_lexicon", ["lemma"], unique=True)
    op.create_table(
        "search_repairs",
        sa.Column("key", ORDERED, primary_key=True),
        sa.Column("lemma", ORDERED, primary_key=True),
        sqlite_with_rowid=False,
    )
