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
from office.said import named, say


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
            say(
                "refused-no-contract",
                {
                    "start": str(start),
                    "first": str(group.first),
                    "stop": str(stop),
                    "code": error.code,
                },
            )
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
        _line(str(month), str(certificate), str(parent))
        for (month, certificate), (_, parent) in zip(
            calculation.certificate, calculation.parent, strict=True
        )
    ]
    days = calculation.days
    facts = {"first": str(days.first), "last": str(days.last), "sum": str(calculation.total)}
    sums = str(calculation.certificate.total), str(calculation.parent.total)
    return "\n".join(
        [
            say("said-contract", facts),
            "",
            _line(named("month"), named("certificate"), named("parent")),
            *rows,
            _line(named("total"), *sums),
        ]
    )


def _line(month: str, certificate: str, parent: str) -> str:
    return f"{month:7}  {certificate:>12}  {parent:>12}"
