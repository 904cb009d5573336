"""An import: each program in a transaction of its own, or all in one that is undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.actor import Actor
from core.domain.drafts import CatalogDraft, MunicipalityDraft, ProgramDraft
from core.domain.errors import DomainError
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from core.services.import_outcome import Outcome
from core.services.imports import import_program, prepare_import
from office.trying import Trying


@dataclass(frozen=True, slots=True)
class Imported:
    """What went in, and the programs that the rules refused, each with the reason."""

    outcome: Outcome
    refused: tuple[tuple[str, DomainError], ...] = ()


async def import_catalog(
    perform: Acts, actor: Actor, draft: CatalogDraft, *, certify: bool
) -> Imported:
    """Enter all that the draft proposes; one refused program keeps no other out.

    Stopped half-way and begun again it goes on; done twice it changes nothing.

    Raises:
        NotAllowed: The actor does not keep the registries.
        NotFound: A provider's municipality is not registered.
    """
    await perform(prepare_import, actor, draft)
    outcome, refused = Outcome(), []
    for program in draft.programs:
        try:
            outcome += await perform(import_program, actor, program, certify=certify)
        except DomainError as error:
            refused.append((program.title, error))
    return Imported(outcome, tuple(refused))


async def try_import(
    perform: Acts, actor: Actor, draft: CatalogDraft, *, certify: bool
) -> Imported:
    """What `import_catalog` would do; keeps nothing."""
    return await Trying(perform)(_import_at_once, actor, draft, certify=certify)


def _import_at_once(
    uow: UnitOfWork, actor: Actor, draft: CatalogDraft, *, certify: bool
) -> Imported:
    prepare_import(uow, actor, draft)
    outcome, refused = Outcome(), []
    for program in draft.programs:
        one = _one(uow, actor, program, certify=certify)
        if isinstance(one, DomainError):
            refused.append((program.title, one))
        else:
            outcome += one
    return Imported(outcome, tuple(refused))


def _one(
    uow: UnitOfWork, actor: Actor, program: ProgramDraft, *, certify: bool
) -> Outcome | DomainError:
    # What a refused program wrote before its refusal does not count here: it checks first.
    try:
        return import_program(uow, actor, program, certify=certify)
    except DomainError as error:
        return error


def example_of(places: Sequence[MunicipalityDraft]) -> str:
    """One of them as rows may name it; "" where there is none."""
    return min((place.name for place in places), default="")


def registered_example(uow: UnitOfWork) -> str:
    """A municipality of the registry in use, for sentences about one that is not."""
    return example_of(registered_municipalities(uow))


def registered_municipalities(uow: UnitOfWork) -> tuple[MunicipalityDraft, ...]:
    """All municipalities, so that rows of a file may name them."""
    return tuple(
        MunicipalityDraft(place.code, place.name, place.zone, place.number_prefix)
        for place in uow.municipalities.all()
    )
