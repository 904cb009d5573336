"""Operators certify, refuse and archive programs and their modules (REG-4)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certifying import ensure_price, ensure_program_may_become
from core.domain.errors import BadValue
from core.domain.ids import ModuleId, ProgramId
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.domain.program import Module, Program, ProgramState
from core.domain.registry_errors import ModuleInUse, SecondPersonNeeded
from core.ports.certification import Certified
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.reasons_told import (
    ensure_reasoned,
    ensure_same_reason,
    reason_kept,
    reason_noted,
)

# What takes no requests any more, once it is there.
CLOSING = frozenset({ProgramState.SUBMITTED, ProgramState.ARCHIVED})
TO_OPERATORS = frozenset({ProgramState.CERTIFIED, ProgramState.REFUSED, ProgramState.ARCHIVED})


def modules_of(uow: UnitOfWork, program: ProgramId) -> tuple[Module, ...]:
    """In every state, by title, with their prices."""
    return uow.certification.modules(program)


def certify_module(
    uow: UnitOfWork, actor: Actor, id: ModuleId, normative_cost: Money | None
) -> Module:
    """Certify a submitted module, which sets its normative cost.

    A module of the operator's own organisation needs two: the first yes is kept, and another
    operator with the same cost certifies it. The same again changes nothing.

    Raises:
        NotAllowed: No such module, or the actor is not an operator.
        BadValue: No normative cost, or one of a budget program.
        PriceTooHigh: A price that was set before would be above the cap of this cost (REG-5).
        SecondPersonNeeded: The first yes was this operator's own.
        WrongState: It was not submitted.
    """
    known = _may(uow, actor, Act.CERTIFY, id)
    if known.program.registry.budget != (normative_cost is None):
        raise BadValue("normative_cost", "every program has one, but those of the budget")
    if normative_cost is not None and not normative_cost:
        raise BadValue("normative_cost", "it must be more than 0")
    module = known.module
    if (module.state, module.normative_cost) == (ProgramState.CERTIFIED, normative_cost):
        return module
    ensure_program_may_become(module.state, ProgramState.CERTIFIED)
    ensure_prices_hold(uow, known.program, module, normative_cost)
    if known.of_operator and not second_yes(uow, actor, id, normative_cost):
        return module
    return _moved(uow, actor, known, ProgramState.CERTIFIED, cost=normative_cost)


def move_module(
    uow: UnitOfWork, actor: Actor, id: ModuleId, state: ProgramState, reason: str = ""
) -> Module:
    """Submit, refuse or archive a module; `certify_module` certifies it.

    The same again changes nothing.

    Raises:
        NotAllowed: No such module, or not the actor's to move there.
        BadValue: A refusal without a reason, or once more with another one; a certification
            without a cost.
        ModuleInUse: Live enrollments keep it from being archived or edited.
        WrongState: Its life has no such step.
    """
    act = Act.CERTIFY if state in TO_OPERATORS else Act.SUBMIT_PROGRAM
    known = _may(uow, actor, act, id, closing=state in CLOSING)
    ensure_reasoned(state, reason)
    module = known.module
    if module.state is state:
        if state is ProgramState.REFUSED:
            ensure_same_reason(reason, reason_noted(uow.trail, f"module:{id}"))
        return module
    ensure_program_may_become(module.state, state)
    leaves = state is ProgramState.ARCHIVED or module.state is ProgramState.CERTIFIED
    if leaves:
        ensure_not_in_use(uow, id)
    return _moved(uow, actor, known, state, cost=module.normative_cost, reason=reason)


def move_program(
    uow: UnitOfWork, actor: Actor, id: ProgramId, state: ProgramState, reason: str = ""
) -> Program:
    """Submit, certify, refuse or archive a program; its modules go their own ways.

    A program of the operator's own organisation needs two: the first yes is kept, and another
    operator's certifies it (section 3). The same again changes nothing.

    Raises:
        NotAllowed: No such program, or not the actor's to move there.
        BadValue: A refusal without a reason, or once more with another one.
        ModuleInUse: Live enrollments keep it from being archived or edited.
        WrongState: Its life has no such step.
    """
    known = existing(uow.catalog.program(id))
    act = Act.CERTIFY if state in TO_OPERATORS else Act.SUBMIT_PROGRAM
    program = known.program
    ensure_may(actor, act, Subject(provider=program.provider))
    if state is not ProgramState.CERTIFIED:
        ensure_reasoned(state, reason)
    if state in CLOSING:
        wait_for_requests(uow)
    program = uow.certification.program_locked(id) or program
    if program.state is state:
        if state is ProgramState.REFUSED:
            ensure_same_reason(reason, reason_noted(uow.trail, f"program:{id}"))
        return program
    ensure_program_may_become(program.state, state)
    if state is ProgramState.ARCHIVED or program.state is ProgramState.CERTIFIED:
        for module in uow.certification.modules(id):
            uow.certification.locked(module.id)
            ensure_not_in_use(uow, module.id)
    if state is ProgramState.CERTIFIED and not certified_by_two(uow, actor, program):
        return program
    uow.certification.forget_first_yes(id)
    uow.certification.move_program(id, state)
    uow.saved_searches.note_change(id)
    uow.trail.record(
        actor, "move-program", f"program:{id}", before=program.state, after=state,
        reason=reason_kept(reason),
    )  # fmt: skip
    if state in TO_OPERATORS:
        _tell_staff(uow, program, state)
    moved = uow.catalog.program(id)
    return program if moved is None else moved.program


def wait_for_requests(uow: UnitOfWork) -> None:
    """Nobody who has begun to ask for a place ends after what follows in this transaction.

    To be called before anything is locked that a request locks too.
    """
    uow.municipalities.all_exclusively()


def ensure_not_in_use(uow: UnitOfWork, module: ModuleId) -> None:
    """Raise ModuleInUse while an enrollment of the module is live."""
    if uow.certification.has_live(module):
        raise ModuleInUse


def ensure_prices_hold(
    uow: UnitOfWork, program: Program, module: Module, cost: Money | None
) -> None:
    """Raise PriceTooHigh where a price that is not past would be above the cap of this cost."""
    today = uow.today(ZoneInfo(uow.municipalities.by_id(program.municipality).zone))
    percent = uow.certification.max_price_percent()
    for priced in module.prices:
        if priced.period.last >= today:
            ensure_price(priced.price, cost, max_percent=percent)


def _tell_staff(
    uow: UnitOfWork, program: Program, state: ProgramState, module: ModuleId | None = None
) -> None:
    codes = (state.value,) if module is None else (state.value, str(module))
    facts = Facts(provider=program.provider, program=program.id, codes=codes)
    uow.outbox.to_staff(program.provider, NoticeKind.PROGRAM_DECIDED, facts)


def _may(
    uow: UnitOfWork, actor: Actor, act: Act, id: ModuleId, *, closing: bool = False
) -> Certified:
    """The module, locked, and with `closing` alone with it."""
    known = existing(uow.certification.module(id))
    ensure_may(actor, act, Subject(provider=known.program.provider))
    if closing:
        wait_for_requests(uow)
    return uow.certification.locked(id) or known


def certified_by_two(uow: UnitOfWork, actor: Actor, program: Program) -> bool:
    """Whether an operator may certify the program with this yes.

    Of the operator's own organisation the yes of another one must have been kept before; if
    nobody has said anything, this one is kept. The same operator's again changes nothing.
    """
    if not uow.certification.of_operator(program.provider):
        return True
    first = uow.certification.first_yes(program.id)
    if first is None:
        uow.certification.keep_first_yes(program.id, actor.code)
        uow.trail.record(actor, "certify-first", f"program:{program.id}")
        return False
    return first != actor.code


def second_yes(uow: UnitOfWork, actor: Actor, module: ModuleId, cost: Money | None) -> bool:
    """Whether another operator has said the same of an own organisation's module (section 3).

    If nobody has said anything, this yes is kept as the first; the same again changes nothing.

    Raises:
        SecondPersonNeeded: Another cost was said before.
    """
    first = uow.certification.first_answer(module)
    if first is None:
        uow.certification.keep_first_answer(module, actor.code, cost)
        uow.trail.record(
            actor, "certify-first", f"module:{module}", cost=None if cost is None else cost.kopecks
        )
        return False
    by, said = first
    if said != cost:
        raise SecondPersonNeeded
    return by != actor.code


def _moved(
    uow: UnitOfWork,
    actor: Actor,
    known: Certified,
    state: ProgramState,
    *,
    cost: Money | None,
    reason: str = "",
) -> Module:
    module = known.module
    uow.certification.forget_answers(module.id)
    uow.certification.move_module(module.id, state, cost=cost)
    uow.saved_searches.note_change(known.program.id)
    uow.trail.record(
        actor, "move-module", f"module:{module.id}", before=module.state, after=state,
        cost=None if cost is None else cost.kopecks,
        reason=reason_kept(reason),
    )  # fmt: skip
    if state in TO_OPERATORS:
        _tell_staff(uow, known.program, state, module.id)
    changed = uow.certification.locked(module.id)
    return module if changed is None else changed.module
