"""Why a child may not enroll: every reason at once (ENR-3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from core.domain.calendar import Days, full_years
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.funding import FundingPeriod
from core.domain.ids import ModuleId
from core.domain.ledger import Balance
from core.domain.limits import Ceiling, Limit
from core.domain.money import ZERO, Money
from core.domain.pricing import Terms, calculate, last_possible_day
from core.domain.program import Offering, ProviderState, Registry


class Reason(StrEnum):
    """A reason against a request; each has a sentence and a next step in the locale files."""

    NOT_CERTIFIED = "NOT_CERTIFIED"
    MODULE_CLOSED = "MODULE_CLOSED"
    CERTIFICATE_NOT_FUNDED = "CERTIFICATE_NOT_FUNDED"
    CERTIFICATE_FROZEN = "CERTIFICATE_FROZEN"
    CERTIFICATE_CLOSED = "CERTIFICATE_CLOSED"
    PROVIDER_INACTIVE = "PROVIDER_INACTIVE"
    NO_AGREEMENT = "NO_AGREEMENT"
    AGREEMENT_EXHAUSTED = "AGREEMENT_EXHAUSTED"
    NO_MONEY = "NO_MONEY"
    NO_PLACES = "NO_PLACES"
    PROVIDER_FULL = "PROVIDER_FULL"
    DIRECTION_FULL = "DIRECTION_FULL"
    ALREADY_ENROLLED = "ALREADY_ENROLLED"
    PERIOD_CLOSED = "PERIOD_CLOSED"
    DATES = "DATES"
    AGE = "AGE"
    REGISTRY_CONFLICT = "REGISTRY_CONFLICT"
    REGISTRY_LIMIT = "REGISTRY_LIMIT"


NOT_FOR_BUDGET = frozenset(
    {
        Reason.CERTIFICATE_NOT_FUNDED,
        Reason.NO_MONEY,
        Reason.NO_AGREEMENT,
        Reason.AGREEMENT_EXHAUSTED,
        Reason.DIRECTION_FULL,
    }
)
# Kept by the database too, so that they hold under any number of simultaneous requests.
COUNTED = (Reason.DIRECTION_FULL, Reason.PROVIDER_FULL, Reason.AGREEMENT_EXHAUSTED)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A live enrollment of the same child, as far as a new request must know it.

    `holds_place` is false while it waits to go on in another one's place: together they are
    one enrollment for whoever counts (ENR-6).
    """

    module: ModuleId
    registry: Registry
    days: Days
    holds_place: bool = True


@dataclass(frozen=True, slots=True)
class Application:
    """The facts that decide about one request.

    `period` is the one that the start falls into, None when the municipality has none;
    `balance` is of that period. `registry_limit` is the municipality's limit of live
    enrollments per child in the program's registry, None for no limit. `ceiling` is the
    agreement's, the two limits are the period's for this provider and this direction.
    """

    offering: Offering
    certificate: Certificate
    born_on: date
    period: FundingPeriod | None
    balance: Balance
    has_agreement: bool
    commitments: tuple[Commitment, ...]
    registry_limit: int | None
    start: date
    today: date
    ceiling: Ceiling | None = None
    provider_limit: Limit | None = None
    direction_limit: Limit | None = None

    @property
    def budget(self) -> bool:
        return self.offering.program.registry.budget

    @property
    def terms(self) -> Terms | None:
        """What the contract's sums follow from; None while dates, period or price are not known."""
        group = self.offering.group.days
        if group is None or self.period is None:
            return None
        stop = self.stop(group, self.period)
        if self.budget:
            return Terms(ZERO, None, group, stop)
        module = self.offering.module
        price = module.price_in(self.period.days)
        return None if price is None else Terms(price, module.normative_cost, group, stop)

    @property
    def days(self) -> Days | None:
        """The days the contract would have; None when it can have none (DATES)."""
        group = self.offering.group.days
        if group is None or self.period is None or self.start < self.today:
            return None
        stop = self.stop(group, self.period)
        return Days(self.start, stop) if group.first <= self.start <= stop else None

    @property
    def reserves(self) -> Money:
        """What the request would take of the certificate (C of ENR-4); 0 while not known."""
        if self.terms is None or self.days is None:
            return ZERO
        available = self.balance.available
        return calculate(self.terms, start=self.start, available=available).certificate.total

    @property
    def money_from(self) -> date | None:
        """When the period's money comes; None once it came, or where nobody waits for any."""
        waits = self.certificate.funded and not self.balance.nominal
        if not waits or self.period is None or self.period.opens_on <= self.today:
            return None
        return self.period.opens_on

    def stop(self, group: Days, period: FundingPeriod) -> date:
        return last_possible_day(
            group=group, period_last=period.days.last, valid_until=self.certificate.valid_until
        )


def reasons_against(application: Application) -> tuple[Reason, ...]:
    """All reasons that speak against a request, in the order of the rules; empty when none does."""
    return tuple(
        reason
        for reason, applies in _CHECKS.items()
        if not (application.budget and reason in NOT_FOR_BUDGET) and applies(application)
    )


def _module_closed(application: Application) -> bool:
    offering, period = application.offering, application.period
    return offering.certified and period is not None and not offering.complete_in(period.days)


def _period_closed(application: Application) -> bool:
    period = application.period
    return period is None or not period.takes_requests(on=application.today)


def _agreement_exhausted(application: Application) -> bool:
    ceiling = application.ceiling
    return ceiling is not None and not ceiling.holds(application.reserves)


def _full(limit: Limit | None) -> bool:
    return limit is not None and limit.full


def _no_agreement(application: Application) -> bool:
    # A day that no period holds has neither agreements nor money; its reason is the day.
    return application.period is not None and not application.has_agreement


def _no_money(application: Application) -> bool:
    known = application.period is not None
    return known and application.certificate.funded and not application.balance.available


def _no_places(application: Application) -> bool:
    # Unknown places are MODULE_CLOSED (REG-6), not a full group.
    return application.offering.group.places_free == 0


def _already_enrolled(application: Application) -> bool:
    return any(
        live.module == application.offering.module.id and _overlaps(application, live)
        for live in application.commitments
    )


def _age(application: Application) -> bool:
    return full_years(application.born_on, on=application.start) not in application.offering.ages


def _registry_conflict(application: Application) -> bool:
    """The certified registry by certificate and the GENERAL budget registry at once (CERT-12)."""
    mine = application.offering.program.registry
    rivals = {Registry.CERTIFIED: Registry.GENERAL, Registry.GENERAL: Registry.CERTIFIED}
    return application.certificate.kind is CertificateKind.FUNDED and any(
        live.registry is rivals.get(mine) and _overlaps(application, live)
        for live in application.commitments
    )


def _registry_limit(application: Application) -> bool:
    registry = application.offering.program.registry
    if not registry.budget or application.registry_limit is None:
        return False
    held = sum(live.registry is registry and live.holds_place for live in application.commitments)
    return held >= application.registry_limit


def _dates(application: Application) -> bool:
    """Before today, outside the period or outside the group; a group whose dates nobody knows has
    a reason of its own (REG-6).
    """
    if application.start < application.today or application.period is None:
        return True
    return application.offering.group.days is not None and application.days is None


def _overlaps(application: Application, live: Commitment) -> bool:
    return application.days is not None and application.days.overlaps(live.days)


_CHECKS: Mapping[Reason, Callable[[Application], bool]] = MappingProxyType(
    {
        Reason.NOT_CERTIFIED: lambda a: not a.offering.certified,
        Reason.MODULE_CLOSED: _module_closed,
        Reason.CERTIFICATE_NOT_FUNDED: lambda a: not a.certificate.funded,
        Reason.CERTIFICATE_FROZEN: lambda a: a.certificate.state is CertificateState.FROZEN,
        Reason.CERTIFICATE_CLOSED: lambda a: a.certificate.state is CertificateState.CLOSED,
        Reason.PROVIDER_INACTIVE: lambda a: a.offering.provider.state is not ProviderState.ACTIVE,
        Reason.NO_AGREEMENT: _no_agreement,
        Reason.AGREEMENT_EXHAUSTED: _agreement_exhausted,
        Reason.NO_MONEY: _no_money,
        Reason.NO_PLACES: _no_places,
        Reason.PROVIDER_FULL: lambda a: _full(a.provider_limit),
        Reason.DIRECTION_FULL: lambda a: _full(a.direction_limit),
        Reason.ALREADY_ENROLLED: _already_enrolled,
        Reason.PERIOD_CLOSED: _period_closed,
        Reason.DATES: _dates,
        Reason.AGE: _age,
        Reason.REGISTRY_CONFLICT: _registry_conflict,
        Reason.REGISTRY_LIMIT: _registry_limit,
    }
)
