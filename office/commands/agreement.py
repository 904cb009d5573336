"""`kruzhok agreement`: which providers a municipality pays, period by period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

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
from office.parameters import Code, Inn, day_option
from office.tables import table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.domain.calendar import Days
    from core.ports.unit_of_work import UnitOfWork

agreements = typer.Typer(cls=OneLineGroup, help="Agreements on payment with providers.")


@agreements.command("list")
def list_agreements(
    municipality: Code, page: Page = 1, size: Size = PAGE_SIZE, *, as_json: AsJson = False
) -> None:
    """Show whom a municipality pays, by period."""
    from core.services.registries import agreements_page, periods_of
    from office.opening import in_database

    def ask(uow: UnitOfWork) -> list[dict[str, object]]:
        days = {each.id: each.days for each in periods_of(uow, municipality)}
        found = agreements_page(uow, municipality, page=page, size=size)
        return [_document(municipality, days[e.period], e.inn, e.provider_name) for e in found]

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
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let a municipality pay a provider in a period.

    Needs KRUZHOK_ACTOR=municipality:CODE:NAME. The same again changes nothing.
    """
    from core.services.funding import conclude_agreement
    from core.services.registries import period_holding, periods_of, provider_with_inn
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> dict[str, object]:
        chosen = period_holding(periods_of(uow, municipality), period)
        provider = provider_with_inn(uow, inn).provider
        conclude_agreement(uow, actor, provider.id, chosen.municipality, chosen.id)
        return _document(municipality, chosen.days, inn, provider.name)

    document = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, _table([document]), dry_run=dry_run, as_json=as_json)


def _document(code: str, days: Days, inn: str, name: str) -> dict[str, object]:
    return {
        "municipality": code,
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "inn": inn,
        "provider": name,
    }


def _table(documents: Sequence[dict[str, object]]) -> str:
    return table(
        ("municipality", "first", "last", "inn", "provider"),
        [list(each.values()) for each in documents],
    )
