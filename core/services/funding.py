"""A municipality's periods, categories and agreements (section 4 of the rules)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor
from core.domain.calendar import Days
from core.domain.errors import BadValue, NotAllowed
from core.domain.funding import FundingPeriod, Parameters, ensure_period_days
from core.domain.ids import CategoryId, MunicipalityId, PeriodId, ProviderId
from core.domain.registry_errors import RequisitesWrong
from core.domain.requisites import requisites_fit
from core.domain.titles import text_key, tidied
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_in, existing
from core.services.noted import noted
from core.services.registries import note_what_is_taught


def add_period(
    uow: UnitOfWork,
    actor: Actor,
    municipality: MunicipalityId,
    days: Days,
    parameters: Parameters,
) -> FundingPeriod:
    """A funding period of the municipality; the present one when it has one of these days.

    Raises:
        NotAllowed: Another municipality's.
        BadValue: It overlaps another period, is longer than a year, long past or far ahead; or
            it is there and has other parameters than those that are given and not usual.
    """
    place = ensure_may_in(uow, actor, Act.KEEP_PERIODS, municipality)
    if days.first - date.min < timedelta(days=parameters.opens_days_before):
        raise BadValue("period", "it would open before there were dates")
    known = any(period.days == days for period in uow.municipalities.periods(municipality))
    if not known:
        ensure_period_days(days, today=uow.today(ZoneInfo(place.zone)))
    period = uow.municipalities.add_period(municipality, days, parameters)
    if known:
        _ensure_same(period.parameters, parameters)
        return period
    said = {name: noted(value) for name, value in asdict(parameters).items()}
    uow.trail.record(actor, "add-period", f"period:{period.id}", days=noted(days), **said)
    return period


def _ensure_same(known: Parameters, given: Parameters) -> None:
    """Raise BadValue for what is said otherwise of a period that is there; its usual value is
    nothing said.
    """
    usual = Parameters()
    fields = [each for each in asdict(given) if getattr(given, each) != getattr(usual, each)]
    others = [each for each in fields if getattr(given, each) != getattr(known, each)]
    if others:
        named = ", ".join(others)
        raise BadValue("period", "it is there with another {names}; change that", names=named)


def add_category(
    uow: UnitOfWork, actor: Actor, municipality: MunicipalityId, name: str
) -> CategoryId:
    """A category of children; the present one when the name is known. Blanks around and between
    its words are not kept.

    Raises:
        NotAllowed: Another municipality's.
        BadValue: An empty name, or that of another category in another spelling.
    """
    ensure_may_in(uow, actor, Act.KEEP_PERIODS, municipality)
    name = _category_name(name)
    uow.municipalities.exclusively(municipality)
    names = [each.name for each in uow.municipalities.categories(municipality)]
    known = name in names
    if not known:
        _ensure_free(name, names)
    category = uow.municipalities.add_category(municipality, name)
    if not known:
        uow.trail.record(actor, "add-category", f"category:{category}", after=name)
    return category


def rename_category(
    uow: UnitOfWork, actor: Actor, municipality: MunicipalityId, category: CategoryId, name: str
) -> CategoryId:
    """Give a category another name; its certificates, nominals and queue stay its own.

    The same name again changes nothing.

    Raises:
        NotAllowed: Another municipality's, or no such category of it.
        BadValue: An empty name, or one that another category has in some spelling.
    """
    ensure_may_in(uow, actor, Act.KEEP_PERIODS, municipality)
    uow.municipalities.exclusively(municipality)
    names = {each.id: each.name for each in uow.municipalities.categories(municipality)}
    if category not in names:
        raise NotAllowed
    name = _category_name(name)
    if names[category] == name:
        return category
    _ensure_free(name, [known for each, known in names.items() if each != category])
    uow.municipalities.rename_category(category, name)
    uow.trail.record(
        actor, "rename-category", f"category:{category}", before=names[category], after=name
    )
    return category


def _category_name(said: str) -> str:
    name = tidied(said)
    if not text_key(name):
        raise BadValue("name", "a category needs one")
    return name


def _ensure_free(name: str, others: Iterable[str]) -> None:
    """Raise BadValue where another category is called so but for case, ё, quotes or blanks: two
    that look alike get each other's children.
    """
    taken = next((each for each in others if text_key(each) == text_key(name)), None)
    if taken is not None:
        raise BadValue("name", "another category has it: {given}", given=taken)


def conclude_agreement(
    uow: UnitOfWork,
    actor: Actor,
    provider: ProviderId,
    municipality: MunicipalityId,
    period: PeriodId,
) -> None:
    """Let the municipality pay a provider in a period (REG-2); a second call changes nothing.

    Raises:
        NotAllowed: Another municipality's, a period of another one, or no such provider.
        RequisitesWrong: It came with a catalog, under an ИНН or ОГРН that cannot be (REG-1).
    """
    ensure_may_in(uow, actor, Act.KEEP_PERIODS, municipality)
    paid = existing(uow.catalog.provider(provider))
    if all(known.id != period for known in uow.municipalities.periods(municipality)):
        raise NotAllowed
    if uow.municipalities.agreement(provider, period):
        return
    inn, ogrn = uow.providers.requisites(provider)
    if not requisites_fit(paid.kind, inn=inn, ogrn=ogrn):
        raise RequisitesWrong(inn)
    if uow.municipalities.add_agreement(provider, municipality, period):
        # A certificate pays for it from now on.
        note_what_is_taught(uow, provider)
        uow.trail.record(actor, "agreement", f"provider:{provider}", period=period)
