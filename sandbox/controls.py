"""What the sandbox asks of the one who started it: to move time, to restart the bot."""

from datetime import datetime
from typing import Protocol


class Controls(Protocol):
    """The composition root's side of the buttons for time and failure."""

    def now(self) -> datetime:
        """The time in which the bot lives; aware."""

    async def next_day(self) -> None:
        """Move on to the next day and return when all that was due then is done."""

    async def next_month(self) -> None:
        """Move on to the next month and return when all that was due then is done."""

    async def restart(self) -> None:
        """Stop the bot as if it had crashed, and start it again."""
