"""What a municipality sets for the requests of its children: agreements with providers, limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Table,
    cast,
    literal,
    select,
    true,
    union_all,
)

from core.domain.ids import PeriodId, ProviderId
from core.domain.limits import Ceiling, Limit, Limited
from core.domain.money import Money
from core.domain.program import Direction, Registry
from db.tables.periods import direction_limits, funding_periods, provider_limits, registry_limits
from db.tables.registries import agreements

_AGREEMENT, _REGISTRY, _DIRECTION, _PROVIDER = "agreement", "registry", "direction", "provider"


@dataclass(frozen=True, slots=True)
class Conditions:
    """See the fields of `Standing` that are called the same."""

    agreements: dict[tuple[ProviderId, PeriodId], Ceiling | None] = field(default_factory=dict)
    registry_limits: dict[tuple[PeriodId, Registry], int] = field(default_factory=dict)
    limits: dict[tuple[PeriodId, Limited], Limit] = field(default_factory=dict)


def as_conditions(rows: Sequence[Any]) -> Conditions:
    """What the rows of such a question say."""
    found = Conditions()
    for what, period, limited, most, taken, _ in rows:
        if what == _AGREEMENT:
            ceiling = None if most is None else Ceiling(Money(most), Money(taken))
            found.agreements[ProviderId(int(limited)), period] = ceiling
        elif what == _REGISTRY:
            found.registry_limits[period, Registry(limited)] = most
        elif what == _DIRECTION:
            found.limits[period, Direction(limited)] = Limit(most, taken)
        else:
            found.limits[period, ProviderId(int(limited))] = Limit(most, taken)
    return found


def _rows(
    what: str,
    table: Table,
    limited: Column[Any],
    most: Column[Any],
    taken: ColumnElement[Any],
    *which: ColumnElement[bool],
) -> Any:  # noqa: ANN401 - a select of these six columns
    return (
        select(
            literal(what).label("what"),
            table.c.period_id,
            cast(limited, String).label("limited"),
            cast(most, BigInteger).label("most"),
            cast(taken, BigInteger).label("taken"),
            funding_periods.c.municipality_id,
        )
        .join(funding_periods, funding_periods.c.id == table.c.period_id)
        .where(*which)
    )


def agreements_in(of: ColumnElement[bool]) -> Select[Any]:
    """The question for agreements alone, `of` the periods of which this is true and whose money
    has not lapsed.
    """
    found: Select[Any] = _agreements(of, funding_periods.c.lapsed.is_(False))
    return found


def _agreements(*which: ColumnElement[bool]) -> Any:  # noqa: ANN401 - as `_rows` makes it
    ceiling, committed = agreements.c.ceiling_kopecks, agreements.c.committed_kopecks
    return _rows(_AGREEMENT, agreements, agreements.c.provider_id, ceiling, committed, *which)


def conditions_with(
    provider: ColumnElement[Any] | None, *, of: ColumnElement[bool]
) -> CompoundSelect[Any]:
    """The question for them, `of` the periods of which this is true and whose money has not lapsed.

    With a `provider` only what concerns requests for its programs, in all periods: who asks for a
    day of a lapsed one is told that it is closed, and not that there was no agreement. A
    municipality has agreements with hundreds.
    """

    def mine(column: Column[Any]) -> ColumnElement[bool]:
        return true() if provider is None else column == provider

    running = (of,) if provider is not None else (of, funding_periods.c.lapsed.is_(False))
    of_whom = provider_limits.c.provider_id
    return union_all(
        _agreements(mine(agreements.c.provider_id), *running),
        _rows(
            _REGISTRY,
            registry_limits,
            registry_limits.c.registry,
            registry_limits.c.live_per_child,
            literal(0),
            *running,
        ),
        _rows(
            _DIRECTION,
            direction_limits,
            direction_limits.c.direction,
            direction_limits.c.most,
            direction_limits.c.open,
            *running,
        ),
        _rows(
            _PROVIDER,
            provider_limits,
            of_whom,
            provider_limits.c.most,
            provider_limits.c.open,
            mine(of_whom),
            *running,
        ),
    )
