"""A contract of autumn 2020, asked for in August."""

from __future__ import annotations

from datetime import date

from core.domain.calendar import Days
from core.domain.enrollment import Enrollment, State
from core.domain.funding import ReleaseAt
from core.domain.ids import CertificateId, EnrollmentId, GroupId, ModuleId, PeriodId, ProviderId
from core.domain.money import Money
from core.domain.pricing import Terms, calculate

NEXT_MONTH = ReleaseAt.NEXT_MONTH
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))


def requested(
    *, start: date = AUTUMN.first, price: int = 900000, group: Days = AUTUMN
) -> Enrollment:
    terms = Terms(Money(price), Money(price), group, group.last)
    agreed = calculate(terms, start=start, available=Money(1510200))
    return Enrollment(
        id=EnrollmentId(7),
        certificate=CertificateId(1),
        period=PeriodId(2),
        group=GroupId(3),
        module=ModuleId(4),
        provider=ProviderId(5),
        state=State.REQUESTED,
        requested_on=date(2020, 8, 20),
        terms=terms,
        agreed=agreed,
        days=agreed.days,
    )


def concluded(on: date = date(2020, 8, 28), **kwargs: object) -> Enrollment:
    return requested(**kwargs).confirmed(on=on)[0]  # type: ignore[arg-type]
