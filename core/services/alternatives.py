"""What else a family could choose: programs of the same theme for the same age, else of the same
direction, nearest first; those that the child may join before all others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from core.domain.actor import Act, Actor, Family
from core.domain.catalog_views import ProgramCard
from core.domain.ids import CertificateId, ProgramId
from core.domain.places import Point
from core.domain.program import Program
from core.domain.searching import AGES, Conditions, SearchQuery, Sort
from core.domain.standing import Standing
from core.domain.views import Municipality
from core.ports.acts import hopes_to_ask_once
from core.ports.families import Arrival
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.catalog import cards_for
from core.services.certificate_looks import record_look
from core.services.looking import chosen_child

SIMILAR: Final = 3
# Of so many those are shown that the child may join.
CANDIDATES: Final = 9
_WORD: Final = re.compile(r"[^\W\d_]+")


def similar_programs(
    uow: UnitOfWork,
    actor: Actor,
    program: ProgramId,
    child: CertificateId | None,
    *,
    ages: tuple[int, ...] = (),
    near: Point | None = None,
) -> tuple[ProgramCard, ...]:
    """Three other programs of the same direction: of the theme of its title, then any; of each
    those of the same municipality first, then the nearest to where it is, or to `near`. What the
    child may join comes before what it may not.

    Each has a group for one of `ages`, else for the child's age, else for some age of the program.

    Raises:
        NotAllowed: `child` is not the actor's.
    """
    if child is not None:
        ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, child)
        record_look(uow, actor, [child])
    found = uow.catalog.program(program)
    if found is None:
        return ()
    standing = None if child is None else uow.certificates.standing(child, of=actor)
    return _similar(uow, found.program, standing, uow.municipalities.all(), ages, near)


@hopes_to_ask_once
def other_programs(
    uow: UnitOfWork,
    actor: Family,
    program: ProgramId,
    asked: SearchQuery,
    arrival: Arrival | None = None,
    *,
    child: CertificateId | None,
) -> tuple[ProgramCard, ...]:
    """`similar_programs` for the age that the family asked for last, else for its child's.

    Args:
        arrival: What is known of the family and the program already, as it was a moment ago.
    """
    certificate = chosen_child(actor, child)
    ages = uow.search.find(asked, page_size=1).conditions.ages
    known = None if arrival is None else arrival.program
    if arrival is None or known is None or known.id != program:
        return similar_programs(uow, actor, program, certificate, ages=ages)
    looking = arrival.looking
    if not looking.is_of(actor.certificates, certificate):
        looking = uow.families.looking(actor, certificate)
    return _similar(uow, known, looking.standing, looking.places, ages)


def _similar(
    uow: UnitOfWork,
    program: Program,
    standing: Standing | None,
    places: Collection[Municipality],
    ages: tuple[int, ...],
    near: Point | None = None,
) -> tuple[ProgramCard, ...]:
    place = next(each for each in places if each.id == program.municipality)
    similar: dict[ProgramId, None] = {}
    for query in _queries(program, place, near, ages or _ages(uow, program, standing)):
        others = uow.search.find(query, page_size=CANDIDATES + 1).programs
        similar |= dict.fromkeys(each for each in others if each != program.id)
        if len(similar) >= CANDIDATES:
            break
    cards = cards_for(uow, list(similar)[:CANDIDATES], standing, places)
    return tuple(sorted(cards, key=lambda card: card.best is None)[:SIMILAR])


def _ages(uow: UnitOfWork, program: Program, standing: Standing | None) -> tuple[int, ...]:
    if standing is None:
        return tuple(age for age in AGES if age in program.ages)
    return (standing.child.age(on=uow.today(standing.zone)),)


def _queries(
    program: Program, place: Municipality, near: Point | None, ages: tuple[int, ...]
) -> Iterator[SearchQuery]:
    """By all of the title, then by each word of it, then by the direction; here, then around."""
    origin = near or place.point
    around = Conditions(ages=ages, directions=(program.direction,))
    here = replace(around, municipalities=(place.id,))
    for theme in (program.title, ", ".join(_WORD.findall(program.title)), ""):
        yield SearchQuery(theme, here, sort=Sort.FIT if theme else Sort.NEAREST, origin=origin)
        yield SearchQuery(theme, around, sort=Sort.NEAREST, origin=origin)
