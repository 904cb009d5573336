"""Requests to a provider and offers from its desk, as its staff may see them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, bindparam, select

from core.domain.enrollment import Origin
from core.domain.funding import FundingPeriod
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId, PersonId, ProviderId
from core.domain.program import Provider
from core.ports.desks import KeptRequest
from db.contracts import as_enrollment
from db.enrollments import NAMED
from db.offerings import as_provider
from db.people import as_child
from db.periods import PERIODS, as_period
from db.tables.base import Id
from db.tables.enrollments import DESK_OFFER_ROWS, enrollments
from db.tables.periods import funding_periods
from db.tables.registries import municipalities, providers
from db.together import Together

# With the clock where the provider is.
REQUESTS = NAMED.add_columns(municipalities.c.zone).join(
    municipalities, municipalities.c.id == providers.c.municipality_id
)
_AT = bindparam("provider", type_=Id)
_ITSELF = enrollments.c.id == bindparam("enrollment", type_=Id)
PERIOD = PERIODS.where(
    funding_periods.c.id == select(enrollments.c.period_id).where(_ITSELF).scalar_subquery()
)
_OPEN = and_(enrollments.c.provider_id == _AT, DESK_OFFER_ROWS)
_OFFERS = Together(
    provider=select(providers).where(providers.c.id == _AT),
    offers=REQUESTS.where(_OPEN).order_by(enrollments.c.requested_on, enrollments.c.id),
    periods=PERIODS.where(funding_periods.c.id.in_(select(enrollments.c.period_id).where(_OPEN))),
)
_OFFER = Together(
    offer=REQUESTS.where(
        _ITSELF, enrollments.c.provider_id == _AT, enrollments.c.origin == Origin.DESK.value
    ),
    period=PERIOD,
)


def offers(
    connection: Connection, provider: ProviderId
) -> tuple[Provider, tuple[tuple[KeptRequest, FundingPeriod], ...]] | None:
    """See `Desks.offers`."""
    found = _OFFERS(connection, {"provider": provider})
    if not found["provider"]:
        return None
    (row,) = found["provider"]
    periods = {each.id: as_period(each) for each in found["periods"]}
    offered = tuple((kept(connection, each), periods[each.period_id]) for each in found["offers"])
    return as_provider(row), offered


def offer(
    connection: Connection, id: EnrollmentId, of: ProviderId
) -> tuple[KeptRequest, FundingPeriod] | None:
    """See `Desks.offer`."""
    found = _OFFER(connection, {"enrollment": id, "provider": of})
    if not found["offer"]:
        return None
    return kept(connection, found["offer"][0]), as_period(found["period"][0])


def kept(connection: Connection, row: Any) -> KeptRequest:  # noqa: ANN401 - rows know no types
    """Of a row of REQUESTS."""
    return KeptRequest(
        enrollment=as_enrollment(row),
        child=as_child(connection, PersonId(row.child_id), row),
        program_title=row.program_title,
        group_title=row.group_title,
        zone=ZoneInfo(row.zone),
        refusal=None if row.refusal_reason is None else RefusalReason(row.refusal_reason),
    )
