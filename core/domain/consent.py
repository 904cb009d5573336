"""The text that an account consents to before anything about a child is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

# Of the text as it is now (`consent` in bot/locales); whoever consented to another version is
# asked again. A number and no date, because the demo has a clock of its own.
CONSENT_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Consent:
    """To which version of the text, and when; `zone` is that of the account's first child."""

    version: str
    at: datetime
    zone: tzinfo = UTC

    @property
    def present(self) -> bool:
        """To the text as it is now, which is the one that can be read again."""
        return self.version == CONSENT_VERSION
