"""Who is there before anything happens: the people of the sandbox and its bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.jsons import Json, filled


@dataclass(frozen=True, slots=True)
class Profile:
    """One Telegram account.

    `part` says in the languages of the page what the person is there for,
    as in `{"ru": "Родитель", "en": "Parent"}`.
    """

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "ru"
    phone: str = ""
    part: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BotProfile:
    """A bot as BotFather knows it; its id is the part of the token before the colon."""

    token: str
    username: str
    name: str

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    @classmethod
    def unheard_of(cls, token: str) -> "BotProfile":
        """The bot that a token never seen before stands for."""
        number = token.partition(":")[0]
        return cls(token, f"sandbox_{number}_bot", f"Bot {number}")


SANDBOX_BOT: Final = BotProfile("7000000001:sandbox-only", "kruzhok_sandbox_bot", "Кружок")


class Account:
    """A person's account as it is now: the language may be switched, the account deleted."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.language = profile.language
        self.deactivated = False

    @property
    def id(self) -> int:
        return self.profile.id

    def as_user(self) -> Json:
        """The `User` that bots see."""
        return {"id": self.id, "is_bot": False, "first_name": self.profile.first_name} | filled(
            last_name=self.profile.last_name,
            username=self.profile.username,
            language_code=self.language,
        )

    def as_private_chat(self) -> Json:
        """The `Chat` that bots see."""
        return {"id": self.id, "first_name": self.profile.first_name, "type": "private"} | filled(
            last_name=self.profile.last_name, username=self.profile.username
        )
