"""CERT-7: how many of a category may be funded, at both sides of each limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import Days
from core.domain.errors import BadValue
from core.domain.funding import FundingPeriod
from core.domain.ids import CategoryId, MunicipalityId, PeriodId
from core.domain.money import Money
from core.domain.provision import Limits, Provision

YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
PERIOD = FundingPeriod(PeriodId(1), MunicipalityId(1), YEAR, ZoneInfo("Europe/Kaliningrad"))
TWO = Provision(CategoryId(1), PERIOD, Money(100), funded=2, total=Money(200))


@pytest.mark.parametrize(
    ("limits", "room"),
    [
        (Limits(), True),
        (Limits(max_certificates=3), True),
        (Limits(max_certificates=2), False),
        (Limits(max_total=Money(300)), True),
        (Limits(max_total=Money(299)), False),
        (Limits(3, Money(299)), False),
        (Limits(2, Money(300)), False),
        (Limits(3, Money(300)), True),
    ],
)
def test_cert_7_one_more_is_funded_while_both_limits_have_room(
    limits: Limits, *, room: bool
) -> None:
    assert replace(TWO, limits=limits).has_room() is room


@pytest.mark.parametrize(
    "limits", [Limits(), Limits(max_certificates=2), Limits(max_total=Money(200))]
)
def test_cert_7_limits_that_hold_what_is_funded_are_taken(limits: Limits) -> None:
    TWO.ensure_holds(limits=limits)
    replace(TWO, limits=limits).ensure_holds()


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(max_certificates=1), "max certificates: 2 are funded already"),
        (Limits(max_total=Money(199)), "max total: 2 certificates are funded with 2.00"),
    ],
)
def test_cert_7_limits_below_what_is_funded_are_refused_by_name(limits: Limits, said: str) -> None:
    with pytest.raises(BadValue) as refused:
        TWO.ensure_holds(limits=limits)

    assert str(refused.value) == said


def test_cert_11_a_nominal_fits_into_the_limit_for_all_that_are_funded() -> None:
    limited = replace(TWO, limits=Limits(max_total=Money(300)))

    limited.ensure_holds(nominal=Money(150))
    with pytest.raises(BadValue) as refused:
        limited.ensure_holds(nominal=Money(151))

    assert str(refused.value) == "max total: 2 certificates are funded with 3.02"
