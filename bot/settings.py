"""What the bot needs to know before it starts; unsafe values are refused with a sentence."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from db.engine import database_url
from db.settings import DatabaseSettings

TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"(?P<bot>[0-9]{1,15}):(?P<secret>[A-Za-z0-9_-]+)")
# Telegram's own tokens have 35 characters after the colon; other servers may be content with less.
SECRET_LENGTH_MIN = 35
HIDDEN_LENGTH_MIN = 6
OTHER_SECRET_LENGTH_MIN = 4
EXAMPLES = re.compile(
    r"example|replace|changeme|botfather|your[-_]?(bot|token)|x{5}|(.)\1{9}"
    r"|password|qwerty|letmein|123456"
    r"|ABC-DEF1234ghIkl|AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw|AAFD39kkdpWt3ywyRZergyOLMaJhac60qc",
    re.IGNORECASE,
)


# What a secret may consist of is Telegram's rule, how long it is at least is ours.
SECRET = re.compile(r"[A-Za-z0-9_-]{24,256}")
SECRET_EXAMPLES = re.compile(
    r"example|replace|changeme|secret|password|qwerty|letmein|123456|abcdefgh|(.)\1{7}"
    # The same few signs again and again.
    r"|^(.{1,12})\2+$",
    re.IGNORECASE,
)
WEBHOOK_PORTS = frozenset({None, 443, 80, 88, 8443})
LISTEN = re.compile(r"(?P<host>\[[0-9A-Fa-f:]+\]|[^\s:/]+):(?P<port>[0-9]{1,5})")


def _listen(written: str) -> str:
    found = LISTEN.fullmatch(written.strip())
    if found is None or int(found["port"]) > 65535:  # noqa: PLR2004 - ports end there
        raise PydanticCustomError(
            "listen", "needs HOST:PORT of this machine, such as 127.0.0.1:8080"
        )
    return written.strip()


def address_of(listen: str) -> tuple[str, int]:
    """Host and port of a checked HOST:PORT."""
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def _address(written: str) -> str:
    address = written.strip().rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise PydanticCustomError(
            "api-address", "needs the base URL of a Bot API server, such as http://127.0.0.1:8081"
        )
    return address


class BotSettings(DatabaseSettings):
    """The bot's own settings beside those of the database.

    Raises:
        ValidationError: The token or the webhook's secret is missing, too short, or copied from
            an example; the webhook's address is none; or the clock is set although the bot would
            talk to the real Telegram.
    """

    bot_token: SecretStr
    telegram_api: Annotated[str, AfterValidator(_address)] = TELEGRAM
    default_language: Literal["ru", "en"] = "ru"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    webhook_listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8080"
    watch_listen: Annotated[str, AfterValidator(_listen)] | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never stand in a log, as it may stand there: without spaces around it.

        A password or a key that is shorter than what is looked for in every line would black out
        half of the log, and is no secret.
        """
        given = (self.bot_token, self.webhook_secret, self.keys)
        said = [each.get_secret_value() for each in given if each is not None]
        said += (key.partition(":")[2] for key in said[-1].split(",")) if self.keys else ()
        said.append(database_url(self.database_url).password or "")
        return tuple(each for each in map(str.strip, said) if len(each) >= HIDDEN_LENGTH_MIN)

    @property
    def real_telegram(self) -> bool:
        """Whether real people would get what the bot says."""
        return "telegram.org" in self.telegram_api.lower()

    @model_validator(mode="after")
    def _token_is_a_real_one(self) -> Self:
        token = TOKEN.fullmatch(self.bot_token.get_secret_value().strip())
        needed = SECRET_LENGTH_MIN if self.real_telegram else OTHER_SECRET_LENGTH_MIN
        if token is None or len(token["secret"]) < needed:
            raise PydanticCustomError(
                "token-form",
                "KRUZHOK_BOT_TOKEN is too short or has another form than NUMBER:LETTERS;"
                " @BotFather hands tokens out",
            )
        if EXAMPLES.search(token["secret"]):
            raise PydanticCustomError(
                "token-example",
                "KRUZHOK_BOT_TOKEN is the token of an example; @BotFather hands out your own",
            )
        return self

    @model_validator(mode="after")
    def _webhook_has_an_address_and_a_secret(self) -> Self:
        if self.webhook_url is None:
            return self
        try:
            url = urlsplit(self.webhook_url)
            named = url.scheme in {"http", "https"} and url.hostname and url.path.strip("/")
            port = url.port
        except ValueError:
            named, port = None, None
        if not named:
            raise PydanticCustomError(
                "webhook-address",
                "KRUZHOK_WEBHOOK_URL needs an address with a path, such as"
                " https://kruzhok.region.ru/telegram",
            )
        if self.real_telegram and not (
            self.webhook_url.startswith("https://") and port in WEBHOOK_PORTS
        ):
            raise PydanticCustomError(
                "webhook-unreachable",
                "KRUZHOK_WEBHOOK_URL must begin with https:// and have port 443, 80, 88 or 8443:"
                " Telegram calls no other",
            )
        # Without one, anybody could pretend to be Telegram, and anybody else.
        if self.webhook_secret is None:
            raise PydanticCustomError(
                "webhook-secret-missing",
                "KRUZHOK_WEBHOOK_SECRET is required when KRUZHOK_WEBHOOK_URL is set;"
                " `openssl rand -hex 32` makes one",
            )
        secret = self.webhook_secret.get_secret_value()
        if SECRET.fullmatch(secret) is None:
            raise PydanticCustomError(
                "webhook-secret-form",
                "KRUZHOK_WEBHOOK_SECRET needs 24 to 256 of the characters A-Z a-z 0-9 _ -;"
                " `openssl rand -hex 32` makes one",
            )
        if SECRET_EXAMPLES.search(secret):
            raise PydanticCustomError(
                "webhook-secret-example",
                "KRUZHOK_WEBHOOK_SECRET is an example or easily guessed;"
                " `openssl rand -hex 32` makes one",
            )
        return self

    @model_validator(mode="after")
    def _time_is_real_where_people_are(self) -> Self:
        if self.clock is not None and self.real_telegram:
            raise PydanticCustomError(
                "clock-real",
                "KRUZHOK_CLOCK is for trying things and is refused with the real Telegram;"
                " unset it, or set KRUZHOK_TELEGRAM_API to another server",
            )
        return self
