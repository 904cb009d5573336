"""Looking round the catalog: for which child, under which conditions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from core.domain.actor import Family
from core.domain.catalog_views import FoundPage, ProgramCard
from core.domain.delivery import Delivery
from core.domain.ids import CertificateId, ProgramId
from core.domain.own_children import OwnChild, of_stated_age
from core.domain.searching import Chip, Found, Kind, SearchQuery, Sort, Source
from core.domain.standing import Standing
from core.domain.views import About, Municipality
from core.ports.acts import asks_once, hopes_to_ask_once
from core.ports.families import Arrival, Looking
from core.ports.unit_of_work import UnitOfWork
from core.services.catalog import card_for, found_for, found_page
from core.services.children import NamedChild, named

NOTHING: Final = About()


@dataclass(frozen=True, slots=True)
class Looked:
    """A page of programs for `child`; `places` are all municipalities, by name.

    `page` is None when the family has several children and none was chosen yet. `measured_from`
    is the municipality whose centre distances are counted from, where the family sent no point.
    `before` is what was found before the last change of the question. What is `for_another` than
    the child, by the age that was asked for, has no sums of its certificate. `by_age`: the age that
    was typed is the child's, and no other's of the family.
    """

    children: tuple[NamedChild, ...]
    child: NamedChild | None
    places: tuple[Municipality, ...]
    page: FoundPage | None
    measured_from: Municipality | None = None
    before: Found | None = None
    for_another: bool = False
    by_age: bool = False


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A program for `child`; `card` is None when one of several children is to be chosen.

    `kept` is whether it is one of the account's favorites.
    """

    children: tuple[NamedChild, ...]
    child: NamedChild | None
    card: ProgramCard | None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a family looks for; of its child's age unless it is for `any_age`. A child that was
    `named` is the one for whom it is, whatever age was said beside; one that was `chosen` for
    these words stays it, and an age that is not its own is another child's.
    """

    query: SearchQuery
    any_age: bool = False
    named: bool = False
    chosen: bool = False


# Another wish, made of what the first one found: without one of its chips, with one of its words.
Change = Callable[[Found], Wish]


@hopes_to_ask_once
def look_round(
    uow: UnitOfWork,
    actor: Family,
    wish: Wish,
    looking: Looking | None = None,
    *,
    child: CertificateId | None,
    for_nobody: bool = False,
    change: Change | None = None,
) -> Looked:
    """Search for one of the family's children, of its age unless the wish or its text has another.

    `child` that is not the family's counts as none. The only child is chosen by itself, and so is
    the only one of the age that was typed; with `for_nobody` there is an answer also while none of
    several is chosen. Of what is found a `change` makes the wish that is answered.

    Args:
        looking: What is known of the family already, as it was a moment ago.
    """
    certificate = chosen_child(actor, child)
    if looking is None or not looking.is_of(actor.certificates, certificate):
        looking = uow.families.looking(actor, certificate)
    children = named(uow, looking.children, acting=actor.acting)
    chosen, places = _called(children, certificate), looking.places
    before = None
    if change is not None:
        query = _query_for(chosen, wish, places)
        before = found_for(uow, query, looking.standing)
        wish = change(before)
    undecided = chosen is None and bool(children) and not for_nobody
    if undecided and not wish.query.text:
        return Looked(children, None, places, None, before=before)
    query = _query_for(chosen, wish, places)
    standing, found = looking.standing, found_for(uow, query, looking.standing)
    stated = _of_stated_age(found, wish, looking, children)
    if stated is not None and stated != chosen:
        chosen, standing = stated, _standing_of(uow, actor, looking, stated)
        query = _query_for(chosen, wish, places)
        found = found_for(uow, query, standing)
    elif undecided:
        return Looked(children, None, places, None, before=before)
    for_another = chosen is not None and not wish.named and _is_for_another(found, chosen)
    if for_another:
        # Nobody knows another child's certificate, so prices are whole ones.
        standing, found = None, found_for(uow, query, None)
    page = found_page(uow, found, standing, places)
    by_age = stated is not None and len(children) > 1
    measured_from = _measured_from(found, chosen, wish)
    return Looked(children, chosen, places, page, measured_from, before, for_another, by_age)


def _of_stated_age(
    found: Found, wish: Wish, looking: Looking, children: Collection[NamedChild]
) -> NamedChild | None:
    """The own child that the words mean by its age, unless they or a tap say for whom they are. By
    a closed certificate nobody enrolls.
    """
    said = [c for c in found.chips if c.kind is Kind.AGE and c.source is not Source.DEFAULT]
    if wish.named or wish.chosen or wish.any_age or len(said) != 1 or not _is_one_age(said[0]):
        return None
    ages = {each.certificate: each.age for each in children if not each.closed}
    own = [
        OwnChild(each.certificate, each.child.full_name, ages[each.certificate])
        for each in looking.children
        if each.certificate in ages
    ]
    meant = of_stated_age(found.query.text, int(said[0].value), own)
    return None if meant is None else _called(children, meant.certificate)


def _is_one_age(chip: Chip) -> bool:
    return chip.source is Source.TYPED and not chip.excluded and chip.value.isdecimal()


def _standing_of(uow: UnitOfWork, actor: Family, looking: Looking, child: NamedChild) -> Standing:
    """It came with the words, where it was words that asked."""
    known = looking.standings.get(child.certificate)
    return uow.certificates.standing(child.certificate, of=actor) if known is None else known


def _is_for_another(found: Found, child: NamedChild) -> bool:
    """An age was asked for, and it is not the child's."""
    asked = (chip for chip in found.chips if chip.kind is Kind.AGE)
    said = any(chip.source is not Source.DEFAULT for chip in asked)
    return said and child.age not in found.conditions.ages and not found.conditions.covered


def _query_for(
    child: NamedChild | None, wish: Wish, places: Collection[Municipality]
) -> SearchQuery:
    """What is searched for; where the child lives, distances are measured from there if the family
    did not say from where.
    """
    known, query = {place.id for place in places}, wish.query
    # Those that were chosen may be gone from the registry since.
    there = tuple(each for each in query.chosen.municipalities if each in known)
    query = replace(query, chosen=replace(query.chosen, municipalities=there))
    if child is None:
        return query
    query = replace(query, home=child.municipality.point)
    if not wish.any_age:
        query = replace(query, child_age=child.age)
    if query.sort is Sort.NEAREST and query.origin is None:
        query = replace(query, origin=child.municipality.point)
    return query


def _measured_from(found: Found, child: NamedChild | None, wish: Wish) -> Municipality | None:
    """The municipality whose centre stands for the family's home, where the nearest come first."""
    nearest = found.query.sort is Sort.NEAREST and wish.query.origin is None
    return (
        child.municipality if nearest and child is not None and child.municipality.point else None
    )


@asks_once
def arriving(
    uow: UnitOfWork, chat: int, delivery: Delivery | None, about: About = NOTHING
) -> Arrival | None:
    """Who is in a chat (`accounts.presence`), and all that a search for its child begins with."""
    return uow.families.arriving(chat, delivery, about)


@asks_once
def look_at(
    uow: UnitOfWork, actor: Family, program: ProgramId, *, child: CertificateId | None
) -> LookedAt:
    """A program's card for one of the family's children, chosen as in `look_round`.

    Raises:
        ProgramGone: The catalog does not show such a program.
    """
    certificate = chosen_child(actor, child)
    found = uow.families.looking_at(program, actor, certificate)
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
