"""What a contract costs, who pays it, and in which months (ENR-4, ENR-7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.domain.calendar import Days, Month
from core.domain.errors import ImpossibleDates
from core.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Installments:
    """A sum over `months` consecutive months: `first`, then `other` in every later one."""

    starts: Month
    months: int
    first: Money
    other: Money

    @property
    def total(self) -> Money:
        return self.first + self.other * (self.months - 1)

    def __iter__(self) -> Iterator[tuple[Month, Money]]:
        """Each month with its installment, also where it is 0."""
        return ((self.starts + n, self.at(n)) for n in range(self.months))

    def at(self, n: int) -> Money:
        """The installment of the month number `n`, counted from 0."""
        return self.first if n == 0 else self.other

    def within(self, months: int) -> Money:
        """The sum of the first `months` installments."""
        return self.first + self.other * (months - 1) if months else ZERO


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sums of a contract follow from; kept with it, so that a late conclusion can
    be calculated as the request was (ENR-7).

    `price` and `normative_cost` are of the whole module, None as a normative cost is no
    ceiling; `stop` is the last possible day, `min(g1, e, v)`.
    """

    price: Money
    normative_cost: Money | None
    group: Days
    stop: date

    def contract_days(self, start: date) -> Days:
        """From `start` to the last possible day.

        Raises:
            ImpossibleDates: `start` lies outside the group or after that day.
        """
        if not self.group.first <= start <= self.stop:
            raise ImpossibleDates
        return Days(start, self.stop)

    def price_of(self, days: Days) -> Money:
        """T: the part of the module's price that falls on `days`, rounded up."""
        return _part(self.price, days, self.group)

    def ceiling_of(self, days: Days) -> Money:
        """N: the most a certificate pays for `days`; the price where there is no ceiling."""
        if self.normative_cost is None:
            return self.price_of(days)
        return _part(self.normative_cost, days, self.group)


@dataclass(frozen=True, slots=True)
class Calculation:
    """The whole calculation that a family sees and its request carries."""

    days: Days
    certificate: Installments
    parent: Installments

    @property
    def total(self) -> Money:
        return self.certificate.total + self.parent.total

    def carries(self, *, certificate_share: Money, parent_share: Money) -> bool:
        """Whether these are the sums that the family was shown (ENR-5)."""
        shown = (certificate_share, parent_share)
        return (self.certificate.total, self.parent.total) == shown


def last_possible_day(*, group: Days, period_last: date, valid_until: date) -> date:
    """`stop`: no contract crosses the group, the period or the certificate's validity."""
    return min(group.last, period_last, valid_until)


def calculate(terms: Terms, *, start: date, available: Money) -> Calculation:
    """Spend the certificate first; the parent pays only what it cannot cover (ENR-4).

    Raises:
        ImpossibleDates: `start` lies outside the group or after the last possible day.
    """
    days = terms.contract_days(start)
    total = terms.price_of(days)
    certificate = min(total, terms.ceiling_of(days), available)
    return _calculation(days, certificate, total - certificate)


def calculate_late(terms: Terms, *, agreed: Calculation, concluded_on: date) -> Calculation:
    """The contract from its conclusion on: nobody pays more than was agreed (ENR-7).

    Raises:
        ImpossibleDates: The conclusion comes after the last possible day.
    """
    days = terms.contract_days(concluded_on)
    total = terms.price_of(days)
    certificate = min(total, terms.ceiling_of(days), agreed.certificate.total)
    parent = min(total - certificate, agreed.parent.total)
    return _calculation(days, certificate, parent)


def installments(total: Money, days: Days) -> Installments:
    """Divide `total` into monthly charges that add up to it exactly (ENR-4).

    Later months are equal, whatever their length. The first month takes its
    share by days, and the kopecks that do not divide.
    """
    starts = Month.of(days.first)
    months = days.months
    if months == 1:
        return Installments(starts, 1, total, ZERO)
    in_first_month = len(Days(days.first, starts.last_day))
    later_days = len(days) - in_first_month
    other = Money(total.kopecks * later_days // (len(days) * (months - 1)))
    return Installments(starts, months, total - other * (months - 1), other)


def _calculation(days: Days, certificate: Money, parent: Money) -> Calculation:
    return Calculation(days, installments(certificate, days), installments(parent, days))


def _part(whole: Money, days: Days, group: Days) -> Money:
    # Negated floor division rounds up without leaving the integers.
    return Money(-(-whole.kopecks * len(days) // len(group)))
