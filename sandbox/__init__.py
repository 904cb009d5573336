"""A local Telegram to play with: a Bot API server, a chat page and demo data."""
