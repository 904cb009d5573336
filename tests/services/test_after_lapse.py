"""Money that lapsed is told with what follows it, as it is when the notice is read (CERT-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.render import LANGUAGES
from bot.views.notices import notice_screen
from core.domain.certificate import Certificate, CertificateKind, CertificateState, ClosingReason
from core.domain.notice import NoticeKind
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.notices import told
from core.services.told import AfterLapse, Told
from tests.services.school_years import NEXT_YEAR
from tests.services.world import World

Change = Callable[[Certificate], Certificate]
CHANGES: dict[AfterLapse, Change] = {
    AfterLapse.COMING: lambda each: each,
    AfterLapse.UNFUNDED: lambda each: replace(
        each, kind=CertificateKind.ACCOUNTING, funded_on=None
    ),
    AfterLapse.FROZEN: lambda each: replace(
        each, state=CertificateState.FROZEN, frozen_on=date(2021, 1, 1)
    ),
    AfterLapse.CLOSED: lambda each: replace(
        each, state=CertificateState.CLOSED, closed_because=ClosingReason.WISH
    ),
}


async def studies(world: World) -> None:
    """For 500 roubles, so that nothing goes back for disuse (CERT-6)."""
    request = await world.request(await world.group(price=50000))
    await world.perform(confirm_enrollment, world.staff, request.id)


async def lapsed(world: World) -> Told:
    """The notice that money lapsed, as it would be sent now."""

    def look(uow: UnitOfWork) -> tuple[bool, list[Told | None]]:
        claimed = uow.outbox.claim(most=50, lease=timedelta(minutes=1))
        lapses = [each for each in claimed if each.kind is NoticeKind.MONEY_LAPSED]
        found = [told(uow, each) for each in lapses]
        for each in claimed:
            uow.outbox.sent(each.id)
        return bool(claimed), found

    world.clock.instant += timedelta(days=1)
    said: list[Told | None] = []
    more = True
    while more:
        more, found = await world.perform(look)
        said += found
    (only,) = said
    assert only is not None
    return only


async def test_money_of_the_new_period_that_came_in_december_is_not_announced_again(
    world: World,
) -> None:
    await world.add_period(NEXT_YEAR)
    await studies(world)
    await world.run_days(date(2021, 1, 1))

    told = await lapsed(world)

    assert told.after_lapse is not None
    follows, available = told.after_lapse
    assert (follows, available.kopecks) == (AfterLapse.HERE, 1510200)
    said = notice_screen(told, "ru").text.replace("\u00a0", " ")
    assert "Сгорело 14 602,00 ₽" in said
    assert "уже на сертификате: доступно <b>15 102,00 ₽</b>" in said
    assert "придут" not in said


@pytest.mark.parametrize("follows", list(CHANGES))
async def test_without_new_money_the_notice_says_why_and_what_then(
    world: World, follows: AfterLapse
) -> None:
    await studies(world)
    await world.run_days(date(2021, 1, 1))

    def change(uow: UnitOfWork) -> None:
        (certificate,) = uow.certificates.get([world.anya.id])
        uow.certificates.save(CHANGES[follows](certificate))

    await world.perform(change)

    told = await lapsed(world)

    assert told.after_lapse is not None
    assert told.after_lapse[0] is follows
    texts = {notice_screen(told, language).text for language in LANGUAGES}
    assert len(texts) == len(LANGUAGES)
    assert any("период закончился" in text for text in texts) == (follows is not AfterLapse.CLOSED)
