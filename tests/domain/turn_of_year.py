"""A contract of 2020 that may go on in 2021."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from core.domain.calendar import Days
from core.domain.eligibility import Commitment
from core.domain.enrollment import Enrollment, State
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import (
    CertificateId,
    EnrollmentId,
    GroupId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProviderId,
)
from core.domain.ledger import Balance
from core.domain.money import Money
from core.domain.person import Child
from core.domain.pricing import Calculation, Terms, calculate
from core.domain.program import Offering, PeriodPrice, Registry
from core.domain.prolongation import Offers, Turn
from core.domain.standing import Standing
from tests.domain.test_eligibility import FINE, offering

ZONE = ZoneInfo("Europe/Kaliningrad")
YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
NEXT = Days(date(2021, 1, 1), date(2021, 12, 31))
SCHOOL_YEAR = Days(date(2020, 9, 1), date(2021, 5, 31))
ON = date(2020, 12, 18)


def period(id: int, days: Days, parameters: Parameters | None = None) -> FundingPeriod:
    return FundingPeriod(PeriodId(id), MunicipalityId(1), days, ZONE, parameters or Parameters())


TURN = Turn(period(1, YEAR), period(2, NEXT))


def calculation(days: Days, *, price: int, parent: int) -> Calculation:
    """Both shares over days, of which the parent pays `parent`."""
    terms = Terms(Money(price), None, days, days.last)
    return calculate(terms, start=days.first, available=Money(price - parent))


def contract(state: State = State.ACTIVE, *, days: Days = YEAR, parent: int = 0) -> Enrollment:
    agreed = calculation(days, price=1000000, parent=parent)
    return Enrollment(
        id=EnrollmentId(7),
        certificate=CertificateId(1),
        period=PeriodId(1),
        group=GroupId(1),
        module=ModuleId(1),
        provider=ProviderId(1),
        state=state,
        requested_on=date(2020, 8, 20),
        terms=Terms(Money(1000000), None, days, days.last),
        agreed=agreed,
        days=days,
    )


def group_that_goes_on(registry: Registry = Registry.CERTIFIED, *, module: int = 1) -> Offering:
    """Full to the last place, and priced in the next period."""
    one = offering(registry)
    prices = () if registry.budget else (PeriodPrice(NEXT, Money(2730000)),)
    return replace(
        one,
        module=replace(one.module, id=ModuleId(module), prices=prices, normative_cost=None),
        group=replace(one.group, days=SCHOOL_YEAR, places=3, places_taken=3),
    )


def standing(
    *, available: int = 1510200, commitments: tuple[Commitment, ...] = (), **more: object
) -> Standing:
    return replace(
        Standing(
            child=Child(PersonId(1), "Котова Анна", date(2013, 9, 1), "3901000001"),
            certificate=FINE.certificate,
            zone=ZONE,
            periods=(TURN.ending, TURN.following),
            balances={PeriodId(2): Balance(Money(available), available=Money(available))},
            commitments=commitments,
            agreements={(ProviderId(1), PeriodId(2)): None},
            registry_limits={},
        ),
        **more,  # type: ignore[arg-type]
    )


def offers(child: Standing) -> Offers:
    return Offers(TURN, ON, {CertificateId(1): child})
