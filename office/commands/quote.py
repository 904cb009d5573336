"""`kruzhok quote`: what a contract would cost, month by month, without any database."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from typer.models import OptionInfo

from core.domain.calendar import Days
from core.domain.errors import ImpossibleDates
from core.domain.money import Money
from core.domain.pricing import Calculation, Installments, Terms, calculate, last_possible_day
from office.console import AsJson, Refused, answer
from office.mistyped import misread
from office.parameters import parse_day, parse_days, parse_money


def _roubles(about: str) -> OptionInfo:
    option: OptionInfo = typer.Option(parser=parse_money, metavar="ROUBLES", help=about)
    return option


def _date(about: str) -> OptionInfo:
    option: OptionInfo = typer.Option(parser=parse_day, metavar="DATE", help=about)
    return option


_GROUP = typer.Option(
    parser=parse_days, metavar="DATE..DATE", help="First and last day of lessons."
)


def quote(
    price: Annotated[Money, _roubles("Of the whole module.")],
    available: Annotated[Money, _roubles("What the certificate has left.")],
    group: Annotated[Days, _GROUP],
    start: Annotated[date, _date("The child's first day.")],
    period_end: Annotated[date, _date("Last day of the funding period.")],
    normative: Annotated[
        Money | None, _roubles("Normative cost: a ceiling for the certificate.")
    ] = None,
    valid_until: Annotated[date | None, _date("Last valid day of the certificate.")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Calculate a contract: what the certificate pays, what the parent adds, month by month."""
    if not price:
        raise misread("nothing-paid")
    stop = last_possible_day(
        group=group, period_last=period_end, valid_until=valid_until or date.max
    )
    terms = Terms(price, normative, group, stop)
    try:
        calculation = calculate(terms, start=start, available=available)
    except ImpossibleDates as error:
        raise Refused(
            f"no contract can begin on {start}: the group begins on {group.first}"
            f" and the last possible day is {stop} ({error.code})"
        ) from None
    answer(_document(calculation), _table(calculation), as_json=as_json)


def _document(calculation: Calculation) -> dict[str, object]:
    return {
        "stop": calculation.days.last.isoformat(),
        "total": calculation.total.kopecks,
        "certificate": calculation.certificate.total.kopecks,
        "parent": calculation.parent.total.kopecks,
        "certificate_schedule": _schedule(calculation.certificate),
        "parent_schedule": _schedule(calculation.parent),
    }


def _schedule(plan: Installments) -> list[dict[str, object]]:
    return [{"month": str(month), "kopecks": amount.kopecks} for month, amount in plan]


def _table(calculation: Calculation) -> str:
    rows = [
        f"{month}  {_right(certificate)}  {_right(parent)}"
        for (month, certificate), (_, parent) in zip(
            calculation.certificate, calculation.parent, strict=True
        )
    ]
    days = calculation.days
    total = f"{_right(calculation.certificate.total)}  {_right(calculation.parent.total)}"
    return "\n".join(
        [
            f"Contract from {days.first} to {days.last}, {calculation.total} roubles",
            "",
            f"month    {'certificate':>12}  {'parent':>12}",
            *rows,
            f"total    {total}",
        ]
    )


def _right(amount: Money) -> str:
    return f"{amount!s:>12}"
