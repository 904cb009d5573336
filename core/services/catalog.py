"""Finding a program, and what it means for one child."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from core.domain.actor import Act, Actor, Family
from core.domain.calendar import ONE_DAY
from core.domain.catalog_views import FoundPage, GroupCard, ProgramCard
from core.domain.ids import CertificateId, GroupId, ProgramId
from core.domain.program import Offering, Program, ProgramState, Provider
from core.domain.registry_errors import ProgramGone
from core.domain.searching import Found, Purse, SearchQuery
from core.domain.standing import Standing
from core.domain.starting import first_start
from core.domain.views import Municipality
from core.ports.acts import asks_once
from core.ports.families import LookingAt
from core.ports.saved_searches import Searcher
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate
from core.services.certificate_looks import record_look
from core.services.requests import price_of

PAGE_SIZE = 5
# States in which families see a program: being written and archived ones are not shown.
SHOWN = frozenset({ProgramState.SUBMITTED, ProgramState.CERTIFIED, ProgramState.REFUSED})


def search_programs(
    uow: UnitOfWork, actor: Actor, query: SearchQuery, child: CertificateId | None
) -> FoundPage:
    """A page of programs that fit `query`, each with what it means for `child`.

    What the child's certificate could pay is known here and replaces the query's `purse`. The
    cards have the groups that fit, and no others.

    Raises:
        NotAllowed: `child` is not the actor's.
    """
    standing = _standing(uow, actor, child)
    return programs_for(uow, query, standing, uow.municipalities.all())


def programs_for(
    uow: UnitOfWork,
    query: SearchQuery,
    standing: Standing | None,
    places: Collection[Municipality],
) -> FoundPage:
    """`search_programs` for a child that stands so. A part of looking round: whether the actor
    may was asked before.
    """
    return found_page(uow, found_for(uow, query, standing), standing, places)


def found_page(
    uow: UnitOfWork, found: Found, standing: Standing | None, places: Collection[Municipality]
) -> FoundPage:
    """What was found with its cards; a part of `programs_for`."""
    fitting = {hit.program: frozenset(hit.groups) for hit in found.hits}
    cards = _cards(uow, found.programs, standing, places, fitting=fitting)
    nearest = _cards(uow, found.nearest, standing, places) if found.nearest else ()
    return FoundPage(found, cards, nearest)


def found_for(uow: UnitOfWork, query: SearchQuery, standing: Standing | None) -> Found:
    """The same without the cards."""
    query = replace(query, purse=purse_of(uow, standing))
    return uow.search.find(query, page_size=PAGE_SIZE)


def browse_programs(uow: UnitOfWork, text: str, *, page: int, size: int) -> FoundPage:
    """Programs for nobody in particular: no child, no sums of a certificate."""
    found = uow.search.find(SearchQuery(text=text, page=page), page_size=size)
    fitting = {hit.program: frozenset(hit.groups) for hit in found.hits}
    places = uow.municipalities.all()
    return FoundPage(found, _cards(uow, found.programs, None, places, fitting=fitting))


@asks_once
def program_card(
    uow: UnitOfWork, actor: Family, program: ProgramId, child: CertificateId | None
) -> ProgramCard:
    """A program with all its groups, prices for `child` and reasons against.

    Raises:
        NotAllowed: `child` is not the actor's.
        ProgramGone: The catalog does not show such a program, or no more.
    """
    if child is not None:
        ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, child)
    return card_for(uow, program, uow.families.looking_at(program, actor.only(child), child))


def cards_of(
    uow: UnitOfWork, actor: Actor, programs: Sequence[ProgramId], child: CertificateId | None
) -> tuple[ProgramCard, ...]:
    """Those of these programs that families see; raise NotAllowed for another's child."""
    return cards_for(uow, programs, _standing(uow, actor, child), uow.municipalities.all())


def cards_for(
    uow: UnitOfWork,
    programs: Sequence[ProgramId],
    standing: Standing | None,
    places: Collection[Municipality],
) -> tuple[ProgramCard, ...]:
    """`cards_of` for a child that stands so. A part of looking for others: whether the actor may
    was asked before.
    """
    cards = _cards(uow, programs, standing, places)
    return tuple(card for card in cards if card.program.state in SHOWN)


def _standing(uow: UnitOfWork, actor: Actor, child: CertificateId | None) -> Standing | None:
    if child is None:
        return None
    ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, child)
    record_look(uow, actor, [child])
    return uow.certificates.standing(child, of=actor)


def purse_of(uow: UnitOfWork, standing: Standing | Searcher | None) -> Purse | None:
    """What the certificate could pay from tomorrow on, and for whose programs (NO_AGREEMENT,
    AGREEMENT_EXHAUSTED); None without a child or its period.
    """
    if standing is None:
        return None
    tomorrow = uow.today(standing.zone) + ONE_DAY
    period = next((each for each in standing.periods if tomorrow in each.days), None)
    balance = None if period is None else standing.balances.get(period.id)
    if period is None or balance is None:
        return None
    available = balance.available
    left = {
        provider: available if ceiling is None else ceiling.room
        for (provider, within), ceiling in standing.agreements.items()
        if within == period.id and (ceiling is None or ceiling.room)
    }
    rooms = ((provider, room) for provider, room in left.items() if room < available)
    return Purse(available, frozenset(left), frozenset(rooms))


def _cards(
    uow: UnitOfWork,
    programs: Sequence[ProgramId],
    standing: Standing | None,
    places: Collection[Municipality],
    *,
    fitting: Mapping[ProgramId, Collection[GroupId]] = MappingProxyType({}),
) -> tuple[ProgramCard, ...]:
    """With all groups of each program, or with those alone that `fitting` names."""
    offerings = uow.catalog.offerings(programs)
    municipalities = {place.id: place for place in places}
    cards = []
    for id_ in programs:
        only = fitting.get(id_)
        groups = tuple(
            _group_card(uow, each, standing)
            for each in offerings.get(id_, ())
            if not only or each.group.id in only
        )
        known = _program(uow, id_, groups)
        if known is not None:
            program, provider = known
            place = municipalities[program.municipality]
            cards.append(_card(program, provider, groups, place, standing))
    return tuple(cards)


def card_for(uow: UnitOfWork, id: ProgramId, found: LookingAt) -> ProgramCard:
    """What was found of a program with all its groups, for the child; a part of looking at it.

    Raises:
        ProgramGone: There is none, or it is being written, or archived.
    """
    if found.program is None or found.program[0].state not in SHOWN:
        raise ProgramGone(id)
    program, provider, place = found.program
    standing = found.looking.standing
    groups = tuple(_group_card(uow, each, standing) for each in found.offerings)
    return _card(program, provider, groups, place, standing)


def _card(
    program: Program,
    provider: Provider,
    groups: tuple[GroupCard, ...],
    place: Municipality,
    standing: Standing | None,
) -> ProgramCard:
    child = None if standing is None else standing.child
    return ProgramCard(program, provider, groups, place, child, _best(groups))


def _program(
    uow: UnitOfWork, id_: ProgramId, groups: Sequence[GroupCard]
) -> tuple[Program, Provider] | None:
    """The program and its provider; one without groups is shown too (REG-6)."""
    if groups:
        return groups[0].offering.program, groups[0].offering.provider
    found = uow.catalog.program(id_)
    provider = None if found is None else uow.catalog.provider(found.program.provider)
    return None if found is None or provider is None else (found.program, provider)


def _group_card(uow: UnitOfWork, offering: Offering, standing: Standing | None) -> GroupCard:
    if standing is None:
        return GroupCard(offering, None)
    today = uow.today(standing.zone)
    start = first_start(standing, offering, today=today)
    return GroupCard(offering, price_of(standing.application(offering, start=start, today=today)))


def _best(groups: Sequence[GroupCard]) -> GroupCard | None:
    """The group that the child may join with the smallest parent's share, earliest first."""
    joinable = [
        (card.price.calculation.parent.total, card.price.start, n)
        for n, card in enumerate(groups)
        if card.price is not None and card.price.calculation is not None and not card.price.reasons
    ]
    return groups[min(joinable)[-1]] if joinable else None
