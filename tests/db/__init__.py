"""The same promises on SQLite and on PostgreSQL."""
