"""An operator's file becomes catalog: program by program, compared by natural keys (REG-4 … 6)."""

from __future__ import annotations

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certifying import state_after_entry
from core.domain.changes import (
    module_as_said,
    module_changes,
    program_as_said,
    program_changes,
)
from core.domain.drafts import CatalogDraft, ModuleDraft, ProgramDraft
from core.domain.entering import gone_with, price_periods
from core.domain.errors import BadValue, NotFound
from core.domain.ids import ProgramId
from core.domain.program import Group, Module, ProgramState, Provider
from core.domain.titles import title_key
from core.ports.catalog import KnownProgram
from core.ports.unit_of_work import UnitOfWork
from core.services.certification import ensure_not_in_use, ensure_prices_hold
from core.services.import_groups import put_groups
from core.services.import_outcome import Outcome
from core.services.import_states import (
    Wish,
    ensure_may_enter,
    keep_first_yes,
    keep_first_yes_to_program,
    module_settled,
    module_state,
    program_settled,
    program_state,
    same_content,
)
from core.services.module_prices import ensure_may_cost, ensure_not_locked
from core.services.municipalities import enter_municipality


def prepare_import(uow: UnitOfWork, actor: Actor, draft: CatalogDraft) -> None:
    """Enter the municipalities and providers that the file names and nobody registered yet.

    Those that are registered stay as they are; a second call changes nothing.

    Raises:
        NotAllowed: The actor does not keep the registries.
        NotFound: A provider's municipality is neither registered nor named by the file.
        BadValue: A municipality that cannot be, or has the digits of another one (CERT-4).
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    for municipality in draft.municipalities:
        if uow.municipalities.by_code(municipality.code) is None:
            enter_municipality(uow, municipality, by=actor)
    for provider in draft.providers:
        place = uow.municipalities.by_code(provider.municipality_code)
        if place is None:
            raise NotFound("municipality", provider.municipality_code)
        if uow.catalog.provider_by_inn(provider.inn) is None:
            added = uow.intake.add_provider(provider, municipality=place.id)
            uow.trail.record(actor, "add-provider", f"provider:{added.id}")


def import_program(uow: UnitOfWork, actor: Actor, draft: ProgramDraft, *, certify: bool) -> Outcome:
    """Enter one program with its modules and groups, or bring the known one up to the file.

    What is new or was changed is SUBMITTED, and with `certify` everything in it is CERTIFIED
    thereafter; what is of the operator's own organisation, by the second operator who says so.
    Modules and groups that the file does not name stay. The same draft again changes nothing.

    Raises:
        NotAllowed: The actor does not keep the registries.
        NotFound: The provider or the municipality is not registered.
        BadValue: A budget program of a provider that is neither state nor municipal (REG-3).
        PriceTooHigh: A price above the operator's cap, or a cost that leaves one above it (REG-5).
        PriceLocked: Another price while an enrollment of the module and period is open.
        ModuleInUse: Another normative cost while an enrollment of the module is live (REG-4).
        GroupInUse: Other dates of a group while an enrollment of it is live (ENR-4).
        WrongState: It would have to come out of the archive.
        SecondPersonNeeded: The first of two operators said another cost.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    provider = _provider(uow, draft)
    outcome = Outcome()
    known = uow.intake.known(provider.id, draft.title)
    wish = Wish(actor, certify, uow.providers.details(provider.id).of_operator)
    if known is not None:
        ensure_may_enter(known.program, wish)
        draft = program_as_said(known.program, draft)
    _ensure_may_change(uow, draft, known)
    program = _put_program(uow, draft, provider, known, outcome, wish)
    outcome.program = program
    left = {} if known is None else {title_key(each.title): each for each, _ in known.modules}
    groups = {} if known is None else {each.id: theirs for each, theirs in known.modules}
    for module_draft in draft.modules:
        module = left.pop(title_key(module_draft.title), None)
        titled = module_draft if module is None else module_as_said(module, module_draft)
        theirs = () if module is None else groups[module.id]
        path = (draft.title, titled.title)
        _put_module(uow, program, titled, module, theirs, outcome, wish, path)
    for module in left.values():
        outcome.gone.extend(gone_with(module, groups[module.id], (draft.title, module.title)))
    if outcome.wrote:
        uow.intake.index(program)
        uow.saved_searches.note_change(program)
        uow.trail.record(actor, "import", f"program:{program}", added=outcome.added.total())
    return outcome


def _provider(uow: UnitOfWork, draft: ProgramDraft) -> Provider:
    provider = uow.catalog.provider_by_inn(draft.provider_inn)
    if provider is None:
        raise NotFound("provider", draft.provider_inn)
    if draft.registry.budget and not provider.kind.public:
        raise BadValue("registry", "budget programs are for state and municipal providers")
    return provider


def _ensure_may_change(uow: UnitOfWork, draft: ProgramDraft, known: KnownProgram | None) -> None:
    """Every refusal of a file's sums, before anything of its program is written."""
    modules = {} if known is None else {title_key(each.title): each for each, _ in known.modules}
    for module_draft in draft.modules:
        module, price = modules.get(title_key(module_draft.title)), module_draft.price
        edited = module is None or module.normative_cost != module_draft.normative_cost
        if module is not None and known is not None and edited:
            ensure_not_in_use(uow, module.id)
            if price is None:
                ensure_prices_hold(uow, known.program, module, module_draft.normative_cost)
        if price is None:
            continue
        periods = price_periods(uow.intake.period_days(), module_draft)
        others = [days for days in periods if module is None or module.price_in(days) != price]
        if others or edited:
            ensure_may_cost(uow, module_draft.normative_cost, price)
        if module is not None:
            for days in others:
                ensure_not_locked(uow, module.id, days)


def _put_program(
    uow: UnitOfWork,
    draft: ProgramDraft,
    provider: Provider,
    known: KnownProgram | None,
    outcome: Outcome,
    wish: Wish,
) -> ProgramId:
    place = uow.municipalities.by_code(draft.municipality_code)
    if place is None:
        raise NotFound("municipality", draft.municipality_code)
    if known is None:
        outcome.added["programs"] += 1
        state = state_after_entry(ProgramState.DRAFT, certify=wish.alone)
        added = uow.intake.add_program(
            draft, provider=provider.id, municipality=place.id, state=state
        )
        keep_first_yes_to_program(uow, added, wish)
        return added
    program = known.program
    if same_content(program, draft) and program_settled(uow, program, wish):
        outcome.unchanged["programs"] += 1
    else:
        outcome.changed["programs"] += 1
        outcome.changes.extend(program_changes(program, draft))
        state = program_state(uow, program, draft, wish)
        uow.intake.change_program(program.id, draft, state=state)
    return program.id


def _put_module(
    uow: UnitOfWork,
    program: ProgramId,
    draft: ModuleDraft,
    known: Module | None,
    groups: tuple[Group, ...],
    outcome: Outcome,
    wish: Wish,
    path: tuple[str, ...],
) -> None:
    cost, periods = draft.normative_cost, price_periods(uow.intake.period_days(), draft)
    if known is None:
        state = state_after_entry(ProgramState.DRAFT, certify=wish.alone)
        module = uow.intake.add_module(program, draft, state=state)
        keep_first_yes(uow, module, cost, wish)
        outcome.added["modules"] += 1
    else:
        module = known.id
        priced = draft.price is None or all(known.price_in(p) == draft.price for p in periods)
        same = (known.normative_cost, known.duration) == (cost, draft.duration)
        if priced and same and module_settled(uow, known, cost, wish):
            outcome.unchanged["modules"] += 1
        else:
            outcome.changed["modules"] += 1
            outcome.changes.extend(module_changes(path, known, draft, periods))
            state = module_state(uow, known, cost, wish)
            uow.intake.change_module(module, draft, state=state)
    if draft.price is not None:
        uow.intake.set_price(module, draft, periods=periods)
    put_groups(uow, module, draft.groups, groups, outcome, path)
