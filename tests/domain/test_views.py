"""What a screen says of a group for one child."""

from __future__ import annotations

from datetime import date

from core.domain.catalog_views import Cover, Price
from core.domain.eligibility import Reason
from core.domain.money import Money


def test_without_a_calculation_nothing_is_covered_and_nothing_is_extra() -> None:
    price = Price(date(2020, 9, 1), None, (Reason.DATES,), None)

    assert price.cover is Cover.NOT_COVERED
    assert price.extra_a_month == Money(0)
