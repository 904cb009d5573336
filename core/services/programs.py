"""Providers and operators write programs and modules down, one by one (REG-3, REG-4).

What is new is a DRAFT, to be sent to certification; `certification` has the ways on.
"""

from __future__ import annotations

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certifying import ensure_program_may_become
from core.domain.changes import PROGRAM_FIELDS
from core.domain.drafting import ensure_module, ensure_program
from core.domain.drafts import ModuleDraft, ProgramDraft
from core.domain.errors import BadValue, NotFound, WrongState
from core.domain.ids import ModuleId, ProgramId
from core.domain.program import (
    UNKNOWN_DURATION,
    Duration,
    Module,
    Program,
    ProgramState,
    Provider,
    ProviderState,
)
from core.domain.registries import RegisteredProgram
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.certification import ensure_not_in_use, wait_for_requests
from core.services.noted import differences, turned
from core.services.registries import municipality_coded


def add_program(uow: UnitOfWork, actor: Actor, draft: ProgramDraft) -> RegisteredProgram:
    """Enter a program of a provider as a DRAFT; it is found in the search once it is submitted.

    Its natural key is the provider's ИНН with the title: the same again returns the present one
    and changes nothing.

    Raises:
        NotAllowed: Neither an operator nor the provider's own staff.
        NotFound: No such provider or municipality.
        BadValue: Something that cannot be, a budget program of a provider that is neither state
            nor municipal (REG-3), or a title that has another content.
        WrongState: The provider is not in the registry any more.
    """
    found = uow.catalog.provider_by_inn(draft.provider_inn)
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=None if found is None else found.id))
    provider = None if found is None else uow.providers.locked(found.id)
    if provider is None:
        raise NotFound("provider", draft.provider_inn)
    place = municipality_coded(uow, draft.municipality_code)
    ensure_program(draft, provider.kind)
    known = uow.intake.known(provider.id, draft.title)
    if known is not None:
        present = _registered(uow, known.program.id)
        if program_draft(present) != draft:
            raise BadValue("title", "the provider has another program under it")
        return present
    _ensure_in_registry(provider)
    added = uow.intake.add_program(
        draft, provider=provider.id, municipality=place.id, state=ProgramState.DRAFT
    )
    uow.intake.index(added)
    uow.saved_searches.note_change(added)
    uow.trail.record(actor, "add-program", f"program:{added}", after=ProgramState.DRAFT)
    return _registered(uow, added)


def change_program(
    uow: UnitOfWork, actor: Actor, id: ProgramId, draft: ProgramDraft
) -> RegisteredProgram:
    """Write other content down; all of it is content, so a certified program is SUBMITTED again.

    A draft or a refused one stays what it is until somebody submits it. Its modules keep their
    states, but an operator's first yes to it or to one of them is asked anew. The same again
    changes nothing.

    Raises:
        NotAllowed: No such program, or neither an operator nor the provider's own staff.
        BadValue: Something that cannot be, another provider or municipality, a title that is
            taken, or another way of paying than its modules have.
        ModuleInUse: An enrollment of one of its modules is live (REG-4).
        WrongState: It is archived.
    """
    known = existing(uow.catalog.program(id))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=known.program.provider))
    wait_for_requests(uow)
    program = uow.certification.program_locked(id) or known.program
    before = program_draft(_registered(uow, id))
    if before == draft:
        return _registered(uow, id)
    _ensure_may_change(uow, program, before, draft)
    modules = uow.certification.modules(id)
    for module in modules:
        ensure_not_in_use(uow, module.id)
        uow.certification.forget_answers(module.id)
    uow.certification.forget_first_yes(id)
    uow.intake.change_program(id, draft, state=_after_edit(program.state))
    uow.intake.index(id)
    uow.saved_searches.note_change(id)
    was, now = ({name: getattr(each, name) for name in PROGRAM_FIELDS} for each in (before, draft))
    uow.trail.record(actor, "change-program", f"program:{id}", **differences(was, now))
    return _registered(uow, id)


def add_module(
    uow: UnitOfWork,
    actor: Actor,
    program: ProgramId,
    title: str,
    duration: Duration = UNKNOWN_DURATION,
) -> Module:
    """Enter a module of a program as a DRAFT, whatever the program's state is.

    Its normative cost comes with certification (REG-4), its prices are of periods (REG-5). The
    same again, or only the title, returns the present one and changes nothing.

    Raises:
        NotAllowed: No such program, or neither an operator nor the provider's own staff.
        BadValue: No title, longer than 12 months, or a title that has another length.
        WrongState: The program is archived.
    """
    known = existing(uow.certification.program_locked(program))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=known.provider))
    draft = ModuleDraft(title, price=None, normative_cost=None, groups=(), duration=duration)
    ensure_module(draft)
    present = _titled(uow, program, title)
    if present is not None:
        if duration not in {UNKNOWN_DURATION, present.duration}:
            raise BadValue("title", "the program has another module under it")
        return present
    ensure_editable(known.state)
    added = uow.intake.add_module(program, draft, state=ProgramState.DRAFT)
    uow.intake.index(program)
    uow.saved_searches.note_change(program)
    uow.trail.record(actor, "add-module", f"module:{added}", program=program)
    return _module(uow, added)


def change_module(
    uow: UnitOfWork, actor: Actor, id: ModuleId, title: str, duration: Duration | None = None
) -> Module:
    """Give a module another title or length, which is content: a certified one is SUBMITTED again.

    Without a `duration` that stays. Its normative cost stands until it is certified anew; prices
    and groups stay. The same again changes nothing.

    Raises:
        NotAllowed: No such module, or neither an operator nor the provider's own staff.
        BadValue: No title, or one that another module of the program has; or longer than 12 months.
        ModuleInUse: An enrollment of the module is live (REG-4).
        WrongState: It is archived.
    """
    found = existing(uow.certification.module(id))
    ensure_may(actor, Act.KEEP_PROGRAMS, Subject(provider=found.program.provider))
    wait_for_requests(uow)
    known = uow.certification.locked(id) or found
    module, program = known.module, known.program.id
    said = module.duration if duration is None else duration
    draft = ModuleDraft(title, None, module.normative_cost, (), said)
    if (module.title, module.duration) == (title, said):
        return module
    ensure_module(draft)
    ensure_editable(module.state)
    uow.certification.program_locked(program)
    if module.title != title and _titled(uow, program, title) is not None:
        raise BadValue("title", "the program has another module under it")
    ensure_not_in_use(uow, id)
    state = _after_edit(module.state)
    uow.certification.forget_answers(id)
    uow.intake.change_module(id, draft, state=state)
    uow.intake.index(program)
    uow.saved_searches.note_change(program)
    was, now = ({"title": each.title, "duration": each.duration} for each in (module, draft))
    uow.trail.record(
        actor, "change-module", f"module:{id}", state=turned(module.state, state),
        **differences(was, now),
    )  # fmt: skip
    return _module(uow, id)


def program_draft(registered: RegisteredProgram) -> ProgramDraft:
    """The content of a program, to be changed and given to `change_program`."""
    program = registered.program
    return ProgramDraft(
        registered.inn, registered.municipality_code, program.title, program.annotation,
        program.direction, program.registry, program.form, program.ages, program.special_needs,
        modules=(), level=program.level, duration=program.duration,
    )  # fmt: skip


def ensure_editable(state: ProgramState) -> None:
    """Raise WrongState for what is archived: it stays as it was."""
    if state is ProgramState.ARCHIVED:
        raise WrongState(current=state, attempted=ProgramState.SUBMITTED)


def _ensure_may_change(
    uow: UnitOfWork, program: Program, before: ProgramDraft, draft: ProgramDraft
) -> None:
    ensure_editable(program.state)
    provider = uow.catalog.provider(program.provider)
    if provider is None or draft.provider_inn != before.provider_inn:
        raise BadValue("provider", "a program stays its provider's")
    if draft.municipality_code != before.municipality_code:
        raise BadValue("municipality", "a program stays where it is")
    ensure_program(draft, provider.kind)
    taken = uow.intake.known(program.provider, draft.title)
    if taken is not None and taken.program.id != program.id:
        raise BadValue("title", "the provider has another program under it")
    paid = any(each.normative_cost or each.prices for each in uow.certification.modules(program.id))
    if paid and draft.registry.budget:
        raise BadValue("registry", "its modules have costs or prices, budget programs have none")


def _ensure_in_registry(provider: Provider) -> None:
    if provider.state in {ProviderState.REFUSED, ProviderState.EXCLUDED}:
        raise WrongState(current=provider.state, attempted=ProviderState.ACTIVE)


def _after_edit(state: ProgramState) -> ProgramState:
    """What is certified is asked for anew (REG-4); all else waits for whom it waited before."""
    if state is not ProgramState.CERTIFIED:
        return state
    ensure_program_may_become(state, ProgramState.SUBMITTED)
    return ProgramState.SUBMITTED


def _registered(uow: UnitOfWork, id: ProgramId) -> RegisteredProgram:
    return existing(uow.catalog.program(id))


def _titled(uow: UnitOfWork, program: ProgramId, title: str) -> Module | None:
    modules = uow.certification.modules(program)
    return next((module for module in modules if module.title == title), None)


def _module(uow: UnitOfWork, id: ModuleId) -> Module:
    return existing(uow.certification.module(id)).module
