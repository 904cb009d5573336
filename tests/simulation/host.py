"""Places offered at the desk, and other groups of the same module (ENR-12, ENR-13)."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.enrollment import Enrollment
from core.domain.errors import DeskChildUnknown
from core.domain.ids import EnrollmentId, GroupId
from core.ports.unit_of_work import UnitOfWork
from core.services.desk_offers import DeskChild, offer_place
from core.services.moving import move_enrollment
from tests.simulation import model_offices as rules
from tests.simulation.catalog import Course
from tests.simulation.desk import ensure_own
from tests.simulation.papers import Contract
from tests.simulation.registrar import Registrar
from tests.simulation.sums import DAY
from tests.simulation.town import name_of


@dataclass
class Host(Registrar):
    """Children who come in person with their number and name."""

    async def offer(self) -> None:
        child = self.random.choice(self.model.children)
        going = [c for c in self.model.courses if c.goes_on(child.today)]
        course = self.random.choice(going or self.model.courses)
        start = course.starts(child.today) + self.random.choice((0, 0, 0, 5, -1)) * DAY
        staff, foreign = self.staff(course.provider)
        at_desk = DeskChild(child.number, name_of(child.named))

        def in_model() -> Contract | None:
            ensure_own(foreign=foreign)
            return rules.offer(self.model, child, course, start)

        def act(uow: UnitOfWork) -> Enrollment:
            offered = offer_place(uow, staff, at_desk, GroupId(course.group), start)
            assert not isinstance(offered, DeskChildUnknown)
            return offered

        done = await self.both(
            f"offer {course.group} from {start} to {child.id}",
            in_model,
            lambda: self.world.perform(act),
        )
        if done is None:
            return
        earlier, offered = done
        if earlier is None:
            rules.book_offer(self.model, offered.id, child, course, start)
        else:
            assert earlier.id == offered.id, self.story

    async def change_group(self) -> None:
        """To another group, mostly one of the same module."""
        contracts = list(self.model.contracts.values())
        if not contracts:
            await self.instead(self.offer)
            return
        shared = [c for c in contracts if len(self._alike(c)) > 1]
        contract = self.random.choice(shared or contracts)
        groups = self._alike(contract) if self.random.random() < 0.9 else self.model.courses
        course = self.random.choice(groups)
        family, foreign = self.family(contract.child)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.change_group(self.model, contract, course)

        was = contract.course
        enrollment, group = EnrollmentId(contract.id), GroupId(course.group)
        await self.both(
            f"move {contract.id} to {course.group}",
            in_model,
            lambda: self.world.perform(move_enrollment, family, enrollment, group),
        )
        if contract.course is not was:
            await self.ask_at_once(contract)

    def _alike(self, contract: Contract) -> list[Course]:
        return [c for c in self.model.courses if c.module is contract.course.module]
