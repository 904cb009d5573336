"""What is typed on the command line, read strictly."""

from __future__ import annotations

import re
from datetime import date

import typer

from core.domain.calendar import Days
from core.domain.money import Money

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> date:
    """Read `2020-09-01`; raise BadParameter for anything else."""
    # `fromisoformat` alone reads weeks and dates without hyphens, too.
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise typer.BadParameter(f"{text!r} is not a date such as 2020-09-01")


def parse_days(text: str) -> Days:
    """Read `2020-09-01..2021-05-31`; raise BadParameter for anything else."""
    first, dots, last = text.partition("..")
    if not dots:
        raise typer.BadParameter(f"{text!r} is not a range such as 2020-09-01..2021-05-31")
    try:
        return Days(parse_day(first), parse_day(last))
    except ValueError:
        raise typer.BadParameter(f"{text!r} ends before it begins") from None


def parse_money(text: str) -> Money:
    """Read roubles such as `15102.00`; raise BadParameter for anything else."""
    try:
        return Money.parse(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not an amount such as 15102.00") from None
