"""The registries that everybody may read: municipalities, their money's rules, the catalog.

Nothing here is about a child, so nobody is asked who he is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.completeness import Completeness
from core.domain.drafts import ProviderDraft
from core.domain.errors import BadValue, NotFound
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    CategoryId,
    GroupId,
    ModuleId,
    MunicipalityId,
    ProgramId,
    ProviderId,
    UploadId,
)
from core.domain.program import Module, Offering, Program, ProgramState
from core.domain.provision import Provision
from core.domain.registries import Agreement, Category, RegisteredProgram, RegisteredProvider
from core.domain.searching import Kind, SearchQuery, Source
from core.domain.uploads import GroupOrigin, Upload
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services.reasons_told import reason_noted

EVERY = 1_000_000  # more providers than the country has


def municipality_coded(uow: UnitOfWork, code: str) -> Municipality:
    """Raise NotFound when no municipality has this code."""
    place = uow.municipalities.by_code(code)
    if place is None:
        raise NotFound("municipality", code)
    return place


def place_named(uow: UnitOfWork, text: str) -> MunicipalityId | None:
    """The municipality that `text` names as a search would read it; None when it names several,
    none, or says anything else too («шахматы в Гусеве» is a wish). Changes nothing.
    """
    found = uow.search.find(SearchQuery(text=text), page_size=1)
    said = [chip for chip in found.chips if chip.source is Source.TYPED]
    if len(said) != 1 or found.unknown or found.unused:
        return None
    chip = said[0]
    if chip.kind is not Kind.MUNICIPALITY or chip.excluded or len(chip.values) != 1:
        return None
    return MunicipalityId(int(chip.value))


def municipalities_page(uow: UnitOfWork, *, page: int, size: int) -> tuple[Municipality, ...]:
    """By name."""
    return uow.municipalities.all()[(page - 1) * size : page * size]


def periods_of(uow: UnitOfWork, code: str) -> tuple[FundingPeriod, ...]:
    """The funding periods of a municipality by first day; raise NotFound for an unknown code."""
    return uow.municipalities.periods(municipality_coded(uow, code).id)


def period_holding(periods: Sequence[FundingPeriod], day: date) -> FundingPeriod:
    """The period that a day belongs to; raise NotFound when none does."""
    for period in periods:
        if day in period.days:
            return period
    raise NotFound("period", day.isoformat())


def categories_of(uow: UnitOfWork, code: str) -> tuple[Category, ...]:
    """The categories of a municipality by name; raise NotFound for an unknown code."""
    return uow.municipalities.categories(municipality_coded(uow, code).id)


def ensure_category(uow: UnitOfWork, municipality: MunicipalityId, category: CategoryId) -> None:
    """Raise BadValue where the municipality has no such category, whoever else has."""
    if category not in {each.id for each in uow.municipalities.categories(municipality)}:
        raise BadValue("category", "the municipality has no such one")


def category_named(categories: Sequence[Category], name: str) -> Category:
    """The category with exactly this name; raise NotFound when none has it."""
    for category in categories:
        if category.name == name:
            return category
    raise NotFound("category", name)


@dataclass(frozen=True, slots=True)
class ProviderLook:
    """A provider with what the law makes public of its licence, and why its state is what it is."""

    registered: RegisteredProvider
    licence: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class CategoryLook:
    """A category with what it has in each period, and how many wait for money (CERT-7)."""

    provisions: tuple[Provision, ...]
    waiting: int


def category_look(uow: UnitOfWork, code: str, name: str) -> CategoryLook:
    """Raise NotFound for an unknown municipality or category."""
    category = category_named(categories_of(uow, code), name).id
    waiting = uow.queues.lengths([category]).get(category, 0)
    return CategoryLook(uow.provisions.of_category(category), waiting)


def agreements_page(uow: UnitOfWork, code: str, *, page: int, size: int) -> tuple[Agreement, ...]:
    """Whom a municipality pays, by period; raise NotFound for an unknown code."""
    place = municipality_coded(uow, code)
    return uow.municipalities.agreements(place.id, page=page, size=size)


def providers_page(uow: UnitOfWork, *, page: int, size: int) -> tuple[RegisteredProvider, ...]:
    """By name, in every state."""
    return uow.catalog.providers(page=page, size=size)


def provider_drafts(uow: UnitOfWork) -> tuple[ProviderDraft, ...]:
    """Every registered provider, so that the rows of a file may name it."""
    return tuple(
        ProviderDraft(
            each.inn, each.ogrn, each.provider.name, each.provider.kind,
            each.municipality_code, each.address,
        )
        for each in uow.catalog.providers(page=1, size=EVERY)
    )  # fmt: skip


def provider_with_inn(uow: UnitOfWork, inn: str) -> RegisteredProvider:
    """Raise NotFound when no provider has this ИНН."""
    provider = uow.catalog.registered_provider(inn)
    if provider is None:
        raise NotFound("provider", inn)
    return provider


def provider_look(uow: UnitOfWork, inn: str) -> ProviderLook:
    """Raise NotFound when there is no such provider. Its bank is for operators to see."""
    known = provider_with_inn(uow, inn)
    details = uow.providers.details(known.provider.id)
    return ProviderLook(known, details.licence, details.state_reason)


def programs_page(
    uow: UnitOfWork, *, inn: str | None, code: str | None, page: int, size: int
) -> tuple[RegisteredProgram, ...]:
    """By title, in every state; of one provider or municipality where they are given.

    Raises:
        NotFound: No such provider or municipality.
    """
    provider = None if inn is None else provider_with_inn(uow, inn).provider.id
    place = None if code is None else municipality_coded(uow, code).id
    return uow.catalog.programs(provider=provider, municipality=place, page=page, size=size)


def program_with_groups(
    uow: UnitOfWork, id: ProgramId
) -> tuple[RegisteredProgram, tuple[Offering, ...]]:
    """A program and its groups; raise NotFound when there is none with this id."""
    program = uow.catalog.program(id)
    if program is None:
        raise NotFound("program", str(id))
    return program, uow.catalog.offerings([id]).get(id, ())


def module_registered(uow: UnitOfWork, id: ModuleId) -> Module:
    """A module with its prices, in any state; raise NotFound when there is none with this id."""
    found = uow.certification.module(id)
    if found is None:
        raise NotFound("module", str(id))
    return found.module


def refusal_of_program(uow: UnitOfWork, program: Program) -> str | None:
    """What its provider was told; None where it is not refused."""
    refused = program.state is ProgramState.REFUSED
    return reason_noted(uow.trail, f"program:{program.id}") if refused else None


def refusal_of_module(uow: UnitOfWork, module: Module) -> str | None:
    """The same of a module."""
    refused = module.state is ProgramState.REFUSED
    return reason_noted(uow.trail, f"module:{module.id}") if refused else None


def groups_page(uow: UnitOfWork, *, inn: str | None, page: int, size: int) -> tuple[Offering, ...]:
    """By program and title; of one provider where it is given.

    Raises:
        NotFound: No such provider.
    """
    provider = None if inn is None else provider_with_inn(uow, inn).provider.id
    return uow.catalog.groups(provider=provider, page=page, size=size)


def group_offered(uow: UnitOfWork, id: GroupId) -> Offering:
    """A group with its module, program and provider; raise NotFound when there is none."""
    offering = uow.catalog.offering(id)
    if offering is None:
        raise NotFound("group", str(id))
    return offering


def uploads_page(uow: UnitOfWork, *, page: int, size: int) -> tuple[Upload, ...]:
    """Files that operators brought, the newest first."""
    return uow.uploads.page(page=page, size=size)


def upload_numbered(uow: UnitOfWork, id: UploadId) -> Upload:
    """Raise NotFound when there is no such upload."""
    upload = uow.uploads.find(id)
    if upload is None:
        raise NotFound("upload", str(id))
    return upload


def completeness_of_group(uow: UnitOfWork, id: GroupId) -> tuple[Completeness, ...]:
    """All that was said of a group's months, by month; the last word of a month counts (LED-4)."""
    return uow.completeness.of_group(id)


def group_origins(uow: UnitOfWork, id: GroupId) -> tuple[GroupOrigin, ...]:
    """Which files brought and confirmed a group, the newest first; () for one made by hand."""
    return uow.uploads.origins(id)


def note_what_is_taught(uow: UnitOfWork, provider: ProviderId) -> None:
    """Have saved searches look at all that a provider teaches: more may fit from now on. A part of
    what changes that.
    """
    taught = uow.catalog.programs(provider=provider, page=1, size=EVERY)
    uow.saved_searches.note_change(*(each.program.id for each in taught))
