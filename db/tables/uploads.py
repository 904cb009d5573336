"""Files of operators: rows that wait, what became of each program, where each group came from."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    false,
)

from core.domain.uploads import Kind, ProgramOfUpload, UploadState
from db.tables.base import Id, Instant, Ordered, id_column, metadata, one_of

uploads = Table(
    "uploads",
    metadata,
    id_column(),
    Column("file", String, nullable=False),
    # Of the content, the defaults and the wish to certify: the same command goes on with it.
    Column("fingerprint", String, nullable=False),
    Column("certify", Boolean, nullable=False),
    Column("actor", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("staged_rows", Integer, nullable=False, server_default="0"),
    Column("finished_at", Instant),
    Column("ignored_columns", Text, nullable=False, server_default="[]"),
    Column("personal_columns", Text, nullable=False, server_default="[]"),
    CheckConstraint(one_of("state", UploadState), name="upload_state_is_known"),
)

upload_headers = Table(
    "upload_headers",
    metadata,
    Column("upload_id", Id, ForeignKey("uploads.id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Only good rows wait, without the columns that nobody reads; each goes with its program.
upload_rows = Table(
    "upload_rows",
    metadata,
    Column("upload_id", Id, ForeignKey("uploads.id"), primary_key=True),
    Column("program", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

upload_programs = Table(
    "upload_programs",
    metadata,
    Column("upload_id", Id, ForeignKey("uploads.id"), primary_key=True),
    Column("key", String, primary_key=True),
    # Of its first row; programs are applied in this order.
    Column("number", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("program_id", Id, ForeignKey("programs.id")),
    Column("told", Text, nullable=False, server_default=""),
    CheckConstraint(one_of("state", ProgramOfUpload), name="upload_program_state_is_known"),
    sqlite_with_rowid=False,
)

upload_problems = Table(
    "upload_problems",
    metadata,
    id_column(),
    Column("upload_id", Id, ForeignKey("uploads.id"), nullable=False),
    Column("number", Integer, nullable=False),
    # The key of the program's title, so that what was not read is not taken for missing.
    Column("title", Ordered, nullable=False, server_default=""),
    Column("sheet", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", String, nullable=False),
    Column("letter", String, nullable=False),
    Column("found", Text, nullable=False),
    Column("reason", String, nullable=False),
    Column("fatal", Boolean, nullable=False),
)

upload_missing = Table(
    "upload_missing",
    metadata,
    Column("upload_id", Id, ForeignKey("uploads.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("object_id", Id, primary_key=True),
    Column("path", Text, nullable=False),
    # Archived because it was missing, so a later file that names the group brings it back.
    Column("archived", Boolean, nullable=False, server_default=false()),
    CheckConstraint(one_of("kind", Kind), name="kind_of_missing_is_known"),
    sqlite_with_rowid=False,
)

group_origins = Table(
    "group_origins",
    metadata,
    Column("group_id", Id, ForeignKey("groups.id"), primary_key=True),
    Column("upload_id", Id, ForeignKey("uploads.id"), primary_key=True),
    Column("sheet", String, nullable=False),
    Column("row", Integer, nullable=False),
    sqlite_with_rowid=False,
)

Index(None, uploads.c.fingerprint)
Index(None, upload_programs.c.upload_id, upload_programs.c.number)
Index(None, upload_problems.c.upload_id, upload_problems.c.number)
Index(None, upload_missing.c.object_id, upload_missing.c.kind)
Index(None, group_origins.c.upload_id)
