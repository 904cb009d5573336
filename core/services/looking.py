"""Looking round the catalog: for which child, under which conditions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from core.domain.actor import Family
from core.domain.ids import CertificateId, ProgramId
from core.domain.searching import SearchQuery, Sort
from core.domain.views import FoundPage, Municipality, ProgramCard
from core.ports.acts import asks_once
from core.ports.unit_of_work import UnitOfWork
from core.services.catalog import card_for, programs_for
from core.services.children import NamedChild, named


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of programs for `child`; `places` are all municipalities, by name.

    `page` is None when the family has several children and none was chosen yet. `measured_from`
    is the municipality whose centre distances are counted from, where the family sent no point.
    """

    children: tuple[NamedChild, ...]
    child: NamedChild | None
    places: tuple[Municipality, ...]
    page: FoundPage | None
    measured_from: Municipality | None = None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A program for `child`; `card` is None when one of several children is to be chosen.

    `kept` is whether it is one of the account's favorites.
    """

    children: tuple[NamedChild, ...]
    child: NamedChild | None
    card: ProgramCard | None
    kept: bool = False


def look_round(
    uow: UnitOfWork,
    actor: Family,
    query: SearchQuery,
    *,
    child: CertificateId | None,
    any_age: bool = False,
    for_nobody: bool = False,
) -> Looked:
    """Search for one of the family's children, of its age unless the query or its text has another.

    `child` that is not the family's counts as none. The only child is chosen by itself; with
    `for_nobody` there is an answer also while none of several is chosen.
    """
    certificate = chosen_child(actor, child)
    looking = uow.families.looking(actor.certificates, certificate)
    children = named(uow, looking.children, acting=actor.acting)
    chosen = _called(children, certificate)
    places = looking.places
    if chosen is None and children and not for_nobody:
        return Looked(children, None, places, None)
    known = {place.id for place in places}
    # Those that were chosen may be gone from the registry since.
    there = tuple(each for each in query.chosen.municipalities if each in known)
    query = replace(query, chosen=replace(query.chosen, municipalities=there))
    if chosen is not None and not any_age:
        query = replace(query, child_age=chosen.age)
    measured_from = None
    if query.sort is Sort.NEAREST and query.origin is None and chosen is not None:
        measured_from = chosen.municipality if chosen.municipality.point else None
        query = replace(query, origin=chosen.municipality.point)
    page = programs_for(uow, query, looking.standing, places)
    return Looked(children, chosen, places, page, measured_from)


@asks_once
def look_at(
    uow: UnitOfWork, actor: Family, program: ProgramId, *, child: CertificateId | None
) -> LookedAt:
    """A program's card for one of the family's children, chosen as in `look_round`.

    Raises:
        ProgramGone: The catalog does not show such a program.
    """
    certificate = chosen_child(actor, child)
    found = uow.families.looking_at(program, actor.account, actor.certificates, certificate)
    children = named(uow, found.looking.children, acting=actor.acting)
    chosen = _called(children, certificate)
    if chosen is None and children:
        return LookedAt(children, None, None)
    card = card_for(uow, program, found)
    return LookedAt(children, chosen, card, found.kept)


def chosen_child(actor: Family, wanted: CertificateId | None) -> CertificateId | None:
    """The child for which the family looks round: the one that was chosen, or its only one."""
    own = actor.certificates
    if len(own) == 1:
        return next(iter(own))
    return wanted if wanted in own else None


def _called(children: Collection[NamedChild], id: CertificateId | None) -> NamedChild | None:
    return next((child for child in children if child.certificate == id), None)
