"""Programs and modules in the random acts: written down, certified, put away (REG-4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from core.domain.actor import Actor, Operator
from core.domain.ids import ModuleId, ProgramId
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, ProgramState
from core.ports.unit_of_work import UnitOfWork
from core.services.certification import certify_module, move_module, move_program
from core.services.programs import add_module, change_module, change_program, program_draft
from tests.services.world import OPERATOR
from tests.simulation import model_programs as rules
from tests.simulation.catalog import Module, Program
from tests.simulation.desk import ensure_own
from tests.simulation.host import Host
from tests.simulation.programs import BORIS

What = TypeVar("What", Program, Module)
# Mostly what brings it forward: what is put away never comes back.
FORWARD = {
    "DRAFT": "SUBMITTED", "SUBMITTED": "CERTIFIED", "REFUSED": "SUBMITTED",
    "CERTIFIED": "SUBMITTED", "ARCHIVED": "SUBMITTED",
}  # fmt: skip
ELSEWHERE = ("SUBMITTED", "REFUSED", "REFUSED", "ARCHIVED", "CERTIFIED")
ON_THE_WAY = {"DRAFT", "SUBMITTED", "REFUSED"}
BY_OPERATORS = {"CERTIFIED", "REFUSED", "ARCHIVED"}
COST = 600000


@dataclass
class Certifier(Host):
    """Two operators, and the staff of providers, who may write down and submit."""

    async def certify(self) -> None:
        """A module, mostly one that waits for it; of two operators mostly at the same cost."""
        waiting = [each for each in self.model.modules if each.state == "SUBMITTED"]
        module = self.random.choice(waiting) if waiting else self._module()
        by, foreign = self._decider(module.program)
        costs = [module.cost or COST] * 4 + [COST - 150000, COST + 50001, 0, None]
        cost = self.random.choice(costs)
        if module.program.budget and self.random.random() < 0.9:
            cost = None
        elif module.first_yes is not None and self.random.random() < 0.7:
            cost = module.first_yes[1]

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.certify_module(self.model, module, by.code, cost)

        money = None if cost is None else Money(cost)
        await self.both(
            f"{by.code} certifies module {module.id} at {cost}",
            in_model,
            lambda: self.world.perform(certify_module, by, ModuleId(module.id), money),
        )

    async def move_module(self) -> None:
        module = self._module()
        state = self._step(module.state)
        by, foreign = self._mover(module.program, state)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.move_module(self.model, module, state)

        await self.both(
            f"{by.code}: module {module.id} is {state}",
            in_model,
            lambda: self.world.perform(
                move_module, by, ModuleId(module.id), ProgramState(state), "нет плана"
            ),
        )

    async def move_program(self) -> None:
        program = self._program()
        state = self._step(program.state)
        by, foreign = self._mover(program, state)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.move_program(self.model, program, by.code, state)

        await self.both(
            f"{by.code}: program {program.id} is {state}",
            in_model,
            lambda: self.world.perform(
                move_program, by, ProgramId(program.id), ProgramState(state), "нет плана"
            ),
        )

    async def add_module(self) -> None:
        program = self.random.choice(self.model.programs)
        title = self.random.choice(("1", "ещё один", "и ещё один", " "))
        by, foreign = self.keeper(program)

        def in_model() -> Module | None:
            ensure_own(foreign=foreign)
            return rules.add_module(self.model, program, title)

        done = await self.both(
            f"{by.code} adds module {title} to {program.id}",
            in_model,
            lambda: self.world.perform(add_module, by, ProgramId(program.id), title),
        )
        if done is None:
            return
        known, added = done
        if known is None:
            self.model.modules.append(Module(added.id, program, title, None, "DRAFT"))
        else:
            assert known.id == added.id, self.story

    async def change_module(self) -> None:
        module = self._module()
        title = self.random.choice((module.title, "другой", "ещё один"))
        by, foreign = self.keeper(module.program)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.change_module(self.model, module, title)

        await self.both(
            f"{by.code} calls module {module.id} {title}",
            in_model,
            lambda: self.world.perform(change_module, by, ModuleId(module.id), title),
        )

    async def change_program(self) -> None:
        """For others, or of another direction: both are asked about by requests and limits. Or it
        gets another title, by which a file names it.
        """
        program = self._program()
        title = self.random.choice(
            (program.title, program.title, "Новая", "Под другим именем", " ")
        )
        direction = self.random.choice((program.direction, "ARTS", "SPORTS"))
        ages = self.random.choice((program.ages, (5, 17), (5, 11)))
        by, foreign = self.keeper(program)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            rules.change_program(self.model, program, title, direction, ages)

        def act(uow: UnitOfWork) -> None:
            registered = uow.catalog.program(ProgramId(program.id))
            assert registered is not None
            draft = replace(
                program_draft(registered), title=title, direction=Direction(direction),
                ages=AgeRange(*ages),
            )  # fmt: skip
            change_program(uow, by, ProgramId(program.id), draft)

        await self.both(
            f"{by.code}: program {program.id} is {title}, {direction} for {ages}",
            in_model,
            lambda: self.world.perform(act),
        )

    def keeper(self, program: Program) -> tuple[Actor, bool]:
        """An operator or the provider's own staff, now and then somebody else's."""
        if self.random.random() < 0.4:
            return self._operator(), False
        return self.staff(program.provider)

    def _decider(self, program: Program) -> tuple[Actor, bool]:
        """An operator; now and then the provider itself, who may not."""
        if self.random.random() < 0.1:
            return self.staff(program.provider)[0], True
        return self._operator(), False

    def _mover(self, program: Program, state: str) -> tuple[Actor, bool]:
        return self._decider(program) if state in BY_OPERATORS else self.keeper(program)

    def _operator(self) -> Operator:
        return self.random.choice((OPERATOR, BORIS))

    def _module(self) -> Module:
        """Any, but often one that is studied, which may then not be touched."""
        studied = [contract.course.module for contract in self.model.contracts.values()]
        if studied and self.random.random() < 0.4:
            return self.random.choice(studied)
        return self._one(self.model.modules, [m for m in self.model.modules if m.program.own])

    def _program(self) -> Program:
        if self.random.random() < 0.4:
            return self._module().program
        return self._one(self.model.programs, [p for p in self.model.programs if p.own])

    def _one(self, every: list[What], own: list[What]) -> What:
        """Any, but mostly one that is not certified and may still be, or that needs two yeses."""
        begun = [each for each in own if each.first_yes]
        on_the_way = [each for each in every if each.state in ON_THE_WAY]
        choices = [begun or own, on_the_way, on_the_way, every]
        return self.random.choice(self.random.choice(choices) or every)

    def _step(self, state: str) -> str:
        forward = 0.8 if state in ON_THE_WAY else 0.3
        return FORWARD[state] if self.random.random() < forward else self.random.choice(ELSEWHERE)
