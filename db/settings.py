"""Where the data is and what time it is: the settings that serve every command."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.ports.clock import Clock
from db.clock import ClockFrom, SystemClock
from db.engine import database_url

PREFIX = "KRUZHOK_"
HERE = "sqlite:///kruzhok.sqlite3"


# Far enough from both ends of the calendar for everything that is reckoned from today.
YEARS = range(1950, 2201)


def _instant(written: object) -> object:
    if isinstance(written, datetime):
        return written
    try:
        instant = datetime.fromisoformat(str(written))
    except ValueError:
        raise ValueError("needs an instant such as 2020-08-20T10:00+02:00") from None
    if instant.tzinfo is None:
        raise ValueError("needs its zone too, for example 2020-08-20T10:00+02:00")
    if instant.year not in YEARS:
        raise ValueError(f"needs a year from {YEARS[0]} to {YEARS[-1]}")
    return instant


def _url(written: str) -> str:
    try:
        database_url(written)
    except Exception:  # noqa: BLE001 - the URL may hold a password, which no message repeats
        raise ValueError(
            "needs sqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE"
        ) from None
    return written


Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
DatabaseUrl = Annotated[str, AfterValidator(_url)]


class DatabaseSettings(BaseSettings):
    """`database_url` has a default: a file in the present folder. `clock` is for trying things."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: DatabaseUrl = HERE
    clock: Instant | None = None

    def ticking(self) -> Clock:
        """The machine's clock, or one that goes on from the instant of `KRUZHOK_CLOCK`."""
        return SystemClock() if self.clock is None else ClockFrom(self.clock)


def refusal(error: ValidationError) -> str:
    """Why settings were refused, in one line that repeats no value: some are secrets."""
    sentences = []
    for problem in error.errors(include_input=False, include_url=False):
        name = PREFIX + "_".join(str(part) for part in problem["loc"]).upper()
        why = problem["msg"].removeprefix("Value error, ")
        missing = problem["type"] == "missing"
        named = why if why.startswith(PREFIX) else f"{name}: {why}"
        sentences.append(f"{name} is not set" if missing else named)
    return "; ".join(sentences)
