"""What is new for saved searches: found beside the daily run, told once and kindly."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from core.domain.actor import Act, Actor, Subject, System, ensure_may
from core.domain.funding import FundingPeriod
from core.domain.ids import MunicipalityId, ProgramId
from core.domain.saved_search import News
from core.domain.searching import SearchQuery
from core.ports.unit_of_work import UnitOfWork
from core.services.saved_searches import asked, pages_of, zone_of_nobody
from core.services.telling import waking

# Searches that are looked at together; the same question of many is asked once.
SEARCHES_AT_ONCE: Final = 50
NOTICES_AT_ONCE: Final = 500


def news_found(uow: UnitOfWork) -> tuple[News, ...]:
    """What changed programs fit the next saved searches; empty when none is behind.

    Only looks: `keep_news` keeps what was found, and which searches were looked at.
    """
    behind = uow.saved_searches.behind(most=SEARCHES_AT_ONCE)
    if not behind:
        return ()
    changed = uow.saved_searches.changed(min(since for _, since in behind))
    known: dict[SearchQuery, tuple[ProgramId, ...]] = {}
    news = []
    for saved, _ in behind:
        query = asked(uow, System(), saved.question, saved.certificate)
        if query not in known:
            known[query] = tuple(
                sorted(each for page in pages_of(uow, query) for each in page & changed)
            )
        news.append(News(saved.id, known[query]))
    return tuple(news)


def keep_news(uow: UnitOfWork, actor: Actor, news: tuple[News, ...]) -> None:
    """Keep what was found until it is told; what a search knows already changes nothing.

    Raises:
        NotAllowed: Nobody but the scheduler.
    """
    ensure_may(actor, Act.TELL_NEWS, Subject())
    uow.saved_searches.keep(news)


def tell_news(uow: UnitOfWork, actor: Actor) -> int:
    """Leave a notice for each saved search that has news and told none today; how many there were.

    It waits for the family's waking hours. A second call on the same day tells nothing more of
    the same search.

    Raises:
        NotAllowed: Nobody but the scheduler.
    """
    ensure_may(actor, Act.TELL_NEWS, Subject())
    places = uow.municipalities.all()
    zones: list[tuple[MunicipalityId | None, ZoneInfo]] = [(None, zone_of_nobody(places))]
    zones += [(place.id, ZoneInfo(place.zone)) for place in places]
    return sum(
        uow.saved_searches.tell(
            place,
            today=uow.today(zone),
            not_before=waking(uow.now, zone, _periods(uow, place)),
            most=NOTICES_AT_ONCE,
        )
        for place, zone in zones
    )


def _periods(uow: UnitOfWork, place: MunicipalityId | None) -> tuple[FundingPeriod, ...]:
    return () if place is None else uow.municipalities.periods(place)
