"""A child's certificate: kind, state, number, validity, and its life (CERT-1 … CERT-9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.domain.calendar import ONE_DAY, birthday, full_years
from core.domain.errors import BadValue, WrongState
from core.domain.ids import CategoryId, CertificateId, MunicipalityId, PersonId
from core.domain.money import Money

AGE_OF_MAJORITY = 18
NUMBER_LENGTH = 10
UNUSED_TOLD_DAYS = 7
NUMBER_PATTERN = re.compile(r"[0-9]{10}")
# However it is broken up; a row of ages has no part of three digits.
_LONG_NUMBER = re.compile(r"\d(?:[\s()\-–]{0,3}\d){9,}")
_CALLED = re.compile(r"(?:номер|сертификат\w*|№|[\s:])+", re.IGNORECASE)


class CertificateKind(StrEnum):
    """FUNDED holds money; ACCOUNTING only opens budget-financed programs."""

    FUNDED = "FUNDED"
    ACCOUNTING = "ACCOUNTING"


class CertificateState(StrEnum):
    ACTIVE = "ACTIVE"
    FROZEN = "FROZEN"
    CLOSED = "CLOSED"


TRANSITIONS = MappingProxyType(
    {
        CertificateState.ACTIVE: frozenset({CertificateState.FROZEN, CertificateState.CLOSED}),
        CertificateState.FROZEN: frozenset({CertificateState.ACTIVE, CertificateState.CLOSED}),
        CertificateState.CLOSED: frozenset[CertificateState](),
    }
)


class ClosingReason(StrEnum):
    """Why a certificate was closed (CERT-9)."""

    ADULT = "ADULT"
    MOVED = "MOVED"
    WISH = "WISH"


@dataclass(frozen=True, slots=True)
class Certificate:
    """The registry entry that a child is in the system; valid through `valid_until`.

    `funded_on` is the day of the present funding; the clock of disuse starts there (CERT-6).
    `frozen_amount` is what went back to FUND when it was frozen, for information only (CERT-8).
    """

    id: CertificateId
    child: PersonId
    municipality: MunicipalityId
    category: CategoryId
    kind: CertificateKind
    state: CertificateState
    valid_until: date
    fundings: int = 0
    funded_on: date | None = None
    frozen_on: date | None = None
    frozen_amount: Money | None = None
    closed_because: ClosingReason | None = None

    @property
    def funded(self) -> bool:
        return self.kind is CertificateKind.FUNDED

    @property
    def counts(self) -> bool:
        """Its category's limits count it (CERT-7)."""
        return self.funded and self.state is CertificateState.ACTIVE

    def unfunded(self) -> Certificate:
        """Back to ACCOUNTING (CERT-6); raise WrongState unless it is ACTIVE."""
        self.ensure_active(CertificateKind.ACCOUNTING)
        return replace(self, kind=CertificateKind.ACCOUNTING, funded_on=None)

    def frozen(self, *, on: date, amount: Money) -> Certificate:
        """FROZEN with what went back to FUND (CERT-8); raise WrongState unless it is ACTIVE."""
        frozen = self._moved(CertificateState.FROZEN)
        return replace(frozen, frozen_on=on, frozen_amount=amount)

    def unfrozen(self) -> Certificate:
        """ACTIVE and ACCOUNTING until it is funded anew (CERT-8); raise WrongState if CLOSED."""
        active = self._moved(CertificateState.ACTIVE)
        return replace(
            active,
            kind=CertificateKind.ACCOUNTING,
            funded_on=None,
            frozen_on=None,
            frozen_amount=None,
        )

    def closed(self, because: ClosingReason) -> Certificate:
        """Raise WrongState when it is CLOSED already (CERT-9)."""
        return replace(self._moved(CertificateState.CLOSED), closed_because=because)

    def ensure_active(self, attempted: str) -> None:
        """Raise WrongState unless money may be given to it and taken from it."""
        if self.state is not CertificateState.ACTIVE:
            raise WrongState(current=self.state, attempted=attempted)

    def _moved(self, target: CertificateState) -> Certificate:
        if target not in TRANSITIONS[self.state]:
            raise WrongState(current=self.state, attempted=target)
        return replace(self, state=target)


def last_valid_day(born_on: date) -> date:
    """The day before the 18th birthday (CERT-1)."""
    return birthday(born_on, years=AGE_OF_MAJORITY) - ONE_DAY


def is_of_age(born_on: date, *, today: date, min_age: int) -> bool:
    """From `min_age` full years to under 18 on this day (CERT-2)."""
    return min_age <= full_years(born_on, on=today) < AGE_OF_MAJORITY


def ensure_of_age(born_on: date, *, today: date, min_age: int) -> None:
    """Refuse whom no certificate is for.

    Raises:
        BadValue: With the age, and from which one on there are certificates.
    """
    if not is_of_age(born_on, today=today, min_age=min_age):
        age = full_years(born_on, on=today)
        why = "the child is {age}, certificates are for {least} to 17"
        raise BadValue("born_on", why, age=age, least=min_age)


def ensure_category_free(certificate: Certificate) -> None:
    """Refuse another category while there is money of the present one (CERT-7, CERT-11).

    Raises:
        BadValue: It is FUNDED, also while it is frozen.
    """
    if certificate.funded:
        raise BadValue("category", "it has money of its category: take that back before")


def ensure_same_periods(
    before: Certificate, after: Certificate, first_days: Iterable[date]
) -> None:
    """Refuse a last valid day by which money would be given or missing (LED-5, step 6).

    A period's nominal is for who is valid on its first day.

    Raises:
        BadValue: On one of the `first_days` only one of the two is valid.
    """
    for first in first_days:
        if (before.valid_until >= first) != (after.valid_until >= first):
            why = "the money of the period from {first} depends on it: take it back before"
            raise BadValue("born_on", why, first=first)


def random_number(prefix: str, draw: Callable[[int], int]) -> str:
    """Region, municipality and six random digits (CERT-4); `draw(n)` gives one of 0 … n - 1."""
    digits = NUMBER_LENGTH - len(prefix)
    return f"{prefix}{draw(10**digits):0{digits}d}"


def is_certificate_number(text: str) -> bool:
    """Ten digits; there is no check digit, so a number alone proves nothing (CERT-4)."""
    return NUMBER_PATTERN.fullmatch(text) is not None


def number_in(text: str) -> str | None:
    """The certificate's number that a text consists of, written as people do: `№ 3901 204518`."""
    called = _CALLED.match(text)
    digits = re.sub(r"[\s\-–]", "", text[called.end() :] if called else text)
    return digits if is_certificate_number(digits) else None


def holds_a_number(text: str) -> bool:
    """Whether a text has a certificate's number in it, or a telephone: nothing to be kept."""
    return any(re.search(r"\d{3}", found[0]) for found in _LONG_NUMBER.finditer(text))
