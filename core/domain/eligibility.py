"""Why a child may not enroll: every reason at once (ENR-3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from core.domain.calendar import Days, full_years
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.funding import FundingPeriod
from core.domain.ids import ModuleId, PeriodId, ProviderId
from core.domain.ledger import Balance
from core.domain.money import ZERO
from core.domain.person import Child
from core.domain.pricing import Terms, last_possible_day
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
    NO_MONEY = "NO_MONEY"
    NO_PLACES = "NO_PLACES"
    ALREADY_ENROLLED = "ALREADY_ENROLLED"
    PERIOD_CLOSED = "PERIOD_CLOSED"
    DATES = "DATES"
    AGE = "AGE"
    REGISTRY_CONFLICT = "REGISTRY_CONFLICT"
    REGISTRY_LIMIT = "REGISTRY_LIMIT"


NOT_FOR_BUDGET = frozenset({Reason.CERTIFICATE_NOT_FUNDED, Reason.NO_MONEY, Reason.NO_AGREEMENT})


@dataclass(frozen=True, slots=True)
class Commitment:
    """A live enrollment of the same child, as far as a new request must know it."""

    module: ModuleId
    registry: Registry
    days: Days


@dataclass(frozen=True, slots=True)
class Application:
    """The facts that decide about one request.

    `period` is the one that the start falls into, None when the municipality has none;
    `balance` is of that period. `registry_limit` is the municipality's limit of live
    enrollments per child in the program's registry, None for no limit.
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


def _no_money(application: Application) -> bool:
    return application.certificate.funded and not application.balance.available


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
    held = sum(live.registry is registry for live in application.commitments)
    return held >= application.registry_limit


def _dates(application: Application) -> bool:
    # A group without dates, or a day without a period, has a reason of its own.
    known = application.offering.group.days is not None and application.period is not None
    return known and application.days is None


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
        Reason.NO_AGREEMENT: lambda a: not a.has_agreement,
        Reason.NO_MONEY: _no_money,
        Reason.NO_PLACES: _no_places,
        Reason.ALREADY_ENROLLED: _already_enrolled,
        Reason.PERIOD_CLOSED: _period_closed,
        Reason.DATES: _dates,
        Reason.AGE: _age,
        Reason.REGISTRY_CONFLICT: _registry_conflict,
        Reason.REGISTRY_LIMIT: _registry_limit,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides about any request of one child, read at one moment.

    `agreements` are pairs of provider and period; `registry_limits` are per period.
    """

    child: Child
    certificate: Certificate
    zone: ZoneInfo
    periods: tuple[FundingPeriod, ...]
    balances: Mapping[PeriodId, Balance]
    commitments: tuple[Commitment, ...]
    agreements: frozenset[tuple[ProviderId, PeriodId]]
    registry_limits: Mapping[tuple[PeriodId, Registry], int]

    def application(self, offering: Offering, *, start: date, today: date) -> Application:
        """This child's request for one group from `start` on."""
        period = next((p for p in self.periods if start in p.days), None)
        registry = offering.program.registry
        return Application(
            offering=offering,
            certificate=self.certificate,
            born_on=self.child.born_on,
            period=period,
            balance=self.balances.get(period.id, Balance()) if period else Balance(),
            has_agreement=period is not None
            and (offering.provider.id, period.id) in self.agreements,
            commitments=self.commitments,
            registry_limit=self.registry_limits.get((period.id, registry)) if period else None,
            start=start,
            today=today,
        )
