"""Modules of an operator's file become those of their programs, with their prices (REG-5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.domain.certifying import state_after_entry
from core.domain.changes import module_as_said, module_changes
from core.domain.entering import gone_with
from core.domain.ids import ModuleId
from core.domain.program import Module, ProgramState
from core.domain.titles import names_no_part, title_key
from core.ports.catalog import NewModule
from core.ports.unit_of_work import UnitOfWork
from core.services.import_entries import Common, Entry, ModuleEntry
from core.services.import_states import keep_first_yes, module_settled, module_state

_NOT_ENTERED = ModuleId(0)


def put_modules(uow: UnitOfWork, entries: Sequence[Entry], common: Common) -> list[ModuleEntry]:
    """Enter the modules that are new and bring the known ones up to the file; the others stay, and
    are `gone`.

    Raises:
        WrongState: An archived one.
        SecondPersonNeeded: The first of two operators said another cost.
    """
    found = [each for entry in entries for each in _modules(entry)]
    new = [each for each in found if each.known is None]
    added = uow.intake.add_modules([_new(each) for each in new])
    for each, module in zip(new, added, strict=True):
        each.id = module
        each.of.outcome.added["modules"] += 1
        each.of.outcome.records[f"module:{module}"] = {"after": _state_of_new(each)}
        keep_first_yes(uow, module, each.draft.normative_cost, each.of.wish)
    for each in found:
        if each.known is not None:
            _bring_up(uow, each, each.known, common)
    prices = [
        (each.id, each.draft.price, common.unpriced(each.known, each.draft))
        for each in found
        if each.draft.price is not None
    ]
    uow.intake.set_prices({(of, days): price for of, price, periods in prices for days in periods})
    return found


def _modules(entry: Entry) -> Iterator[ModuleEntry]:
    left = {title_key(module.title): (module, groups) for module, groups in entry.modules}
    renamed = _renamed(entry, left)
    for draft in entry.draft.modules:
        known, groups = left.pop(renamed or title_key(draft.title), (None, ()))
        said = draft if known is None else module_as_said(known, draft)
        said = replace(said, title=draft.title) if renamed else said
        yield ModuleEntry(entry, said, known, groups, _NOT_ENTERED if known is None else known.id)
    for module, groups in left.values():
        path = entry.draft.title, module.title
        entry.outcome.gone.extend(gone_with(module, groups, path))


def _renamed(entry: Entry, known: Mapping[str, object]) -> str | None:
    """The key of the only module, when the only one of the file is called otherwise just because
    another length of the program was written: its groups and enrollments stay where they are.
    """
    drafts, modules = entry.draft.modules, entry.modules
    if len(drafts) != 1 or len(modules) != 1 or title_key(drafts[0].title) in known:
        return None
    ((module, _),) = modules
    alike = names_no_part(drafts[0].title) and names_no_part(module.title)
    archived = module.state is ProgramState.ARCHIVED
    return title_key(module.title) if alike and not archived else None


def _new(each: ModuleEntry) -> NewModule:
    return NewModule(each.of.program, each.draft, _state_of_new(each))


def _state_of_new(each: ModuleEntry) -> ProgramState:
    return state_after_entry(ProgramState.DRAFT, certify=each.of.wish.alone)


def _bring_up(uow: UnitOfWork, each: ModuleEntry, known: Module, common: Common) -> None:
    draft, wish, outcome = each.draft, each.of.wish, each.of.outcome
    priced = draft.price is None or not common.unpriced(known, draft)
    same = (known.title, known.normative_cost, known.duration) == (
        draft.title, draft.normative_cost, draft.duration,
    )  # fmt: skip
    if priced and same and module_settled(uow, known, draft.normative_cost, wish):
        outcome.unchanged["modules"] += 1
        return
    outcome.changed["modules"] += 1
    changes = list(module_changes(each.path, known, draft, common.periods_of(draft)))
    outcome.changes.extend(changes)
    state = module_state(uow, known, draft.normative_cost, wish)
    outcome.record(f"module:{known.id}", changes, (known.state, state))
    uow.intake.change_module(known.id, draft, state=state)
