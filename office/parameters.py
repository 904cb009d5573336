"""What is typed on the command line, read strictly."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated

import typer
from typer.models import ArgumentInfo, OptionInfo

from core.domain.calendar import Days, Month
from core.domain.money import WRITTEN_KOPECKS_MAX, Money
from core.domain.places import Point
from office.mistyped import misread

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
_COUNT = re.compile(r"\d{1,4}", re.ASCII)
ID_MAX = 2**63 - 1


def parse_day(text: str) -> date:
    """Read `2020-09-01`; raise BadParameter for anything else."""
    # `fromisoformat` alone reads weeks and dates without hyphens, too.
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise misread("date", text)


def parse_days(text: str) -> Days:
    """Read `2020-09-01..2021-05-31`; raise BadParameter for anything else."""
    first, dots, last = text.partition("..")
    if not dots:
        raise misread("dates", text)
    try:
        return Days(parse_day(first), parse_day(last))
    except ValueError:
        raise misread("backwards", text) from None


def parse_month(text: str) -> Month:
    """Read `2020-09`; raise BadParameter for anything else."""
    try:
        if _MONTH.fullmatch(text):
            return Month.parse(text)
    except ValueError:
        pass
    raise misread("month", text)


def parse_time(text: str) -> time:
    """Read `09:00`; raise BadParameter for anything else."""
    try:
        if _TIME.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    raise misread("time", text)


def parse_counts(text: str) -> tuple[int, ...]:
    """Read `60,14`, or nothing; raise BadParameter for anything else."""
    counts = text.split(",") if text else []
    if not all(_COUNT.fullmatch(count) for count in counts):
        raise misread("counts", text)
    return tuple(map(int, counts))


def parse_money(text: str) -> Money:
    """Read roubles such as `15102.00`; raise BadParameter for anything else."""
    try:
        return Money.parse(text)
    except ValueError:
        most = str(Money(WRITTEN_KOPECKS_MAX))
        raise misread("money", text, most=most) from None


def parse_point(text: str) -> Point:
    """Read `54.7075,20.5073`; raise BadParameter for anything else."""
    latitude, _, longitude = text.partition(",")
    try:
        return Point(float(latitude), float(longitude))
    except ValueError:
        raise misread("point", text) from None


def day_option(about: str, *names: str) -> OptionInfo:
    """An option that is a date."""
    option: OptionInfo = typer.Option(*names, parser=parse_day, metavar="DATE", help=about)
    return option


def month_argument(about: str) -> ArgumentInfo:
    """A month in its place."""
    argument: ArgumentInfo = typer.Argument(parser=parse_month, metavar="MONTH", help=about)
    return argument


def roubles_option(about: str, *names: str) -> OptionInfo:
    """An option that is an amount of roubles."""
    option: OptionInfo = typer.Option(*names, parser=parse_money, metavar="ROUBLES", help=about)
    return option


Code = Annotated[str, typer.Argument(metavar="CODE", help="The municipality's code.")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The certificate's number.")]
Inn = Annotated[str, typer.Argument(metavar="INN", help="The provider's INN.")]
EnrollmentNumber = Annotated[
    int, typer.Argument(metavar="ID", min=1, max=ID_MAX, help="The enrollment's id.")
]
ApplicationNumber = Annotated[
    int, typer.Argument(metavar="ID", min=1, max=ID_MAX, help="The application's id.")
]
AccountNumber = Annotated[
    int, typer.Argument(metavar="ACCOUNT", min=1, max=ID_MAX, help="The account's id.")
]
CategoryName = Annotated[str, typer.Argument(metavar="NAME", help="The category's name.")]
GroupNumber = Annotated[
    int,
    typer.Argument(metavar="GROUP", min=1, max=ID_MAX, help="The group's id (group list)."),
]
