"""A refusal says what it is about: to a log in a line, to a locale file in facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.certificate_errors import (
    AlreadyApplied,
    CertificateInUse,
    ChildHasCertificate,
    FreezingLasts,
    NominalTooLow,
    TooManyApplications,
)
from core.domain.eligibility import Reason
from core.domain.errors import (
    BadValue,
    CalculationChanged,
    DomainError,
    KeyReused,
    NotFound,
    RequestRefused,
    WrongState,
)
from core.domain.ids import ApplicationId, CertificateId, EnrollmentId
from core.domain.money import Money
from core.domain.pricing import Terms, calculate
from core.domain.registry_errors import PriceTooHigh, RequisitesWrong

AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
CALCULATION = calculate(
    Terms(Money(900000), None, AUTUMN, AUTUMN.last), start=AUTUMN.first, available=Money(500000)
)


@pytest.mark.parametrize(
    ("refused", "said", "facts"),
    [
        (
            lambda: WrongState(current="CLOSED", attempted="ACTIVE"),
            "cannot become ACTIVE: it is CLOSED",
            {"current": "CLOSED", "attempted": "ACTIVE"},
        ),
        (lambda: RequestRefused((Reason.AGE, Reason.DATES)), "AGE, DATES", {}),
        (
            lambda: CalculationChanged(CALCULATION),
            "the calculation changed since it was shown",
            {"certificate": "5000.00", "parent": "4000.00"},
        ),
        (
            lambda: RequisitesWrong("3900000000"),
            "the numbers of provider 3900000000 are wrong",
            {"given": "3900000000"},
        ),
        (lambda: KeyReused("screen-1"), "screen-1 was used for something else", {}),
        (
            lambda: NotFound("period", "2020"),
            "no period '2020'",
            {"what": "period", "given": "2020"},
        ),
        (
            lambda: BadValue("nominal", "it must be more than 0"),
            "nominal: it must be more than 0",
            {
                "field": "nominal",
                "why": "it must be more than 0",
                "rule": "it-must-be-more-than-0",
            },
        ),
        (
            lambda: AlreadyApplied(ApplicationId(3)),
            "application 3 is for the same child",
            {"application": "3"},
        ),
        (lambda: PriceTooHigh(Money(100), Money(200)), "at most 1.00", {"highest": "1.00"}),
        (lambda: TooManyApplications(5), "5 applications wait already", {"most": 5}),
        (
            lambda: ChildHasCertificate(CertificateId(4)),
            "certificate 4 is the same child's",
            {"certificate": "4"},
        ),
        (
            lambda: CertificateInUse((EnrollmentId(7), EnrollmentId(8))),
            "enrollments (7, 8)",
            {"enrollments": "7, 8", "count": 2},
        ),
        (
            lambda: FreezingLasts(date(2020, 9, 1)),
            "frozen since 2020-09-01, which the present period began before",
            {"since": "2020-09-01"},
        ),
        (
            lambda: NominalTooLow(("3901000001", "3901000002"), 9),
            "9 certificates have less",
            {"certificates": "3901000001, 3901000002", "count": 9},
        ),
    ],
)
def test_a_refusal_names_its_facts(
    refused: Callable[[], DomainError], said: str, facts: dict[str, str | int]
) -> None:
    refusal = refused()

    assert str(refusal) == said
    assert refusal.facts == facts


def test_what_was_refused_can_be_asked_of_the_refusal() -> None:
    assert RequestRefused((Reason.AGE,)).reasons == (Reason.AGE,)
    assert CalculationChanged(CALCULATION).calculation is CALCULATION
    assert KeyReused("screen-1").key == "screen-1"
