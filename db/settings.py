"""Where the data is and what time it is: the settings that serve every command."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, SecretStr, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.ports.clock import Clock
from db.clock import ClockFrom, SystemClock
from db.engine import SQLITE, database_url
from db.keys import KeysRefused, Misread, parsed_keys, read_keys
from db.sealing import KeyRing

PREFIX = "KRUZHOK_"
HERE = "sqlite:///kruzhok.sqlite3"
EXAMPLE_PASSWORDS = frozenset({"password", "changeme", "change-me", "example"})


# Far enough from both ends of the calendar for everything that is reckoned from today.
YEARS = range(1950, 2201)


def _instant(written: object) -> object:
    if isinstance(written, datetime):
        return written
    try:
        instant = datetime.fromisoformat(str(written))
    except ValueError:
        raise PydanticCustomError(
            "instant", "needs an instant such as 2020-08-20T10:00+02:00"
        ) from None
    if instant.tzinfo is None:
        raise PydanticCustomError(
            "instant-zone", "needs its zone too, for example 2020-08-20T10:00+02:00"
        )
    if instant.year not in YEARS:
        ends = {"first": YEARS[0], "last": YEARS[-1]}
        raise PydanticCustomError("instant-year", "needs a year from {first} to {last}", ends)
    return instant


def _url(written: str) -> str:
    try:
        password = database_url(written).password
    except Exception:  # noqa: BLE001 - the URL may hold a password, which no message repeats
        raise PydanticCustomError(
            "database-url",
            "needs sqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE",
        ) from None
    if (password or "").casefold() in EXAMPLE_PASSWORDS:
        raise PydanticCustomError(
            "database-password-example",
            "has the password of an example; set one of your own for the database's user",
        )
    return written


Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]


def _written_keys(written: SecretStr) -> SecretStr:
    try:
        parsed_keys(written.get_secret_value())
    except Misread as error:
        raise PydanticCustomError(error.code, "{why}", _facts(error, key=error.key)) from None
    return written


def _key_file(file: Path) -> Path:
    try:
        read_keys(file)
    except KeysRefused as error:
        code = f"{error.code}-in-file"
        raise PydanticCustomError(code, "{why}", _facts(error, **error.facts)) from None
    return file


def _facts(error: Exception, **facts: str) -> dict[str, str]:
    # An unreadable file has what the operating system says; the rest is said by the code.
    return {"why": str(error), **facts}


DatabaseUrl = Annotated[str, AfterValidator(_url)]


class DatabaseSettings(BaseSettings):
    """`database_url` has a default: a file in the present folder. `clock` is for trying things.

    A value that does not do is refused with a code, by which the office says why in the language
    of the terminal; no refusal repeats a value that may be secret.

    Of the master keys `keys` holds one or two, or `keys_file` names the file that does; without
    both there is a file beside the database.
    """

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
    keys: Annotated[SecretStr, AfterValidator(_written_keys)] | None = None
    keys_file: Annotated[Path, AfterValidator(_key_file)] | None = None

    @model_validator(mode="after")
    def _keys_have_one_source(self) -> Self:
        if self.keys is not None and self.keys_file is not None:
            raise PydanticCustomError(
                "keys-twice", "KRUZHOK_KEYS and KRUZHOK_KEYS_FILE name the same thing: set one"
            )
        return self

    def key_ring(self) -> KeyRing:
        """The master keys of this database."""
        if self.keys is not None:
            return KeyRing(parsed_keys(self.keys.get_secret_value()), file=None)
        return KeyRing(file=self.keys_file or keys_beside(self.database_url))

    def ticking(self) -> Clock:
        """The machine's clock, or one that goes on from the instant of `KRUZHOK_CLOCK`."""
        return SystemClock() if self.clock is None else ClockFrom(self.clock)


def key_ring(url: str) -> KeyRing:
    """The master keys that the settings have for this database."""
    return DatabaseSettings(database_url=url).key_ring()


def keys_beside(url: str) -> Path:
    """Where the keys of a database are that nobody set any for."""
    where = database_url(url)
    if where.drivername == SQLITE:
        return Path(f"{where.database}.keys")
    return Path("kruzhok.keys")
