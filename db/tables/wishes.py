"""What families keep of the catalog: favorites, searches that go on, and what they found."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, UniqueConstraint

from db.tables.base import Id, Instant, id_column, metadata

favorites = Table(
    "favorites",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("program_id", Id, ForeignKey("programs.id"), primary_key=True),
    Column("added_at", Instant, nullable=False),
)

# `question` is the whole question as JSON with sorted names, the child's certificate included;
# `looked_at` is up to when changed programs were held against it.
saved_searches = Table(
    "saved_searches",
    metadata,
    id_column(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("certificate_id", Id, ForeignKey("certificates.id")),
    Column("question", String, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("looked_at", Instant, nullable=False),
    Column("told_on", Date),
    UniqueConstraint("account_id", "question"),
)

# A program is told to a saved search once: those known when it was saved count as told then.
search_news = Table(
    "search_news",
    metadata,
    Column("search_id", Id, ForeignKey("saved_searches.id"), primary_key=True),
    Column("program_id", Id, ForeignKey("programs.id"), primary_key=True),
    Column("told_on", Date),
)

# When a program, its modules or groups were last written.
fresh_programs = Table(
    "fresh_programs",
    metadata,
    Column("program_id", Id, ForeignKey("programs.id"), primary_key=True),
    Column("changed_at", Instant, nullable=False),
)

UNTOLD_NEWS = search_news.c.told_on.is_(None)

Index(None, saved_searches.c.looked_at)
Index(
    "ix_search_news_untold",
    search_news.c.search_id,
    search_news.c.program_id,
    sqlite_where=UNTOLD_NEWS,
    postgresql_where=UNTOLD_NEWS,
)
Index(None, fresh_programs.c.changed_at)
