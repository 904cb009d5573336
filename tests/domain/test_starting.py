"""The first day that is proposed to a child: one on which it may really begin (ENR-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import Days
from core.domain.eligibility import Commitment, reasons_against
from core.domain.ids import MunicipalityId, PeriodId, PersonId, ProviderId
from core.domain.ledger import Balance
from core.domain.money import Money
from core.domain.person import Child
from core.domain.program import PeriodPrice, Registry
from core.domain.standing import Standing
from core.domain.starting import first_start
from tests.domain.test_eligibility import FINE, PERIOD

TODAY = date(2020, 10, 10)
TOMORROW = date(2020, 10, 11)
OCTOBER = Days(date(2020, 9, 1), date(2020, 10, 31))
NOVEMBER_1 = date(2020, 11, 1)
MODULE = FINE.offering.module.id
NEXT = replace(
    PERIOD, id=PeriodId(9), days=Days(date(2021, 1, 1), date(2021, 12, 31)),
    municipality=MunicipalityId(1),
)  # fmt: skip


def standing(*commitments: Commitment, available: int = 1000000) -> Standing:
    money = Balance(Money(available), available=Money(available))
    return Standing(
        child=Child(PersonId(1), "Котова Анна", date(2010, 9, 1), "3901000001"),
        certificate=FINE.certificate,
        zone=ZoneInfo("Europe/Kaliningrad"),
        periods=(PERIOD, NEXT),
        balances={PERIOD.id: money, NEXT.id: money},
        commitments=commitments,
        agreements={(ProviderId(1), each): None for each in (PERIOD.id, NEXT.id)},
        registry_limits={},
    )


def first(child: Standing, *, today: date = TODAY) -> date:
    return first_start(child, FINE.offering, today=today)


def same_module(days: Days) -> Commitment:
    return Commitment(MODULE, Registry.CERTIFIED, days)


def test_it_is_tomorrow_or_the_groups_first_day() -> None:
    assert first(standing()) == TOMORROW
    assert first(standing(), today=date(2020, 8, 20)) == date(2020, 9, 1)


@pytest.mark.parametrize(
    "bound", [same_module(OCTOBER), Commitment(MODULE, Registry.GENERAL, OCTOBER)]
)
def test_enr_3_behind_a_contract_that_is_ending_it_is_the_day_after_its_last(
    bound: Commitment,
) -> None:
    assert first(standing(bound)) == NOVEMBER_1


def test_of_several_contracts_in_the_way_it_is_behind_the_last_of_them() -> None:
    longer = Commitment(MODULE, Registry.GENERAL, Days(OCTOBER.first, date(2020, 11, 30)))

    assert first(standing(same_module(OCTOBER), longer)) == date(2020, 12, 1)


def test_another_modules_contract_is_not_in_the_way() -> None:
    other = Commitment(type(MODULE)(77), Registry.CERTIFIED, OCTOBER)

    assert first(standing(other)) == TOMORROW


def test_where_more_is_against_it_no_later_day_is_proposed() -> None:
    assert first(standing(same_module(OCTOBER), available=0)) == TOMORROW


def test_enr_10_the_next_period_is_not_proposed_to_who_studies_to_this_ones_end() -> None:
    long = replace(FINE.offering.group, days=Days(date(2020, 9, 1), date(2021, 5, 31)))
    prices = tuple(PeriodPrice(each.days, Money(900000)) for each in (PERIOD, NEXT))
    module = replace(FINE.offering.module, prices=prices)
    goes_on = replace(FINE.offering, group=long, module=module)
    child = standing(same_module(Days(OCTOBER.first, PERIOD.days.last)))
    in_january = child.application(goes_on, start=NEXT.days.first, today=date(2020, 12, 20))

    assert reasons_against(in_january) == ()
    assert first_start(child, goes_on, today=date(2020, 12, 20)) == date(2020, 12, 21)
