"""What the bot needs to know before it starts; unsafe values are refused with a sentence."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, SecretStr, model_validator

from db.settings import DatabaseSettings

TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"(?P<bot>[0-9]{1,15}):(?P<secret>[A-Za-z0-9_-]+)")
# Telegram's own tokens have 35 characters after the colon; other servers may be content with less.
SECRET_LENGTH_MIN = 35
OTHER_SECRET_LENGTH_MIN = 4
EXAMPLES = re.compile(
    r"example|replace|changeme|botfather|your[-_]?(bot|token)|x{5}|(.)\1{9}"
    r"|ABC-DEF1234ghIkl|AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw|AAFD39kkdpWt3ywyRZergyOLMaJhac60qc",
    re.IGNORECASE,
)


def _address(written: str) -> str:
    address = written.strip().rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise ValueError("needs the base URL of a Bot API server, such as http://127.0.0.1:8081")
    return address


class BotSettings(DatabaseSettings):
    """The bot's own settings beside those of the database.

    Raises:
        ValidationError: The token is missing, too short, or copied from an example; or the
            clock is set although the bot would talk to the real Telegram.
    """

    bot_token: SecretStr
    telegram_api: Annotated[str, AfterValidator(_address)] = TELEGRAM
    default_language: Literal["ru", "en"] = "ru"

    @property
    def real_telegram(self) -> bool:
        """Whether real people would get what the bot says."""
        return "telegram.org" in self.telegram_api.lower()

    @model_validator(mode="after")
    def _token_is_a_real_one(self) -> Self:
        token = TOKEN.fullmatch(self.bot_token.get_secret_value().strip())
        needed = SECRET_LENGTH_MIN if self.real_telegram else OTHER_SECRET_LENGTH_MIN
        if token is None or len(token["secret"]) < needed:
            raise ValueError(
                "KRUZHOK_BOT_TOKEN is too short or has another form than NUMBER:LETTERS;"
                " @BotFather hands tokens out"
            )
        if EXAMPLES.search(token["secret"]):
            raise ValueError(
                "KRUZHOK_BOT_TOKEN is the token of an example; @BotFather hands out your own"
            )
        return self

    @model_validator(mode="after")
    def _time_is_real_where_people_are(self) -> Self:
        if self.clock is not None and self.real_telegram:
            raise ValueError(
                "KRUZHOK_CLOCK is for trying things and is refused with the real Telegram;"
                " unset it, or set KRUZHOK_TELEGRAM_API to another server"
            )
        return self
