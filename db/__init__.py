"""How it is kept: tables, repositories, the writer and the outbox."""
