"""Which states an operator's file gives to what it brings, by the same steps as by hand (REG-4)."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import Actor
from core.domain.certifying import state_after_entry
from core.domain.changes import program_changes
from core.domain.drafts import ProgramDraft
from core.domain.errors import WrongState
from core.domain.ids import ModuleId, ProgramId
from core.domain.money import Money
from core.domain.program import Module, Program, ProgramState
from core.ports.unit_of_work import UnitOfWork
from core.services.certification import certified_by_two, second_yes


@dataclass(frozen=True, slots=True)
class Wish:
    """Whether all of a file is to be certified, by whom, and whether that takes two persons.

    `of_operator`: the provider is the operator's own, so the program and each module wait as
    SUBMITTED until another operator brings the same file, or certifies it by hand (section 3).
    """

    actor: Actor
    certify: bool
    of_operator: bool

    @property
    def alone(self) -> bool:
        """This operator's word certifies."""
        return self.certify and not self.of_operator


def ensure_may_enter(program: Program, wish: Wish) -> None:
    """Raise WrongState for a program in the archive: nothing comes back out of it (REG-4)."""
    if program.state is ProgramState.ARCHIVED:
        raise WrongState(current=program.state, attempted=ProgramState.SUBMITTED)
    if not settled(program.state, wish):
        state_after_entry(program.state, certify=wish.certify)


def same_content(program: Program, draft: ProgramDraft) -> bool:
    """The program says of itself what the file says; its title is how it was found."""
    return not any(program_changes(program, draft))


def settled(state: ProgramState, wish: Wish) -> bool:
    """Nothing to do about the state: certified already, or nobody certifies now."""
    return state is ProgramState.CERTIFIED or not wish.certify


def program_settled(uow: UnitOfWork, program: Program, wish: Wish) -> bool:
    """Nothing to do about a program's state; it may wait for the second person."""
    if settled(program.state, wish):
        return True
    waits = wish.of_operator and program.state is ProgramState.SUBMITTED
    return waits and uow.certification.first_yes(program.id) == wish.actor.code


def program_state(
    uow: UnitOfWork, program: Program, draft: ProgramDraft, wish: Wish
) -> ProgramState:
    """The state of a known program that the file changes, or that is to be certified as it is."""
    if not same_content(program, draft):
        uow.certification.forget_first_yes(program.id)
    state = state_after_entry(program.state, certify=wish.alone)
    if wish.certify and wish.of_operator and certified_by_two(uow, wish.actor, program):
        state = state_after_entry(state, certify=True)
    if state is ProgramState.CERTIFIED:
        uow.certification.forget_first_yes(program.id)
    return state


def module_settled(uow: UnitOfWork, module: Module, cost: Money | None, wish: Wish) -> bool:
    """The same of a module that keeps its `cost`; it may wait for the second person."""
    if settled(module.state, wish):
        return True
    first = uow.certification.first_answer(module.id) if wish.of_operator else None
    waits = module.state is ProgramState.SUBMITTED
    return waits and first == (wish.actor.code, cost)


def module_state(uow: UnitOfWork, module: Module, cost: Money | None, wish: Wish) -> ProgramState:
    """The state of a module that the file changes, or that is to be certified as it is.

    Raises:
        WrongState: It is archived.
        SecondPersonNeeded: Another operator said yes to another cost.
    """
    if module.normative_cost != cost:
        uow.certification.forget_answers(module.id)
    elif module.state is ProgramState.CERTIFIED and wish.certify:
        return module.state  # only its price is another one
    state = state_after_entry(module.state, certify=wish.alone)
    if wish.certify and wish.of_operator and second_yes(uow, wish.actor, module.id, cost):
        state = state_after_entry(state, certify=True)
    if state is ProgramState.CERTIFIED:
        uow.certification.forget_answers(module.id)
    return state


def keep_first_yes_to_program(uow: UnitOfWork, program: ProgramId, wish: Wish) -> None:
    """Of a new program that waits for the second person."""
    if wish.certify and wish.of_operator:
        uow.certification.keep_first_yes(program, wish.actor.code)


def keep_first_yes(uow: UnitOfWork, module: ModuleId, cost: Money | None, wish: Wish) -> None:
    """Of a new module that waits for the second person."""
    if wish.certify and wish.of_operator:
        second_yes(uow, wish.actor, module, cost)
