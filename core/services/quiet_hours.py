"""Whether families may be told something now: asked again when it is sent (LED-7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from core.domain.funding import FundingPeriod
from core.domain.ids import MunicipalityId
from core.domain.notice import TO_OFFICES, TO_OPERATORS
from core.ports.unit_of_work import UnitOfWork
from core.services.saved_searches import zone_of_nobody
from core.services.telling import waking
from core.services.told import Later, Told


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of each municipality; where its periods are not known, they are read when the
    first notice there asks.
    """

    uow: UnitOfWork
    periods: Mapping[MunicipalityId, Sequence[FundingPeriod]]
    _opens_at: dict[MunicipalityId | None, datetime] = field(default_factory=dict)

    def quiet_for(self, told: Told) -> Later | None:
        """Until when its reader sleeps. Staff and operators are told at any hour."""
        if told.to_staff or told.kind in TO_OFFICES | TO_OPERATORS:
            return None
        opens_at = self._opens(told)
        return Later(opens_at) if opens_at > self.uow.now else None

    def _opens(self, told: Told) -> datetime:
        place, zone = _whereabouts(self.uow, told)
        if place not in self._opens_at:
            self._opens_at[place] = waking(self.uow.now, zone, self._periods_of(place))
        return self._opens_at[place]

    def _periods_of(self, place: MunicipalityId | None) -> Sequence[FundingPeriod]:
        if place is None:
            return ()
        return self.periods.get(place) or self.uow.municipalities.periods(place)


def _whereabouts(uow: UnitOfWork, told: Told) -> tuple[MunicipalityId | None, ZoneInfo]:
    """Whose clock counts: the child's; of those who search for nobody that of the first town."""
    if told.municipality is not None:
        return told.municipality.id, ZoneInfo(told.municipality.zone)
    child = None if told.search is None else told.search.saved.certificate
    if child is None:
        return None, zone_of_nobody(told.places)
    place = uow.certificates.get([child])[0].municipality
    return place, ZoneInfo(uow.municipalities.by_id(place).zone)
