"""What can be chosen in the search, with how much each choice holds."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.program import Direction
from core.domain.views import Municipality
from core.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Choices:
    """Municipalities by name and directions, each with the number of its programs."""

    municipalities: tuple[tuple[Municipality, int], ...]
    directions: tuple[tuple[Direction, int], ...]


def search_choices(uow: UnitOfWork) -> Choices:
    """Everything in the catalog that a search can be limited to."""
    counts = dict(uow.catalog.municipalities_with_programs())
    places = tuple(
        (place, counts[place.id]) for place in uow.municipalities.all() if place.id in counts
    )
    return Choices(places, uow.catalog.directions_with_programs())
