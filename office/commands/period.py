"""`kruzhok period`: the dates for which a municipality's nominals and parameters hold."""

from __future__ import annotations

from dataclasses import fields
from datetime import time
from typing import TYPE_CHECKING, Annotated

import typer

from core.domain.calendar import Days
from core.domain.funding import FundingPeriod, Parameters
from office.console import AsJson, DryRun, OneLineGroup, answer, answer_change
from office.parameters import Code, parse_days
from office.period_options import with_parameters
from office.tables import pairs, table

if TYPE_CHECKING:
    from core.domain.actor import Actor
    from core.ports.unit_of_work import UnitOfWork

periods = typer.Typer(cls=OneLineGroup, help="Funding periods of a municipality.")
DAYS = typer.Argument(parser=parse_days, metavar="DATE..DATE", help="First and last day.")


@periods.command("list")
def list_periods(municipality: Code, *, as_json: AsJson = False) -> None:
    """Show the funding periods of a municipality in the order of time."""
    from core.services.registries import periods_of
    from office.opening import in_database

    found = in_database(lambda opened: opened.read(periods_of, municipality))
    rows = [
        (each.days.first, each.days.last, each.opens_on, "lapsed" if each.lapsed else "-")
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

    The same days again are the same period with the parameters that it has. Days that
    overlap another period are refused. `conclusion`, `prolongation` and the days of offers and
    of certificates without requests are kept with the period; no act asks for them today.
    """
    from core.services.funding import add_period
    from core.services.registries import municipality_coded
    from office.opening import as_actor

    def act(uow: UnitOfWork, actor: Actor) -> FundingPeriod:
        place = municipality_coded(uow, municipality)
        return add_period(uow, actor, place.id, days, parameters)

    period = as_actor(lambda acting: acting.perform(act, acting.actor), dry_run=dry_run)
    document = _document(period)
    text = pairs(*((name.replace("_", " "), _shown(value)) for name, value in document.items()))
    answer_change(document, text, dry_run=dry_run, as_json=as_json)


def _document(period: FundingPeriod) -> dict[str, object]:
    parameters = {
        field.name: getattr(period.parameters, field.name) for field in fields(Parameters)
    }
    return {
        "first": period.days.first.isoformat(),
        "last": period.days.last.isoformat(),
        "opens_on": period.opens_on.isoformat(),
        "lapsed": period.lapsed,
        **{name: _written(value) for name, value in parameters.items()},
    }


def _written(value: object) -> object:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return list(value) if isinstance(value, tuple) else value


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else value
