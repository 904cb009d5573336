"""Limits of a period as they are typed and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from core.domain.ids import ProviderId
from core.domain.limits import Limit, PeriodLimits
from core.domain.program import Direction, Registry
from office.mistyped import misread
from office.parameters import parse_day
from office.said import in_words, say

_LIMIT = re.compile(r"\d{1,7}", re.ASCII)
NONE = "none"

DirectionLimits = Annotated[
    list[str],
    typer.Option(
        "--direction-limit",
        metavar="DIRECTION=COUNT",
        help="Open enrollments of a direction; 0: not paid, none: no limit. May be repeated.",
    ),
]
ProviderLimits = Annotated[
    list[str],
    typer.Option(
        "--provider-limit",
        metavar="INN=COUNT",
        help="Open enrollments with a provider; none: no limit. May be repeated.",
    ),
]
RegistryLimits = Annotated[
    list[str],
    typer.Option(
        "--registry-limit",
        metavar="REGISTRY=COUNT",
        help="Live enrollments per child in a budget registry; none: no limit. May be repeated.",
    ),
]
ClosedFrom = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="No new requests from this day on; none: no such day."),
]


def parse_limits(written: Sequence[str]) -> dict[str, int | None]:
    """Read `ARTS=10` and `SPORTS=none`; raise BadParameter for anything else."""
    limits: dict[str, int | None] = {}
    for each in written:
        name, equals, count = each.partition("=")
        if not name or not equals or not (count == NONE or _LIMIT.fullmatch(count)):
            raise misread("limit", each)
        if name in limits:
            raise misread("limit-twice", name)
        limits[name] = None if count == NONE else int(count)
    return limits


def parse_direction_limits(written: Sequence[str]) -> dict[Direction, int | None]:
    """Like `parse_limits`, by direction."""
    return {
        Direction(_one_of(name, list(Direction))): most
        for name, most in parse_limits(written).items()
    }


def parse_registry_limits(written: Sequence[str]) -> dict[Registry, int | None]:
    """Like `parse_limits`, by budget registry."""
    budget = [each for each in Registry if each.budget]
    return {Registry(_one_of(name, budget)): most for name, most in parse_limits(written).items()}


def parse_closing(written: str) -> date | None:
    """Read a day, or `none`; raise BadParameter for anything else."""
    return None if written == NONE else parse_day(written)


def limits_document(
    limits: PeriodLimits, inns: Mapping[ProviderId, str]
) -> dict[str, dict[str, object]]:
    """Directions and providers with what is open of them; registries per child."""
    return {
        "direction_limits": {
            each.value: _document(limit) for each, limit in limits.directions.items()
        },
        "provider_limits": {
            inns[each]: _document(limit) for each, limit in limits.providers.items()
        },
        "registry_limits": {each.value: most for each, most in limits.registries.items()},
    }


def limits_pairs(limits: PeriodLimits, inns: Mapping[ProviderId, str]) -> list[tuple[str, str]]:
    """A line for each limit that is set."""
    return [
        *((_limit_of(in_words(each)), _shown(limit)) for each, limit in limits.directions.items()),
        *((_limit_of(inns[each]), _shown(limit)) for each, limit in limits.providers.items()),
        *(
            (say("said-limit-per-child", {"what": in_words(each)}), str(most))
            for each, most in limits.registries.items()
        ),
    ]


def _limit_of(what: str) -> str:
    return say("said-limit-of", {"what": what})


def _one_of(name: str, allowed: Sequence[str]) -> str:
    if name not in allowed:
        raise misread("one-of", name, allowed=", ".join(allowed))
    return name


def _document(limit: Limit) -> dict[str, int]:
    return {"most": limit.most, "open": limit.open}


def _shown(limit: Limit) -> str:
    return say("said-limit-open", {"most": str(limit.most), "open": str(limit.open)})
