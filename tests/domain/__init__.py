"""The law, without a database."""
