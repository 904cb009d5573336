"""`kruzhok period`: the dates for which a municipality's nominals and parameters hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.domain.calendar import Days
from core.domain.funding import FundingPeriod, Parameters
from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.limit_options import (
    ClosedFrom,
    DirectionLimits,
    ProviderLimits,
    RegistryLimits,
    limits_document,
    limits_pairs,
    parse_closing,
    parse_direction_limits,
    parse_limits,
    parse_registry_limits,
)
from office.parameters import Code, parse_day, parse_days
from office.period_options import changed, with_changes, with_parameters
from office.said import in_words, say, yes_no
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

periods = typer.Typer(cls=OneLineGroup, help="Funding periods of a municipality.")
Shown = tuple[dict[str, object], str]
AnyDay = typer.Argument(parser=parse_day, metavar="DATE", help="Any day of the period.")
DAYS = typer.Argument(parser=parse_days, metavar="DATE..DATE", help="First and last day.")


@periods.command("list")
def list_periods(municipality: Code, *, as_json: AsJson = False) -> None:
    """Show the funding periods of a municipality in the order of time."""
    from core.services.registries import periods_of
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(periods_of, municipality))
    rows = [
        (each.days.first, each.days.last, each.opens_on, say("said-lapsed") if each.lapsed else "-")
        for each in found
    ]
    text = table(("first", "last", "opens", "state"), rows)
    answer({"periods": [_document(each) for each in found]}, text, as_json=as_json)


@periods.command()
@with_parameters
def add(
    municipality: Code,
    days: Annotated[Days, DAYS],
    parameters: Parameters,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Add a funding period. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    The same days again are the same period with the parameters that it has; `period set`
    changes them. Days that overlap another period are refused.
    """
    from core.services.funding import add_period
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> FundingPeriod:
        place = municipality_coded(uow, municipality)
        return add_period(uow, actor, place.id, days, parameters)

    period = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document = _document(period)
    answer_change(document, pairs(*_lines(document)), dry_run=dry_run, as_json=as_json)


@periods.command()
def show(municipality: Code, period: Annotated[date, AnyDay], *, as_json: AsJson = False) -> None:
    """Show a period with its parameters and limits, and what is open of them."""
    from core.services.registries import period_holding, periods_of
    from office.opening import in_database

    def ask(uow: UnitOfWork) -> Shown:
        return _shown_with_limits(uow, period_holding(periods_of(uow, municipality), period))

    document, text = in_database(lambda opened: opened.read(ask))
    answer(document, text, as_json=as_json)


@periods.command("set")
@with_changes
def set_period(  # noqa: PLR0913 - one option for each kind of limit
    municipality: Code,
    period: Annotated[date, AnyDay],
    changes: Mapping[str, Any],
    direction_limit: DirectionLimits = [],  # noqa: B006 - typer's way of repeated options
    provider_limit: ProviderLimits = [],  # noqa: B006
    registry_limit: RegistryLimits = [],  # noqa: B006
    closed_from: ClosedFrom = None,
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change parameters and limits of a period. Needs KRUZHOK_ACTOR=municipality:CODE:NAME.

    What is not named stays. A limit below what is open stops new requests and ends nothing.
    The same again changes nothing.
    """
    from core.services import limits
    from core.services.registries import period_holding, periods_of, provider_with_inn
    from office.opening import as_actor

    directions = parse_direction_limits(direction_limit)
    providers = parse_limits(provider_limit)
    registries = parse_registry_limits(registry_limit)

    def act(uow: UnitOfWork, actor: Actor) -> Shown:
        chosen = period_holding(periods_of(uow, municipality), period)
        closing = chosen.closed_from if closed_from is None else parse_closing(closed_from)
        parameters = changed(chosen.parameters, changes)
        chosen = limits.change_period(uow, actor, chosen, parameters, closed_from=closing)
        for direction, most in directions.items():
            limits.limit_open(uow, actor, chosen, direction, most)
        for inn, most in providers.items():
            limits.limit_open(uow, actor, chosen, provider_with_inn(uow, inn).provider.id, most)
        for registry, most in registries.items():
            limits.limit_registry(uow, actor, chosen, registry, most)
        return _shown_with_limits(uow, chosen)

    document, text = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


def _shown_with_limits(uow: UnitOfWork, period: FundingPeriod) -> Shown:
    from core.services.limits import limits_of_period

    limits = limits_of_period(uow, period)
    inns = uow.catalog.inns(list(limits.providers))
    document = _document(period)
    text = pairs(*_lines(document), *limits_pairs(limits, inns))
    return {**document, **limits_document(limits, inns)}, text


def _lines(document: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), _shown(value)) for name, value in document.items()]


def _document(period: FundingPeriod) -> dict[str, object]:
    parameters = {
        field.name: getattr(period.parameters, field.name) for field in fields(Parameters)
    }
    return {
        "first": period.days.first.isoformat(),
        "last": period.days.last.isoformat(),
        "opens_on": period.opens_on.isoformat(),
        "lapsed": period.lapsed,
        "closed_from": None if period.closed_from is None else period.closed_from.isoformat(),
        **{name: _written(value) for name, value in parameters.items()},
    }


def _written(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return list(value) if isinstance(value, tuple) else value


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if value is None:
        return "-"
    if isinstance(value, StrEnum):
        # The code is what the options take.
        return f"{in_words(value)} ({value})"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
