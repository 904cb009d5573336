"""All that a screen of a provider's staff shows, in one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)

from core.domain.actor import ProviderStaff
from core.domain.enrollment import Origin, State
from core.domain.funding import FundingPeriod
from core.domain.ids import EnrollmentId, GroupId, PersonId, ProviderId
from core.domain.person import Child
from core.domain.program import Offering, Provider
from core.domain.views import Continuing, EnrollmentLine
from core.ports.desks import KeptRequest
from db.catalog import not_archived
from db.enrollments import NAMED, as_line
from db.offered import PERIOD, REQUESTS, kept, offer, offers
from db.offerings import (
    IN_ORDER,
    ONE,
    TIMES,
    as_offering,
    as_offerings,
    as_provider,
    groups_where,
)
from db.people import as_child
from db.periods import as_period
from db.prepared import Prepared
from db.tables.base import Id
from db.tables.enrollments import DESK_OFFER_ROWS, RUNNING_ROWS, WAITING_ROWS, enrollments
from db.tables.registries import (
    groups,
    modules,
    municipalities,
    programs,
    providers,
)
from db.together import Together

_AT = bindparam("provider", type_=Id)
_PROVIDER = select(providers).where(providers.c.id == _AT)
_WAITING = Together(
    provider=_PROVIDER,
    requests=REQUESTS.where(
        enrollments.c.provider_id == _AT, WAITING_ROWS, enrollments.c.state == State.REQUESTED
    ).order_by(enrollments.c.requested_on, enrollments.c.id),
    offered=select(func.count().label("offers"))
    .select_from(enrollments)
    .where(enrollments.c.provider_id == _AT, DESK_OFFER_ROWS),
)
_REQUEST = Prepared(
    REQUESTS.where(
        enrollments.c.id == bindparam("enrollment", type_=Id), enrollments.c.provider_id == _AT
    )
)
_ITSELF = enrollments.c.id == bindparam("enrollment", type_=Id)
_OWN_GROUPS = (
    select(groups.c.id)
    .join(modules, modules.c.id == groups.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .where(programs.c.provider_id == _AT, not_archived())
)
_AGREED = or_(enrollments.c.state == State.ACTIVE, enrollments.c.accepted_on.is_not(None))
_CONTINUING = (
    select(
        enrollments.c.group_id,
        cast(func.sum(case((_AGREED, 1), else_=0)), Integer).label("agreed"),
        cast(func.sum(case((_AGREED, 0), else_=1)), Integer).label("asked"),
    )
    .where(
        enrollments.c.group_id.in_(_OWN_GROUPS),
        enrollments.c.origin == Origin.PROLONGATION,
        enrollments.c.holds_place.is_(False),
        or_(enrollments.c.state == State.OFFERED, enrollments.c.state == State.ACTIVE),
    )
    .group_by(enrollments.c.group_id)
)
_GROUPS = Together(
    provider=_PROVIDER,
    continuing=_CONTINUING,
    **groups_where(
        and_(programs.c.provider_id == _AT, not_archived()), programs.c.title, *IN_ORDER
    ),
)

# By their groups, which an index finds, where the provider alone would mean all enrollments.
_RUNNING = and_(
    enrollments.c.group_id.in_(
        select(groups.c.id)
        .join(modules, modules.c.id == groups.c.module_id)
        .join(programs, programs.c.id == modules.c.program_id)
        .where(programs.c.provider_id == _AT)
    ),
    RUNNING_ROWS,
)
_HERE = cast(func.count(), BigInteger)
_THROUGH = cast(
    func.sum(func.count()).over(order_by=(programs.c.title, groups.c.title, groups.c.id)),
    BigInteger,
)
# How many run in each group, and in all of them up to it.
_COUNTED = (
    select(groups.c.id, (_THROUGH - _HERE).label("before"), _THROUGH.label("through"))
    .select_from(enrollments)
    .join(groups, groups.c.id == enrollments.c.group_id)
    .join(modules, modules.c.id == groups.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .where(_RUNNING)
    .group_by(programs.c.title, groups.c.title, groups.c.id)
    .subquery("counted")
)
_ON_PAGE = (
    select(_COUNTED)
    .where(
        _COUNTED.c.through > bindparam("first", type_=BigInteger),
        _COUNTED.c.before < bindparam("next", type_=BigInteger),
    )
    .order_by(_COUNTED.c.before)
)
_RUNNING_ON_PAGE = Together(
    provider=_PROVIDER,
    count=select(func.coalesce(func.max(_COUNTED.c.through), 0).label("running")),
    groups=_ON_PAGE,
    # Of names the database knows no order, so the groups of the page are read whole.
    lines=NAMED.where(
        _RUNNING,
        enrollments.c.group_id.in_(_ON_PAGE.order_by(None).with_only_columns(_COUNTED.c.id)),
    ),
)

_CONTRACT = Together(line=NAMED.where(_ITSELF, enrollments.c.provider_id == _AT), period=PERIOD)
_GROUP = Together(
    rows=ONE,
    times=TIMES,
    place=select(municipalities.c.zone)
    .join(providers, providers.c.municipality_id == municipalities.c.id)
    .join(programs, programs.c.provider_id == providers.c.id)
    .join(modules, modules.c.program_id == programs.c.id)
    .join(groups, groups.c.module_id == modules.c.id)
    .where(groups.c.id == bindparam("group")),
)


@dataclass(frozen=True, slots=True)
class SqlDesks:
    """See `Desks`."""

    connection: Connection

    def waiting(self, of: ProviderStaff) -> tuple[Provider, tuple[KeptRequest, ...], int] | None:
        found = _WAITING(self.connection, {"provider": of.provider})
        if not found["provider"]:
            return None
        (row,), (counted,) = found["provider"], found["offered"]
        requests = tuple(kept(self.connection, each) for each in found["requests"])
        return as_provider(row), requests, counted.offers

    def request(self, id: EnrollmentId, *, of: ProviderStaff) -> KeptRequest | None:
        row = _REQUEST(self.connection, {"enrollment": id, "provider": of.provider}).first()
        return None if row is None else kept(self.connection, row)

    def offers(
        self, of: ProviderStaff
    ) -> tuple[Provider, tuple[tuple[KeptRequest, FundingPeriod], ...]] | None:
        return offers(self.connection, of.provider)

    def offer(
        self, id: EnrollmentId, *, of: ProviderStaff
    ) -> tuple[KeptRequest, FundingPeriod] | None:
        return offer(self.connection, id, of.provider)

    def groups(
        self, provider: ProviderId
    ) -> tuple[Provider, tuple[Offering, ...], Mapping[GroupId, Continuing]] | None:
        found = _GROUPS(self.connection, {"provider": provider})
        if not found["provider"]:
            return None
        (row,) = found["provider"]
        continuing = {
            GroupId(each.group_id): Continuing(each.agreed, each.asked)
            for each in found["continuing"]
        }
        return as_provider(row), as_offerings(found), continuing

    def running(
        self, of: ProviderStaff, *, page: int, size: int
    ) -> tuple[Provider, int, tuple[EnrollmentLine, ...]] | None:
        first = (page - 1) * size
        asked = {"provider": of.provider, "first": first, "next": first + size}
        found = _RUNNING_ON_PAGE(self.connection, asked)
        if not found["provider"]:
            return None
        (row,), (counted,) = found["provider"], found["count"]
        order = {each.id: place for place, each in enumerate(found["groups"])}
        named = [(self._child(each).full_name, each) for each in found["lines"]]
        named.sort(key=lambda each: (order[each[1].group_id], each[0], each[1].id))
        begins = first - next((each.before for each in found["groups"]), 0)
        lines = (as_line(self.connection, each) for _, each in named[begins : begins + size])
        return as_provider(row), counted.running, tuple(lines)

    def contract(
        self, id: EnrollmentId, *, of: ProviderStaff
    ) -> tuple[EnrollmentLine, FundingPeriod] | None:
        found = _CONTRACT(self.connection, {"enrollment": id, "provider": of.provider})
        if not found["line"]:
            return None
        return as_line(self.connection, found["line"][0]), as_period(found["period"][0])

    def group(self, id: GroupId) -> tuple[Offering, ZoneInfo] | None:
        found = _GROUP(self.connection, {"group": id})
        offering = as_offering(found["rows"], found["times"])
        return None if offering is None else (offering, ZoneInfo(found["place"][0].zone))

    def _child(self, row: Any) -> Child:  # noqa: ANN401 - rows know no types
        return as_child(self.connection, PersonId(row.child_id), row)
