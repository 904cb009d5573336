"""`kruzhok agreement`: which providers a municipality pays, period by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.money import Money
from office.console import (
    PAGE_SIZE,
    AsJson,
    DryRun,
    OneLineGroup,
    Page,
    Size,
    answer,
    answer_change,
)
from office.parameters import Code, Inn, day_option, parse_money
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.calendar import Days
    from core.domain.limits import Ceiling
    from core.ports.unit_of_work import UnitOfWork
    from core.services.ceilings import Used

agreements = typer.Typer(cls=OneLineGroup, help="Agreements on payment with providers.")


@agreements.command("list")
def list_agreements(
    municipality: Code, page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False
) -> None:
    """Show whom a municipality pays, by period.

    What is committed is counted while there is a ceiling; `agreement show` sums it up anyway.
    """
    from core.services.registries import agreements_page, periods_of
    from office.opening import in_database

    def ask(uow: UnitOfWork) -> list[dict[str, object]]:
        days = {each.id: each.days for each in periods_of(uow, municipality)}
        found = agreements_page(uow, municipality, page=page, size=size)
        return [
            _document(municipality, days[e.period], e.inn, e.provider_name, e.ceiling)
            for e in found
        ]

    documents = in_database(lambda opened: opened.read(ask))
    answer(
        {"agreements": documents, "page": page, "size": size}, _table(documents), as_json=as_json
    )


@agreements.command()
def add(
    municipality: Code,
    inn: Inn,
    period: Annotated[date, day_option("Any day of the period.")],
    *,
    ceiling: Annotated[
        str | None, typer.Option(metavar="ROUBLES", help="The most that it pays; none: no ceiling.")
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let a municipality pay a provider in a period.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. The same again changes nothing; a ceiling that is
    not named stays.
    """
    from core.services.ceilings import agreement_used, set_ceiling
    from core.services.funding import conclude_agreement
    from core.services.registries import period_holding, periods_of, provider_with_inn
    from office.opening import as_actor

    most = _ceiling(ceiling)

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        chosen = period_holding(periods_of(uow, municipality), period)
        provider = provider_with_inn(uow, inn).provider
        conclude_agreement(uow, actor, provider.id, chosen.municipality, chosen.id)
        if ceiling is not None:
            set_ceiling(uow, actor, provider.id, chosen, most)
        used = agreement_used(uow, provider.id, chosen)
        return _with_sums(municipality, chosen.days, inn, provider.name, used)

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _table([document]), dry_run=dry_run, as_json=as_json)


@agreements.command()
def show(
    municipality: Code,
    inn: Inn,
    period: Annotated[date, day_option("Any day of the period.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show an agreement: its ceiling, and what is reserved and debited of it."""
    from core.services.ceilings import agreement_used
    from core.services.registries import period_holding, periods_of, provider_with_inn
    from office.opening import in_database

    def ask(uow: UnitOfWork) -> dict[str, object]:
        chosen = period_holding(periods_of(uow, municipality), period)
        provider = provider_with_inn(uow, inn).provider
        used = agreement_used(uow, provider.id, chosen)
        return _with_sums(municipality, chosen.days, inn, provider.name, used)

    document = in_database(lambda opened: opened.read(ask))
    answer(document, _table([document]), as_json=as_json)


@agreements.command("set")
def set_agreement(
    municipality: Code,
    inn: Inn,
    period: Annotated[date, day_option("Any day of the period.")],
    ceiling: Annotated[
        str, typer.Option(metavar="ROUBLES", help="The most that it pays; none: no ceiling.")
    ],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Set the ceiling of an agreement. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    One below what is committed stops new requests and ends nothing. The same again changes
    nothing.
    """
    from core.services.ceilings import set_ceiling
    from core.services.registries import period_holding, periods_of, provider_with_inn
    from office.opening import as_actor

    most = _ceiling(ceiling)

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        chosen = period_holding(periods_of(uow, municipality), period)
        provider = provider_with_inn(uow, inn).provider
        used = set_ceiling(uow, actor, provider.id, chosen, most)
        return _with_sums(municipality, chosen.days, inn, provider.name, used)

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _table([document]), dry_run=dry_run, as_json=as_json)


def _ceiling(text: str | None) -> Money | None:
    return None if text is None or text == "none" else parse_money(text)


def _document(
    code: str, days: Days, inn: str, name: str, ceiling: Ceiling | None = None
) -> dict[str, object]:
    """Sums are in kopecks; null is no ceiling, or not counted."""
    return {
        "municipality": code,
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "inn": inn,
        "provider": name,
        "ceiling": None if ceiling is None else ceiling.most.kopecks,
        "committed": None if ceiling is None else ceiling.committed.kopecks,
    }


def _with_sums(code: str, days: Days, inn: str, name: str, used: Used) -> dict[str, object]:
    ceiling = None if used.ceiling is None else used.ceiling.kopecks
    sums = {"ceiling": ceiling, "committed": used.committed.kopecks}
    return {**_document(code, days, inn, name), **sums}


def _table(documents: Sequence[Mapping[str, object]]) -> str:
    sums = ("ceiling", "committed")
    return table(
        ("municipality", "first", "last", "inn", "provider", *sums),
        [
            [*(value for name, value in each.items() if name not in sums), *map(_sum, _of(each))]
            for each in documents
        ],
    )


def _of(document: Mapping[str, object]) -> tuple[object, object]:
    return document["ceiling"], document["committed"]


def _sum(kopecks: object) -> str:
    return str(Money(kopecks)) if isinstance(kopecks, int) else "-"
