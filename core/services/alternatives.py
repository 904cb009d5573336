"""What else a family could choose: programs of the same theme for the same age, nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.domain.actor import Act, Actor, Family
from core.domain.ids import CertificateId, ProgramId
from core.domain.program import Program
from core.domain.searching import AGES, Conditions, SearchQuery, Sort
from core.domain.views import ProgramCard
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.catalog import cards_of
from core.services.looking import chosen_child

SIMILAR: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")


def similar_programs(
    uow: UnitOfWork,
    actor: Actor,
    program: ProgramId,
    child: CertificateId | None,
    *,
    ages: tuple[int, ...] = (),
) -> tuple[ProgramCard, ...]:
    """Three other programs of the same direction and of the theme of its title, those of the same
    municipality first, then the nearest; of the direction alone where the theme has no others.

    Each has a group for one of `ages`, else for the child's age, else for some age of the program.

    Raises:
        NotAllowed: `child` is not the actor's.
    """
    if child is not None:
        ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, child)
    found = uow.catalog.program(program)
    if found is None:
        return ()
    wanted = ages or _ages(uow, found.program, child)
    similar: dict[ProgramId, None] = {}
    for query in _queries(uow, found.program, wanted):
        if similar and not query.text:
            break
        others = uow.search.find(query, page_size=SIMILAR + 1).programs
        similar |= dict.fromkeys(each for each in others if each != program)
        if len(similar) >= SIMILAR:
            break
    return cards_of(uow, actor, list(similar)[:SIMILAR], child)


def other_programs(
    uow: UnitOfWork,
    actor: Family,
    program: ProgramId,
    asked: SearchQuery,
    *,
    child: CertificateId | None,
) -> tuple[ProgramCard, ...]:
    """`similar_programs` for the age that the family asked for last, else for its child's."""
    ages = uow.search.find(asked, page_size=1).conditions.ages
    return similar_programs(uow, actor, program, chosen_child(actor, child), ages=ages)


def _ages(uow: UnitOfWork, program: Program, child: CertificateId | None) -> tuple[int, ...]:
    if child is None:
        return tuple(age for age in AGES if age in program.ages)
    standing = uow.certificates.standing(child)
    return (standing.child.age(on=uow.today(standing.zone)),)


def _queries(uow: UnitOfWork, program: Program, ages: tuple[int, ...]) -> Iterator[SearchQuery]:
    """By all of the title, then by each word of it, then by the direction; here, then around."""
    place = next(each for each in uow.municipalities.all() if each.id == program.municipality)
    around = Conditions(ages=ages, directions=(program.direction,))
    here = replace(around, municipalities=(place.id,))
    for theme in (program.title, ", ".join(_WORD.findall(program.title)), ""):
        yield SearchQuery(theme, here)
        yield SearchQuery(theme, around, sort=Sort.NEAREST, origin=place.point)
