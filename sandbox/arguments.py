"""What a call brings along, read the way Telegram reads it: every value is first of all text."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.jsons import strings
from sandbox.refusals import bad_request

_INTEGER: Final = re.compile(r"\s*([+-]?\d+)")
_ATTACHED: Final = "attach://"


def ensure_utf8(value: object) -> None:
    """Raise Refusal when a string in `value` holds half of a surrogate pair."""
    if any("\ud800" <= c <= "\udfff" for text in strings(value) for c in text):
        raise bad_request("strings must be encoded in UTF-8")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    filename: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parameters of one call; an absent one and an empty one are the same thing."""

    values: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def required(self, name: str) -> str:
        """Raise Refusal when the parameter is absent or empty."""
        if not (value := self.text(name)):
            raise bad_request(f'parameter "{name}" is required')
        return value

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def integer(
        self, name: str, default: int = 0, *, least: int = -(2**63), most: int = 2**63 - 1
    ) -> int:
        """Read a number, moved into its bounds; what is not a number counts as 0."""
        if not (value := self.text(name)):
            return default
        match = _INTEGER.match(value)
        return max(least, min(most, int(match[1]) if match else 0))

    def json(self, name: str, *, called: str) -> object:
        """Decode a parameter that holds JSON, or return None when it is absent.

        Raises:
            Refusal: Not JSON; `called` is what Telegram calls the thing.
        """
        if not (value := self.text(name)):
            return None
        try:
            decoded: object = json.loads(value)
            ensure_utf8(decoded)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {called} JSON object") from None
        return decoded

    def optional_json(self, name: str) -> object:
        """Decode a parameter whose errors Telegram overlooks, as it does with `entities`."""
        try:
            return json.loads(self.text(name))
        except (ValueError, RecursionError):
            return None

    def upload(self, name: str) -> Upload | None:
        """Find the file sent under `name`, directly or by `attach://`."""
        value = self.text(name)
        attached = value.removeprefix(_ATTACHED) if value.startswith(_ATTACHED) else name
        return self.uploads.get(attached)
