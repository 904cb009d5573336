"""The search's own index: bits of programs and groups in blocks, the same on both databases."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
)

from db.tables.base import Id, Ordered, metadata

# One row says which code made the index; whoever changes the index locks it first.
search_state = Table(
    "search_state",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("made_by", String, nullable=False),
)

# A block is a range of bits. Its version is drawn anew with each change, so that an undone one
# is never taken for another.
search_blocks = Table(
    "search_blocks",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("version", BigInteger, nullable=False),
    Column("used", Integer, nullable=False),
)

# A program of the catalog: the bits of its groups, and what conditions ask of them.
search_programs = Table(
    "search_programs",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("program_id", Id, primary_key=True, autoincrement=False),
    Column("first_bit", Integer, nullable=False),
    Column("bits", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Which bits of a block have a word in a place; those of addresses are groups, others programs.
search_words = Table(
    "search_words",
    metadata,
    Column("lemma", Ordered, primary_key=True),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("bits", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# All words that any program ever had, in the order in which they came.
search_lexicon = Table(
    "search_lexicon",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("lemma", Ordered, nullable=False),
    Column("places", SmallInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
)

# What is left of a word's forms when letters are left out, to find it by its typing errors.
search_repairs = Table(
    "search_repairs",
    metadata,
    Column("key", Ordered, primary_key=True),
    Column("lemma", Ordered, primary_key=True),
    sqlite_with_rowid=False,
)

Index(None, search_programs.c.program_id, unique=True)
Index(None, search_lexicon.c.lemma, unique=True)
