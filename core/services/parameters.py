"""What a municipality has set for today (section 1 of the rules)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from core.domain.funding import Parameters, parameters_on
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork


def present_parameters(uow: UnitOfWork, place: Municipality) -> Parameters:
    """Those by which its daily run of today works; between two periods the earlier one's."""
    return parameters_on(uow.today(ZoneInfo(place.zone)), uow.municipalities.periods(place.id))
