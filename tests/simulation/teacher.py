"""Providers say in the random acts how much of a month they gave; months are settled (LED-4)."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import System
from core.domain.calendar import Month
from core.domain.ids import EnrollmentId, GroupId
from core.services.completeness import enter_completeness, refund_month
from tests.simulation import model_lessons
from tests.simulation.desk import ensure_own
from tests.simulation.sums import months
from tests.simulation.timetabler import Timetabler

PERCENTS = (100, 100, 80, 75, 50, 33, 0, 101, -1)
MONTHS = ("2020-09", "2020-10", "2020-12", "2021-02", "2021-06")


@dataclass
class Teacher(Timetabler):
    """What was taught, and what a final invoice will do once it is paid."""

    async def say_lessons(self) -> None:
        """Mostly of a month that somebody paid for."""
        course, month = self._course(), self.random.choice(MONTHS)
        charged = [c for c in self.model.contracts.values() if c.charged]
        if charged and self.random.random() < 0.7:
            contract = self.random.choice(charged)
            course = contract.course
            month = self.random.choice(months(contract.first, contract.last)[: contract.charged])
        percent = self.random.choice(PERCENTS)
        staff, foreign = self.staff(course.provider)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            model_lessons.say(self.model, course, month, percent)

        await self.both(
            f"{staff.provider} gave {percent} per cent of {month} in {course.group}",
            in_model,
            lambda: self.world.perform(
                enter_completeness, staff, GroupId(course.group), Month.parse(month), percent
            ),
        )

    async def settle_month(self) -> None:
        """Of a contract that is or was one; months that were not charged are refused."""
        concluded = [c for c in self.model.contracts.values() if c.concluded is not None]
        if not concluded:
            await self.instead(self.say_lessons)
            return
        contract = self.random.choice(concluded)
        touched = months(contract.first, contract.last)
        month = self.random.choice(touched[: contract.charged + 1])
        await self.both(
            f"{month} of {contract.id} is settled",
            lambda: model_lessons.settle(self.model, contract, month),
            lambda: self.world.perform(
                refund_month, System(), EnrollmentId(contract.id), Month.parse(month)
            ),
        )
