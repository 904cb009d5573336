"""What commands need to know besides the database: as whom they act, how the bot is called."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from db.settings import DatabaseSettings


class OfficeSettings(DatabaseSettings):
    """`actor` is needed by acts that change something; `bot_username` makes links clickable."""

    actor: str = ""
    bot_username: Annotated[str, StringConstraints(pattern=r"^@?[A-Za-z0-9_]{5,32}$")] | None = None
