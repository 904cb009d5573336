"""What no column of either database holds is refused by name, whichever act was given it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from core.domain.errors import BadValue
from core.domain.ids import CategoryId, MunicipalityId, PeriodId
from core.domain.money import Money
from db.database import Database


@pytest.mark.parametrize("number", [2**63, -(2**70)])
async def test_a_number_of_more_than_64_bits_is_a_bad_value(
    database: Database, number: int
) -> None:
    with pytest.raises(BadValue):
        await database.perform(lambda uow: uow.municipalities.by_id(MunicipalityId(number)))


async def test_half_a_letter_is_a_bad_value(database: Database) -> None:
    with pytest.raises(BadValue):
        await database.perform(lambda uow: uow.municipalities.by_code("\ud800"))


async def test_another_fault_stays_a_fault(database: Database) -> None:
    nobodys = CategoryId(1), PeriodId(1), Money(1)

    with pytest.raises(IntegrityError):
        await database.perform(lambda uow: uow.provisions.add(*nobodys))
