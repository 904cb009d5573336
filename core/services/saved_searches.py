"""Saving a question to the search, and coming back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Family
from core.domain.errors import NotAllowed
from core.domain.ids import CertificateId, ProgramId, SavedSearchId
from core.domain.questions import question_in, question_of
from core.domain.saved_search import (
    KNOWN_MAX,
    SAVED_MAX,
    SavedSearch,
    SearchTooWide,
    TooManySavedSearches,
)
from core.domain.searching import Chip, SearchQuery
from core.domain.standing import Standing
from core.domain.views import Municipality
from core.ports.acts import asks_once, hopes_to_ask_once
from core.ports.saved_searches import Searcher
from core.ports.unit_of_work import UnitOfWork
from core.services.access import ensure_may_on_certificate, own_family
from core.services.applications import ensure_consented
from core.services.catalog import purse_of

# The certificate stands in the question's words too: the same words for another child are
# another question.
CHILD: Final = "child"


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A saved search as it is understood today, for whom, and how much fits it. A child that is
    the account's no more is not named, and nothing of it is asked.
    """

    saved: SavedSearch
    chips: tuple[Chip, ...]
    child_short_name: str
    total: int


@hopes_to_ask_once
def saved_searches(
    uow: UnitOfWork, actor: Actor
) -> tuple[tuple[SavedLine, ...], tuple[Municipality, ...]]:
    """What the account saved, in that order; and the municipalities that it may speak of.

    Raises:
        NotAllowed: No family, as for every act below.
    """
    family = own_family(actor, Act.KEEP_SEARCHES)
    kept = uow.saved_searches.listed(family)
    lines = []
    for each in kept.searches:
        child = None if each.certificate is None else kept.children.get(each.certificate)
        lines.append(_line(uow, each, child))
    return tuple(lines), kept.places


@asks_once
def saved_search(uow: UnitOfWork, actor: Actor, id: SavedSearchId) -> SavedSearch:
    """One of the account's own; raise NotAllowed for another's, and for a missing one."""
    account = own_family(actor, Act.KEEP_SEARCHES).account
    found = uow.saved_searches.get(id)
    if found is None or found.account != account:
        raise NotAllowed
    return found


def save_search(
    uow: UnitOfWork, actor: Actor, words: Mapping[str, str], child: CertificateId | None
) -> SavedSearch:
    """Go on searching: whatever fits later is told, at most once a day and each program once.

    What fits now is known and never told. The same question again returns the first one.

    Raises:
        NotAllowed: No family, or another's child.
        ConsentMissing: A question may speak of a child.
        TooManySavedSearches: The account has ten.
        SearchTooWide: More than a thousand programs fit already.
    """
    family = own_family(actor, Act.KEEP_SEARCHES)
    account = family.account
    ensure_consented(uow, actor)
    if child is not None:
        ensure_may_on_certificate(uow, actor, Act.SEE_CHILD, child)
    question = question_in(words)
    if child is not None:
        question[CHILD] = str(child)
    kept = uow.saved_searches.of(account)
    same = next((each for each in kept if each.question == question), None)
    if same is not None:
        return same
    if len(kept) >= SAVED_MAX:
        raise TooManySavedSearches(SAVED_MAX)
    known = fitting(uow, asked(uow, family, question, child))
    saved = uow.saved_searches.add(
        account, child, question, known=known, on=uow.today(_zone(uow, family, child))
    )
    uow.trail.record(actor, "save-search", f"saved-search:{saved.id}", known=len(known))
    return saved


def drop_search(uow: UnitOfWork, actor: Actor, id: SavedSearchId) -> None:
    """Search for it no longer; one that is another's or gone is left alone."""
    account = own_family(actor, Act.KEEP_SEARCHES).account
    found = uow.saved_searches.get(id)
    if found is None or found.account != account:
        return
    uow.saved_searches.drop(id)
    uow.trail.record(actor, "drop-search", f"saved-search:{id}")


def saved_line(uow: UnitOfWork, family: Family, saved: SavedSearch) -> SavedLine:
    """How a saved search is understood today. A part of telling: the child is still linked."""
    return _line(uow, saved, _standing(uow, family, saved.certificate))


def _line(uow: UnitOfWork, saved: SavedSearch, child: Standing | Searcher | None) -> SavedLine:
    found = uow.search.find(_asked(uow, saved.question, child), page_size=1)
    return SavedLine(saved, found.chips, child.child.short_name if child else "", found.total)


def asked(
    uow: UnitOfWork, actor: Actor, question: Mapping[str, str], child: CertificateId | None
) -> SearchQuery:
    """The question as it is today: with the child's age and what its certificate can pay."""
    return _asked(uow, question, _standing(uow, actor, child))


def _standing(uow: UnitOfWork, actor: Actor, child: CertificateId | None) -> Standing | None:
    return None if child is None else uow.certificates.standing(child, of=actor)


def _asked(
    uow: UnitOfWork, question: Mapping[str, str], child: Standing | Searcher | None
) -> SearchQuery:
    query = question_of(question)
    if child is None:
        return query
    age = child.child.age(on=uow.today(child.zone))
    any_age = bool(question.get("any_age"))
    return replace(query, child_age=None if any_age else age, purse=purse_of(uow, child))


def fitting(uow: UnitOfWork, query: SearchQuery) -> frozenset[ProgramId]:
    """All that fits.

    Raises:
        SearchTooWide: That is more than a thousand programs.
    """
    found = uow.search.find(query, page_size=KNOWN_MAX)
    if found.total > KNOWN_MAX:
        raise SearchTooWide(KNOWN_MAX)
    return frozenset(found.programs)


def pages_of(uow: UnitOfWork, query: SearchQuery) -> Iterator[frozenset[ProgramId]]:
    """All that fits, however much, a thousand at a time."""
    page, pages = 1, 1
    while page <= pages:
        found = uow.search.find(replace(query, page=page), page_size=KNOWN_MAX)
        yield frozenset(found.programs)
        page, pages = page + 1, found.pages


def _zone(uow: UnitOfWork, family: Family, child: CertificateId | None) -> ZoneInfo:
    if child is not None:
        return uow.certificates.standing(child, of=family).zone
    return zone_of_nobody(uow.municipalities.all())


def zone_of_nobody(places: tuple[Municipality, ...]) -> ZoneInfo:
    """The clock of those who search for no child: of the municipality that came first."""
    first = min(places, key=lambda place: place.id, default=None)
    return ZoneInfo("UTC" if first is None else first.zone)
