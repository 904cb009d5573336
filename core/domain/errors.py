"""Every refusal by name, with its facts; those of certificates and of programs are in
`certificate_errors` and `registry_errors`. Whoever writes the messages reads these files.

`code` is for programs and for the locale files (`error-<code>`), the attributes are
what the sentence needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from core.domain.eligibility import Reason
    from core.domain.pricing import Calculation

NAMED_MAX = 5  # objects that a sentence names one by one


class DomainError(Exception):
    """Something the rules do not allow. Nothing was changed."""

    code: ClassVar[str] = "refused"

    @property
    def facts(self) -> Mapping[str, str | int]:
        """What a sentence about this refusal may name; never a person's data, but for what
        the actor keeps itself (`NominalTooLow`).
        """
        return {}


class NotAllowed(DomainError):
    """The actor may not do this to this object, or may not know that it exists."""

    code = "not-allowed"


class WrongState(DomainError):
    """The object has already moved on."""

    code = "wrong-state"

    def __init__(self, *, current: str, attempted: str) -> None:
        super().__init__(f"cannot become {attempted}: it is {current}")
        self.current = current
        self.attempted = attempted

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"current": self.current, "attempted": self.attempted}


class ImpossibleDates(DomainError):
    """The start lies outside the group, or after the last day a contract could have (DATES)."""

    code = "impossible-dates"


class RequestRefused(DomainError):
    """The request cannot be made, for all of `reasons` at once (ENR-3).

    `moving`: it was for another group of a contract whose days stand (ENR-13), so other steps help.
    """

    code = "request-refused"
    moving = False

    def __init__(self, reasons: tuple[Reason, ...], *, moving: bool = False) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons
        self.moving = moving


class CalculationChanged(DomainError):
    """The sums differ from those that were shown; nothing is booked (ENR-5)."""

    code = "calculation-changed"

    def __init__(self, calculation: Calculation) -> None:
        super().__init__("the calculation changed since it was shown")
        self.calculation = calculation

    @property
    def facts(self) -> Mapping[str, str | int]:
        calculation = self.calculation
        return {
            "certificate": str(calculation.certificate.total),
            "parent": str(calculation.parent.total),
        }


class LeavingChanged(DomainError):
    """The cost of leaving differs from what was shown; nothing is ended (ENR-9)."""

    code = "leaving-changed"


class NothingOwed(DomainError):
    """No payment can be overdue: the parent pays nothing of this contract (ENR-9)."""

    code = "nothing-owed"


class DeskChildUnknown(DomainError):
    """The one answer to a wrong number, a wrong name, and a child without a parent (ENR-12)."""

    code = "desk-child-unknown"


class TooManyAttempts(DomainError):
    """Too many children were not found; the next ones are looked for tomorrow (ENR-12)."""

    code = "too-many-attempts"


class Insufficient(DomainError):
    """The bucket does not hold that much right now."""

    code = "insufficient"


class NoPlaces(DomainError):
    """The group has no free place left."""

    code = "no-places"


class KeyReused(DomainError):
    """The same key came before with another content (LED-2)."""

    code = "key-reused"

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} was used for something else")
        self.key = key


class ConsentMissing(DomainError):
    """Nothing about a child is stored before the account's consent."""

    code = "consent-missing"


class InvitationUnknown(DomainError):
    """No such invitation. The one answer to everything that was never a real invitation."""

    code = "invitation-unknown"


class InvitationUsed(DomainError):
    """A real invitation that already linked somebody."""

    code = "invitation-used"


class InvitationExpired(DomainError):
    """A real invitation whose 72 hours are over, or in whose place another one was made."""

    code = "invitation-expired"


class InvitationOpen(DomainError):
    """An invitation for the same purpose is neither used nor expired, and cannot be shown again."""

    code = "invitation-open"

    def __init__(self, until: datetime) -> None:
        super().__init__(f"one is open until {until.isoformat(timespec='minutes')}")
        self.until = until

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"until": self.until.isoformat(timespec="minutes")}


class NotFound(DomainError):
    """Nothing under that code or number, said only to those who may know (operators)."""

    code = "not-found"

    def __init__(self, what: str, given: str) -> None:
        super().__init__(f"no {what} {given!r}")
        self.what = what
        self.given = given

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"what": self.what, "given": self.given}


class TooManyFavorites(DomainError):
    """The account keeps as many programs as it may."""

    code = "too-many-favorites"

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} programs are kept already")
        self.most = most

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"most": self.most}


class ClockSetBack(DomainError):
    """The clock that was set is behind what the database has seen already.

    `latest` is named as the first whole minute that is not refused.
    """

    code = "clock-set-back"

    def __init__(self, latest: datetime) -> None:
        whole = latest.replace(second=0, microsecond=0)
        self.latest = whole if whole == latest else whole + timedelta(minutes=1)
        named = self.latest.isoformat(timespec="minutes")
        super().__init__(f"something was written until {named}")

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"latest": self.latest.isoformat(timespec="minutes")}


class DateNotReached(DomainError):
    """The daily run of a date after today is refused (LED-5)."""

    code = "date-not-reached"


class BadValue(DomainError):
    """A value that the rules do not allow at this place.

    Args:
        field: What was given it, by its name in code.
        why: A sentence in English, with the names of `values` in braces. By its `rule`, which is
            this sentence in hyphens, the locale files know it in other languages.
        values: Figures and codes of the sentence, never a person's.
    """

    code = "bad-value"

    def __init__(self, field: str, why: str, **values: object) -> None:
        self.field = field
        self.why = why.format(**values)
        self.rule = re.sub("[^a-z0-9]+", "-", why.lower()).strip("-")
        self.values = {
            name: value if isinstance(value, int) else str(value) for name, value in values.items()
        }
        super().__init__(f"{field.replace('_', ' ')}: {self.why}")

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"field": self.field, "why": self.why, "rule": self.rule, **self.values}


class NotAName(BadValue):
    """What was given for a person's name has signs that no name has, or no letters."""

    code = "not-a-name"

    def __init__(self, field: str) -> None:
        super().__init__(
            field, "a name is letters, with spaces, hyphens, apostrophes and dots between them"
        )


class CommentNeeded(DomainError):
    """Another reason than the listed ones was given, and not said which."""

    code = "comment-needed"
