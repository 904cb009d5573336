"""An operator's file becomes catalog: program by program, compared by natural keys (REG-4 … 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.domain.actor import Act, Actor, Subject, ensure_may
from core.domain.certifying import ensure_price, state_after_entry
from core.domain.changes import program_as_said, program_changes
from core.domain.drafting import ensure_places
from core.domain.drafts import CatalogDraft, ProgramDraft
from core.domain.errors import BadValue, NotFound
from core.domain.program import Program, ProgramState, Provider
from core.domain.titles import title_key
from core.ports.catalog import NewProgram
from core.ports.unit_of_work import UnitOfWork
from core.services.certification import (
    ensure_not_in_use,
    ensure_prices_hold,
    wait_for_requests,
)
from core.services.import_entries import Common, Entry
from core.services.import_groups import put_groups
from core.services.import_modules import put_modules
from core.services.import_outcome import Outcome
from core.services.import_states import (
    Wish,
    ensure_may_enter,
    keep_first_yes_to_program,
    program_settled,
    program_state,
    same_content,
)
from core.services.module_prices import ensure_not_locked
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
            uow.trail.record(actor, "add-provider", f"provider:{added.id}", after=added.state)


def import_program(uow: UnitOfWork, actor: Actor, draft: ProgramDraft, *, certify: bool) -> Outcome:
    """Enter one program with its modules and groups, or bring the known one up to the file.

    What is new or was changed is SUBMITTED, and with `certify` everything in it is CERTIFIED
    thereafter; what is of the operator's own organisation, by the second operator who says so.
    Modules and groups that the file does not name stay. The same draft again changes nothing.

    Raises:
        NotAllowed: The actor does not keep the registries.
        NotFound: The provider or the municipality is not registered.
        BadValue: A budget program of a provider that is neither state nor municipal (REG-3), or a
            group of fewer places than none.
        PriceTooHigh: A price above the operator's cap, or a cost that leaves one above it (REG-5).
        PriceLocked: Another price while an enrollment of the module and period is open.
        ModuleInUse: Another normative cost while an enrollment of the module is live (REG-4).
        GroupInUse: Other dates of a group while an enrollment of it is live (ENR-4).
        WrongState: It would have to come out of the archive.
        SecondPersonNeeded: The first of two operators said another cost.
    """
    (outcome,) = import_programs(uow, actor, [draft], certify=certify)
    return outcome


def import_programs(
    uow: UnitOfWork, actor: Actor, drafts: Sequence[ProgramDraft], *, certify: bool
) -> tuple[Outcome, ...]:
    """`import_program` of several different ones, which takes about as many statements as of one.

    Raises: What `import_program` raises of any of them.
    """
    ensure_may(actor, Act.KEEP_CATALOG, Subject())
    for module in (each for draft in drafts for each in draft.modules):
        for group in module.groups:
            ensure_places(group.places)
    wait_for_requests(uow)
    common = _common(uow, drafts)
    entries = _entries(uow, drafts, common, actor, certify=certify)
    _put_programs(uow, entries, common)
    put_groups(uow, put_modules(uow, entries, common))
    _record(uow, actor, [entry for entry in entries if entry.outcome.wrote])
    for entry in entries:
        entry.outcome.program = entry.program
    return tuple(entry.outcome for entry in entries)


def _record(uow: UnitOfWork, actor: Actor, wrote: Sequence[Entry]) -> None:
    """What was written can be found, is looked at for saved searches, and who wrote it is known."""
    for entry in wrote:
        uow.intake.index(entry.program)
    uow.saved_searches.note_change(*(entry.program for entry in wrote))
    said: dict[str, Mapping[str, str | int]] = {}
    for entry in wrote:
        of_program, outcome = f"program:{entry.program}", entry.outcome
        said |= outcome.records
        said[of_program] = {**said.get(of_program, {}), "added": outcome.added.total()}
    uow.trail.record_every(actor, "import", said)


def _common(uow: UnitOfWork, drafts: Sequence[ProgramDraft]) -> Common:
    codes = dict.fromkeys(draft.municipality_code for draft in drafts)
    return Common(
        uow.intake.period_days(),
        uow.certification.max_price_percent(),
        {code: uow.municipalities.by_code(code) for code in codes},
    )


def _entries(
    uow: UnitOfWork,
    drafts: Sequence[ProgramDraft],
    common: Common,
    actor: Actor,
    *,
    certify: bool,
) -> list[Entry]:
    """The drafts beside what the catalog has of them; nothing is written before all may enter."""
    by_inn = {inn: _provider(uow, inn) for inn in dict.fromkeys(d.provider_inn for d in drafts)}
    details = {each.id: uow.providers.details(each.id) for each in by_inn.values()}
    providers = [by_inn[draft.provider_inn] for draft in drafts]
    keys = [(each.id, draft.title) for each, draft in zip(providers, drafts, strict=True)]
    entries = []
    known = uow.intake.known_each(keys)
    for draft, provider, present in zip(drafts, providers, known, strict=True):
        if draft.registry.budget and not provider.kind.public:
            raise BadValue("registry", "budget programs are for state and municipal providers")
        wish = Wish(actor, certify, details[provider.id].of_operator)
        said = draft
        if present is not None:
            ensure_may_enter(present.program, wish)
            said = program_as_said(present.program, draft)
        entry = Entry(said, provider.id, present, wish)
        _ensure_may_change(uow, entry, common)
        entries.append(entry)
    return entries


def _provider(uow: UnitOfWork, inn: str) -> Provider:
    provider = uow.catalog.provider_by_inn(inn)
    if provider is None:
        raise NotFound("provider", inn)
    return provider


def _ensure_may_change(uow: UnitOfWork, entry: Entry, common: Common) -> None:
    """Every refusal of a file's sums, before anything of its program is written."""
    modules = {title_key(each.title): each for each, _ in entry.modules}
    for draft in entry.draft.modules:
        module, price = modules.get(title_key(draft.title)), draft.price
        edited = module is None or module.normative_cost != draft.normative_cost
        if module is not None and entry.known is not None and edited:
            ensure_not_in_use(uow, module.id)
            if price is None:
                ensure_prices_hold(uow, entry.known.program, module, draft.normative_cost)
        if price is None:
            continue
        others = common.unpriced(module, draft)
        if others or edited:
            ensure_price(price, draft.normative_cost, max_percent=common.max_percent)
        if module is not None:
            for days in others:
                ensure_not_locked(uow, module.id, days)


def _put_programs(uow: UnitOfWork, entries: Sequence[Entry], common: Common) -> None:
    new = [entry for entry in entries if entry.known is None]
    added = uow.intake.add_programs(list(_new(new, common)))
    for entry, id_ in zip(new, added, strict=True):
        entry.program = id_
        entry.outcome.added["programs"] += 1
        keep_first_yes_to_program(uow, id_, entry.wish)
    for entry in entries:
        common.place(entry.draft.municipality_code)
        if entry.known is not None:
            _bring_up(uow, entry, entry.known.program)


def _bring_up(uow: UnitOfWork, entry: Entry, program: Program) -> None:
    entry.program, draft, outcome = program.id, entry.draft, entry.outcome
    if same_content(program, draft) and program_settled(uow, program, entry.wish):
        outcome.unchanged["programs"] += 1
        return
    outcome.changed["programs"] += 1
    outcome.changes.extend(program_changes(program, draft))
    state = program_state(uow, program, draft, entry.wish)
    outcome.record(f"program:{program.id}", outcome.changes, (program.state, state))
    uow.intake.change_program(program.id, draft, state=state)


def _new(entries: Sequence[Entry], common: Common) -> Iterator[NewProgram]:
    for entry in entries:
        state = state_after_entry(ProgramState.DRAFT, certify=entry.wish.alone)
        place = common.place(entry.draft.municipality_code)
        yield NewProgram(entry.draft, entry.provider, place, state)
